"""The corrections file: adding, taking back, writing at once, what is broken in it, and forgetting."""

import json
import os
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.corrections import file as corrections_file
from pipeline.corrections.agreement import agreements, kappa_of
from pipeline.corrections.events import (
    Correction,
    Event,
    Undoing,
    as_line,
    mark_of_text,
    masked_name,
    new_id,
    now,
    parse,
    standing,
)
from pipeline.errors import DatabaseError, NothingFound


def said(
    answer: int = 1, by: str = "Kim", tone: float | None = -1.0, at: str | None = None, **more: object
) -> Correction:
    made = Correction(new_id(), at or now(), masked_name(by), answer, mark="00ff", tone=tone)
    return replace(made, **more)  # type: ignore[arg-type]


events = st.builds(
    Correction,
    st.from_regex(r"[0-9a-f]{16}", fullmatch=True),
    st.datetimes().map(lambda moment: moment.isoformat(timespec="microseconds") + "+00:00"),
    st.text().map(masked_name),
    st.integers(-(2**63), 2**63 - 1),
    st.none() | st.tuples(st.integers(0, 99), st.integers(100, 2**31 - 1)),
    st.none() | st.text().map(mark_of_text),
    st.floats(-1, 1),
    st.none() | st.dictionaries(st.sampled_from(["joy", "anger"]), st.integers(1, 3)),
    st.none()
    | st.sampled_from(["", '결제(앱) & 환불, "빠름"\u2028'])
    | st.text(min_size=1, max_size=99).filter(str.strip),
)


@given(event=events)
def test_a_line_says_what_was_said(event: Correction) -> None:
    assert parse(as_line(event)) == event
    assert as_line(event).endswith("}\n") and as_line(event).count("\n") == 1


