"""Every page in every world, in both languages."""

import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import queries
from pipeline.emotions import EMOTIONS
from tests import sample_databases
from tests.views.conftest import PAGES, TITLES, Open, cards, chart_rows, charts, follow, page_name, said, select
from views.session import data
from views.session.current_view import plain
from views.session.drill_down import DrillDown
from views.words import filter_fields
from views.words.labels import points
from views.words.strings import words_in
from views.words.theme import logo

KO, EN = words_in("ko"), words_in("en")
PLACEHOLDER = re.compile(r"\{[a-z_]+\}")


@pytest.fixture(autouse=True, scope="module")
def _no_caches() -> Iterator[None]:
    """Caches are kept by the file and its version: these tests share them, as visitors of one server do."""
    data.clear()
    st.cache_resource.clear()
    yield
    data.clear()
    st.cache_resource.clear()


def _is_sound(app: AppTest) -> None:
    assert not app.exception
    text = said(app)
    assert not PLACEHOLDER.search(text)
    assert "Traceback" not in text
    assert KO("empty.query") not in text and EN("empty.query") not in text


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_tiny_world(open_dashboard: Open, tiny_warehouse_file: Path, page: str, language: str) -> None:
    app = open_dashboard(tiny_warehouse_file, page, language)
    _is_sound(app)
    assert page_name(app) == words_in(language)(TITLES.get(page, f"page.{page}"))


@pytest.mark.parametrize("page", PAGES)
def test_sample_world(open_dashboard: Open, sample_file: Path, page: str) -> None:
    app = open_dashboard(sample_file, page)
    _is_sound(app)
    assert page_name(app) == KO(TITLES.get(page, f"page.{page}"))
    has_count = page not in (*filter_fields.UNFILTERED, "compare", "employees")
    assert (f"의견·응답 **{195 if page in ('summary', 'topics') else 797}건**" in said(app)) == has_count


@pytest.mark.parametrize("page", PAGES)
def test_no_database_and_empty_worlds(
    open_dashboard: Open, tmp_path: Path, empty_warehouse_file: Path, page: str
) -> None:
    for database, key in ((tmp_path / "none.duckdb", "empty.missing"), (empty_warehouse_file, "empty.empty")):
        app = open_dashboard(database, page, "en")
        assert not app.exception
        assert EN(key) in said(app)
        assert not charts(app)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("grain", ["day", "week", "month"])
def test_crowd(open_dashboard: Open, crowd_warehouse_file: Path, page: str, grain: str) -> None:
    app = open_dashboard(crowd_warehouse_file, page, "en", grain=grain, measure="joy")
    _is_sound(app)


@pytest.mark.parametrize("page", PAGES)
def test_employees(open_dashboard: Open, tiny_warehouse_file: Path, page: str) -> None:
    _is_sound(open_dashboard(tiny_warehouse_file, page, audience="employee"))


def test_employees_too_few_to_be_read(open_dashboard: Open, tiny_warehouse_file: Path) -> None:
    app = open_dashboard(tiny_warehouse_file, "comments", audience="employee", tone_from="0.9")
    assert KO("empty.few") in said(app)
    assert "문의" not in said(app)


def test_no_database(open_dashboard: Open, tmp_path: Path) -> None:
    for language, words in (("ko", KO), ("en", EN)):
        app = open_dashboard(tmp_path / "nothing.duckdb", language=language)
        assert not app.exception
        assert words("empty.missing") in said(app)
        assert "ondo run" in said(app) and "ondo demo" in said(app)
        assert str(tmp_path) not in said(app)


def test_the_first_run_offers_the_sample_and_shows_it(open_dashboard: Open, tmp_path: Path) -> None:
    database = tmp_path / "first.duckdb"
    app = open_dashboard(database, language="en")
    assert "ondo demo --no-dashboard --db first.duckdb" in said(app)
    app.button(key="make_sample").click().run(timeout=120)
    assert not app.exception
    assert database.exists()
    assert page_name(app) == EN("page.summary")
    assert "**195** comments and answers" in said(app), "those of the last 90 days"


