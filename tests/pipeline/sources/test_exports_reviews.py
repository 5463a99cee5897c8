"""Exports of shops and app stores: recognised from the file itself, read with zero options, nobody's data in clear."""

import json
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.cli.check_report import check_file
from pipeline.cli.main import cli
from pipeline.errors import DataRefused
from pipeline.records import ReadOptions
from pipeline.sources import SOURCES, inspect
from pipeline.sources.exports.shop import CREMA_COLUMNS
from pipeline.sources.formats.delimited import QUOTED
from tests.pipeline.sources.random_cells import CELLS
from tests.pipeline.sources.review_exports import (
    ARTICLE,
    ARTICLES,
    CREMA_ROWS,
    FIRST,
    NAVER_HEADER,
    NAVER_ROWS,
    app_store,
    crema_row,
    naver,
    play,
)
from tests.pipeline.sources.tables import book, everything, table, written


@pytest.mark.parametrize("dimension", ["A1:Y4", "A1", "A1:A1", "A1:XFD1048576"])
def test_smartstore(tmp_path: Path, dimension: str) -> None:
    inspection, good, bad = everything(naver(tmp_path, dimension))
    assert (inspection.kind, inspection.sheet, inspection.rows) == ("smartstore", "Sheet0", 3)
    assert inspection.mapping == {
        "product": "상품명", "rating": "구매자평점", "text": "리뷰상세내용", "customer": "등록자",
        "date": "리뷰등록일", "id": "리뷰글번호", "reply_date": "답글등록일시",
    }  # fmt: skip
    assert len(inspection.kept_out) + len(inspection.attributes) == 18
    assert (inspection.source, inspection.rating_max) == ("smartstore", 5)
    assert [(row.id, row.rating, row.text, row.answered_at) for row in good] == [
        ("4900000001", 5.0, FIRST, datetime(2026, 9, 16, 17, 49, 52)),
        ("4900000777", 4.0, "한 달 먹어 보니 조금 짜네요", datetime(2026, 10, 18, 9, 3, 10)),
        ("4900000778", 1.0, None, datetime(2026, 9, 16, 17, 49, 52)),
    ]
    assert {row.channel for row in good} == {"smartstore"} and not bad


def test_smartstore_saved_as_csv(tmp_path: Path) -> None:
    rows = [[str(cell) for cell in row] for row in NAVER_ROWS]
    inspection, good, bad = everything(table(tmp_path, rows, encoding="cp949"))
    assert (inspection.kind, inspection.encoding, len(good), bad) == ("smartstore_csv", "cp949", 3, [])


def test_options_win_over_what_is_known(tmp_path: Path) -> None:
    path = naver(tmp_path)
    options = {"상품번호": "product", "등록자": ""}
    inspection, good, _ = everything(path, mapping=options, source="gom", channel="naver")
    assert inspection.mapping["product"] == "상품번호" and "customer" not in inspection.mapping
    assert (inspection.source, good[0].channel, good[0].product) == ("gom", "naver", "9100000001")
    reasons = {guess.column: guess.reason.found for guess in inspection.columns}
    assert reasons["상품명"] == "--map names another for product"
    assert reasons["상품주문번호"] == "personal data"


def test_google_play(tmp_path: Path) -> None:
    inspection, good, bad = everything(play(tmp_path))
    assert (inspection.kind, inspection.encoding, inspection.source) == ("google_play", "utf-16", "google-play")
    assert inspection.mapping == {
        "product": "Package Name", "date": "Review Submit Millis Since Epoch", "rating": "Star Rating",
        "title": "Review Title", "text": "Review Text", "id": "Review Link",
            "reply": "Developer Reply Text", "reply_date": "Developer Reply Millis Since Epoch",
    }  # fmt: skip
    assert [(row.id, row.rating, row.text, row.answered_at) for row in good] == [
        ("gp:AOq1", 5.0, "굿\n잘 써요\n최고", datetime(2026, 9, 16, 17, 49)),
        (None, 1.0, None, datetime(2026, 9, 16, 17, 49, 1)),
        ("gp:AOq2", 2.0, "Keeps crashing, since the update", datetime(2026, 9, 16, 17, 49, 2)),
    ]
    assert {(row.language, row.channel, row.product) for row in good} == {(None, "google-play", "kr.co.ondo")}
    assert [(row.row, row.column) for row in bad] == [(5, "Star Rating")]
    assert json.loads(bad[0].raw)["Review Link"] == "gp:AOq3"


