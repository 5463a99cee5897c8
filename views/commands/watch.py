"""`ondo watch`: which figures have left their usual level, why, since when; and muting what is known."""

import getpass
import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from views.commands.export import opened
from views.commands.opened_view import whole_view

if TYPE_CHECKING:
    import queries
    from queries.alerts.alerts import Watched
    from queries.alerts.figures import Figure
    from views.files.alerts import ShownAlert
    from views.files.summary_parts import RunQuery
    from views.words.labels import View


@click.command()
@click.option(
    "--db", "database", type=click.Path(path_type=Path), help="The database file. [default: ONDO_DB, else ondo.duckdb]"
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text, with quotes.")
@click.option(
    "--all",
    "with_closed",
    is_flag=True,
    help="Alerts that were clear before, are closed or muted too, of the last year and a half.",
)
@click.option(
    "--until",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="As it was at the end of that day. [default: the data's last day]",
)
@click.option("--mute", metavar="ALERT", help="Mute an alert by its name, such as delivery:anger.")
@click.option(
    "--mute-until",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="Up to and with that day; with --mute.",
)
@click.option("--unmute", metavar="ALERT", help="Let an alert be heard again.")
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Take in new files of this folder as they come, as `ondo follow` does, and tell after each what has opened or closed.",
)
@click.option(
    "--every",
    type=click.FloatRange(min=0.1),
    default=10,
    show_default=True,
    metavar="SECONDS",
    help="How often to look into the folder.",
)
@click.option("--once", is_flag=True, help="With --folder: take in what is there, then end.")
@click.option("--who", help="Who mutes. [default: the user of this machine]")
@click.option("--lang", type=click.Choice(["ko", "en"]), default="en", show_default=True, help="Language of the text.")
def watch(
    database: Path | None,
    as_json: bool,
    with_closed: bool,
    until: datetime | None,
    mute: str | None,
    mute_until: datetime | None,
    unmute: str | None,
    folder: Path | None,
    every: float,
    once: bool,
    who: str | None,
    lang: str,
) -> None:
    """Say which figures have left their usual level: emotions, tone, NPS and ratings at each touchpoint, week by week.

    A sequential test (binomial CUSUM; the same for means) lets at most 0.3 false alarms a week through over all series together.
    An alert says since when, how much before and now, from how many answers, and why it fired; it closes by itself. Listed are
    those that were clear within the last two whole weeks of customers' answers; a flood of one text counts once.

    With --folder it goes on until it is asked to stop (SIGTERM, Ctrl-C), which it does after the file that is being read. With --json,
    the events of `ondo follow --json`, and `alerts` after each file.
    """
    if folder:
        _refuse_with_folder(with_closed, until, mute, mute_until, unmute)
        raise SystemExit(_watch_folder(folder, database, every, once, lang, as_json))
    if once:
        raise click.UsageError("--once goes with --folder.")
    source = opened(database)
    view = whole_view(source, lang)
    if (mute is None) != (mute_until is None):
        raise click.UsageError("--mute and --mute-until go together: which alert, and up to which day.")
    if mute or unmute:
        _change_mutes(source, view, mute, mute_until.date() if mute_until else None, unmute, who or user())
    _print(source, view, until.date() if until else None, as_json, with_closed)


def _refuse_with_folder(*others: object) -> None:
    if any(others):
        raise click.UsageError(
            "--folder tells what opens and closes from now on. Leave out --all, --until, --mute and --unmute."
        )


def _watch_folder(folder: Path, database: Path | None, every: float, once: bool, lang: str, as_json: bool) -> int:
    import queries
    from views.commands.watch_folder import FolderToWatch, watch_folder

    if not folder.is_dir():
        raise click.UsageError(f"{folder} is no folder that can be read.")
    return watch_folder(FolderToWatch(folder, database or queries.database_path(), every, once, lang, as_json))