def test_a_sample_that_cannot_be_made_says_so(open_dashboard: Open, tmp_path: Path) -> None:
    app = open_dashboard(tmp_path / "no" / "first.duckdb", language="en")
    app.button(key="make_sample").click().run(timeout=60)
    assert not app.exception
    assert [status.label for status in app.get("status")] == [EN("sample.failed")]
    assert str(tmp_path) not in said(app)


def test_empty_database(open_dashboard: Open, empty_warehouse_file: Path) -> None:
    app = open_dashboard(empty_warehouse_file)
    assert not app.exception
    assert KO("empty.empty") in said(app)


def test_older_schema(open_dashboard: Open, older_schema_file: Path) -> None:
    app = open_dashboard(older_schema_file, language="en")
    assert not app.exception
    assert EN("empty.schema") in said(app)


def test_no_database_at_all(open_dashboard: Open, not_a_database_file: Path) -> None:
    app = open_dashboard(not_a_database_file, language="en")
    assert not app.exception
    assert "this is a text file, not a database" in said(app)
    assert str(not_a_database_file.parent) not in said(app)


def test_the_failing_worlds_differ(
    open_dashboard: Open, tmp_path: Path, empty_warehouse_file: Path, older_schema_file: Path, not_a_database_file: Path
) -> None:
    files = (tmp_path / "none.duckdb", empty_warehouse_file, older_schema_file, not_a_database_file)
    assert len({open_dashboard(path).title[0].value for path in files}) == len(files)


@pytest.mark.parametrize("page", ["summary", "nps", "trends", "journey", "comments"])
def test_nothing_matches(open_dashboard: Open, tiny_warehouse_file: Path, page: str) -> None:
    app = open_dashboard(tiny_warehouse_file, page, contains="없는 말")
    _is_sound(app)
    assert KO("empty.nothing") in said(app)
    assert not charts(app)


def test_a_failing_query_says_so_without_a_trace(
    open_dashboard: Open, tiny_warehouse_file: Path, tmp_path: Path
) -> None:
    broken = shutil.copy(tiny_warehouse_file, tmp_path / "broken.duckdb")
    with duckdb.connect(str(broken)) as connection:
        connection.execute("drop table event")
    app = open_dashboard(Path(broken), "trends")
    assert not app.exception
    assert KO("empty.query") in said(app)
    assert not any(text in said(app) for text in ("event_list", "Catalog Error", str(tmp_path)))


def test_summary_numbers(open_dashboard: Open, tiny_warehouse_file: Path) -> None:
    """By hand: NPS answers 10 9 8 3 6 0 10 7 9 10 are 5 promoters, 3 detractors of 10; 12 comments are scored."""
    app = open_dashboard(tiny_warehouse_file, language="en", span="all")
    figures = cards(app)
    assert (figures["NPS"], figures["Mean tone"]) == ("+20", "+0.04")
    text = said(app)
    assert "10 answers" in text and "12 comments" in text and EN("number.few") in text
    assert "The mean tone is +0.04" in text, "where nothing is compared, the answer is how things are"


def test_hidden_numbers_stay_hidden(open_dashboard: Open, tiny_warehouse_file: Path) -> None:
    app = open_dashboard(tiny_warehouse_file, language="en", touchpoints=["support"], span="all")
    assert EN("empty.few") in said(app) and EN("filter.selected", n=1) in said(app) and not cards(app)
    app = open_dashboard(tiny_warehouse_file, language="en", touchpoints=["(none)", "delivery"], span="all")
    assert cards(app)["NPS"] == "–"


def test_disagreements_open_exactly_their_comments(open_dashboard: Open, tmp_path: Path) -> None:
    many = sample_databases.build_database(tmp_path / "many.duckdb", sample_databases.crowd(8_000))
    found = queries.open_warehouse(many).run("disagreement_count", filter=queries.Filter())
    numbers = {row["kind"]: row["n"] for row in found.to_pylist()}
    assert len(numbers) == 3 and all(numbers.values())
    for kind, n in numbers.items():
        app = open_dashboard(many, language="en", span="all")
        app = follow(app, EN(f"disagreement.{kind}").replace("(", "\\(").replace(")", "\\)"))
        assert page_name(app) == "Comments"
        assert f"**{n:,}** comments and answers" in said(app)


