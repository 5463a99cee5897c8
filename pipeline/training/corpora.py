"""The corpora that the model is learned from and measured on, read and mapped onto tone and our emotions."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from pipeline.config.settings import MODEL_FOLDER
from pipeline.emotions import EMOTION_CODES
from pipeline.errors import DataRefused
from pipeline.training import grammar

GOEMOTIONS: dict[str, str] = {
    "joy": "joy amusement love",
    "delight": "",
    "gratitude": "gratitude",
    "trust": "relief caring",
    "anticipation": "excitement optimism",
    "curiosity": "curiosity",
    "surprise": "surprise",
    "confusion": "confusion",
    "anxiety": "fear nervousness",
    "disappointment": "disappointment sadness grief remorse",
    "frustration": "annoyance",
    "anger": "anger disgust",
    "satisfaction": "",
}
"""Emotion -> labels of GoEmotions that mean it."""

GOEMOTIONS_UNSURE: dict[str, str] = {
    "joy": "admiration pride excitement approval",
    "delight": "admiration pride love excitement joy surprise",
    "trust": "admiration approval",
    "anticipation": "desire",
    "surprise": "realization",
    "confusion": "embarrassment realization",
    "disappointment": "annoyance disapproval",
    "frustration": "disapproval disappointment anger",
    "anger": "annoyance",
    "satisfaction": "admiration approval joy love gratitude relief caring optimism pride",
}
"""Emotion -> labels of GoEmotions that may mean it to a customer or not: such comments do not teach it."""

KOTE: dict[str, tuple[int, ...]] = {
    "joy": (42, 40, 28),
    "delight": (2,),
    "gratitude": (4,),
    "trust": (43,),
    "anticipation": (8,),
    "curiosity": (15,),
    "surprise": (39, 34),
    "confusion": (33,),
    "anxiety": (41, 18),
    "disappointment": (10, 5, 36, 19, 37),
    "frustration": (22, 26, 3, 0),
    "anger": (6, 31, 21),
    "satisfaction": (14,),
}
"""Emotion -> numbers of KOTE's labels that mean it."""

KOTE_UNSURE: dict[str, tuple[int, ...]] = {
    "joy": (32, 2, 1),
    "delight": (7, 13, 1),
    "trust": (14, 7),
    "confusion": (17, 12),
    "anxiety": (12,),
    "satisfaction": (1, 40, 42, 43, 32, 7, 13, 2, 28),
}
"""Emotion -> numbers of KOTE's labels that may mean it or not."""

POSITIVE_LABELS = (
    "admiration amusement approval caring desire excitement gratitude joy love optimism pride relief".split()
)
NEGATIVE_LABELS = (
    "anger annoyance confusion disappointment disapproval disgust embarrassment fear grief nervousness remorse sadness"
).split()
"""GoEmotions' labels by valence."""

KOTE_POSITIVE = frozenset((1, 2, 4, 7, 8, 13, 14, 28, 32, 40, 42, 43))
KOTE_NEGATIVE = frozenset((0, 3, 5, 6, 10, 12, 17, 18, 19, 21, 22, 26, 31, 33, 36, 37, 41))
"""KOTE's labels by valence; those that are in neither say nothing about it."""

HELD_OUT = 50
"""Of 1,000 texts, those kept out of training to measure the result (by checksum of the text)."""

POSITIVE_FROM, NEGATIVE_UNTIL = 9, 4
"""Ratings (1-10) that count as positive, and as negative; those between are left out."""

CUSTOMERS = "customers"
TOGETHER = ("trust", "satisfaction")
"""Emotions that those who labelled CUSTOMERS counted together."""

SEED_FILE = "seed_comments.tsv"
TONE_OF_SIGN = {"+": 1.0, "-": 0.0, "0": 0.5}


