"""The part of a report about alerts and actions: what is open at its end, and what became of what was done."""

from collections.abc import Sequence
from html import escape

from views.files.actions import Effect, caveat_texts, change_text, worth_telling
from views.files.alerts import OPEN, ShownAlert, place_name, state_text, title
from views.words.labels import View

MOST = 8
"""Alerts and actions named, each."""


def watch_section(view: View, alerts: Sequence[ShownAlert], effects: Sequence[Effect]) -> str:
    """Both as HTML, all text of it escaped; nothing where there are neither."""
    words = view.words
    listed = [one for one in alerts if one.state == OPEN][:MOST]
    lines = [f"{title(view, one.alert)} ({words(f'watch.{one.meaning}')}, {state_text(view, one)})" for one in listed]
    if not listed and not effects:
        return ""
    done = [_action_line(view, one) for one in sorted(effects, key=lambda one: one.action.starts_on)[-MOST:]]
    return (
        '<section style="break-before: page">'
        f"<h2>{escape(words('page.alerts'))}</h2>{_listed(lines, words('watch.none'))}"
        f"<h2>{escape(words('action.title'))}</h2>{_listed(done, words('action.none'))}</section>"
    )


def _action_line(view: View, one: Effect) -> str:
    action = one.action
    head = f"{place_name(view, action.touchpoint)}, {action.starts_on}: {action.what} ({view.words(f'action.state.{action.state}')})."
    changes = [change_text(view, change) for change in worth_telling(one, most=2)]
    return " ".join([head, *changes, *caveat_texts(view, one)])


def _listed(lines: Sequence[str], none: str) -> str:
    if not lines:
        return f'<div class="muted">{escape(none)}</div>'
    return f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>"