def test_drill_down_shows_the_comments_behind_a_mark(open_dashboard: Open, tiny_warehouse_file: Path) -> None:
    app = open_dashboard(tiny_warehouse_file, language="en", span="all")
    app = select(app, DrillDown("summary", (("emotion", "anger"),), "scored", "month"))
    text = said(app)
    assert "<h2>Anger</h2>" in text and EN("number.hidden_below", limit=5) in text
    assert "최악입니다" in text and "오류가" in text and "다른 카드도" not in text
    app = follow(app, EN("panel.open"))
    assert page_name(app) == "Comments"
    assert app.multiselect(key="emotions_en").value == ["anger"]


def test_comments_page_pages_and_orders(open_dashboard: Open, crowd_warehouse_file: Path) -> None:
    first = said(open_dashboard(crowd_warehouse_file, "comments", "en", order="oldest"))
    second = said(open_dashboard(crowd_warehouse_file, "comments", "en", order="oldest", at="2"))
    assert ">1 of" in first and ">21 of" in second


def test_a_comment_in_full(open_dashboard: Open, tiny_warehouse_file: Path) -> None:
    app = open_dashboard(tiny_warehouse_file, "comments", "en", contains="최악")
    app.button(key="open_at_6").click().run()
    app.session_state["behind_6"] = True
    app.run()
    text = said(app)
    assert "Probability of each emotion" in text
    assert text.count("&lt; 5%") == len(EMOTIONS) - 1
    assert "90.0%" in text


def test_a_link_to_one_comment(open_dashboard: Open, tiny_warehouse_file: Path) -> None:
    assert "최악입니다" in said(open_dashboard(tiny_warehouse_file, "comments", comment="6"))
    assert KO("comments.not_found") in said(open_dashboard(tiny_warehouse_file, "comments", comment="999"))
    _is_sound(open_dashboard(tiny_warehouse_file, "comments", comment="1; drop table"))


def test_what_may_not_be_quoted_says_so(open_dashboard: Open, tiny_warehouse_file: Path) -> None:
    assert KO("comments.not_quotable") in said(open_dashboard(tiny_warehouse_file, "comments", contains="오류"))
    assert KO("comments.not_quotable") not in said(open_dashboard(tiny_warehouse_file, "comments", contains="최악"))


def test_comments_that_were_not_scored_say_why(open_dashboard: Open, tiny_warehouse_file: Path) -> None:
    app = open_dashboard(tiny_warehouse_file, "comments", "en", states=["unsupported_language"])
    assert "Not scored: Unsupported language" in said(app)


def test_data_page(open_dashboard: Open, tiny_warehouse_file: Path) -> None:
    app = open_dashboard(tiny_warehouse_file, "data", "en")
    assert plain(sample_databases.SCORER_VERSION) in said(app)
    tables = [frame.value for frame in app.dataframe]
    assert any("11 is outside 0 to 10" in frame.to_string() for frame in tables)
    assert (
        f"{len(sample_databases.TINY)} answers (16 of customers, 8 of employees) are in the numbers, and rows rejected: 2"
        in said(app)
    )
    assert "5 Jan 2026–27 Feb 2026" in said(app)


def test_a_replaced_database_shows_new_numbers(open_dashboard: Open, tiny_warehouse_file: Path, tmp_path: Path) -> None:
    place = Path(shutil.copy(tiny_warehouse_file, tmp_path / "live.duckdb"))
    app = open_dashboard(place, language="en")
    assert "**15** comments and answers" in said(app)
    os.replace(sample_databases.build_database(tmp_path / "next.duckdb", sample_databases.TINY[:6]), place)
    assert "**6** comments and answers" in said(app.run())


