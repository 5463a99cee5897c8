"""Reviews of a shop of one's own: exports of CREMA, and the articles of a Cafe24 review board."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.errors import Reason
from pipeline.sources.formats.delimited import QUOTED
from pipeline.sources.formats.reading_process import JSONL
from pipeline.sources.source_kind import Cell, SourceKind, SourceRow, with_cell

CREMA_COLUMNS: dict[str, str] = {
    "리뷰ID": "id",
    "리뷰code": "",
    "주문번호": "",
    "리뷰작성일": "date",
    "상품구매일": "",
    "배송완료일": "",
    "리뷰본문": "text",
    "회원ID": "customer",
    "회원명": "",
    "회원등급": "segment",
    "추가수집정보": "",
    "상품번호": "",
    "상품명": "product",
    "상품가격": "",
    "상품옵션": "",
    "적립금": "",
    "적립금지급일": "",
    "리뷰작성경로": "channel",
    "리뷰별점": "rating",
    "태그": "",
    "포토개수": "",
    "동영상개수": "",
    **{f"{medium}{number}_url": "" for medium in ("포토", "동영상") for number in range(1, 5)},
    "댓글개수": "",
    "댓글내용": "reply",
}
"""The columns in their order, and what each is read as."""

CAFE24_COLUMNS: dict[str, str] = {
    "shop_no": "",
    "article_no": "id",
    "parent_article_no": "",
    "board_no": "",
    "product_no": "product",
    "category_no": "",
    "board_category_no": "",
    "reply_sequence": "",
    "reply_depth": "",
    "created_date": "date",
    "writer": "",
    "writer_email": "",
    "member_id": "customer",
    "title": "title",
    "content": "text",
    "supplier_id": "",
    "client_ip": "",
    "nick_name": "",
    "rating": "rating",
    "sales_channel": "",
    "reply_mail": "",
    "display": "",
    "secret": "",
    "notice": "",
    "fixed": "",
    "deleted": "",
    "input_channel": "channel",
    "order_id": "",
    "attach_file_urls": "",
    "hit": "",
    "reply": "",
    "reply_user_id": "",
    "reply_status": "",
    "naverpay_review_id": "",
}
"""The attributes of an article, and what each is read as."""

REPLY = Reason("shop_reply")
NOTICE = Reason("shop_notice")

PERSONAL_COLUMNS = ("writer", "nick_name", "client_ip", "order_id")
CAFE24_SIGNATURE = frozenset({"article_no", "board_no", "content", "rating", "created_date"})

_ORIGINAL = (None, "", "0", 0)


def is_original(depth: Cell) -> bool:
    """Whether an article of such a ``reply_depth`` replies to no other."""
    return depth in _ORIGINAL


def review_article(row: SourceRow, columns: Sequence[str]) -> SourceRow:
    """An article: rejected if it is the shop's own; a rating of 0 is none."""
    row = with_cell(row, columns, "rating", _given_rating)
    cells = dict(zip(columns, row.cells, strict=False))
    if row.fault is not None:
        return row
    if cells.get("notice") == "T":
        return row._replace(fault=NOTICE)
    return row if is_original(cells.get("reply_depth")) else row._replace(fault=REPLY)


def _given_rating(cell: Cell) -> Cell:
    return None if cell in _ORIGINAL else cell


_CAFE24 = SourceKind(
    "Cafe24 review board",
    QUOTED,
    signature=CAFE24_SIGNATURE,
    fields=CAFE24_COLUMNS,
    source="cafe24",
    reasons=dict.fromkeys(PERSONAL_COLUMNS, Reason("personal_data")),
    channel="cafe24",
    amend=review_article,
)

SHOP: dict[str, SourceKind] = {
    "crema": SourceKind(
        "CREMA shop reviews",
        QUOTED,
        signature=frozenset({"리뷰ID", "리뷰본문", "리뷰별점", "리뷰작성일"}),
        fields=CREMA_COLUMNS,
        source="crema",
        reasons={"상품번호": Reason("product_by_name"), "추가수집정보": Reason("personal_data")},
        channel="crema",
    ),
    "cafe24": _CAFE24,
    "cafe24_json": replace(_CAFE24, label="Cafe24 review board (JSON)", file_format=JSONL),
}
"""The kinds, for SOURCES."""
