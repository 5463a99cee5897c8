"""What ``ondo check`` prints about one file, as plain text."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from unicodedata import east_asian_width

from pipeline.cli.console import by_sentence
from pipeline.config.journeys import kind_of_business, presets
from pipeline.errors import Reason
from pipeline.masking.mask import mask_text
from pipeline.records import Inspection, MaskedFeedback, ReadOptions, RejectedRow
from pipeline.sources.kinds import SOURCES
from pipeline.sources.preview import FILLED, FilePreview, preview_file
from pipeline.sources.source_kind import shown_name, shown_path

_FILLED_WORDS = dict(
    zip(FILLED, ("text", "a rating", "a recommend score", "a date", "a customer", "a product"), strict=True)
)

SHOWN_ROWS = 5
"""Masked rows printed as examples."""

SHOWN_REJECTED = 10
"""Rejected rows that are printed one by one; the rest is counted by reason."""

TEXT_WIDTH = 100
"""Characters of a comment shown."""

_DELIMITER_NAMES = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar", "\x1f": "none: one column"}


def check_file(path: Path, options: ReadOptions, journey: str | None = None) -> str:
    """What was guessed about a file, five masked rows, and every row that would be rejected, counted by reason.

    ``journey`` is what the settings name, if they do.
    """
    look = preview_file(path, options)
    report = check_text(look.inspection, look.shown, look.rejected, look.reasons, look.rows)
    return report + "\n" + "\n".join(_advice_lines(look, journey)) + "\n"


def _advice_lines(look: FilePreview, journey: str | None) -> Iterator[str]:
    """What would be stored, and what to type next."""
    answers = look.filled["answers"]
    if not answers:
        yield "nothing would be stored"
        return
    parts = [f"{look.filled[name]:,} with {_FILLED_WORDS[name]}" for name in FILLED if look.filled[name]]
    yield f"would be stored: {answers:,} {'answer' if answers == 1 else 'answers'}: {', '.join(parts)}"
    if look.touchpoints:
        names = (f"{mask_text(name)[0]} ({count:,})" for name, count in look.touchpoints.most_common(SHOWN_ROWS))
        yield f"touchpoints: {', '.join(names)}"
    kind = None if journey else kind_of_business(look.texts)
    if kind:
        yield f'journey: these look like comments of {presets()[kind].en.lower()} customers; `journey = "{kind}"` in ondo.toml has its touchpoints'
    asked = any("--" in note.found for note in look.inspection.notes)
    name = shown_name(look.inspection.path)
    yield f"next: ondo run {name!r}" + (", with the options of the notes above where they are needed" if asked else "")


def check_text(
    inspection: Inspection,
    rows: Sequence[MaskedFeedback],
    rejected: Sequence[RejectedRow],
    reasons: Counter[Reason],
    read: int,
) -> str:
    """The report on one file.

    ``rows`` and ``rejected`` (both masked) may be the first ones only; ``reasons`` counts all rejected rows by reason,
    ``read`` all rows read.
    """
    blocks = (
        _file_lines(inspection, read),
        ("columns:", *_column_lines(inspection)),
        ("as read, personal data masked:", *_row_lines(rows[:SHOWN_ROWS])) if rows else (),
        _rejected_lines(rejected, reasons),
        tuple(f"note: {note.found}" for note in inspection.notes),
    )
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _file_lines(inspection: Inspection, read: int) -> Iterable[str]:
    yield shown_path(inspection.path)
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


def _column_lines(inspection: Inspection) -> Iterator[str]:
    names = {guess.column: _cut(mask_text(guess.column)[0], 32) for guess in inspection.columns}
    width = max(map(_width, names.values()), default=0)
    for guess in sorted(inspection.columns, key=lambda one: one.field is None):
        name = _padded(names[guess.column], width)
        if guess.field:
            yield f"  {name}  -> {guess.field:<16} {guess.confidence:4.0%}  {guess.reason.found}"
        else:
            yield f"  {name}  kept out            {guess.reason.found}"


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
    shown = rejected[:SHOWN_REJECTED]
    lines = [f"would be rejected: {total:,} {'row' if total == 1 else 'rows'}"]
    lines += [f"  {_place(row)}: {row.reason.found}. {row.reason.remedy}" for row in shown]
    if total > len(shown):
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
