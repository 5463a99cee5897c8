"""`ondo report`: two pages as one file, for people who do not open the dashboard and for schedules."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from views.commands.export import FilteredCommand, chosen_view, opened
from views.commands.exported_file import linked_choice
from views.commands.opened_view import whole_view
from views.commands.output_file import write_whole

if TYPE_CHECKING:
    import queries
    from views.words.labels import View

FORMATS: tuple[str, ...] = ("html", "pdf")
_INSTALL = "Install what renders reports, in Ondo's folder: .venv/bin/pip install -c constraints.txt -e '.[report]'"
_PANGO = (
    "PDF needs the system's Pango, which is not there. Install it (Debian, Ubuntu: apt-get install libpango-1.0-0 "
    "libpangoft2-1.0-0; macOS: brew install pango), or write --format html."
)
_FONT = (
    "no font with Korean letters is installed. Install one (Debian, Ubuntu: apt-get install fonts-nanum; "
    "or pip install noto-cjk-sans-kr-regular)"
)


@click.command(cls=FilteredCommand)
@click.option(
    "--lang", type=click.Choice(["ko", "en"]), default="ko", show_default=True, help="Language of the report."
)
@click.option("--format", "format", type=click.Choice(FORMATS), help="[default: from the file's suffix]")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, metavar="FILE")
@click.option(
    "--days",
    "span",
    type=click.Choice(["90", "28", "365", "all"]),
    default="90",
    show_default=True,
    help="Days looked at, back from the last answer, where neither --from nor --period is given.",
)
@click.option(
    "--versus",
    type=click.Choice(["before", "year", "none"]),
    help="What the days are compared with: those just before, the same a year earlier, or nothing. "
    "[default: that of --link, else before]",
)
@click.option(
    "--grain",
    type=click.Choice(["day", "week", "month", "quarter"]),
    default="month",
    show_default=True,
    help="Of trends.",
)
@click.option("--stories", is_flag=True, help="Add the story and empathy map of each touchpoint, on further pages.")
@click.option(
    "--dashboard",
    metavar="ADDRESS",
    help="Where the dashboard is, for links from every sentence. [default: that of [digest] in ondo.toml]",
)
def report(
    lang: str,
    format: str | None,
    output: Path,
    span: str,
    versus: str | None,
    grain: str,
    stories: bool,
    dashboard: str | None,
    database: Path | None,
    link: str | None,
    **asked: Any,
) -> None:
    """Write two A4 pages for people who do not open the dashboard, as one self-contained HTML or PDF file.

    The answer comes first: what changed most clearly since the days before, how sure that is, where, in whose words. Then
    the key numbers with their intervals, the trend with events, topics that moved, alerts, the journey as a map, quotes, what
    goes with the scores, actions. Every sentence is a link where the address of the dashboard is known.

    The font is in the file, nothing is fetched and nothing runs. Quotes are only comments whose authors allowed it. The
    file appears whole or not at all, for its owner alone (mode 0600).
    """
    from views.files.summary import with_period

    kind = format or output.suffix.lstrip(".").lower()
    if kind not in FORMATS:
        raise click.UsageError(f"{output.name!r} names no format. Add --format html or pdf.")
    address = checked_dashboard(dashboard)
    source = opened(database)
    chosen = chosen_view(source, link, asked)
    view = view_of(source, chosen.filter, lang, grain)
    if view.facts.n == 0:
        raise click.UsageError("the database has no answers. Read a file into it first: `ondo run FILE`.")
    note_search(source.path, view.filter, "report")
    view = with_period(view, span, chosen.period, versus or linked_choice(link, "versus") or "before")
    write_whole(output, made_report(source, view, kind, address, stories), source.path)
    click.echo(f"report written to {output}", err=True)


def checked_dashboard(given: str | None) -> str:
    """The address that links lead to: as given, else that of [digest] in ondo.toml, "" for none. Raises click.UsageError."""
    import queries

    address = queries.digest_settings().dashboard if given is None else given
    if address and not address.startswith(("http://", "https://")):
        raise click.UsageError(f"{address!r} is no address. Write it as https://ondo.example.com.")
    return address


def note_search(database: Path, filter: "queries.Filter", query: str) -> None:
    """A report or digest of what a text selects is noted as such; raises access_log.LogFailed where it cannot be."""
    from views.access.access_log import searches, write

    searched = searches({"filter": filter})
    if searched:
        write(database, who="command line", role="admin", what="search", query=query, filter=searched)


def view_of(source: "queries.Warehouse", filter: "queries.Filter", language: str, grain: str) -> "View":
    """A database as a page in this language sees it, with a filter."""
    from views.words.periods import fitting

    whole = whole_view(source, language)
    return replace(whole, filter=filter, grain=fitting(grain, *whole.facts.days(None, None)))


def made_report(
    source: "queries.Warehouse", view: "View", kind: str, dashboard: str = "", stories: bool = False
) -> bytes:
    """The report on a view with its period (summary.with_period) as HTML or PDF. Raises click.UsageError where what renders it is not there."""
    from views.files.fonts import korean_font
    from views.files.story import stories_of

    if korean_font() is None:
        if kind == "pdf":
            raise click.UsageError(f"{_FONT}, or write --format html.")
        click.echo(f"note: {_FONT}. Readers without one will see empty boxes.", err=True)
    told = stories_of(view, source.run) if stories else ()
    try:
        from views.files.report_file import report_file

        return report_file(view, source, kind, dashboard, told)
    except ModuleNotFoundError as error:
        raise click.UsageError(f"{error.name} is not installed. {_INSTALL}") from error
    except OSError as error:
        raise click.UsageError(_PANGO) from error
