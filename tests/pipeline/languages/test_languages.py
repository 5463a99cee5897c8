"""Language of a text, tokens and their spans."""

import unicodedata
from typing import ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from pipeline.languages import detect, english, korean
from pipeline.languages.emoji import emoji_name, has_emoji


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("배송이 너무 늦어요", "ko"),
        ("delivery was late", "en"),
        ("iPhone 케이스 배송이 너무 늦어요", "ko"),
        ("ㅋㅋㅋ", "ko"),
        ("ㅠㅠ", "ko"),
        ("배송은 좋았는데 customer service was terrible", "mixed"),
        ("이 앱 정말 love it", "mixed"),
        ("The 김치 they serve on board was surprisingly good", "en"),
        (unicodedata.normalize("NFD", "배송이 너무 늦어요"), "ko"),
        ("すごく良かったです", "ja"),
        ("东西很好", "zh"),
        ("очень хорошо", "ru"),
        ("خدمة ممتازة", "ar"),
        ("ดีมาก", "th"),
        ("https://example.com/배송", None),
        ("12345 !!!", None),
        ("😡😡", None),
    ],
)
def test_language_by_share_of_letters(text: str, language: str | None) -> None:
    assert detect(text).language == language


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("좋아요", "scored"),
        ("😡", "scored"),
        ("🎵", "empty"),
        ("...", "empty"),
        ("https://example.com", "empty"),
        ("すごい", "unsupported_language"),
        ("ඉතා හොඳයි", "unsupported_language"),
    ],
)
def test_state_says_whether_a_text_can_be_scored(text: str, state: str) -> None:
    assert detect(text).state == state


def test_mixed_text_knows_its_korean_share() -> None:
    assert detect("가나다라 really good").korean_share == pytest.approx(0.5)


def test_korean_tokens_are_lemmas_with_tags_and_spans() -> None:
    text = "배송이 늦어서 짜증나요"
    tokens = korean.tokenise(text)
    assert [(token.lemma, token.tag) for token in tokens][:4] == [
        ("배송", "NNG"),
        ("이", "JKS"),
        ("늦다", "VA"),
        ("어서", "EC"),
    ]
    assert text[tokens[2].start : tokens[2].end] == "늦"


@pytest.mark.parametrize(
    "text", ["😡 배송이 늦어요 👍🏻 좋아요", unicodedata.normalize("NFD", "배송이 좋아요"), "\ud800 좋아요"]
)
def test_korean_spans_count_code_points_of_the_text_as_given(text: str) -> None:
    found = {unicodedata.normalize("NFC", text[token.start : token.end]) for token in korean.tokenise(text)}
    assert "좋" in found


@pytest.mark.parametrize(
    ("form", "tag", "name"),
    [
        ("ㅋㅋㅋㅋㅋ", "SW", "ㅋㅋ/SW"),
        ("365", "SN", "0/SN"),
        ("iPhone", "SL", "iphone/SL"),
        ("❤️", "W_EMOJI", ":love:"),
        ("http://a.b", "W_URL", "W_URL"),
        ("좋", "VA", "좋/VA"),
    ],
)
def test_korean_feature_names(form: str, tag: str, name: str) -> None:
    assert korean.feature_name(form, tag) == name


def test_korean_lemmas_are_content_words_without_repeats() -> None:
    assert korean.token_batch(["배송이 좋고 포장이 좋아요"]).lemmas == [["배송/NNG", "좋다/VA", "포장/NNG"]]


def test_english_tokens_have_plain_apostrophes_and_exact_spans() -> None:
    text = "I didn’t like it!!! 👍"
    tokens = english.tokenise(text)
    assert [token.form for token in tokens] == ["i", "didn't", "like", "it", "!!", ":good:"]
    assert [text[token.start : token.end] for token in tokens] == ["I", "didn’t", "like", "it", "!!!", "👍"]


def valences(text: str) -> list[float]:
    return english.word_valences(text, english.tokenise(text))


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("didn’t like it", -1),
        ("great.service", +1),
        ("❤️", +1),
        ("👍", +1),
        ("😡", -1),
        ("not good", -1),
        ("the parcel", 0),
    ],
)
def test_the_traps_of_vader_are_closed(text: str, sign: int) -> None:
    total = sum(valences(text))
    assert (total > 0) - (total < 0) == sign


class Whole(SentimentIntensityAnalyzer):
    """VADER, with what it adds up."""

    valences: ClassVar[list[float]] = []

    def score_valence(self, sentiments: list[float], text: str) -> dict[str, float]:
        self.valences = sentiments
        return super().score_valence(sentiments, text)


WHOLE = Whole()

VADER_PIECES = (
    "not good but GREAT kind of bad least very at never so :) :D :ddd <3 no or nor the shit bomb cover up hand to mouth "
    "upper hand without doubt isn't AMAZING yeah right kiss of death sort of hardly extremely AND 안 T_T 8-) 😡"
).split()


@given(st.lists(st.sampled_from(VADER_PIECES), max_size=30))
@settings(deadline=None)
def test_valences_are_those_that_vader_adds_up(pieces: list[str]) -> None:
    text, whole = " ".join(pieces), WHOLE
    tokens = english.tokenise(text)
    words = [english._vader_word(text[token.start : token.end], token.form, token.kind) for token in tokens]
    whole.polarity_scores(" ".join(words))
    assert english.word_valences(text, tokens) == whole.valences
    assert list(english.token_batch([text]).lexicon) == pytest.approx(whole.valences, abs=1e-5)


def test_vader_gets_long_texts_in_pieces_and_gives_one_valence_a_token() -> None:
    text = "great " * 500
    found = valences(text)
    assert len(found) == 500
    assert min(found) > 0


def test_words_after_a_negation_are_other_features_until_the_clause_ends() -> None:
    plain, negated, ended = (english.token_batch([text]).marked() for text in ("happy", "not happy", "not. happy"))
    assert negated[1] != plain[0]
    assert ended[2] == plain[0]


def test_english_lemmas_leave_out_stop_words() -> None:
    assert english.token_batch(["The delivery was late, and late again"]).lemmas == [["delivery", "late", "again"]]


def test_emoji_are_known_with_and_without_variation_selector() -> None:
    assert emoji_name("❤") == emoji_name("❤\ufe0f") == "love"
    assert emoji_name("👍🏻") == "good"
    assert has_emoji("a😡") and not has_emoji("plain")


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=80))
def test_any_text_has_tokens_inside_it_in_order(text: str) -> None:
    for tokens in (korean.tokenise(text), english.tokenise(text)):
        assert all(0 <= token.start <= token.end <= len(text) for token in tokens)
        assert [token.start for token in tokens] == sorted(token.start for token in tokens)
