"""Rows masked in another process are those that would have been masked here."""

import pickle

from pipeline.errors import Reason
from pipeline.masking.file_masker import FileMasker, masked_rows
from pipeline.masking.packed_rows import packed, unpacked
from pipeline.records import RawFeedback, RejectedRow
from tests.pipeline.masking.mask_cases import KEY

ROWS = [
    RawFeedback("a", 2, "s", id="1", text="싫어요\n느려요", comments=(("단점", "010-1234-5678"), ("불만", "느려요"))),
    RejectedRow("a", 3, None, Reason("no_rows"), '{"text": "010-1234-5678"}', customer="u7"),
    RawFeedback("a", 4, "s", text="좋아요", customer="u7", attributes=(("size", "L"),)),
    RawFeedback("a", 5, "s", text="좋아요"),
    RawFeedback("a", 6, "s", id="2", text="홍길동님", consent_analyse=False),
]


def test_rows_come_out_as_they_were_packed() -> None:
    content = pickle.dumps(packed(ROWS, KEY))
    assert "1234" not in repr(pickle.loads(content))
    assert unpacked(pickle.loads(content)) == masked_rows(ROWS, KEY)
    assert unpacked(packed([], KEY)) == []


def test_answers_that_look_the_same_are_told_apart_afterwards() -> None:
    batch = FileMasker(KEY).told_apart(ROWS, unpacked(packed(ROWS, KEY)))
    assert batch == FileMasker(KEY).mask_batch(ROWS)
    assert [len(part) for part in batch] == [4, 1, 1] and batch.rows == 6
    assert len({row.feedback_id for row in batch.answers}) == 4
