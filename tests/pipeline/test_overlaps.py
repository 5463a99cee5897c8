"""Files that overlap, in any order and number: the database holds the latest version of each answer, counts add up."""

import csv
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.records import RunReport
from tests.pipeline.support import ask, run

Version = dict[str, int]
"""Id -> the score that a file gives for it."""

FILES = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 10), min_size=1, max_size=8)


def written(path: Path, version: Version) -> Path:
    """A file of answers."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [
                ("id", "date", "nps", "text"),
                *((key, "2026-09-16", score, f"text {key}") for key, score in version.items()),
            ]
        )
    return path


def stored(folder: Path) -> Version:
    """What the database holds."""
    return dict(ask(folder / "ondo.duckdb", "select source_id, nps_score from feedback"))  # type: ignore[arg-type]


def counts(report: RunReport) -> tuple[int, int, int]:
    """New, updated, unchanged."""
    assert report.adds_up() and not report.rejected
    return report.new, report.updated, report.unchanged


def expected(before: Version, version: Version) -> tuple[int, int, int]:
    """What a file brings to a database, counted by hand."""
    known = before.keys() & version.keys()
    updated = sum(before[key] != version[key] for key in known)
    return len(version) - len(known), updated, len(known) - updated


@settings(max_examples=5)
@given(st.lists(FILES, min_size=2, max_size=4))
def test_files_one_after_another_merge(versions: list[Version]) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder, before = Path(place), Version()
        for version in versions:
            path = written(folder / "export.csv", version)
            wanted, report = expected(before, version), run(folder, path, source="shop")
            assert counts(report) == wanted and report.published == (wanted[:2] != (0, 0))
            before |= version
            assert stored(folder) == before
        bytes_before = (folder / "ondo.duckdb").read_bytes()
        again = run(folder, path, source="shop")
        assert counts(again) == (0, 0, len(versions[-1])) and not again.published
        assert (folder / "ondo.duckdb").read_bytes() == bytes_before


@settings(max_examples=5)
@given(FILES, st.lists(FILES, min_size=2, max_size=4))
def test_files_of_one_run_are_as_of_several(first: Version, versions: list[Version]) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder, after = Path(place), dict(first)
        run(folder, written(folder / "first.csv", first), source="shop")
        paths = [written(folder / f"{number}.csv", version) for number, version in enumerate(versions)]
        report = run(folder, *paths, source="shop")
        for version in versions:
            after |= version
        assert stored(folder) == after and report.adds_up()
        assert (report.read, report.new) == (sum(map(len, versions)), len(after) - len(first))
        again = run(folder, *paths[-1:], source="shop")
        assert counts(again) == (0, 0, len(versions[-1]))


@settings(max_examples=5)
@given(FILES, FILES, st.integers(1, 3))
def test_rows_without_ids_count_as_often_as_they_stand(one: Version, other: Version, times: int) -> None:
    def told(path: Path, version: Version) -> Path:
        rows = [(f"text {key}", score) for key, score in version.items() for _ in range(times)]
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([("text", "nps"), *rows])
        return path

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        first = run(folder, told(folder / "a.csv", one), source="shop")
        assert counts(first) == (times * len(one), 0, 0)
        second = run(folder, told(folder / "a.csv", other), source="shop")
        new, updated, unchanged = expected(one, other)
        assert counts(second) == (times * new, times * updated, times * unchanged)
        assert ask(folder / "ondo.duckdb", "select count(*) from feedback") == [(times * len(one | other),)]
