"""`ondo follow`: new files of a folder go into the database as they come."""

from contextlib import nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from pipeline.cli import json_events
from pipeline.cli.console import say
from pipeline.cli.options import ColumnOptions, column_options, database_option, json_option, read_options, yes_option
from pipeline.cli.read import run_files
from pipeline.config.settings import load_settings

if TYPE_CHECKING:
    from pipeline.cli.incoming import FileRecord, TakeIn

SETTLED_S = 2.0
"""Seconds between the two looks of --once."""


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@column_options
@database_option
@json_option
@yes_option
@click.option(
    "--every",
    type=click.FloatRange(min=0.1),
    default=10,
    show_default=True,
    metavar="SECONDS",
    help="How often to look.",
)
@click.option("--once", is_flag=True, help="Take in what is there, then end.")
@click.option("--again", is_flag=True, help="Try files that were set aside once more.")
@click.option("--list", "listing", is_flag=True, help="List what became of each file, and do nothing else.")
def follow(
    folder: Path, database: Path, config: Path | None, as_json: bool, confirmed: bool, every: float, once: bool, again: bool,
    listing: bool, **asked: Unpack[ColumnOptions],
) -> None:  # fmt: skip
    """Take in new files of a folder as they come.

    A file is read once it is fully written: two looks found it the same. Each content is read once, whatever its name; files
    stay where they are. What cannot be read is set aside: it is remembered with the reason beside the database
    (<database>.files.jsonl, see --list), and tried again once it has changed, or with --again.

    Ends cleanly on SIGTERM and Ctrl-C, after the file that is being read; a second one interrupts it. With --json, the
    events of `ondo run --json`, and `followed` for each file.
    """
    from pipeline.cli.incoming import Follower, Incoming, records, stopping_cleanly

    if listing:
        for record in records(database).values():
            _list(record)
        return
    load_settings(config)
    with json_events.telling_errors() if as_json else nullcontext(), stopping_cleanly() as stop:
        incoming, take_in = Incoming(folder), _taking_in(database, config, as_json, confirmed, asked)
        follower = Follower(database, take_in, _tell_event if as_json else _say, again)
        incoming.look()
        stop.wait(SETTLED_S if once else every)
        while not stop.is_set:
            follower.take_ready(incoming, lambda: stop.is_set)
            if once:
                return
            stop.wait(every)
    say("Stopped.")


def _taking_in(database: Path, config: Path | None, as_json: bool, confirmed: bool, asked: ColumnOptions) -> "TakeIn":
    """Reads one file as `ondo run` does, by the settings as they are then."""
    from pipeline.sources.containers import unpacked

    def take_in(path: Path) -> None:
        settings = load_settings(config)
        with unpacked((path,), asked["sheets"]) as tables:
            options = read_options(asked, settings)
            run_files(tuple(tables), database, settings, options, as_json=as_json, confirmed=confirmed)

    return take_in


def _say(record: "FileRecord") -> None:
    if record.outcome == "taken":
        say(f"Taken in: {record.file}")
    else:
        say(f"Set aside: {record.file}: {record.why}\n  What to do: {record.remedy}")


def _tell_event(record: "FileRecord") -> None:
    json_events.tell("followed", **asdict(record))


def _list(record: "FileRecord") -> None:
    why = f"\t{record.why}. To do: {record.remedy}" if record.why else ""
    click.echo(f"{record.at}\t{record.outcome}\t{record.file}{why}")
