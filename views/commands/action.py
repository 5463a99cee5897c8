"""`ondo action`: what is done about what customers say, whether it helped, and the page that tells them."""

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from views.commands.export import opened
from views.commands.opened_view import whole_view
from views.commands.output_file import write_whole
from views.commands.watch import known_name, user

if TYPE_CHECKING:
    import queries
    from views.files.actions import Effect
    from views.words.labels import View

STATES = ("planned", "doing", "done", "dropped")

_database = click.option(
    "--db", "database", type=click.Path(path_type=Path), help="The database file. [default: ONDO_DB, else ondo.duckdb]"
)
_language = click.option("--lang", type=click.Choice(["ko", "en"]), help="Language of the text.")
_json = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
_DAY: dict[str, Any] = {"type": click.DateTime(["%Y-%m-%d"]), "metavar": "YYYY-MM-DD"}
_FACTS = (
    click.option(
        "--at",
        metavar="TOUCHPOINT[:MEASURE]",
        help="Where, and what it is to change: delivery, delivery:anger, all:nps.",
    ),
    click.option("--owner", help="Whose it is."),
    click.option("--from", "starts_on", help="The day from which it is at work.", **_DAY),
    click.option("--due", "due_on", help="The day by which it is to be done.", **_DAY),
    click.option(
        "--target", metavar="VALUE", help="Where the measure of --at is to arrive: 20%, 0.1 (tone), 30 (nps)."
    ),
    click.option("--state", type=click.Choice(STATES), help="How far it is."),
    click.option("--who", help="Who writes this down. [default: the user of this machine]"),
    _database,
)


def _fact_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options that say what is known of an action."""
    for option in reversed(_FACTS):
        command = option(command)
    return command


@click.group()
def action() -> None:
    """Write down what is done about what customers say, and see whether it helped.

    Actions stand in a file beside the database, to which lines are only ever added.
    """


@action.command()
@click.argument("what")
@_fact_options
def add(what: str, who: str | None, database: Path | None, **asked: Any) -> None:
    """Write down an action: WHAT is done, where, whose it is and from when."""
    from queries.actions import add_action

    source = opened(database)
    view = whole_view(source, "en")
    facts: dict[str, Any] = {
        "owner": "",
        "touchpoint": None,
        "measure": None,
        "starts_on": today(view),
        "state": "planned",
    }
    added = add_action(source.path, what=what, who=who or user(), **(facts | _facts(view, **asked)))
    click.echo(added.number)
    click.echo(f"written down as action {added.number}", err=True)


@action.command()
@click.argument("number", type=click.IntRange(min=1))
@click.option("--what", help="What is done.")
@_fact_options
def change(number: int, who: str | None, database: Path | None, **asked: Any) -> None:
    """Write down what has changed of action NUMBER; the lines before stay."""
    from queries.actions import change_action

    source = opened(database)
    changes = _facts(whole_view(source, "en"), **asked)
    if not changes:
        raise click.UsageError(
            "nothing to change. Name what: --what, --at, --owner, --from, --due, --target or --state."
        )
    change_action(source.path, number, who or user(), **changes)
    click.echo(f"action {number} changed", err=True)


@action.command("list")
@_json
@_language
@_database
def list_actions(as_json: bool, lang: str | None, database: Path | None) -> None:
    """Show the actions, and what became of each: before and after at its touchpoint, how sure, and what else it may be."""
    source = opened(database)
    view = whole_view(source, lang or "en")
    found = effects_of(source, view)
    if as_json:
        click.echo(json.dumps([action_object(one) for one in found], ensure_ascii=False, indent=1, default=str))
        return
    for one in found:
        for line in _lines(view, one):
            click.echo(line)
    if not found:
        click.echo(view.words("action.none"))


@action.command()
@click.argument("output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")
@_language
@_database
def publish(output: Path, lang: str | None, database: Path | None) -> None:
    """Write "you said, we did" as one HTML file: what customers said, what was done, what became of it.

    Quoted is only what may be quoted; owners are not named; planned and dropped actions stay out. The file fetches nothing.
    """
    from views.files.you_said import page

    source = opened(database)
    view = whole_view(source, lang or "ko")
    found = [one for one in effects_of(source, view) if one.action.state in ("doing", "done")]
    if not found:
        raise click.UsageError(
            "no action is under way or done. Write one down: `ondo action add`, --state doing or done."
        )
    write_whole(output, page(view, source.run, found, today(view)).encode("utf-8"), source.path)
    click.echo(f"{len(found)} actions written to {output}", err=True)


def effects_of(source: "queries.Warehouse", view: "View") -> "list[Effect]":
    """What became of each action, by number."""
    from queries.actions import read_actions
    from views.files.actions import effects

    return effects(view, source.run, read_actions(source.path))


def today(view: "View") -> Any:
    """The day it is where the data are from."""
    return datetime.now(view.facts.zone).date()


def _facts(view: "View", at: str | None, target: str | None, **given: Any) -> dict[str, Any]:
    """What the options say of an action, as its file has it; what they leave out is not in it."""
    found = {
        name: value.date() if isinstance(value, datetime) else value
        for name, value in given.items()
        if value is not None
    }
    if target:
        found["target"] = _number(target)
    if at:
        found["touchpoint"], found["measure"] = _place(view, at)
    return found


def _place(view: "View", at: str) -> tuple[str | None, str | None]:
    """Touchpoint and measure, None for all and for none."""
    touchpoint, _, measure = at.partition(":")
    known_name(view, f"{touchpoint}:{measure or 'tone'}")
    return None if touchpoint == "all" else touchpoint, measure or None


def _number(target: str) -> float:
    """A target as a number, percent as a fraction."""
    bare = target.strip().removesuffix("%")
    try:
        return float(bare) / (100 if bare != target.strip() else 1)
    except ValueError:
        raise click.BadParameter(f"{target!r} is no number", param_hint="--target") from None


def _lines(view: "View", found: "Effect") -> list[str]:
    from views.files.action_goals import goal_text
    from views.files.actions import caveat_texts, change_text, target_text, worth_telling
    from views.files.alerts import place_name

    action, words = found.action, view.words
    facts = [
        place_name(view, action.touchpoint),
        target_text(view, action),
        str(action.starts_on),
        words("action.due_on", day=action.due_on) if action.due_on else "",
        words(f"action.state.{action.state}"),
        action.owner,
    ]
    lines = [f"{action.number}  {action.what}", "   " + " · ".join(fact for fact in facts if fact)]
    lines += [f"   {change_text(view, change)}" for change in worth_telling(found)]
    if goal := goal_text(view, found.action, found.goal, today(view)):
        lines.append(f"   {goal}")
    return [*lines, *(f"   ({text})" for text in caveat_texts(view, found))]


def action_object(found: "Effect") -> dict[str, Any]:
    """An action and what became of it, as programs get them."""
    return {
        **asdict(found.action),
        "compared_from": found.before_from,
        "compared_until": found.until,
        "goal": found.goal and asdict(found.goal),
        "changes": [asdict(change) for change in found.changes],
        "caveats": found.caveats,
        "events": found.events,
        "other_actions": found.others,
        "is_told": found.is_told,
    }
