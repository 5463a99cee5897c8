"""`ondo export`, the filtered comments as a file with the dashboard's filters as options; and `ondo admin access-log`."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    import queries
    from views.words.filter_fields import AllowedValues, ParsedFilter

_PRESETS = ("last_28", "this_month", "last_month", "this_year")

_OPTIONS: dict[str, tuple[str, str]] = {
    "touchpoints": ("--touchpoint", "Touchpoint code, such as payment."),
    "channels": ("--channel", "Channel."),
    "products": ("--product", "Product."),
    "segments": ("--segment", "Customer segment."),
    "languages": ("--language", "Language of the comment: ko, en, mixed, ..."),
    "emotions": ("--emotion", "Emotion code, such as anxiety; comments with any of those named."),
    "leading_emotions": (
        "--leading-emotion",
        "Emotion code; comments whose strongest emotion it is, (none) for those without.",
    ),
    "valences": ("--valence", "positive, negative, mixed or neutral."),
    "nps_bands": ("--nps-band", "promoter, passive or detractor."),
    "rating_bands": ("--rating-band", "full, high, middle or low."),
    "states": ("--state", "scored, no_text, unsupported_language or empty."),
}
"""Filter (as in the dashboard's address) -> option and its help."""


_NUMBERS: dict[str, tuple[str, type, str]] = {
    "intensity_from": ("--intensity-from", int, "Least strength of the emotion: 1 slight, 2 clear, 3 strong."),
    "tone_from": ("--tone-from", float, "Least tone, -1 to 1."),
    "tone_until": ("--tone-until", float, "Tone below which comments are kept, -1 to 1."),
    "confidence_from": ("--confidence-from", float, "Least confidence of the tone, 0 to 1."),
}
"""Filter of one number (as in the dashboard's address) -> option, its type and its help."""

_REMEDIES = {
    "audience": "It is customer or employee.",
    "period": f"It is {', '.join(_PRESETS)}, and needs answers with a date.",
}

KNOWN_NAMED = 40
"""Values listed when an unknown one is refused."""


def filter_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options that name the database and the filters: the dashboard's, and an address copied from it."""
    words = click.option(
        "--words", help='Words in any form: 배송 늦다; "in quotes" exactly this text; -word leaves out.'
    )
    command = words(command)
    command = click.option("--contains", help="Text that the comment contains, whatever its case.")(command)
    command = click.option("--audience", type=click.Choice(["customer", "employee"]), help="[default: customer]")(
        command
    )
    for name, (flag, text) in reversed(_OPTIONS.items()):
        command = click.option(flag, name, multiple=True, help=f"{text} Repeatable.")(command)
    for name, (flag, kind, text) in reversed(_NUMBERS.items()):
        command = click.option(flag, name, type=kind, help=text)(command)
    period = click.option("--period", type=click.Choice(_PRESETS), help="A period counted from the data's last day.")
    command = period(command)
    command = click.option("--until", "last", metavar="YYYY-MM-DD", help="Last day, included.")(command)
    command = click.option("--from", "first", metavar="YYYY-MM-DD", help="First day.")(command)
    command = click.option(
        "--link", help="An address copied from the dashboard; other filter options are added to it."
    )(command)
    return click.option(
        "--db",
        "database",
        type=click.Path(path_type=Path),
        help="The database file. [default: ONDO_DB, else ondo.duckdb]",
    )(command)


@click.command()
@click.option(
    "--format", "format", type=click.Choice(["csv", "xlsx", "parquet"]), help="[default: from the file's suffix]"
)
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, metavar="FILE")
@filter_options
def export(database: Path | None, format: str | None, output: Path, link: str | None, **asked: Any) -> None:
    """Write the filtered comments to a file, exactly as the dashboard would.

    CSV opens right in Korean Excel and holds the rows alone; XLSX has a second sheet about itself, Parquet the same in its
    metadata. Texts that may not be quoted stay out. The file appears whole or not at all.
    Employees' comments come only from groups that are large enough. The value (none) of --touchpoint, --channel,
    --product, --segment, --language and --leading-emotion stands for comments without one.
    """
    kind = format or output.suffix.lstrip(".").lower()
    if kind not in ("csv", "xlsx", "parquet"):
        raise click.UsageError(f"{output.name!r} names no format. Add --format csv, xlsx or parquet.")
    import queries
    from views.files.tables import ROWS_A_PIECE, ExportCount, write

    place = database or queries.database_path()
    with (
        written_whole(output, place) as unfinished,
        TemporaryDirectory(prefix=".ondo-", dir=unfinished.parent) as folder,
    ):
        source = queries.open_warehouse(place, spill=Path(folder))
        filter = chosen_filter(source, link, asked)

        def about(written: ExportCount) -> dict[str, str]:
            left_out = {"texts left out": f"{written.texts_left_out:,} (no consent to quote them)"}
            return _info(source, filter, written.rows) | left_out

        with source.stream("export_list", ROWS_A_PIECE, filter=filter) as reader, unfinished.open("wb") as sink:
            written = write(reader, sink, kind, about)
        _note(source.path, kind, filter, written.rows)
    click.echo(f"{written.rows:,} rows written to {output}", err=True)
    if written.texts_left_out:
        click.echo(f"{written.texts_left_out:,} of them without their text, which may not be quoted", err=True)


