"""What stands under a negation, a wish, a but or an expectation, word by word."""

import pytest

from pipeline.languages import LANGUAGES, english, korean
from pipeline.languages.scope import CONCEDED, FORMER, NEGATED, UNREAL

KOREAN = [
    ("불안하진 않네요", "불안", NEGATED),
    ("환불을 안 해 주셨어요", "환불", NEGATED),
    ("추가 요금 없이 바꿔 줬어요", "요금", NEGATED),
    ("실망한 적이 없습니다", "실망", NEGATED),
    ("친절하지 않은 직원이 없어요", "친절", 0),
    ("직원이 불친절해요", "친절", NEGATED),
    ("좀 더 친절했으면 좋겠습니다", "친절", UNREAL),
    ("맛은 좋은데 너무 비싸요", "좋", CONCEDED),
    ("맛은 좋은데 너무 비싸요", "비싸", 0),
    ("화면은 예뻐요. 근데 느려요", "예쁘", CONCEDED),
    ("비쌀 줄 알았는데 저렴했어요", "비싸", CONCEDED | FORMER),
    ("동생은 좋다던데 저는 별로예요", "좋", FORMER),
]
ENGLISH = [
    ("the set-up wasn't difficult", "difficult", NEGATED),
    ("checked in without any hassle", "hassle", NEGATED),
    ("not one person was unhelpful, but slow", "slow", 0),
    ("not that i was not happy", "happy", 0),
    ("i wish the staff were friendlier", "friendlier", UNREAL),
    ("lovely design, but it broke", "lovely", CONCEDED),
    ("although the box was dented, it works", "dented", CONCEDED),
    ("it used to be good", "good", FORMER),
]


@pytest.mark.parametrize(("text", "word", "marks"), KOREAN)
def test_korean(text: str, word: str, marks: int) -> None:
    places = [place for place, token in enumerate(korean.tokenise(text)) if token.form == word]
    assert [korean.token_batch([text]).marks[place] for place in places] == [marks]


@pytest.mark.parametrize(("text", "word", "marks"), ENGLISH)
def test_english(text: str, word: str, marks: int) -> None:
    places = [place for place, token in enumerate(english.tokenise(text)) if token.form == word]
    assert [english.token_batch([text]).marks[place] for place in places] == [marks]


@pytest.mark.parametrize(("code", "text"), [("ko", "맛있어요. 근데 비싸요"), ("en", "Tasty! Too expensive, but fine.")])
def test_segments_are_sentences_and_their_parts(code: str, text: str) -> None:
    assert LANGUAGES[code].token_batch([text, "a", text]).segments.max() == {"ko": 4, "en": 6}[code]


def test_misspelt_words_are_read_right_and_keep_their_places() -> None:
    assert [token.form for token in korean.tokenise("안조아요")][:2] == ["안", "좋"]
    assert korean.tokenise("넘 조아")[1].start == 2
