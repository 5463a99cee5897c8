"""Two groups side by side: the filters of A and of B, kept in the address as a_... and b_..., and ready-made pairs."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

import streamlit as st

import queries
from queries.filter import FILTER_FIELDS
from views.access import gate
from views.components import field_endings, filter_widgets
from views.session import comparison, data, share_link, url_state
from views.session.current_view import View, plain
from views.words.address import GroupChoice, GroupPair, group_parameters
from views.words.filter_fields import GROUP_DAYS, GROUP_FIELDS, GROUP_LISTS, SIDES, narrowed
from views.words.period_names import days_name, period_name
from views.words.presets import whole_months

_USUAL_DAYS = 28
_PAIRED = ("segments", "channels", "products", "languages", "touchpoints")
"""The filters whose two largest values are offered as a pair."""

_LONGEST_NAME = 14
"""Letters of a group's name that a sentence can hold; longer ones are A and B."""

_EVENT = "event:"

_SAID = (*GROUP_LISTS, *GROUP_DAYS)
"""What an address says of the groups."""

_MOST_VALUES = 40
"""Values of a dimension, the most frequent ones of all answers, that are counted under the filters."""


def chosen(view: View) -> tuple[queries.Filter, queries.Filter, tuple[str, str]]:
    """Show the filters of both groups, each behind a button that names it; returns those of A and of B, and what they are called."""
    parsed = url_state.parsed()
    url_state.leave_out(parsed.unknown_of_groups)
    pair, keys = parsed.groups or usual_pair(view), _keys(view.language)
    ending = field_endings.ending("groups", _SAID, keys)
    with st.container(horizontal=True, key="groups", gap="xsmall", vertical_alignment="center"):
        one = _group(view, "a", pair, ending)
        st.button(
            view.words("compare.swap"), key="swap", on_click=show, args=(pair[::-1],), icon=":material/swap_horiz:",
            type="tertiary",
        )  # fmt: skip
        other = _group(view, "b", pair, ending)
        _show_presets(view, ending)
    field_endings.note_drawn("groups", keys)
    return one, other, _names(view, pair)


def _keys(language: str) -> Callable[[str], list[str]]:
    """The keys of all fields of both groups with an ending."""
    days = [f"{side}_{end}" for side in SIDES for end in ("from", "until")]
    lists = [f"{side}_{name}_{language}" for side in SIDES for name in GROUP_FIELDS]
    return lambda ending: [f"{name}{ending}" for name in (*days, *lists)]


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


def _show_presets(view: View, ending: str) -> None:
    """A menu of pairs that apply when they are chosen: this period and the one before it, the two largest values, events."""
    words, pairs = view.words, _presets(view)
    labels = {code: label for code, (label, _) in pairs.items()}
    st.selectbox(
        words("compare.presets"),
        list(labels),
        format_func=labels.__getitem__,
        index=None,
        key=(key := url_state.show_value(f"compare_preset_{view.language}{ending}", None)),
        placeholder=words("compare.presets"),
        on_change=_take_preset,
        args=(view, key, {code: pair for code, (_, pair) in pairs.items()}),
        label_visibility="collapsed",
        width=210,
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


def _group(view: View, side: str, pair: GroupPair, ending: str) -> queries.Filter:
    """The button of a group, and behind it what it sets for itself."""
    allowed, group = data.allowed_values(), pair[SIDES.index(side)]
    limits = group.limits or {}
    label = f":gray[{view.words(f'compare.{side}')}] {plain(_name(view, group) or view.words('compare.as_shared'))}"
    with st.popover(label, key=f"group_{side}", width="content"):
        left, right = st.columns(2, gap="xsmall")
        _day(view, left, f"{side}_from", group.first, pair, ending)
        _day(view, right, f"{side}_until", group.last, pair, ending)
        for name in GROUP_FIELDS:
            if not gate.may_select_by(FILTER_FIELDS[name], view.filter.audience):
                continue
            if len(allowed[name]) > 1 or limits.get(name):
                _list(view, side, name, allowed[name], pair, ending)
    return group.filter(view.filter)


def _day(view: View, place: Any, name: str, chosen: date | None, pair: GroupPair, ending: str) -> None:
    share_link.note(name, chosen.isoformat() if chosen else "")
    filter_widgets.day_input(
        place,
        view.words(f"filter.{name.partition('_')[2]}"),
        (key := f"{name}{ending}"),
        chosen,
        _store,
        (name, key, pair),
    )


def _list(view: View, side: str, name: str, options: Sequence[str], pair: GroupPair, ending: str) -> None:
    chosen = group_parameters(pair)[f"{side}_{name}"]
    st.multiselect(
        view.words(f"filter.{name}"),
        options,
        format_func=lambda code: view.label(name, code),
        key=(key := url_state.show_value(f"{side}_{name}_{view.language}{ending}", chosen)),
        select_all=False,
        on_change=_store,
        args=(f"{side}_{name}", key, pair),
        placeholder=view.words("compare.as_shared"),
    )


def _store(name: str, key: str, pair: GroupPair) -> None:
    """Set one part of a group; the rest stays as it is on screen, even where the address did not name it."""
    show(pair)
    url_state.store_choice(name, key)
