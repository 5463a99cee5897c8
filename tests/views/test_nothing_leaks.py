"""The whole of Ondo, on inputs full of personal items: none of them is found in anything it leaves behind or shows."""

import csv
import io
import itertools
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import duckdb
import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from tests.pipeline.sources.survey_exports import ASKED, FIXED, USUAL
from tests.views.conftest import PAGES, ROOT, Open

OWN = "[[personal_pattern]]\nkind = 'employee_number'\nregex = 'DG-[0-9]{5}'\n"
RARE = "뷔쥬튜듀뮤뱌쟈챠퓨휴"
SENTENCES = (
    "배송이 너무 늦어서 화가 나요. {}",
    "{} 정말 친절하고 좋았습니다",
    "결제가 안 돼요 {} 확인 바랍니다",
    "Great but slow. {}",
)


@dataclass(slots=True)
class Planter:
    """Makes personal items, each used once: how it is written, and what must not be found of it."""

    draw: Random = field(default_factory=lambda: Random(20))
    needles: dict[str, str] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1231, 7))

    def any(self) -> str:
        return self.plant(self.draw.choice(KINDS))

    def plant(self, kind: str) -> str:
        n = next(self.numbers)
        text, needle = MAKERS[kind](self, n)
        assert needle in text and needle not in self.needles
        self.needles[needle] = kind
        return text

    def name(self) -> str:
        while (name := self.draw.choice("김박최정강") + "".join(self.draw.sample(RARE, 2))) in self.needles:
            pass
        return name


def _check_digit(digits: str) -> str:
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(reversed(digits))]
    return str(-sum(number - 9 if number > 9 else number for number in doubled) % 10)


def _with(before: str, needle: str, after: str = "") -> tuple[str, str]:
    return before + needle + after, needle


def _card(n: int) -> str:
    digits = f"4539{n:011d}"
    return digits + _check_digit(digits)


MAKERS = {
    "phone": lambda self, n: _with("연락처 ", f"010-{n:04d}-{9_999 - n % 9_000:04d}"),
    "land line": lambda self, n: _with("", f"02-{n:04d}-7{n % 1000:03d}"),
    "email": lambda self, n: _with("", f"minji.{n}@naver.com"),
    "resident_number": lambda self, n: _with("주민번호 ", f"850314-2{n:06d}"),
    "foreigner": lambda self, n: _with("", f"910222-6{n:06d}"),
    "card": lambda self, n: _with("카드 ", _card(n)),
    "account": lambda self, n: _with("신한은행 ", f"110-482-9{n:05d}"),
    "order": lambda self, n: _with("주문번호 ", f"2026101{n:09d}"),
    "passport": lambda self, n: _with("여권번호 ", f"M704{n:05d}"),
    "licence": lambda self, n: _with("", f"13-08-5{n:05d}-61"),
    "birth_date": lambda self, n: _with(
        "생년월일 ", f"19{60 + n % 40}.{1 + n // 40 % 12}.{1 + n // 480 % 28}", " 입니다"
    ),
    "address": lambda self, n: _with("서울 마포구 ", f"양화로 {n}", ", 301호"),
    "english address": lambda self, n: _with("", f"{n} Maple Avenue"),
    "ip": lambda self, n: _with("IP ", f"211.234.{n // 250 % 250}.{n % 250}"),
    "link": lambda self, n: _with("https://shop.example.com/reset?token=", f"9f8a7b{n:06d}"),
    "handle": lambda self, n: _with("인스타 @", f"dal_mom{n}"),
    "name": lambda self, n: _with("", self.name(), " 고객님"),
    "english name": lambda self, n: _with("Dear ", "Zq" + "".join("abcdefghij"[int(d)] for d in str(n)), ","),
    "own": lambda self, n: _with("사번 ", f"DG-{n:05d}"),
}
KINDS = list(MAKERS)
PROSE = [kind for kind in KINDS if kind != "english name"]


