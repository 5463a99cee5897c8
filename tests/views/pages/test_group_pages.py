"""Journey, trends, compare and employees: what they say about small worlds whose numbers are known."""

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pipeline.config.settings import Event
from queries import Filter, open_warehouse
from queries.actions import read_actions
from tests import sample_databases
from tests.views.conftest import Open, chart_rows, charts, follow, page_name, said, select
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
    assert (rows["payment"]["intended_text"], rows["payment"]["felt_text"]) == ("Trust 25%", "Anxiety 75%")
    assert (rows["search"]["felt_text"], rows["search"]["felt_colour"]) == (EN("journey.as_intended"), "")


def test_a_fall_is_ranked_selected_and_followed(open_dashboard: Open, tmp_path: Path) -> None:
    falls = (
        *_felt(40, "payment", 0.5, "trust"),
        *_felt(40, "payment", -0.5, "anxiety", at="2026-02-10"),
        *_felt(40, "payment", 0.5, "trust", at="2026-03-10"),
        *_felt(40, "use", 0.5, "joy", at="2026-02-10"),
        *_felt(40, "use", 0.4, "joy", at="2026-03-10"),
    )
    app = open_dashboard(sample_databases.build_database(tmp_path / "f.duckdb", falls), "journey")
    text = _plain(said(app))
    assert "가장 크게 나빠진 곳은 2월의 결제입니다" in text
    assert "톤 +0.50 → −0.50. 3월에 돌아왔습니다(+0.50)." in text
    assert app.button(key="answer_now").label.startswith("지금은 3월의 사용을 살펴보세요")
    assert text.index("1. 결제") < text.index("2. 사용") and "−1.00" in text
    led = follow(open_dashboard(tmp_path / "f.duckdb", "journey"), KO("answer.evidence", n=40))
    assert page_name(led) == KO("page.comments") and led.multiselect(key="touchpoints_ko").value == ["payment"]
    app.button(key="pick_fall_1").click().run()
    assert app.query_params["pick"][:3] == ["journey_heat", "period=2026-02-01", "touchpoint=payment"]
    panel = _plain(said(app))
    assert (
        "결제 · 2026년 2월" in panel
        and '<div class="o-picked"><div class="o-rank">' in panel
        and "40건 모두 보기" in str(app.get("page_link"))
    )
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
    assert EN("journey.answer.few", limit=30) in text and EN("journey.worst.none") in text
    assert EN("journey.alike.none", limit=30) in text


def _titles(app: object) -> list[str]:
    return [spec["title"]["text"] for spec in charts(app)]  # type: ignore[arg-type]


def test_trends_apart_by_any_dimension(open_dashboard: Open, journey_file: Path) -> None:
    app = open_dashboard(journey_file, "trends", "en", by="channel", measure="anxiety")
    assert _titles(app) == ["Anxiety, all together", "web", "app"]
    rows = {row["period_text"]: row["value"] for row in chart_rows(app, "chart_trends_anxiety_channel_1_month")}
    assert rows == {"2026-01": 0, "2026-02": 1}


def test_trends_say_that_a_dimension_has_no_values(open_dashboard: Open, journey_file: Path) -> None:
    assert EN("trends.no_parts", by="Product") in said(open_dashboard(journey_file, "trends", "en", by="product"))


def test_trends_compare_before_and_after_an_event(open_dashboard: Open, journey_file: Path) -> None:
    # at payment, 28 days from 1 February: -0.6 thirty times; before: 0.2 ten times
    text = _plain(said(open_dashboard(journey_file, "trends", "en")))
    assert "+0.20 (n = 10) → −0.60 (n = 30) · difference −0.80" in text
    assert EN("compare.lower") in text
    late = said(open_dashboard(journey_file, "trends", "en", until="2026-01-20"))
    assert "Payment 2.0" not in late, "an event outside the time axis is not drawn"


def test_the_other_values_open_the_comments_of_all_of_them(open_dashboard: Open, tmp_path: Path) -> None:
    answers = [
        sample_databases.Answer("2026-01-05", f"글 {number}", 0.5, {"joy": 1}, product=f"p{number:02}")
        for number in range(14)
        for _ in range(20 - number)
    ]
    app = open_dashboard(
        sample_databases.build_database(tmp_path / "many.duckdb", answers), "trends", "en", by="product"
    )
    assert _titles(app)[-1] == "All others" and len(_titles(app)) == 14
    app = select(app, DrillDown("trends_small", (("products", "p12\x1fp13"),), "scored", "month"))
    assert _read_all(app) == EN("panel.all", n="15")


def _read_all(app: AppTest) -> str:
    """The link of the side panel to all its comments."""
    return next(link.proto.label for link in app.get("page_link") if link.proto.label.startswith("Read all"))


def test_rolling_periods_need_28_days(open_dashboard: Open, journey_file: Path, tmp_path: Path) -> None:
    assert _titles(open_dashboard(journey_file, "trends", "en", grain="rolling"))
    short = sample_databases.build_database(tmp_path / "short.duckdb", _felt(9, "use", 0.5, "joy"))
    assert EN("empty.no_rolling") in said(open_dashboard(short, "trends", "en", grain="rolling"))


