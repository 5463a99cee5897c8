"""A line of the corrections file: somebody says what a comment or a mention is, or takes back what was said."""

import json
import re
import secrets
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

MOST_EMOTIONS = 31
LONGEST_LINE = 4_000
"""Letters of a line that is read."""

LONGEST_TOUCHPOINT = 500
"""Letters of a touchpoint's code."""

NO_TOUCHPOINT = ""
"""The touchpoint of what speaks of none."""

TONE_LIMIT = 1 / 3
"""Tone from which something is read as positive, and its negative: the scale from -1 to 1 in thirds. On GoEmotions
(positive, negative or no emotion) any limit from 0.3 to 0.5 is within a point of the best accuracy."""

POSITIVE, NEUTRAL, NEGATIVE = "positive", "neutral", "negative"

_ID = re.compile(r"[0-9a-f]{16}")
_MARK = re.compile(r"[0-9a-f]{4}")
_MASKED = re.compile(r"[^\W_]…[0-9a-f]{6}|\?…[0-9a-f]{6}")
_CODE = re.compile(r"\w[\w.:/ -]{0,99}")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Correction:
    """What somebody says of a comment, or of the mention at ``span`` (Unicode characters of its text).

    ``id`` names the line. ``at`` is the moment in UTC (ISO 8601), ``by`` a masked name. ``answer`` is feedback_id, ``mark``
    tells the text from another without saying what it is (None where it is deleted). ``tone`` is -1 to 1, ``emotions`` are
    those present with their intensity 1 to 3, ``touchpoint`` is a code or NO_TOUCHPOINT; what is None stays as it was.
    """

    id: str
    at: str
    by: str
    answer: int
    span: Span | None = None
    mark: str | None = None
    tone: float | None = None
    emotions: Mapping[str, int] | None = None
    touchpoint: str | None = None


@dataclass(frozen=True, slots=True)
class Undoing:
    """Somebody takes back the correction ``undoes``: all is then as if it had never been said."""

    id: str
    at: str
    by: str
    undoes: str


Event = Correction | Undoing


def new_id() -> str:
    """An id that no other line has."""
    return secrets.token_hex(8)


def now() -> str:
    """This moment in UTC."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def masked_name(who: str) -> str:
    """Who says something, without saying the name: its first letter, and a mark by which one person is told from others."""
    tidy = " ".join(unicodedata.normalize("NFC", who).split()).casefold()
    if _MASKED.fullmatch(tidy):
        return tidy
    first = next((letter for letter in tidy if letter.isalnum()), "?")
    return f"{first}…{sha256(tidy.encode('utf-8', 'replace')).hexdigest()[:6]}"


def mark_of_text(text: str | None) -> str | None:
    """The mark of a text: so many texts share one of its 65,536 values that it does not say which it was."""
    return None if text is None else sha256(text.encode("utf-8", "replace")).hexdigest()[:4]


def sign_of(tone: float) -> str:
    """positive, neutral or negative."""
    return POSITIVE if tone >= TONE_LIMIT else NEGATIVE if tone <= -TONE_LIMIT else NEUTRAL


def as_line(event: Event) -> str:
    """The line that says it, ending in a line break; the id of the answer is text, because it has 19 digits."""
    fields = {name: value for name, value in asdict(event).items() if value is not None}
    if isinstance(event, Correction):
        fields["answer"] = str(event.answer)
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":")) + "\n"


def parse(line: str) -> Event:
    """What a line says. Raises ValueError where it says nothing that is known; further fields are left out."""
    if len(line) > LONGEST_LINE:
        raise ValueError("too long")
    try:
        fields = json.loads(line)
    except RecursionError as error:
        raise ValueError("too deep") from error
    if not isinstance(fields, dict):
        raise ValueError("no object")
    head = (_matching(_ID, fields.get("id")), _moment(fields.get("at")), masked_name(_text(fields.get("by"), 200)))
    if "undoes" in fields:
        return Undoing(*head, _matching(_ID, fields["undoes"]))
    return checked(
        Correction(
            *head,
            _whole(fields.get("answer")),
            _span(fields.get("span")),
            None if fields.get("mark") is None else _matching(_MARK, fields["mark"]),
            _tone(fields.get("tone")),
            _emotions(fields.get("emotions")),
            None if fields.get("touchpoint") is None else _touchpoint(fields["touchpoint"]),
        )
    )


def checked(correction: Correction) -> Correction:
    """The correction, if it says something. Raises ValueError."""
    if correction.tone is None and correction.emotions is None and correction.touchpoint is None:
        raise ValueError("says nothing")
    return correction


def standing(events: Sequence[Event]) -> list[Correction]:
    """The corrections that nobody has taken back, the latest last; of lines with one id the first counts."""
    undone = {event.undoes for event in events if isinstance(event, Undoing)}
    found: dict[str, Correction] = {}
    for event in events:
        if isinstance(event, Correction) and event.id not in undone:
            found.setdefault(event.id, event)
    return sorted(found.values(), key=lambda event: event.at)


def without(events: Sequence[Event], answers: Collection[int]) -> list[Event]:
    """What is left without all that was said of these answers."""
    gone = {event.id for event in events if isinstance(event, Correction) and event.answer in answers}
    return [event for event in events if (event.undoes if isinstance(event, Undoing) else event.id) not in gone]


def _text(value: object, longest: int) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > longest:
        raise ValueError("no text")
    return value


def _matching(pattern: re.Pattern[str], value: object) -> str:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise ValueError("no such word")
    return value


def _moment(value: object) -> str:
    moment = datetime.fromisoformat(_text(value, 40))
    if moment.tzinfo is None:
        raise ValueError("no time zone")
    try:
        return moment.astimezone(UTC).isoformat(timespec="microseconds")
    except OverflowError as error:
        raise ValueError("no moment") from error


def _whole(value: object) -> int:
    if not isinstance(value, str) or not re.fullmatch(r"-?[0-9]{1,19}", value):
        raise ValueError("no id")
    number = int(value)
    if not -(2**63) <= number < 2**63:
        raise ValueError("no id")
    return number


def _span(value: object) -> Span | None:
    if value is None:
        return None
    if not isinstance(value, list) or len(value) != 2 or not all(type(place) is int for place in value):
        raise ValueError("no span")
    start, end = value
    if not 0 <= start < end < 2**31:
        raise ValueError("no span")
    return start, end


def _tone(value: object) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not -1 <= value <= 1:
        raise ValueError("no tone")
    return float(value)


def _emotions(value: Any) -> dict[str, int] | None:
    if value is None:
        return None
    if not isinstance(value, dict) or len(value) > MOST_EMOTIONS:
        raise ValueError("no emotions")
    if not all(_CODE.fullmatch(code) and type(level) is int and 1 <= level <= 3 for code, level in value.items()):
        raise ValueError("no emotions")
    return {str(code): int(level) for code, level in value.items()}


def _touchpoint(value: object) -> str:
    """A code, which may come from a file's cell and hold any letters."""
    return NO_TOUCHPOINT if value == NO_TOUCHPOINT else _text(value, LONGEST_TOUCHPOINT)
