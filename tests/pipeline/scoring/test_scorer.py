"""The scorer's contract: its table, its evidence, and what it does with anything that may stand in a file."""

import json
import unicodedata
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.config.settings import MODEL_FOLDER
from pipeline.emotions import EMOTION_CODES
from pipeline.errors import ModelError
from pipeline.scoring.chunks import CHUNK, CHUNK_CHARACTERS, chunks
from pipeline.scoring.score_table import SCHEMA
from pipeline.scoring.scorer import Scorer, as_json_rows
from tests.pipeline.scoring.sentences import KNOWN_FAILURES, SENTENCES

MEGABYTE = 1 << 20
EVIDENCE_LIMIT = 0.95

ODD_TEXTS = [
    "ㅋㅋㅋ",
    "ㅠㅠ",
    "😡",
    "❤️",
    "👩‍👩‍👧‍👦",
    "a",
    "가",
    "a" * 200_000,
    "가" * 200_000,
    "좋아요 " * 40_000,
    "great " * 40_000,
    "😡" * 20_000,
    "\x00\x01\x02 좋아요 \x7f",
    "\ud800",
    "좋아요 \udfff great",
    "خدمة ممتازة",
    "\u202eשלום great",
    "Z̶̢͓a̷͎͝l̵̰̈g̸̱̒o̵̳̅ great",
    "좋아요\r\n\t\u3000\u200b",
    "\ufeff좋아요",
    "<script>alert(1)</script>",
    "NULL",
    "[NAME] 님 좋아요",
]


@pytest.fixture(scope="module")
def scorer() -> Scorer:
    return Scorer()


def rows(scorer: Scorer, texts: list[str | None]) -> list[dict]:
    return scorer.score(texts).to_pylist()


def test_table_has_the_columns_of_the_contract(scorer: Scorer) -> None:
    table = scorer.score(["좋아요", None, "great"])
    assert table.schema == SCHEMA
    assert table.num_rows == 3
    assert [field.name for field in table.schema.field("emotions").type] == list(EMOTION_CODES)


def test_no_texts_give_an_empty_table(scorer: Scorer) -> None:
    assert scorer.score([]) == SCHEMA.empty_table()


@pytest.mark.parametrize(
    ("text", "state", "language"),
    [
        (None, "no_text", None),
        ("", "no_text", None),
        (" \n\t\u3000", "no_text", None),
        ("https://example.com/a", "empty", None),
        ("!!! 123", "empty", None),
        ("とても良かったです", "unsupported_language", "ja"),
        ("좋아요", "scored", "ko"),
        ("great", "scored", "en"),
        ("ｇｒｅａｔ　ｓｅｒｖｉｃｅ", "scored", "en"),
        ("Ｎ／Ａ", "no_answer", None),
        ("배송은 좋았는데 customer service was terrible", "scored", "mixed"),
        ("😡", "scored", None),
    ],
)
def test_state_and_language(scorer: Scorer, text: str | None, state: str, language: str | None) -> None:
    (row,) = rows(scorer, [text])
    assert (row["state"], row["language"]) == (state, language)


def test_what_is_not_scored_is_null_never_neutral(scorer: Scorer) -> None:
    for row in rows(scorer, [None, "", "すごい", "https://a.b"]):
        assert row["tone"] is row["confidence"] is row["valence"] is row["emotions"] is row["intensity"] is None
        assert row["present"] == row["evidence"] == row["lemmas"] == []


@pytest.mark.parametrize("text", ODD_TEXTS, ids=lambda text: ascii(text[:12]))
def test_odd_text_has_a_defined_result(scorer: Scorer, text: str) -> None:
    check(text, rows(scorer, [text])[0])


def check(text: str, row: dict) -> None:
    """Everything that holds for any row."""
    scored = row["state"] == "scored"
    assert scored == (row["tone"] is not None)
    if not scored:
        return
    assert -1 <= row["tone"] <= 1
    assert 0 <= row["confidence"] <= 1
    assert all(0 <= chance <= 1 for chance in row["emotions"].values())
    assert row["present"] == [code for code, level in row["intensity"].items() if level]
    assert set(row["intensity"].values()) <= {0, 1, 2, 3}
    assert row["lemmas"] == list(dict.fromkeys(row["lemmas"]))
    for span in row["evidence"]:
        assert 0 <= span["start"] < span["end"] <= len(text)
        assert span["emotion"] == "tone" or span["emotion"] in row["present"]


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=120) | st.text(alphabet="가나다좋아요안ㅋㅠ abcNo't!?.😡\ud800\u0301ᄒ", max_size=60))
def test_any_text_can_be_scored(text: str) -> None:
    check(text, rows(SHARED, [text])[0])


SHARED = Scorer()


def test_result_depends_neither_on_neighbours_nor_on_batch(scorer: Scorer) -> None:
    texts = [text for text, _, _ in SENTENCES] + ["좋아요 great", None, "すごい", "배송이 늦어요"]
    together = scorer.score(texts)
    assert pa.concat_tables([scorer.score([text]) for text in texts]).to_pylist() == together.to_pylist()
    assert scorer.score(texts[::-1]).to_pylist() == together.to_pylist()[::-1]


def test_chunks_are_joined_in_order(scorer: Scorer) -> None:
    texts = ["좋아요" if number % 2 else "awful" for number in range(CHUNK + 3)]
    tones = scorer.score(texts)["tone"].to_pylist()
    assert len(set(tones[::2])) == len(set(tones[1::2])) == 1


