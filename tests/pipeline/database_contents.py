"""What a database holds, as a digest for each column of each table, so that two versions of the code can be compared.

    python -m tests.pipeline.database_contents [FOLDER]

runs the pipeline that lies in FOLDER (default: this checkout) on the files below and writes what comes out to
database_contents.json. It is recorded again only where numbers are meant to change.

Left out: the reasons of rejected rows, because wording may change; times, seconds and the day of expiry (only whether
there is one), because they are those of the moment; the schema version. Columns that are added later are not looked at.
Columns of decimal numbers are compared by their sums, because processors differ in the last digit; all others must be
the same to the bit.
"""

import csv
import json
import math
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from tests.pipeline.cluster.scored_elsewhere import write_files
from tests.pipeline.support import ondo

ROOT = Path(__file__).resolve().parents[2]
RECORDED = Path(__file__).with_suffix(".json")
SAMPLE = ("survey_2025-11_2026-10.csv", "shop_reviews.xlsx", "app_reviews.csv")
KEY = bytes(range(32))
"""The secret of both databases, so that customers get the same keys."""

ORDER = {
    "meta": "name",
    "emotion": "emotion",
    "touchpoint": "touchpoint",
    "event": "event",
    "brand_word": "word, product_group",
    "run": "run_id",
    "feedback": "feedback_id",
    "feedback_emotion": "feedback_id, emotion",
    "feedback_lemma": "lemma, feedback_id",
    "lemma": "lemma",
    "rejected_row": 'source, file, "row", "column"',
    "forgotten": "mark",
}
"""Table -> columns by which its rows are put in order."""

LEFT_OUT = {
    "run": {"started_at", "finished_at", "seconds"},
    "rejected_row": {"reason", "remedy"},
    "forgotten": {"forgotten_on"},
}
ROWS_LEFT_OUT = {"meta": "where name <> 'schema_version'"}

PLAIN = "workers = 1\n"
KEEPING = "keep_days = { employee = 365 }\n"
BRAND_WORDS = """
[[brand_word]]
word = "달다"
tone = "+"
[[brand_word]]
word = "crash"
tone = "-"
emotion = "anger"
[[personal_pattern]]
kind = "staff"
regex = "DG-[0-9]{5}"
"""

_WHAT = ("배송이", "포장이", "상담원이", "결제가", "The app", "앱이", "Delivery", "푸딩이")
_HOW = ("너무 늦어요", "정말 좋아요", "불친절했어요", "crashed again", "was great", "달아요", "두 번 됐어요", "is slow")
_CLOSE = (
    "감사합니다", "다시는 안 사요", "Thank you so much!", "010-1234-5678로 전화 주세요", "ㅠㅠ", "👍", "이해가 안 되네요",
    "I want a refund", "그냥 그래요",
)  # fmt: skip


Fingerprint = str | list[float]


def record(code: Path, folder: Path) -> dict[str, dict[str, dict[str, Fingerprint]]]:
    """Run the pipeline that lies in ``code`` on all files, in ``folder``; name of the database -> its fingerprints."""
    return {"sample": fingerprints(_sample(code, folder)), "generated": fingerprints(_generated(code, folder))}


def _sample(code: Path, folder: Path) -> Path:
    database = _with_key(folder / "sample.duckdb")
    _run(code, database, ROOT / "sample_data" / "ondo.toml", *(ROOT / "sample_data" / name for name in SAMPLE))
    return database


def _generated(code: Path, folder: Path) -> Path:
    """New answers, more of them, then changed ones with brand words, and old ones of employees that expire."""
    database = _with_key(folder / "generated.duckdb")
    plain, worded, keeping = (folder / f"{name}.toml" for name in ("plain", "worded", "keeping"))
    plain.write_text(PLAIN, encoding="utf-8")
    worded.write_text(PLAIN + BRAND_WORDS, encoding="utf-8")
    keeping.write_text(PLAIN + KEEPING + BRAND_WORDS, encoding="utf-8")
    _run(code, database, plain, *write_files(folder / "first"), "--source", "shop")
    _run(code, database, plain, _written(folder / "many.csv", _many(4_600)))
    changed = write_files(folder / "changed", rows=60)
    _run(code, database, worded, *changed, "--source", "shop")
    staff = _written(folder / "staff.csv", _staff(40))
    _run(code, database, keeping, staff, changed[0], "--source", "shop", "--yes")
    return database