@pytest.mark.parametrize(
    ("form", "kind"),
    [("csv", "app_store"), ("flat", "app_store_json"), ("api", "app_store_api"), ("api, printed", "app_store_api")],
)
def test_app_store(tmp_path: Path, form: str, kind: str) -> None:
    inspection, good, bad = everything(app_store(tmp_path, form))
    assert (inspection.kind, inspection.source, inspection.rows, bad) == (kind, "app-store", 2, [])
    assert [(row.id, row.rating, row.text, row.answered_at, row.segment, row.customer) for row in good] == [
        (
            "0000-0",
            2.0,
            "로그인이 안 돼요\n업데이트 후에 계속 튕깁니다",
            datetime(2026, 9, 16, 17, 49),
            "KOR",
            "조용한구름",
        ),
        ("0000-1", 5.0, "Lovely little app", datetime(2026, 9, 18, 2, 0), "USA", "QuietCloud"),
    ]
    assert {row.channel for row in good} == {"app-store"}


def test_crema(tmp_path: Path) -> None:
    inspection, good, bad = everything(table(tmp_path, CREMA_ROWS, "reviews.csv", "cp949"))
    assert (inspection.kind, inspection.encoding, inspection.source) == ("crema", "cp949", "crema")
    assert inspection.mapping == {
        "id": "리뷰ID", "date": "리뷰작성일", "text": "리뷰본문", "customer": "회원ID", "segment": "회원등급",
        "product": "상품명", "channel": "리뷰작성경로", "rating": "리뷰별점", "reply": "댓글내용",
    }  # fmt: skip
    assert [(row.id, row.rating, row.text, row.channel) for row in good] == [
        ("550812345", 5.0, '소재가 부드러워요\n세탁해도 "그대로"예요', "모바일"),
        ("0011223344", 2.0, "사이즈가 작아요", "crema"),
    ]
    assert [(row.row, row.column) for row in bad] == [(4, "리뷰ID")]
    assert any("5.5E+08" in note.found for note in inspection.notes)
    reasons = {guess.column: guess.reason.found for guess in inspection.columns}
    assert reasons["주문번호"] == reasons["회원명"] == "personal data"
    assert good[0].answered_at == datetime(2026, 9, 16, 17, 49, 52)


@pytest.mark.parametrize("form", ["json", "csv"])
def test_cafe24(tmp_path: Path, form: str) -> None:
    if form == "json":
        path = written(tmp_path, json.dumps({"articles": ARTICLES}, ensure_ascii=False), "articles.json")
    else:
        cells = [["" if cell is None else str(cell) for cell in article.values()] for article in ARTICLES]
        path = table(tmp_path, [list(ARTICLE), *cells], encoding="cp949")
    inspection, good, bad = everything(path)
    assert inspection.kind == ("cafe24_json" if form == "json" else "cafe24")
    assert [(row.id, row.text, row.rating, row.product) for row in good] == [
        ("550800001", "만족합니다\n재질이 좋아요 :)\n또 살게요", 5.0, "27"),
        ("550800004", "재질이 별로예요 <3점", None, "27"),
    ]
    assert [(row.row, row.reason.found) for row in bad] == [
        (2 + (form == "csv"), "a notice on the board, not a review"),
        (3 + (form == "csv"), "a reply on the board, not a review"),
    ]


@pytest.mark.parametrize("form", ["json", "csv"])
def test_replies_on_a_cafe24_board_are_read_with_their_reviews(tmp_path: Path, form: str) -> None:
    reply = ARTICLE | {
        "parent_article_no": 550800001,
        "reply_depth": 1,
        "rating": 0,
        "member_id": "shop",
        "title": "Re:",
    }
    articles = [
        reply | {"article_no": 9, "content": "네, 또 뵙겠습니다", "created_date": "2026-09-18T09:00:00+09:00"},
        reply | {"article_no": 8, "content": "<p>감사합니다</p>", "created_date": "2026-09-17T09:00:00+09:00"},
        *ARTICLES,
    ]
    if form == "json":
        path = written(tmp_path, json.dumps({"articles": articles}, ensure_ascii=False), "articles.json")
    else:
        cells = [["" if cell is None else str(cell) for cell in article.values()] for article in articles]
        path = table(tmp_path, [list(ARTICLE), *cells], encoding="cp949")
    inspection, good, bad = everything(path)
    assert (inspection.kind, inspection.source) == ("cafe24_replies", "cafe24")
    assert [(row.id, row.text, row.rating, row.reply, row.replied_at, row.channel) for row in good] == [
        ("550800001", "만족합니다\n재질이 좋아요 :)\n또 살게요", 5.0, "감사합니다", datetime(2026, 9, 17, 9), "P"),
        ("550800004", "재질이 별로예요 <3점", None, None, None, "P"),
    ]
    assert len(bad) == 4
    reasons = {guess.column: guess.reason.found for guess in inspection.columns}
    assert reasons["writer"] == reasons["client_ip"] == "personal data"