def test_chunks_end_where_texts_are_long_and_hold_every_text_once() -> None:
    long = ["가" * CHUNK_CHARACTERS, None, "나" * (CHUNK_CHARACTERS // 2), "다" * (CHUNK_CHARACTERS // 2), "라", "마"]
    assert [len(part) for part in chunks(long)] == [1, 3, 2]
    assert [len(part) for part in chunks(["가"] * 5, 2)] == [2, 2, 1]
    assert [text for part in chunks(long) for text in part] == long and not list(chunks([]))


def test_a_second_scorer_gives_the_same(scorer: Scorer) -> None:
    other = Scorer()
    assert other.version == scorer.version
    texts = [text for text, _, _ in SENTENCES]
    assert other.score(texts) == scorer.score(texts)


@pytest.mark.parametrize(("text", "tone", "emotion"), SENTENCES, ids=[text for text, _, _ in SENTENCES])
def test_everyday_comments(scorer: Scorer, text: str, tone: int | None, emotion: str | None) -> None:
    row = rows(scorer, [text])[0]
    leading = max(row["emotions"], key=row["emotions"].__getitem__)
    right = (tone is None or row["tone"] * tone > 0) and (emotion is None or leading == emotion)
    assert right == (text not in KNOWN_FAILURES), (row["tone"], leading)


def test_most_everyday_comments_are_right() -> None:
    assert len(KNOWN_FAILURES) <= 0.15 * len(SENTENCES)


def strongest(row: dict) -> dict:
    return max(row["evidence"], key=lambda span: abs(span["weight"]))


def value_of(row: dict, target: str) -> float:
    if row["state"] != "scored":
        return 0.0
    return row["tone"] if target == "tone" else row["emotions"][target]


def moved(scorer: Scorer, texts: list[str]) -> float:
    """Share of texts whose strongest span, once removed, moves its score against its weight."""
    before = rows(scorer, texts)
    spans = [strongest(row) for row in before]
    cut = [text[: span["start"]] + text[span["end"] :] for text, span in zip(texts, spans, strict=True)]
    after = rows(scorer, cut)
    changes = [
        (value_of(new, span["emotion"]) - value_of(old, span["emotion"])) * span["weight"]
        for new, old, span in zip(after, before, spans, strict=True)
    ]
    return sum(change < 0 for change in changes) / len(changes)


def test_removing_the_strongest_evidence_moves_the_score(scorer: Scorer) -> None:
    assert moved(scorer, [text for text, _, _ in SENTENCES]) >= EVIDENCE_LIMIT


def test_evidence_counts_code_points_of_the_given_text(scorer: Scorer) -> None:
    for text in ("😡👍🏻 배송이 늦어서 짜증나요", unicodedata.normalize("NFD", "배송이 늦어서 짜증나요")):
        (row,) = rows(scorer, [text])
        found = [span for span in row["evidence"] if span["emotion"] == "frustration"]
        assert "짜증" in unicodedata.normalize("NFC", text[found[0]["start"] : found[0]["end"]])


def test_decomposed_text_scores_as_the_composed_one(scorer: Scorer) -> None:
    plain, decomposed = rows(scorer, ["배송이 늦어요", unicodedata.normalize("NFD", "배송이 늦어요")])
    assert plain["tone"] == decomposed["tone"]


def test_mixed_text_is_read_by_both_halves(scorer: Scorer) -> None:
    text = "상담은 감사합니다 but I am worried"
    (row,) = rows(scorer, [text])
    assert {"gratitude", "anxiety"} <= set(row["present"])
    assert row["valence"] == "mixed"


def test_intensifiers_raise_and_dampeners_lower_intensity(scorer: Scorer) -> None:
    levels = [max(row["intensity"].values()) for row in rows(scorer, ["조금 짜증나요", "너무 짜증나요"])]
    assert levels[0] < levels[1] == 3


def test_json_row_is_the_contract_of_the_command(scorer: Scorer) -> None:
    text = "상담원분이 친절해서 감사합니다"
    (row,) = as_json_rows(scorer.score([text]), [text])
    assert list(row) == ["language", "state", "tone", "confidence", "emotions", "present", "evidence"]
    assert row["tone"] > 0 and "gratitude" in row["present"]
    assert list(row["emotions"]) == list(EMOTION_CODES)
    for span in row["evidence"]:
        assert list(span) == ["start", "end", "text", "emotion", "weight"]
        assert span["text"] == text[span["start"] : span["end"]]


def test_json_row_of_what_is_not_scored(scorer: Scorer) -> None:
    (row,) = as_json_rows(scorer.score([None]), [None])
    assert row == {
        "language": None,
        "state": "no_text",
        "tone": None,
        "confidence": 0.0,
        "emotions": dict.fromkeys(EMOTION_CODES),
        "present": [],
        "evidence": [],
    }


def test_model_is_small_enough_to_commit() -> None:
    assert sum(path.stat().st_size for path in MODEL_FOLDER.iterdir() if path.is_file()) < 16 * MEGABYTE


def test_figures_and_card_are_those_of_the_committed_model(scorer: Scorer) -> None:
    figures = json.loads((MODEL_FOLDER / "figures.json").read_text(encoding="utf-8"))
    card = (MODEL_FOLDER / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert figures["version"] == scorer.version
    assert scorer.version in card
    assert all(name in card for name in ("NSMC", "KOTE", "GoEmotions", "VADER", "Kiwi"))


def test_missing_or_broken_model_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="ondo train"):
        Scorer(tmp_path)
    for path in MODEL_FOLDER.glob("*.json"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    for path in MODEL_FOLDER.glob("*.npz"):
        (tmp_path / path.name).write_bytes(path.read_bytes()[:1000])
    with pytest.raises(ModelError, match="ondo train"):
        Scorer(tmp_path)