def user() -> str:
    """The name of whoever works on this machine."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "command line"


def _change_mutes(
    source: "queries.Warehouse", view: "View", mute: str | None, until: date | None, unmute: str | None, who: str
) -> None:
    from queries.alerts import mutes

    for alert, day in ((mute, until), (unmute, None)):
        if alert:
            mutes.mute(source.path, known_name(view, alert), day, who)


def known_name(view: "View", alert: str) -> str:
    """The name of an alert that there can be. Raises click.UsageError."""
    from views.files.alerts import topic_of

    touchpoint, _, measure = alert.partition(":")
    if touchpoint == "all" and topic_of(measure):
        return alert
    if touchpoint not in ("all", *view.touchpoints) or measure not in ("tone", "nps", "rating", *view.emotions):
        raise click.UsageError(
            f"{alert!r} names no alert. Write TOUCHPOINT:MEASURE, such as delivery:anger or all:nps; touchpoints are "
            f"all, {', '.join(view.touchpoints)}; measures tone, nps, rating, {', '.join(view.emotions)}."
        )
    return alert


def _print(source: "queries.Warehouse", view: "View", until: date | None, as_json: bool, with_closed: bool) -> None:
    watched, listed = alerts_now(source, view, until, with_closed)
    if as_json:
        click.echo(json.dumps(alerts_object(view, watched, listed, source), ensure_ascii=False, indent=1, default=str))
        return
    from views.files.alerts import is_current

    current = sum(is_current(one, _last(watched)) for one in listed)
    for line in alert_lines(view, watched, listed, current, source):
        click.echo(line)


def alerts_now(
    source: "queries.Warehouse", view: "View", until: date | None = None, with_closed: bool = False
) -> "tuple[Watched, list[ShownAlert]]":
    """All that is watched, and the alerts of now (all with ``with_closed``), as they were at the end of a day."""
    from queries.alerts.mutes import read_mutes
    from views.files.alerts import is_current, shown_alerts, watch_all

    today = datetime.now(view.facts.zone).date()
    watched = watch_all(view, source.run, _day_after(until), with_topics=True)
    shown = shown_alerts(view, watched, read_mutes(source.path), today)
    return watched, [one for one in shown if with_closed or is_current(one, _last(watched))]


def _last(watched: "Watched") -> date:
    """The last day that is watched."""
    return watched.last_week + timedelta(days=6) if watched.last_week else date.min


def _day_after(day: date | None) -> date | None:
    """The day after a day; None, for no end, after the last that there is."""
    return day + timedelta(days=1) if day and day < date.max else None


def alert_lines(
    view: "View", watched: "Watched", listed: list["ShownAlert"], current: int, source: "queries.Warehouse"
) -> list[str]:
    """What is watched, how many alerts are of now, and those listed with why they fired and quotes, for people."""
    from views.files.alerts import quotes, state_text, summary_text, title, why

    words = view.words
    lines = [summary_text(view, watched, current)]
    for one in listed:
        lines += [
            "",
            f"{one.alert.name}  {title(view, one.alert)}",
            f"  {words(f'watch.{one.meaning}')} · {state_text(view, one)}",
        ]
        lines.append(f"  {why(view, one.alert)}")
        lines += [f"  “{' '.join(row['text'].split())}”" for row in quotes(view, one, source.run)]
    return lines


def alerts_object(
    view: "View", watched: "Watched", listed: list["ShownAlert"], source: "queries.Warehouse"
) -> dict[str, Any]:
    """The same for programs."""
    from queries.alerts.sequential_test import ALARMS_A_WEEK

    return {
        "series": watched.series,
        "last_week": watched.last_week,
        "false_alarms_a_week": ALARMS_A_WEEK,
        "alerts": [alert_object(view, one, source.run) for one in listed],
    }


def alert_object(view: "View", one: "ShownAlert", run: "RunQuery", reads_comments: bool = True) -> dict[str, Any]:
    """An alert as programs get it, with its quotes."""
    from views.files.alerts import quotes, title, why

    alert = one.alert
    muted = {"until": one.mute.until, "who": one.mute.who} if one.mute else None
    return {
        "alert": alert.name,
        "touchpoint": alert.series.touchpoint,
        "measure": alert.series.measure,
        "direction": "up" if alert.is_share else "down",
        "meaning": one.meaning,
        "state": one.state,
        "since": alert.since,
        "fired": alert.fired,
        "until": alert.until,
        "closed": alert.closed,
        "ended": alert.ended or None,
        "before": _figure_object(alert.before) | {"weeks": alert.before_weeks},
        "now": _figure_object(alert.now),
        "expected": alert.expected,
        "evidence": alert.evidence,
        "limit": alert.limit,
        "muted": muted,
        "title": title(view, alert),
        "why": why(view, alert),
        "quotes": [
            {name: row[name] for name in ("role", "feedback_id", "answered_at", "text")}
            for row in quotes(view, one, run, reads_comments)
        ],
    }


def _figure_object(figure: "Figure") -> dict[str, Any]:
    return {"n": figure.n, "value": figure.value, "low": figure.low, "high": figure.high}
