"""What masking has given out is known again, and nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.masking.masked_texts import MaskedTexts


@given(st.lists(st.lists(st.text(max_size=8))), st.lists(st.text(max_size=8)))
def test_those_that_were_not_noted_are_the_others(noted: list[list[str]], asked: list[str]) -> None:
    texts = MaskedTexts()
    for batch in noted:
        texts.note(batch)
    known = {text for batch in noted for text in batch}
    assert texts.others(asked) == [text for text in asked if text not in known]


def test_notes_go_on_after_a_question_and_nulls_are_none() -> None:
    texts = MaskedTexts()
    texts.note(["좋아요", None])
    assert texts.others(["좋아요", "별로예요"]) == ["별로예요"]
    texts.note(["별로예요"])
    assert texts.others(["좋아요", "별로예요", "또 올게요"]) == ["또 올게요"]


def test_memory_is_bounded() -> None:
    texts = MaskedTexts(most=2)
    texts.note(["a", "b", "c"])
    texts.note(["d"])
    assert texts.others(["a", "b", "c", "d"]) == ["c", "d"]
