"""The types of each state of a feedback row, from the file to the database, and of what a run reports."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypedDict

from pipeline.errors import Reason
from pipeline.text import folded

Audience = Literal["customer", "employee"]
State = Literal["scored", "no_text", "unsupported_language", "empty", "no_answer"]
STATE_WORDS = {
    "no_text": "no text (a score or rating only)",
    "unsupported_language": "language not supported",
    "empty": "nothing left after cleaning",
    "no_answer": "an answer that says nothing",
}
"""Why an answer is not scored, as reports say it."""

FIELDS: tuple[str, ...] = tuple(
    (
        "id text title date rating nps customer product channel touchpoint segment language "
        "audience consent_analyse consent_quote reply reply_date attribute"
    ).split()
)
"""What a column of a file can be mapped to; FIELD of ``--map COLUMN=FIELD``. A title is put before the text; a reply is what the
company answered."""

ATTRIBUTE = "attribute"
"""The field that any number of columns can have: each is kept under its own name."""

AttributeKind = Literal["choice", "number", "date"]
DateGrain = Literal["year", "month", "day"]


@dataclass(frozen=True, slots=True)
class AttributeRule:
    """What the settings say of further columns of this name: their label, where bands begin (or what a date is told by),
    and whether they are kept."""

    name: str
    label: str | None = None
    bands: tuple[float, ...] | DateGrain | None = None
    keep: bool = True


@dataclass(frozen=True, slots=True)
class AttributeColumn:
    """A further column that is kept: its place in the file, name, label and kind.

    ``bounds`` is where the bands of numbers begin, after the first; none where each is a value of its own. They are the
    settings' where ``has_own_bounds``. ``grain`` and ``date_order`` are how dates are told and read. Long values are cut where
    somebody asked for the column, else they are OTHER.
    """

    place: int
    name: str
    label: str
    kind: AttributeKind
    bounds: tuple[float, ...] = ()
    has_own_bounds: bool = False
    grain: DateGrain = "month"
    date_order: str = "ymd"
    cuts_long_values: bool = False


CUSTOMER_WITHHELD = "[customer]"
"""Stands for the customer's id in a rejected row: the raw id is kept nowhere."""


class SavedOptions(TypedDict, total=False):
    """Options of ``ReadOptions`` that a mapping may repeat."""

    source: str
    audience: Audience
    touchpoint: str
    channel: str
    rating_max: int
    rating_is_nps: bool


@dataclass(frozen=True, slots=True)
class SavedMapping:
    """What the columns of one header are, as ondo.toml has it; ``choices`` are further options by name."""

    name: str
    columns: tuple[str, ...]
    fields: dict[str, str]
    choices: SavedOptions

    @property
    def key(self) -> frozenset[str]:
        """What tells the header: its names, in any order, without case, spaces and marks."""
        return frozenset(map(folded, self.columns))


