"""N-grams, linear heads, evidence and the model's files, on examples that can be worked out by hand."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.emotions import EMOTION_CODES
from pipeline.languages import LANGUAGES
from pipeline.languages.composed import TEXT_LIMIT, compose
from pipeline.languages.features import characters, ngrams, token_hash
from pipeline.scoring.evidence import contributions, strongest, units
from pipeline.scoring.linear import (
    LEXICON_COLUMNS,
    FeatureHits,
    LinearHead,
    Polarity,
    character_occurrences,
    lexicon_of,
    polarity_keys,
    token_occurrences,
)
from pipeline.scoring.model_file import LanguageModel, load, save
from pipeline.scoring.reading import Reading, felt
from pipeline.scoring.score_table import tone_of, valence_of
from tests.pipeline.scoring.word_heads import NO_WORDS, batch_of, head_of

WORDS = {"bad": -2.0, "good": 3.0}
WORDS_KNOWN = Polarity(np.array([7, 900], dtype=np.uint32), np.array([2.0, -1.5], dtype=np.float32))


def test_ngrams_stay_within_a_text() -> None:
    batch = batch_of("a b c", "d")
    found = ngrams(batch.hashes, np.array([0, 0, 0, 1]), (1, 2))
    assert list(zip(found.rows.tolist(), found.first.tolist(), found.last.tolist(), strict=True)) == [
        (0, 0, 0),
        (0, 1, 1),
        (0, 2, 2),
        (1, 3, 3),
        (0, 0, 1),
        (0, 1, 2),
    ]


def test_order_matters_to_a_bigram() -> None:
    first, second = (ngrams(batch_of(text).hashes, np.zeros(2, int), (2,)).keys[0] for text in ("a b", "b a"))
    assert first != second


def test_characters_skip_blanks_and_cut_runs_and_keep_positions() -> None:
    hashes, rows, positions = characters(["A aaab", "", "ㅋㅋㅋㅋ1"])
    assert rows.tolist() == [0, 0, 0, 0, 2, 2, 2]
    assert positions.tolist() == [0, 2, 3, 5, 0, 1, 4]
    assert hashes[0] == hashes[1]


def test_hash_of_a_token_is_the_same_on_every_machine() -> None:
    assert token_hash("배송/NNG") == token_hash("배송/NNG") != token_hash("배송/NNP")
    assert token_hash("") == 13020603013274838756


def test_score_is_the_sum_of_known_words_over_the_root_of_their_number() -> None:
    batch = batch_of("good service here now", "bad", "")
    head = head_of({"good": 4.0, "bad": -1.0})
    lexicon = lexicon_of(batch, NO_WORDS)
    found = head.scores(head.hits([token_occurrences(batch, (1,))], lexicon), lexicon)
    assert found[:, 0].tolist() == pytest.approx([4 / 2, -1, 0])


def test_lexicon_adds_its_compound_and_splits_it_among_its_words() -> None:
    lexicon = lexicon_of(batch_of("good", "good bad", "table", lexicon=WORDS), NO_WORDS)
    compound = [3 / np.sqrt(9 + 15), 1 / np.sqrt(1 + 15), 0]
    assert np.bincount(lexicon.rows, lexicon.values, minlength=3) == pytest.approx(compound)
    assert lexicon.absent.tolist() == [0, 0, 1]
    assert not lexicon.columns.any()


@given(st.lists(st.integers(0, 2**32 - 1), min_size=1, max_size=50, unique=True), st.lists(st.integers(0, 2**32 - 1)))
def test_look_up_finds_exactly_the_known_keys(known: list[int], others: list[int]) -> None:
    keys = np.array(sorted(known), dtype=np.uint32)
    head = LinearHead(keys, np.zeros((len(keys) + LEXICON_COLUMNS, 1), np.float32), np.zeros(1), np.zeros(1), (1,), ())
    asked = np.array(known + others, dtype=np.uint32)
    places = head._places(asked)
    assert [(place >= 0) for place in places] == [key in set(known) for key in asked.tolist()]
    assert (keys[places[places >= 0]] == asked[places >= 0]).all()


def test_a_denied_word_is_another_word_and_counts_in_a_column_of_its_own() -> None:
    plain, denied = batch_of("good"), batch_of("not good")
    keys = polarity_keys(plain.hashes)
    known = Polarity(keys, np.array([2.0], dtype=np.float32))
    assert plain.marked()[0] != denied.marked()[1] and plain.hashes[0] == denied.hashes[1]
    columns = [lexicon_of(batch, known).columns.tolist() for batch in (plain, denied)]
    assert columns == [[2], [4]]
    letters = [
        set(character_occurrences([text], batch, (2,)).keys.tolist())
        for text, batch in (("good", plain), ("not good", denied))
    ]
    assert not letters[0] & letters[1]


def test_segments_begin_after_the_end_of_a_sentence() -> None:
    assert batch_of("a . b . .", "c").segments.tolist() == [0, 0, 1, 1, 1, 2]


def test_evidence_names_the_words_that_counted_and_joins_neighbours() -> None:
    text = "good good bad table good"
    batch = batch_of(text)
    head = head_of({"good": 1.0, "bad": -3.0})
    hits = head.hits([token_occurrences(batch, (1,))], lexicon_of(batch, NO_WORDS))
    layout = units(batch, [text])
    zero = np.zeros(1, dtype=np.int64)
    spans = strongest(layout, *contributions(layout, hits, head.weights, zero, zero, 1), 2)
    assert [(text[start:end]) for start, end in zip(spans.starts, spans.ends, strict=True)] == ["bad", "good good"]
    assert spans.weights.tolist() == pytest.approx([-3 / np.sqrt(5), 2 / np.sqrt(5)])


@pytest.mark.parametrize(
    ("language", "text", "shown"),
    [
        ("ko", "불안하진 않네요", ["불안하진 않네요"]),
        ("ko", "안 매워서 좋아요", ["안 매워서", "좋아요"]),
        ("ko", "문제 없어요", ["문제 없어요"]),
        ("ko", "최고! 없어요", ["최고", "!", "없어요"]),
        ("en", "not good at all", ["not good", "at", "all"]),
        ("en", "No. Good", ["No", ".", "Good"]),
    ],
)
def test_a_denial_is_shown_with_what_it_denies(language: str, text: str, shown: list[str]) -> None:
    layout = units(LANGUAGES[language].token_batch([text]), [text])
    assert [text[start:end] for start, end in zip(layout.starts, layout.ends, strict=True)] == shown


def test_full_width_letters_are_read_as_others() -> None:
    text = "ＶＥＲＹ　ｇｏｏｄ！ 배송 １／５"
    assert compose(text).text == "VERY good! 배송 1/5"
    assert len(compose(text).text) == len(text)


def test_decomposed_text_is_put_together_with_the_way_back() -> None:
    whole = compose("a\u1112\u1161\u11ab글e\u0301")
    assert whole.text == "a한글é"
    assert [whole.original(place, place + 1) for place in range(4)] == [(0, 1), (1, 4), (4, 5), (5, 7)]


def test_composed_text_is_left_alone_and_cut() -> None:
    assert compose("한글").positions is None
    assert len(compose("가" * 20_000).text) == TEXT_LIMIT


def test_tone_is_odd_and_small_inside_the_neutral_zone() -> None:
    logits, width = np.array([-9.0, -0.5, 0.0, 0.5, 9.0]), np.full(5, 1.5)
    tone = tone_of(logits, width)
    assert tone.tolist() == pytest.approx((-tone[::-1]).tolist())
    assert abs(tone[1]) < 0.2 < 0.99 < tone[4] < 1


def test_valence_from_present_emotions() -> None:
    present = np.zeros((4, len(EMOTION_CODES)), dtype=bool)
    present[1, EMOTION_CODES.index("joy")] = True
    present[2, EMOTION_CODES.index("anger")] = True
    present[3, [EMOTION_CODES.index("joy"), EMOTION_CODES.index("anger")]] = True
    present[0, EMOTION_CODES.index("curiosity")] = True
    assert valence_of(present).tolist() == ["neutral", "positive", "negative", "mixed"]


def test_a_saved_model_comes_back_within_a_step_of_eight_bits(tmp_path: Path) -> None:
    limits = np.linspace(0.1, 0.5, len(EMOTION_CODES))
    tone, emotions = head_of({"good": 4.0, "bad": -1.0}), head_of({"good": 2.5}, len(EMOTION_CODES))
    model = LanguageModel("en", tone, emotions, WORDS_KNOWN, 1.25, limits, -limits, limits, limits, limits)
    save(tmp_path, {"en": model})
    models, version = load(tmp_path)
    back = models["en"]
    assert (back.tone.keys == tone.keys).all() and (back.emotions.keys == emotions.keys).all()
    assert np.abs(back.tone.weights - tone.weights).max() <= 4 / 127 / 2 + 1e-6
    assert (back.neutral, back.tone.token_orders) == (1.25, (1,))
    assert back.thresholds == pytest.approx(limits, abs=1e-6)
    assert back.tone_gain == pytest.approx(limits, abs=1e-6) == -back.shift
    assert (back.polarity.keys == WORDS_KNOWN.keys).all()
    assert back.polarity.values == pytest.approx(WORDS_KNOWN.values, abs=2 / 127)
    assert version == load(tmp_path)[1]
    save(
        tmp_path, {"en": LanguageModel("en", tone, emotions, WORDS_KNOWN, 1.5, limits, -limits, limits, limits, limits)}
    )
    assert load(tmp_path)[1] != version


def test_a_clear_tone_without_an_emotion_gets_the_nearest_of_its_side_and_none_of_the_other() -> None:
    count = len(EMOTION_CODES)
    joy, anger = EMOTION_CODES.index("joy"), EMOTION_CODES.index("anger")
    limits = np.full(count, 0.4)
    head = head_of({"good": 1.0}, count)
    model = LanguageModel("en", head, head, WORDS_KNOWN, 1.0, limits, limits, limits, limits, limits)
    chances = np.zeros((4, count))
    chances[:, joy], chances[:, anger] = (0.3, 0.1, 0.3, 0.6), (0.2, 0.5, 0.2, 0.5)
    tone = np.array([2.0, 2.0, 0.5, -0.2], dtype=np.float32)
    none = FeatureHits(*(np.zeros(0, dtype=np.int64),) * 5)
    tones = np.stack((tone, np.array([2.0, 2.0, 0.5, 0.3], dtype=np.float32)))
    wishes = np.zeros(4, dtype=bool)
    found = felt(model, Reading(tone, tones, wishes, chances, none, none))
    assert [[EMOTION_CODES[place] for place in np.flatnonzero(row)] for row in found] == [
        ["joy"],
        ["joy"],
        [],
        ["joy", "anger"],
    ]
    wished = felt(model, Reading(tone, tones, ~wishes, chances, none, none))
    assert [[EMOTION_CODES[place] for place in np.flatnonzero(row)] for row in wished] == [["joy"], ["joy"], [], []]
