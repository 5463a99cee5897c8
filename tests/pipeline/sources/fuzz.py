"""Random files through each reader and each recognised export: nothing raised but refusals, no row lost.

    python -m tests.pipeline.sources.fuzz [FILES_PER_READER] [ROWS_PER_FILE] [SEED] [READER...]

Each file is made from its own number, so that one that fails can be made again. Of each file it is checked that every
row written comes back exactly once, as feedback or as rejected, under the number of its row; that feedback has
something to count; that rejected rows say why and what to do; and that both can be masked.
"""

import csv
import io
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from pipeline.errors import OndoError
from pipeline.masking.mask import mask, mask_rejected
from pipeline.records import RawFeedback, ReadOptions, RejectedRow
from pipeline.sources import SOURCES, inspect, read
from pipeline.sources.formats.delimited import BARE, QUOTED
from pipeline.sources.formats.reading_process import EXCEL, JSONL
from pipeline.sources.source_kind import PLANNED
from tests.pipeline.sources.survey_exports import ANSWER_COLUMNS, MONKEY, RATINGS, qualtrics_rows

TODAY = date(2026, 11, 22)
MASKED_ROWS = 40
"""Rows of each file that are masked too: masking is fuzzed on its own."""

Cells = list[str]
Table = list[Cells]
Head = Callable[[random.Random], Table]

NAMES = (
    "text 의견 리뷰내용 date 작성일 rating 별점 nps 추천의향 id 리뷰번호 고객번호 동의 인용동의 audience title channel 접점 등급 language x 메모"
).split()
WORDS = (
    "배송 빨라요 좋아요 별로 최악 the app crashes 추천 again ㅋㅋ ㅠㅠ 👍 😡 ❤️ 한\u1112\u1161\u11ab é \u200b \u202e <b> &amp; &#45; =1+1 @x "
    "010-1234-5678 a@example.com 홍길동 고객님 https://a.example/?t=1 '; -- \\ / % _ {} [] \ufffd \ue000 𝒳 漢字 かな"
).split()
WHOLE = (
    "", " ", "5", "10", "0", "11", "-1", "4.5", "4,5", "9점", "4/5", "★★★☆☆", "매우 만족", "good", "offered", "bad", "예", "아니오", "Y",
    "maybe", "직원", "2026-09-16", "2026.09.16. 17:49:52", "2026/9/16 오후 5:49", "26.09.16", "03/04/2026", "25/04/2026", "02/30/2026",
    "46281", "46281.742", "1789548540", "1789548540000", "1e400", "nan", "NULL", "#N/A", "2026-09-16T08:49:00Z", "5.5E+08", "1" * 30,
    "R_1aBcDeFgHiJkLmN", "Survey Preview", "Spam", "Extremely likely - 10", "9 - 추천", "{}", '{"ImportId":"x"}', "[1]", "true",
)  # fmt: skip
GOOD = {
    "rating": ("5", "4", "1"), "nps": ("0", "7", "10"), "date": ("2026-09-16", "2026.09.16. 17:49:52", "1789548540000"),
    "consent_analyse": ("Y", "N"), "audience": ("고객", "직원"), "text": ("배송이 빨라요, 정말", "it \"just\" works\nfine"),
}  # fmt: skip
"""Cells that fit a field, of which most columns are made, so that whole rows can be read."""

FIELDS = {
    "rating": "rating",
    "별점": "rating",
    "nps": "nps",
    "추천의향": "nps",
    "date": "date",
    "작성일": "date",
    "동의": "consent_analyse",
    "audience": "audience",
}
FIELDS |= {"text": "text", "score": "rating", "created_at": "date", "value_number": "nps", "value_text": "text"}
"""Names of columns -> fields, of headers that are no recognised export's."""

FITTING = 0.9
"""Share of cells of such a column that fit."""

MARKS = ",;\t|\"'\n\r\r\n"


def cell(rng: random.Random, at_most: int = 8) -> str:
    """One cell: something meant, words, marks that break tables, or any code points."""
    kind = rng.random()
    if kind < 0.5:
        return rng.choice(WHOLE)
    if kind < 0.85:
        return " ".join(rng.choices(WORDS, k=rng.randint(1, at_most)))
    if kind < 0.97:
        return "".join(rng.choices([*MARKS, "a", "가", "1", " "], k=rng.randint(1, at_most)))
    return "".join(
        chr(rng.choice((rng.randrange(32, 0xD800), rng.randrange(0xE000, 0x110000)))) for _ in range(at_most)
    )


def generic_head(rng: random.Random) -> Table:
    """A header of known and unknown names, with something to count."""
    return [["text", *rng.choices(NAMES, k=rng.randint(0, 7))]]


