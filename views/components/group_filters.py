"""Two groups side by side: the filters of A and of B, kept in the address as a_... and b_..., and ready-made pairs."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import streamlit as st

import queries
from queries.filter import FILTER_FIELDS
from views.access import gate
from views.components import filter_widgets
from views.session import comparison, data, share_link, url_state
from views.session.current_view import View, plain
from views.words.address import GroupChoice, GroupPair, group_parameters
from views.words.filter_fields import GROUP_FIELDS, SIDES

_USUAL_DAYS = 28
_PAIRED = ("segments", "channels")
"""The filters whose two largest values are offered as a pair."""


def chosen(view: View) -> tuple[queries.Filter, queries.Filter]:
    """Show the filters of both groups; returns the filter of A and that of B."""
    parsed = url_state.parsed()
    url_state.leave_out(parsed.unknown_of_groups)
    pair = parsed.groups or former_period(view)
    places = st.columns(2, gap="medium")
    one, other = (_group(view, side, place, pair) for side, place in zip(SIDES, places, strict=True))
    return one, other


def presets(view: View) -> None:
    """Buttons that set both groups: this period and the one before it, an event, the two largest values."""
    words = view.words
    with st.container(horizontal=True, key="presets", vertical_alignment="bottom"):
        _button(view, "period", former_period(view))
        for name in _PAIRED:
            pair = largest_two(name)
            if pair:
                _button(view, name, pair)
        found = comparison.events(view)
        if found:
            labels = {event.code: f"{event.day} {event.label}" for event in found}
            code = st.selectbox(
                words("compare.event"),
                list(labels),
                format_func=lambda code: labels[code],
                index=None,
                key=f"compare_event_{view.language}",
                placeholder=words("compare.event.hint"),
                width=300,
            )
            event = next((event for event in found if event.code == code), None)
            if event:
                _button(view, "event", (_days_of(event.after), _days_of(event.before)))


def former_period(view: View) -> GroupPair:
    """The shared period, else the last 28 days of the data, and as many days before it."""
    last = view.filter.date_until - timedelta(days=1) if view.filter.date_until else None
    last = last or (date.fromisoformat(view.facts.last_day) if view.facts.last_day else date.today())
    first = view.filter.date_from or last - timedelta(days=_USUAL_DAYS - 1)
    span = last - first
    before = first - timedelta(days=1)
    return GroupChoice(first, last), GroupChoice(before - span, before)


def largest_two(name: str) -> GroupPair | None:
    """The two most frequent values of a filter's dimension, or None where there are not two."""
    rows = data.run("filter_value_list").to_pylist()
    column = FILTER_FIELDS[name].column
    values = [row["value"] for row in rows if row["dimension"] == column and row["value"]]
    if len(values) < 2:
        return None
    return GroupChoice(limits={name: (values[0],)}), GroupChoice(limits={name: (values[1],)})


def show(pair: GroupPair) -> None:
    """Set both groups. Only in a callback."""
    url_state.put(group_parameters(pair))


def _days_of(filter: queries.Filter) -> GroupChoice:
    last = filter.date_until - timedelta(days=1) if filter.date_until else None
    return GroupChoice(filter.date_from, last, {"touchpoints": filter.touchpoints})


def _button(view: View, name: str, pair: GroupPair) -> None:
    st.button(view.words(f"compare.preset.{name}"), key=f"preset_{name}", on_click=show, args=(pair,))


def _group(view: View, side: str, place: Any, pair: GroupPair) -> queries.Filter:
    allowed, group = data.allowed_values(), pair[SIDES.index(side)]
    limits = group.limits or {}
    with place, st.container(border=True, key=f"group_{side}"):
        st.markdown(f"**{view.words(f'compare.{side}')}**")
        left, right = st.columns(2, gap="xsmall")
        _day(view, left, f"{side}_from", group.first, pair)
        _day(view, right, f"{side}_until", group.last, pair)
        used = sum(bool(codes) for codes in limits.values())
        label = view.words("compare.more_active", n=used) if used else view.words("compare.more")
        with st.expander(label, key=f"more_{side}"):
            for name in GROUP_FIELDS:
                if not gate.may_select_by(FILTER_FIELDS[name], view.filter.audience):
                    continue
                if len(allowed[name]) > 1 or limits.get(name):
                    _list(view, side, name, allowed[name], pair)
        filter = group.filter(view.filter)
        st.caption(plain(filter_widgets.described(view, filter)))
    return filter


def _day(view: View, place: Any, name: str, chosen: date | None, pair: GroupPair) -> None:
    share_link.note(name, chosen.isoformat() if chosen else "")
    filter_widgets.day_input(
        place, view.words(f"filter.{name.partition('_')[2]}"), name, chosen, _store, (name, name, pair)
    )


def _list(view: View, side: str, name: str, options: Sequence[str], pair: GroupPair) -> None:
    st.multiselect(
        view.words(f"filter.{name}"),
        options,
        format_func=lambda code: view.label(name, code),
        key=(key := url_state.show_value(f"{side}_{name}_{view.language}", group_parameters(pair)[f"{side}_{name}"])),
        select_all=False,
        on_change=_store,
        args=(f"{side}_{name}", key, pair),
        placeholder=view.words("compare.as_shared"),
    )


def _store(name: str, key: str, pair: GroupPair) -> None:
    """Set one part of a group; the rest stays as it is on screen, even where the address did not name it."""
    show(pair)
    url_state.store_choice(name, key)
