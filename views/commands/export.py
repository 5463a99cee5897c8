"""`ondo export`, the filtered comments as a file with the dashboard's filters as options; and `ondo access-log`."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import click

from views.commands.exported_file import ChosenExport, form_of, linked_choice, tell, tell_meant
from views.commands.output_file import written_whole

if TYPE_CHECKING:
    import queries
    from queries.filter_fields import FilterField
    from views.words.address import ParsedAddress, UrlValues
    from views.words.filter_fields import AllowedValues

KNOWN_NAMED = 40
"""Values listed when an unknown one is refused."""

OptionValues = Mapping[str, Any]
"""What the options of a FilteredCommand are set to, by attribute of queries.Filter, beside ``period``."""


class FilteredCommand(click.Command):
    """A command with options that name the database and the filters: the dashboard's, and an address copied from it.

    The options follow from the declaration of the filters, which is read when one of them is needed.
    """

    @cached_property
    def _filter_options(self) -> tuple[click.Option, ...]:
        from queries.filter import FILTER_FIELDS
        from views.words.presets import PRESETS

        return (
            database_option(),
            click.Option(
                ["--link"], help="An address copied from the dashboard; other filter options are added to it."
            ),
            click.Option(["--period"], type=click.Choice(PRESETS), help="A period counted from the data's last day."),
            *map(_option, FILTER_FIELDS.values()),
        )

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Those of the command, then the filters'."""
        *own, help_option = super().get_params(ctx)
        return [*own, *self._filter_options, help_option]


def database_option() -> click.Option:
    """The option that names the database file."""
    return click.Option(
        ["--db", "database"],
        type=click.Path(path_type=Path),
        help="The database file. [default: ONDO_DB, else ondo.duckdb]",
    )


def _option(item: "FilterField") -> click.Option:
    from queries.filter_fields import Kind

    names = [item.option, item.name]
    if item.kind is Kind.CHOICES:
        return click.Option(names, multiple=True, help=f"{item.meaning} Repeatable.")
    if item.kind is Kind.ONE:
        return click.Option(names, type=click.Choice(item.values), help=item.meaning)
    if item.kind is Kind.DAY:
        return click.Option(names, metavar="YYYY-MM-DD", help=item.meaning)
    return click.Option(names, type=(int if item.scale.is_whole else float) if item.scale else str, help=item.meaning)


@click.command(cls=FilteredCommand)
@click.option(
    "--format", "format", type=click.Choice(["csv", "xlsx", "parquet"]), help="[default: from the file's suffix]"
)
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, metavar="FILE")
@click.option(
    "--rows",
    type=click.Choice(["comments", "mentions"]),
    help="What a row is: a comment, or one thing that a comment speaks of. [default: comments]",
)
@click.option("--mentions", "by_mention", is_flag=True, help="The same as --rows mentions.")
@click.option(
    "--lang",
    type=click.Choice(["ko", "en"]),
    help="Headers, values (emotions, touchpoints, yes and no) and the sheet about the file in a reader's language. "
    "[default: none, the codes that scripts rely on]",
)
@click.option(
    "--columns",
    metavar="NAME,NAME",
    help="The columns, in this order, by their names without --lang or by their headers with it. [default: all]",
)
@click.option(
    "--order",
    type=click.Choice(
        ["newest", "oldest", "tone_low", "tone_high", "rating_low", "nps_low", "intensity", "confidence"]
    ),
    help="Order of the rows, as on the screen. [default: that of --link; else newest with --lang, oldest without]",
)
def export(
    database: Path | None,
    format: str | None,
    output: Path,
    rows: str | None,
    by_mention: bool,
    lang: str | None,
    columns: str | None,
    order: str | None,
    link: str | None,
    **asked: Any,
) -> None:
    """Write the filtered comments to a file, exactly as the dashboard would.

    CSV opens right in Korean Excel and holds the rows alone; XLSX has a second sheet about itself, Parquet the same in its
    metadata. Texts that may not be quoted stay out; texts longer than Excel's cells are cut in XLSX alone, and that is said.
    The file appears whole or not at all, for its owner alone (mode 0600), and never through a link.
    Employees' comments come only from groups that are large enough. The value (none) of --touchpoint, --channel,
    --product, --segment, --language and --leading-emotion stands for comments without one.
    """
    kind = format or output.suffix.lstrip(".").lower()
    if kind not in ("csv", "xlsx", "parquet"):
        raise click.UsageError(f"{output.name!r} names no format. Add --format csv, xlsx or parquet.")
    if by_mention and rows == "comments":
        raise click.UsageError("--mentions is --rows mentions. Leave one of them out.")
    import queries
    from views.files.export_form import ROWS

    place = database or queries.database_path()
    with (
        written_whole(output, place) as unfinished,
        TemporaryDirectory(prefix=".ondo-", dir=unfinished.parent) as folder,
    ):
        source = queries.open_warehouse(place, spill=Path(folder))
        query = ROWS["mentions" if by_mention else rows or "comments"]
        shown_order = order or linked_choice(link, "order") or _usual_order(lang)
        filter, form = chosen_filter(source, link, asked), form_of(source, query, lang, columns)
        chosen = ChosenExport(source, query, filter, shown_order, form)
        with unfinished.open("wb") as sink:
            written = chosen.write(sink, kind)
        _note(source.path, kind, chosen.filter, written.rows)
    tell(written, output)
    tell_meant(source, chosen.filter)


