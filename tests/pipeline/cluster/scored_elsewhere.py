"""Feedback in Parquet files that a run and an engine both read, and what two databases must have in common."""

from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

TEXTS = (
    "배송이 너무 늦어서 짜증나요",
    "정말 감사합니다. 친절하시네요!",
    "Great service, thank you!",
    "결제가 두 번 된 것 같아 불안합니다. 010-1234-5678로 전화 주세요",
    "The app crashed twice, I am furious",
    "그냥 그래요",
    "배송 빨라요 great packaging",
    "C'est magnifique, merci beaucoup pour tout",
    "👍",
    "...",
    "",
    "푸딩이 달아요",
)
TABLES = ("feedback", "feedback_emotion", "feedback_lemma", "mention", "lemma", "pair", "touchpoint", "rejected_row")


def write_files(folder: Path, rows: int = 90, files: int = 3) -> list[Path]:
    """Files of ``rows`` answers each: with ids and without, refusals, twins, repeats, ids of earlier files, bad cells."""
    folder.mkdir()
    paths = []
    for number in range(files):
        path = folder / f"part-{number} [{number}] 의견=x.parquet"
        columns: dict[str, list[object]] = {}
        for row in range(rows):
            identity = (number * rows + row) // (2 if row % 17 == 3 else 1)
            values = {
                "id": None if row % 5 == 0 else f"R{identity}",
                "text": TEXTS[row % len(TEXTS)],
                "date": datetime(2026, 3, 1) + timedelta(hours=identity if row % 5 else row % 3),
                "nps": 11 if row % 31 == 7 else row % 11,
                "rating": [1.0, 4.5, 5.0, None][row % 4],
                "customer": f"C{row % 13}" if row % 3 else None,
                "touchpoint": ["결제", "shipping", "다른 곳", None][row % 4],
                "product": ["푸딩", None][row % 2],
                "consent_analyse": "no" if row % 19 == 4 else "yes",
                "segment": ["VIP", "minji@example.com"][row % 2],
                "audience": "누구" if row % 31 == 7 else "customer",
            }
            for name, value in values.items():
                columns.setdefault(name, []).append(value)
        table = pa.table({name: pa.array(values) for name, values in columns.items()})
        pq.write_table(table, path, row_group_size=40)
        paths.append(path)
    return paths


def contents(database: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row and column of what a run writes, but for the times and seconds of the run itself."""
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"attach '{database}' as db (read_only)")
        found = {table: connection.execute(f"from db.{table} order by all").fetchall() for table in TABLES}
        found["run"] = connection.execute("select * exclude (started_at, finished_at, seconds) from db.run").fetchall()
        return found
