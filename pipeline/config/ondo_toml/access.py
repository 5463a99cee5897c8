"""The section [access]."""

import re
from collections.abc import Mapping, Sequence
from typing import Annotated, Literal

from msgspec import Meta, Struct

from pipeline.config.access import ROLES, Access, Role
from pipeline.config.ondo_toml.checking import InvalidSetting
from pipeline.config.ondo_toml.numbers import Count

_ADDRESS = re.compile(r"[^@\s]*@[^@\s]+")


class AccessSection(Struct, frozen=True, forbid_unknown_fields=True):
    """The form of [access]; ``people`` are addresses by role."""

    local_role: Role = "admin"
    default_role: Annotated[Role | Literal[""], Meta(description=f'one of {", ".join(ROLES)}, or "" for none')] = ""
    claim: str = ""
    claim_role: dict[str, Role] = {}
    people: dict[str, list[str]] = {}
    trust_unverified_email: bool = False
    session_hours: Count = 12
    upload: bool = False
    upload_megabytes: Count = 200
    upload_session_megabytes: Count = 500
    upload_total_megabytes: Count = 1_000


def access_of(section: AccessSection) -> Access:
    """The section's settings. Raises InvalidSetting."""
    if section.claim_role and not section.claim:
        raise InvalidSetting(
            "access.claim_role is given, but not access.claim, the name of the claim", 'add claim = "NAME" to [access]'
        )
    return Access(
        section.local_role,
        section.default_role,
        section.claim,
        dict[str, str](section.claim_role),
        _roles_of(section.people),
        section.trust_unverified_email,
        section.session_hours,
        section.upload,
        section.upload_megabytes,
        section.upload_session_megabytes,
        section.upload_total_megabytes,
    )


def _roles_of(people: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Address -> role."""
    found: dict[str, str] = {}
    for role, addresses in people.items():
        if role not in ROLES:
            raise InvalidSetting(f"access.people.{role}: {role!r} is not one of {', '.join(ROLES)}", "name a role")
        for address in addresses:
            key = address.strip().casefold()
            if not _ADDRESS.fullmatch(key):
                raise InvalidSetting(f"access.people.{role}: {address!r} is no e-mail address and no @domain")
            if found.setdefault(key, role) != role:
                raise InvalidSetting(
                    f"access.people: {address!r} stands under {found[key]} and under {role}",
                    "leave it under one role",
                )
    return found