class ConsentAnswers(NamedTuple):
    """Answers that mean yes and no to a question of consent beside those that always do, as ``pipeline.text.folded_name`` has
    them."""

    yes: frozenset[str] = frozenset()
    no: frozenset[str] = frozenset()

    @property
    def are_set(self) -> bool:
        """Whether there are any: an answer that nobody knows is then a no."""
        return bool(self.yes or self.no)


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read one batch of files; what is None or empty is guessed from each file.

    ``mapping`` is column name -> one of FIELDS, or "" to keep the column out. The values of ``audience``,
    ``touchpoint`` and ``channel`` hold for rows whose own column is missing or empty. ``saved`` are the mappings of
    the settings, of which that with the file's header is used. ``sheets`` names the sheets of a workbook that are read.
    """

    mapping: dict[str, str] = field(default_factory=dict)
    source: str | None = None
    audience: Audience = "customer"
    touchpoint: str | None = None
    channel: str | None = None
    rating_max: int | None = None
    rating_is_nps: bool = False
    encoding: str | None = None
    time_zone: str = "Asia/Seoul"
    saved: tuple[SavedMapping, ...] = ()
    attributes: tuple[AttributeRule, ...] = ()
    consent: ConsentAnswers = field(default_factory=ConsentAnswers)
    sheets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """One column of a file and what it was taken for (``field`` None: kept out), with confidence in [0, 1]."""

    column: str
    field: str | None
    confidence: float
    reason: Reason


class RawFeedback(NamedTuple):
    """One answer as it stood in the file, values typed but nothing masked. Never stored, logged or shown.

    ``row`` counts from 1 with the header as row 1, as a spreadsheet shows it. ``answered_at`` is the wall clock in
    the configured time zone. ``rating`` is on the scale to ``rating_max``. ``comments`` are the answers to the open questions
    of a file that has several, each with its question; ``text`` then joins them, and tells the answer from others.
    ``attributes`` are name and value of the further columns that are kept. ``reply`` is what the company answered, in public
    or in private, at ``replied_at``.
    """

    file: str
    row: int
    source: str
    id: str | None = None
    text: str | None = None
    answered_at: datetime | None = None
    rating: float | None = None
    rating_max: int | None = None
    nps: int | None = None
    customer: str | None = None
    product: str | None = None
    channel: str | None = None
    touchpoint: str | None = None
    segment: str | None = None
    language: str | None = None
    audience: Audience = "customer"
    consent_analyse: bool = True
    consent_quote: bool = True
    comments: tuple[tuple[str, str], ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()
    reply: str | None = None
    replied_at: datetime | None = None


class MaskedFeedback(NamedTuple):
    """One comment that may be stored: text masked, customer and identity reduced to keyed hashes.

    ``question`` is what it answers, where the file has several open questions. The first comment of such an answer has its
    rating and NPS score; of the others ``answer_id`` is the id of that first one, and ``answer_*`` repeat what it has, so that
    each counts once. ``key_as_written`` is the customer's key by the id as it is written, where that is another. ``stable_hash`` is the identity without the key: what changes are seen by, and never stored or shown. ``sensitive``: the
    text tells of somebody's health, belief or union, and is never quoted. ``reply`` is masked, too.
    """

    file: str
    row: int
    feedback_id: int
    source: str
    source_id: str | None
    text: str | None
    answered_at: datetime | None
    rating: float | None
    rating_max: int | None
    nps_score: int | None
    customer_key: str | None
    product: str | None
    channel: str | None
    touchpoint: str | None
    segment: str | None
    language_hint: str | None
    audience: Audience
    consent_quote: bool
    masked: Counter[str]
    stable_hash: int = 0
    sensitive: bool = False
    question: str | None = None
    answer_id: int | None = None
    answer_nps_score: int | None = None
    answer_rating: float | None = None
    answer_rating_max: int | None = None
    key_as_written: str | None = None
    attributes: tuple[tuple[str, str], ...] = ()
    reply: str | None = None
    replied_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """One row that cannot be used: where, which column, why, and the row itself (raw until masked, then masked).

    ``customer`` is the raw id until masked, then its keyed hash. ``audience`` is None where it cannot be told: such a row
    counts as an employee's. ``key_as_written`` is as that of MaskedFeedback. ``answer`` is what the id of its answer is made of, where that can be read; once masked,
    ``feedback_id`` is that id.
    """

    file: str
    row: int
    column: str | None
    reason: Reason
    raw: str
    customer: str | None = field(default=None, repr=False)
    audience: Audience | None = None
    answer: RawFeedback | None = field(default=None, repr=False)
    feedback_id: int | None = None
    key_as_written: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found out about a file before reading it all; enough to read it, and what ``ondo check`` shows.

    ``columns`` has one guess per column in file order. ``kind`` is a key of SOURCES. ``encoding`` is None for binary
    formats. ``rows`` is the number of data rows where it is known cheaply, else None. ``date_order`` is what three
    numbers mean in the dates of the whole file (pipeline.sources.cells.date_order.ORDERS). ``rating_max`` is the top of the ratings' scale, ``rating_words`` the scale of ratings in words
    (pipeline.sources.cells.word_scale.quality_scale). ``saved`` is the mapping of the settings that
    was used, ``asked`` are the options with what it says, before the kind of export adds its own. ``plan`` (sources.source_kind.ReadingPlan) is
    how a recognised export that needs more than its columns is read. ``homes`` are the sources of rows that are stored already,
    from files of other names, by their places from 0.
    """

    path: Path
    kind: str
    source: str
    columns: tuple[ColumnGuess, ...]
    options: ReadOptions
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    rating_max: int | None = None
    rating_words: int = 0
    rows: int | None = None
    notes: tuple[Reason, ...] = ()
    date_order: str = "ymd"
    saved: SavedMapping | None = None
    asked: ReadOptions | None = None
    attributes: tuple[AttributeColumn, ...] = ()
    plan: Any = field(default=None, repr=False, compare=False)
    homes: Mapping[int, str] = field(default_factory=dict, repr=False, compare=False)

    @property
    def mapping(self) -> dict[str, str]:
        """Field -> column, the first of each field, for the columns in use but the attributes."""
        return {
            guess.field: guess.column for guess in reversed(self.columns) if guess.field not in (None, "", ATTRIBUTE)
        }

    @property
    def kept_out(self) -> tuple[str, ...]:
        """The columns that are not read."""
        return tuple(guess.column for guess in self.columns if not guess.field)


class UnreadColumn(NamedTuple):
    """A column of a file of which cells cannot be read: both names masked, what it is read as, how many cells, the first of
    them as it may be shown and its row."""

    file: str
    column: str
    field: str
    cells: int
    example: str
    first_row: int | None = None


@dataclass(slots=True)
class RunReport:
    """What one run did; ``files`` are names without folders, masked. Every row read is counted exactly once, but that one
    with answers to several open questions counts once for each of them:
    ``read == new + updated + unchanged + repeated + no_consent + forgotten + rejected``. Beside that, stored comments
    are scored again: ``rescored_for_model`` and ``rescored_for_words``; ``expired`` are those whose texts this run deleted,
    ``stay_expired`` those of ``unchanged`` whose texts had been deleted before. ``same_words`` are the comments of the
    database that repeat the words of a flood.
    """

    files: list[str] = field(default_factory=list)
    read: int = 0
    scored: int = 0
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    repeated: int = 0
    no_consent: int = 0
    forgotten: int = 0
    rejected: int = 0
    not_scored: Counter[str] = field(default_factory=Counter)
    reasons: Counter[Reason] = field(default_factory=Counter)
    first_rejected: list[RejectedRow] = field(default_factory=list)
    unread: list[UnreadColumn] = field(default_factory=list)
    """Cells left empty because they cannot be read."""
    masked: Counter[str] = field(default_factory=Counter)
    rescored_for_model: int = 0
    rescored_for_words: int = 0
    expired: int = 0
    stay_expired: int = 0
    same_words: int = 0
    journey: str | None = None
    """The journey that this run has chosen by the comments, for a new database."""
    seconds: dict[str, float] = field(default_factory=dict)
    published: bool = False

    @property
    def rescored(self) -> int:
        """Stored comments scored again."""
        return self.rescored_for_model + self.rescored_for_words

    def adds_up(self) -> bool:
        """Whether each row read has been accounted for."""
        left_out = self.no_consent + self.forgotten + self.rejected
        return self.read == self.new + self.updated + self.unchanged + self.repeated + left_out
