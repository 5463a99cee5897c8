"""Random cells and names through the readings of questions, scales, dates and wrapped texts: nothing raised but cell faults."""

from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.masking.mask import comments_of, mask
from pipeline.records import RawFeedback
from pipeline.scoring.expected_tone import expected_sign
from pipeline.sources.cells.consent import consent_in
from pipeline.sources.cells.dates import DateReader
from pipeline.sources.cells.header_names import LONGEST_QUESTION, is_of_part, question_of
from pipeline.sources.cells.number_words import listed_text
from pipeline.sources.cells.rating_scale import rating_scale
from pipeline.sources.source_kind import CellFault
from tests.pipeline.sources.tables import everything, table

WORDS = st.sampled_from(
    '점 만점 5점 (1-7) out of / 100 % 매우 만족 동의 합니다 하지 않습니다 I agree do not 年 月 日 mai de 3일 전 ago [\' {" "} 장점 cons ? 평균'.split()
)
CELLS = st.one_of(st.text(max_size=40), st.lists(WORDS, max_size=8).map(" ".join))


@given(st.lists(st.one_of(CELLS, st.integers(-5, 200), st.floats(0, 120)), max_size=12), CELLS)
@settings(max_examples=150)
def test_every_column_has_a_scale(cells: list[object], name: str) -> None:
    assert 2 <= rating_scale(name, cells, 0, None) <= 100
    assert (
        len(question_of(name)) <= LONGEST_QUESTION
        and expected_sign(name) in (-1, 0, 1)
        and is_of_part(name) in (True, False)
    )


@given(CELLS)
@settings(max_examples=300)
def test_cells_are_read_or_at_fault(cell: str) -> None:
    assert isinstance(listed_text(cell), str)
    reader = DateReader(ZoneInfo("Asia/Seoul"), date(2026, 11, 29), now=datetime(2026, 11, 29))
    with suppress(CellFault):
        assert 1990 <= reader.read(cell).year <= 2026


@given(st.lists(WORDS, max_size=8).map(" ".join))
@settings(max_examples=300)
def test_a_sentence_that_denies_is_never_consent(sentence: str) -> None:
    assert not (consent_in(sentence) and ("않" in sentence or "not" in sentence.split()))


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=8))
@settings(max_examples=40, deadline=None)
def test_every_answer_to_a_question_is_a_comment_of_its_own(rows: list[list[str]]) -> None:
    header = ["rating", "장점", "단점", "하고 싶은 말"]
    with TemporaryDirectory() as folder:
        _, good, bad = everything(
            table(Path(folder), [header, *(["5", *row] for row in rows)]),
            mapping=dict.fromkeys(header[1:], "text") | {"rating": "rating"},
        )
    assert len(good) + len(bad) == len(rows)
    for row in good:
        assert isinstance(row, RawFeedback) and row.text == ("\n".join(text for _, text in row.comments) or None)
        stored = comments_of(mask(row, b"key"), row, b"key")
        assert len({one.feedback_id for one in stored}) == len(stored) == max(1, len(row.comments))
        assert [one.rating for one in stored] == [5.0, *[None] * (len(stored) - 1)]
        assert {one.answer_id for one in stored[1:]} <= {stored[0].feedback_id}
