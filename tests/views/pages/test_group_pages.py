"""Journey, trends, scores, compare and employees: what they say about small worlds whose numbers are known."""

import re
from datetime import date
from html import escape, unescape
from pathlib import Path
from urllib.parse import parse_qs

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from pipeline.config.settings import Event
from queries.actions import read_actions
from tests import sample_databases
from tests.views.conftest import Open, cards, chart_rows, charts, said, select
from views.session.drill_down import DrillDown
from views.words.strings import words_in

KO, EN = words_in("ko"), words_in("en")
CURVE = "chart_curve_journey_curve_month"


def _felt(n: int, place: str, tone: float, emotion: str, **fields: object) -> list[sample_databases.Answer]:
    day = fields.pop("at", "2026-01-05")
    return [
        sample_databases.Answer(
            f"{day}", f"{place} 댓글입니다 {emotion} {number}", tone, {emotion: 2}, touchpoint=place, **fields
        )
        for number in range(n)
    ]


# search: anticipation is intended and felt; payment: trust is intended, 10 of 40 feel it, 30 anxiety; 36 employees at
# payment, gladder than customers, and 9 at search.
JOURNEY = (
    *_felt(40, "search", 0.4, "anticipation", channel="web", segment="new", nps=9),
    *_felt(10, "payment", 0.2, "trust", channel="app", segment="new", nps=9),
    *_felt(30, "payment", -0.6, "anxiety", channel="app", segment="loyal", nps=2, at="2026-02-10"),
    *_felt(35, "use", 0.3, "joy", channel="web", segment="loyal", nps=8, at="2026-02-10"),
    *_felt(36, "payment", 0.5, "trust", audience="employee"),
    *_felt(9, "search", 0.4, "joy", audience="employee"),
)
RELEASE = Event("pay-2", "release", {"ko": "결제 2.0", "en": "Payment 2.0"}, date(2026, 2, 1), None, "payment")


