"""The command `ondo adapt`: a layer on top of the shipped tone, learned from the company's own rated comments."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.console import json_text, progress_bar, rescored_text, say, say_beside_bar
from pipeline.cli.model import require_training, training_is_there
from pipeline.cli.options import config_option, database_option, json_option
from pipeline.config.settings import Settings, load_settings
from pipeline.errors import DataRefused, OndoError, WrongUsage
from pipeline.listener import RunListener, Say

if TYPE_CHECKING:
    from pipeline.scoring.own_layer import OwnLayer
    from pipeline.storage.own_layer_tables import OwnLayerRows
    from pipeline.training.adapt import GainFigures, LanguageOutcome
    from pipeline.upkeep.own_stars import LayerChange, Stars

SHOWN_WORDS = 12
"""Words that the text names of each language; --json has all of them."""


@click.command()
@database_option
@config_option
@click.option(
    "--from",
    "stars",
    type=click.Choice(["rating", "nps"]),
    help="Learn from ratings, or from answers to the recommend question. [default: what more comments have]",
)
@click.option("--undo", is_flag=True, help="Take the layer away: all scores are again those of the shipped model.")
@json_option
def adapt(database: Path, config: Path | None, stars: "Stars | None", undo: bool, as_json: bool) -> None:
    """Learn the tone of your own words from your own stars.

    From the rated comments of the database, a small layer on top of the shipped tone is learned, on this machine, and all
    comments are scored anew with it. No comment's tone is decided by its own rating. What people have said of a comment's
    tone (`ondo correct`) goes before its rating. The layer is kept only if it is
    right more often on comments held back by product and time; else nothing changes and the code is 1. It takes 200
    rated comments of a language, 30 of them complaints. Employees' comments are not learned from.
    """
    from pipeline.upkeep.backup import require_database

    settings = load_settings(config)
    require_database(database)
    if undo:
        if stars:
            raise WrongUsage("--undo takes no --from", remedy="ondo adapt --undo")
        _undo(database, settings, as_json)
        return
    require_training()
    change, facts, outcomes = learned(database, stars, settings)
    if change is None:
        if as_json:
            click.echo(json_text(facts))
        raise _refusal(database, outcomes)
    facts["rescored"] = publish(database, settings, change, RunListener(say_beside_bar, progress_bar))
    click.echo(json_text(facts) if as_json else "\n".join(_lines(facts, outcomes)))


def adapt_after_run(database: Path, settings: Settings, note: Say) -> None:
    """Learn where the settings ask for it and a run has made it due; why nothing is learned is noted, no error."""
    from pipeline.upkeep.own_stars import is_due

    if settings.adapt_from is None:
        return
    if not training_is_there():
        note("adapt_from is set, but scikit-learn is not installed: pip install 'ondo[train]'")
        return
    from pipeline.scoring.scorer import Scorer

    if not is_due(database, settings.adapt_from, Scorer().version):
        return
    change, facts, outcomes = learned(database, settings.adapt_from, settings)
    if change is None:
        note(f"The tone stays as it is: {_why(outcomes)}")
        return
    publish(database, settings, change, RunListener(note))
    for line in _lines(facts, outcomes):
        note(line)


def learned(
    database: Path, stars: "Stars | None", settings: Settings
) -> "tuple[LayerChange | None, dict[str, Any], list[LanguageOutcome]]":
    """What a database's rated comments teach: the change (None where nothing is gained), its facts, each language's outcome."""
    from pipeline.scoring.scorer import Scorer
    from pipeline.training.adapt import RatedComment, learn
    from pipeline.upkeep.own_stars import LayerChange, rated_rows

    rows, chosen = rated_rows(database, stars)
    comments = [
        RatedComment(row.text, row.is_praise, row.language, row.product, row.answered_at, row.customer) for row in rows
    ]
    layer, outcomes = learn(comments, Scorer())
    facts = {
        "learned": layer is not None,
        "from": chosen,
        "rated": len(rows),
        "version": layer.scorer_version if layer else None,
        "languages": [asdict(outcome) for outcome in outcomes],
    }
    if layer is None:
        return None, facts, outcomes
    return LayerChange(layer, _rows(layer, chosen, len(rows), settings, outcomes)), facts, outcomes


def publish(database: Path, settings: Settings, change: "LayerChange", listener: RunListener) -> int:
    """Store the change and score all comments anew, in one step; how many were scored."""
    from pipeline.run import RunSettings, run_batch

    report = run_batch(RunSettings((), database.resolve(), settings, layer_change=change), (), listener)
    listener.say(rescored_text(report, str(database)))
    return report.rescored


def _rows(
    layer: "OwnLayer", stars: "Stars", rated: int, settings: Settings, outcomes: "Sequence[LanguageOutcome]"
) -> "OwnLayerRows":
    """The rows that a layer is stored in."""
    import pyarrow as pa

    from pipeline.storage.own_layer_tables import LANGUAGE_SCHEMA, OwnLayerRows

    head = {
        "version": layer.version,
        "base_version": layer.base_version,
        "learned_at": settings.now(),
        "learned_from": stars,
        "rated_count": rated,
        "content": layer.content,
    }
    languages = [_figures(one, one.gain) for one in outcomes if one.language in layer.languages and one.gain]
    return OwnLayerRows(pa.Table.from_pylist([head]), pa.Table.from_pylist(languages, LANGUAGE_SCHEMA))


def _figures(outcome: "LanguageOutcome", gain: "GainFigures") -> dict[str, Any]:
    """The row of one language."""
    counts = ("language", "complaints", "praise", "contradicting")
    return {name: getattr(outcome, name) for name in counts} | {
        "measured": gain.n,
        "right_before": gain.before,
        "right_after": gain.after,
        "gain_low": gain.low,
        "gain_high": gain.high,
        "words": [asdict(word) for word in outcome.words],
    }


def _undo(database: Path, settings: Settings, as_json: bool) -> None:
    from pipeline.storage.own_layer_tables import layer_content
    from pipeline.upkeep.own_stars import LayerChange

    is_there = layer_content(database) is not None
    rescored = 0
    if is_there:
        rescored = publish(database, settings, LayerChange(), RunListener(say_beside_bar, progress_bar))
    else:
        say(f"Nothing to undo: {database} has no layer of its own")
    if as_json:
        click.echo(json_text({"undone": is_there, "rescored": rescored}))


def _refusal(database: Path, outcomes: "Sequence[LanguageOutcome]") -> OndoError:
    return DataRefused(
        f"nothing is learned: {_why(outcomes)}",
        where=str(database),
        remedy="bring in more rated comments with `ondo run`, or name what they are rated by with --from; "
        "all scores are as before",
    )


def _why(outcomes: "Sequence[LanguageOutcome]") -> str:
    """Why no language is learned; those without any rated comment are left out where another has some."""
    some = [one for one in outcomes if one.complaints + one.praise] or outcomes
    return "; ".join(f"{one.language}: {one.refused}{_measured(one.gain)}" for one in some)


def _measured(gain: "GainFigures | None") -> str:
    if gain is None:
        return ""
    return f" ({gain.before:.1%} right before, {gain.after:.1%} after; {_interval(gain)} of {gain.n:,})"


def _interval(gain: "GainFigures") -> str:
    return f"gain {100 * (gain.after - gain.before):+.1f} points, 95 % interval {100 * gain.low:+.1f} to {100 * gain.high:+.1f},"


def _lines(facts: dict[str, Any], outcomes: "Sequence[LanguageOutcome]") -> Iterator[str]:
    """What was learned, for people."""
    yield f"Learned from {facts['rated']:,} comments by {facts['from']}: scorer {facts['version']}"
    for one in outcomes:
        if one.refused and not one.complaints + one.praise:
            continue
        if one.refused:
            yield f"  {one.language}  stays as shipped: {one.refused}{_measured(one.gain)}"
            continue
        yield f"  {one.language}  {one.complaints:,} complaints, {one.praise:,} of praise; {one.contradicting:,} left out that contradict the rest"
        yield f"      sign of the tone{_measured(one.gain)}"
        if one.newest:
            yield f"      on the newest  {_measured(one.newest)}"
        words = ", ".join(f"{word.word} {word.change:+.2f}" for word in one.words[:SHOWN_WORDS])
        yield f"      words that changed most: {words}"
    yield "Undo: ondo adapt --undo"