def _usual_order(lang: str | None) -> str:
    """The order of rows for a reader, and that of rows in codes."""
    return "newest" if lang else "oldest"


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


def opened(database: Path | None, reads_comments: bool = True) -> "queries.Warehouse":
    """The database named, else that of ONDO_DB, else ondo.duckdb. Raises queries.DatabaseError."""
    import queries

    return queries.open_warehouse(database or queries.database_path(), reads_comments=reads_comments)


def chosen_filter(source: "queries.Warehouse", link: str | None, asked: OptionValues) -> "queries.Filter":
    """The filter that a link and the options name. Raises click.UsageError where any part of either makes no sense."""
    return chosen_view(source, link, asked).filter


def chosen_view(source: "queries.Warehouse", link: str | None, asked: OptionValues) -> "ParsedAddress":
    """That filter, with how its days were chosen. Raises click.UsageError as ``chosen_filter``."""
    from views.words.address import from_link, link_values, parse

    allowed = allowed_of(source)
    found = str(source.run("date_range").to_pylist()[0]["last_day"] or "")[:10]
    last_day = date.fromisoformat(found) if found else None
    linked = from_link(link or "", allowed, last_day)
    for name, value in (*linked.unknown, *linked.unknown_of_groups):
        raise click.UsageError(f"--link: {_refusal(name, name, value, allowed)}")
    parsed = parse(_with_options(link_values(link or ""), asked), allowed, last_day)
    for name, value in parsed.unknown:
        raise click.UsageError(f"{_option_of(name)}: {_refusal(_option_of(name), name, value, allowed)}")
    _check(parsed.filter)
    return parsed


def _check(filter: "queries.Filter") -> None:
    """Raises click.UsageError where answers may not be selected by a filter."""
    from queries.filter import FilterRefused, check

    try:
        check(filter)
    except FilterRefused as error:
        raise click.UsageError(f"{error.message}. To do: {error.remedy}.") from error


def _with_options(said: "UrlValues", asked: OptionValues) -> dict[str, list[str]]:
    """What a link says, with what the options say added to it, or in its place where only one value can hold."""
    from queries.filter import FILTER_FIELDS
    from queries.filter_fields import Kind
    from views.words.filter_fields import PERIOD

    values = {name: [*given] for name, given in said.items()}
    if asked[PERIOD]:
        values |= {"from": [], "until": [], PERIOD: [asked[PERIOD]]}
    elif asked["date_from"] or asked["date_until"]:
        values.pop(PERIOD, None)
    for name, item in FILTER_FIELDS.items():
        if asked[name] in (None, "", ()):
            continue
        is_list = item.kind is Kind.CHOICES
        values[item.address] = [*values.get(item.address, ()), *asked[name]] if is_list else [str(asked[name])]
    return values


def _option_of(name: str) -> str:
    from queries.filter import FILTER_FIELDS

    return next((item.option for item in FILTER_FIELDS.values() if item.address == name), f"--{name}")


def _refusal(where: str, name: str, value: str, allowed: "AllowedValues") -> str:
    """What is wrong with a value of an address, and what to do; ``where`` is what it was said under."""
    from views.words.address import nearest
    from views.words.filter_fields import PARAMETERS

    if name not in PARAMETERS:
        meant = nearest(name, PARAMETERS)
        remedy = f"Did you mean {meant}?" if meant else "Copy the address of the view from the dashboard."
        return f"{name!r} is no part of the dashboard's addresses. {remedy}"
    said = repr(value) if where.startswith("--") else f"{name} {value!r}"
    return f"{said} {_remedy(name, value, allowed)}"


def _remedy(name: str, value: str, allowed: "AllowedValues") -> str:
    from queries.filter import FILTER_FIELDS
    from views.words.filter_fields import GROUP_LISTS, PAGE_CHOICES, SCALES
    from views.words.presets import PRESETS

    listed = allowed.get(name.partition("_")[2] if name in GROUP_LISTS else name)
    if listed is not None:
        return _known_values(value, listed)
    if name in SCALES:
        return f"cannot be used. It goes from {SCALES[name].least:g} to {SCALES[name].most:g}."
    if name == "period":
        return f"cannot be used. It is {', '.join(PRESETS)}, and needs answers with a date."
    options = PAGE_CHOICES.get(name) or next(
        (item.values for item in FILTER_FIELDS.values() if item.address == name), ()
    )
    if options:
        return f"cannot be used. It is one of {', '.join(options)}."
    return "cannot be used. Write a day as 2026-03-31, and name no period beside it."


def _known_values(value: str, listed: Sequence[str]) -> str:
    """What a value that the database does not have may be meant for, and what it has."""
    from views.words.address import nearest

    meant = nearest(value, listed)
    there = ", ".join(listed[:KNOWN_NAMED]) or "none in this database"
    return f"is not in this database.{f' Did you mean {meant}?' if meant else ''} Known are: {there}"


def allowed_of(source: "queries.Warehouse") -> "AllowedValues":
    """The values that each filter can take in a database."""
    from views.words.filter_fields import allowed_values

    def column(query: str, name: str) -> list[str]:
        return [row[name] for row in source.run(query).to_pylist()]

    counted = [*source.run("filter_value_list").to_pylist(), *source.run("rare_value_list").to_pylist()]
    values = [(row["dimension"], row["value"]) for row in counted]
    return allowed_values(column("emotion_list", "emotion"), column("touchpoint_list", "touchpoint"), values)
