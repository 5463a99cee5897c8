"""Who may do what: the settings under [access]. The dashboard enforces them."""

import re
from dataclasses import dataclass, field
from typing import Any

ROLES: tuple[str, ...] = ("executive", "manager", "analyst", "admin")
"""From the least to the most; each may do all that those before it may."""

_ADDRESS = re.compile(r"[^@\s]*@[^@\s]+")


@dataclass(frozen=True, slots=True)
class Access:
    """Who has which role, and what is allowed off this machine.

    ``claim_role`` maps values of the identity token's ``claim`` to roles; where it is empty, the values are role names.
    ``people`` maps e-mail addresses, or domains as ``@example.com``, to roles. ``default_role`` is that of people who are
    signed in and on no list, "" for none. ``session_hours`` after signing in, people sign in again.
    """

    local_role: str = "admin"
    default_role: str = ""
    claim: str = ""
    claim_role: dict[str, str] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    trust_unverified_email: bool = False
    session_hours: int = 12
    upload: bool = False
    upload_megabytes: int = 200


_FLAGS = ("trust_unverified_email", "upload")
_WHOLE = ("session_hours", "upload_megabytes")
_KNOWN = ("local_role", "default_role", "claim", "claim_role", "people", *_FLAGS, *_WHOLE)


def read_access(raw: Any) -> Access:
    """The settings under [access]; raises ValueError naming the entry at fault."""
    if not isinstance(raw, dict):
        raise ValueError("access is not a table; write it as [access]")
    unknown = sorted(set(raw) - set(_KNOWN))
    if unknown:
        raise ValueError(f"access.{unknown[0]} is unknown; known are: {', '.join(_KNOWN)}")
    values: dict[str, Any] = {name: _flag(name, raw[name]) for name in _FLAGS if name in raw}
    values |= {name: _whole(name, raw[name]) for name in _WHOLE if name in raw}
    if "local_role" in raw:
        values["local_role"] = _role("local_role", raw["local_role"])
    if raw.get("default_role"):
        values["default_role"] = _role("default_role", raw["default_role"])
    if "claim" in raw:
        values["claim"] = _text("claim", raw["claim"])
    claim_role = _table("claim_role", raw.get("claim_role", {}))
    values["claim_role"] = {value: _role(f"claim_role.{value}", role) for value, role in claim_role.items()}
    if values["claim_role"] and not values.get("claim"):
        raise ValueError("access.claim_role is given, but not access.claim, the name of the claim")
    return Access(**values, people=_people(_table("people", raw.get("people", {}))))


def _people(raw: dict[str, Any]) -> dict[str, str]:
    people: dict[str, str] = {}
    for name, addresses in raw.items():
        role = _role("people", name)
        if not isinstance(addresses, list):
            raise ValueError(f"access.people.{name} is not a list of e-mail addresses")
        for address in addresses:
            key = _text(f"people.{name}", address).strip().casefold()
            if not _ADDRESS.fullmatch(key):
                raise ValueError(f"access.people.{name}: {address!r} is no e-mail address and no @domain")
            if people.setdefault(key, role) != role:
                raise ValueError(f"access.people: {address!r} stands under {people[key]} and under {role}")
    return people


def _role(name: str, value: Any) -> str:
    if value not in ROLES:
        raise ValueError(f"access.{name}: {value!r} is not one of {', '.join(ROLES)}")
    return str(value)


def _table(name: str, value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError(f"access.{name} is not a table; write it as [access.{name}]")
    return value


def _text(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"access.{name}: {value!r} is not a text")
    return value


def _flag(name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"access.{name}: {value!r} is neither true nor false")
    return value


def _whole(name: str, value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError(f"access.{name}: {value!r} is not a whole number of at least 1")
    return value
