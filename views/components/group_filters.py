"""Two groups side by side: the filters of A and of B, kept in the address as a_... and b_..., and ready-made pairs."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import streamlit as st

import queries
from queries.filter import FILTER_FIELDS
from views.access import gate
from views.components import field_keys, filter_widgets, period_choice
from views.files import group_names
from views.session import comparison, data, share_link, url_state
from views.session.current_view import View, plain
from views.words.address import GroupChoice, GroupPair, group_parameters
from views.words.filter_fields import GROUP_DAYS, GROUP_FIELDS, GROUP_LISTS, SIDES, narrowed

_USUAL_DAYS = 28
_PAIRED = ("segments", "channels", "products", "languages", "touchpoints")
"""The filters whose two largest values are offered as a pair."""

_EVENT = "event:"

_MOST_VALUES = 40
"""Values of a dimension, the most frequent ones of all answers, that are counted under the filters."""


def chosen(view: View) -> tuple[queries.Filter, queries.Filter, tuple[str, str]]:
    """Show the filters of both groups, each behind a button that names it; returns those of A and of B, and what they are called."""
    parsed = url_state.parsed()
    url_state.leave_out(parsed.unknown_of_groups)
    pair = parsed.groups or usual_pair(view)
    with st.container(horizontal=True, key="groups", gap="xsmall", vertical_alignment="center"):
        one = _group(view, "a", pair)
        st.button(
            view.words("compare.swap"), key="swap", on_click=show, args=(pair[::-1],), icon=":material/swap_horiz:",
            type="tertiary",
        )  # fmt: skip
        other = _group(view, "b", pair)
        _show_presets(view)
    return one, other, group_names.names(view, pair)


def turned_side(view: View) -> str:
    """The group whose days are the wrong way round, the first of them; '' for none."""
    pair = url_state.parsed().groups or ()
    turned = [side for side, group in zip(SIDES, pair, strict=False) if group_names.is_turned(group)]
    return view.words(f"compare.{turned[0]}") if turned else ""


def _show_presets(view: View) -> None:
    """A menu of pairs that apply when they are chosen: this period and the one before it, the two largest values, events."""
    words, pairs = view.words, _presets(view)
    labels = {code: label for code, (label, _) in pairs.items()}
    st.selectbox(
        words("compare.presets"),
        list(labels),
        format_func=labels.__getitem__,
        index=None,
        key=(key := url_state.show_value(f"compare_preset_{view.language}", None)),
        placeholder=words("compare.presets"),
        on_change=_take_preset,
        args=(view, key, {code: pair for code, (_, pair) in pairs.items()}),
        label_visibility="collapsed",
        width=330,
    )


def _take_preset(view: View, key: str, pairs: dict[str, GroupPair | None]) -> None:
    """Set both groups to the pair that was chosen, where it is of a dimension to its two largest values."""
    chosen = st.session_state[key]
    pair = pairs.get(chosen) or (largest_two(view, chosen) if chosen in pairs else None)
    if pair:
        show(pair)


def _presets(view: View) -> dict[str, tuple[str, GroupPair | None]]:
    words = view.words
    found: dict[str, tuple[str, GroupPair | None]] = {}
    if view.facts.last:
        found["period"] = (words("compare.preset.period"), former_period(view))
    for name in _PAIRED:
        if gate.may_select_by(FILTER_FIELDS[name], view.filter.audience) and len(_values(name)) > 1:
            found[name] = (words("compare.preset.largest", what=words(f"filter.{name}")), None)
    for event in comparison.events(view):
        label = words("compare.preset.event", name=event.label)
        found[_EVENT + event.code] = (label, (_days_of(event.after), _days_of(event.before)))
    return found


def usual_pair(view: View) -> GroupPair:
    """What is compared where nothing is chosen: this period and the one before it; of data without days the two largest values."""
    if view.facts.last:
        return former_period(view)
    found = (largest_two(view, name) for name in _PAIRED)
    return next((pair for pair in found if pair), former_period(view))


def former_period(view: View) -> GroupPair:
    """The shared period and what the bar compares it with; where that is nothing, as many days before it, and where no period is
    chosen, the last 28 days of the data and those before them."""
    if view.former is not None:
        return _days(view, view.filter), _days(view, view.former)
    last = view.filter.date_until - timedelta(days=1) if view.filter.date_until else None
    last = last or view.facts.last or date.today()
    first = view.filter.date_from or last - timedelta(days=_USUAL_DAYS - 1)
    span = last - first
    before = first - timedelta(days=1)
    return GroupChoice(first, last), GroupChoice(before - span, before)


def _days(view: View, filter: queries.Filter) -> GroupChoice:
    last = filter.date_until - timedelta(days=1) if filter.date_until else view.facts.last
    return GroupChoice(filter.date_from, last)


def largest_two(view: View, name: str) -> GroupPair | None:
    """The two most frequent values of a filter's dimension among the view's answers, or None where there are not two."""
    if not period_choice.is_chosen():  # the usual days are those of the pair of periods alone
        view = replace(view, filter=replace(view.filter, date_from=None, date_until=None))
    counts = {value: _count(view, name, value) for value in _values(name)[:_MOST_VALUES]}
    found = sorted((value for value, n in counts.items() if n), key=lambda value: -counts[value])
    if len(found) < 2:
        return None
    return GroupChoice(limits={name: (found[0],)}), GroupChoice(limits={name: (found[1],)})


def _values(name: str) -> list[str]:
    """The values of a filter's dimension, the most frequent of all answers first."""
    column = FILTER_FIELDS[name].column
    rows = data.run("filter_value_list").to_pylist()
    return [row["value"] for row in rows if row["dimension"] == column and row["value"]]


