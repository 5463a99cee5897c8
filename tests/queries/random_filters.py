"""Filters for property-based tests: any that an address could hold, and those that leave something."""

from datetime import date

from hypothesis import strategies as st

from pipeline.emotions import EMOTION_CODES
from queries import Filter
from queries.filter import without_refused

HOSTILE = (
    "'; drop table feedback; --",
    "%",
    "_",
    "100%",
    "\\",
    "$filter",
    "\x00",
    "\ud800",
    "ㅋ" * 5000,
    "'",
    '"',
    "[",
)


def some(*values: str) -> st.SearchStrategy[tuple[str, ...]]:
    any_text = st.one_of(st.sampled_from([*values, *HOSTILE]), st.text(max_size=20))
    return st.one_of(st.just(()), st.lists(any_text, max_size=3).map(tuple))


def maybe(strategy: st.SearchStrategy) -> st.SearchStrategy:
    return st.none() | strategy


filters = st.builds(
    Filter,
    date_from=maybe(st.dates()),
    date_until=maybe(st.dates()),
    touchpoints=some("payment", "delivery", ""),
    channels=some("app", "web", ""),
    products=some("A", ""),
    segments=some("new", ""),
    languages=some("ko", "en", ""),
    emotions=some(*EMOTION_CODES),
    leading_emotions=some(*EMOTION_CODES[:4], ""),
    valences=some("positive", "neutral"),
    nps_bands=some("promoter", "passive", "detractor"),
    rating_bands=some("full", "high", "middle", "low"),
    states=some("scored", "no_text"),
    audience=st.sampled_from(["customer", "employee", "", *HOSTILE]),
    tone_from=maybe(st.floats()),
    tone_until=maybe(st.floats()),
    confidence_from=maybe(st.floats()),
    intensity_from=maybe(st.integers()),
    contains=st.sampled_from(["", "배송", *HOSTILE]) | st.text(st.characters(), max_size=30),
    words=st.sampled_from(["", "늦었어요", '-배송 "늦어요" 앱', *HOSTILE]) | st.text(st.characters(), max_size=30),
).map(without_refused)
"""Filters as an address bar could hold them: sense and nonsense mixed."""


def any_of(*values: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.just(()) | st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True).map(tuple)


sensible_filters = st.builds(
    Filter,
    date_from=maybe(st.dates(date(2025, 1, 1), date(2025, 12, 31))),
    touchpoints=any_of("payment", "delivery", "use", "kiosk", ""),
    channels=any_of("app", "web", ""),
    emotions=any_of(*EMOTION_CODES),
    nps_bands=any_of("promoter", "passive", "detractor"),
    rating_bands=any_of("full", "high", "middle", "low"),
    states=any_of("scored", "no_text"),
    tone_from=maybe(st.floats(-1, 0)),
    intensity_from=maybe(st.integers(1, 3)),
    contains=st.sampled_from(["", "", "배송", "great", "%"]),
    words=st.sampled_from(["", "", "배송", "great -delivery", '"늦"', "the"]),
)
"""Filters of customers' answers that mostly leave something of worlds.crowd()."""
