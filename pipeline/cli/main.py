"""The command line: `ondo` and `python -m pipeline`."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from importlib.metadata import entry_points
from itertools import islice
from pathlib import Path
from typing import IO, Any

import click

from pipeline import __version__
from pipeline.cli.cluster import load_scored, spark
from pipeline.cli.console import (
    exit_code_of,
    flush_or_drop,
    open_missing_streams,
    progress_bar,
    report_text,
    say,
    say_beside_bar,
    say_of_file,
)
from pipeline.cli.lexicon import lexicon, rescore
from pipeline.cli.options import config_option, database_option, json_option, read_options, reading_options
from pipeline.cli.serve import HOME_ADDRESS, ROOT, serve
from pipeline.cli.upkeep import backup, forget, restore, retain, verify
from pipeline.config.settings import config_path, load_settings
from pipeline.errors import DataRefused, ExitCode, WrongUsage
from pipeline.records import ReadOptions

SAMPLE_FOLDER = ROOT / "sample_data"
SAMPLE_FILES = ("survey_2025-11_2026-10.csv", "shop_reviews.xlsx", "app_reviews.csv")
DEMO_DATABASE = Path("ondo-demo.duckdb")

COMMANDS_FROM_OTHER_ROOMS = "ondo.commands"
"""Entry points by which rooms that the pipeline may not import add commands (`export` comes from the views)."""

SCORED_AT_ONCE = 10_000

LISTED_SET_ASIDE = 2_000
"""Rows at fault that `check --json` lists; all of them are counted."""


class _Commands(click.Group):
    """The commands written here, and those of other rooms, loaded only when asked for."""

    def _others(self) -> dict[str, Any]:
        return {point.name: point for point in entry_points(group=COMMANDS_FROM_OTHER_ROOMS)}

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *self._others()})

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        own = super().get_command(ctx, name)
        if own is not None:
            return own
        point = self._others().get(name)
        return point.load() if point else None


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="ondo")
def cli() -> None:
    """Ondo shows how customers feel: Korean and English feedback in, emotion by touchpoint next to NPS out.

    Exit codes: 0 done, 1 the data was refused and nothing published, 2 wrong usage or settings, 3 the database cannot
    be read or written, 130 interrupted.
    """


for command in (lexicon, rescore, verify, backup, restore, forget, retain, spark, load_scored):
    cli.add_command(command)


@cli.command()
@reading_options
@database_option
@json_option
def run(files: tuple[Path, ...], database: Path, config: Path | None, as_json: bool, **asked: Any) -> None:
    """Read files, mask, score, and publish a database.

    With --json, one JSON object a line: progress, note, report, error.
    """
    from pipeline.cli.json_events import telling_errors

    with telling_errors() if as_json else nullcontext():
        settings = load_settings(config)
        _run_files(files, database, settings, read_options(asked, settings), as_json)


def _run_files(
    files: tuple[Path, ...], database: Path, settings: Any, options: ReadOptions, as_json: bool = False
) -> None:
    from pipeline.cli import json_events
    from pipeline.run import RunListener, RunSettings, inspect_files, run_batch
    from pipeline.sources.preview import mapping_notes
    from pipeline.sources.source_kind import shown_name

    note = json_events.tell_note if as_json else say
    note_of_file = json_events.tell_file_note if as_json else say_of_file
    inspections = inspect_files(files, options)
    for inspection in inspections:
        for reason in (*mapping_notes(inspection), *inspection.notes):
            note_of_file(shown_name(inspection.path), reason)
    told = RunListener(note, json_events.progress_events) if as_json else RunListener(say_beside_bar, progress_bar)
    report = run_batch(RunSettings(files, database, settings, options), inspections, told)
    if as_json:
        json_events.tell_report(report)
    else:
        say(report_text(report, str(database)))


@cli.command()
@reading_options
@json_option
@click.option(
    "--save-mapping",
    is_flag=True,
    help="Save what the columns are in the settings file, for all files with the same header.",
)
def check(files: tuple[Path, ...], config: Path | None, as_json: bool, save_mapping: bool, **asked: Any) -> None:
    """Read files as `run` would and show what it would do, writing nothing but a mapping to be saved.

    With --json, one JSON object a file, with up to 2,000 of the rows that would be rejected.
    """
    from pipeline.cli import check_report, json_events
    from pipeline.sources import preview

    with json_events.telling_errors() if as_json else nullcontext():
        for path in files:
            is_new = save_mapping and config is not None and not config.exists()
            options = read_options(asked, load_settings(None if is_new else config))
            if as_json:
                json_events.tell_checked(preview.preview_file(path, options, LISTED_SET_ASIDE))
            else:
                click.echo(check_report.check_file(path, options))
            if save_mapping:
                place = config or config_path()
                preview.keep_mapping(path, options, place)
                say(f"Mapping saved in {place}")


@cli.command()
def score() -> None:
    """Score one text a line from stdin, one JSON object a line on stdout."""
    from pipeline.scoring.scorer import Scorer, as_json_rows

    scorer = Scorer()
    size = 1 if sys.stdin.isatty() else SCORED_AT_ONCE
    lines = _lines(sys.stdin.buffer)
    while texts := list(islice(lines, size)):
        for row in as_json_rows(scorer.score(texts), texts):
            line = json.dumps(row, ensure_ascii=False)
            sys.stdout.buffer.write(line.encode("utf-8", "backslashreplace") + b"\n")
        sys.stdout.buffer.flush()


def _lines(stream: IO[bytes]) -> Iterator[str]:
    for number, line in enumerate(stream, start=1):
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        try:
            yield line.rstrip(b"\r\n").decode("utf-8")
        except UnicodeDecodeError as error:
            say(f"line {number}: not UTF-8 at byte {error.start + 1}; unreadable bytes are replaced")
            yield line.rstrip(b"\r\n").decode("utf-8", "replace")


@cli.command()
@click.option("--data", type=click.Path(path_type=Path, file_okay=False), required=True, help="Folder of the corpora.")
@click.option(
    "--model",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder to write to. [default: the installed model]",
)
def train(data: Path, folder: Path | None) -> None:
    """Learn the scorer's weights anew from the corpora."""
    from pipeline.config.settings import MODEL_FOLDER

    _require_training()
    from pipeline.training import train as training

    _require_folder(data)
    training.train(data, folder or MODEL_FOLDER, say)


