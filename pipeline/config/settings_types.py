"""The settings as the rest of the program reads them, checked and frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Literal, get_args
from zoneinfo import ZoneInfo

from pipeline.config.access import Access
from pipeline.config.brand_words import BrandWord
from pipeline.config.digest import DigestSettings
from pipeline.config.reading_limits import ReadingLimits
from pipeline.masking.pattern import PersonalPattern
from pipeline.records import AttributeRule, ConsentAnswers, SavedMapping
from pipeline.text import folded_name

EventKind = Literal["release", "incident", "campaign"]
EVENT_KINDS: tuple[EventKind, ...] = get_args(EventKind)


@dataclass(frozen=True, slots=True)
class Touchpoint:
    """A place in the customer journey. ``intended`` is the code of the emotion meant to be felt there, or None."""

    code: str
    labels: Mapping[str, str] = field(hash=False)
    """Names by two-letter language code, ko and en among them."""
    intended: str | None
    aliases: tuple[str, ...]
    words: tuple[str, ...] = ()
    """Words of its own by which a clause names it, beside those that come with Ondo for its code."""
    excluded: tuple[str, ...] = ()
    """Words by which a clause does not speak of it."""

    @property
    def names(self) -> frozenset[str]:
        """All that it is called, as ``folded_name`` has it."""
        return frozenset(map(folded_name, (self.code, *self.labels.values(), *self.aliases)))


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened from ``starts_on`` until before ``ends_on`` (None: one day) and may explain a change."""

    code: str
    kind: EventKind
    labels: Mapping[str, str] = field(hash=False)
    """Names by two-letter language code, ko and en among them."""
    starts_on: date
    ends_on: date | None
    touchpoint: str | None


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of the company's own: ``words`` are pairs (배송+늦다), nouns or English words, as ``folded_term`` has them."""

    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SmallNumbers:
    """Group sizes under which numbers are hidden, drawn as few, or hidden for employees (counts of comments)."""

    hidden_below: int = 5
    few_below: int = 30
    employee_below: int = 8


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be configured; ``time_zone`` is an IANA name.

    After ``half_life_days`` a comment weighs half as much in the emotional capital.
    """

    time_zone: str
    small_numbers: SmallNumbers
    touchpoints: tuple[Touchpoint, ...]
    events: tuple[Event, ...] = field(default=())
    brand_words: tuple[BrandWord, ...] = field(default=())
    topics: tuple[Topic, ...] = field(default=())
    half_life_days: float = 90
    personal_patterns: tuple[PersonalPattern, ...] = field(default=())
    kinds_off: frozenset[str] = field(default=frozenset())
    """Kinds of personal data that are not masked; "sensitive": no text is marked as such."""
    keep_days: Mapping[str, int] = field(default_factory=dict)
    """Audience -> days for which texts and identifiers of its answers are kept; for ever where it is not named."""
    workers: int = 0
    """Processes that score in a run: 0 for one a core, 1 for none beside the run itself."""
    adapt_from: Literal["rating", "nps"] | None = None
    """Stars from which runs learn the database's own layer; None where they do not."""
    access: Access = field(default_factory=Access)
    reading: ReadingLimits = field(default_factory=ReadingLimits)
    mappings: tuple[SavedMapping, ...] = field(default=())
    attributes: tuple[AttributeRule, ...] = field(default=())
    consent: ConsentAnswers = field(default_factory=ConsentAnswers)
    journey: str | None = None
    """The kind of business whose journey these touchpoints are, where one is named."""
    has_own_journey: bool = False
    """Whether the settings file says what the journey is, by name or by touchpoints of its own."""
    digest: DigestSettings = field(default_factory=DigestSettings)

    def now(self) -> datetime:
        """The wall clock in the configured time zone."""
        return datetime.now(ZoneInfo(self.time_zone)).replace(tzinfo=None)

    def touchpoint_code(self, value: str | None) -> str | None:
        """The journey's code for a name found in data (code, label or alias); the trimmed name itself if unknown."""
        if value is None or not value.strip():
            return None
        return codes_by_name(self.touchpoints).get(folded_name(value), value.strip())


@lru_cache(maxsize=8)
def codes_by_name(touchpoints: tuple[Touchpoint, ...]) -> Mapping[str, str]:
    """Folded name -> code of the touchpoint that is called so."""
    return {name: point.code for point in touchpoints for name in point.names}
