"""Exports of shops and app stores as these write them."""

import json
import zipfile
from pathlib import Path

from pipeline.sources.exports.google_play import COLUMNS as PLAY_COLUMNS
from pipeline.sources.exports.shop import CREMA_COLUMNS
from pipeline.sources.exports.smartstore import COLUMNS as NAVER_COLUMNS
from tests.pipeline.sources.tables import book, table, written

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
