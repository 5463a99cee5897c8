"""Who may do what: the settings under [access]. The dashboard enforces them."""

from dataclasses import dataclass, field
from typing import Literal, get_args

Role = Literal["executive", "manager", "analyst", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
"""From the least to the most; each may do all that those before it may."""


@dataclass(frozen=True, slots=True)
class Access:
    """Who has which role, and what is allowed off this machine.

    ``claim_role`` maps values of the identity token's ``claim`` to roles; where it is empty, the values are role names.
    ``people`` maps e-mail addresses, or domains as ``@example.com``, to roles. ``default_role`` is that of people who are
    signed in and on no list, "" for none. ``session_hours`` after signing in, people sign in again.
    The three sizes are those of a file, and of all files that a session, or the server, holds at once.
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
    upload_session_megabytes: int = 500
    upload_total_megabytes: int = 1_000
