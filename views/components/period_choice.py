"""The one choice of a period: by name or by days, what it is compared with, and the grain in which trends are drawn."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

import streamlit as st

from queries import Filter
from views.components import field_keys, filter_widgets
from views.session import drill_down, url_state
from views.session.current_view import Labels
from views.words import filter_fields, period_names, periods, presets
from views.words.address import ParsedAddress
from views.words.korean_particles import company
from views.words.labels import DatabaseFacts
from views.words.strings import Words, has

VERSUS = "versus"
"""The name in the address of what a period is compared with."""

_CLOSED = "period_closed"
"""How often the choice of the period has been closed here: Streamlit closes a popover only by making another one."""

_ICON = ":material/calendar_today:"


def show(labels: Labels, parsed: ParsedAddress, facts: DatabaseFacts, is_pair: bool = False) -> period_names.Comparison:
    """The button that says the period, and whether nobody has chosen it, and opens its choice; returns both periods in words.

    ``is_pair``: the page compares two groups, which may have days of their own."""
    found = comparison(labels, parsed, facts)
    has_own_days = is_pair and _has_own_days(parsed, found)
    label = labels.words("compare.own_days") if has_own_days else found.name
    if found.former is not None and not (is_pair and parsed.groups):
        label += f" :gray[{labels.words('period.versus', former=with_particle(labels, found.former_name))}]"
    if not is_chosen() and not has_own_days:
        label += f" :small[:gray[· {labels.words('period.usual')}]]"
    key = f"period_choice_{st.session_state.get(_CLOSED, 0)}"
    with (
        st.container(key="period", width="content"),
        st.popover(label, icon=_ICON, key=key, width="content"),
    ):
        _show_names(labels, parsed, facts)
        _show_days(labels.words, parsed.filter)
        _show_versus(labels, found, facts)
        _show_grain(labels, parsed.filter, facts)
    return found


def _has_own_days(parsed: ParsedAddress, found: period_names.Comparison) -> bool:
    """Whether each of two groups has days of its own: those chosen for it, or the usual ones where no period is compared."""
    if parsed.groups is None:
        return found.former is None
    return all(group.first or group.last for group in parsed.groups)


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


def _show_names(labels: Labels, parsed: ParsedAddress, facts: DatabaseFacts) -> None:
    named = (*presets.PRESETS, presets.ALL) if facts.last else (presets.ALL,)
    chosen = parsed.period if parsed.period in named else _named_days(parsed.filter, facts)
    st.pills(
        labels.words("filter.period"),
        named,
        default=chosen,
        required=True,  # the second of two clicks would take back the first
        format_func=lambda code: _name(labels.words, code, facts),
        key=(key := field_keys.key(f"period_{labels.language}", chosen)),
        on_change=_take_name,
        args=(key, facts.last),
        help=labels.words("filter.period.help"),
    )


def _named_days(filter: Filter, facts: DatabaseFacts) -> str | None:
    """The named period that has exactly the days of a filter, as a link says them; None for none."""
    days, last = _days(filter), facts.last
    return next((code for code in presets.PRESETS if last and presets.days(code, last) == days), None)


def _name(words: Words, code: str, facts: DatabaseFacts) -> str:
    """A named period with the days that it means, counted from the data's last one; this month is the data's last one where the
    calendar's is another."""
    if code not in presets.PRESETS or facts.last is None:
        return words(f"period.{code}")
    today = datetime.now(facts.zone).date()
    is_of_data = presets.days(code, today)[0] != presets.days(code, facts.last)[0] and has(f"period.data.{code}")
    name = words(f"period.data.{code}" if is_of_data else f"period.{code}")
    return words("period.means", name=name, days=period_names.short_name(words, code, facts.last))


def is_chosen() -> bool:
    """Whether the address says a period, rather than leaving that to the page."""
    return any(url_state.values().get(name) for name in (filter_fields.PERIOD, "from", "until"))


def _take_name(key: str, last_day: date | None) -> None:
    """Set the period chosen, which forgets own days, and close the choice, so that what changes can be seen."""
    code = st.session_state[key] or ""
    days = presets.days(code, last_day) if code in presets.PRESETS and last_day else (None, None)
    st.session_state[_CLOSED] = st.session_state.get(_CLOSED, 0) + 1
    url_state.put({filter_fields.PERIOD: code, "from": "", "until": "", **drill_down.without_outside(*days)})


def _show_days(words: Words, filter: Filter) -> None:
    days = dict(zip(("from", "until"), _days(filter), strict=True))
    keys = {name: field_keys.key(name, day) for name, day in days.items()}
    for place, (name, day) in zip(st.columns(2, gap="xsmall"), days.items(), strict=True):
        filter_widgets.day_input(place, words(f"filter.{name}"), keys[name], day, _take_days, (keys, name))
    if filter.date_from and filter.date_until and filter.date_from >= filter.date_until:
        st.warning(words("filter.dates_swapped"))


def _take_days(keys: Mapping[str, str], changed: str) -> None:
    """Set both days as they stand in their fields; the one that has not been ``changed`` gives way where it is on the wrong side."""
    found = {name: str(st.session_state.get(key) or "") for name, key in keys.items()}
    if found["until"] and found["from"] > found["until"]:
        found["until" if changed == "from" else "from"] = ""
    gone = drill_down.without_outside(*map(filter_fields.day, found.values()))
    url_state.put({**found, **gone, filter_fields.PERIOD: "" if any(found.values()) else presets.ALL})


def _show_versus(labels: Labels, found: period_names.Comparison, facts: DatabaseFacts) -> None:
    words = labels.words
    chosen = url_state.one(VERSUS, presets.COMPARED) or presets.BEFORE
    st.segmented_control(
        words("filter.versus"),
        presets.COMPARED,
        default=chosen,
        format_func=lambda code: words(f"versus.{code}"),
        key=(key := field_keys.key(f"versus_{labels.language}", chosen)),
        required=True,
        on_change=url_state.store_choice,
        args=(VERSUS, key, presets.BEFORE),
    )
    if found.former is not None:
        days = period_names.days_name(words, *_days(found.former), facts.last)
        st.caption(words("filter.versus.days", days=with_particle(labels, days)))
    elif found.former_name:
        st.caption(words("card.alone"))


def _show_grain(labels: Labels, filter: Filter, facts: DatabaseFacts) -> None:
    words, chosen = labels.words, _chosen_grain()
    asked = asked_grain()
    st.segmented_control(
        words("filter.grain"),
        (periods.AUTO, *periods.GRAINS),
        default=asked or periods.AUTO,
        format_func=lambda code: words(f"grain.{code}"),
        key=(key := field_keys.key(f"grain_{labels.language}", asked or periods.AUTO)),
        required=True,
        on_change=url_state.store_choice,
        args=("grain", key),
        width="stretch",
    )
    fitting = grain(filter, facts)
    if asked and fitting != chosen:
        names = {name: words(f"grain.{code}").lower() for name, code in (("asked", chosen), ("drawn", fitting))}
        st.caption(words("filter.grain_too_fine", limit=periods.MOST, **names))


def asked_grain() -> str:
    """The grain that the address asks for; '' where it leaves that to the page."""
    return url_state.one("grain", periods.GRAINS)


def _chosen_grain() -> str:
    return asked_grain() or periods.DEFAULT_GRAIN