@given(line=st.text() | st.recursive(st.none() | st.booleans() | st.floats() | st.text() | st.integers(), lambda one: st.lists(one) | st.dictionaries(st.sampled_from(["id", "at", "by", "answer", "span", "tone", "emotions", "undoes"]), one)).map(json.dumps))  # fmt: skip
def test_nothing_else_is_taken_for_one(line: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whatever is wrong, it is a ValueError
        parse(line)


def test_the_latest_that_nobody_has_taken_back_stands(tmp_path: Path) -> None:
    database = tmp_path / "ondo.duckdb"
    first, second = said(at="2026-01-02T00:00:00+00:00"), said(2, at="2026-01-01T00:00:00+00:00")
    corrections_file.append(database, [first, second])
    before = corrections_file.path_of(database).read_bytes()
    third = said(1)
    corrections_file.append(database, [third])
    corrections_file.undo(database, [third.id], Undoing("", now(), masked_name("Lee"), ""))
    found = corrections_file.read(database)
    assert [each.id for each in standing(found.events)] == [parse(as_line(second)).id, first.id]
    assert corrections_file.path_of(database).read_bytes().startswith(before), "only ever added to"
    assert corrections_file.path_of(database).stat().st_mode & 0o777 == 0o600
    with pytest.raises(NothingFound):
        corrections_file.undo(database, [third.id], Undoing("", now(), masked_name("Lee"), ""))


def test_lines_that_cannot_be_read_are_counted_and_the_others_hold(tmp_path: Path) -> None:
    database = tmp_path / "ondo.duckdb"
    good = said()
    content = ["{", '"text"', "[1]", '{"id": 5}', as_line(replace(good, id=new_id())).replace('"by"', '"von"'), "\x00"]
    content += [as_line(said(tone=-1.0)).replace("-1.0", "-1.5"), as_line(good).strip(), "[" * 3000, "x" * 5000]
    corrections_file.path_of(database).write_text("\n".join([*content, "", as_line(good)[:40]]), encoding="utf-8")
    found = corrections_file.read(database)
    assert found.events == (good,) and found.unread == len(content)
    more = said(9)
    corrections_file.append(database, [more])
    assert corrections_file.read(database).events == (good, more), "a line that was cut off spoils no other"


def test_a_hundred_thousand_lines_are_read_once_and_what_is_added_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database, line = tmp_path / "ondo.duckdb", as_line(said())
    one_id = parse(line).id
    lines = [line.replace(one_id, f"{number:016x}") for number in range(100_000)]
    corrections_file.path_of(database).write_text("".join(lines), encoding="utf-8")
    found = corrections_file.read(database)
    assert len(standing(found.events)) == 100_000 and corrections_file.read(database) is found
    corrections_file.append(database, [said()])
    assert len(corrections_file.read(database).events) == 100_001
    monkeypatch.setattr(corrections_file, "LARGEST", corrections_file.path_of(database).stat().st_size + 100)
    with pytest.raises(DatabaseError, match="cannot be kept"):
        corrections_file.append(database, [said(2)] * 2)
    assert len(corrections_file.read(database).events) == 100_001, "never grown beyond what is read"


def test_a_folder_in_its_place_is_said(tmp_path: Path) -> None:
    database = tmp_path / "ondo.duckdb"
    corrections_file.path_of(database).mkdir()
    with pytest.raises(DatabaseError, match="cannot be read"):
        corrections_file.read(database)
    with pytest.raises(DatabaseError, match="cannot be kept"):
        corrections_file.append(database, [said()])


def _write_fifty(database: str) -> None:
    for number in range(50):
        corrections_file.append(Path(database), [said(number)])


def test_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    database = tmp_path / "ondo.duckdb"
    with ProcessPoolExecutor(3) as pool:
        list(pool.map(_write_fifty, [str(database)] * 3))
        corrections_file.forget(database, {7})
    found = corrections_file.read(database)
    assert found.unread == 0 and len(found.events) == 147


def test_forgetting_erases_all_lines_about_an_answer_and_their_undoings(tmp_path: Path) -> None:
    database = tmp_path / "ondo.duckdb"
    gone, kept = said(1), said(2)
    lines: list[Event] = [gone, kept, Undoing(new_id(), now(), masked_name("Lee"), gone.id)]
    corrections_file.append(database, lines)
    assert corrections_file.forget(database, {3}) == 0
    assert corrections_file.forget(database, {1}) == 2
    assert corrections_file.read(database).events == (kept,)
    assert gone.id not in corrections_file.path_of(database).read_text(encoding="utf-8")


def test_merging_adds_what_is_not_there_once(tmp_path: Path) -> None:
    database = tmp_path / "ondo.duckdb"
    one, other = said(1), said(2)
    corrections_file.append(database, [one])
    assert corrections_file.merge(database, [other, one, other]) == 1
    assert corrections_file.merge(database, [other, one]) == 0
    assert corrections_file.read(database).events == (one, other)


def test_names_of_people_are_masked_and_told_apart() -> None:
    assert masked_name("Kim@Example.com") == masked_name(" kim@example.com")
    assert masked_name("kim@example.com") != masked_name("kang@example.com")
    assert masked_name("kim@example.com").startswith("k…") and "im" not in masked_name("kim@example.com")
    assert masked_name(masked_name("김민지")) == masked_name("김민지") and masked_name("") and masked_name("\ud800")


def test_the_identity_changes_with_the_file(tmp_path: Path) -> None:
    database = tmp_path / "ondo.duckdb"
    seen = {corrections_file.identity_of(database)}
    for _ in range(2):
        corrections_file.append(database, [said()])
        seen.add(corrections_file.identity_of(database))
    os.unlink(corrections_file.path_of(database))
    assert len(seen) == 3 and corrections_file.identity_of(database) == ""


def test_kappa_by_hand() -> None:
    # 20 yes and 15 no that agree of 50, 25 and 30 yes: chance 0.5 * 0.6 + 0.5 * 0.4 = 0.5, kappa (0.7 - 0.5) / 0.5
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert kappa_of(pairs) == pytest.approx(0.4)
    assert kappa_of([("y", "y")] * 3) is None and kappa_of([]) is None
    assert kappa_of([("y", "n"), ("n", "y")]) == -1


def test_agreement_is_of_what_both_have_labelled() -> None:
    lines = [
        said(1, "Kim", -1.0, emotions={"anger": 2}),
        said(1, "Lee", -0.5, emotions={"anger": 1, "anxiety": 1}),
        said(2, "Kim", 1.0),
        said(2, "Kim", -1.0),  # what she says last
        said(2, "Lee", 1.0),
        said(3, "Kim", 1.0),
        said(2, "Lee", 0.0, span=(0, 4)),
    ]
    tone, emotions = agreements(lines)
    assert (tone.about, tone.items, tone.n, tone.same) == ("tone", 2, 2, 1)
    assert (emotions.about, emotions.items, emotions.n, emotions.same) == ("emotions", 1, 2, 1)
    # nothing by chance but one label of Lee's in two: expected 0.5; Wilson's 0.0945 to 0.9055 of one in two
    assert tone.kappa == 0 and tone.low == pytest.approx(-0.811, abs=0.001) and tone.high == -tone.low
    assert {tone.one, tone.other} == {masked_name("Kim"), masked_name("Lee")}
