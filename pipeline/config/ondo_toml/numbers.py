"""Numbers and their limits, as several sections have them."""

from typing import Annotated

from msgspec import Meta

LONGEST_KEPT = 36_500
"""Most days that keep_days may name; who wants to keep texts for ever leaves it out."""

Count = Annotated[int, Meta(ge=1, description="a whole number of at least 1")]
Workers = Annotated[int, Meta(ge=0, le=64, description="a whole number from 0 to 64")]
DAYS_KEPT = f"a whole number of days from 1 to {LONGEST_KEPT}"
DaysKept = Annotated[int, Meta(ge=1, le=LONGEST_KEPT, description=DAYS_KEPT)]
HalfLife = Annotated[
    Annotated[int, Meta(ge=1, lt=1_000_000)] | Annotated[float, Meta(ge=1, lt=1e6)],
    Meta(description="a number of days of at least 1"),
]
