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
from views.words.period_names import days_name, period_name
from views.words.presets import whole_months

_USUAL_DAYS = 28
_PAIRED = ("segments", "channels", "products", "languages", "touchpoints")
"""The filters whose two largest values are offered as a pair."""

_LONGEST_NAME = 14
"""Letters of a group's name that a sentence can hold; longer ones are A and B."""

_EVENT = "event:"


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
    return one, other, _names(view, pair)


def _names(view: View, pair: GroupPair) -> tuple[str, str]:
    """What both groups are called in a sentence: by what they are, where that is short, else A and B."""
    one, other = (_name(view, group) for group in pair)
    is_short = all(
        name and len(name) <= _LONGEST_NAME and (view.language != "ko" or "가" <= name[-1] <= "힣")
        for name in (one, other)
    )
    return (one, other) if is_short and one != other else (view.words("compare.a"), view.words("compare.b"))


def _name(view: View, group: GroupChoice) -> str:
    """What a group sets for itself, in words."""
    said = [view.label(name, code) for name, codes in (group.limits or {}).items() for code in codes]
    if group.first or group.last:
        said.append(_days_name(view, group.first, group.last))
    return " · ".join(said)


def _days_name(view: View, first: date | None, last: date | None) -> str:
    """A calendar period by its name, other days without the year where it is that of the data's last one."""
    if first and last and whole_months(first, last):
        return period_name(view.words, first, last, "")
    return days_name(view.words, first, last, view.facts.last)


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
        args=(key, {code: pair for code, (_, pair) in pairs.items()}),
        label_visibility="collapsed",
        width=210,
    )


def _take_preset(key: str, pairs: dict[str, GroupPair]) -> None:
    """Set both groups to the pair that was chosen."""
    if st.session_state[key] in pairs:
        show(pairs[st.session_state[key]])


def _presets(view: View) -> dict[str, tuple[str, GroupPair]]:
    words = view.words
    found = {"period": (words("compare.preset.period"), former_period(view))} if view.facts.last else {}
    for name in _PAIRED:
        pair = largest_two(name) if gate.may_select_by(FILTER_FIELDS[name], view.filter.audience) else None
        if pair:
            found[name] = (words("compare.preset.largest", what=words(f"filter.{name}")), pair)
    for event in comparison.events(view):
        label = words("compare.preset.event", name=event.label)
        found[_EVENT + event.code] = (label, (_days_of(event.after), _days_of(event.before)))
    return found


def usual_pair(view: View) -> GroupPair:
    """What is compared where nothing is chosen: this period and the one before it; of data without days the two largest values."""
    if view.facts.last:
        return former_period(view)
    found = (largest_two(name) for name in _PAIRED)
    return next((pair for pair in found if pair), former_period(view))


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


def _group(view: View, side: str, pair: GroupPair) -> queries.Filter:
    """The button of a group, and behind it what it sets for itself."""
    allowed, group = data.allowed_values(), pair[SIDES.index(side)]
    limits = group.limits or {}
    label = f":gray[{view.words(f'compare.{side}')}] {plain(_name(view, group) or view.words('compare.as_shared'))}"
    with st.popover(label, key=f"group_{side}", width="content"):
        left, right = st.columns(2, gap="xsmall")
        _day(view, left, f"{side}_from", group.first, pair)
        _day(view, right, f"{side}_until", group.last, pair)
        for name in GROUP_FIELDS:
            if not gate.may_select_by(FILTER_FIELDS[name], view.filter.audience):
                continue
            if len(allowed[name]) > 1 or limits.get(name):
                _list(view, side, name, allowed[name], pair)
    return group.filter(view.filter)


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
