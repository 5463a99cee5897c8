"""What commands that answer a question print: text for people, or one JSON object."""

import json
from collections.abc import Iterable
from typing import Any

import click

language_option = click.option(
    "--lang", type=click.Choice(["ko", "en"]), default="ko", show_default=True, help="Language of names and sentences."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of text.")


def rounded(value: Any) -> Any:
    """A float to six places, other values as they are."""
    return round(value, 6) if isinstance(value, float) else value


def show(as_json: bool, data: dict[str, Any], lines: Iterable[str]) -> None:
    """Print the one or the other on stdout."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2) if as_json else "\n".join(lines))


def dashboard_address(_: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """The address of a dashboard as an option names it; raises click.BadParameter for what links should not begin with."""
    if value and not value.lower().startswith(("https://", "http://")):
        raise click.BadParameter("an address begins with https:// or http://", param=option)
    return value
