"""The languages that Ondo scores, one module each, and which of them a text is written in."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.languages import english, korean
from pipeline.languages.emoji import has_emoji
from pipeline.languages.features import TokenBatch
from pipeline.languages.latin import foreign, has_english
from pipeline.languages.no_answer import says_nothing
from pipeline.records import State

SAMPLE = 2_000
"""Code points of a text that are looked at to find its language."""

LETTERS_PER_SYLLABLE = 2.5
"""Latin letters that say about as much as one Hangul syllable (translated pairs have 2.4 letters a syllable)."""

KOREAN_FROM, ENGLISH_UNTIL = 0.75, 0.12
"""Share of Hangul (against Latin) from which a text is Korean, and under which it is English; mixed in between."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language that can be scored. ``token_batch(texts)`` gives their feature tokens, in order."""

    code: str
    token_batch: Callable[[Sequence[str]], TokenBatch]
    boosters: frozenset[str]
    dampeners: frozenset[str]


LANGUAGES: dict[str, Language] = {
    "ko": Language("ko", korean.token_batch, korean.BOOSTERS, korean.DAMPENERS),
    "en": Language("en", english.token_batch, english.BOOSTERS, english.DAMPENERS),
}

SCRIPTS: dict[str, str] = {
    "ja": "\u3041-\u30ff\uff66-\uff9d",
    "zh": "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0002ffff",
    "ru": "\u0400-\u04ff",
    "ar": "\u0600-\u06ff\u0750-\u077f",
    "he": "\u0590-\u05ff",
    "th": "\u0e00-\u0e7f",
    "hi": "\u0900-\u097f",
    "el": "\u0370-\u03ff",
}
"""Other scripts that are recognised, by the language that most text in them is written in. Kana wins over Han."""

_HANGUL = re.compile("[\uac00-\ud7a3\u1100-\u11ff\u3131-\u318e]+")
_LATIN = re.compile("[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff]+")
_LINK = re.compile(r"https?://\S+|www\.\S+|[^\s@]{1,64}@[^\s@]{1,255}\.\S+|\[[A-Z]{1,40}\]")
_OTHERS = {code: re.compile(f"[{letters}]") for code, letters in SCRIPTS.items()}
_NOT_OURS = re.compile("[" + "".join(SCRIPTS.values()) + "]")
_MARK = re.compile(r"[\W_]*\d{1,3}(?:\.\d)?\s*/\s*(?:5|10|100)[\W_]*")
_FOREIGN = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class DetectedLanguage:
    """``language`` is ko, en, mixed, another code or None; ``korean_share`` in [0, 1] of what can be scored.

    ``state`` is scored, empty (nothing but links, numbers and punctuation; 4/5 is a mark and read), no_answer (it says nothing) or
    unsupported_language.
    """

    language: str | None
    korean_share: float
    state: State


def detect(text: str) -> DetectedLanguage:
    """The language of one text: by share of letters, then by whether its Latin words are English.

    Latin words of another language are not read: alone they are ``unsupported_language``, beside Hangul the text is
    Korean; so it is where the Latin words are only names (iPhone, LG). Takes about 5 µs for a short text.
    """
    if says_nothing(text):
        return DetectedLanguage(None, 0.0, "no_answer")
    sample = text[:SAMPLE]
    if "://" in sample or "@" in sample or "www." in sample or "[" in sample:
        sample = _LINK.sub(" ", sample)
    words = _LATIN.findall(sample)
    hangul = sum(map(len, _HANGUL.findall(sample))) * LETTERS_PER_SYLLABLE
    latin = sum(map(len, words))
    if _NOT_OURS.search(sample) and (other := _other(sample, hangul, latin)):
        return DetectedLanguage(other, 0.0, "unsupported_language")
    if not hangul + latin:
        unknown: State = "unsupported_language" if _FOREIGN.search(sample) else "empty"
        is_read = has_emoji(sample) or _MARK.fullmatch(sample) is not None
        return DetectedLanguage(None, 0.0, "scored" if is_read else unknown)
    return _of_letters(hangul / (hangul + latin), words)


def _of_letters(share: float, words: Sequence[str]) -> DetectedLanguage:
    """The language of a text of Hangul and Latin letters; ``share`` is that of Hangul."""
    if share >= KOREAN_FROM:
        return DetectedLanguage("ko", 1.0, "scored")
    other = foreign(words)
    if other is not None and share < ENGLISH_UNTIL:
        return DetectedLanguage(other or None, 0.0, "unsupported_language")
    if share and (other is not None or not has_english(words)):
        return DetectedLanguage("ko", 1.0, "scored")
    return (
        DetectedLanguage("en", 0.0, "scored") if share < ENGLISH_UNTIL else DetectedLanguage("mixed", share, "scored")
    )


def _other(sample: str, hangul: float, latin: int) -> str | None:
    """Code of another script, where more of the text is in it than in Hangul and Latin together."""
    counts = {code: len(letters.findall(sample)) for code, letters in _OTHERS.items()}
    if counts["ja"]:
        counts["ja"] += counts.pop("zh")
    code = max(counts, key=counts.__getitem__)
    weight = LETTERS_PER_SYLLABLE if code in ("ja", "zh") else 1.0
    return code if counts[code] * weight > hangul + latin else None
