"""Selections without the conditions that a filter does not make, which DuckDB plans in a fraction of the time.

``selected($filter)`` and ``weighed($filter)`` of queries/macros name every condition that a filter can make. Here they are
written again, for the conditions that one filter makes and for its audience, as macros of their own.
"""

import re
from collections.abc import Callable, Mapping
from threading import Lock
from typing import Any

_STATEMENT = re.compile(r"^create macro (?P<name>\w+)\(.*?;$", re.MULTILINE | re.DOTALL)
_CALL = re.compile(r"\b(?P<macro>selected|weighed)\(\$(?P<param>filter|other)\)")
_CONDITION = re.compile(r"^  +and .* -- (?P<fields>\w+(?:, \w+)*)\n", re.MULTILINE)
_PARTS = {
    "customer": ("lets_through", "matching_customers"),
    "employee": ("lets_through", "matching_employees", "whole_blocks"),
}
"""Macros that a selection of an audience is made of; the last is all of it but for the first day."""

_NARROWED = (
    "lets_through",
    "matching_customers",
    "matching_employees",
    "whole_blocks",
    "selected_until",
    "selected",
    "weighed",
)
_NAME = re.compile(rf"\b({'|'.join(_NARROWED)})\(")

Signature = tuple[str, frozenset[str]]
"""An audience, and the fields of a filter that limit something."""


class Narrowing:
    """Rewrites the SQL of queries so that it calls narrow macros, which ``execute`` makes when they are first called for."""

    def __init__(self, macros: str, execute: Callable[[str], object]) -> None:
        self._texts = {found["name"]: found[0] for found in _STATEMENT.finditer(macros)}
        self._execute = execute
        self._made: dict[Signature, str] = {}
        self._lock = Lock()

    def narrow(self, sql: str, filters: Mapping[str, Mapping[str, Any]]) -> str:
        """``sql`` with each selection by one of ``filters`` (parameter name to its fields) as narrow as that filter."""
        return _CALL.sub(lambda call: self._call(call["macro"], call["param"], filters[call["param"]]), sql)

    def _call(self, macro: str, param: str, fields: Mapping[str, Any]) -> str:
        return f"{macro}{self._suffix(signature_of(fields))}(${param})"

    def _suffix(self, signature: Signature) -> str:
        with self._lock:
            if signature not in self._made:
                suffix = f"_{len(self._made)}"
                for statement in self._statements(signature, suffix):
                    self._execute(statement)
                self._made[signature] = suffix
            return self._made[signature]

    def _statements(self, signature: Signature, suffix: str) -> list[str]:
        audience, used = signature
        parts = [self._narrow(name, used, suffix) for name in _PARTS[audience]]
        until = (
            f"create macro selected_until{suffix}(filter) as table select * from {_PARTS[audience][-1]}{suffix}(filter)"
        )
        return [*parts, until, *(self._narrow(name, used, suffix) for name in ("selected", "weighed"))]

    def _narrow(self, name: str, used: frozenset[str], suffix: str) -> str:
        """A macro under a name of its own, and so the parts that it calls, without the idle conditions."""
        kept = _CONDITION.sub(lambda line: line[0] if used & set(line["fields"].split(", ")) else "", self._texts[name])
        return _NAME.sub(rf"\1{suffix}(", kept)


def signature_of(fields: Mapping[str, Any]) -> Signature:
    """A filter's audience (an unknown one selects no customers) and the names of its fields that are neither null nor empty."""
    used = (name for name, value in fields.items() if value is not None and value != [] and value != "")
    return "employee" if fields["audience"] == "employee" else "customer", frozenset(used) - {
        "audience",
        "emotion_bits",
    }
