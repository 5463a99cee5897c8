"""The commands that read files: `ondo check` and `ondo run`."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from pipeline.cli import json_events
from pipeline.cli.adapt import adapt_after_run
from pipeline.cli.console import progress_bar, report_text, say, say_beside_bar, say_of_file
from pipeline.cli.options import (
    ColumnOptions,
    database_option,
    json_option,
    read_options,
    reading_options,
    yes_option,
)
from pipeline.config.settings import Settings, config_path, load_settings
from pipeline.errors import OndoError
from pipeline.own_process import OwnProcess
from pipeline.records import ReadOptions

if TYPE_CHECKING:
    from pipeline.scoring.processes import ScoringProcesses

LISTED_REJECTED = 2_000
"""Rejected rows that `check --json` lists; all of them are counted."""


@click.command()
@reading_options
@database_option
@json_option
@yes_option
def run(
    files: tuple[Path, ...],
    database: Path,
    config: Path | None,
    as_json: bool,
    confirmed: bool,
    **asked: Unpack[ColumnOptions],
) -> None:
    """Read files, mask and score them, and publish a database.

    FILE may be a folder, a pattern, a ZIP or gzip archive, or - for stdin.

    Where `keep_days` would delete more than a tenth of all texts at once, or the clock is half a year after the last run
    or the newest answer, nothing is done without --yes.

    With --json, one JSON object a line: progress, note, report, error.
    """
    with json_events.telling_errors() if as_json else nullcontext():
        from pipeline.scoring.processes import started_early
        from pipeline.sources.containers import unpacked

        settings = load_settings(config)
        with (
            unpacked(files, asked["sheets"]) as tables,
            started_early(tables, database, settings.workers) as running,
        ):
            options = read_options(asked, settings)
            run_files(tuple(tables), database, settings, options, as_json=as_json, confirmed=confirmed, running=running)


def run_files(
    files: tuple[Path, ...],
    database: Path,
    settings: Settings,
    options: ReadOptions,
    *,
    as_json: bool = False,
    confirmed: bool = False,
    running: "ScoringProcesses | None" = None,
) -> None:
    """Run the pipeline over files, saying on stderr (or as JSON on stdout) what is read, and how it ended.

    ``running`` are processes that have been started to score.
    """
    from pipeline.run import RunListener, RunSettings, inspect_files, run_batch
    from pipeline.sources.preview import mapping_notes
    from pipeline.sources.source_kind import shown_name

    OwnProcess.leave_pandas_out()
    note = json_events.tell_note if as_json else say
    note_of_file = json_events.tell_file_note if as_json else say_of_file
    inspections = inspect_files(files, options)
    for inspection in inspections:
        for reason in (*mapping_notes(inspection), *inspection.notes):
            note_of_file(shown_name(inspection.path), reason)
    listener = RunListener(note, json_events.progress_events) if as_json else RunListener(say_beside_bar, progress_bar)
    asked = RunSettings(files, database, settings, options, confirmed, running=running)
    report = run_batch(asked, inspections, listener)
    if as_json:
        json_events.tell_report(report)
    else:
        say(report_text(report, str(database)))
    adapt_after_run(database, settings, note)


@click.command()
@reading_options
@json_option
@click.option(
    "--db", "database", type=click.Path(path_type=Path), help="Say how many of the answers this database has."
)
@click.option(
    "--save-mapping",
    is_flag=True,
    help="Save what the columns are in the settings file, for all files with the same header.",
)
def check(
    files: tuple[Path, ...],
    config: Path | None,
    as_json: bool,
    database: Path | None,
    save_mapping: bool,
    **asked: Unpack[ColumnOptions],
) -> None:
    """Show how `run` would read files, without reading them in.

    Writes nothing but the mapping that --save-mapping saves. With --json, one JSON object a file, with up to 2,000 of
    the rows that would be rejected.
    """
    from pipeline.cli.check_report import next_command

    def check_one(path: Path, named: Path) -> None:
        is_new = save_mapping and config is not None and not config.exists()
        settings = load_settings(None if is_new else config)
        options = read_options(asked, settings)
        _tell_checked(path, options, database, settings) if as_json else _show_checked(
            path, options, named, suggests_journey=not settings.has_own_journey
        )
        if not as_json and database is not None and database.is_file():
            _show_stored(path, options, database)
        if save_mapping:
            _save_mapping(path, options, config or config_path())

    with json_events.telling_errors() if as_json else nullcontext():
        _raise_last(_check_each(files, asked["sheets"], check_one), as_json=as_json)
        if not as_json:
            click.echo(next_command(files, asked))


def _tell_checked(path: Path, options: ReadOptions, database: Path | None, settings: Settings) -> None:
    """What was found out about a table, as an event; where only its columns are to be named, these."""
    from pipeline.sources.preview import nameable_columns, preview_file
    from pipeline.steps.known_files import stored_before

    try:
        look = preview_file(path, options, LISTED_REJECTED)
        is_compared = database is not None and database.is_file()
        before = stored_before(database, look.inspection) if database and is_compared else None
        json_events.tell_checked(look, before, suggests_journey=not (settings.has_own_journey or is_compared))
    except OndoError as error:
        if columns := nameable_columns(path, options, error):
            json_events.tell_columns(path, columns)
        raise


def _show_checked(path: Path, options: ReadOptions, named: Path, *, suggests_journey: bool) -> None:
    from pipeline.cli.check_report import check_file
    from pipeline.sources.containers import is_copy

    click.echo(check_file(path, options, named if is_copy(path) else None, suggests_journey=suggests_journey))


def _show_stored(path: Path, options: ReadOptions, database: Path) -> None:
    from pipeline.sources import inspect
    from pipeline.steps.known_files import stored_before

    found = stored_before(database, inspect(path, options))
    place = f", from source {found.source!r}" if found.source else ""
    click.echo(f"in {database} already: {found.stored:,} of {found.answers:,} answers{place}\n")
    if found.elsewhere:
        click.echo(
            f"stored under another name, and counted twice if read as this one: {found.elsewhere:,} answers, in source {found.elsewhere_source!r}\n"
        )


def _save_mapping(path: Path, options: ReadOptions, settings_file: Path) -> None:
    from pipeline.sources.preview import keep_mapping

    keep_mapping(path, options, settings_file)
    say(f"Mapping saved in {settings_file}")


def _check_each(
    files: Sequence[Path], sheets: Sequence[str], check_one: Callable[[Path, Path], None]
) -> list[OndoError]:
    """Check each table of each file that is named, whatever becomes of the others; what could not be read is returned."""
    from pipeline.sources.containers import unpacked

    failed: list[OndoError] = []
    for named in files:
        with _kept(failed), unpacked((named,), sheets) as tables:
            for path in tables:
                with _kept(failed):
                    check_one(path, named)
    return failed


@contextmanager
def _kept(errors: list[OndoError]) -> Iterator[None]:
    try:
        yield
    except OndoError as error:
        errors.append(error)


def _raise_last(failed: Sequence[OndoError], *, as_json: bool) -> None:
    """Say which files could not be read, after those that could; the last of them is raised."""
    for error in failed[:-1]:
        if as_json:
            json_events.tell_error(error)
        else:
            say(f"Error: {error}")
    if failed:
        raise failed[-1]
