"""A long file of answers, and what a database of them holds."""

import csv
import hashlib
from pathlib import Path

from tests.pipeline.support import ask

TEXTS = (
    "Great value", "It broke after a week", "Delivery was slow but fine", "Support never answered me",
    "I love the new app", "Checkout failed twice",
)  # fmt: skip


def write_answers(path: Path, rows: int, shift: int) -> Path:
    """Answers whose scores depend on ``shift``; most have no text, as in surveys."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "date", "nps", "text"])
        for number in range(rows):
            text = TEXTS[number % len(TEXTS)] if number % 5 == 0 else ""
            writer.writerow([number, f"2026-{1 + number % 10:02}-{1 + number % 28:02}", (number + shift) % 11, text])
    return path


def contents(database: Path) -> list[tuple[object, ...]]:
    """What a database holds, but for when it was made."""
    return ask(
        database,
        "select (select count(*) from run), (select count(*) from feedback_emotion), (select count(*) from feedback_lemma), "
        "count(*), sum(hash(feedback_id, nps_score, text, tone, state)) from feedback",
    )


def digest(path: Path) -> bytes:
    """A hash of the bytes of a file."""
    return hashlib.blake2b(path.read_bytes()).digest()
