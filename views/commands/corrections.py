"""`ondo correct` and `ondo corrections`: people say what comments are, and it holds in every number at once."""

import getpass
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from views.commands.export import FilteredCommand, chosen_filter, opened
from views.commands.output_file import write_whole

if TYPE_CHECKING:
    import queries
    from queries.corrections import Agreement, Correction

TONES = {"positive": 1.0, "neutral": 0.0, "negative": -1.0}
LONGEST_TEXT = 80
"""Characters of a comment that the queue prints."""

Command = Callable[..., None]


def _database(command: Command) -> Command:
    return click.option(
        "--db",
        "database",
        type=click.Path(path_type=Path),
        help="The database file. [default: ONDO_DB, else ondo.duckdb]",
    )(command)


def _json(command: Command) -> Command:
    return click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")(command)


def _by(command: Command) -> Command:
    return click.option(
        "--by", metavar="NAME", help="Who says it; only a mask of the name is kept. [default: you, by your login]"
    )(command)


def _tone(ctx: click.Context, param: click.Parameter, value: str | None) -> float | None:
    if value is None:
        return None
    try:
        number = TONES[value] if value in TONES else float(value)
    except ValueError:
        number = 2.0
    if not -1 <= number <= 1:
        raise click.BadParameter(f"{value!r} is not positive, neutral or negative, nor a number from -1 to 1")
    return number


def _emotions(ctx: click.Context, param: click.Parameter, values: Sequence[str]) -> dict[str, int]:
    found = {}
    for value in values:
        code, _, level = value.partition("=")
        if (level or "2") not in ("1", "2", "3"):
            raise click.BadParameter(f"{value!r} is not CODE or CODE=1, CODE=2, CODE=3")
        found[code] = int(level or "2")
    return found


@click.command()
@click.argument("answer", type=click.IntRange(-(2**63), 2**63 - 1))
@click.option("--mention", type=click.IntRange(1), metavar="N", help="Its N-th mention, in place of the whole comment.")
@click.option("--tone", callback=_tone, metavar="TONE", help="positive, neutral or negative, or a number from -1 to 1.")
@click.option(
    "--emotion",
    "emotions",
    multiple=True,
    callback=_emotions,
    metavar="CODE[=1|2|3]",
    help="An emotion that is there, slight, clear (default) or strong. Repeatable: those named are all there are.",
)
@click.option("--no-emotion", is_flag=True, help="No emotion is there.")
@click.option("--touchpoint", metavar="CODE", help="The touchpoint that it speaks of; (none) for none.")
@_by
@_database
@_json
def correct(
    answer: int,
    mention: int | None,
    tone: float | None,
    emotions: dict[str, int],
    no_emotion: bool,
    touchpoint: str | None,
    by: str | None,
    database: Path | None,
    as_json: bool,
) -> None:
    """Say what a comment, or one of its mentions, is: tone, emotions, touchpoint.

    ANSWER is the comment's number, as the dashboard and the exports show it. What is said holds at once in every number of
    the dashboard, exports and reports, whatever is run or scored again, until it is taken back with `ondo corrections undo`.
    What is not named stays as it is. The database is not written; `ondo corrections` says where it is kept.
    """
    from queries import corrections

    if no_emotion and emotions:
        raise click.UsageError("--no-emotion and --emotion contradict one another. Name one of them.")
    source = opened(database)
    row = corrections.require_row(source.run("comment", feedback_id=answer).to_pylist(), answer)
    wanted = corrections.Wanted(
        mention, tone, emotions if emotions or no_emotion else None, "" if touchpoint == "(none)" else touchpoint
    )
    _refuse_unknown(source, wanted)
    made = corrections.correction_of(row, wanted, by or _login())
    corrections.keep(source.path, [made])
    _note(source.path, "correct", made.id)
    if as_json:
        click.echo(_as_json(corrections.facts_of(made)))
    else:
        click.echo(f"{made.id}  {_said(made)}")


def _refuse_unknown(source: "queries.Warehouse", wanted: Any) -> None:
    """Raise click.UsageError for an emotion or a touchpoint that the database does not have."""
    emotions = source.run("emotion_list").column("emotion").to_pylist()
    if unknown := set(wanted.emotions or ()) - set(emotions):
        raise click.UsageError(f"--emotion {sorted(unknown)[0]!r} is none. Known are: {', '.join(emotions)}")
    points = source.run("touchpoint_list").column("touchpoint").to_pylist()
    if wanted.touchpoint and wanted.touchpoint not in points:
        raise click.UsageError(f"--touchpoint {wanted.touchpoint!r} is none. Known are: {', '.join(points)}, (none)")


@click.group("corrections")
def corrections_group() -> None:
    """See, move and take back what people have said of comments.

    It is kept in a file beside the database (NAME.corrections.jsonl): numbers of comments, masks of names, no text.
    """


@corrections_group.command("list")
@_database
@_json
def list_corrections(database: Path | None, as_json: bool) -> None:
    """Print the corrections that stand, the latest last."""
    import queries
    from queries import corrections

    place = database or queries.database_path()
    found, unread = corrections.kept(place), corrections.unread(place)
    if as_json:
        click.echo(_as_json({"corrections": list(map(corrections.facts_of, found)), "unread": unread}))
        return
    for each in found:
        click.echo(f"{each.id}  {each.at[:16].replace('T', ' ')}  {each.by}  {_place(each)}  {_said(each)}")
    click.echo(f"{len(found):,} corrections", err=True)
    if unread:
        click.echo(f"{unread:,} lines of {corrections.path_of(place)} cannot be read and are left out", err=True)


