"""What goes with NPS, and what has changed most clearly, worked out by hand."""

from pathlib import Path
from random import Random
from statistics import fmean

import pytest

from queries import Filter, Warehouse, open_warehouse
from tests import sample_databases
from tests.queries.conftest import Rows

AFTER, BEFORE = Filter(segments=("after",)), Filter(segments=("before",))


def test_nps_driver_list(open_rows: Rows) -> None:
    # All: 5 promoters, 3 detractors of 10, NPS 20. Payment: 2 and 3 of 6, NPS -16.67: 6 (-16.67 - 20) / 4 = -55, and
    # without payment 3 promoters of 4: 20 - 75 = -55. No touchpoint: 2 promoters of 3: 3 (66.67 - 20) / 7 = 20.
    # Anger: two detractors: 2 (-100 - 20) / 8 = -30. Trust: a promoter and a passive: 2 (50 - 20) / 8 = 7.5.
    found = [
        row
        for about in ("touchpoint", "emotion")
        for row in open_rows("nps_driver_list", filter=Filter(), about=about, limit=40)
    ]
    drawn = [(row["dimension"], row["theme"], row["n"], row["size"]) for row in found if row["impact"] is not None]
    assert drawn == [
        ("touchpoint", "payment", 6, "few"),
        ("touchpoint", "", 3, "few"),
        ("emotion", "anger", 2, "few"),
        ("emotion", "trust", 2, "few"),
    ]
    assert [row["impact"] for row in found if row["impact"] is not None] == pytest.approx([-55, 20, -30, 7.5])
    assert {row["of_nps"] for row in found if row["impact"] is not None} == {20.0}
    assert next((row["theme"], row["n"], row["nps"]) for row in found if row["size"] == "hidden") == (
        "support",
        None,
        None,
    )


def test_impact_is_what_the_whole_loses_without_the_theme(open_crowd: Warehouse) -> None:
    whole = open_crowd.run("nps", filter=Filter()).to_pylist()[0]
    touchpoints = open_crowd.run("nps_driver_list", filter=Filter(), about="touchpoint", limit=40).to_pylist()
    assert sum(row["n"] for row in touchpoints) == whole["n"] and len(touchpoints) == 5
    for row in touchpoints:
        others = tuple(other["theme"] for other in touchpoints if other is not row)
        without = open_crowd.run("nps", filter=Filter(touchpoints=others)).to_pylist()[0]
        assert row["impact"] == pytest.approx(whole["nps"] - without["nps"])


@pytest.mark.parametrize("first_code", [0, 65_534, 65_535, 70_000])
def test_topics_are_the_nouns_of_largest_impact(tmp_path: Path, first_code: int) -> None:
    """Of three nouns in 30 answers each the two are kept that pull most, whatever their codes; verbs are no topics."""
    answers = [
        sample_databases.Answer("2026-01-05", "말", 0.1, nps=score, lemmas=lemmas)
        for lemmas, score in ((("배송/NNG", "늦다/VA"), 0), (("포장/NNG",), 10), (("색/NNG",), 7))
        for _ in range(30)
    ]
    warehouse = open_warehouse(sample_databases.build_database(tmp_path / "x.duckdb", answers, first_code=first_code))
    found = warehouse.run("nps_driver_list", filter=Filter(), about="topic", limit=2).to_pylist()
    assert [(row["theme"], row["n"], row["nps"], row["impact"]) for row in found] == [
        ("배송/NNG", 30, -100, -50), ("포장/NNG", 30, 100, 50),
    ]  # fmt: skip


def test_topics_of_employees_are_those_of_whole_blocks(tmp_path: Path) -> None:
    """Of five blocks of eight, four have said the one word throughout; seven of each block, 35 in all, have said the other."""
    answers = [
        sample_databases.Answer(
            f"2026-01-05 10:{place:02}", f"말 {place}", 0.1, nps=0 if place < 32 else 10, audience="employee",
            lemmas=(("야근/NNG",) if place < 32 else ()) + (("급여/NNG", "많다/VA") if place % 8 else ()),
        )
        for place in range(40)
    ]  # fmt: skip
    for first_code in (0, 70_000):
        path = sample_databases.build_database(tmp_path / f"{first_code}.duckdb", answers, first_code=first_code)
        warehouse = open_warehouse(path)
        found = warehouse.run("nps_driver_list", filter=Filter(audience="employee"), about="topic", limit=9).to_pylist()
        assert [(row["theme"], row["n"], row["nps"], row["of_nps"]) for row in found] == [("야근/NNG", 32, -100, -60)]
        said = {row["lemma"]: row["n"] for row in warehouse.run("lemma_list").to_pylist()}
        assert said == {"야근/NNG": 32}, "what no whole block has said is not found"


def _group(segment: str, anxious: int, place: str | None, size: int = 30) -> list[sample_databases.Answer]:
    return [
        sample_databases.Answer(
            "2026-01-05",
            f"말 {number}",
            0.0,
            {"anxiety": 1} if number < anxious else {},
            segment=segment,
            touchpoint=place,
        )
        for number in range(size)
    ]


