"""Seconds and state of one hostile text at a time through the scorer: what bounds the time of a row.

Usage: python benchmarks/worst_texts.py [CODE_POINTS]   (default 200,000; prints a line a text, the slowest first)
"""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from pipeline.scoring.scorer import Scorer

KINDS: dict[str, str] = {
    "latin letter": "a",
    "latin capitals": "A",
    "hangul syllable": "가",
    "hangul consonant": "ㅋ",
    "hangul vowel": "ㅠ",
    "leading jamo": "\u1112",
    "jamo, decomposed": "\u1112\u1161\u11ab",
    "digit": "7",
    "space": " ",
    "newline": "\n",
    "tab": "\t",
    "zero width space": "\u200b",
    "NUL": "\x00",
    "control characters": "\x01\x02\x1b",
    "exclamation marks": "!",
    "question marks": "?",
    "full stops": ".",
    "commas": ",",
    "apostrophes": "'",
    "word and apostrophe": "a'",
    "brackets": "[",
    "capital in bracket": "[A",
    "at signs": "@",
    "address": "a@b.c ",
    "address without end": "a@",
    "long name at": "a" * 64 + "@",
    "dotted at": "a.b@",
    "dots and letters": "a.",
    "link": "https://a.b/ ",
    "link without end": "https://a",
    "links run together": "http://",
    "www run together": "www.",
    "hashtag": "#a",
    "smiley": ":)",
    "eyes": ":",
    "hearts": "<3",
    "caret faces": "^_",
    "underscores": "_",
    "tilde": "~",
    "percent": "%",
    "emoji": "😡",
    "emoji with selector": "❤️",
    "skin tones": "👍🏻",
    "family (ZWJ)": "👨\u200d👩\u200d👧\u200d👦",
    "joiner": "\u200d",
    "flags": "🇰🇷",
    "combining mark": "\u0301",
    "zalgo latin": "e\u0301\u0327\u0323\u0308",
    "zalgo hangul": "가\u0301\u0327\u0323",
    "arabic": "خدمة ",
    "right-to-left override": "\u202ea",
    "hebrew": "שלום ",
    "han": "漢",
    "kana": "か",
    "thai": "ก",
    "half a pair": "\ud800",
    "not a character": "\uffff",
    "private use": "\ue000",
    "korean words": "배송이 너무 늦어요 ",
    "korean, no spaces": "배송이너무늦어요",
    "korean syllables": "뷁궯쉡",
    "korean and a space": "가 ",
    "korean and latin": "가a",
    "korean and digits": "가1",
    "korean and emoji": "가😡",
    "korean and punctuation": "가.",
    "korean particles": "은는이가",
    "korean laughter": "ㅋㅎ",
    "stretched korean": "너무우우우우",
    "english words": "very bad service ",
    "english, no spaces": "verybadservice",
    "english negations": "not ",
    "english boosters": "very ",
    "english but": "but ",
    "capitals for VADER": "BAD ",
    "one letter words": "a ",
    "word and exclamation": "bad! ",
    "mixed words": "배송 delivery ",
    "formula": "=1+1 ",
    "html": "<b>",
    "json": '{"a":',
    "sql": "'; -- ",
}
"""What is repeated, by name."""


def seconds_of(scorer: Scorer, text: str) -> tuple[float, str]:
    """Wall seconds of scoring one text, and its state."""
    started = time.perf_counter()
    (row,) = scorer.score([text]).to_pylist()
    return time.perf_counter() - started, row["state"]


def main() -> None:
    """Measure and print."""
    size = int(sys.argv[1]) if sys.argv[1:] else 200_000
    scorer = Scorer()
    scorer.score(["좋아요 great"])
    found = []
    for name, unit in KINDS.items():
        text = (unit * (size // len(unit) + 1))[:size]
        found.append((*seconds_of(scorer, text), name))
        print(f"\r{len(found)} of {len(KINDS)}", end="", file=sys.stderr)
    print(file=sys.stderr)
    for seconds, state, name in sorted(found, reverse=True):
        print(f"{seconds:8.3f} s  {state:<22}{name}")


if __name__ == "__main__":
    main()
