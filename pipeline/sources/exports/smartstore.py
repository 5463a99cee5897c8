"""Reviews of a Naver SmartStore: the workbook that the seller centre gives out, or the same table saved as CSV."""

from dataclasses import replace

from pipeline.errors import Reason
from pipeline.sources.formats.delimited import QUOTED
from pipeline.sources.formats.reading_process import EXCEL
from pipeline.sources.source_kind import SourceKind

COLUMNS: tuple[tuple[str, str], ...] = (
    ("상품번호", ""),
    ("상품명", "product"),
    ("리뷰구분", ""),
    ("구매자평점", "rating"),
    ("포토/영상", ""),
    ("리뷰상세내용", "text"),
    ("리뷰도움수", ""),
    ("등록자", "customer"),
    ("리뷰등록일", "date"),
    ("최종수정일", ""),
    ("리뷰글번호", "id"),
    ("관련리뷰글번호", ""),
    ("관련리뷰상세내용", ""),
    ("전시상태", ""),
    ("답글여부", ""),
    ("답글등록일시", "reply_date"),
    ("베스트리뷰", ""),
    ("베스트리뷰선정일시", ""),
    ("이벤트번호", ""),
    ("혜택지급", ""),
    ("혜택지급일시", ""),
    ("유저정보 등록 항목", ""),
    ("상품주문번호", ""),
    ("풀필먼트사", ""),
    ("리뷰이동일", ""),
)
"""The columns in their order, and what each is read as.

A review after a month of use (리뷰구분 한달사용) is an answer of its own. The text of the first review, which it
repeats in 관련리뷰상세내용, is kept out: the first review has its own row.
"""

_WORKBOOK = SourceKind(
    "Naver SmartStore reviews",
    EXCEL,
    signature=frozenset({"리뷰글번호", "리뷰상세내용", "구매자평점", "관련리뷰글번호"}),
    fields=dict(COLUMNS),
    source="smartstore",
    channel="smartstore",
    reasons={
        "상품번호": Reason("product_by_name"),
        "관련리뷰글번호": Reason("first_review"),
        "관련리뷰상세내용": Reason("first_review"),
        "유저정보 등록 항목": Reason("personal_data"),
    },
)

SMARTSTORE: dict[str, SourceKind] = {
    "smartstore": _WORKBOOK,
    "smartstore_csv": replace(_WORKBOOK, label="Naver SmartStore reviews (CSV)", file_format=QUOTED),
}
"""The kinds, for SOURCES."""
