"""Invented feedback as long as real reviews: the model's seed comments, one after another."""

import csv
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from random import Random

SEEDS = Path(__file__).resolve().parent.parent / "pipeline" / "model" / "seed_comments.tsv"
HEADER = ("id", "date", "rating", "nps", "touchpoint", "text")
TOUCHPOINTS = ("app", "payment", "delivery", "use", "support", "refund", "store", "")
MANY, FEW = 140, 12
"""Bounds in characters within which a text's length is drawn: mean about 42, median about 30, as of Korean film reviews."""


def seeds(language: str) -> list[str]:
    """All seed comments of a language, ``ko`` or ``en``."""
    with SEEDS.open(encoding="utf-8", newline="") as lines:
        found = [line.rstrip("\n").split("\t") for line in lines]
    return [text for code, *_, text in found if code == language]


def texts(language: str = "ko", seed: int = 1) -> Iterator[str]:
    """Texts without end, nearly all different; the same ones for the same ``seed``."""
    random, parts = Random(seed), seeds(language)
    while True:
        length = min(MANY, FEW + random.expovariate(1 / 22))
        text = random.choice(parts)
        while len(text) < length:
            text += random.choice((" ", ". ", "~ ", ", ")) + random.choice(parts)
        yield text[:MANY]


def write(
    path: Path,
    count: int,
    *,
    language: str = "ko",
    seed: int = 1,
    first_day: datetime = datetime(2024, 11, 1),
    days: int = 730,
) -> None:
    """A CSV of ``count`` answers with a text each, in order of time over ``days``."""
    random, step = Random(seed), timedelta(days=days) / max(1, count)
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(HEADER)
        for number, text in enumerate(islice(texts(language, seed), count)):
            moment = first_day + number * step
            score = random.randrange(11)
            rows.writerow(
                (
                    f"{seed}-{number}",
                    f"{moment:%Y-%m-%d %H:%M:%S}",
                    1 + score // 3,
                    score,
                    random.choice(TOUCHPOINTS),
                    text,
                )
            )
