"""The one bar on top of every page: period, what is selected, every filter as a chip that can be removed, more filters,
how many answers that leaves, saved views, the link to exactly this."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

import queries
from queries import attributes
from queries.filter import without_refused
from queries.filter_fields import FilterField, ValuesFrom
from views.access import gate
from views.components import (
    copy_link,
    filter_widgets,
    flood_note,
    period_choice,
    report_menu,
    saved_views_panel,
    word_search,
)
from views.session import data, drill_down, url_state
from views.session.current_view import Labels, View, count, plain
from views.words import address, filter_fields, periods, presets
from views.words.filter_fields import GROUP_DAYS, GROUP_LISTS
from views.words.labels import DatabaseFacts
from views.words.period_names import Comparison
from views.words.strings import Words

USUAL_PERIOD: Mapping[str, str] = {"summary": "last_90", "topics": "last_90"}
"""Page -> the period that it looks at where none is chosen; other pages look at everything."""

COMPARE = "compare"
"""The page that looks at two groups: at the last days and those before them where the address names none."""

WITH_TOOLS = ("comments",)
"""Pages that put something of their own into the bar (``tools``)."""

_TOOLS = "bar_tools"

_SCORED = "scored"
_OF_SCORED = ("emotions", "valences", "tone_from", "tone_until", "intensity_from", "confidence_from")
"""The filters that only scored comments pass, as an address names them."""

_NAMED = 2
"""Values that a chip names; further ones are counted."""


@dataclass(frozen=True, slots=True)
class ChosenView:
    """What the bar is set to: the filter, the grain to draw, the period in words; and the place for the links."""

    filter: queries.Filter
    grain: str
    comparison: Comparison
    end: DeltaGenerator


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in use: its key, its name, its value in words, and what its removal sets in the address."""

    key: str
    name: str
    value: str
    removal: Mapping[str, list[str] | str]


def show(page: str, labels: Labels, allowed: filter_fields.AllowedValues, facts: DatabaseFacts) -> ChosenView:
    """Show the bar; ``page`` is the name of the page below it."""
    parsed = url_state.parse(allowed, facts.last, _usual_period(page))
    chosen, words, is_used = parsed.filter, labels.words, page not in filter_fields.UNFILTERED
    with st.container(horizontal=True, key="filter_bar", gap="xsmall", vertical_alignment="center"):
        if is_used:
            compared = period_choice.show(labels, parsed, facts, is_pair=page == COMPARE)
            _show_more(labels, chosen, allowed)
            with st.container(horizontal=True, key="chips", gap="xsmall"):
                _show_chips(labels, chosen)
        else:
            compared = period_choice.comparison(labels, parsed, facts)
            st.html(f'<span class="o-note">{escape(words("filter.unused"))}</span>', width="content")
        st.space("stretch")
        if is_used and page != COMPARE:  # which tells how many each of its groups has
            with st.container(key="selected_count", width="content"):
                _count(page, chosen, words, facts)
        if page in WITH_TOOLS:
            st.session_state[_TOOLS] = st.container(horizontal=True, key="bar_tools", width="content", gap="xsmall")
        end = st.container(horizontal=True, key="bar_end", width="content", gap="xsmall")
    if is_used:
        _notes(chosen, words)
        word_search.say(words, labels.language, chosen)
    if not gate.may("read"):
        st.caption(words("access.in_groups", limit=facts.limits_of(chosen.audience).hidden_below))
    filter_widgets.say_ignored(words)
    return ChosenView(chosen, period_choice.grain(chosen, facts), compared, end)


def _usual_period(page: str) -> str:
    """The period of a page where the address names none."""
    if page == COMPARE and not any(url_state.values().get(name) for name in (*GROUP_LISTS, *GROUP_DAYS)):
        return "last_28"
    return USUAL_PERIOD.get(page, presets.ALL)


def _show_chips(labels: Labels, chosen: queries.Filter) -> None:
    """The chips after the buttons, which stay where they are as chips come and go, and with them what they have opened."""
    chips = [*_selection_chip(labels), *chips_of(chosen, labels), *_grain_chip(labels.words)]
    visited = url_state.visited()
    here = [chip for chip in chips if visited & chip.removal.keys()]
    for chip in chips:
        if chip not in here:
            _show_chip(chip)
    is_period_of_link = not visited.isdisjoint(filter_fields.PERIOD_NAMES)
    if here or is_period_of_link:
        with st.container(horizontal=True, key="chips_here", gap="xsmall", vertical_alignment="center"):
            _say_here(labels.words, is_period_of_link, bool(here))
            for chip in here:
                _show_chip(chip)
    if chips or is_period_of_link:
        st.button(labels.words("filter.reset"), key="reset", on_click=filter_widgets.reset, type="tertiary")


