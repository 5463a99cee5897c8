"""The corpora that the model is learned from and measured on, read and mapped onto tone and the twelve emotions."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from pipeline.config.settings import MODEL_FOLDER
from pipeline.emotions import EMOTION_CODES, EMOTIONS
from pipeline.errors import DataRefused

GOEMOTIONS: dict[str, str] = {
    "joy": "joy amusement love",
    "delight": "admiration pride",
    "gratitude": "gratitude",
    "trust": "approval relief caring",
    "anticipation": "excitement optimism desire",
    "curiosity": "curiosity",
    "surprise": "surprise realization",
    "confusion": "confusion embarrassment",
    "anxiety": "fear nervousness",
    "disappointment": "disappointment sadness grief remorse",
    "frustration": "annoyance disapproval",
    "anger": "anger disgust",
}
"""Emotion -> labels of GoEmotions that mean it."""

KOTE: dict[str, tuple[int, ...]] = {
    "joy": (42, 40, 28, 32),
    "delight": (2, 7, 13, 1),
    "gratitude": (4,),
    "trust": (43, 14),
    "anticipation": (8,),
    "curiosity": (15,),
    "surprise": (39, 34),
    "confusion": (33, 17),
    "anxiety": (41, 18, 12),
    "disappointment": (10, 5, 36, 19, 37),
    "frustration": (22, 26, 3, 0),
    "anger": (6, 31, 21),
}
"""Emotion -> numbers of KOTE's labels that mean it."""

HELD_OUT = 50
"""Of 1,000 texts, those kept out of training to measure the result (by checksum of the text)."""

POSITIVE_FROM, NEGATIVE_UNTIL = 9, 4
"""Ratings (1-10) that count as positive, and as negative; those between are left out."""

SEED_FILE = MODEL_FOLDER / "seed_comments.tsv"
VALENCE = np.array([emotion.valence for emotion in EMOTIONS])


@dataclass(frozen=True, slots=True)
class Corpus:
    """Labelled texts. ``tone`` float32 [n]: 1 positive, 0 negative, 0.5 neutral, NaN where nobody has said.

    ``emotions`` is bool [n, 12], or None where the corpus has none.
    """

    name: str
    texts: list[str]
    tone: NDArray[np.float32]
    emotions: NDArray[np.bool_] | None = None

    def __len__(self) -> int:
        return len(self.texts)

    def where(self, chosen: NDArray[np.bool_]) -> "Corpus":
        """The texts where ``chosen``."""
        texts = [text for text, keep in zip(self.texts, chosen, strict=True) if keep]
        return Corpus(self.name, texts, self.tone[chosen], None if self.emotions is None else self.emotions[chosen])


def buckets(texts: Iterable[str]) -> NDArray[np.int64]:
    """A number in 0..999 for each text, the same on every machine."""
    return np.array([crc32(text.encode("utf-8", "surrogatepass")) % 1000 for text in texts], dtype=np.int64)


def doubled(corpus: Corpus) -> tuple[Corpus, NDArray[np.float64]]:
    """The texts with a tone, and a weight for each; a neutral one is there twice, half positive, half negative."""
    toned = corpus.where(~np.isnan(corpus.tone))
    neutral = toned.tone == 0.5
    tone = np.concatenate((np.where(neutral, 1, toned.tone), np.zeros(neutral.sum()))).astype(np.float32)
    weights = np.concatenate((np.where(neutral, 0.5, 1.0), np.full(neutral.sum(), 0.5)))
    return Corpus(corpus.name, toned.texts + toned.where(neutral).texts, tone), weights


def naver(data: Path) -> Corpus:
    """Korean film reviews, tone by rating."""
    import pyarrow.parquet as parquet

    path = _existing(data / "naver_movie_reviews.parquet")
    table = parquet.read_table(path, columns=["rating", "text"])
    rating = table["rating"].to_numpy()
    tone = np.where(rating >= POSITIVE_FROM, 1, np.where(rating <= NEGATIVE_UNTIL, 0, np.nan)).astype(np.float32)
    return Corpus("naver", table["text"].to_pylist(), tone)


def goemotions(data: Path, language: str, part: str) -> Corpus:
    """GoEmotions in English (en) or machine-translated Korean (ko), part train or dev; rows are parallel."""
    names = _existing(data / "goemotions_labels.txt").read_text(encoding="utf-8").split()
    numbers = {code: {names.index(label) for label in labels.split()} for code, labels in GOEMOTIONS.items()}
    rows = _rows(data / f"goemotions_{language}_{part}.tsv")
    return _labelled(f"goemotions_{language}", [row[0] for row in rows], [row[-1] for row in rows], numbers)


def kote(data: Path) -> Corpus:
    """Korean online comments of KOTE."""
    rows = _rows(data / "kote_5k.tsv")
    numbers = {code: set(labels) for code, labels in KOTE.items()}
    return _labelled("kote", [row[1] for row in rows], [row[2] for row in rows], numbers)


def seeds(language: str, path: Path = SEED_FILE) -> Corpus:
    """Our own customer comments of one language: tone (+, -, 0, or m for mixed) and emotions, written by hand."""
    rows = [row for row in _rows(path) if row[0] == language]
    tone = np.array([{"+": 1.0, "-": 0.0, "0": 0.5}.get(row[1], np.nan) for row in rows], dtype=np.float32)
    emotions = np.array([[code in row[2].split() for code in EMOTION_CODES] for row in rows], dtype=bool)
    return Corpus("seeds", [row[3] for row in rows], tone, emotions.reshape(len(rows), len(EMOTION_CODES)))


def tone_of_emotions(emotions: NDArray[np.bool_]) -> NDArray[np.float32]:
    """1 where only positive emotions are present, 0 where only negative ones, 0.5 for neither, NaN for both."""
    positive, negative = (emotions[:, sign == VALENCE].any(axis=1) for sign in (1, -1))
    return np.select([positive & negative, positive, negative], [np.nan, 1, 0], 0.5).astype(np.float32)


def _labelled(name: str, texts: list[str], labels: Sequence[str], numbers: Mapping[str, set[int]]) -> Corpus:
    """A corpus from comma-separated label numbers."""
    found = [{int(number) for number in row.split(",")} for row in labels]
    emotions = np.array([[bool(row & numbers[code]) for code in EMOTION_CODES] for row in found], dtype=bool)
    return Corpus(name, texts, tone_of_emotions(emotions), emotions)


def _rows(path: Path) -> list[list[str]]:
    with _existing(path).open(encoding="utf-8", newline="") as lines:
        return [row for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE) if row]


def _existing(path: Path) -> Path:
    if not path.is_file():
        raise DataRefused(
            "a training corpus is missing", where=str(path), remedy="Give the folder that holds the corpora as --data."
        )
    return path
