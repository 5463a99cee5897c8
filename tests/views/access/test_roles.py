"""Roles: which query needs which, and who has which."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest

import queries
from queries import Access
from views.access import roles

PEOPLE = {"minji@example.com": "admin", "@example.com": "executive"}


def test_every_query_declares_its_least_role() -> None:
    assert not set(queries.QUERIES) - set(roles.LEAST_ROLE)
    assert set(roles.LEAST_ROLE.values()) <= set(queries.ROLES)


def test_no_query_with_text_or_rows_of_people_is_open_to_executives() -> None:
    """Columns by which a single answer can be read or told; quotes go through two queries, which obey consent and
    give executives three at most (test_quotes.py, test_expressions.py)."""
    quoting = {"quote_list", "expression_quote_list"}
    telling = {"text", "raw", "feedback_id", "customer_key", "source_id"}
    open_to_all = [
        name for name in queries.QUERIES if roles.least_role(name) == roles.EXECUTIVE and name not in quoting
    ]
    assert not [name for name in open_to_all if telling & set(queries.QUERIES[name].columns)]


def test_a_query_that_is_not_listed_is_for_admins() -> None:
    assert roles.least_role("something_new") == "admin"


def test_each_role_may_what_those_before_it_may() -> None:
    allowed = [
        {name for name, least in roles.LEAST_ROLE.items() if roles.allows(role, least)} for role in queries.ROLES
    ]
    assert all(less <= more for less, more in itertools.pairwise(allowed))
    assert allowed[0] < allowed[1] < allowed[2]
    assert not roles.allows(None, "executive") and not roles.allows("king", "executive")


@pytest.mark.parametrize(
    ("claims", "role"),
    [
        ({"email": "minji@example.com", "email_verified": True}, "admin"),
        ({"email": " MinJi@Example.COM", "email_verified": True}, "admin"),
        ({"email": "jun@example.com", "email_verified": True}, "executive"),
        ({"email": "jun@example.com.evil.org", "email_verified": True}, None),
        ({"email": "jun@evil-example.com", "email_verified": True}, None),
        ({"email": "evil.org@example.com@evil.org", "email_verified": True}, None),
        ({"email": "minji@example.com", "email_verified": False}, None),
        ({"email": "minji@example.com", "email_verified": "true"}, None),
        ({"email": "minji@example.com"}, None),
        ({"email": None, "email_verified": True}, None),
        ({}, None),
    ],
)
def test_lists_of_addresses_and_domains(claims: dict[str, object], role: str | None) -> None:
    assert roles.role_of(claims, Access(people=PEOPLE)) == role


def test_unverified_addresses_hold_where_the_settings_say_so() -> None:
    access = Access(people=PEOPLE, trust_unverified_email=True)
    assert roles.role_of({"email": "minji@example.com"}, access) == "admin"


@pytest.mark.parametrize(
    ("value", "role"),
    [
        ("board", "executive"),
        (["x", "cx"], "manager"),
        (["board", "cx"], "manager"),
        ([], None),
        (7, None),
        ("admin", None),
        (None, None),
    ],
)
def test_a_claim_is_mapped_and_the_highest_role_holds(value: object, role: str | None) -> None:
    access = Access(claim="groups", claim_role={"board": "executive", "cx": "manager"})
    assert roles.role_of({"groups": value}, access) == role


def test_a_claim_may_name_the_role_itself() -> None:
    assert roles.role_of({"role": "analyst"}, Access(claim="role")) == "analyst"
    assert roles.role_of({"role": "root"}, Access(claim="role")) is None


def test_the_default_role_is_for_those_on_no_list() -> None:
    access = Access(people=PEOPLE, default_role="executive")
    assert roles.role_of({"sub": "1"}, access) == "executive"
    assert roles.role_of({"email": "minji@example.com", "email_verified": True}, access) == "admin"


@pytest.mark.parametrize(("hours", "expired"), [(0, False), (11.9, False), (12, True), (1000, True)])
def test_signing_in_lasts_for_the_hours_set(hours: float, expired: bool) -> None:
    now = datetime(2026, 3, 1, tzinfo=UTC)
    issued = (now - timedelta(hours=hours)).timestamp()
    assert roles.is_expired({"iat": issued}, Access(), now) is expired


@pytest.mark.parametrize("claims", [{}, {"iat": "today"}, {"iat": True}])
def test_a_token_without_a_time_is_expired(claims: dict[str, object]) -> None:
    assert roles.is_expired(claims, Access(), datetime(2026, 3, 1, tzinfo=UTC))
