"""Comments on puddings, brand words for them, and what a database holds after a run with these."""

from pathlib import Path
from typing import Any

import duckdb

from pipeline.config.settings import Settings, load_settings
from pipeline.records import ReadOptions, RunReport
from pipeline.run import RunListener, RunSettings, inspect_files, run_batch
from tests.pipeline.support import ask, write_csv

HEADER = ["id", "date", "product", "text", "audience"]
ROWS = [
    ["1", "2026-03-01", "푸딩 오리지널", "이 푸딩은 진짜 달아요", ""],
    ["2", "2026-03-02", "푸딩 오리지널", "푸딩이 안 달아요", ""],
    ["3", "2026-03-03", "푸딩 초코", "달지 않아서 아쉬워요", ""],
    ["4", "2026-03-04", "그릇", "너무 달아요", ""],
    ["5", "2026-03-05", "", "It is not very sweet at all", ""],
    ["6", "2026-03-06", "케이크", "So SWEET and lovely", ""],
    ["7", "2026-03-07", "푸딩 초코", "가성비도 정말 좋네요", ""],
    ["8", "2026-03-08", "푸딩 초코", "배송이 느리고 최악이에요", ""],
    ["9", "2026-03-09", "푸딩 초코", "返品したいのですが", ""],
    ["10", "2026-03-10", "푸딩 초코", "회사 푸딩이 달아요", "employee"],
    ["11", "2026-03-11", "", "앱이 자꾸 꺼져서 불편해요", ""],
]

DESSERT = """
[product_group.dessert]
products = ["푸딩*", "케이크"]
[[brand_word]]
word = "달다"
tone = "+"
product_group = "dessert"
emotion = "delight"
[[brand_word]]
word = "sweet"
tone = "-"
[[brand_word]]
word = "가성비 좋다"
tone = "0"
"""

TABLES = ("meta", "emotion", "touchpoint", "event", "brand_word", "feedback", "feedback_emotion", "feedback_lemma")


def configured(folder: Path, text: str = "") -> Settings:
    """Settings with these entries."""
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return load_settings(path)


def run(database: Path, settings: Settings, *files: Path, told: RunListener | None = None) -> RunReport:
    """A run of these files, or of none, into a database."""
    asked = RunSettings(files, database, settings, ReadOptions())
    return run_batch(asked, inspect_files(files, asked.options), told)


def contents(database: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All that is stored, but for what the runs were and what they set aside."""
    return {table: ask(database, f"from {table} order by all") for table in TABLES}


def outdate(database: Path, where: str = "true") -> None:
    """Make the scores those of a model that knew nothing."""
    with duckdb.connect(str(database)) as connection:
        connection.execute(
            "update feedback set scorer_version = 'older', tone = 0.125, valence = 'neutral', evidence = [] "
            f"where tone is not null and {where}"
        )
        connection.execute(f"update feedback set scorer_version = 'older' where {where}")


def without_brand_words(folder: Path) -> Path:
    """The folder, with a database of ROWS that were scored without brand words; to be copied."""
    run(folder / "ondo.duckdb", load_settings(), write_csv(folder / "answers.csv", ROWS, HEADER))
    return folder


def copied(plain: Path, folder: Path) -> Path:
    """The database of ``without_brand_words``, copied into another folder with its key and its file."""
    for name in ("ondo.duckdb", "ondo.duckdb.key", "answers.csv"):
        (folder / name).write_bytes((plain / name).read_bytes())
    return folder / "ondo.duckdb"