@pytest.fixture(scope="module")
def journey_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of JOURNEY with one event at payment."""
    return sample_databases.build_database(tmp_path_factory.mktemp("journey") / "j.duckdb", JOURNEY, events=(RELEASE,))


def _plain(text: str) -> str:
    return text.replace("\\", "").replace("\u00a0", " ")


def test_the_journey_names_the_worst_fall_and_leads_to_what_is_behind_it(
    open_dashboard: Open, journey_file: Path
) -> None:
    # payment: 10 of January at 0.2 are too few to compare with, so nothing can be compared: the lowest is (2 - 18) / 40 = -0.4
    text = _plain(said(open_dashboard(journey_file, "journey", "en")))
    assert "Mean tone is lowest at Payment" in text and "Tone −0.40." in text
    rows = {row["touchpoint"]: row for row in chart_rows(open_dashboard(journey_file, "journey", "en"), CURVE)}
    assert (rows["payment"]["intended_text"], rows["payment"]["felt_text"]) == ("25% Trust", "75% Anxiety")
    assert (rows["search"]["felt_text"], rows["search"]["felt_colour"]) == (EN("journey.as_intended"), "")


def test_a_fall_is_ranked_selected_and_followed(open_dashboard: Open, tmp_path: Path) -> None:
    falls = (
        *_felt(40, "payment", 0.5, "trust"),
        *_felt(40, "payment", -0.5, "anxiety", at="2026-02-10"),
        *_felt(40, "payment", 0.5, "trust", at="2026-03-10"),
        *_felt(40, "use", 0.5, "joy", at="2026-02-10"),
        *_felt(40, "use", 0.4, "joy", at="2026-03-10"),
        *_felt(1, "search", 0.4, "joy", at="2026-04-10"),
    )
    app = open_dashboard(sample_databases.build_database(tmp_path / "f.duckdb", falls), "journey")
    text = _plain(said(app))
    assert "가장 크게 나빠진 곳은 2월의 결제입니다" in text
    assert "톤 +0.50 → −0.50. 3월에 돌아왔습니다(+0.50)." in text
    assert app.button(key="answer_now").label.startswith("지금은 3월의 사용을 살펴보세요")
    assert text.index("1. 결제") < text.index("2. 사용") and "−1.00" in text
    evidence = next(
        link.proto for link in app.get("page_link") if link.proto.label.startswith(KO("answer.evidence", n=40))
    )
    led = {name: values for name, values in parse_qs(evidence.query_string).items() if name not in ("states", "aside")}
    assert led == {
        "touchpoints": ["payment"], "from": ["2026-02-01"], "until": ["2026-02-28"], "order": ["tone_low"],
    }  # fmt: skip
    app.button(key="pick_fall_1").click().run()
    assert app.query_params["pick"][:3] == ["journey_heat", "period=2026-02-01", "touchpoint=payment"]
    panel = _plain(said(app))
    assert "결제 · 2026년 2월" in panel and '<div class="o-picked"><div class="o-rank">' in panel
    assert "의견 40건 모두 보기" in {link.proto.label for link in app.get("page_link")}
    assert panel.count('<article class="o-comment">') == 8 and '<span class="o-tag">결제</span>' in panel
    app.segmented_control(key="panel_order_ko").set_value("newest").run()
    assert _plain(said(app)).count('<article class="o-comment">') == 8
    app.session_state["panel_act"] = True
    app.run()
    app.text_input(key="panel_what").set_value("결제 화면 고치기").run()
    app.button(key="panel_save").click().run()
    [action] = read_actions(tmp_path / "f.duckdb")
    assert (action.what, action.touchpoint, action.measure) == ("결제 화면 고치기", "payment", "tone")
    app.button(key="pick_fall_1").click().run()
    assert "pick" not in app.query_params, "a second click undoes the first"


def test_journey_maps_any_emotion(open_dashboard: Open, journey_file: Path) -> None:
    app = open_dashboard(journey_file, "journey", "en", heat="anxiety")
    rows = {
        (row["touchpoint"], row["period_text"]): row["value"] for row in chart_rows(app, "chart_heat_anxiety_month")
    }
    assert rows["payment", "2026-02"] == 1 and rows["payment", "2026-01"] == 0


def test_words_without_a_place_are_counted_when_their_box_is_opened(open_dashboard: Open, tmp_path: Path) -> None:
    answers = [sample_databases.Answer("2026-01-05", f"포인트 {n}", 0.1, lemmas=("포인트/NNG",)) for n in range(6)]
    database = sample_databases.build_database(tmp_path / "x.duckdb", answers)
    app = open_dashboard(database, "journey", "en")
    assert EN("places.what") not in said(app)
    app.session_state["places"] = True
    assert EN("places.unplaced") in said(app.run())
    coverage, words = (found.value for found in app.dataframe)
    assert list(coverage[EN("places.share")]) == ["0.0%"]
    assert [list(words[column]) for column in words] == [["포인트"], [6]]


def test_few_answers_everywhere_rank_nothing(open_dashboard: Open, tiny_warehouse_file: Path) -> None:
    text = said(open_dashboard(tiny_warehouse_file, "journey", "en"))
    assert EN("journey.worst.none") not in text and EN("journey.answer.none") not in text
    assert EN("journey.alike.none", limit=30) in text


def _drawn(app: AppTest, section: str = "trends_") -> list[str]:
    """The keys of the charts drawn, in order, without what they all begin with."""
    keys = [chart.proto.id.partition(f"chart_{section}")[2] for chart in app.get("vega_lite_chart")]
    return [key for key in keys if key]


def _answer(app: AppTest) -> str:
    """The sentence on top of a page."""
    return unescape(next(found for html in app.html for found in re.findall(r"<h1>([^<]*)</h1>", html.value)))


def test_trends_apart_by_any_dimension(open_dashboard: Open, journey_file: Path) -> None:
    # in January 40 of web and 10 of app, in February 35 and 30: app has one month of 30 and more
    app = open_dashboard(journey_file, "trends", "en", by="channel", measure="anxiety")
    assert _drawn(app) == ["all_anxiety_month", "anxiety_channel_web_month"]
    app.session_state["trends_folded"] = True
    rows = chart_rows(app.run(), "chart_trends_anxiety_channel_app_month")
    assert {row["period_text"]: row["value"] for row in rows} == {"Jan 2026": 0, "Feb 2026": 1}


def test_trends_answer_which_line_moved_most(open_dashboard: Open, tmp_path: Path) -> None:
    """App falls from joy in all to none of its 60 comments; web stays as it is, all together fall half as far."""
    world = [
        *(_felt(60, "use", 0.5, "joy", channel="web") + _felt(60, "use", 0.5, "joy", channel="app")),
        *_felt(60, "use", 0.5, "joy", channel="web", at="2026-02-10"),
        *_felt(60, "use", -0.5, "anger", channel="app", at="2026-02-10"),
    ]
    database = sample_databases.build_database(tmp_path / "moved.duckdb", world)
    app = open_dashboard(database, "trends", "en", by="channel", measure="joy")
    assert _answer(app) == "app: Joy fell from 100% (Jan) to 0% (Feb)"
    assert EN("sign.sure") in said(app) and _drawn(app)[1:] == ["joy_channel_app_month", "joy_channel_web_month"]
    korean = open_dashboard(database, "trends", "ko", by="channel", measure="joy")
    assert "기쁨이 1월 100%에서 2월 0%로 줄었습니다" in _answer(korean)
    still = open_dashboard(database, "trends", "en", by="channel", measure="surprise")
    assert _answer(still) == EN("trends.answer.unclear", what="Surprise")


def test_the_grain_is_the_finest_that_the_data_bear(open_dashboard: Open, tmp_path: Path) -> None:
    days = [f"2026-01-{day:02}" for day in range(1, 15)]
    dense = [answer for day in days for answer in _felt(31, "use", 0.5, "joy", at=day)]
    database = sample_databases.build_database(tmp_path / "dense.duckdb", dense)
    assert _drawn(open_dashboard(database, "trends", "en"))[0].endswith("_day")
    assert _drawn(open_dashboard(database, "trends", "en", grain="week"))[0].endswith("_week")
    sparse = [answer for day in days for answer in _felt(16, "use", 0.5, "joy", at=day)]
    database = sample_databases.build_database(tmp_path / "sparse.duckdb", sparse)
    assert _drawn(open_dashboard(database, "trends", "en"))[0].endswith("_week")
    app = open_dashboard(database, "trends", "en")
    app.segmented_control(key="line_grain_en").set_value("quarter").run()
    assert app.query_params["grain"] == "quarter" and _drawn(app)[0].endswith("_quarter")


def test_trends_say_that_a_dimension_has_no_values(open_dashboard: Open, journey_file: Path) -> None:
    assert EN("trends.no_parts", by="Product") in said(open_dashboard(journey_file, "trends", "en", by="product"))


def test_trends_compare_before_and_after_an_event(open_dashboard: Open, journey_file: Path) -> None:
    # at payment, 28 days from 1 February: -0.6 thirty times; before: 0.2 ten times
    text = _plain(said(open_dashboard(journey_file, "trends", "en")))
    assert "+0.20 → <b>−0.60</b>" in text and EN("trends.event.n", before="10", now="30") in text
    assert EN("sign.worse") in text
    late = said(open_dashboard(journey_file, "trends", "en", until="2026-01-20"))
    assert "Payment 2.0" not in late, "an event outside the time axis is not drawn"
    elsewhere = said(open_dashboard(journey_file, "trends", "en", touchpoints=["use", "search"]))
    assert "Payment 2.0" not in elsewhere, "nor one of another touchpoint than those chosen"


def test_what_cannot_be_compared_before_and_after_says_so(open_dashboard: Open, tmp_path: Path) -> None:
    world = [*_felt(3, "payment", 0.2, "trust"), *_felt(40, "payment", 0.2, "trust", at="2026-02-10")]
    database = sample_databases.build_database(tmp_path / "few.duckdb", world, events=(RELEASE,))
    few = EN("trends.event.few_comments", before=EN("trends.event.below", limit=5), now=40)
    assert few in said(open_dashboard(database, "trends", "en"))


def test_the_other_values_open_the_comments_of_all_of_them(open_dashboard: Open, tmp_path: Path) -> None:
    answers = [
        sample_databases.Answer("2026-01-05", f"글 {number}", 0.5, {"joy": 1}, product=f"p{number:02}")
        for number in range(14)
        for _ in range(20 - number)
    ]
    app = open_dashboard(
        sample_databases.build_database(tmp_path / "many.duckdb", answers), "trends", "en", by="product"
    )
    app.session_state["trends_folded"] = True
    app.run()
    assert len(_drawn(app)) == 14 and _drawn(app)[-1].startswith("tone_product_none_others")
    app = select(app, DrillDown("trends_small", (("products", "p12\x1fp13"),), "scored", "month"))
    assert _read_all(app) == EN("panel.all", n="15")


def _read_all(app: AppTest) -> str:
    """The link of the side panel to all its comments."""
    return next(link.proto.label for link in app.get("page_link") if link.proto.label.startswith("Read all"))


def test_rolling_periods_need_28_days(open_dashboard: Open, journey_file: Path, tmp_path: Path) -> None:
    assert _drawn(open_dashboard(journey_file, "trends", "en", grain="rolling"))
    short = sample_databases.build_database(tmp_path / "short.duckdb", _felt(9, "use", 0.5, "joy"))
    assert EN("empty.no_rolling") in said(open_dashboard(short, "trends", "en", grain="rolling"))


def test_compare_two_channels_in_the_address(open_dashboard: Open, journey_file: Path) -> None:
    app = open_dashboard(journey_file, "compare", "en", a_channels=["app"], b_channels=["web"])
    # A: 10 promoters and 30 detractors of 40, 30 of them anxious, mean tone (10 x 0.2 - 30 x 0.6) / 40; B: 40 promoters of
    # 75, none anxious, mean tone (40 x 0.4 + 35 x 0.3) / 75: the tone differs most clearly
    assert _answer(app) == "Tone of app is 0.75 below that of web"
    assert cards(app)["NPS"] == "−103"
    text = _plain(said(app))
    assert "A (−50) and B (+53)" in text and EN("compare.n", a="40", b="75") in text
    assert "A 75% · B 0%" in text and EN("sign.sure") in text
    korean = open_dashboard(journey_file, "compare", "ko", a_channels=["app"], b_channels=["web"])
    assert _answer(korean) == "app 쪽이 web 쪽보다 톤이 0.75 낮습니다"


def test_the_table_of_all_differences_stands_in_words(open_dashboard: Open, journey_file: Path) -> None:
    app = open_dashboard(journey_file, "compare", "en", a_channels="app", b_channels="web")
    app.button(key="table_view_compare").click().run()
    (table,) = (found.value for found in app.dataframe)
    names = ("measure", "value", "other_value", "difference", "difference_range", "certainty", "own_n", "other_n")
    assert list(table.columns) == [EN(f"word.{name}") for name in names]
    row = table[table[EN("word.measure")] == "Anxiety"].iloc[0]
    printed = next(
        str(html.value) for html in app.html if "Anxiety" in str(html.value) and "o-driver" in str(html.value)
    )
    assert f"<strong>{row[EN('word.difference')]}</strong>" in printed
    assert EN("compare.values", a=row[EN("word.value")], b=row[EN("word.other_value")]) in printed
    assert set(table[EN("word.certainty")]) <= {
        EN(key)
        for key in (
            "sign.sure",
            "sign.unsure",
            "compare.same.sign",
            "compare.equal.sign",
            "compare.hidden",
            "compare.none",
        )
    }


def test_groups_alike_say_so(open_dashboard: Open, tmp_path: Path) -> None:
    world = [*_felt(3000, "use", 0.5, "joy", channel="web"), *_felt(3000, "use", 0.5, "joy", channel="app")]
    database = sample_databases.build_database(tmp_path / "alike.duckdb", world)
    app = open_dashboard(database, "compare", "ko", a_channels=["app"], b_channels=["web"])
    assert _answer(app) == "app 쪽과 web 쪽은 사실상 같습니다"
    assert KO("compare.same.sign") in said(app) and KO("sign.sure") in said(app)


def test_compare_begins_with_this_period_and_the_one_before(open_dashboard: Open, journey_file: Path) -> None:
    # the last day is 2026-02-10: 28 days from 2026-01-14, and 28 before them
    groups = _groups(open_dashboard(journey_file, "compare", "en"))
    assert groups == ["14 Jan–10 Feb", "17 Dec 2025–13 Jan"]
    own = open_dashboard(journey_file, "compare", "en", **{"from": "2026-02-01", "until": "2026-02-10"})
    assert _groups(own) == ["1 Feb–10 Feb", "22 Jan–31 Jan"]


def _groups(app: AppTest) -> list[str]:
    """What the buttons of both groups say."""
    labels = [_plain(found.proto.popover.label) for found in app.get("popover")]
    return [label.partition("] ")[2] for label in labels if label.startswith((":gray[A]", ":gray[B]"))]


def test_presets_set_both_groups_when_they_are_chosen(open_dashboard: Open, journey_file: Path) -> None:
    app = open_dashboard(journey_file, "compare", "en")
    app.selectbox(key="compare_preset_en").select("segments").run()
    assert app.query_params == {"a_segments": "loyal", "b_segments": "new"}
    chosen = {found.key[:10]: found.value for found in app.multiselect if found.key and "_segments_en" in found.key}
    assert (chosen["a_segments"], chosen["b_segments"]) == (["loyal"], ["new"])
    app.button(key="swap").click().run()
    assert app.query_params == {"a_segments": "new", "b_segments": "loyal"}
    app.selectbox(key="compare_preset_en").select("event:pay-2").run()
    assert _groups(app) == ["Payment · Feb 2026", "Payment · 4 Jan–31 Jan"]


def test_compare_says_what_overlaps_and_what_is_the_same(open_dashboard: Open, journey_file: Path) -> None:
    both = said(open_dashboard(journey_file, "compare", "en", a_segments=["new"], b_channels=["app"]))
    assert EN("compare.overlap", n="10") in both
    same = open_dashboard(journey_file, "compare", "en", a_segments=["new"], b_segments=["new"])
    assert _answer(same) == EN("compare.same") and not cards(same)


def test_a_row_of_compare_opens_the_comments_of_a_or_b(open_dashboard: Open, journey_file: Path) -> None:
    app = open_dashboard(journey_file, "compare", "en", a_channels=["app"], b_channels=["web"])
    app.button(key="pick_difference_anticipation").click().run()
    assert "<h2>Anticipation</h2>" in said(app)
    app.segmented_control(key="side_en").set_value("b").run()
    assert _read_all(app) == EN("panel.all", n="40")
    app.button(key="pick_compared_nps").click().run()
    assert "all NPS answers" in said(app)


def test_hidden_groups_are_not_compared(open_dashboard: Open, tiny_warehouse_file: Path) -> None:
    app = open_dashboard(tiny_warehouse_file, "compare", "en", a_touchpoints=["payment"], b_touchpoints=["support"])
    assert "cannot be compared" in _answer(app) and EN("card.incomparable") in said(app)


def test_what_goes_with_a_score_is_said_first(open_dashboard: Open, tmp_path: Path) -> None:
    """100 angry detractors and 100 glad promoters: NPS 0, without the angry ones 100; the map, and the comments beside."""
    world = [*_felt(100, "use", -0.5, "anger", nps=0), *_felt(100, "use", 0.5, "joy", nps=10)]
    database = sample_databases.build_database(tmp_path / "nps.duckdb", world)
    app = open_dashboard(database, "nps", "en")
    assert _answer(app) == "Without the answers that express Anger, NPS is 100 points higher"
    assert EN("nps.answer.pair", now="0", without="+100") in unescape(said(app))
    rows = {(row["nps_band"], row["emotion"]): row["value"] for row in chart_rows(app, "chart_nps_map_month")}
    assert rows["detractor", "anger"] == 1 and rows["promoter", "joy"] == 1
    app.button(key="pick_driver_0").click().run()
    assert _read_all(app) == EN("panel.all", n="100")


def test_disagreements_are_counted_and_their_comments_open_beside(open_dashboard: Open, tmp_path: Path) -> None:
    world = [*_felt(40, "use", 0.5, "joy", nps=2), *_felt(20, "use", -0.5, "anger", nps=2)]
    app = open_dashboard(sample_databases.build_database(tmp_path / "quiet.duckdb", world), "nps", "en")
    text = unescape(said(app))
    assert EN("look.count", n="40") in text and EN("nps.disagreements.share", of_n="60", share="66.7%") in text
    app.button(key="pick_disagreement_quiet_detractor").click().run()
    assert _read_all(app) == EN("panel.all", n="40")


def test_employees_stand_beside_customers(open_dashboard: Open, journey_file: Path) -> None:
    app = open_dashboard(journey_file, "employees", "en")
    text = unescape(_plain(said(app)))
    assert "<h1>Employees and customers differ most at Payment</h1>" in text
    assert "employees +0.50, customers −0.40" in text and EN("employees.higher") in text and EN("sign.sure") in text
    assert text.index("<b>Payment</b>") < text.index("<b>Search</b>"), "the widest difference first"
    assert EN("filter.selected.employees", n=40) in said(app), "theirs alone, in whole blocks of eight"
    assert EN("employees.hidden", n=1, limit=8) in text, "nobody of them at use"
    assert "<h2>Payment · Employees</h2>" in said(app.button(key="pick_mirror_payment").click().run())


def test_a_mark_of_employees_opens_theirs(open_dashboard: Open, journey_file: Path) -> None:
    app = open_dashboard(journey_file, "employees", "en")
    mark = (("audience", "employee"), ("touchpoint", "search"))
    assert "<h2>Search · Employees</h2>" in said(select(app, DrillDown("employees", mark, "scored", "month")))


def test_intended_emotions_that_nobody_declared_are_said_to_be_presets(
    open_dashboard: Open, journey_file: Path, tmp_path: Path
) -> None:
    assert escape(EN("journey.intended.preset")) in said(open_dashboard(journey_file, "journey", "en"))
    own = tmp_path / "own.duckdb"
    own.write_bytes(journey_file.read_bytes())
    with duckdb.connect(str(own)) as connection:
        connection.execute("update touchpoint set intended_emotion = 'joy' where touchpoint = 'payment'")
    assert escape(EN("journey.intended.preset")) not in said(open_dashboard(own, "journey", "en"))


def test_seven_employees_are_not_shown_and_the_page_says_why(open_dashboard: Open, tmp_path: Path) -> None:
    world = [*_felt(7, "use", 0.5, "joy", audience="employee"), *_felt(40, "use", 0.1, "joy")]
    app = open_dashboard(sample_databases.build_database(tmp_path / "7.duckdb", world), "employees", "en")
    assert EN("employees.few") in said(app) and EN("employees.few.do", limit=8) in said(app)
    assert EN("filter.selected.employees.few", limit=8) in said(app)
    assert not charts(app)


def test_employees_too_few_at_every_touchpoint_are_too_few(open_dashboard: Open, tmp_path: Path) -> None:
    staff = [*_felt(5, "use", 0.5, "joy", audience="employee"), *_felt(5, "payment", 0.5, "joy", audience="employee")]
    world = sample_databases.build_database(tmp_path / "ten.duckdb", [*staff, *_felt(40, "use", 0.1, "joy")])
    app = open_dashboard(world, "employees", "ko")
    assert KO("employees.few") in said(app) and not charts(app)


def test_no_employees_at_all(open_dashboard: Open, tmp_path: Path) -> None:
    world = sample_databases.build_database(tmp_path / "none.duckdb", _felt(40, "use", 0.1, "joy"))
    text = said(open_dashboard(world, "employees", "en"))
    assert EN("employees.few") in text or EN("employees.none") in text
