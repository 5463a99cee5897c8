"""What the company answered is paired with its comment: found by names in both languages, masked, never taken for a comment."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from pipeline.masking.mask import comments_of, mask
from pipeline.records import RawFeedback
from pipeline.sources.cells.reply_columns import reply_columns
from pipeline.storage.rows import content_hash
from tests.pipeline.sources.tables import everything, table, written

KEY = b"key"
THANKS = ["감사합니다. 다음 주문 때 더 신경 쓰겠습니다", "Sorry to hear that. Please contact us", "죄송합니다, 고객님"]
AT = ["2026-09-17 10:00", "2026-09-18 11:30", ""]


@pytest.mark.parametrize(
    ("column", "field"),
    [
        *((name, "reply") for name in (
            "답글", "답글내용", "사장님 댓글", "사장님댓글", "사장님 답글", "판매자 답변", "답변", "답변내용", "답변 내용", "점주 댓글",
            "reply", "Reply", "reply_text", "replyContent", "response", "Response text", "developer response", "developerResponse",
            "Developer Response", "developerResponse.body", "owner_answer", "Owner's reply", "Response from the owner", "Seller reply",
            "Management response", "Business Response", "판매자답글", "리뷰답글", "관리자 답변", "운영자 댓글", "CS답변", "상담사 답변", "답변글", "회신내용",
            "고객센터 답변", "댓글 내용", "Developer Reply Text", "Developer Response Text", "Company Reply", "companyReply.text", "reviewReply.comment",
            "Reply from company", "Reply by the seller", "Agent reply", "Agent comment", "Support response", "Our response", "Official response", "Review Response",
            "Response to review", "responseFromOwnerText", "Customer service reply",
        )),
    ],
)  # fmt: skip
def test_names_of_replies(column: str, field: str) -> None:
    assert reply_columns(["review", column], [["bad"] * 3, THANKS]) == {1: field}


@pytest.mark.parametrize(
    ("reply", "date"),
    [
        ("답글", "답글 작성일"), ("사장님 댓글", "사장님 댓글 일시"), ("답변", "답변일"), ("답변내용", "답변등록일시"), ("답변", "답변 일시"),
        ("reply", "reply date"), ("replyContent", "repliedAt"), ("response", "response_date"), ("response", "Response at"),
        ("developerResponse.body", "developerResponse.modified"), ("owner_answer", "owner_answer_timestamp"),
        ("response.snippet", "response.date"), ("답변", "답변일자"), ("댓글내용", "댓글작성일"), ("Company Reply", "Company Reply Date (UTC)"),
        ("Developer Reply Text", "Developer Reply Date and Time"), ("response", "Response Date (UTC)"), ("reply", "replyDatetime"),
    ],
)  # fmt: skip
def test_names_of_their_dates(reply: str, date: str) -> None:
    assert reply_columns(["review", date, reply], [["bad"] * 3, AT[:2], THANKS]) == {1: "reply_date", 2: "reply"}


@pytest.mark.parametrize(
    "column",
    ["답글여부", "답변상태", "답글 수", "답변자", "reply_count", "has_reply", "replied by", "reply_id", "답변 만족도", "Company response to consumer"],
)  # fmt: skip
def test_what_is_about_a_reply_is_none(column: str) -> None:
    values = ["Y", "N", "Y"] if column != "Company response to consumer" else ["Closed with explanation"] * 3
    assert reply_columns(["review", column], [["bad"] * 3, values]) == {}


@pytest.mark.parametrize(
    "column",
    [
        "response", "answer", "댓글", "답변", "답변내용", "주관식 답변", "기타 답변", "Q3 답변", "답변 이유", "고객 답변", "고객 답글", "Customer reply", "Review comment",
        "Why this reply?", "사장님 답글은 어땠나요?", "답글에 대한 의견", "Staff response", "Survey response",
    ],
)  # fmt: skip
def test_a_customers_own_answer_is_none(column: str) -> None:
    answers = ["배송이 늦어요", "The app crashes every time", "포장이 예뻐요"]
    assert reply_columns(["comment", column], [answers, answers]) == {}


@pytest.mark.parametrize("column", ["답변일시", "Response date", "댓글 작성일"])
def test_when_somebody_answered_is_the_customers_own_time_where_nobody_replied(column: str) -> None:
    assert reply_columns(["comment", column], [["배송이 늦어요"] * 2, AT[:2]]) == {}


def test_a_table_with_replies(tmp_path: Path) -> None:
    rows = [
        ["리뷰번호", "작성일", "리뷰", "별점", "작성자", "사장님 댓글", "사장님 댓글 일시"],
        ["1", "2026-09-16 09:00", "음식이 다 식어서 왔어요", "1", "김하늘", "김하늘님 죄송합니다. 010-1234-5678로 연락 주세요", "2026-09-17 10:00"],
        ["2", "2026-09-16 09:00", "맛있어요", "5", "이바다", "", ""],
        ["3", "2026-09-16 09:00", "", "5", "박산", "늘 감사합니다", "어제쯤"],
    ]  # fmt: skip
    inspection, good, bad = everything(table(tmp_path, rows))
    assert inspection.mapping["reply"] == "사장님 댓글" and inspection.mapping["reply_date"] == "사장님 댓글 일시"
    assert inspection.mapping["text"] == "리뷰" and not bad
    assert [row.replied_at for row in good] == [datetime(2026, 9, 17, 10), None, None]
    stored = mask(good[0], KEY)
    assert stored.reply == "[name]님 죄송합니다. [phone]로 연락 주세요"
    assert stored.text == "음식이 다 식어서 왔어요" and (good[1].reply, good[2].reply) == (None, "늘 감사합니다")


def test_answers_without_a_comment_beside_them_are_no_replies(tmp_path: Path) -> None:
    inspection, _, _ = everything(
        table(tmp_path, [["번호", "별점", "답변"], ["1", "5", THANKS[0]], ["2", "4", THANKS[2]]])
    )
    assert "reply" not in inspection.mapping and "text" not in inspection.mapping


def test_replies_of_the_app_store_come_beside_the_reviews(tmp_path: Path) -> None:
    review = {
        "rating": 1,
        "title": "",
        "body": "결제가 안 돼요",
        "createdDate": "2026-09-16T01:00:00Z",
        "territory": "KOR",
    }
    answer = {
        "data": [
            {"type": "customerReviews", "id": "r1", "attributes": review,
             "relationships": {"response": {"data": {"type": "customerReviewResponses", "id": "a1"}}}},
            {"type": "customerReviews", "id": "r2", "attributes": review, "relationships": {"response": {"data": None}}},
        ],
        "included": [{"type": "customerReviewResponses", "id": "a1",
                      "attributes": {"responseBody": "죄송합니다", "lastModifiedDate": "2026-09-16T03:00:00Z"}}],
    }  # fmt: skip
    inspection, good, bad = everything(written(tmp_path, json.dumps(answer, ensure_ascii=False), "reviews.json"))
    assert inspection.kind == "app_store_api" and not bad
    found = [(row.id, row.reply, row.replied_at) for row in good]
    assert found == [("r1", "죄송합니다", datetime(2026, 9, 16, 12)), ("r2", None, None)]


def test_a_reply_changes_the_content_and_belongs_to_the_first_comment() -> None:
    asked = RawFeedback("a", 2, "s", id="1", text="싫어요\n느려요", comments=(("단점", "싫어요"), ("불만", "느려요")))
    answered = asked._replace(reply="죄송합니다", replied_at=datetime(2026, 9, 17))
    before, after = mask(asked, KEY), mask(answered, KEY)
    assert before.feedback_id == after.feedback_id and content_hash(before) != content_hash(after)
    assert [row.reply for row in comments_of(after, answered, KEY)] == ["죄송합니다", None]
    first, second = (content_hash(row) for row in comments_of(before, asked, KEY))
    assert [content_hash(row) for row in comments_of(after, answered, KEY)][1] == second != first
