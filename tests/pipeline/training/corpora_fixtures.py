"""A tiny invented set of corpora in the format of the real ones."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as parquet

LABELS = (
    "admiration amusement anger annoyance approval caring confusion curiosity desire disappointment disapproval "
    "disgust embarrassment excitement fear gratitude grief joy love nervousness optimism pride realization relief "
    "remorse sadness surprise neutral"
).split()

ENGLISH = {
    "gratitude": "thank you for that",
    "joy": "this makes me happy",
    "anger": "that is outrageous",
    "curiosity": "what is that",
    "neutral": "the box is here",
}
KOREAN = {
    "gratitude": "정말 고맙습니다",
    "joy": "너무 행복해요",
    "anger": "화가 나요",
    "curiosity": "이게 무엇인가요",
    "neutral": "상자가 있습니다",
}
KOTE_NUMBERS = {"gratitude": 4, "joy": 42, "anger": 6, "curiosity": 15, "neutral": 24}
COPIES = 24


def write_corpora(folder: Path) -> Path:
    """Write all corpora into ``folder``: COPIES numbered texts for each label and language, a fifth of them as dev."""
    (folder / "goemotions_labels.txt").write_text("\n".join(LABELS) + "\n", encoding="utf-8")
    for code, phrases in (("en", ENGLISH), ("ko", KOREAN)):
        for part, numbers in (("train", range(COPIES)), ("dev", range(COPIES, COPIES + 5))):
            lines = [f"{text} {number}\t{LABELS.index(label)}" for number in numbers for label, text in phrases.items()]
            (folder / f"goemotions_{code}_{part}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    lines = [f"{i}\t{text} {i}\t{KOTE_NUMBERS[label]}" for i in range(4 * COPIES) for label, text in KOREAN.items()]
    (folder / "kote_5k.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    films = [(10, f"최고의 영화 {i}") for i in range(10 * COPIES)] + [
        (1, f"최악의 영화 {i}") for i in range(10 * COPIES)
    ]
    films += [(6, f"보통 영화 {i}") for i in range(COPIES)]
    table = pa.table({"rating": pa.array([row[0] for row in films], pa.int64()), "text": [row[1] for row in films]})
    parquet.write_table(table, folder / "naver_movie_reviews.parquet")
    return folder
