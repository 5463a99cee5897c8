"""The gate: who is asking, and whether they may. Everything that is fetched passes it before any cache.

Without sign-in everybody has the role ``local_role``, as long as the dashboard can only be reached from its own machine.
"""

import ipaddress
import logging
import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError
from streamlit.runtime import exists as is_served
from streamlit.runtime.scriptrunner import get_script_run_ctx

import queries
from queries import filter as filter_rules
from queries.filter_fields import FilterField
from views.access import access_log, roles

INSECURE_VARIABLE = "ONDO_INSECURE"
LOCAL, COMMAND_LINE = "local", "command line"
"""Who asks, where nobody has signed in."""

FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip")
"""Headers by which a proxy says that the browser is elsewhere."""

REMEMBERED_FOR_S = 1.0
"""Seconds for which a session's visitor is remembered, so that a page's many queries do not each read the settings."""

_NOTED, _VISITOR = "access_noted", "access_visitor"
_acting: ContextVar["Visitor | None"] = ContextVar("acting", default=None)
_noted_acting: ContextVar[dict[Any, Any] | None] = ContextVar("noted_acting", default=None)
_log = logging.getLogger("ondo")


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks: an e-mail address or subject, their role (None: none), and, without a role, why.

    ``why`` is exposed, settings, signed_out, expired or stranger; ``has_signed_in`` is whether a person can sign out.
    """

    who: str
    role: str | None
    why: str = ""
    has_signed_in: bool = False


class Caller(NamedTuple):
    """What tells who sends a request: its headers, found by names of any case, the address it comes from (None: this machine),
    and ``claims``, which gives those of the person who has signed in."""

    headers: Mapping[str, str]
    address: str | None
    claims: Callable[[], dict[str, Any]]


class AccessDenied(queries.OndoError):
    """The visitor's role does not allow what was asked."""


class FilterDenied(AccessDenied):
    """What was asked selects answers by what the visitor, or nobody, may select them by."""


def visitor() -> Visitor:
    """Who is asking now: in a run of the dashboard its visitor, in a thread of its own whoever ``acting`` names, and
    outside a server whoever started the program, whom the rights of the files bind."""
    named = _acting.get()
    if named is not None:
        return named
    if get_script_run_ctx(suppress_warning=True) is None:
        return Visitor("nobody", None, "signed_out") if is_served() else Visitor(COMMAND_LINE, roles.ADMIN)
    remembered: Visitor | None
    remembered, until = st.session_state.get(_VISITOR, (None, 0.0))
    if remembered is None or time.monotonic() >= until:
        remembered = identify(_of_this_page())
        st.session_state[_VISITOR] = (remembered, time.monotonic() + REMEMBERED_FOR_S)
    return remembered


def identify(caller: Caller) -> Visitor:
    """Who sends a request, looked up now."""
    try:
        access = queries.access_settings()
    except queries.OndoError as error:
        _log.error("%s", error)
        return Visitor("nobody", None, "settings")
    if is_sign_in_configured():
        return _signed_in(caller.claims(), access)
    if is_exposed(caller) and os.environ.get(INSECURE_VARIABLE) != "1":
        return Visitor("nobody", None, "exposed")
    return Visitor(LOCAL, access.local_role)


@contextmanager
def acting(who: Visitor) -> Iterator[None]:
    """What is asked in this block, in whatever thread, is asked by ``who``; for files made after a page was shown. What stays
    the same in it is noted once."""
    token, noted = _acting.set(who), _noted_acting.set({})
    try:
        yield
    finally:
        _acting.reset(token)
        _noted_acting.reset(noted)


def admit(query: str, params: Mapping[str, Any]) -> None:
    """Let the visitor's query through, noting whose comments are read and that text is searched for; raises AccessDenied."""
    asking, least = visitor(), roles.least_role(query)
    if not roles.allows(asking.role, least):
        raise _denied(asking, query, least)
    for value in params.values():
        if isinstance(value, queries.Filter):
            _check_filter(asking, query, value)
    searched = access_log.searches(params)
    if searched:
        _note_once(asking, "search", searched, query=query, filter=searched)
    if query in roles.READS_TEXT:
        _note_once(asking, "comments", query=query, **access_log.plain_params(params))


def may_select_by(declared: FilterField, audience: str) -> bool:
    """Whether the visitor may select answers of an audience by a filter."""
    return filter_rules.may_select_by(declared, audience, may(roles.READ))


def require(deed: str) -> Visitor:
    """The visitor, if their role allows the deed; raises AccessDenied."""
    asking = visitor()
    if not roles.allows(asking.role, roles.DEEDS[deed]):
        raise _denied(asking, deed, roles.DEEDS[deed])
    return asking


def may(deed: str) -> bool:
    """Whether the visitor's role allows a deed (a key of roles.DEEDS)."""
    return roles.allows(visitor().role, roles.DEEDS[deed])


def role_for(page: str) -> str:
    """The least role that may open a page."""
    return roles.PAGES.get(page, roles.EXECUTIVE)


def may_open(page: str) -> bool:
    """Whether the visitor's role allows a page."""
    asking = visitor()
    allowed = roles.allows(asking.role, role_for(page))
    return allowed and (page != "upload" or may_upload_here())