def test_emotion_share_change_list(tmp_path: Path) -> None:
    # 18 of 30 against 3 of 30. Wilson: 0.42320 to 0.75409, and 0.03460 to 0.25621. Newcombe: 0.5 less
    # sqrt(0.17680^2 + 0.15621^2) = 0.23592, plus sqrt(0.06540^2 + 0.15409^2) = 0.16740; z = 1.96 x 0.5 / 0.23592 = 4.15.
    # All together and at payment, by thirteen emotions: 26 comparisons; 52 exp(-8.627) / (4.1538 x 2.5066) = 0.0009.
    path = sample_databases.build_database(
        tmp_path / "x.duckdb", _group("after", 18, "payment") + _group("before", 3, "payment")
    )
    found = open_warehouse(path).run("emotion_share_change_list", filter=AFTER, other=BEFORE, limit=2).to_pylist()
    first = {"touchpoint": None, "emotion": "anxiety", "n": 30, "other_n": 30, "value": 0.6, "other_value": 0.1}
    interval = {"difference": 0.5, "difference_low": 0.26408, "difference_high": 0.66740}
    assert found[0] == pytest.approx({**first, **interval, "is_clear": True, "comparisons": 26}, abs=1e-4)
    assert (found[1]["difference"], found[1]["is_clear"]) == (0.0, False)


def test_a_change_at_one_touchpoint_is_named_there(tmp_path: Path) -> None:
    steady = _group("after", 3, "use", 90) + _group("before", 3, "use", 90)
    path = sample_databases.build_database(
        tmp_path / "x.duckdb", [*_group("after", 18, "payment"), *_group("before", 3, "payment"), *steady]
    )
    found = open_warehouse(path).run("emotion_share_change_list", filter=AFTER, other=BEFORE, limit=1).to_pylist()
    assert [(row["touchpoint"], row["emotion"], row["n"], row["comparisons"]) for row in found] == [
        ("payment", "anxiety", 30, 39)
    ]
    halves = {"filter": AFTER, "other": BEFORE}
    clearest = open_warehouse(path).run("emotion_share_change_by_touchpoint_list", **halves).to_pylist()
    at = {row["touchpoint"]: row for row in reversed(clearest) if row["is_clear"]}
    assert {place: (row["emotion"], row["n"], row["comparisons"]) for place, row in at.items()} == {
        "payment": ("anxiety", 30, 13)
    }


def test_small_groups_are_not_ranked(tmp_path: Path) -> None:
    path = sample_databases.build_database(
        tmp_path / "x.duckdb", _group("after", 20, "use", 29) + _group("before", 0, "use", 40)
    )
    found = open_warehouse(path).run("emotion_share_change_list", filter=AFTER, other=BEFORE, limit=3).to_pylist()
    assert found == []


@pytest.mark.parametrize(("comparisons", "is_clear"), [(1, True), (2, False), (24, False)])
def test_one_of_many_must_be_clearer(empty: Warehouse, comparisons: int, is_clear: bool) -> None:
    """z = 2.2: 2 exp(-2.42) / (2.2 x 2.5066) = 0.0322 for one, twice that for two."""
    found = empty._connection.cursor().execute("select is_clear_among(2.2, ?)", [comparisons]).fetchone()
    assert found == (is_clear,)


def _various(draw: Random) -> list[sample_databases.Answer]:
    """300 answers, each of one of two customers' ages, two touchpoints or none, with emotions, nouns and pairs drawn."""
    return [
        sample_databases.Answer(
            "2026-01-05", f"말 {number}", round(draw.uniform(-1, 1), 3),
            {emotion: 2 for emotion in ("joy", "anger") if draw.random() < 0.4},
            nps=draw.choice([None, *range(11)]), touchpoint=draw.choice(["payment", "use", None]),
            attributes={"age": draw.choice(["20", "30"])},
            lemmas=tuple(lemma for lemma in ("배송/NNG", "box", "늦다/VV") if draw.random() < 0.5),
            pairs={pair: 0 for pair in ("배송+늦다",) if draw.random() < 0.5},
        )
        for number in range(300)
    ]  # fmt: skip


def _themes(about: str, answer: sample_databases.Answer) -> set[str]:
    """What an answer is of, told from the answer alone."""
    if about == "topic":
        return {lemma for lemma in answer.lemmas if not lemma.endswith("/VV")} | set(answer.pairs)
    return {
        "touchpoint": {answer.touchpoint or ""},
        "emotion": set(answer.emotions),
        "attribute:age": {answer.attributes["age"]},
    }[about]


def _value(score: str, answer: sample_databases.Answer) -> float | None:
    if score == "tone":
        return answer.tone
    return None if answer.nps is None else 100.0 * ((answer.nps >= 9) - (answer.nps <= 6))


@pytest.fixture(scope="module")
def various(tmp_path_factory: pytest.TempPathFactory) -> tuple[Warehouse, list[sample_databases.Answer]]:
    answers = _various(Random(7))
    return open_warehouse(
        sample_databases.build_database(tmp_path_factory.mktemp("various") / "x.duckdb", answers)
    ), answers


@pytest.mark.parametrize("score", ["nps", "tone"])
@pytest.mark.parametrize("about", ["touchpoint", "emotion", "topic", "attribute:age"])
def test_drivers_are_those_of_a_recount(
    various: tuple[Warehouse, list[sample_databases.Answer]], about: str, score: str
) -> None:
    """The mean of all answers minus that of the answers without the theme, counted one by one."""
    warehouse, answers = various
    measured = [(one, _value(score, one)) for one in answers]
    values = [(one, value) for one, value in measured if value is not None]
    found = warehouse.run(f"{score}_driver_list", filter=Filter(), about=about, limit=40).to_pylist()
    assert {row["theme"] for row in found} == set().union(*(_themes(about, one) for one, _ in values))
    for row in found:
        inside = [value for one, value in values if row["theme"] in _themes(about, one)]
        without = [value for one, value in values if row["theme"] not in _themes(about, one)]
        everything = fmean(value for _, value in values)
        assert (row["n"], row["of_n"]) == (len(inside), len(values))
        assert row[score] == pytest.approx(fmean(inside), abs=1e-6)
        assert row["impact"] == pytest.approx(everything - fmean(without), abs=1e-6)