def test_the_comments_behind_one_of_several_touchpoints_can_be_opened(
    open_dashboard: Open, crowd_warehouse_file: Path
) -> None:
    """With the filter of its mark the page draws that chart, and the panel under it, no more."""
    app = open_dashboard(crowd_warehouse_file, "trends", "en")
    app = select(app, DrillDown("trends_small", (("touchpoint", "payment"),), "scored", "month"))
    app = follow(app, "Read all")
    assert page_name(app) == "Comments"
    assert app.multiselect(key="touchpoints_en").value == ["payment"]


def _trend_rows(app: AppTest, key: str) -> dict[str, float]:
    return {row["period"]: row["value"] for row in chart_rows(app, key) if row["value"] is not None}


def test_nps_over_time_by_touchpoint(open_dashboard: Open, crowd_warehouse_file: Path) -> None:
    """The chart of a touchpoint says what the filter on that touchpoint says."""
    app = open_dashboard(crowd_warehouse_file, "trends", "en", measure="nps", grain="month")
    app.session_state["trends_folded"] = True
    _is_sound(app.run())
    source = queries.open_warehouse(crowd_warehouse_file)
    places = {row["touchpoint"] for row in source.run("nps_by_touchpoint", filter=queries.Filter()).to_pylist()}
    assert len(places) > 1
    drawn = 0
    for place in places:
        alone = queries.Filter(touchpoints=(place,))
        rows = source.run("nps_by_period", filter=alone, grain="month").to_pylist()
        expected = {row["period"].isoformat(): row["nps"] for row in rows if row["nps"] is not None}
        if expected:
            assert _trend_rows(app, f"chart_trends_nps_touchpoint_{place or 'none'}_month") == expected
            drawn += 1
    assert drawn == len(charts(app)) - 1


def test_without_nps_there_is_the_rating_in_its_place(open_dashboard: Open, tmp_path: Path) -> None:
    answers = tuple(replace(answer, nps=None) for answer in sample_databases.TINY)
    database = sample_databases.build_database(tmp_path / "without.duckdb", answers)
    figures = cards(open_dashboard(database, language="en", span="all"))
    # 5 5 2 4 5 of 5 and 8 of 10, brought to 0 to 1: 1 1 0.25 0.75 1 and 7 / 9, mean 0.80
    assert figures["Mean rating (0–1)"] == "0.80"
    assert "NPS" not in figures
    page = open_dashboard(database, "nps", "en")
    assert page_name(page) == "Rating and emotion"
    assert not [spec for spec in charts(page) if "NPS" in spec["description"]]


def test_with_no_score_at_all_there_is_no_dead_block(open_dashboard: Open, tmp_path: Path) -> None:
    answers = tuple(replace(answer, nps=None, rating=None, rating_max=None) for answer in sample_databases.TINY)
    database = sample_databases.build_database(tmp_path / "without.duckdb", answers)
    figures = list(cards(open_dashboard(database, language="en", span="all")))
    assert (
        figures[0] == "Mean tone"
        and len(figures) == 4
        and not [name for name in figures if name.startswith(("NPS", "Mean rating"))]
    )
    page = open_dashboard(database, "nps", "en")
    _is_sound(page)
    assert "No NPS answers" in said(page)


def test_employees_too_few_for_an_nps(open_dashboard: Open, crowd_warehouse_file: Path) -> None:
    text = said(open_dashboard(crowd_warehouse_file, language="en", audience="employee"))
    assert "n\u00a0=\u00a0–" not in text


def test_a_day_by_day_axis_of_years_is_drawn_more_coarsely(open_dashboard: Open, tmp_path: Path) -> None:
    years = tuple(
        sample_databases.Answer(f"20{year}-05-10 10:00", f"좋아요 {year} {number}", 0.5, {"joy": 2}, touchpoint="use")
        for year in range(10, 26)
        for number in range(6)
    )
    database = sample_databases.build_database(tmp_path / "years.duckdb", years)
    text = said(open_dashboard(database, "trends", "en", grain="day"))
    assert "Drawn by month: the dates span more than 400 days." in text
    near = open_dashboard(database, "trends", "en", grain="day", **{"from": "2024-12-31"})
    assert "Drawn by" not in said(near)


