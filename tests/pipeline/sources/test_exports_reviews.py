"""Exports of shops and app stores: recognised from the file itself, read with zero options, nobody's data in clear."""

import json
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import duckdb
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import pytest
from pipeline.cli.check_report import check_file
from pipeline.cli.main import cli
from pipeline.errors import DataRefused
from pipeline.records import ReadOptions
from pipeline.sources import SOURCES, inspect
from pipeline.sources.exports.google_play import COLUMNS as PLAY_COLUMNS
from pipeline.sources.exports.shop import CREMA_COLUMNS
from pipeline.sources.exports.smartstore import COLUMNS as NAVER_COLUMNS
from pipeline.sources.formats.delimited import QUOTED
from tests.pipeline.sources.random_cells import CELLS
from tests.pipeline.sources.tables import book, everything, table, written

NAVER_HEADER = [name for name, _ in NAVER_COLUMNS]
FIRST = "국물이 진하고 배송도 빨랐어요. 다음에 또 살게요"


def naver_row(**cells: object) -> list[object]:
    usual: dict[str, object] = {
        "상품번호": "9100000001", "상품명": "구름 우린 사골곰탕 500g 10팩", "리뷰구분": "일반", "구매자평점": 5,
        "리뷰도움수": 0, "등록자": "gura****", "리뷰등록일": "2026.09.16. 17:49:52", "전시상태": "정상",
        "답글여부": "N", "베스트리뷰": "N", "상품주문번호": "2026091234567891",
    }  # fmt: skip
    given = usual | cells
    return [given.get(name, "") for name in NAVER_HEADER]


NAVER_ROWS: list[list[object]] = [
    list(NAVER_HEADER),
    naver_row(리뷰글번호="4900000001", 리뷰상세내용=FIRST),
    naver_row(
        리뷰글번호="4900000777", 리뷰구분="한달사용", 리뷰등록일="2026.10.18. 09:03:10", 구매자평점=4,
        리뷰상세내용="한 달 먹어 보니 조금 짜네요", 관련리뷰글번호="4900000001", 관련리뷰상세내용=FIRST,
        답글여부="Y", 답글등록일시="2026.10.19. 10:00:00", 혜택지급="50원",
    ),
    naver_row(리뷰글번호="4900000778", 등록자="bomi****", 구매자평점=1, 리뷰상세내용="", 베스트리뷰="Y"),
]  # fmt: skip


def naver(folder: Path, dimension: str = "A1:Y4", name: str = "리뷰 2026-09.xlsx") -> Path:
    """A workbook as the seller centre makes it, whose sheet says it spans ``dimension``."""
    plain = book(folder, NAVER_ROWS, "plain.xlsx", sheet="Sheet0")
    path = folder / name
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w") as target:
        for member in source.namelist():
            content = source.read(member)
            target.writestr(member, content.replace(b'ref="A1:Y4"', f'ref="{dimension}"'.encode()))
    assert (b'dimension ref="A1:Y4"' in _sheet(path)) == (dimension == "A1:Y4")
    plain.unlink()
    return path


def _sheet(path: Path) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("dimension", ["A1:Y4", "A1", "A1:A1", "A1:XFD1048576"])
def test_smartstore(tmp_path: Path, dimension: str) -> None:
    inspection, good, bad = everything(naver(tmp_path, dimension))
    assert (inspection.kind, inspection.sheet, inspection.rows) == ("smartstore", "Sheet0", 3)
    assert inspection.mapping == {
        "product": "상품명", "rating": "구매자평점", "text": "리뷰상세내용", "customer": "등록자",
        "date": "리뷰등록일", "id": "리뷰글번호",
    }  # fmt: skip
    assert len(inspection.kept_out) == 19
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


PLAY_LINK = (
    "https://play.google.com/console/developers/1/app/2/user-feedback/review-details?reviewId=gp%3AAOq{}&corpus=P"
)
PLAY_OLD_LINK = (
    "https://play.google.com/apps/publish?account=70831826#ReviewDetailsPlace:p=kr.co.ondo&reviewid=gp:AOq{}"
)


