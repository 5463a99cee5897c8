"""`ondo digest`: the last day or week in ten lines, on the screen, by mail and by webhook."""

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from views.commands.export import FilteredCommand, chosen_filter, opened
from views.commands.report import made_report, note_search, view_of
from views.commands.shown import dashboard_address

if TYPE_CHECKING:
    import queries
    from views.delivery.message import Attachment, Message, Target
    from views.delivery.once import Delivery
    from views.files.digest import Digest, DigestPeriod
    from views.words.labels import View

_KINDS = ("daily", "weekly")
_MEDIA = {"html": "text/html", "pdf": "application/pdf"}


@click.command(cls=FilteredCommand)
@click.argument("kind", type=click.Choice(_KINDS))
@click.option(
    "--lang", type=click.Choice(["ko", "en"]), help="Language. [default: that of [digest] in ondo.toml, else ko]"
)
@click.option(
    "--dashboard",
    metavar="ADDRESS",
    callback=dashboard_address,
    help="Where the dashboard is, for links. [default: that of [digest] in ondo.toml]",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
@click.option("--send", is_flag=True, help="Send it to the receivers of [digest] in ondo.toml, each once.")
@click.option("--again", is_flag=True, help="With --send: send it to receivers that have it, or may have it, too.")
def digest(
    kind: str,
    lang: str | None,
    dashboard: str | None,
    as_json: bool,
    send: bool,
    again: bool,
    database: Path | None,
    link: str | None,
    **asked: Any,
) -> None:
    """Say in ten lines what the last day or week brought.

    What is unusual now, the clearest changes, rising topics, open actions, the lowest point, NPS, rating and tone, coverage: the most
    important first, each with a link into the dashboard. The days are the last whole ones of the data; a day is compared with the 7 before it, a week with the 28 before it.

    With --send it goes to the receivers of [digest] in ondo.toml: by mail with the summary attached, and by webhook. What
    was sent is remembered beside the database, so that a receiver gets each digest once, however often this runs. Passwords
    and addresses of webhooks are read from the environment. Ends with code 1 where a receiver did not take it.
    """
    import queries
    from views.files.digest import digest_of, period_of

    settings = queries.digest_settings()
    source = opened(database)
    view = view_of(source, _undated(chosen_filter(source, link, asked)), lang or settings.language, "month")
    period = period_of(view, kind, datetime.now(view.facts.zone).date())
    if period is None:
        raise click.UsageError("the database has no dated answer. Read a file into it first: `ondo run FILE`.")
    note_search(source.path, view.filter, "digest")
    made = digest_of(period, kind, source)
    message = _message(period, kind, made, settings.dashboard if dashboard is None else dashboard)
    click.echo(json.dumps(_as_json(message), ensure_ascii=False, indent=2) if as_json else message.text)
    if send:
        _send(source, period.view, message, settings, again)


def _undated(filter: "queries.Filter") -> "queries.Filter":
    if filter.date_from or filter.date_until:
        raise click.UsageError("a digest has days of its own. Leave out --from, --until and --period.")
    return filter


def _message(period: "DigestPeriod", kind: str, made: "Digest", dashboard: str) -> "Message":
    """The digest as a message; the same days, filters and language are the same message."""
    from views.delivery.message import Message, MessageLine
    from views.words.address import parameters
    from views.words.links import dashboard_link

    view = period.view
    lines = (
        MessageLine(line.text, dashboard_link(dashboard, line.page, line.filter, lang=view.language))
        for line in made.lines
    )
    key = json.dumps(["digest", kind, view.language, parameters(view.filter)], ensure_ascii=False, sort_keys=True)
    return Message(key, made.title, tuple(lines), view.words("digest.open"))


def _as_json(message: "Message") -> dict[str, Any]:
    from views.delivery.webhook import as_json

    return as_json(message)


def _send(
    source: "queries.Warehouse", view: "View", message: "Message", settings: "queries.DigestSettings", again: bool
) -> None:
    from dataclasses import replace

    from views.delivery.once import deliver

    targets = _targets(settings)
    if settings.mail and settings.report != "none":
        message = replace(message, attachment=_attachment(source, view, settings))
    _tell(deliver(message, targets, source.path, again=again))


def _targets(settings: "queries.DigestSettings") -> list["Target"]:
    from views.delivery.mail import mail_target
    from views.delivery.webhook import webhook_target

    targets = [*map(mail_target, settings.mail), *map(webhook_target, settings.webhooks)]
    if not targets:
        raise click.UsageError(
            "ondo.toml names no receiver. Write [[digest.mail]] or [[digest.webhook]] (docs/digests.md)."
        )
    return targets


def _attachment(source: "queries.Warehouse", view: "View", settings: "queries.DigestSettings") -> "Attachment":
    from views.delivery.message import Attachment

    kind = settings.report
    name = f"ondo-{view.filter.date_from}.{kind}"
    return Attachment(name, _MEDIA[kind], made_report(source, view, kind, settings.dashboard))


def _tell(deliveries: list["Delivery"]) -> None:
    """Say what became of each. Raises NotDelivered where one did not, or may not have, reached its target."""
    from views.delivery.message import NotDelivered
    from views.delivery.once import FAILED, UNKNOWN

    said = {
        "sent": "sent",
        "before": "has it already",
        FAILED: "not delivered",
        UNKNOWN: "not known whether it arrived",
    }
    for one in deliveries:
        click.echo(f"{one.target}: {said[one.outcome]}{f' ({one.why})' if one.why else ''}", err=True)
    failed = [one for one in deliveries if one.outcome in (FAILED, UNKNOWN)]
    if failed:
        unknown = any(one.outcome == UNKNOWN for one in failed)
        raise NotDelivered(
            f"{len(failed)} of {len(deliveries)} did not get it for certain",
            remedy="run the same command again"
            + ("; where it is not known whether it arrived, look, then add --again" if unknown else ""),
        )
