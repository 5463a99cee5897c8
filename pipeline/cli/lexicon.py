"""The commands `ondo lexicon` and `ondo rescore`."""

from pathlib import Path

import click

from pipeline.cli.console import json_text, progress_bar, rescored_text, say, say_beside_bar
from pipeline.cli.options import config_option, database_option, json_option, yes_option
from pipeline.config.settings import load_settings


@click.group()
def lexicon() -> None:
    """Show what brand words find and change; nothing is written.

    A brand word gives a word a sign of its own, for all products or some: 달다 is praise for a dessert. Brand words are
    settings in ondo.toml. The next `ondo run` or `ondo rescore` applies them and scores only the comments concerned
    again; removing a word restores the former scores.
    """


@lexicon.command()
@database_option
@config_option
@json_option
def preview(database: Path, config: Path | None, as_json: bool) -> None:
    """Show how many stored comments the brand words would change, and twenty of them before and after."""
    from pipeline.upkeep import lexicon_preview as words

    settings = load_settings(config)
    if not settings.brand_words:
        say(
            "Note: the settings name no brand word. Write [[brand_word]] entries in ondo.toml, or name the file with --config."
        )
    result = words.preview(database, settings)
    click.echo(json_text(words.preview_object(result)) if as_json else words.preview_text(result))


@lexicon.command("list")
@database_option
@config_option
@json_option
def list_words(database: Path, config: Path | None, as_json: bool) -> None:
    """List the brand words with the number of stored comments they are found in, and applied to."""
    from pipeline.upkeep import lexicon_preview as words

    found = words.listed(database, load_settings(config))
    click.echo(json_text(words.listed_objects(found)) if as_json else words.listed_text(found))


@click.command()
@database_option
@config_option
@yes_option
def rescore(database: Path, config: Path | None, confirmed: bool) -> None:
    """Score stored comments again for a new model or brand words.

    `ondo run` does the same when it reads files. A database of an older version of Ondo is brought up to date, too.
    """
    from pipeline.run import RunListener, RunSettings, run_batch
    from pipeline.upkeep.backup import require_database

    settings = load_settings(config)
    require_database(database)
    report = run_batch(
        RunSettings((), database, settings, confirmed=confirmed), (), RunListener(say_beside_bar, progress_bar)
    )
    say(rescored_text(report, str(database)))
