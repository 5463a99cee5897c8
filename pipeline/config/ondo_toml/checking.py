"""A value from a TOML file against the form that it should have; what does not fit is named with its key and a remedy."""

from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from types import UnionType
from typing import Annotated, Literal, NamedTuple, TypeVar, Union, get_args, get_origin

import msgspec

Form = TypeVar("Form")
Place = tuple[str | int, ...]
"""Keys and, from 0, numbers in lists on the way from the top of the file to a value."""

SHOW_FORM = "defaults.toml shows the form"
LONGEST_SHOWN = 60
"""Characters of a value that a message repeats."""

_WANTED: dict[object, str] = {
    str: "a text",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    date: "a date such as 2026-03-01, without quotes",
    list: "a list",
    dict: "a table",
}


class InvalidSetting(ValueError):
    """A setting that cannot be used: the message names its key, the remedy says what to write."""

    def __init__(self, message: str, remedy: str = "correct that entry") -> None:
        super().__init__(message)
        self.remedy = f"{remedy}; {SHOW_FORM}"


NAMING_KEY = "word"
"""The key by whose text people know an entry of a long list better than by its number."""


class _Part(NamedTuple):
    """A value within another."""

    key: str | int
    value: object
    form: object


def converted(raw: object, form: type[Form], *place: str | int) -> Form:
    """``raw`` as a value of ``form``, a msgspec type; ``place`` is where it stands. Raises InvalidSetting."""
    try:
        return msgspec.convert(raw, form, builtin_types=(date,))
    except msgspec.ValidationError:
        raise _fault(raw, form, place) from None


def _fault(raw: object, form: object, place: Place) -> InvalidSetting:
    """The innermost value that does not fit."""
    bare, wanted = _described(form, raw)
    for part in _parts(raw, bare):
        if not _fits(part.value, part.form):
            return _naming_entry(_fault(part.value, part.form, (*place, part.key)), part)
    if _is_struct(bare) and isinstance(raw, dict):
        return _wrong_keys(raw, bare, place)
    return InvalidSetting(f"{shown_place(place)} is {_shown(raw)}, not {wanted}", _remedy(bare, place))


def _naming_entry(fault: InvalidSetting, part: _Part) -> InvalidSetting:
    name = part.value.get(NAMING_KEY) if isinstance(part.key, int) and isinstance(part.value, dict) else None
    if isinstance(name, str):
        fault.args = (f"{fault} ({NAMING_KEY} {_shown(name)})",)
    return fault


def _fits(raw: object, form: object) -> bool:
    try:
        msgspec.convert(raw, form, builtin_types=(date,))
    except msgspec.ValidationError:
        return False
    return True


def _described(form: object, raw: object) -> tuple[object, str]:
    """The form without its limits, of a choice of forms the one that ``raw`` tries to be, and what it asks for in words."""
    wanted = ""
    if get_origin(form) is Annotated:
        form, *limits = get_args(form)
        wanted = next((limit.description or "" for limit in limits if isinstance(limit, msgspec.Meta)), "")
    chosen = _chosen(form, raw)
    if chosen is not form:
        form, inner = _described(chosen, raw)
        return form, wanted or inner
    return form, wanted or _wanted(form)


def _chosen(form: object, raw: object) -> object:
    """Of a choice of forms the only one beside None, or that of a table where ``raw`` is one; else the form itself."""
    if get_origin(form) not in (Union, UnionType):
        return form
    arms = [arm for arm in get_args(form) if arm is not type(None)]
    tables = [arm for arm in arms if _is_struct(arm) and isinstance(raw, dict)]
    return arms[0] if len(arms) == 1 else tables[0] if tables else form


def _wanted(form: object) -> str:
    if get_origin(form) is Literal:
        return "one of " + ", ".join(_written(value) for value in get_args(form) if value != "")
    return "a table" if _is_struct(form) else _WANTED.get(get_origin(form) or form, "what can stand here")


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _parts(raw: object, form: object) -> Iterator[_Part]:
    """The values within ``raw`` that ``form`` has a form for."""
    inner = get_args(form)
    if _is_struct(form) and isinstance(raw, dict):
        yield from (_Part(name, raw[name], kind) for name, kind, _ in _fields(form) if name in raw)
    elif get_origin(form) is list and isinstance(raw, list):
        yield from (_Part(number, value, inner[0]) for number, value in enumerate(raw))
    elif get_origin(form) is dict and isinstance(raw, dict):
        yield from (_Part(str(key), value, inner[1]) for key, value in raw.items())


def _fields(form: object) -> list[tuple[str, object, bool]]:
    """Name, form and whether it must be there, of each key of a table."""
    assert isinstance(form, type)
    return [(field.encode_name, field.type, field.required) for field in msgspec.structs.fields(form)]


def _is_struct(form: object) -> bool:
    return isinstance(form, type) and issubclass(form, msgspec.Struct)


def _wrong_keys(raw: dict[str, object], form: object, place: Place) -> InvalidSetting:
    """A key that no table of this form has, or one that is not there although it must be."""
    known = sorted(name for name, _, _ in _fields(form))
    unknown = sorted(set(raw) - set(known))
    if not unknown:
        [lacking, *_] = [name for name, _, is_required in _fields(form) if is_required and name not in raw]
        return InvalidSetting(f"{shown_place(place)} lacks {lacking!r}", f"add {lacking}")
    near = get_close_matches(unknown[0], known, n=1)
    proposal = f"did you mean {near[0]!r}? " if near else ""
    inside = f"{shown_place(place)}: " if place else ""
    return InvalidSetting(f"{inside}unknown setting {unknown[0]!r}", f"{proposal}known are: {', '.join(known)}")


def _remedy(form: object, place: Place) -> str:
    """How a table or a list of tables is written; that a value is to be corrected."""
    inner = get_args(form)
    if get_origin(form) is list and _is_struct(inner[0]):
        return f"{place[0]} is written as [[{place[0]}]], once for each"
    if not _is_struct(form) and get_origin(form) is not dict:
        return f"correct {shown_place(place)}"
    if any(isinstance(key, int) for key in place):
        return f"{place[0]} is written as [[{place[0]}]], once for each"
    return f"{place[0]} is written as [{'.'.join(map(str, place))}]"


def shown_place(place: Place) -> str:
    """A place as people read it: ``access.people.admin``, ``mapping 2: fields.name``; lists are counted from 1."""
    text, follows_number = "", False
    for key in place:
        if isinstance(key, int):
            text, follows_number = f"{text} {key + 1}", True
        else:
            text, follows_number = f"{text}{': ' if follows_number else '.' if text else ''}{key}", False
    return text


def _shown(value: object) -> str:
    """A value as a message shows it: lists and tables by their kind, long texts by their beginning."""
    if isinstance(value, list):
        return f"a list of {len(value)}"
    if isinstance(value, dict):
        return "a table"
    text = _written(value) if isinstance(value, bool | date) else repr(value)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}..."
