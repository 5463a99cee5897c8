"""The tour of the sample: its three stories, each a sentence and a link to the view that shows it; never over other data.

It is open until somebody closes it, which a file beside the database remembers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

import queries
from queries import PRIVATE, write_whole
from views.access import gate
from views.charts.trend_measures import TrendMeasure
from views.components import trend_answer, trend_lines
from views.files.printed import printed
from views.session import data, url_state
from views.session.current_view import View, count
from views.session.kept_beside import NotKept, changing
from views.words import address, filter_fields
from views.words.labels import DatabaseFacts

FIRST_DAY, LAST_DAY = "2025-11-01", "2026-10-31"
SOURCES = frozenset(("survey_2025-11_2026-10", "google-play", "shop_reviews"))
EVENTS = frozenset(("app-4-0", "app-4-1", "delivery-crisis"))
"""By what the sample is known: the days that it covers, where its answers come from, what happened."""

_CLOSED = "tour_closed"


@dataclass(frozen=True, slots=True)
class Step:
    """A story: the page that shows it, the filter and the further choices of its view; and the touchpoint in whose line the move
    of the headline is told once more, where the page draws lines."""

    name: str
    page: str
    filter: queries.Filter
    choices: Mapping[str, str]
    place: str = ""

    def address(self, language: str) -> dict[str, list[str]]:
        """What the address of its view says."""
        chosen = {name: [value] for name, value in self.choices.items()}
        return {"lang": [language], **chosen, **address.parameters(self.filter)}


_BY_PLACE = {"grain": "month", "by": "touchpoint"}

STEPS = (
    Step("payment", "trends", queries.Filter(), {**_BY_PLACE, "measure": "anxiety"}, "payment"),
    Step("delivery", "trends", queries.Filter(), {**_BY_PLACE, "measure": "anger"}, "delivery"),
    Step(
        "full_marks",
        "comments",
        queries.Filter(rating_bands=("full",), complaints=("yes",), states=("scored",)),
        {},
    ),
)
"""Full marks with a complaint are those that the page of scores counts (``disagreement_filters``)."""


def is_sample(facts: DatabaseFacts) -> bool:
    """Whether the database holds the sample and nothing else."""
    return (facts.first_day, facts.last_day) == (FIRST_DAY, LAST_DAY) and data.worked_out("is_sample", _is_of_sample)


def _is_of_sample() -> bool:
    events = {row["event"] for row in data.run("event_list").to_pylist()}
    values = data.run("filter_value_list").to_pylist()
    return events == EVENTS and {row["value"] for row in values if row["dimension"] == "source"} == SOURCES


def path_of(database: Path) -> Path:
    """The file that remembers that the tour of a database is closed."""
    return database.with_name(database.name + ".tour.json")


def show(view: View, page: str) -> None:
    """The tour, where there is one and nobody has closed it."""
    if not is_sample(view.facts) or st.session_state.get(_CLOSED) or path_of(queries.database_path()).exists():
        return
    words, here = view.words, step_on_screen(page)
    with st.container(key="tour", gap="xsmall"):
        with st.container(horizontal=True, key="tour_steps", gap="small", vertical_alignment="center"):
            st.html(f'<span class="o-tour">{words("tour.title")}</span>', width="content")
            for number, step in enumerate(filter(lambda step: gate.may_open(step.page), STEPS), start=1):
                _show_step(view, step, f"{number}. {words(f'tour.{step.name}')}", page, step is here)
            st.space("stretch")
            st.button(words("tour.close"), key="tour_close", type="tertiary", icon=":material/close:", on_click=close)
        told = sentence(view, here) if here else words("tour.begin")
        st.markdown(told if here or not _has_own() else f"{told} {words('tour.replaces')}")


def _has_own() -> bool:
    """Whether the reader has chosen filters, a period or groups, which a story does not have."""
    chosen = (filter_fields.PERIOD, *filter_fields.LIMITS, *filter_fields.GROUP_LISTS, *filter_fields.GROUP_DAYS)
    return any(url_state.values().get(name) for name in chosen)


def _show_step(view: View, step: Step, name: str, page: str, is_here: bool) -> None:
    """The way to a story: a link to another page; on its own one a button, as a link that stays on its page leads nowhere."""
    label, query = f"**{name}**" if is_here else name, urlencode(step.address(view.language), doseq=True)
    if step.page == page:
        st.button(label, key=f"tour_{step.name}", type="tertiary", on_click=url_state.restore, args=(query,))
    else:
        st.page_link(f"views/pages/{step.page}.py", label=label, query_params=url_state.link_to(query))


def step_on_screen(page: str) -> Step | None:
    """The step whose view is on screen, whatever else the address says."""
    said = url_state.values()
    return next((step for step in STEPS if step.page == page and _asks(said, step)), None)


def _asks(said: Mapping[str, list[str]], step: Step) -> bool:
    wanted = step.address("").items()
    return all(sorted(said.get(name, ())) == sorted(values) for name, values in wanted if name != "lang")


def sentence(view: View, step: Step) -> str:
    """What a story is, in the numbers of its page, and where on the page to look; how to begin where the page has none."""
    words = view.words
    if not step.place:
        n = data.row("comment_count", filter=view.filter).get("n")
        return words(f"tour.{step.name}.text", n=count(n))
    measure = TrendMeasure(step.choices["measure"])
    found = trend_lines.find(view, measure, step.choices["by"])
    move = None if isinstance(found, str) else found.lines.moves.get(None)
    if isinstance(found, str) or move is None or move.difference <= 0:
        return words("tour.begin")
    pair = trend_answer.pair_of(found.view, measure, move)
    there = (row for row in found.lines.points.get((step.place, False), ()) if row["period"] == move.after["period"])
    row = next(there, None)
    if row is None:
        return words("tour.begin")
    days = {
        "first": trend_answer.period_of(found.view, move.before, move),
        "last": trend_answer.period_of(found.view, move.after, move),
    }
    values = {"before": pair.former, "now": pair.now, "there": printed(measure.kind, row["value"], row)}
    return words(f"tour.{step.name}.text", **days, **values)


def close() -> None:
    """Close the tour for good, or where nothing can be written, for this session. Only in a callback."""
    st.session_state[_CLOSED] = True
    place = path_of(queries.database_path())
    try:
        with changing(place):
            write_whole(place, '{"closed": true}\n', mode=PRIVATE)
    except (NotKept, OSError):
        return