def play_row(millis: str, stars: str, title: str = "", text: str = "", link: str = "") -> list[str]:
    cells = {
        "Package Name": "kr.co.ondo", "App Version Code": "210", "App Version Name": "2.1", "Reviewer Language": "ko",
        "Device": "oriole", "Review Submit Date and Time": "2026-09-16T08:49:00Z",
        "Review Submit Millis Since Epoch": millis, "Review Last Update Date and Time": "2026-09-20T01:00:00Z",
        "Review Last Update Millis Since Epoch": "1789866000000", "Star Rating": stars, "Review Title": title,
        "Review Text": text, "Review Link": link,
    }  # fmt: skip
    return [cells.get(name, "") for name in PLAY_COLUMNS]


def play(folder: Path) -> Path:
    rows = [
        list(PLAY_COLUMNS),
        play_row("1789548540000", "5", "굿", "잘 써요\n최고", PLAY_LINK.format("1")),
        play_row("1789548541000", "1"),
        play_row("1789548542000", "2", "", "Keeps crashing, since the update", PLAY_OLD_LINK.format("2")),
        play_row("1789548543000", "nine", "", "", PLAY_LINK.format("3")),
    ]
    text = table(folder, rows).read_text(encoding="utf-8")
    return written(folder, b"\xff\xfe" + text.encode("utf-16-le"), "reviews_kr.co.ondo_202609.csv")


def test_google_play(tmp_path: Path) -> None:
    inspection, good, bad = everything(play(tmp_path))
    assert (inspection.kind, inspection.encoding, inspection.source) == ("google_play", "utf-16", "google-play")
    assert inspection.mapping == {
        "product": "Package Name", "date": "Review Submit Millis Since Epoch", "rating": "Star Rating",
        "title": "Review Title", "text": "Review Text", "id": "Review Link",
    }  # fmt: skip
    assert [(row.id, row.rating, row.text, row.answered_at) for row in good] == [
        ("gp:AOq1", 5.0, "굿\n잘 써요\n최고", datetime(2026, 9, 16, 17, 49)),
        (None, 1.0, None, datetime(2026, 9, 16, 17, 49, 1)),
        ("gp:AOq2", 2.0, "Keeps crashing, since the update", datetime(2026, 9, 16, 17, 49, 2)),
    ]
    assert {(row.language, row.channel, row.product) for row in good} == {(None, "google-play", "kr.co.ondo")}
    assert [(row.row, row.column) for row in bad] == [(5, "Star Rating")]
    assert json.loads(bad[0].raw)["Review Link"] == "gp:AOq3"


APP_REVIEWS: list[dict[str, object]] = [
    {
        "rating": 2, "title": "로그인이 안 돼요", "body": "업데이트 후에 계속 튕깁니다",
        "reviewerNickname": "조용한구름", "createdDate": "2026-09-16T01:49:00-07:00", "territory": "KOR",
    },
    {
        "rating": 5, "title": "Lovely", "body": "Lovely little app", "reviewerNickname": "QuietCloud",
        "createdDate": "2026-09-17T10:00:00-07:00", "territory": "USA",
    },
]  # fmt: skip


def app_store(folder: Path, form: str) -> Path:
    numbered = [{"id": f"0000-{number}", **review} for number, review in enumerate(APP_REVIEWS)]
    if form == "csv":
        return table(folder, [list(numbered[0]), *([str(cell) for cell in review.values()] for review in numbered)])
    if form == "flat":
        return written(folder, json.dumps(numbered, ensure_ascii=False), "reviews.json")
    answer = {
        "data": [
            {"type": "customerReviews", "id": review["id"], "attributes": APP_REVIEWS[number],
             "relationships": {"response": {"links": {"related": "https://api.appstoreconnect.apple.com/v1/x"}}},
             "links": {"self": "https://api.appstoreconnect.apple.com/v1/customerReviews/0"}}
            for number, review in enumerate(numbered)
        ],
        "included": [{"type": "customerReviewResponses", "id": "r", "attributes": {"responseBody": "죄송합니다"}}],
        "links": {"self": "https://api.appstoreconnect.apple.com/v1/apps/1/customerReviews"},
        "meta": {"paging": {"total": 2, "limit": 200}},
    }  # fmt: skip
    indent = 2 if form == "api, printed" else None
    return written(folder, json.dumps(answer, ensure_ascii=False, indent=indent), "reviews.json")


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


