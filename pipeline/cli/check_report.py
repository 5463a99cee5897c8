"""What ``ondo check`` prints about one file, as plain text."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from shlex import quote
from unicodedata import east_asian_width

from pipeline.cli.console import by_sentence
from pipeline.cli.options import ColumnOptions, spelled
from pipeline.config.journeys import GENERAL, kind_of_business, presets
from pipeline.errors import Reason
from pipeline.masking.mask import mask_text, masked_name
from pipeline.records import ATTRIBUTE, Inspection, MaskedFeedback, ReadOptions, RejectedRow
from pipeline.sources.column_readings import ColumnReading, advice
from pipeline.sources.kinds import SOURCES
from pipeline.sources.preview import FILLED, GROUPS, MOST_VALUES, SHOWN_REJECTED, FilePreview, preview_file
from pipeline.sources.source_kind import shown_name, shown_path

_GROUP_WORDS = dict(zip(GROUPS, ("touchpoints", "products", "channels", "segments"), strict=True))

_FILLED_WORDS = dict(
    zip(FILLED, ("text", "a rating", "a recommend score", "a date", "a customer", "a product"), strict=True)
)

SHOWN_LEFT = 20
"""Columns listed that are kept out; the rest is counted."""

SHOWN_VALUES = 5
"""Values of a group that are named, the most frequent ones, and columns that look alike."""

SHOWN_ADVICE = 8
"""Options that are proposed."""

NAME_WIDTH, OPTION_WIDTH = 32, 48
"""Characters of a name that are shown; columns of a terminal for an option, beyond which nothing is lined up."""

TEXT_WIDTH = 100
"""Characters of a comment shown."""

_DELIMITER_NAMES = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar", "\x1f": "none: one column"}


def check_file(path: Path, options: ReadOptions, named: Path | None = None, *, suggests_journey: bool = False) -> str:
    """What was understood of a file and how surely, what would be stored, and the exact options that change it.

    ``named`` is the archive or the pipe that it has been unpacked from, if any; ``suggests_journey`` where the settings say none.
    """
    look = preview_file(path, options)
    inspection, columns = look.inspection, look.columns
    report = (
        _file_lines(inspection, look.rows, named),
        ("columns:", *_column_lines(columns)),
        (*_outcome_lines(look), *(_journey_lines(look) if suggests_journey else ())),
        ("as read, personal data masked:", *_row_lines(look.shown)) if look.shown else (),
        _rejected_lines(look.rejected, look.reasons),
        tuple(_note_lines(look)),
        tuple(_advice_lines(inspection, columns)),
    )
    return "\n\n".join(filter(None, map("\n".join, report))) + "\n"


def next_command(files: Sequence[Path], asked: ColumnOptions) -> str:
    """What to type to read files in as they were checked."""
    return " ".join(("next: ondo run", *(quote(shown_path(path)) for path in files), *spelled(asked)))


def _outcome_lines(look: FilePreview) -> Iterator[str]:
    """What becomes of the rows, and by what the answers can be told apart."""
    others = {"repeated": look.repeated, "without consent": look.no_consent, "rejected": look.reasons.total()}
    left_out = "".join(f", {count:,} {what}" for what, count in others.items() if count)
    if not look.stored:
        yield f"nothing would be stored{left_out}"
        return
    parts = [f"{look.filled[name]:,} with {_FILLED_WORDS[name]}" for name in FILLED if look.filled[name]]
    comments = f" as {look.comments:,} comments" if look.comments > look.stored else ""
    yield f"would be stored: {_answers(look.stored)}{comments}: {', '.join(parts)}{left_out}"
    if look.first and look.last:
        yield f"dates: {look.first:%Y-%m-%d} to {look.last:%Y-%m-%d}"
    for name, values in look.groups.items():
        yield f"{_GROUP_WORDS.get(name) or masked_name(name)}: {_most_common(values)}"


def _journey_lines(look: FilePreview) -> Iterator[str]:
    """The kind of business whose journey fits the comments."""
    if kind := kind_of_business(look.texts):
        yield f"journey: these look like comments of {presets()[kind].en.lower()} customers; {_what_takes(kind, look)}"


def _what_takes(kind: str, look: FilePreview) -> str:
    """Where the touchpoints of a kind of business are used: by a first run, or where the settings name it."""
    if "touchpoint" in look.groups:
        return f'`journey = "{kind}"` in ondo.toml has its touchpoints'
    return f'a new database takes journey = "{kind}" unless ondo.toml names another (the usual one is "{GENERAL}")'


def _answers(count: int) -> str:
    return f"{count:,} {'answer' if count == 1 else 'answers'}"


def _most_common(values: Counter[str]) -> str:
    shown = [f"{_cut(mask_text(name)[0], NAME_WIDTH)} ({count:,})" for name, count in values.most_common(SHOWN_VALUES)]
    more = len(values) - len(shown)
    beyond = " or more" if len(values) >= MOST_VALUES else ""
    return ", ".join(shown) + (f" and {more:,}{beyond} others" if more else "")


def _note_lines(look: FilePreview) -> Iterator[str]:
    """The notes, without those that the lines of the columns tell of all rows."""
    yield from (f"note: {note.found}" for note in look.notes if note.code != "cells_not_read")


def _advice_lines(inspection: Inspection, columns: Sequence[ColumnReading]) -> Iterator[str]:
    """What may be wrong, each with the option that changes it."""
    found = list(advice(inspection, columns))
    if not found:
        return
    yield "if that is not right, add to the command:"
    width = min(OPTION_WIDTH, max(_width(one.option) for one in found[:SHOWN_ADVICE]))
    yield from (f"  {_padded(one.option, width)}  {one.reason.found}" for one in found[:SHOWN_ADVICE])
    more = len(found) - SHOWN_ADVICE
    if more > 0:
        yield f"  and {more:,} more"


def _file_lines(inspection: Inspection, read: int, named: Path | None = None) -> Iterable[str]:
    yield f"{shown_path(named)}: {shown_name(inspection.path)}" if named else shown_path(inspection.path)
    facts = {
        "kind": SOURCES[inspection.kind].label,
        "encoding": inspection.encoding,
        "delimiter": _DELIMITER_NAMES.get(inspection.delimiter or "", inspection.delimiter),
        "sheet": inspection.sheet,
        "rows": f"{read:,}",
        "source": inspection.source,
        "mapping": inspection.saved and " ".join(("saved", mask_text(inspection.saved.name)[0])).strip(),
        "rating": f"on a scale to {inspection.rating_max}" if inspection.rating_max else None,
    }
    yield from (f"  {name:<10} {value}" for name, value in facts.items() if value)


def _column_lines(readings: Sequence[ColumnReading]) -> Iterator[str]:
    """The columns in use, then those that are kept out: first the ones that somebody may miss."""
    used = sorted((one for one in readings if one.certainty), key=lambda one: one.guess.field == ATTRIBUTE)
    left = sorted((one for one in readings if not one.certainty), key=_interest)
    names = {id(one): _cut(one.shown, NAME_WIDTH) for one in (*used, *left[:SHOWN_LEFT])}
    width = max(map(_width, names.values()), default=0)
    for one in used:
        line = f"{_padded(names[id(one)], width)}  -> {one.guess.field:<16} {one.certainty:<6}"
        yield f"  {line}  {'; '.join(_evidence(one))}"
    for one in left[:SHOWN_LEFT]:
        yield f"  {_padded(names[id(one)], width)}  kept out            {one.guess.reason.found}"
    if len(left) > SHOWN_LEFT:
        yield f"  and {len(left) - SHOWN_LEFT:,} more columns kept out (--json names all)"


def _interest(reading: ColumnReading) -> int:
    code = reading.guess.reason.code
    return 0 if reading.option else 1 if code == "personal_data" else 3 if code == "not_recognised" else 2


def _evidence(reading: ColumnReading) -> Iterator[str]:
    """What speaks for what a column is read as, and against it."""
    yield reading.evidence.found
    if reading.unread:
        shown, rows = ", ".join(reading.examples), reading.unread_rows
        more = ", …" if len(rows) < reading.unread else ""
        place = f" (row{'s' if reading.unread > 1 else ''} {', '.join(map(str, rows))}{more})" if rows else ""
        yield f"{reading.unread:,} of {reading.read + reading.unread:,} cells left empty, not read: {shown}{place}"
    if reading.rivals:
        yield f"{', '.join(_cut(name, NAME_WIDTH) for name in reading.rivals[:SHOWN_VALUES])} could be it, too"


def _row_lines(rows: Sequence[MaskedFeedback]) -> Iterator[str]:
    for row in rows:
        facts = {
            "when": f"{row.answered_at:%Y-%m-%d %H:%M}" if row.answered_at else None,
            "rating": None if row.rating is None else f"{row.rating:g}/{row.rating_max}",
            "nps": row.nps_score,
            "product": row.product,
            "channel": row.channel,
            "touchpoint": row.touchpoint,
            "segment": row.segment,
            "audience": row.audience,
            "customer": row.customer_key and f"{row.customer_key[:8]}…",
        }
        yield f"  row {row.row}: " + ", ".join(f"{name} {value}" for name, value in facts.items() if value is not None)
        yield f"    {_cut(' '.join(row.text.split()), TEXT_WIDTH) if row.text else '(no text)'}"


def _rejected_lines(rejected: Sequence[RejectedRow], reasons: Counter[Reason]) -> Iterable[str]:
    total = reasons.total()
    if not total:
        return ("nothing would be rejected",)
    lines = [f"would be rejected: {total:,} {'row' if total == 1 else 'rows'}"]
    lines += [f"  {_place(row)}: {row.reason.found}. {row.reason.remedy}" for row in rejected]
    if total > len(rejected):
        kinds = by_sentence(reasons)
        lines += ["  all of them, by reason:"]
        lines += [f"  {count:>7,}  {kind}" for kind, count in kinds.most_common(SHOWN_REJECTED)]
        left = len(kinds) - SHOWN_REJECTED
        lines += [f"  and {left} more reasons"] if left > 0 else []
    return lines


def _place(row: RejectedRow) -> str:
    return f"row {row.row}, column {row.column}" if row.column else f"row {row.row}"


def _width(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def _padded(text: str, width: int) -> str:
    return text + " " * max(0, width - _width(text))


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"
