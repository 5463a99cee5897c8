"""The command `ondo touchpoints`."""

from pathlib import Path

import click

from pipeline.cli.console import json_text
from pipeline.cli.options import config_option, database_option, json_option
from pipeline.config.settings import load_settings


@click.command()
@database_option
@config_option
@json_option
def touchpoints(database: Path, config: Path | None, as_json: bool) -> None:
    """Show how comments find their touchpoints; nothing is written.

    How many have a place by their words or by the file, for each source; the most frequent words that no rule has; and,
    where the rules in ondo.toml are others than those by which the comments were placed, which comments the next run would
    move, with twenty of them before and after.
    """
    from pipeline.upkeep import touchpoint_preview

    result = touchpoint_preview.preview(database, load_settings(config))
    if as_json:
        click.echo(json_text(touchpoint_preview.preview_object(result)))
    else:
        click.echo(touchpoint_preview.preview_text(result))
