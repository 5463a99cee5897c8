"""The commands that make and measure the model: `ondo train` and `ondo evaluate`."""

from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from pipeline.cli.console import json_text, say
from pipeline.errors import DataRefused, WrongUsage

if TYPE_CHECKING:
    from pipeline.training.label_figures import LabelFigures


class LabelOptions(TypedDict):
    """The options of `ondo evaluate FILE`."""

    text: str | None
    label: str | None
    chart: Path | None
    database: Path | None
    corrections: bool


@click.command()
@click.option("--data", type=click.Path(path_type=Path, file_okay=False), required=True, help="Folder of the corpora.")
@click.option(
    "--model",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder to write to. [default: the installed model]",
)
def train(data: Path, folder: Path | None) -> None:
    """Train the model on a folder of corpora."""
    from pipeline.config.settings import MODEL_FOLDER

    require_training()
    from pipeline.training import train as training

    _require_folder(data)
    training.train(data, folder or MODEL_FOLDER, say)


@click.command()
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
@click.option(
    "--db",
    "database",
    type=click.Path(path_type=Path),
    help="Measure with the layer that `ondo adapt` has learned in this database, beside the shipped tone.",
)
@click.option(
    "--corrections",
    is_flag=True,
    help="Measure on the comments that people have corrected in the database (`ondo correct`), in place of FILE.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
def evaluate(
    file: Path | None, data: Path | None, folder: Path | None, as_json: bool, **asked: Unpack[LabelOptions]
) -> None:
    """Measure how right the scores are, on labels of your own.

    FILE is a table of any kind that `run` reads, with a column of comments and one of labels; several labels in a
    cell are joined by commas. Prints precision, recall and F1 of each emotion and the confusion of tone. With --data,
    the model is measured on rows of the corpora that it was not trained on. With --corrections, the labels are what people
    have said of whole comments; they have looked at the doubtful ones first, so the model is better than these figures.
    """
    if asked["corrections"]:
        if file is not None or data is not None or asked["text"] or asked["label"]:
            raise WrongUsage("--corrections takes no FILE", remedy="ondo evaluate --corrections [--db DATABASE]")
        _evaluate_corrections(asked["database"], folder, asked["chart"], as_json)
    elif file is not None and data is None:
        _evaluate_labels(file, folder, as_json, **asked)
    elif data is not None and file is None and not any(asked.values()):
        _evaluate_corpora(data, folder, as_json)
    else:
        raise WrongUsage(
            "evaluate takes either FILE with --text and --label, or --data FOLDER, or --corrections",
            remedy="ondo evaluate labelled.csv --text COLUMN --label COLUMN [--chart chart.svg]",
        )


def _evaluate_corpora(data: Path, folder: Path | None, as_json: bool) -> None:
    require_training()
    from pipeline.training import evaluate as evaluation

    _require_folder(data)
    figures = evaluation.evaluate(data, folder)
    click.echo(json_text(figures) if as_json else evaluation.as_text(figures))


def _evaluate_labels(
    file: Path,
    folder: Path | None,
    as_json: bool,
    text: str | None,
    label: str | None,
    chart: Path | None,
    database: Path | None,
    corrections: bool,
) -> None:
    from pipeline.cli.score import stored_layer_of
    from pipeline.training import own_labels

    if not text or not label:
        raise WrongUsage("the columns are not named", remedy="name them with --text COLUMN --label COLUMN")
    if chart is not None:
        from pipeline.training import label_chart  # only here: it loads Altair

        label_chart.check_target(chart, file)
    layer = stored_layer_of(database) if database is not None else None
    _print_figures(own_labels.evaluate_file(file, text, label, folder, layer), chart, as_json)


def _evaluate_corrections(database: Path | None, folder: Path | None, chart: Path | None, as_json: bool) -> None:
    from pipeline.cli.score import stored_layer_of
    from pipeline.config.settings import database_path
    from pipeline.corrections.events import sign_of
    from pipeline.emotions import EMOTION_CODES
    from pipeline.training import own_labels
    from pipeline.training.label_words import CellLabel
    from pipeline.upkeep.own_corrections import labelled_comments

    place = database or database_path()
    found = labelled_comments(place)
    if not found:
        raise DataRefused(
            "nobody has corrected a comment", where=str(place), remedy="correct some: `ondo corrections queue`"
        )
    if chart is not None:
        from pipeline.training import label_chart

        label_chart.check_target(chart, place)
    known = frozenset(EMOTION_CODES)
    labels = [
        CellLabel(
            None if each.tone is None else sign_of(each.tone),
            None if each.emotions is None else each.emotions & known,
        )
        for each in found
    ]
    rows = own_labels.LabelledRows([each.text for each in found], labels, [])
    _print_figures(own_labels.evaluate_rows(rows, "corrections", folder, stored_layer_of(place)), chart, as_json)


def _print_figures(figures: "LabelFigures", chart: Path | None, as_json: bool) -> None:
    from pipeline.training import label_report

    if chart is not None:
        from pipeline.training import label_chart

        label_chart.write_chart(chart, figures)
        say(f"Chart: {chart}")
    click.echo(json_text(figures) if as_json else label_report.as_text(figures))


def training_is_there() -> bool:
    """Whether what learning needs is installed."""
    from importlib.util import find_spec

    return find_spec("sklearn") is not None


def require_training() -> None:
    """Raise WrongUsage where what learning needs is not installed."""
    if not training_is_there():
        raise WrongUsage(
            "scikit-learn is not installed", remedy="pip install 'ondo[train]' (in a checkout: make .venv/.train)"
        )


def _require_folder(data: Path) -> None:
    if not data.is_dir():
        raise DataRefused(
            "there is no such folder", where=str(data), remedy="name the folder of the corpora with --data"
        )