def test_one_touchpoint_is_not_drawn_twice(open_dashboard: Open, crowd_warehouse_file: Path) -> None:
    one = open_dashboard(crowd_warehouse_file, "trends", "en", touchpoints=["payment"])
    assert len(charts(one)) == 1 and EN("trends.one_part", by="Touchpoint") in said(one)


def test_the_logo_names_the_product() -> None:
    for dark in (False, True):
        assert "Ondo" in logo(dark) and "온도" in logo(dark)


def test_nps_page_numbers(open_dashboard: Open, crowd_warehouse_file: Path) -> None:
    """How many gave each score, and the formula, say what the queries say."""
    app = open_dashboard(crowd_warehouse_file, "nps", "en")
    app.session_state["scores"] = True
    app.run()
    source = queries.open_warehouse(crowd_warehouse_file)
    scores = source.run("nps_score_count", filter=queries.Filter()).to_pylist()
    drawn = {row["score_text"]: row["n_text"] for row in chart_rows(app, "chart_nps_scores_month")}
    assert drawn == {str(row["nps_score"]): str(row["n"]) for row in scores}
    found = [
        source.run("nps_driver_list", filter=queries.Filter(), about=about, limit=80)
        for about in ("touchpoint", "emotion", "topic")
    ]
    drivers = [row for table in found for row in table.to_pylist() if row["size"] == "normal"]
    text = said(app)
    assert any(f": {row['n']} of {row['of_n']} answers" in text for row in drivers)
    assert "not what causes it" in said(app)


def test_a_cell_of_the_map_opens_the_groups_comments(open_dashboard: Open, crowd_warehouse_file: Path) -> None:
    app = open_dashboard(crowd_warehouse_file, "nps", "en")
    app = select(app, DrillDown("nps_map", (("emotion", "anger"), ("nps_band", "detractor")), "scored", "month"))
    heads = [html.value for html in app.html if html.value.startswith("<h2>")]
    assert heads == ["<h2>Anger · Detractors (0–6)</h2>"]


def test_the_panel_of_an_nps_says_that_nps(open_dashboard: Open, crowd_warehouse_file: Path) -> None:
    app = open_dashboard(crowd_warehouse_file, "nps", "en")
    app = select(app, DrillDown("nps_drivers", (("touchpoint", "payment"),), "nps", "month"))
    source, chosen = queries.open_warehouse(crowd_warehouse_file), queries.Filter(touchpoints=("payment",))
    row = source.run("nps", filter=chosen).to_pylist()[0]
    text = " ".join(html.value for html in app.html)
    assert f"NPS <b>{points(row['nps'])}</b>" in text and f"{row['n']} answers" in text
    assert f"{row['promoters']} promoters" in text and f"{row['detractors']} detractors" in text


def test_employees_too_few_for_the_nps_page(open_dashboard: Open, crowd_warehouse_file: Path) -> None:
    _is_sound(open_dashboard(crowd_warehouse_file, "nps", "en", audience="employee"))


@pytest.mark.parametrize(("lang", "told"), [("ko", "읽지 못한 칸"), ("en", "Cells that could not be read")])
def test_cells_that_could_not_be_read_stand_on_the_data_page(
    open_dashboard: Open, tmp_path: Path, lang: str, told: str
) -> None:
    path = sample_databases.build_database(
        tmp_path / "x.duckdb", [sample_databases.Answer("2026-01-05", "좋아요", 0.5)]
    )
    with duckdb.connect(str(path)) as connection:
        connection.execute("insert into unread_cell values (1, 'survey', 'a.csv', '날짜', 'date', 2, '''어제''', 7)")
    app = open_dashboard(path, "data", lang)
    assert not app.exception and f"<h2>{told}</h2>" in said(app)
    assert any("'어제'" in str(table.value) and 7 in table.value.to_numpy() for table in app.dataframe)
