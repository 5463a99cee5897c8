"""What needs a look, as rows: a number, what it is of, a note, and where it leads."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

import queries
from queries.actions import Action
from views.charts.chart_rows import ChartRow
from views.files.alerts import OPEN, WORSE, ShownAlert, observed_text, title, was_observed
from views.files.disagreements import disagreement_filters, without_kinds
from views.files.summary_parts import RunQuery, one_row
from views.words.labels import View, count
from views.words.period_names import day_name

STALE_DAYS = 14
"""Days without a new answer after which the data are called old."""


@dataclass(frozen=True, slots=True)
class LookItem:
    """One row: its key, number, text and note; ``filter`` is that of the comments it leads to, ``page`` another page's name."""

    name: str
    number: str
    text: str
    note: str
    filter: queries.Filter | None = None
    page: str = ""


def look_items(view: View, run: RunQuery, today: date) -> Iterator[LookItem]:
    """Disagreements, answers that were not read, rejected rows, floods, stray dates, data that are old."""
    base = without_kinds(view.filter)
    yield from _disagreements(view, base, run)
    yield from _unread(view, base, run)
    words, rejected = view.words, one_row(run, "rejected_row_count")["n"]
    if rejected:
        yield _item(view, "rejected", rejected, page="data")
    if flood := flood_of(run, view.filter):
        yield _item(view, "floods", flood["same"], replace(view.filter, repeats=("once",)))
    last = view.facts.last
    if last and view.facts.beyond:
        yield _item(view, "beyond", view.facts.beyond, day=day_name(words, last))
    days = (today - last).days if last else 0
    if last and days > STALE_DAYS and _reaches(view.filter, last):
        note = words("look.stale.note", day=day_name(words, last))
        yield LookItem("stale", words("look.days", n=count(days)), words("look.stale"), note, page="data")


def flood_of(run: RunQuery, filter: queries.Filter) -> ChartRow:
    """The row of flood_count; empty where no answers of the filter repeat others, which most files' never do."""
    for selection in (queries.Filter(audience=filter.audience), filter):
        row = one_row(run, "flood_count", filter=selection)
        if not row["same"]:
            return {}
    return row


def _reaches(filter: queries.Filter, last: date) -> bool:
    """Whether a filter keeps the data's last day."""
    return filter.date_until is None or filter.date_until > last


def alert_item(view: View, shown: list[ShownAlert]) -> LookItem | None:
    """The open alerts of what got worse on days of the view's filter; named is the first."""
    open_and_worse = [one.alert for one in shown if one.state == OPEN and one.meaning == WORSE]
    found = [alert for alert in open_and_worse if was_observed(alert, view.filter)]
    if not found:
        return None
    words, first = view.words, found[0]
    note = words("look.alert.note", what=title(view, first), observed=observed_text(view, first))
    return LookItem("alert", words("look.count", n=count(len(found))), words("look.alert"), note, page="alerts")


def overdue_item(view: View, actions: Iterable[Action], today: date) -> LookItem | None:
    """The actions that should be done by now; named is the one that is so for the longest."""
    late = [action for action in actions if action.is_overdue(today)]
    overdue = sorted(late, key=lambda action: (action.due_on or today, action.number))
    if not overdue:
        return None
    words, first = view.words, overdue[0]
    key = "look.overdue.note" if first.owner else "look.overdue.note_unowned"
    note = words(key, owner=first.owner, day=day_name(words, first.due_on or today, today))
    number = words("look.count", n=count(len(overdue)))
    return LookItem("overdue", number, words("look.overdue", what=first.what), note, page="actions")


def _item(view: View, name: str, n: int, filter: queries.Filter | None = None, page: str = "", **said: str) -> LookItem:
    words = view.words
    return LookItem(
        name, words("look.count", n=count(n)), words(f"look.{name}"), words(f"look.{name}.note", **said), filter, page
    )


def _disagreements(view: View, base: queries.Filter, run: RunQuery) -> Iterator[LookItem]:
    words, filters = view.words, disagreement_filters(view)
    for row in run("disagreement_count", filter=base).to_pylist():
        if row["n"]:
            text, note = words(f"disagreement.{row['kind']}"), words("look.of", n=count(row["of_n"]))
            yield LookItem(row["kind"], words("look.count", n=count(row["n"])), text, note, filters[row["kind"]])


def _unread(view: View, base: queries.Filter, run: RunQuery) -> Iterator[LookItem]:
    cover = one_row(run, "coverage", filter=base)
    n = sum(cover[state] or 0 for state in ("unsupported_language", "empty", "no_answer"))
    if n:
        found = replace(base, states=("unsupported_language", "empty", "no_answer"))
        yield _item(view, "unread", n, found)
