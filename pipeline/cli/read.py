"""The commands that read files: `ondo check` and `ondo run`."""

from contextlib import nullcontext
from pathlib import Path
from typing import Unpack

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
from pipeline.records import ReadOptions

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
        from pipeline.sources.containers import unpacked

        settings = load_settings(config)
        with unpacked(files) as tables:
            options = read_options(asked, settings)
            run_files(tuple(tables), database, settings, options, as_json=as_json, confirmed=confirmed)


def run_files(
    files: tuple[Path, ...],
    database: Path,
    settings: Settings,
    options: ReadOptions,
    *,
    as_json: bool = False,
    confirmed: bool = False,
) -> None:
    """Run the pipeline over files, saying on stderr (or as JSON on stdout) what is read, and how it ended."""
    from pipeline.run import RunListener, RunSettings, inspect_files, run_batch
    from pipeline.sources.preview import mapping_notes
    from pipeline.sources.source_kind import shown_name

    note = json_events.tell_note if as_json else say
    note_of_file = json_events.tell_file_note if as_json else say_of_file
    inspections = inspect_files(files, options)
    for inspection in inspections:
        for reason in (*mapping_notes(inspection), *inspection.notes):
            note_of_file(shown_name(inspection.path), reason)
    listener = RunListener(note, json_events.progress_events) if as_json else RunListener(say_beside_bar, progress_bar)
    report = run_batch(RunSettings(files, database, settings, options, confirmed), inspections, listener)
    if as_json:
        json_events.tell_report(report)
    else:
        say(report_text(report, str(database)))
    adapt_after_run(database, settings, note)


@click.command()
@reading_options
@json_option
@click.option(
    "--save-mapping",
    is_flag=True,
    help="Save what the columns are in the settings file, for all files with the same header.",
)
def check(
    files: tuple[Path, ...], config: Path | None, as_json: bool, save_mapping: bool, **asked: Unpack[ColumnOptions]
) -> None:
    """Show how `run` would read files, without reading them in.

    Writes nothing but the mapping that --save-mapping saves. With --json, one JSON object a file, with up to 2,000 of
    the rows that would be rejected.
    """
    from pipeline.cli import check_report
    from pipeline.sources import preview
    from pipeline.sources.containers import unpacked

    with json_events.telling_errors() if as_json else nullcontext(), unpacked(files) as tables:
        for path in tables:
            is_new = save_mapping and config is not None and not config.exists()
            settings = load_settings(None if is_new else config)
            options = read_options(asked, settings)
            if as_json:
                json_events.tell_checked(preview.preview_file(path, options, LISTED_REJECTED))
            else:
                click.echo(check_report.check_file(path, options, settings.journey))
            if save_mapping:
                place = config or config_path()
                preview.keep_mapping(path, options, place)
                say(f"Mapping saved in {place}")
