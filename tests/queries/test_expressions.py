"""What counts as a wish, praise of a kindness, a thought or a deed, and which comments are quoted for it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from queries import Filter, Warehouse, open_warehouse
from tests import sample_databases
from tests.queries.conftest import opened
from tests.sample_databases import Answer, Clause

SAYS: dict[str, tuple[str, ...]] = {
    "wish": (
        "간편결제가 있었으면 좋겠어요",
        "포장을 조금만 줄여 주시면 정말 좋겠습니다",
        "검색 기능 추가해 주세요",
        "앱 속도 개선 부탁드립니다",
        "더 일찍 배송됐으면 합니다",
        "환불 절차가 빨라지기를 바랍니다",
        "Please add dark mode",
        "I really wish it remembered my card",
        "It would be great if you could pause the plan",
        "I'd love to see more colours",
        "You should offer gift wrapping",
    ),
    "kindness": (
        "상담원분이 정말 친절하셨어요",
        "손편지까지 넣어 주셔서 감동했어요",
        "직접 전화까지 주셨어요",
        "먼저 연락 주셔서 챙겨 주셨습니다",
        "The agent was so kind and patient",
        "She went out of her way to help",
        "There was a handwritten card in the box",
    ),
    "thought": (
        "이 가격이면 괜찮다고 생각합니다",
        "두 번 결제된 것 같아요",
        "피싱인가 의심부터 들었어요",
        "I thought it would never arrive",
        "It seems like nobody tested this",
    ),
    "deed": (
        "그래서 바로 환불 신청했어요",
        "한 달 반 기다렸습니다",
        "다른 곳으로 갈아탔어요",
        "I cancelled my subscription",
        "I've already contacted support twice",
        "We will never order here again",
    ),
}

SAYS_NOT: dict[str, tuple[str, ...]] = {
    "wish": (
        "선물하면 좋을 것 같아요",
        "앞으로도 번창하시길 바랍니다",
        "010으로 연락 바랍니다",
        "정말 좋았어요",
        "I wish you all the best",
        "It should have been delivered yesterday",
        "배송이 빨라서 좋아요",
    ),
    "kindness": (
        "상담원이 불친절했어요",
        "별로 친절하지 않았어요",
        "배려가 전혀 없네요",
        "It is a kind of bowl",
        "The app is user-friendly",
        "Staff were not very friendly",
        "배송이 빨라요",
    ),
    "thought": ("배송이 늦어요", "Great bowl"),
    "deed": ("결제가 불안해요", "Delivery was late", "취소가 안 돼요"),
}


def _answers() -> Iterator[Answer]:
    for sides in (SAYS, SAYS_NOT):
        for texts in sides.values():
            yield from (Answer("2026-01-05 10:00", text, 0.6, {"joy": 1}, language="ko") for text in texts)


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    yield from opened(sample_databases.build_database(tmp_path_factory.mktemp("said") / "x.duckdb", [*_answers()]))


@pytest.mark.parametrize("expression", [*SAYS])
def test_each_kind_is_told_from_what_looks_like_it(said: Warehouse, expression: str) -> None:
    rows = said.run("expression_quote_list", filter=Filter(), expression=expression, limit=200).to_pylist()
    found = {row["said"] for row in rows}
    assert set(SAYS[expression]) - found == set()
    assert set(SAYS_NOT[expression]) & found == set()
    assert {row["n"] for row in rows} == {len(rows)} and rows[0]["of_n"] == len([*_answers()])
    assert rows[0]["share"] == pytest.approx(rows[0]["n"] / rows[0]["of_n"])


def test_praise_has_a_good_tone(tmp_path: Path) -> None:
    bad = [Answer("2026-01-05", f"친절한 척만 하네요 {n}", -0.6, {"anger": 2}) for n in range(6)]
    found = open_warehouse(sample_databases.build_database(tmp_path / "x.duckdb", bad))
    assert found.run("expression_quote_list", filter=Filter(), expression="kindness", limit=9).num_rows == 0


def test_who_may_not_read_comments_gets_quotes_and_no_list(tmp_path: Path) -> None:
    wishes = [Answer("2026-01-05", f"간편결제가 있었으면 좋겠어요 {n}", 0.2, {"joy": 1}) for n in range(9)]
    path = sample_databases.build_database(tmp_path / "x.duckdb", wishes)
    for reads_comments, shown in ((True, 9), (False, 3)):
        source = open_warehouse(path, reads_comments=reads_comments)
        rows = source.run("expression_quote_list", filter=Filter(), expression="wish", limit=200).to_pylist()
        assert len(rows) == shown


TEXT = "배송은 빨랐어요. 쿠폰이 있었으면 좋겠어요"


def test_at_a_touchpoint_only_what_is_said_there_counts(tmp_path: Path) -> None:
    clauses = (Clause(10, "delivery", 0.6, words=("배송",)), Clause(99, "payment", 0.2, words=("쿠폰",)))
    answers = [
        *(Answer("2026-01-05", TEXT, 0.5, {"joy": 1}, mentions=clauses) for _ in range(5)),
        Answer("2026-01-06", "결제에 바코드가 있었으면 좋겠어요", 0.3, {"joy": 1}, touchpoint="payment"),
    ]
    source = open_warehouse(sample_databases.build_database(tmp_path / "x.duckdb", answers))

    def asked(place: str) -> list[tuple[str, int, int]]:
        rows = source.run("expression_quote_list", filter=Filter(touchpoints=(place,)), expression="wish", limit=9)
        return [(row["said"], row["n"], row["of_n"]) for row in rows.to_pylist()]

    assert asked("delivery") == []
    assert asked("payment") == [("결제에 바코드가 있었으면 좋겠어요", 6, 6), ("쿠폰이 있었으면 좋겠어요", 6, 6)]


def test_whose_texts_may_not_be_quoted_and_employees_are_neither_quoted_nor_counted(tmp_path: Path) -> None:
    wish = "간편결제가 있었으면 좋겠어요"
    answers = [
        *(Answer("2026-01-05", f"{wish} {n}", 0.2, {"joy": 1}) for n in range(4)),
        Answer("2026-01-05", f"{wish} 비밀", 0.2, {"joy": 1}, consent_quote=False),
        *(Answer("2026-01-05", f"{wish} 직원 {n}", 0.2, {"joy": 1}, audience="employee") for n in range(9)),
    ]
    path = sample_databases.build_database(tmp_path / "x.duckdb", answers)
    source = open_warehouse(path)
    for filter in (Filter(), Filter(audience="employee")):
        asked = source.run("expression_quote_list", filter=filter, expression="wish", limit=9)
        assert asked.num_rows == 0, "four are too small a group, employees' texts none"
    more = sample_databases.build_database(tmp_path / "y.duckdb", [*answers, answers[0]])
    rows = open_warehouse(more).run("expression_quote_list", filter=Filter(), expression="wish", limit=9).to_pylist()
    assert (rows[0]["n"], rows[0]["of_n"]) == (5, 5) and len(rows) == 4, "no text twice"
