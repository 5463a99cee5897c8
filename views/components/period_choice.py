"""The one choice of a period: by name or by days, what it is compared with, and the grain in which trends are drawn."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

import streamlit as st

from queries import Filter
from views.components import field_endings, filter_widgets
from views.session import url_state
from views.session.current_view import Labels
from views.words import filter_fields, period_names, periods, presets
from views.words.address import ParsedAddress
from views.words.korean_particles import company
from views.words.labels import DatabaseFacts
from views.words.strings import Words

VERSUS = "versus"
"""The name in the address of what a period is compared with."""

_SAID = (filter_fields.PERIOD, "from", "until", VERSUS, "grain")
"""What an address says of the period."""

_ICON = ":material/calendar_today:"


def show(labels: Labels, parsed: ParsedAddress, facts: DatabaseFacts) -> period_names.Comparison:
    """The button that says the period, and whether nobody has chosen it, and opens its choice; returns both periods in words."""
    found = comparison(labels, parsed, facts)
    label = found.name
    if found.former is not None:
        label += f" :gray[{labels.words('period.versus', former=with_particle(labels, found.former_name))}]"
    keys = _keys(labels.language)
    ending = field_endings.ending("period", _SAID, keys)
    _say_again(keys(ending))
    if not is_chosen():
        label += f" :small[:gray[· {labels.words('period.usual')}]]"
    with st.popover(label, icon=_ICON, key="period", width="content"):
        _show_names(labels, parsed, facts, ending)
        _show_days(labels.words, parsed.filter, ending)
        _show_versus(labels, found, ending)
        _show_grain(labels, parsed.filter, facts, ending)
    field_endings.note_drawn("period", keys)
    return found


def _say_again(keys: Iterable[str]) -> None:
    """Have the browser told what the fields hold also where that is as before: of those in a popover that has not been open
    yet it keeps nothing, shows them empty, and the first click in one would empty the others."""
    for key in keys:
        if key in st.session_state:
            st.session_state[key] = st.session_state[key]


def _keys(language: str) -> Callable[[str], tuple[str, ...]]:
    """The keys of the fields with an ending."""
    fields = (f"period_{language}", "from", "until", f"versus_{language}", f"grain_{language}")
    return lambda ending: tuple(f"{field}{ending}" for field in fields)


def grain(filter: Filter, facts: DatabaseFacts) -> str:
    """The grain to draw, which is coarser than the chosen one where the days are too many for it."""
    return periods.fitting(_chosen_grain(), *facts.days(*_days(filter)))


def with_particle(labels: Labels, name: str) -> str:
    """The name of a period as the one that something is compared with."""
    return company(name) if labels.language == "ko" else name


def comparison(labels: Labels, parsed: ParsedAddress, facts: DatabaseFacts) -> period_names.Comparison:
    """The period of an address and what it is compared with, in words."""
    against = url_state.one(VERSUS, presets.COMPARED) or presets.BEFORE
    first_day = date.fromisoformat(facts.first_day) if facts.first_day else None
    return period_names.comparison(labels.words, parsed.filter, parsed.period, against, first_day, facts.last)


def _days(filter: Filter) -> tuple[date | None, date | None]:
    return filter.date_from, filter.date_until - timedelta(days=1) if filter.date_until else None


def _show_names(labels: Labels, parsed: ParsedAddress, facts: DatabaseFacts, ending: str) -> None:
    named = (*presets.PRESETS, presets.ALL) if facts.last else (presets.ALL,)
    chosen = parsed.period if parsed.period in named else None
    st.pills(
        labels.words("filter.period"),
        named,
        format_func=lambda code: _name(labels.words, code, facts),
        key=(key := url_state.show_value(f"period_{labels.language}{ending}", chosen)),
        on_change=_take_name,
        args=(key,),
        help=labels.words("filter.period.help"),
    )


def _name(words: Words, code: str, facts: DatabaseFacts) -> str:
    """A named period with the days that it means, counted from the data's last one."""
    if code not in presets.PRESETS or facts.last is None:
        return words(f"period.{code}")
    return words("period.means", name=words(f"period.{code}"), days=period_names.short_name(words, code, facts.last))


def is_chosen() -> bool:
    """Whether the address says a period, rather than leaving that to the page."""
    return any(url_state.values().get(name) for name in (filter_fields.PERIOD, "from", "until"))


def _take_name(key: str) -> None:
    """Set the period chosen, which forgets own days."""
    url_state.put({filter_fields.PERIOD: st.session_state[key] or "", "from": "", "until": ""})


def _show_days(words: Words, filter: Filter, ending: str) -> None:
    for place, name, chosen in zip(st.columns(2, gap="xsmall"), ("from", "until"), _days(filter), strict=True):
        filter_widgets.day_input(place, words(f"filter.{name}"), f"{name}{ending}", chosen, _take_days, (ending,))


def _take_days(ending: str) -> None:
    """Set both days as they stand in their fields."""
    found = {name: str(st.session_state.get(f"{name}{ending}") or "") for name in ("from", "until")}
    url_state.put({**found, filter_fields.PERIOD: "" if any(found.values()) else presets.ALL})


def _show_versus(labels: Labels, found: period_names.Comparison, ending: str) -> None:
    words = labels.words
    chosen = url_state.one(VERSUS, presets.COMPARED) or presets.BEFORE
    st.segmented_control(
        words("filter.versus"),
        presets.COMPARED,
        format_func=lambda code: words(f"versus.{code}"),
        key=(key := url_state.show_value(f"versus_{labels.language}{ending}", chosen)),
        required=True,
        on_change=url_state.store_choice,
        args=(VERSUS, key, presets.BEFORE),
    )
    if found.former is not None:
        first, last = _days(found.former)
        st.caption(words("filter.versus.days", first=first, last=last))
    elif found.former_name:
        st.caption(words("summary.no_former"))


def _show_grain(labels: Labels, filter: Filter, facts: DatabaseFacts, ending: str) -> None:
    words, chosen = labels.words, _chosen_grain()
    asked = asked_grain()
    options, place = (periods.AUTO, *periods.GRAINS), f"{labels.language}{ending}"
    filter_widgets.show_one("grain", options, asked or periods.AUTO, words, place)
    fitting = grain(filter, facts)
    if asked and fitting != chosen:
        names = {name: words(f"grain.{code}").lower() for name, code in (("asked", chosen), ("drawn", fitting))}
        st.caption(words("filter.grain_too_fine", limit=periods.MOST, **names))


def asked_grain() -> str:
    """The grain that the address asks for; '' where it leaves that to the page."""
    return url_state.one("grain", periods.GRAINS)


def _chosen_grain() -> str:
    return asked_grain() or periods.DEFAULT_GRAIN