@click.command("access-log")
@click.option(
    "--db", "database", type=click.Path(path_type=Path), help="The database file. [default: ONDO_DB, else ondo.duckdb]"
)
def access_log(database: Path | None) -> None:
    """Print who did what and when, a JSON object a line: who signed in, read comments, took them away, was refused."""
    import queries
    from views.access.access_log import read

    for line in read(database or queries.database_path()):
        click.echo(line)


def _note(database: Path, format: str, filter: "queries.Filter", rows: int) -> None:
    """An export that cannot be noted is refused."""
    from views.access.access_log import plain_filter, write

    facts = {"format": format, "rows": rows, "filters": plain_filter(filter)}
    write(database, who="command line", role="admin", what="export", name="export", **facts)


def opened(database: Path | None) -> "queries.Warehouse":
    """The database named, else that of ONDO_DB, else ondo.duckdb. Raises queries.DatabaseError."""
    import queries

    return queries.open_warehouse(database or queries.database_path())


def chosen_filter(source: "queries.Warehouse", link: str | None, asked: dict[str, Any]) -> "queries.Filter":
    """The filter that the options name. Raises click.UsageError where the database has no such value."""
    from views.words.filter_fields import chosen, link_values

    known = _known(source)
    last_day = source.run("date_range").to_pylist()[0]["last_day"]
    values: dict[str, Sequence[str]] = dict(link_values(link or ""))
    for name in _OPTIONS:
        values[name] = (*values.get(name, ()), *asked[name])
    if asked["first"] or asked["last"]:
        values.pop("period", None)
    named = (
        ("from", "first"),
        ("until", "last"),
        *((name, name) for name in ("period", "audience", "contains", "words", *_NUMBERS)),
    )
    for key, name in named:
        if asked[name] not in (None, ""):
            values[key] = (str(asked[name]),)
    found = chosen(values, known, date.fromisoformat(str(last_day)[:10]) if last_day else None)
    _refuse_unknown(found, known)
    return found.filter


def _refuse_unknown(found: "ParsedFilter", known: "AllowedValues") -> None:
    from views.words.filter_fields import NUMBERS

    for name, value in found.unknown:
        if name in known:
            there = ", ".join(known[name][:KNOWN_NAMED]) or "none in this database"
            raise click.UsageError(f"{_OPTIONS[name][0]}: {value!r} is not in this database. Known are: {there}")
        if name in _NUMBERS:
            least, most = NUMBERS[name]
            raise click.UsageError(f"{_NUMBERS[name][0]}: {value} cannot be used. It goes from {least} to {most}.")
        remedy = "Write a day as 2026-03-31." if name in ("from", "until") else _REMEDIES.get(name, "")
        raise click.UsageError(f"--{name}: {value!r} cannot be used. {remedy}")


def _known(source: "queries.Warehouse") -> "AllowedValues":
    from views.words.filter_fields import known_values

    def column(query: str, name: str) -> Iterable[str]:
        return source.run(query).column(name).to_pylist()

    values = [(row["dimension"], row["value"]) for row in source.run("filter_value_list").to_pylist()]
    return known_values(column("emotion_list", "emotion"), column("touchpoint_list", "touchpoint"), values)


def _info(source: "queries.Warehouse", filter: "queries.Filter", rows: int) -> dict[str, str]:
    from views.words.filter_fields import parameters

    meta = {row["name"]: row["value"] for row in source.run("meta_list").to_pylist()}
    limits = [f"{key}={value}" for key, values in parameters(filter).items() for value in values]
    return {
        "made on": date.today().isoformat(),
        "database": source.path.name,
        "filters": "  ".join(limits) or "none",
        "rows": f"{rows:,}",
        "scorer version": meta.get("scorer_version", ""),
    }


def write_whole(output: Path, content: bytes, database: Path) -> None:
    """Write the file whole or not at all. Raises click.UsageError where it cannot be written or is the database's."""
    with written_whole(output, database) as unfinished:
        unfinished.write_bytes(content)


@contextmanager
def written_whole(output: Path, database: Path) -> Iterator[Path]:
    """A file to write to that takes the output's name if nothing goes wrong; raises as ``write_whole``."""
    import queries

    target = output.resolve()
    try:
        _refuse_target(output, target, database.resolve())
        with queries.replacing(target) as unfinished:
            yield unfinished
    except OSError as error:
        raise click.UsageError(f"{output} cannot be written ({error.strerror}). Name another file.") from error


def _refuse_target(output: Path, target: Path, database: Path) -> None:
    if target in (database, *(database.with_name(database.name + end) for end in (".key", ".lock", ".access.jsonl"))):
        raise click.UsageError(f"{output} belongs to the database. Name another file.")
    if target.exists() and not target.is_file():
        raise click.UsageError(f"{output} is not a regular file. Name a file.")