def test_compare_two_channels_in_the_address(open_dashboard: Open, journey_file: Path) -> None:
    app = open_dashboard(journey_file, "compare", "en", a_channels=["app"], b_channels=["web"])
    source = open_warehouse(journey_file)
    pair = {"filter": Filter(channels=("app",)), "other": Filter(channels=("web",))}
    # A: 10 promoters and 30 detractors of 40; B: 40 promoters of 75
    assert source.run("nps_comparison", **pair).to_pylist()[0]["difference"] == pytest.approx(-50 - 5300 / 99.375)
    figures = {metric.label: metric.value for metric in app.metric}
    assert figures["NPS difference (A − B)"] == "−103"
    assert "A −50 · B +53" in _plain(said(app)) and "n: A 40 · B 75" in _plain(said(app))
    rows = {row["emotion"]: row for row in chart_rows(app, "chart_compare_month")}
    expected = {row["emotion"]: row for row in source.run("emotion_share_comparison", **pair).to_pylist()}
    assert {code: row["value"] for code, row in rows.items()} == {
        code: row["difference"] for code, row in expected.items()
    }
    assert rows["anxiety"]["shape"] == "diamond" and rows["surprise"]["shape"] == "circle"


def test_compare_begins_with_this_period_and_the_one_before(open_dashboard: Open, journey_file: Path) -> None:
    # the last day is 2026-02-10: 28 days from 2026-01-14, and 28 before them
    text = _plain(said(open_dashboard(journey_file, "compare", "en")))
    assert "From: 2026-01-14 · To: 2026-02-10" in text and "From: 2025-12-17 · To: 2026-01-13" in text
    own = _plain(said(open_dashboard(journey_file, "compare", "en", **{"from": "2026-02-01", "until": "2026-02-10"})))
    assert "From: 2026-02-01 · To: 2026-02-10" in own and "From: 2026-01-22 · To: 2026-01-31" in own


def test_presets_set_both_groups(open_dashboard: Open, journey_file: Path) -> None:
    app = open_dashboard(journey_file, "compare", "en")
    app.button(key="preset_segments").click().run()
    assert app.query_params == {"a_segments": "loyal", "b_segments": "new"}
    assert (app.multiselect(key="a_segments_en").value, app.multiselect(key="b_segments_en").value) == (
        ["loyal"],
        ["new"],
    )
    app.selectbox(key="compare_event_en").select("pay-2").run()
    app.button(key="preset_event").click().run()
    text = _plain(said(app))
    assert "Touchpoint: Payment · From: 2026-02-01 · To: 2026-02-28" in text
    assert "Touchpoint: Payment · From: 2026-01-04 · To: 2026-01-31" in text


def test_compare_says_what_overlaps_and_what_is_the_same(open_dashboard: Open, journey_file: Path) -> None:
    both = said(open_dashboard(journey_file, "compare", "en", a_segments=["new"], b_channels=["app"]))
    assert EN("compare.overlap", n="10") in both
    same = open_dashboard(journey_file, "compare", "en", a_segments=["new"], b_segments=["new"])
    assert EN("compare.same") in said(same) and not charts(same)


def test_a_row_of_compare_opens_the_comments_of_a_or_b(open_dashboard: Open, journey_file: Path) -> None:
    app = open_dashboard(journey_file, "compare", "en", a_channels=["app"], b_channels=["web"])
    app = select(app, DrillDown("compare", (("emotion", "anticipation"),), "scored", "month"))
    assert "##### Anticipation" in said(app)
    app.segmented_control(key="side_en").set_value("b").run()
    assert _read_all(app) == EN("panel.all", n="40")
    app.button(key="read_nps").click().run()
    assert "all NPS answers" in said(app)


def test_hidden_groups_are_not_compared(open_dashboard: Open, tiny_warehouse_file: Path) -> None:
    app = open_dashboard(tiny_warehouse_file, "compare", "en", a_touchpoints=["payment"], b_touchpoints=["support"])
    assert EN("compare.hidden") in _plain(said(app)) and not charts(app)


def test_employees_stand_beside_customers(open_dashboard: Open, journey_file: Path) -> None:
    app = open_dashboard(journey_file, "employees", "en")
    text = _plain(said(app))
    assert "<h1>Employees and customers differ most at Payment</h1>" in text
    assert "employees +0.50, customers −0.40" in text and EN("employees.higher") in text and EN("sign.sure") in text
    assert text.index("<b>Payment</b>") < text.index("<b>Search</b>"), "the widest difference first"
    assert EN("employees.hidden", n=1, limit=8) in text, "nobody of them at use"
    assert "##### Payment · Employees" in said(app.button(key="pick_mirror_payment").click().run())


def test_a_mark_of_employees_opens_theirs(open_dashboard: Open, journey_file: Path) -> None:
    app = open_dashboard(journey_file, "employees", "en")
    mark = (("audience", "employee"), ("touchpoint", "search"))
    assert "##### Search · Employees" in said(select(app, DrillDown("employees", mark, "scored", "month")))


def test_seven_employees_are_not_shown_and_the_page_says_why(open_dashboard: Open, tmp_path: Path) -> None:
    world = [*_felt(7, "use", 0.5, "joy", audience="employee"), *_felt(40, "use", 0.1, "joy")]
    app = open_dashboard(sample_databases.build_database(tmp_path / "7.duckdb", world), "employees", "en")
    assert EN("employees.few") in said(app) and EN("employees.few.do", limit=8) in said(app)
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
