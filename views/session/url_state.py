"""What the browser's address bar says, as this session knows it, and the one place that writes it.

Streamlit makes a step of the browser's history of each message about the address. So no widget is bound to it: what they
are set to is kept here and is written at once, and one action is one step. Links to other pages carry the whole address,
of which Streamlit makes a single step, too.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from urllib.parse import parse_qs

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

import queries
from views.access import gate
from views.session import visits
from views.words import address, filter_fields, periods, presets
from views.words.address import ParsedAddress, RefusedPart, UnknownParts
from views.words.strings import DEFAULT_LANGUAGE

LANGUAGE_KEY = "lang"
"""The name of the language in the address."""

UrlValues = dict[str, list[str]]

_VALUES, _WRITTEN, _CHANGED, _PAGE = "asked", "address_written", "address_changed", "address_page"
_COMMENTS = "comments"
"""The page that links lead to with filters of their own."""
_IGNORED, _REFUSED, _PARSED = "address_ignored", "address_refused", "address_parsed"
_OF_PAGE = ("pick", "at", "comment", "answers")
"""What belongs to what is on screen alone, and is in no link to another page."""
_UNTOUCHING = frozenset((LANGUAGE_KEY, "at", "comment", "pick", "answers"))
"""What may change without a list going back to its first page, and its first comment being the open one."""


def follow() -> None:
    """Adopt what the browser's address says where it leads here: a link, or back and forward. First in a run.

    The pages' menu leads on without what the address says, and what is in force stays; it is written before Streamlit
    moves the browser to the page (``st.navigation``), which carries it along then. On the same page an address that this
    session did not write last is that of a moment ago.
    """
    state = st.session_state
    everything = {name: st.query_params.get_all(name) for name in st.query_params}
    said = {name: texts for name, texts in everything.items() if name in (*filter_fields.PARAMETERS, address.SPAN)}
    is_elsewhere, is_back_or_forward = _moved()
    if is_back_or_forward or _leads_here(said, is_elsewhere):
        state[_VALUES] = _said(address.by_today(said))
        state[_IGNORED] = _nameless(everything)
        state[_WRITTEN] = None if state[_IGNORED] or state[_VALUES] != said else said
    else:
        if is_elsewhere:
            leave_visit()
        _doubt(said)
    write()


def _doubt(said: UrlValues) -> None:
    """Have the address written anew where the browser says something else than what this session wrote last."""
    if said != st.session_state[_WRITTEN] or (values() and not said):
        st.session_state[_WRITTEN] = None


def _leads_here(said: UrlValues, is_elsewhere: bool) -> bool:
    """Whether the browser's address is where somebody wants to go: a new session's, or a link's to another page."""
    state = st.session_state
    is_linked = is_elsewhere and bool(said) and said != state.get(_WRITTEN) and not state.get(_CHANGED)
    return _WRITTEN not in state or is_linked


def arrive() -> None:
    """Note which page this run is of, which a new session knows only once the pages are declared."""
    st.session_state[_PAGE] = getattr(get_script_run_ctx(), "page_script_hash", None)


def write() -> None:
    """Let the browser's address say what this session holds; nothing happens where it does."""
    st.session_state.pop(_CHANGED, None)
    if values() != st.session_state.get(_WRITTEN):
        st.query_params.from_dict(values())
        st.session_state[_WRITTEN] = dict(values())


def begin(page: str) -> None:
    """Begin a run of this page; where it is not that of comments, what a link had brought there holds no more."""
    if page != _COMMENTS:
        leave_visit()


def leave_visit() -> None:
    """Have in force again what the reader had set himself before he followed a link."""
    own = visits.own_values(values())
    if own or visits.ASIDE in values():
        st.session_state[_VALUES] = _tidy({**values(), **own, visits.ASIDE: []})


def visited() -> set[str]:
    """The names of what holds on this page alone, which the reader has not chosen for the others."""
    return visits.names(values())


def own_period() -> UrlValues:
    """What the address says of the period and the order once those of a link are left; nothing of what is the reader's own."""
    own = visits.own_values(values())
    return {name: found for name, found in own.items() if name in (*filter_fields.PERIOD_NAMES, "order")}


def parse(allowed: filter_fields.AllowedValues, last_day: date | None, usual: str) -> ParsedAddress:
    """What the address of this run says, once in a run; what makes no sense in it, or the visitor may not select answers
    by, is left out from now on. ``usual`` is the page's period where the address names none."""
    parsed = address.parse(values(), allowed, last_day, usual)
    leave_out(parsed.unknown)
    parsed, refused = address.without_refused(parsed, gate.may("read"))
    if refused:
        st.session_state[_REFUSED] = (*st.session_state.get(_REFUSED, ()), *refused)
        names = {part.name for part in refused}
        st.session_state[_VALUES] = {name: found for name, found in values().items() if name not in names}
    st.session_state[_PARSED] = parsed
    return parsed


def parsed() -> ParsedAddress:
    """What ``parse`` has found in this run."""
    found: ParsedAddress = st.session_state[_PARSED]
    return found


def take_ignored() -> UnknownParts:
    """What of the address has been left out since this was asked last: (name, value) pairs."""
    return tuple(dict.fromkeys(st.session_state.pop(_IGNORED, ())))