def known_head(kind: str) -> Head:
    """Headers of a recognised export: its columns, moved, some missing, one more, or written another way."""

    def head(rng: random.Random) -> Table:
        told = SOURCES[kind]
        names = [name for name in told.fields if name in told.signature or rng.random() < 0.8]
        names += ["새 열"] if rng.random() < 0.2 else []
        rng.shuffle(names)
        return [[name.upper() if rng.random() < 0.02 else name for name in names]]

    return head


def some_of(rows: Sequence[Sequence[str]], heads: int) -> Head:
    """The header rows of a survey, some columns moved."""

    def head(rng: random.Random) -> Table:
        order = list(range(len(rows[0])))
        if rng.random() < 0.5:
            rng.shuffle(order)
        return [[row[place] for place in order] for row in rows[:heads]]

    return head


def as_csv(path: Path, rows: Table, rng: random.Random) -> None:
    """A text table of any encoding and delimiter; the encodings that cannot hold all letters get question marks."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=rng.choice(",,,;\t|"), quoting=rng.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL))).writerows(
        rows
    )
    encoding = rng.choice(("utf-8", "utf-8-sig", "utf-16", "cp949"))
    path.write_bytes(text.getvalue().encode(encoding, "replace"))


def as_bare(path: Path, rows: Table, rng: random.Random) -> None:
    """A table without quotation, whose cells hold quotation marks but no delimiters."""
    width = len(rows[0])
    safe = [[" ".join(one.split()) for one in (row + [""] * width)[:width]] for row in rows]
    safe[-1] = ['"' + safe[-1][0], *safe[-1][1:]]
    path.write_text("\n".join("\t".join(row) for row in safe) + "\n", encoding="utf-8", newline="")


def as_xlsx(path: Path, rows: Table, rng: random.Random) -> None:
    """A workbook; numbers are numbers in every other one, and some cells are dates or true."""
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": rng.random() < 0.5,
        "nan_inf_to_errors": True,
    }
    with xlsxwriter.Workbook(path, options) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
        for number, row in enumerate(rows):
            for place, one in enumerate(row):
                if number and one == "2026-09-16":
                    sheet.write_datetime(number, place, datetime(2026, 9, 16, 17, 49), day)
                elif number and one == "true":
                    sheet.write_boolean(number, place, True)
                else:
                    sheet.write(number, place, one[:32_000])


def as_json(path: Path, rows: Table, rng: random.Random) -> None:
    """Objects, a line each or in one array; cells that are JSON become it."""
    objects = [{name: _value(one, rng) for name, one in zip(rows[0], row, strict=False)} for row in rows[1:]]
    if rng.random() < 0.5:
        path.write_text(
            "\n".join(json.dumps(one, ensure_ascii=rng.random() < 0.5) for one in objects), encoding="utf-8"
        )
    else:
        path.write_text(json.dumps({"data": objects} if rng.random() < 0.5 else objects), encoding="utf-8")


def _value(one: str, rng: random.Random) -> object:
    if rng.random() < 0.3:
        try:
            return json.loads(one)
        except ValueError:
            return None if one == "" else one
    return one


def as_api(path: Path, rows: Table, rng: random.Random) -> None:
    """Objects inside objects, as a service answers: 'a.b' is b of a."""
    objects = []
    for row in rows[1:]:
        made: dict[str, dict[str, object] | object] = {}
        for name, one in zip(rows[0], row, strict=False):
            outer, dot, inner = name.partition(".")
            if dot and isinstance(made.setdefault(outer, {}), dict):
                made[outer][inner] = one  # type: ignore[index]
            elif not dot:
                made[name] = one
        objects.append(made)
    path.write_text(json.dumps({"data": objects}), encoding="utf-8")


def as_parquet(path: Path, rows: Table, rng: random.Random) -> None:
    """Columns of text, and of numbers where all cells are numbers."""
    names = [f"{name} {place}" if rows[0].count(name) > 1 else name for place, name in enumerate(rows[0])]
    columns = {
        name: pa.array([row[place] if place < len(row) else None for row in rows[1:]], pa.string())
        for place, name in enumerate(names)
    }
    pq.write_table(pa.table(columns), path)


@dataclass(frozen=True)
class Reader:
    """How to make files for one kind: ending, header rows, writer; ``is_pivoted`` where several rows are one answer."""

    ending: str
    head: Head
    write: Callable[[Path, Table, random.Random], None]
    is_pivoted: bool = False


def _readers() -> dict[str, Reader]:
    writers = {
        id(QUOTED): ("csv", as_csv),
        id(BARE): ("tsv", as_bare),
        id(EXCEL): ("xlsx", as_xlsx),
        id(JSONL): ("json", as_json),
        id(PLANNED): ("csv", as_csv),
    }
    readers = {
        "delimited": Reader("csv", generic_head, as_csv),
        "delimited_bare": Reader("tsv", generic_head, as_bare),
        "excel": Reader("xlsx", generic_head, as_xlsx),
        "jsonl": Reader("jsonl", generic_head, as_json),
        "parquet": Reader("parquet", generic_head, as_parquet),
    }
    for name, kind in SOURCES.items():
        if kind.signature:
            ending, write = writers[id(kind.file_format)]
            readers[name] = Reader(ending, known_head(name), as_api if name == "app_store_api" else write)
    readers["qualtrics"] = Reader("csv", some_of(qualtrics_rows(), 3), as_csv)
    readers["surveymonkey"] = Reader("csv", some_of(MONKEY, 2), as_csv)
    readers["helpdesk"] = Reader("csv", some_of(RATINGS, 1), as_csv)
    readers["longform"] = Reader("csv", some_of([ANSWER_COLUMNS.split()], 1), as_csv, is_pivoted=True)
    return readers


READERS = _readers()


@dataclass
class Tally:
    """What came of the files of one reader."""

    files: int = 0
    refused: int = 0
    rows: int = 0
    rejected: int = 0
    no_consent: int = 0
    slowest: float = 0.0
    kinds: Counter[str] = field(default_factory=Counter)


def fuzz(name: str, files: int, rows: int, seed: int = 0) -> Tally:
    """Files for one reader, each of up to ``rows`` rows; raises AssertionError naming reader and number of the file."""
    tally, reader = Tally(), READERS[name]
    with tempfile.TemporaryDirectory() as folder:
        for number in range(seed, seed + files):
            path = Path(folder) / f"{number}.{reader.ending}"
            rng = random.Random(f"{name} {number}")
            head = reader.head(rng)
            pools = _pools(name, head[0])
            body = [_row(pools, rng) for _ in range(rng.randint((rows + 1) // 2, rows))]
            reader.write(path, [*head, *body], rng)
            started = time.perf_counter()
            try:
                _read(path, tally, reader)
            except OndoError as error:
                tally.refused += 1
                assert error.message and error.where and error.remedy, f"{name} {number}: {error!r}"
            except Exception as error:
                raise AssertionError(f"{name} {number}: {error!r}") from error
            tally.files += 1
            tally.slowest = max(tally.slowest, time.perf_counter() - started)
            path.unlink()
    return tally


def _pools(name: str, header: Cells) -> list[tuple[str, ...]]:
    """For each column the cells that fit it; none where any would."""
    fields = {**FIELDS, **SOURCES[name].fields}
    return [GOOD.get(fields.get(column, ""), ()) for column in header]


def _row(pools: Sequence[tuple[str, ...]], rng: random.Random) -> Cells:
    width = _width(len(pools), rng)
    some = [*pools, (), ()][:width]
    return [rng.choice(pool) if pool and rng.random() < FITTING else cell(rng) for pool in some]


def _width(columns: int, rng: random.Random) -> int:
    return columns if rng.random() < 0.97 else rng.randint(1, columns + 2)


def _read(path: Path, tally: Tally, reader: Reader) -> None:
    inspection = inspect(path, ReadOptions())
    rows = list(read(inspection, TODAY))
    answers = [row for row in rows if isinstance(row, RawFeedback)]
    rejected = [row for row in rows if isinstance(row, RejectedRow)]
    assert len(answers) + len(rejected) == len(rows)
    assert inspection.rows in (None, len(rows)), f"{len(rows)} rows of {inspection.rows}"
    numbers = [row.row for row in rows]
    assert len(set(numbers)) == len(numbers) and (reader.is_pivoted or numbers == sorted(numbers))
    assert all(row.text or row.rating is not None or row.nps is not None for row in answers if row.consent_analyse)
    assert all(row.reason.found and row.reason.remedy for row in rejected)
    for row in answers[:MASKED_ROWS]:
        mask(row, b"key")
    for bad in rejected[:MASKED_ROWS]:
        assert isinstance(json.loads(mask_rejected(bad).raw), dict)
    tally.rows += len(rows)
    tally.rejected += len(rejected)
    tally.no_consent += sum(not row.consent_analyse for row in answers)
    tally.kinds[inspection.kind] += 1


def main() -> None:
    """Fuzz the readers named, or all, and print what came of it."""
    files, rows, seed = map(int, (sys.argv[1:4] + ["200", "100", "0"][len(sys.argv[1:4]) :]))
    for name in sys.argv[4:] or READERS:
        started = time.perf_counter()
        tally = fuzz(name, files, rows, seed)
        print(
            f"{name:<22} {tally.files:>7,} files ({tally.refused:,} refused), {tally.rows:>9,} rows ({tally.rejected:,} rejected, "
            f"{tally.no_consent:,} without consent), {time.perf_counter() - started:.0f} s, slowest file {tally.slowest:.2f} s; "
            + ", ".join(f"{kind} {count}" for kind, count in tally.kinds.most_common(4)),
            flush=True,
        )


if __name__ == "__main__":
    main()