@corrections_group.command("undo")
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@_by
@_database
@_json
def undo_corrections(ids: Sequence[str], by: str | None, database: Path | None, as_json: bool) -> None:
    """Take corrections back: all is then as if they had never been said."""
    import queries
    from queries import corrections

    place, unique = database or queries.database_path(), list(dict.fromkeys(ids))
    corrections.take_back(place, unique, by or _login())
    for each in unique:
        _note(place, "correct_undone", each)
    click.echo(_as_json({"undone": unique}) if as_json else f"{len(unique):,} taken back")


@corrections_group.command("export")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, metavar="FILE")
@_database
def export_corrections(output: Path, database: Path | None) -> None:
    """Write all corrections to a file (JSON lines) that `ondo corrections import` reads, those taken back with them."""
    import queries
    from queries import corrections

    place = database or queries.database_path()
    content = corrections.exported(place)
    write_whole(output, content, place)
    _note(place, "export", "corrections")
    click.echo(f"{len(content.splitlines()):,} lines written to {output}", err=True)


@corrections_group.command("import")
@click.argument("source", metavar="FILE", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@_database
@_json
def import_corrections(source: Path, database: Path | None, as_json: bool) -> None:
    """Add the corrections of a file; what is there already is added once, what is of unknown answers is left out."""
    from queries import corrections

    warehouse = opened(database)
    content = corrections.content_of(source)
    known = warehouse.run("known_answer_list", ids=corrections.answers_of(content)).column("feedback_id").to_pylist()
    counts = corrections.imported(warehouse.path, content, frozenset(known))
    _note(warehouse.path, "correct_imported", str(counts["added"]))
    if as_json:
        click.echo(_as_json(counts))
        return
    click.echo(
        f"{counts['added']:,} added, {counts['known']:,} were there, {counts['of_other_answers']:,} of other answers and "
        f"{counts['unread']:,} that cannot be read left out"
    )


@corrections_group.command("agreement")
@_database
@_json
def agreement(database: Path | None, as_json: bool) -> None:
    """Say how people agree who have labelled the same comments: Cohen's kappa.

    Of tone (positive from 1/3 up, negative from -1/3 down), of each emotion, and of touchpoints, for every two people. 1 is
    full agreement, 0 no more than chance.
    """
    from dataclasses import asdict

    import queries
    from queries import corrections

    found = corrections.agreements(corrections.kept(database or queries.database_path()))
    if as_json:
        click.echo(_as_json([asdict(each) for each in found]))
        return
    for each in found:
        click.echo(_agreement(each))
    if not found:
        click.echo("no two people have labelled the same comment", err=True)


@corrections_group.command("queue", cls=FilteredCommand)
@click.option("--limit", type=click.IntRange(1, 1_000), default=20, show_default=True, help="Comments at most.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
def queue(limit: int, as_json: bool, database: Path | None, link: str | None, **asked: Any) -> None:
    """Print the comments that people should look at first: least certain, and moving a figure most.

    doubt is the larger of 2 (1 - confidence) and |tone| where the answer's own score says the contrary; influence is how
    far one comment moves the figure of the smallest touchpoint that it counts at. The largest product comes first.
    """
    source = opened(database)
    rows = source.run("doubtful_comment_list", filter=chosen_filter(source, link, asked), limit=limit, offset=0)
    found = [_queued(row) for row in rows.to_pylist()]
    _note(source.path, "comments", "doubtful_comment_list")
    if as_json:
        click.echo(_as_json(found))
        return
    for row in found:
        text = " ".join(row["text"].split())[:LONGEST_TEXT]
        click.echo(f"{row['answer']:>20}  doubt {row['doubt']:.2f}  tone {row['tone']:+.2f}  {text}")


def _queued(row: dict[str, Any]) -> dict[str, Any]:
    names = ("text", "tone", "confidence", "present", "touchpoint", "doubt", "influence")
    return {"answer": str(row["feedback_id"])} | {name: row[name] for name in names}


def _note(database: Path, what: str, name: str) -> None:
    from views.access.access_log import write

    write(database, who="command line", role="admin", what=what, name=name)


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "command line"


def _place(correction: "Correction") -> str:
    span = "" if correction.span is None else f" {correction.span[0]}-{correction.span[1]}"
    return f"{correction.answer}{span}"


def _said(correction: "Correction") -> str:
    parts = [] if correction.tone is None else [f"tone {correction.tone:+g}" if correction.tone else "tone 0"]
    if correction.emotions is not None:
        parts.append(", ".join(f"{code} {level}" for code, level in correction.emotions.items()) or "no emotion")
    if correction.touchpoint is not None:
        parts.append(f"at {correction.touchpoint or '(none)'}")
    return "; ".join(parts)


def _agreement(found: "Agreement") -> str:
    kappa = "–" if found.kappa is None else f"{found.kappa:.2f} ({found.low:.2f} to {found.high:.2f})"
    return (
        f"{found.one} and {found.other}, {found.about}: kappa {kappa}, "
        f"the same in {found.same:,} of {found.n:,}, {found.items:,} comments or mentions"
    )


def _as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)