def _count(view: View, name: str, value: str) -> int:
    return data.row("comment_count", filter=narrowed(view.filter, **{name: (value,)})).get("n") or 0


def show(pair: GroupPair) -> None:
    """Set both groups. Only in a callback."""
    url_state.put(group_parameters(pair))


def _days_of(filter: queries.Filter) -> GroupChoice:
    last = filter.date_until - timedelta(days=1) if filter.date_until else None
    return GroupChoice(filter.date_from, last, {"touchpoints": filter.touchpoints})


def _group(view: View, side: str, pair: GroupPair) -> queries.Filter:
    """The button of a group, and behind it what it sets for itself."""
    allowed, group = data.allowed_values(), pair[SIDES.index(side)]
    limits = group.limits or {}
    label = f":gray[{view.words(f'compare.{side}')}] {plain(group_names.name(view, group) or view.words('compare.as_shared'))}"
    with st.popover(label, key=f"group_{side}", width="content"):
        left, right = st.columns(2, gap="xsmall")
        _day(view, left, f"{side}_from", group.first, pair)
        _day(view, right, f"{side}_until", group.last, pair)
        if group_names.is_turned(group):
            st.warning(view.words("filter.dates_swapped"))
        for name in GROUP_FIELDS:
            if not gate.may_select_by(FILTER_FIELDS[name], view.filter.audience):
                continue
            if len(allowed[name]) > 1 or limits.get(name):
                _list(view, side, name, allowed[name], pair)
    return group.filter(view.filter)


def _day(view: View, place: Any, name: str, chosen: date | None, pair: GroupPair) -> None:
    share_link.note(name, chosen.isoformat() if chosen else "")
    label, key = view.words(f"filter.{name.partition('_')[2]}"), field_keys.key(name, chosen)
    filter_widgets.day_input(place, label, key, chosen, _store_day, (name, key, pair))


def _list(view: View, side: str, name: str, options: Sequence[str], pair: GroupPair) -> None:
    chosen = group_parameters(pair)[f"{side}_{name}"]
    st.multiselect(
        view.words(f"filter.{name}"),
        options,
        default=chosen,
        format_func=lambda code: view.label(name, code),
        key=(key := field_keys.key(f"{side}_{name}_{view.language}", chosen)),
        select_all=False,
        on_change=_store,
        args=(f"{side}_{name}", key, pair),
        placeholder=view.words("compare.as_shared"),
    )


def _store_day(name: str, key: str, pair: GroupPair) -> None:
    """Set a day of a group; its other day gives way where it is on the wrong side."""
    _store(name, key, pair)
    side = name[0]
    first, last = url_state.one(f"{side}_from"), url_state.one(f"{side}_until")
    if last and first > last:
        url_state.put({f"{side}_until" if name.endswith("from") else f"{side}_from": ""})


def _store(name: str, key: str, pair: GroupPair) -> None:
    """Set one part of a group; the rest stays as it is on screen, even where the address did not name it.

    Where it does, the address is right: the page may have sent another part since ``pair`` was drawn."""
    if not any(url_state.values().get(part) for part in (*GROUP_LISTS, *GROUP_DAYS)):
        show(pair)
    url_state.store_choice(name, key)
