"""Periods by name, counted from the data's last day, so that a saved view of the last 28 days moves on with the data."""

from datetime import date, timedelta

PRESETS: tuple[str, ...] = ("last_28", "this_month", "last_month", "this_year")
ALL, FREE = "all", "free"
CHOICES: tuple[str, ...] = (ALL, *PRESETS, FREE)
"""What can be chosen: no limit, a named period, or two days of one's own."""


def days(preset: str, last: date) -> tuple[date, date]:
    """First and last day, both included, of a named period of data whose last day is ``last``."""
    month = last.replace(day=1)
    if preset == "last_28":
        return last - timedelta(days=27), last
    if preset == "this_month":
        return month, last
    if preset == "last_month":
        before = month - timedelta(days=1)
        return before.replace(day=1), before
    if preset == "this_year":
        return last.replace(month=1, day=1), last
    raise ValueError(f"no period {preset!r}: there are {', '.join(PRESETS)}")
