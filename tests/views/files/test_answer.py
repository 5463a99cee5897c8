"""The summary's first sentence and its cards, by rule from checked numbers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import queries
from tests import sample_databases
from tests.views.files.changed_quarters import CHANGED
from views.charts.clearness import wilson, z_of
from views.charts.specs import EventMark
from views.charts.time_line import named_events
from views.commands.report import view_of
from views.files import look
from views.files.answer import answer, clearest_place
from views.files.journey_answer import journey_answer
from views.files.key_cards import key_cards
from views.files.printed import printed_pair
from views.words.labels import View
from views.words.period_names import comparison
from views.words.strings import words_in


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> queries.Warehouse:
    """The warehouse of CHANGED: in the last 90 days anxiety has grown from 10 to 60 %, and trust fallen from 90 to 40 %."""
    folder: Path = tmp_path_factory.mktemp("answer")
    return queries.open_warehouse(sample_databases.build_database(folder / "changed.duckdb", CHANGED))


@pytest.fixture
def viewed(source: queries.Warehouse) -> Callable[..., View]:
    """``viewed(language, against)``: the last 90 days, compared with the 90 before unless ``against`` says otherwise."""

    def view(language: str = "ko", against: str = "before") -> View:
        chosen = queries.Filter(date_from=date(2026, 3, 13), date_until=date(2026, 6, 11))
        made = view_of(source, chosen, language, "month")
        compared = comparison(made.words, chosen, "last_90", against, date(2025, 1, 1), made.facts.last)
        return replace(made, comparison=compared)

    return view


def test_the_clearest_change_is_the_headline_with_both_signs(
    source: queries.Warehouse, viewed: Callable[..., View]
) -> None:
    found = answer(viewed(), source.run)
    assert found.text == "그 전 90일보다 신뢰·안심이 90%에서 40%로 줄었습니다"
    assert found.told is not None and found.told.change.meaning == "worse" and found.told.change.is_clear
    n = source.run("comment_count", filter=found.told.filter).to_pylist()[0]["n"]
    assert n == 36, "behind what fell are the comments that felt it before: 90 % of 40"
    assert found.told.when == "그 전 90일"
    place = clearest_place(viewed(), found.told, source.run)
    assert (
        place is not None
        and place.text == "가장 뚜렷한 곳은 결제 (90% → 40%)"
        and place.filter.touchpoints == ("payment",)
    )
    english = answer(viewed("en"), source.run)
    assert english.text == "Trust fell from 90% to 40% compared with the 90 days before"


def test_without_a_former_period_the_headline_says_how_things_are(
    source: queries.Warehouse, viewed: Callable[..., View]
) -> None:
    found = answer(viewed(against="none"), source.run)
    assert found.told is None and found.text.startswith("평균 톤은 ") and "불안은 의견의 60%" in found.text


def test_where_nothing_is_clear_the_headline_says_so(source: queries.Warehouse, viewed: Callable[..., View]) -> None:
    view = viewed()
    assert view.comparison is not None
    same = replace(view.comparison, former=view.filter)
    assert answer(replace(view, comparison=same), source.run).text == "그 전 90일보다 분명히 달라진 감정은 없습니다"


def test_where_no_emotion_has_changed_a_score_may_have(tmp_path: Path, viewed: Callable[..., View]) -> None:
    answers = [replace(one, tone=0.1, emotions={"joy": 1}) for one in CHANGED]
    source = queries.open_warehouse(sample_databases.build_database(tmp_path / "scores.duckdb", answers))
    found = answer(replace(viewed(), facts=view_of(source, queries.Filter(), "ko", "month").facts), source.run)
    assert found.text == "그 전 90일보다 NPS가 떨어졌습니다 (+100 → −100)"
    assert found.told is not None and found.told.counted == "응답 40건 → 40건" and found.told.change.meaning == "worse"


def test_a_card_has_both_intervals_and_a_difference_that_adds_up(
    source: queries.Warehouse, viewed: Callable[..., View]
) -> None:
    cards = {one.code: one.card for one in key_cards(viewed(), source.run)}
    assert list(cards) == ["nps", "tone", *list(cards)[2:]] and {*list(cards)[2:]} == {"anxiety", "trust"}
    anxiety = cards["anxiety"]
    assert (anxiety.value, anxiety.compared) == ("60%", "그 전 90일 10%, 차이 +50%p")
    assert anxiety.now is not None and anxiety.former is not None and anxiety.former[2] < anxiety.now[0]
    html = look.card(words_in("ko"), anxiety)
    assert "증가(악화)" in html and "분명" in html and 'class="o-bar-former"' in html


def test_differences_are_those_of_the_printed_numbers() -> None:
    words = words_in("ko")
    pair = printed_pair(words, "nps", 27.5001, -17.6)
    assert (pair.now, pair.former, pair.gap) == ("+28", "−18", "+46")
    pair = printed_pair(words, "share", 0.145, 0.414)
    assert (pair.now, pair.former, pair.gap) == ("14%", "41%", "−27%p")
    pair = printed_pair(words, "share", 0.004, 0.05)
    assert (pair.now, pair.former, pair.gap) == ("0.4%", "5.0%", "−4.6%p")
    pair = printed_pair(words, "share", 0.0838, 0.0812, is_clear=True)
    assert (pair.now, pair.former, pair.gap) == ("8.4%", "8.1%", "+0.3%p"), "what is clear does not vanish"
    assert printed_pair(words, "tone", 0.299, 0.301).gap == "0.00"
    assert printed_pair(words, "rating", 3.96, 3.357, {"top": 5}).gap == "+0.60"


def test_two_shares_are_judged_as_the_query_judges_them(source: queries.Warehouse, viewed: Callable[..., View]) -> None:
    view = viewed()
    assert view.comparison is not None
    rows = source.run(
        "emotion_share_change_list", filter=view.filter, other=view.comparison.former, limit=5
    ).to_pylist()
    for row in rows:
        hits, other = round(row["value"] * row["n"]), round(row["other_value"] * row["other_n"])
        low, high = wilson(hits, row["n"])
        assert low <= row["value"] <= high
        is_apart = row["difference_low"] > 0 or row["difference_high"] < 0
        assert (z_of(hits, row["n"], other, row["other_n"]) > 1.96) == is_apart


def test_event_names_lie_over_no_other(viewed: Callable[..., View]) -> None:
    view, days = viewed(), ("2026-01-01", "2027-01-01")
    marks = [EventMark(day, "") for day in ("2026-03-10", "2026-05-12", "2026-07-06", "2025-01-01")]
    names = ["앱 4.0 출시 (새 결제 화면)", "앱 4.1 출시 (결제 오류 수정)", "배송 대란 (물류 협력사 교체)", "밖"]
    found = named_events(view, marks, names, days)
    assert [(event.name, event.level) for event in found] == [("앱 4.0 출시", 0), ("앱 4.1 출시", 0), ("배송 대란", 0)]
    assert found[0].date == "2026년 3월 10일"
    long = named_events(view, marks, [f"{name[:2]} 아주 긴 이름의 이벤트입니다" for name in names], days)
    assert [event.level for event in long] == [0, 1, 2], "each has a height of its own"
    apart = named_events(view, [marks[0]], [names[0]], days)
    assert apart[0].name == names[0] and apart[0].level == 0


def test_the_lowest_touchpoint_names_those_of_few_comments_that_look_worse(viewed: Callable[..., View]) -> None:
    whole = [
        {"touchpoint": "payment", "size": "normal", "tone": -0.06, "n": 41},
        {"touchpoint": "use", "size": "normal", "tone": 0.3, "n": 50},
        {"touchpoint": "returns", "size": "few", "tone": -0.85, "n": 9},
        {"touchpoint": "search", "size": "few", "tone": 0.9, "n": 8},
        {"touchpoint": "support", "size": "hidden", "tone": None, "n": None},
    ]
    found = journey_answer(viewed(), [], whole, [])
    assert found.text == "의견이 30건 이상인 접점 가운데 평균 톤이 가장 낮은 곳은 결제입니다"
    assert found.line == "톤 −0.06. 의견이 적어 순위에서 뺀 곳 가운데 더 낮은 곳: 교환·환불 −0.85(9건)."