def survey(planter: Planter) -> tuple[list[str], list[list[str]]]:
    """A table of 240 answers with personal items in every column, some without consent, some with nothing but what cannot be read."""
    header = [
        "응답ID",
        "응답일시",
        "추천의향(0-10)",
        "의견",
        "상품",
        "채널",
        "고객등급",
        "접점",
        "고객번호",
        "분석동의",
        "인용동의",
    ]
    rows = []
    for place in range(240):
        is_empty = place % 20 in (3, 4)
        text = "" if is_empty else SENTENCES[place % 4].format(planter.plant(KINDS[place % len(KINDS)]))
        row = [
            f"S-{place}",
            f"2026-0{1 + place % 9}-11 10:00",
            "" if is_empty else str(place % 11),
            text,
            "머그",
            "web",
            "vip",
            "사용",
            f"C{place}",
            "예",
            "예",
        ]
        for column in {5: (4,), 6: (5,), 7: (6,), 8: (7,)}.get(place % 10, ()):
            row[column] = planter.plant(PROSE[place // 10 % len(PROSE)])
        if place % 10 == 1:
            row[8] = planter.plant(("phone", "email", "name")[place % 3])
        if place % 10 == 2:
            row[0] = planter.plant("email")
        if place % 10 == 3:
            row[2] = "11 " + planter.any()
        if place % 10 == 4:
            row[1] = planter.any()
        if place % 20 == 9:
            row[9] = "아니오"
        if place % 20 == 10:
            row[10] = "아니오"
        rows.append(row)
    return [*header, "메모: " + planter.plant("phone") + "로 전화"], [[*row, ""] for row in rows]


def qualtrics(planter: Planter) -> list[list[str]]:
    fields = (*FIXED, *ASKED)
    head = [
        [name for name, _, _ in fields],
        [text for _, text, _ in fields],
        [json.dumps({"ImportId": code, "timeZone": "Asia/Seoul"}) for *_, code in fields],
    ]
    rows = []
    for place in range(20):
        personal = {
            "ResponseId": f"R_{place}", "Q1": "8", "Q1_NPS_GROUP": "Passive", "Q2": "Slow. " + planter.plant("english address"),
            "RecipientEmail": planter.plant("email"), "Q5": planter.plant("phone"), "IPAddress": planter.plant("ip"),
            "RecipientLastName": planter.plant("name"), "RecipientFirstName": planter.plant("english name"),
        }  # fmt: skip
        rows.append([{**USUAL, **personal}[name] for name, _, _ in fields])
    return head + rows


def lines(planter: Planter) -> str:
    """Reviews one a line, every fifth broken off in the middle."""
    made = []
    for place in range(40):
        review = {
            "id": f"L{place}",
            "date": "2026-05-05",
            "title": planter.any(),
            "text": "아쉬워요 " + planter.any(),
            "rating": 2,
        }
        line = json.dumps(review, ensure_ascii=place % 2 == 0)
        made.append(line[:-4] if place % 5 == 0 else line)
    return "\n".join(made) + "\n"


def smartstore(path: Path, planter: Planter) -> None:
    one_word = (
        "상품번호 상품명 리뷰구분 구매자평점 포토/영상 리뷰상세내용 리뷰도움수 등록자 리뷰등록일 최종수정일 리뷰글번호 관련리뷰글번호 "
        "관련리뷰상세내용 전시상태 답글여부 답글등록일시 베스트리뷰 베스트리뷰선정일시 이벤트번호 혜택지급 혜택지급일시"
    )
    columns = [*one_word.split(), "유저정보 등록 항목", "상품주문번호", "풀필먼트사", "리뷰이동일"]
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Sheet0"
    sheet.append(columns)
    for place in range(20):
        cells = dict.fromkeys(columns, "")
        cells |= {
            "상품번호": "1001", "상품명": "국그릇", "리뷰구분": "일반", "구매자평점": "4", "리뷰글번호": f"77{place:03d}",
            "리뷰등록일": "2026.09.16. 17:49:52", "리뷰상세내용": "예뻐요 " + planter.any(), "등록자": planter.plant("email"),
            "상품주문번호": planter.plant("order").split()[-1], "유저정보 등록 항목": planter.plant("address"),
        }  # fmt: skip
        sheet.append([cells[name] for name in columns])
    book.save(path)


def ondo(folder: Path, *words: object) -> bytes:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ONDO_")}
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", *map(str, words)],
        cwd=folder, env={**environment, "PYTHONPATH": str(ROOT)}, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout + done.stderr


def _write_csv(path: Path, rows: list[list[str]]) -> Path:
    sink = io.StringIO()
    csv.writer(sink).writerows(rows)
    path.write_text(sink.getvalue(), encoding="utf-8")
    return path


@dataclass(slots=True)
class World:
    """What was planted, what the commands said and left, and the database."""

    needles: dict[str, str]
    said: dict[str, bytes]
    database: Path
    out: Path


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> World:
    sources, out = tmp_path_factory.mktemp("in"), tmp_path_factory.mktemp("out")
    planter = Planter()
    header, rows = survey(planter)
    files = [
        _write_csv(sources / f"의견 {planter.plant('phone')} {planter.plant('email')}.csv", [header, *rows]),
        _write_csv(sources / f"qualtrics {planter.plant('licence')}.csv", qualtrics(planter)),
        sources / f"lines {planter.plant('resident_number')}.jsonl",
        sources / "리뷰.xlsx",
    ]
    files[2].write_text(lines(planter), encoding="utf-8")
    smartstore(files[3], planter)
    (out / "ondo.toml").write_text(OWN, encoding="utf-8")
    database = out / "planted.duckdb"
    said = {
        "check": ondo(out, "check", *files),
        "run": ondo(out, "run", *files, "--db", database),
        "verify": ondo(out, "verify", "--db", database),
    }
    for format in ("csv", "xlsx", "parquet"):
        said[format] = ondo(out, "export", "--db", database, "-o", out / f"all.{format}")
    return World(planter.needles, said, database, out)


def found_in(planted: World, content: bytes) -> dict[str, str]:
    """The planted items that stand in the content, as bytes or with JSON's escapes."""
    text = content.decode("utf-8", "replace")
    return {
        needle: kind for needle, kind in planted.needles.items() if needle in text or json.dumps(needle)[1:-1] in text
    }


def test_five_hundred_items_of_every_kind_are_planted(planted: World) -> None:
    assert len(planted.needles) >= 500
    assert min(Counter(planted.needles.values()).values()) >= 8 and set(planted.needles.values()) == set(KINDS)


def test_the_search_finds_what_is_there(planted: World) -> None:
    [needle, *_] = planted.needles
    assert found_in(planted, f'"{needle}"'.encode()) and not found_in(planted, b"nothing")


def test_the_run_took_everything_in_and_counted_it(planted: World) -> None:
    with duckdb.connect(str(planted.database), read_only=True) as connection:
        [(read, no_consent, set_aside, masked)] = connection.sql(
            "select rows_read, rows_no_consent, rows_set_aside, masked from run"
        ).fetchall()
        [(stored,)] = connection.sql("select count(*) from feedback").fetchall()
    assert (read, no_consent) == (320, 12) and set_aside >= 30 and stored + set_aside + no_consent == read
    assert {"phone", "email", "card", "name", "address", "order", "employee_number"} <= set(masked)
    assert b"employee_number" in planted.said["run"]


def test_the_commands_say_none_of_it(planted: World) -> None:
    assert {command: found_in(planted, said) for command, said in planted.said.items()} == {
        key: {} for key in planted.said
    }


def test_the_database_holds_none_of_it(planted: World) -> None:
    values = []
    with duckdb.connect(str(planted.database), read_only=True) as connection:
        columns = connection.sql("select table_name, column_name from duckdb_columns() where not internal").fetchall()
        for table, column in columns:
            texts = connection.sql(f'select distinct cast("{column}" as varchar) from "{table}"').fetchall()
            values += [str(text) for (text,) in texts]
    assert len(values) > 1_000
    assert found_in(planted, "\n".join(values).encode("utf-8", "replace")) == {}


def test_no_file_left_behind_holds_any_of_it(planted: World) -> None:
    left = {path.name: path.read_bytes() for path in planted.out.iterdir()}
    assert {"planted.duckdb", "all.csv", "all.xlsx", "all.parquet"} <= set(left)
    book = openpyxl.load_workbook(planted.out / "all.xlsx")
    left["sheets"] = "\n".join(
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
    ).encode()
    table = duckdb.sql(f"select * from '{planted.out / 'all.parquet'}'").fetchall()
    left["table"] = str(table).encode()
    assert len(table) > 150
    assert {name: found_in(planted, content) for name, content in left.items()} == {key: {} for key in left}


def test_the_secret_is_its_owners_alone_and_nowhere_else(planted: World) -> None:
    key = planted.out / "planted.duckdb.key"
    assert key.stat().st_mode & 0o777 == planted.database.stat().st_mode & 0o777 == 0o600
    secret = key.read_bytes()
    for content in (*planted.said.values(), *(path.read_bytes() for path in planted.out.iterdir() if path != key)):
        assert secret not in content and secret.hex().encode() not in content


def elements(app: AppTest) -> bytes:
    """Everything that the pages send to the browser: the messages of all elements, tables and charts with their data."""
    waiting, sent = [app._tree], []
    while waiting:
        node = waiting.pop()
        waiting += getattr(node, "children", {}).values()
        if getattr(node, "proto", None) is not None:
            sent.append(node.proto.SerializeToString())
    return b"\n".join(sent)


@pytest.mark.parametrize("page", PAGES)
def test_no_page_shows_any_of_it(planted: World, open_dashboard: Open, page: str) -> None:
    app = open_dashboard(planted.database, page)
    if page == "journey":
        app.session_state["places"] = True
        app.run()
    assert not app.exception
    shown = elements(app)
    assert len(shown) > 1_000
    assert page != "comments" or b"[phone]" in shown, "the texts are there, masked"
    assert found_in(planted, shown) == {}