@dataclass(frozen=True, slots=True)
class Corpus:
    """Labelled texts. ``tone`` float32 [n]: 1 positive, 0 negative, 0.5 neutral, NaN where nobody has said.

    ``emotions`` is bool [n, emotions], or None where the corpus has none; ``sure`` [n, emotions] is False where the label
    says nothing about an emotion in the meaning it has here. ``groups`` [n]: texts of one number stay together.
    """

    name: str
    texts: list[str]
    tone: NDArray[np.float32]
    emotions: NDArray[np.bool_] | None = None
    sure: NDArray[np.bool_] | None = None
    groups: NDArray[np.int64] | None = None

    def __len__(self) -> int:
        return len(self.texts)

    def where(self, chosen: NDArray[np.bool_]) -> "Corpus":
        """The texts where ``chosen``."""
        texts = [text for text, keep in zip(self.texts, chosen, strict=True) if keep]
        emotions, sure = (None if part is None else part[chosen] for part in (self.emotions, self.sure))
        groups = None if self.groups is None else self.groups[chosen]
        return Corpus(self.name, texts, self.tone[chosen], emotions, sure, groups)

    def counted_together(self) -> list[list[int]]:
        """Columns of ``emotions`` whose labels are told apart; those that the labels do not tell apart are in one list."""
        together = [EMOTION_CODES.index(code) for code in TOGETHER] if self.name == CUSTOMERS else []
        alone = [[place] for place in range(len(EMOTION_CODES)) if place not in together]
        return [*alone, together] if together else alone

    def sureness(self) -> NDArray[np.float64]:
        """[n, emotions]: 1 where a label says whether an emotion is there, else 0."""
        return np.ones((len(self), len(EMOTION_CODES))) if self.sure is None else self.sure.astype(np.float64)

    def buckets(self) -> NDArray[np.int64]:
        """A number in 0..999 for each text, the same for those of a group and on every machine."""
        return buckets(self.texts) if self.groups is None else self.groups


def buckets(texts: Iterable[str]) -> NDArray[np.int64]:
    """A number in 0..999 for each text, the same on every machine."""
    return np.array([crc32(text.encode("utf-8", "surrogatepass")) % 1000 for text in texts], dtype=np.int64)


def doubled(corpus: Corpus) -> tuple[Corpus, NDArray[np.float64]]:
    """The texts with a tone, and a weight for each; a neutral one is there twice, half positive, half negative."""
    toned = corpus.where(~np.isnan(corpus.tone))
    neutral = toned.tone == 0.5
    tone = np.concatenate((np.where(neutral, 1, toned.tone), np.zeros(neutral.sum()))).astype(np.float32)
    weights = np.concatenate((np.where(neutral, 0.5, 1.0), np.full(neutral.sum(), 0.5)))
    groups = np.concatenate((toned.buckets(), toned.buckets()[neutral]))
    return Corpus(corpus.name, toned.texts + toned.where(neutral).texts, tone, groups=groups), weights


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
    sure, unsure = (
        {code: {names.index(label) for label in labels.split()} for code, labels in table.items()}
        for table in (GOEMOTIONS, GOEMOTIONS_UNSURE)
    )
    sides = tuple(frozenset(map(names.index, labels)) for labels in (POSITIVE_LABELS, NEGATIVE_LABELS))
    rows = _rows(data / f"goemotions_{language}_{part}.tsv")
    texts, labels = [row[0] for row in rows], [row[-1] for row in rows]
    return _labelled(f"goemotions_{language}", texts, labels, sure, unsure, sides)


def kote(data: Path) -> Corpus:
    """Korean online comments of KOTE."""
    rows = _rows(data / "kote_5k.tsv")
    sure, unsure = ({code: set(labels) for code, labels in table.items()} for table in (KOTE, KOTE_UNSURE))
    sides = KOTE_POSITIVE, KOTE_NEGATIVE
    return _labelled("kote", [row[1] for row in rows], [row[2] for row in rows], sure, unsure, sides)


