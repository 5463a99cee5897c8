"""When a page says that answers repeat each other: not asked for every filter of a file in which none do."""

from pathlib import Path
from typing import Any

from queries import Filter, open_warehouse
from tests import sample_databases
from views.files.attention import flood_of

OTHERS = [
    sample_databases.Answer(f"2026-01-{1 + number % 28:02}", f"가게가 {'가' * number} 좋아요", 0.5, channel="web")
    for number in range(40)
]
BOT = [sample_databases.Answer("2026-01-05", "정말 좋은 가게 추천 합니다", 0.9, channel="app") for _ in range(40)]


def floods(path: Path, answers: list[sample_databases.Answer], filter: Filter) -> tuple[dict[str, Any], int]:
    """The flood of a filter, and how many queries it took."""
    warehouse = open_warehouse(sample_databases.build_database(path, answers))
    asked: list[str] = []

    def run(name: str, **params: Any) -> Any:
        asked.append(name)
        return warehouse.run(name, **params)

    return flood_of(run, filter), len(asked)


def test_a_flood_is_told_of_where_it_is(tmp_path: Path) -> None:
    found, _ = floods(tmp_path / "f.duckdb", OTHERS + BOT, Filter(channels=("app",)))
    assert (found["n"], found["same"], found["once"]) == (40, 40, 1)
    assert floods(tmp_path / "g.duckdb", OTHERS + BOT, Filter(channels=("web",)))[0] == {}


def test_a_file_without_floods_is_asked_once_for_all(tmp_path: Path) -> None:
    assert floods(tmp_path / "f.duckdb", OTHERS, Filter(channels=("web",))) == ({}, 1)
