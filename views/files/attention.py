"""What needs a look, as rows: a number, what it is of, a note, and where it leads."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

import queries
from queries.actions import Action
from views.charts.chart_rows import ChartRow
from views.files.alerts import BETTER, WORSE, ShownAlert, is_current, observed_text, title
from views.files.disagreements import disagreement_filters, without_kinds
from views.files.summary_parts import RunQuery, one_row
from views.words.labels import View, count
from views.words.period_names import day_name

STALE_DAYS = 14
"""Days without a new answer after which the data are called old."""

MOST_ITEMS = 4
"""Rows at most, beside those of alerts."""


@dataclass(frozen=True, slots=True)
class LookItem:
    """One row: its key, number, text and note; ``filter`` is that of the comments it leads to, ``page`` another page's name."""

    name: str
    number: str
    text: str
    note: str
    filter: queries.Filter | None = None
    page: str = ""


def attention_items(view: View, run: RunQuery, actions: Iterable[Action], today: date) -> list[LookItem]:
    """What the summary and the report name, but for alerts: the first of what needs a look, and what should be done by now."""
    overdue = overdue_item(view, actions, today)
    most = MOST_ITEMS - (overdue is not None)
    return [*islice(look_items(view, run, today), most), *([overdue] if overdue else [])]


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


def alert_items(view: View, shown: Sequence[ShownAlert]) -> list[LookItem]:
    """How many figures of all customers' answers are worse than usual now, and how many better, whatever the view's days are, as
    the page of alerts and the menu count them; named is the first."""
    if (last := view.facts.last) is None or view.filter.audience != "customer":
        return []
    current = [one for one in shown if is_current(one, last)]
    found = []
    for name, meaning in (("alert", WORSE), ("alert_better", BETTER)):
        if alerts := [one.alert for one in current if one.meaning == meaning]:
            words, first = view.words, alerts[0]
            note = words("look.alert.note", what=title(view, first), observed=observed_text(view, first))
            number = words("look.count", n=count(len(alerts)))
            found.append(LookItem(name, number, words(f"look.{name}"), note, page="alerts"))
    return found


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