def take_refused() -> tuple[RefusedPart, ...]:
    """What of the address has been left out since this was asked last because the visitor may not select answers by it."""
    return tuple(dict.fromkeys(st.session_state.pop(_REFUSED, ())))


def values() -> UrlValues:
    """Name -> what the address of this run says, one or several."""
    found: UrlValues = st.session_state.setdefault(_VALUES, {})
    return found


def one(name: str, options: Sequence[str] = ()) -> str:
    """The one value of a name; '' where there is none, or none of ``options``."""
    found = next(iter(values().get(name, ())), "")
    return found if not options or found in options else ""


def put(changed: Mapping[str, Sequence[str] | str]) -> None:
    """Set values, empty ones for none. Only in a callback."""
    listed = {name: [found] if isinstance(found, str) else list(found) for name, found in changed.items()}
    kept = (
        values()
        if changed.keys() <= _UNTOUCHING
        else {name: found for name, found in values().items() if name not in ("at", "comment")}
    )
    listed = {visits.ASIDE: visits.kept_aside(values(), changed), **listed}
    st.session_state[_VALUES] = _tidy({**kept, **listed})
    st.session_state[_CHANGED] = True


def put_here(changed: UrlValues) -> None:
    """Set values that hold on this page alone. Only in a callback."""
    put({**changed, visits.ASIDE: visits.aside(values(), {**values(), **changed})})


def leave_out(nonsense: Iterable[tuple[str, str]]) -> None:
    """Forget (name, value) pairs that make no sense here, and keep them to be named (``take_ignored``)."""
    unwanted = tuple(dict.fromkeys(nonsense))
    usual = _usual()
    state = st.session_state
    state[_IGNORED] = [*state.get(_IGNORED, ()), *((name, text) for name, text in unwanted if usual.get(name) != text)]
    left = {name: [text for text in found if (name, text) not in unwanted] for name, found in values().items()}
    st.session_state[_VALUES] = _said(left)


def restore(query: str) -> None:
    """Set everything to what a saved address says, from its question mark on. Only in a callback."""
    said = address.by_today(parse_qs(query))
    st.session_state[_VALUES], st.session_state[_CHANGED] = _tidy(said), True
    st.session_state[_IGNORED] = _nameless(said)


def link(filter: queries.Filter, order: str = "") -> UrlValues:
    """The address of a link to exactly this filter, beside what is chosen on the pages, in this order if one is given.

    It also says what the reader had set himself, which is in force again on the next page.
    """
    kept = {name: found for name, found in values().items() if name not in (*filter_fields.LIMITS, *_OF_PAGE)}
    if order:
        kept["order"] = [order]
    led = _led({**kept, **address.parameters(filter)})
    return _led({**led, visits.ASIDE: visits.aside(values(), led)})


def link_to(query: str) -> UrlValues:
    """The address of a link to a saved address."""
    return _led(address.by_today(parse_qs(query)))


def _led(given: Mapping[str, Sequence[str]]) -> UrlValues:
    """With the language where there is nothing else to say: a link that says nothing would change nothing."""
    return _tidy(given) or {LANGUAGE_KEY: [next(iter(given.get(LANGUAGE_KEY, ())), browser_language())]}


def _tidy(given: Mapping[str, Sequence[str]]) -> UrlValues:
    """Sorted by name, without empty values, names that mean nothing and what goes without saying."""
    usual = _usual()
    return {
        name: found
        for name, found in sorted(_said(given).items())
        if name in filter_fields.PARAMETERS and found != [usual.get(name)]
    }


def _usual() -> dict[str, str]:
    """What goes without saying."""
    return {
        LANGUAGE_KEY: browser_language(),
        "audience": filter_fields.AUDIENCES[0],
        "grain": periods.AUTO,
        "versus": presets.BEFORE,
        "at": "1",
    }


def _nameless(given: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    """The parts whose names mean nothing."""
    return [
        (name, text)
        for name, texts in given.items()
        if name not in (*filter_fields.PARAMETERS, address.SPAN)
        for text in texts
    ]


def _said(given: Mapping[str, Sequence[str]]) -> UrlValues:
    """Without empty values."""
    return {name: found for name, texts in given.items() if (found := [text for text in texts if text])}


def browser_language() -> str:
    """The language of the browser, ko or en, as it was when the session began."""
    locale = (st.context.locale or DEFAULT_LANGUAGE).split("-")[0].lower()
    found: str = st.session_state.setdefault("browser_language", "ko" if locale == "ko" else "en")
    return found


def show_value(key: str, value: object) -> str:
    """The key of a widget, which shows this value from now on; call it before the widget is made."""
    if st.session_state.get(key) != value:
        st.session_state[key] = value
    return key


def store_choice(name: str, key: str, default: str = "") -> None:
    """The callback of a widget: set a value, or several, to what it holds; the default goes without saying."""
    found = st.session_state[key]
    put(
        {
            name: found
            if isinstance(found, list | tuple)
            else ""
            if found is None or str(found) == default
            else str(found)
        }
    )


def _moved() -> tuple[bool, bool]:
    """Whether this run is of another page than the last, and whether the browser went back or forward.

    Streamlit knows both, and has no public name for them.
    """
    context, state = get_script_run_ctx(), st.session_state
    page, former = getattr(context, "page_script_hash", None), state.get(_PAGE)
    state[_PAGE] = page
    return page != former, bool(getattr(context, "is_history_navigation", False))