def seeds(language: str, folder: Path = MODEL_FOLDER) -> Corpus:
    """Our own short comments and phrases of one language: tone (+, -, 0, or m for mixed) and emotions."""
    rows = [row for row in _rows(folder / SEED_FILE) if row[0] == language]
    return _own("seeds", *([row[place] for row in rows] for place in (1, 2, 3, 3)))


def customer_seeds(language: str, folder: Path = MODEL_FOLDER) -> Corpus:
    """Our own customers' comments of one language; those that differ in one thing have a group in common.

    Answers that say nothing are left out.
    """
    rows = [row for row in _rows(folder / f"seeds_customers_{language}.tsv") if row[4] == "0"]
    return _own("customer_seeds", *([row[place] for row in rows] for place in (1, 2, 5, 0)))


def made(language: str) -> Corpus:
    """Comments made by rule."""
    rows = grammar.made(language)
    return _own("made", *([getattr(row, name) for row in rows] for name in ("tone", "emotions", "text", "group")))


def customers(data: Path, language: str) -> Corpus | None:
    """Labelled comments of real customers, to set the scale on; None where ``data`` has none. Nothing is learned from them."""
    path = data / f"customers_{language}_dev.tsv"
    if not path.is_file():
        return None
    rows = _rows(path)[1:]
    tone = np.array([TONE_OF_SIGN.get(row[2], np.nan) for row in rows], dtype=np.float32)
    emotions = np.array([[code in row[3].split(",") for code in EMOTION_CODES] for row in rows], dtype=bool)
    return Corpus(CUSTOMERS, [row[1] for row in rows], tone, emotions)


def skytrax(data: Path) -> Corpus | None:
    """English reviews of airline seats, tone by whether they recommend the airline; None where ``data`` has none."""
    path = data / "real" / "skytrax_seat_reviews.csv"
    if not path.is_file():
        return None
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["content"].strip() and row["recommended"] in ("0", "1")]
    tone = np.array([float(row["recommended"]) for row in rows], dtype=np.float32)
    return Corpus("skytrax", [row["content"] for row in rows], tone)


def _own(name: str, signs: list[str], labels: list[str], texts: list[str], groups: list[str]) -> Corpus:
    """A corpus of our own; an emotion with a ``?`` may be there or not."""
    tone = np.array([TONE_OF_SIGN.get(sign, np.nan) for sign in signs], dtype=np.float32)
    codes = [row.split() for row in labels]
    shape = len(texts), len(EMOTION_CODES)
    emotions, doubtful = (
        np.array([[code + end in row for code in EMOTION_CODES] for row in codes], dtype=bool).reshape(shape)
        for end in ("", "?")
    )
    return Corpus(name, texts, tone, emotions, ~doubtful, buckets(groups))


def _labelled(
    name: str,
    texts: list[str],
    labels: Sequence[str],
    sure: Mapping[str, set[int]],
    unsure: Mapping[str, set[int]],
    sides: Sequence[frozenset[int]],
) -> Corpus:
    """A corpus from comma-separated label numbers; a label that is sure counts, whatever else is there.

    ``sides`` are the positive labels and the negative ones: tone is NaN where a text has both.
    """
    found = [{int(number) for number in row.split(",")} for row in labels]
    emotions, doubtful = (
        np.array([[bool(row & numbers.get(code, set())) for code in EMOTION_CODES] for row in found], dtype=bool)
        for numbers in (sure, unsure)
    )
    positive, negative = (np.array([bool(row & side) for row in found], dtype=bool) for side in sides)
    tone = np.select([positive & negative, positive, negative], [np.nan, 1, 0], 0.5).astype(np.float32)
    return Corpus(name, texts, tone, emotions, emotions | ~doubtful)


def _rows(path: Path) -> list[list[str]]:
    with _existing(path).open(encoding="utf-8", newline="") as lines:
        return [row for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE) if row]


def _existing(path: Path) -> Path:
    if not path.is_file():
        raise DataRefused(
            "a training corpus is missing", where=str(path), remedy="Give the folder that holds the corpora as --data."
        )
    return path
