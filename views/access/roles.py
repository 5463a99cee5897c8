"""The least role for each question to the data, each page and each deed; and who has which role."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

import queries

EXECUTIVE, MANAGER, ANALYST, ADMIN = queries.ROLES

LEAST_ROLE: Mapping[str, str] = MappingProxyType(
    {
        # comments, one by one
        "comment": MANAGER,
        "comment_list": MANAGER,
        "customer_comment_list": MANAGER,
        "similar_comment_list": MANAGER,
        "typical_comment_list": MANAGER,
        # what single customers answered one after the other, and what they were replied
        "explained_twice_by_channel": MANAGER,
        "next_tone_comparison_by_reply": MANAGER,
        "recovery_by_touchpoint": MANAGER,
        "reply_by_dimension": MANAGER,
        "silence_comparison": MANAGER,
        "doubtful_comment_list": MANAGER,
        "export_count": MANAGER,  # exact, however few: they can be counted where they are read
        "known_answer_list": MANAGER,
        "emotional_capital_list": MANAGER,
        # how often the scorer is right on single comments that people have corrected
        "accuracy_by_label": MANAGER,
        # every word that is in a comment
        "lemma_list": MANAGER,
        "rising_term_list": MANAGER,
        "term_list": MANAGER,
        "topic_count_list": MANAGER,
        "topic_list": MANAGER,
        "topic_overlap_list": MANAGER,
        "weekly_topic_sum_list": MANAGER,
        # values of so few answers that they are not told apart elsewhere
        "rare_value_list": MANAGER,
        "unplaced_lemma_list": MANAGER,
        # rows to download, and rows as they were in the files (masked)
        "export_list": ANALYST,
        "mention_list": ANALYST,
        "rejected_row_list": ANALYST,
        "unread_cell_list": ANALYST,
        # quotes by rule, of those who consent to quoting
        "quote_list": EXECUTIVE,
        "expression_quote_list": EXECUTIVE,
        # numbers, names and labels
        "attribute_list": EXECUTIVE,
        "comment_count": EXECUTIVE,
        "coverage": EXECUTIVE,
        "date_range": EXECUTIVE,
        "disagreement_count": EXECUTIVE,
        "emotion_list": EXECUTIVE,
        "emotion_share": EXECUTIVE,
        "emotion_share_by_dimension_and_period": EXECUTIVE,
        "emotion_share_by_period": EXECUTIVE,
        "emotion_share_by_touchpoint": EXECUTIVE,
        "emotion_share_by_touchpoint_and_period": EXECUTIVE,
        "emotion_share_change_by_touchpoint_list": EXECUTIVE,
        "emotion_share_change_list": EXECUTIVE,
        "emotion_share_comparison": EXECUTIVE,
        "emotion_share_comparison_by_touchpoint": EXECUTIVE,
        "emotional_capital": EXECUTIVE,
        "emotional_capital_by_period": EXECUTIVE,
        "event_list": EXECUTIVE,
        "filter_value_list": EXECUTIVE,
        "flood_count": EXECUTIVE,
        "leading_emotion_by_nps_band": EXECUTIVE,
        "leading_emotion_by_rating_band": EXECUTIVE,
        "meta_list": EXECUTIVE,
        "nps": EXECUTIVE,
        "nps_by_dimension_and_period": EXECUTIVE,
        "nps_by_period": EXECUTIVE,
        "nps_by_touchpoint": EXECUTIVE,
        "nps_comparison": EXECUTIVE,
        "nps_driver_list": EXECUTIVE,
        "nps_score_count": EXECUTIVE,
        "overlap_count": EXECUTIVE,
        "own_layer_list": EXECUTIVE,
        "rating": EXECUTIVE,
        "rating_by_dimension_and_period": EXECUTIVE,
        "rating_by_period": EXECUTIVE,
        "rating_by_touchpoint": EXECUTIVE,
        "rating_comparison": EXECUTIVE,
        "rating_driver_list": EXECUTIVE,
        "rating_score_count": EXECUTIVE,
        "rejected_row_count": EXECUTIVE,
        "run_list": EXECUTIVE,
        "search_example_list": MANAGER,
        "score_list": EXECUTIVE,
        "source_list": EXECUTIVE,
        "tone": EXECUTIVE,
        "tone_driver_list": EXECUTIVE,
        "tone_by_dimension_and_period": EXECUTIVE,
        "tone_by_period": EXECUTIVE,
        "tone_by_touchpoint": EXECUTIVE,
        "tone_by_touchpoint_and_period": EXECUTIVE,
        "tone_comparison": EXECUTIVE,
        "tone_comparison_by_touchpoint": EXECUTIVE,
        "touchpoint_coverage": EXECUTIVE,
        "touchpoint_coverage_by_source": EXECUTIVE,
        "touchpoint_list": EXECUTIVE,
        "weekly_sum_list": EXECUTIVE,
    }
)
"""Query -> the least role that may ask it. A query that is not named here only admins may ask."""

READS_TEXT = frozenset(
    {
        "comment",
        "comment_list",
        "customer_comment_list",
        "doubtful_comment_list",
        "emotional_capital_list",
        "similar_comment_list",
        "typical_comment_list",
    }
)
"""Queries whose asking goes into the access log."""

PAGES: Mapping[str, str] = MappingProxyType(
    {"comments": MANAGER, "topics": MANAGER, "customers": MANAGER, "upload": ADMIN}
)
"""Page -> the least role that may open it; the others are open to every role."""

READ, TEACH, CORRECT, ACT, EXPORT, UPLOAD = "read", "teach", "correct", "act", "export", "upload"
DEEDS: Mapping[str, str] = MappingProxyType(
    {READ: MANAGER, TEACH: MANAGER, CORRECT: MANAGER, ACT: MANAGER, EXPORT: ANALYST, UPLOAD: ADMIN}
)
"""Deed -> the least role that may do it."""


def allows(role: str | None, least: str) -> bool:
    """Whether a role may do what ``least`` may; None may nothing."""
    return role in queries.ROLES and queries.ROLES.index(role) >= queries.ROLES.index(least)


def least_role(query: str) -> str:
    """The least role that may ask a query."""
    return LEAST_ROLE.get(query, ADMIN)


def role_of(claims: Mapping[str, Any], access: queries.Access) -> str | None:
    """The highest role that the claims of a signed-in person give: by the claim, else by the lists; None for none."""
    found = [*_claimed(claims, access), *_listed(claims, access)]
    if not found and access.default_role:
        found = [access.default_role]
    return max(found, key=queries.ROLES.index, default=None)


def is_expired(claims: Mapping[str, Any], access: queries.Access, now: datetime) -> bool:
    """Whether a person signed in too long ago, or nobody knows when (``iat`` is in seconds since 1970, UTC)."""
    issued = claims.get("iat")
    if not isinstance(issued, int | float) or isinstance(issued, bool):
        return True
    return now.timestamp() - issued >= 3600 * access.session_hours


def _claimed(claims: Mapping[str, Any], access: queries.Access) -> list[str]:
    value = claims.get(access.claim) if access.claim else None
    values = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
    names = [access.claim_role.get(str(one)) if access.claim_role else one for one in values]
    return [str(name) for name in names if name in queries.ROLES]


def _listed(claims: Mapping[str, Any], access: queries.Access) -> list[str]:
    email = claims.get("email")
    if not isinstance(email, str) or not (access.trust_unverified_email or claims.get("email_verified") is True):
        return []
    address = email.strip().casefold()
    role = access.people.get(address) or access.people.get("@" + address.rpartition("@")[2])
    return [role] if role else []