def _with_key(database: Path) -> Path:
    database.with_name(database.name + ".key").write_bytes(KEY)
    database.with_name(database.name + ".key").chmod(0o600)
    return database


def _run(code: Path, database: Path, config: Path, *arguments: Path | str) -> None:
    """Run this checkout within this process, other code in one of its own."""
    words = ["run", *map(str, arguments), "--config", str(config), "--db", str(database)]
    if code == ROOT:
        done = ondo(*words)
    else:
        done = subprocess.run([sys.executable, "-m", "pipeline", *words], cwd=code, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


def _written(path: Path, rows: Iterator[dict[str, object]]) -> Path:
    first = next(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(first))
        writer.writeheader()
        writer.writerow(first)
        writer.writerows(rows)
    return path


def _many(count: int) -> Iterator[dict[str, object]]:
    """Answers without ids, more than are handled at once; every ninth looks like the one before it."""
    for row in range(count):
        number = row - 1 if row % 9 == 8 else row
        text = " ".join((_WHAT[number % 8], _HOW[number // 8 % 8], _CLOSE[number // 64 % 9])) if number % 3 else ""
        when = datetime(2025, 1, 1) + timedelta(minutes=71 * number)
        product = f"상품 {number % 5}"
        yield {
            "작성일": f"{when:%Y-%m-%d %H:%M}",
            "별점": 6 if row % 101 == 50 else 1 + number % 5,
            "의견": text,
            "상품명": product,
        }


def _staff(count: int) -> Iterator[dict[str, object]]:
    for number in range(count):
        text = f"{_WHAT[number % 8]} {_HOW[number % 7]} DG-{10_000 + number}"
        yield {
            "id": f"S{number}",
            "date": f"2020-03-{1 + number % 28:02}",
            "text": text,
            "nps": number % 11,
            "audience": "employee",
        }


def fingerprints(database: Path) -> dict[str, dict[str, Fingerprint]]:
    """Table -> column -> what it holds, rows in the order of ORDER; ``rows`` is their number."""
    found: dict[str, dict[str, Fingerprint]] = {}
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"attach '{database}' as db (read_only)")
        for table, order in ORDER.items():
            rows = connection.execute(f"from db.{table} {ROWS_LEFT_OUT.get(table, '')} order by {order}")
            names = [column[0] for column in rows.description]
            values = rows.fetchall()
            found[table] = {"rows": [float(len(values))]}
            for place, name in enumerate(names):
                if name not in LEFT_OUT.get(table, ()):
                    found[table] |= _column(name, [row[place] for row in values])
    return found


def _column(name: str, values: list[Any]) -> dict[str, Fingerprint]:
    if name == "evidence":
        spans = [span for row in values for span in row or ()]
        places = [[(span["start"], span["end"], span["emotion"]) for span in row or ()] for row in values]
        return {name: _digest(places), f"{name}.weight": _sums([span["weight"] for span in spans])}
    if name == "expired_on":
        values = [value is not None for value in values]
    if any(isinstance(value, float) for value in values):
        return {name: _sums(values)}
    return {name: _digest(values)}


def _digest(values: list[Any]) -> str:
    return sha256(repr(values).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _sums(values: list[float | None]) -> list[float]:
    """How many there are, their sum, and their sum weighted by their places, which tells where each stands."""
    known = [(place, value) for place, value in enumerate(values, start=1) if value is not None]
    weighted = math.fsum(value * (place % 1_009) for place, value in known)
    return [float(len(known)), math.fsum(value for _, value in known), weighted]


def main() -> None:
    """Record."""
    code = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT
    with TemporaryDirectory() as folder:
        text = json.dumps(record(code.resolve(), Path(folder)), ensure_ascii=False, indent=1)
    RECORDED.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
