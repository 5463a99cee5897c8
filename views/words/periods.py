"""Periods of a day, an ISO week, 28 rolling days, a month or a quarter: where one ends, how it is written, and which grain suits a span of days."""

from datetime import date, timedelta
from typing import Any

GRAINS: tuple[str, ...] = ("day", "week", "rolling", "month", "quarter")
DEFAULT_GRAIN = "month"

AUTO = "auto"
"""The choice of the grain that a page finds fit by itself."""

MOST = 400
"""Periods that a chart may draw; more marks would be narrower than a pixel each and would hold up the browser."""

_DAYS = {"day": 1, "week": 7, "rolling": 7, "month": 30.4, "quarter": 91.3}


def period_end(period: date, grain: str) -> date:
    """The first day after a period that begins on ``period``."""
    if grain == "day":
        return period + timedelta(days=1)
    if grain == "week":
        return period + timedelta(days=7)
    if grain == "rolling":
        return period + timedelta(days=28)
    return (period.replace(day=1) + timedelta(days=95 if grain == "quarter" else 32)).replace(day=1)


def next_period(period: date, grain: str) -> date:
    """The day on which the next period begins; rolling ones overlap and begin week by week."""
    return period + timedelta(days=7) if grain == "rolling" else period_end(period, grain)


def period_of(day: date, grain: str) -> date:
    """The first day of the period in which a day is; of rolling days the day itself."""
    if grain == "week":
        return day - timedelta(days=day.weekday())
    if grain == "quarter":
        return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    return day.replace(day=1) if grain == "month" else day


def periods_back(period: date, grain: str, number: int) -> date:
    """The first day of the period so many before the one that begins on ``period``."""
    if grain in ("month", "quarter"):
        months = period.year * 12 + period.month - 1 - number * (3 if grain == "quarter" else 1)
        return date(max(months // 12, 1), months % 12 + 1, 1)
    return period - timedelta(days=number * (1 if grain == "day" else 7))


def period_label(period: date, grain: str) -> str:
    """A period in figures that both languages read: 2026-Q1, 2026-03, the day it begins on, or its last day after a tilde."""
    if grain == "rolling":
        return f"~{period_end(period, grain) - timedelta(days=1)}"
    if grain == "quarter":
        return f"{period.year}-Q{(period.month + 2) // 3}"
    return period.strftime("%Y-%m") if grain == "month" else period.isoformat()


def period_span(row: dict[str, Any], grain: str) -> tuple[date, date]:
    """First day, and first day after, of a row's ``period``."""
    return row["period"], period_end(row["period"], grain)


def fitting(grain: str, first: date | None, last: date | None) -> str:
    """The grain, or the next coarser one in which the days from ``first`` to ``last`` are at most MOST periods."""
    days = (last - first).days + 1 if first and last else 0
    coarser = GRAINS[GRAINS.index(grain) :]
    return next((name for name in coarser if days <= MOST * _DAYS[name]), GRAINS[-1])


def number_of(grain: str, first: date, last: date) -> float:
    """About how many periods there are from the day ``first`` to the day ``last``."""
    return float(((last - first).days + 1) / _DAYS[grain])