def _say_here(words: Words, is_period_of_link: bool, has_chips: bool) -> None:
    """That what follows holds on this page alone, and the dates too where a link brought them."""
    key = "filter.here" if not is_period_of_link else "filter.here.dates_too" if has_chips else "filter.here.dates"
    html = f'<span class="o-note" title="{escape(words("filter.here.help"))}">{escape(words(key))}</span>'
    st.html(html, width="content")


def tools() -> DeltaGenerator:
    """Where a page of WITH_TOOLS puts something into the bar."""
    found: DeltaGenerator = st.session_state[_TOOLS]
    return found


def show_end(view: View, page: str, pages: Mapping[str, str], end: DeltaGenerator) -> None:
    """The report, saved views and the link, after the page, which notes what of its own belongs into the address."""
    with end:
        if page not in WITH_TOOLS or not gate.may("export"):  # a bar full of tools has it in its export menu
            report_menu.show(view)
        saved_views_panel.show_panel(view, page, pages)
        copy_link.show(view, page)


def chips_of(filter: queries.Filter, labels: Labels) -> Iterator[Chip]:
    """The filters in use, but for the period."""
    limits = address.parameters(filter)
    for item in filter_widgets.fields():
        values = limits.get(item.address, [])
        if item.name == "states" and values == [_SCORED]:
            yield from _scored_chip(item, limits, labels.words)
        elif item.values_from is ValuesFrom.ATTRIBUTES:
            yield from _attribute_chips(item, values, labels)
        elif values:
            shown = values if item.holds_text else _named(item, values, labels)
            yield Chip(item.address, labels.words(f"filter.{item.address}"), _some(shown), {item.address: ""})


def _named(item: FilterField, values: list[str], labels: Labels) -> list[str]:
    """The values by name; all groups of a score are any score."""
    groups = filter_fields.BANDS.get(item.name.removesuffix("_bands"), ())
    if groups and set(groups) <= set(values):
        return [labels.words("filter.any")]
    return [labels.label(item.name, value) for value in values]


def _scored_chip(item: FilterField, limits: Mapping[str, list[str]], words: Words) -> Iterator[Chip]:
    """Said plainly, and only where no other filter leaves scored comments alone."""
    if limits.keys().isdisjoint(_OF_SCORED):
        yield Chip(item.address, "", words("filter.states.scored"), {item.address: ""})


def _attribute_chips(item: FilterField, values: list[str], labels: Labels) -> Iterator[Chip]:
    for number, (name, chosen) in enumerate(attributes.named(values).items()):
        rest = [code for code in values if attributes.split(code)[0] != name]
        said = _some([labels.attribute_value(value) for value in chosen])
        yield Chip(f"{item.address}_{number}", labels.attribute(name), said, {item.address: rest})


def _selection_chip(labels: Labels) -> Iterator[Chip]:
    picked = drill_down.picked()
    if picked is not None:
        yield Chip("pick", labels.words("filter.pick"), picked.name(labels), {drill_down.PICK: ""})


def _grain_chip(words: Words) -> Iterator[Chip]:
    """The grain that was chosen on one page and holds on all, but for the one that they have by themselves."""
    grain = period_choice.asked_grain()
    if grain and grain != periods.DEFAULT_GRAIN:
        yield Chip("grain", words("filter.grain"), words(f"grain.{grain}"), {"grain": ""})


def _some(values: list[str]) -> str:
    more = len(values) - _NAMED
    return ", ".join(values[:_NAMED]) + (f" +{more}" if more > 0 else "")


def _show_chip(chip: Chip) -> None:
    """A chip that removes its filter."""
    st.button(
        f":gray[{plain(chip.name)}] {plain(chip.value)}" if chip.name else plain(chip.value),
        key=f"chip_{chip.key}",
        on_click=url_state.put,
        args=(chip.removal,),
        icon=":material/close:",
        icon_position="right",
    )


def _show_more(labels: Labels, chosen: queries.Filter, allowed: filter_fields.AllowedValues) -> None:
    box = filter_widgets.popover_of_filters(labels.words("filter.add"))
    if box.open:
        with box:
            for item in filter_widgets.fields():
                filter_widgets.show(item, labels, chosen, allowed)


def _count(page: str, filter: queries.Filter, words: Words, facts: DatabaseFacts) -> None:
    """How many answers are selected; on the page of employees those of theirs that it is about."""
    key = "filter.selected"
    if page == "employees":
        filter, key = without_refused(replace(filter, audience="employee")), "filter.selected.employees"
        n = data.row("comment_count", filter=filter).get("n")
    else:
        n = data.told_count(filter)
    limit = facts.limits_of(filter.audience).hidden_below
    st.markdown(words(f"{key}.few", limit=limit) if n is None else words(key, n=count(n)))


def _notes(filter: queries.Filter, words: Words) -> None:
    """What has to be said of the filters: days the wrong way round, floods."""
    if filter.date_from and filter.date_until and filter.date_from >= filter.date_until:
        st.warning(words("filter.dates_swapped"))
    flood_note.show(filter, words)
