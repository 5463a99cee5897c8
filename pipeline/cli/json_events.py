"""What `ondo check --json` and `ondo run --json` print for other programs: one JSON object a line, each with its event.

`checked` is what was found out about one file; `columns` names those of a file that cannot be read until somebody says what they
are; `progress` counts rows done (of how many, where that is known); `note` is a
sentence; `report` accounts for the run; `error` says what was found, where, and what to do. Texts are masked. Only the
`column` of a `checked` and of `columns` is as it stands in the file, since --map takes it so; `shown` is its masked form.

Where a sentence says why, its code and arguments stand beside it: `code` (in an `error`, whose `code` is the exit code,
`reason_code`), `remedy_code` where there is a remedy, and `arguments`. Programs go by these; sentences may change.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.console import by_sentence, shown
from pipeline.errors import OndoError, Reason
from pipeline.records import FIELDS, MaskedFeedback, RejectedRow, RunReport

if TYPE_CHECKING:
    from pipeline.sources.column_readings import ColumnReading
    from pipeline.sources.preview import FilePreview
    from pipeline.steps.known_files import StoredBefore

_REPORT_KEYS = {"rejected": "set_aside", "first_rejected": "first_set_aside"}
"""Attribute of RunReport -> its key in the event, where they differ."""

MOST_VALUES_NAMED = 5
"""Values of a group that are named; all of them are counted."""

_EXAMPLE = "row text answered_at rating rating_max nps_score product channel touchpoint segment audience".split()


def tell(event: str, **facts: Any) -> None:
    """Print one event."""
    line = json.dumps({"event": event, **facts}, ensure_ascii=False, default=_plain)
    click.echo(shown(line).encode("utf-8", "backslashreplace") + b"\n", nl=False)


def tell_checked(look: "FilePreview", before: "StoredBefore | None" = None, *, suggests_journey: bool = False) -> None:
    """What was found out about one file, what a database holds of it, where it was compared with one, and which journey a new
    database would take, where the settings say none (``suggests_journey``)."""
    from pipeline.sources import SOURCES
    from pipeline.sources.column_readings import advice
    from pipeline.sources.preview import FILLED
    from pipeline.sources.source_kind import shown_name

    found, readings = look.inspection, look.columns
    tell(
        "checked",
        file=shown_name(found.path),
        kind=found.kind,
        kind_label=SOURCES[found.kind].label,
        encoding=found.encoding,
        delimiter=found.delimiter,
        sheet=found.sheet,
        source=found.source,
        rating_max=found.rating_max,
        rows=look.rows,
        stored=look.stored,
        comments=look.comments,
        journey=_journey(look) if suggests_journey else None,
        known=before.stored if before else None,
        compared=before.answers if before else None,
        known_source=before.source if before else None,
        elsewhere=before.elsewhere if before else 0,
        elsewhere_source=before.elsewhere_source if before else None,
        repeated=look.repeated,
        no_consent=look.no_consent,
        filled={name: look.filled[name] for name in FILLED if look.filled[name]},
        first_date=look.first,
        last_date=look.last,
        groups=[_group(name, values) for name, values in look.groups.items()],
        fields=FIELDS,
        columns=[_column(one) for one in readings],
        examples=[_example(row) for row in look.shown],
        set_aside=look.reasons.total(),
        **_counted(look.reasons),
        first_set_aside=[_rejected(row) for row in look.rejected],
        notes=[note.found for note in look.notes],
        note_reasons=[_coded(note) for note in look.notes],
        advice=[
            {"option": one.option, "text": one.reason.found, **_coded(one.reason)} for one in advice(found, readings)
        ],
    )


def tell_columns(path: Path, columns: Sequence[str]) -> None:
    """The columns of a file that cannot be read until somebody says what they are."""
    from pipeline.masking.mask import masked_name
    from pipeline.sources.source_kind import shown_name

    named = [{"column": column, "shown": masked_name(column)} for column in columns]
    tell("columns", file=shown_name(path), fields=FIELDS, columns=named)


def tell_report(report: RunReport) -> None:
    """The closing account of a run."""
    facts = {_REPORT_KEYS.get(field.name, field.name): getattr(report, field.name) for field in fields(report)}
    unread = [column._asdict() for column in report.unread]
    tell("report", **facts | _counted(report.reasons) | {"unread": unread})


@contextmanager
def telling_errors() -> Iterator[None]:
    """Print an error as an event too, and raise it on."""
    try:
        yield
    except OndoError as error:
        tell_error(error)
        raise


def tell_error(error: OndoError) -> None:
    """What was found, where, and what to do."""
    tell(
        "error",
        code=int(error.exit_code),
        kind=type(error).__name__,
        message=error.message,
        where=error.where,
        remedy=error.remedy,
        reason_code=error.reason.code if error.reason else None,
        remedy_code=error.reason.remedy_code if error.reason else None,
        arguments=dict(error.reason.arguments) if error.reason else {},
    )


@contextmanager
def progress_events(rows: int | None) -> Iterator[Callable[[int], None]]:
    """A progress bar for programs; ``rows`` is the total where it is known."""
    done = 0

    def update(count: int) -> None:
        nonlocal done
        done += count
        tell("progress", done=done, of=rows)

    update(0)
    yield update


def tell_note(text: str) -> None:
    """A sentence for people, passed on by a program."""
    tell("note", text=text)


def tell_file_note(name: str, reason: Reason) -> None:
    """What is to be noted about a file."""
    tell("note", text=f"{name}: {reason.found}", file=name, **_coded(reason))


def _journey(look: "FilePreview") -> dict[str, Any]:
    """The kind of business whose touchpoints a new database takes, by its names; "general" where none fits."""
    from pipeline.config.journeys import GENERAL, kind_of_business, presets
    from pipeline.config.ondo_toml.presets import touchpoints_named

    kind = None if "touchpoint" in look.groups else kind_of_business(look.texts)
    if kind is None:
        return {"code": GENERAL}
    stages = {language: [point.labels[language] for point in touchpoints_named(kind)] for language in ("ko", "en")}
    return {"code": kind, "ko": presets()[kind].ko, "en": presets()[kind].en, "stages": stages}


def _coded(reason: Reason) -> dict[str, Any]:
    return {"code": reason.code, "arguments": dict(reason.arguments)}


def _counted(reasons: Counter[Reason]) -> dict[str, dict[str, int]]:
    """Rejected rows by the sentence of their reason, and by its code."""
    codes: Counter[str] = Counter()
    for reason, count in reasons.items():
        codes[reason.code] += count
    return {"reasons": dict(by_sentence(reasons).most_common()), "reason_codes": dict(codes.most_common())}


def _column(reading: "ColumnReading") -> dict[str, Any]:
    guess = reading.guess
    return {
        "column": guess.column,
        "shown": reading.shown,
        "field": guess.field,
        "confidence": guess.confidence,
        "certainty": reading.certainty,
        "reason": guess.reason.found,
        **_coded(guess.reason),
        "evidence": _coded(reading.evidence),
        "read": reading.read,
        "unread": reading.unread,
        "unread_examples": reading.examples,
        "unread_rows": reading.unread_rows,
        "rivals": reading.rivals,
        "option": reading.option,
    }


def _group(name: str, values: Counter[str]) -> dict[str, Any]:
    """The values by which answers can be told apart: how many there are, and the most frequent, masked."""
    from pipeline.masking.mask import mask_text, masked_name

    most = [{"value": mask_text(value)[0], "count": count} for value, count in values.most_common(MOST_VALUES_NAMED)]
    return {"field": masked_name(name), "values": len(values), "most": most}


def _rejected(row: RejectedRow) -> dict[str, Any]:
    return {
        "file": row.file,
        "row": row.row,
        "column": row.column,
        "reason": row.reason.found,
        "remedy": row.reason.remedy,
        **_coded(row.reason),
        "remedy_code": row.reason.remedy_code,
        "raw": row.raw if row.audience == "customer" else None,
        "customer": row.customer,
    }


def _example(row: MaskedFeedback) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _EXAMPLE}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, RejectedRow):
        return _rejected(value)
    return str(value)