@cli.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--text", help="FILE's column of comments.")
@click.option("--label", help="FILE's column of labels: tones (긍정, neg, +, 0, ...), or emotions by code or name.")
@click.option(
    "--chart", type=click.Path(path_type=Path, dir_okay=False), help="Draw FILE's figures to an .svg or .html file."
)
@click.option(
    "--data", type=click.Path(path_type=Path, file_okay=False), help="Folder of the corpora, in place of FILE."
)
@click.option(
    "--model",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of the model. [default: the installed one]",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
def evaluate(file: Path | None, data: Path | None, folder: Path | None, as_json: bool, **asked: Any) -> None:
    """Measure the scorer on FILE's own labels, or on held-out rows of the corpora in --data.

    FILE is a table of any kind that `run` reads, with a column of comments and one of labels; several labels in a
    cell are joined by commas. Prints precision, recall and F1 of each emotion and the confusion of tone.
    """
    if (file is None) == (data is None) or (data is not None and any(asked.values())):
        raise WrongUsage(
            "evaluate takes either FILE with --text and --label, or --data FOLDER",
            remedy="ondo evaluate labelled.csv --text COLUMN --label COLUMN [--chart chart.svg]",
        )
    if file is not None:
        _evaluate_labels(file, folder, as_json, **asked)
        return
    _require_training()
    from pipeline.training import evaluate as evaluation

    _require_folder(data)
    figures = evaluation.evaluate(data, folder)
    click.echo(json.dumps(figures, ensure_ascii=False, indent=2) if as_json else evaluation.as_text(figures))


def _evaluate_labels(file: Path, folder: Path | None, as_json: bool, text: str, label: str, chart: Path | None) -> None:
    from pipeline.training import label_report, own_labels

    if not text or not label:
        raise WrongUsage("the columns are not named", remedy="name them with --text COLUMN --label COLUMN")
    if chart is not None:
        from pipeline.training import label_chart  # only here: it loads Altair

        label_chart.check_target(chart, file)
    figures = own_labels.evaluate_file(file, text, label, folder)
    if chart is not None:
        label_chart.write_chart(chart, figures)
        say(f"Chart: {chart}")
    click.echo(json.dumps(figures, ensure_ascii=False, indent=2) if as_json else label_report.as_text(figures))


def _require_training() -> None:
    from importlib.util import find_spec

    if find_spec("sklearn") is None:
        raise WrongUsage(
            "scikit-learn is not installed", remedy="pip install 'ondo[train]' (in a checkout: make .venv/.train)"
        )


def _require_folder(data: Path) -> None:
    if not data.is_dir():
        raise DataRefused(
            "there is no such folder", where=str(data), remedy="name the folder of the corpora with --data"
        )


def _dashboard_options(command: Callable[..., None]) -> Callable[..., None]:
    for option in (
        click.option("--insecure", is_flag=True, help="Let another address be reached although nobody signs in."),
        click.option("--address", default=HOME_ADDRESS, show_default=True, help="Address to listen on; another one needs sign-in (docs/security.md)."),
        click.option("--headless", is_flag=True, help="Do not open a browser."),
        click.option("--port", type=click.IntRange(1, 65535), default=8501, show_default=True),
    ):  # fmt: skip
        command = option(command)
    return command


@cli.command()
@database_option
@config_option
@_dashboard_options
def dashboard(database: Path, config: Path | None, **where: Any) -> None:
    """Open the dashboard on this machine."""
    serve(database, load_settings(config), config=config, **where)


@cli.command()
@click.option(
    "--db",
    "database",
    type=click.Path(path_type=Path),
    default=DEMO_DATABASE,
    show_default=True,
    help="The database file to make.",
)
@click.option("--no-dashboard", is_flag=True, help="Make the database only.")
@_dashboard_options
def demo(database: Path, no_dashboard: bool, **where: Any) -> None:
    """Run the pipeline over the sample data, then open the dashboard."""
    config = SAMPLE_FOLDER / "ondo.toml"
    settings = load_settings(config)
    files = tuple(SAMPLE_FOLDER / name for name in SAMPLE_FILES)
    _run_files(files, database, settings, ReadOptions(time_zone=settings.time_zone))
    if not no_dashboard:
        serve(database, settings, config=config, **where)


def main() -> None:
    """Run the command line and exit with the code that DESIGN gives each outcome."""
    open_missing_streams()
    code = _outcome()
    flush_or_drop()
    sys.exit(code)


def _outcome() -> int:
    try:
        code = int(cli(standalone_mode=False) or ExitCode.DONE)
        sys.stdout.flush()
        return code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        return exit_code_of(KeyboardInterrupt())
    except BrokenPipeError:
        return ExitCode.DONE
    except (Exception, KeyboardInterrupt) as error:
        return exit_code_of(error)