def refuse_page(page: str) -> None:
    """Note that a page was asked for which the visitor may not open."""
    asking = visitor()
    _note_once(asking, "denied", asked=f"page {page}", needs=role_for(page))


def may_upload_here() -> bool:
    """Whether files may be loaded: on the dashboard's own machine, elsewhere where the settings allow it."""
    return not is_exposed() or queries.access_settings().upload


def megabytes() -> int:
    """The largest file that may be loaded, in millions of bytes."""
    return queries.access_settings().upload_megabytes


def is_sign_in_configured() -> bool:
    """Whether people sign in: Streamlit's secrets have a table [auth]."""
    try:
        return "auth" in st.secrets
    except StreamlitSecretNotFoundError:
        return False


def providers() -> list[str]:
    """The names of the places to sign in at; the only one without a name is "default"."""
    named = [name for name, value in st.secrets["auth"].items() if isinstance(value, Mapping) and "client_id" in value]
    return named or ["default"]


def may_send_file(caller: Caller) -> bool:
    """Whether whoever sends a request may load files; for what comes beside the pages."""
    if not roles.allows(identify(caller).role, roles.DEEDS["upload"]):
        return False
    return not is_exposed(caller) or queries.access_settings().upload


def _of_this_page() -> Caller:
    client = st.context.ip_address  # None for this machine
    return Caller(st.context.headers, client if isinstance(client, str) else None, st.user.to_dict)


def is_exposed(caller: Caller | None = None) -> bool:
    """Whether the dashboard listens to other machines, or a browser (that of the page) reached it in a way that others could."""
    headers, address, _ = caller or _of_this_page()
    hosts = [f"//{headers.get('Host') or 'localhost'}", headers.get("Origin") or "//localhost"]
    if is_sign_in_configured():
        hosts.append(str(st.secrets["auth"].get("redirect_uri", "")))
    names = [
        st.get_option("server.address") or "",
        address or "localhost",
        *map(_host, hosts),
    ]
    return not all(map(_is_home, names)) or any(name in headers for name in FORWARDED)


def note(who: Visitor, what: str, **facts: Any) -> None:
    """Write an entry into the access log. Raises access_log.LogFailed."""
    access_log.write(queries.database_path(), who=who.who, role=who.role, what=what, **facts)


def note_quietly(who: Visitor, what: str, **facts: Any) -> None:
    """As ``note``; where the log cannot be written, the server's own log says so and work goes on."""
    try:
        note(who, what, **facts)
    except access_log.LogFailed as error:
        _log.error("%s", error)


def note_sign_in(who: Visitor) -> None:
    """Note that a person has signed in, once a session, whatever role they have."""
    facts: dict[str, Any] = {"refused": who.why} if who.role is None else {}
    _note_once(who, "sign-in", **facts)


def note_sign_out(who: Visitor) -> None:
    """Note that a person signs out."""
    _note_once(who, "sign-out")


def _signed_in(claims: dict[str, Any], access: queries.Access) -> Visitor:
    if claims.get("is_logged_in") is not True:
        return Visitor("nobody", None, "signed_out")
    who = str(claims.get("email") or claims.get("sub") or "unnamed")
    if roles.is_expired(claims, access, datetime.now(UTC)):
        return Visitor(who, None, "expired", has_signed_in=True)
    role = roles.role_of(claims, access)
    return Visitor(who, role, "" if role else "stranger", has_signed_in=True)


def _denied(asking: Visitor, asked: str, least: str) -> AccessDenied:
    _note_once(asking, "denied", asked=asked, needs=least)
    return AccessDenied(
        f"{asked} needs the role {least}", remedy="ask whoever looks after Ondo for that role ([access] in ondo.toml)"
    )


def _check_filter(asking: Visitor, query: str, filter: queries.Filter) -> None:
    reads_comments = roles.allows(asking.role, roles.DEEDS[roles.READ])
    try:
        filter_rules.check(filter, reads_comments)
    except queries.FilterRefused as error:
        refused = ", ".join(filter_rules.refused_in(filter, reads_comments))
        _note_once(asking, "denied", asked=f"{query} by {refused}", needs="another filter")
        raise FilterDenied(error.message, remedy=error.remedy) from error


def _note_once(who: Visitor, what: str, subject: Mapping[str, Any] | None = None, **facts: Any) -> None:
    """Note what goes on, once as long as it stays the same; reading goes on where the log cannot be written.

    What stays the same is the ``subject``, else all facts about a query or what was asked for.
    """
    entry = (who.who, who.role, what, repr(subject or facts))
    place = (what, None if subject else facts.get("query") or facts.get("asked"))
    noted = _noted_acting.get()
    if noted is None and get_script_run_ctx(suppress_warning=True) is not None:
        noted = st.session_state.setdefault(_NOTED, {})
    if noted is not None:
        if noted.get(place) == entry:
            return
        noted[place] = entry
    note_quietly(who, what, **facts)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _is_home(address: str) -> bool:
    with suppress(ValueError):
        return ipaddress.ip_address(address).is_loopback
    return address == "localhost"