def test_a_review_board_with_korean_names(tmp_path: Path) -> None:
    header = ["글번호", "상품명", "제목", "내용", "작성자", "아이디", "작성일", "평점", "조회수"]
    rows = [
        header,
        ["1200000000034", "린넨 팬츠", "좋아요", "시원해요", "김하늘", "haneul22", "2026-09-16 17:49", "5", "12"],
    ]
    inspection, good, _ = everything(table(tmp_path, rows, encoding="cp949"))
    assert inspection.mapping == {
        "id": "글번호", "product": "상품명", "text": "내용", "customer": "아이디", "date": "작성일", "rating": "평점",
        "title": "제목",
    }  # fmt: skip
    assert (good[0].id, good[0].text) == ("1200000000034", "좋아요\n시원해요")
    _, good, _ = everything(inspection.path, mapping={"제목": ""})
    assert good[0].text == "시원해요"


def _exports(folder: Path) -> Iterator[tuple[str, Path]]:
    for name in ("naver", "play", "app", "crema", "cafe24"):
        (folder / name).mkdir()
    yield "Naver SmartStore reviews", naver(folder / "naver")
    yield "Google Play reviews", play(folder / "play")
    yield "App Store reviews (App Store Connect API)", app_store(folder / "app", "api")
    yield "CREMA shop reviews", table(folder / "crema", CREMA_ROWS, "crema.csv", "cp949")
    yield "Cafe24 review board (JSON)", written(folder / "cafe24", json.dumps({"articles": ARTICLES}), "articles.json")


PERSONAL = (
    "gura****",
    "2026091234567891",
    "조용한구름",
    "QuietCloud",
    "haneul22",
    "김하늘",
    "20260910-0000123",
    "203.0.113.7",
)


def test_checked_and_run_with_zero_options(tmp_path: Path) -> None:
    files = []
    for label, path in _exports(tmp_path):
        shown = check_file(path, ReadOptions())
        assert f"  kind       {label}\n" in shown and "-> text" in shown
        assert not any(item in shown for item in PERSONAL)
        files.append(str(path))
    database = tmp_path / "all.duckdb"
    for _ in range(2):
        done = CliRunner().invoke(cli, ["run", *files, "--db", str(database)], catch_exceptions=False)
        assert done.exit_code == 0 and not any(item in done.output for item in PERSONAL)
    with duckdb.connect(str(database), read_only=True) as connection:
        counts = connection.sql("SELECT source, count(*) FROM feedback GROUP BY ALL ORDER BY ALL").fetchall()
    assert counts == [("app-store", 2), ("cafe24", 2), ("crema", 2), ("google-play", 3), ("smartstore", 3)]
    content = database.read_bytes()
    assert not any(item.encode() in content for item in PERSONAL)


def test_overlapping_exports_merge(tmp_path: Path) -> None:
    database = tmp_path / "shop.duckdb"
    for name in ("9월.xlsx", "9-10월.xlsx"):
        done = CliRunner().invoke(cli, ["run", str(naver(tmp_path, name=name)), "--db", str(database)])
        assert done.exit_code == 0
    with duckdb.connect(str(database), read_only=True) as connection:
        assert connection.sql("SELECT count(*) FROM feedback").fetchall() == [(3,)]


def test_exports_with_all_ids_damaged_say_what_to_do(tmp_path: Path) -> None:
    rows = [list(CREMA_COLUMNS), *(crema_row(리뷰ID="5.54E+08", 리뷰본문=f"후기 {n}") for n in range(3))]
    path = table(tmp_path, rows, encoding="cp949")
    _, good, bad = everything(path)
    assert not good and len(bad) == 3 and "export the file again" in bad[0].reason.remedy
    assert [row.id for row in everything(path, mapping={"리뷰ID": ""})[1]] == [None] * 3


def test_files_that_only_resemble_one(tmp_path: Path) -> None:
    missing: list[object] = [name for name in NAVER_HEADER if name != "관련리뷰글번호"]
    assert inspect(book(tmp_path, [missing, ["x" for _ in missing]]), ReadOptions()).kind == "excel"
    with pytest.raises(DataRefused, match="header and nothing under it"):
        inspect(book(tmp_path, [list(NAVER_HEADER)]), ReadOptions())


KNOWN_TABLES = [name for name, kind in SOURCES.items() if kind.signature and kind.file_format is QUOTED]


@pytest.mark.parametrize("kind", KNOWN_TABLES)
def test_every_row_of_a_recognised_table_comes_back_once(kind: str) -> None:
    header = list(SOURCES[kind].fields)

    @settings(max_examples=40)
    @given(st.lists(st.lists(CELLS, min_size=1, max_size=len(header)), max_size=6))
    def check(rows: list[list[str]]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = table(Path(folder), [header, ["1"] * len(header), *rows])
            inspection, good, bad = everything(path)
        assert inspection.kind in (kind, f"{kind}_replies"), "a board with replies where one row replies to another"
        assert len(good) + len(bad) == inspection.rows

    check()


def test_each_kind_names_fields_once() -> None:
    for kind in SOURCES.values():
        named = [field for field in kind.fields.values() if field]
        assert len(named) == len(set(named)) and kind.signature <= {*kind.fields} | {"id"}