def crema_row(**cells: str) -> list[str]:
    usual = {
        "리뷰ID": "550812345", "리뷰code": "c-1", "주문번호": "20260910-0000123", "리뷰작성일": "2026-09-16 17:49:52",
        "상품구매일": "2026-09-10", "배송완료일": "2026-09-12", "회원ID": "haneul22", "회원명": "김하늘",
        "회원등급": "VIP", "상품번호": "1204", "상품명": "코튼 셔츠", "상품가격": "39000", "리뷰작성경로": "",
        "리뷰별점": "5", "포토1_url": "https://assets.example/1.jpg", "댓글개수": "1",
        "댓글내용": "소중한 후기 감사합니다",
    }  # fmt: skip
    given = usual | cells
    return [given.get(name, "") for name in CREMA_COLUMNS]


CREMA_ROWS = [
    list(CREMA_COLUMNS),
    crema_row(리뷰본문="소재가 부드러워요<br>세탁해도 &quot;그대로&quot;예요", 리뷰작성경로="모바일"),
    crema_row(리뷰ID="0011223344", 리뷰본문="사이즈가 작아요", 리뷰별점="2", 회원ID="bada"),
    crema_row(리뷰ID="5.54E+08", 리뷰본문="색이 예뻐요"),
]


def test_crema(tmp_path: Path) -> None:
    inspection, good, bad = everything(table(tmp_path, CREMA_ROWS, "reviews.csv", "cp949"))
    assert (inspection.kind, inspection.encoding, inspection.source) == ("crema", "cp949", "crema")
    assert inspection.mapping == {
        "id": "리뷰ID", "date": "리뷰작성일", "text": "리뷰본문", "customer": "회원ID", "segment": "회원등급",
        "product": "상품명", "channel": "리뷰작성경로", "rating": "리뷰별점",
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


ARTICLE = {
    "shop_no": 1, "article_no": 550800001, "parent_article_no": None, "board_no": 4, "product_no": 27, "reply_depth": 0,
    "created_date": "2026-09-16T17:49:52+09:00", "writer": "김하늘", "writer_email": "", "member_id": "haneul22",
    "title": "만족합니다", "content": "<p>재질이 좋아요&nbsp;:)</p><p>또 살게요</p>", "client_ip": "203.0.113.7",
    "rating": 5, "notice": "F", "secret": "F", "order_id": "20260910-0000123", "input_channel": "P",
}  # fmt: skip
ARTICLES = [
    ARTICLE,
    ARTICLE | {"article_no": 550800002, "title": "무료배송 안내", "content": "<b>공지</b>", "notice": "T", "rating": 0},
    ARTICLE | {"article_no": 550800003, "title": "Re: 감사합니다", "reply_depth": 1, "rating": 0},
    ARTICLE | {"article_no": 550800004, "title": "재질이 별로", "content": "재질이 별로예요 <3점", "rating": 0},
]


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


def test_a_review_board_with_korean_names(tmp_path: Path) -> None:
    header = ["글번호", "상품명", "제목", "내용", "작성자", "아이디", "작성일", "평점", "조회수"]
    rows = [
        header,
        ["1200000000034", "린넨 팬츠", "좋아요", "시원해요", "김하늘", "haneul22", "2026-09-16 17:49", "5", "12"],
    ]
    inspection, good, _ = everything(table(tmp_path, rows, encoding="cp949"))
    assert inspection.mapping == {
        "id": "글번호", "product": "상품명", "text": "내용", "customer": "아이디", "date": "작성일", "rating": "평점",
    }  # fmt: skip
    assert (good[0].id, good[0].text) == ("1200000000034", "시원해요")
    inspection, good, _ = everything(inspection.path, mapping={"제목": "title"})
    assert good[0].text == "좋아요\n시원해요"


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


KNOWN_TABLES = [name for name, kind in SOURCES.items() if kind.signature and kind.shape is QUOTED]


@pytest.mark.parametrize("kind", KNOWN_TABLES)
def test_every_row_of_a_recognised_table_comes_back_once(kind: str) -> None:
    header = list(SOURCES[kind].fields)

    @settings(max_examples=40)
    @given(st.lists(st.lists(CELLS, min_size=1, max_size=len(header)), max_size=6))
    def check(rows: list[list[str]]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = table(Path(folder), [header, ["1"] * len(header), *rows])
            inspection, good, bad = everything(path)
        assert (inspection.kind, len(good) + len(bad)) == (kind, inspection.rows)

    check()


def test_each_kind_names_fields_once() -> None:
    for kind in SOURCES.values():
        named = [field for field in kind.fields.values() if field]
        assert len(named) == len(set(named)) and kind.signature <= {*kind.fields} | {"id"}
