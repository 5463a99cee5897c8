"""Alerts: series that have left their usual level, since when, and when they came back, from sums by week.

A series is one measure at one touchpoint: the share of an emotion, which is watched for a rise, or tone, NPS or rating, which
are watched for a fall. Whole ISO weeks are looked at, so that a week's pattern over its days cannot look like a change.

What is usual are the 26 latest weeks that were so, none older than a year; weeks of a possible change wait until it is known
whether it is one, and weeks of an alert never count as usual, unless the alert stays for 26 weeks: then its level is the usual
one. A series with a usual level of fewer than 8 weeks, or of fewer answers than METRICS calls few, is not watched yet, and no
alert is raised of so few either. A gap of more than 8 weeks without an answer ends what was before it.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, NamedTuple

from queries.alerts.figures import SCALES, Figure, figure
from queries.alerts.sequential_test import ALARMS_A_WEEK, SAFETY, Base, step

BASE_WEEKS, LEAST_WEEKS = 26, 8
OLDEST = timedelta(weeks=52)
GAP = timedelta(weeks=8)
WEEK = timedelta(weeks=1)

USUAL_AGAIN, NEW_LEVEL, NO_ANSWERS = "usual_again", "new_level", "no_answers"
"""Why an alert has closed: the figures are as before, they have stayed for half a year, or no more answers came."""


class Series(NamedTuple):
    """One measure (an emotion's code, tone, nps or rating) at a touchpoint, None for all together."""

    touchpoint: str | None
    measure: str


class WeekSums(NamedTuple):
    """A week by its Monday: answers, the sum of their values and of the squares."""

    week: date
    n: int
    total: float
    squares: float


@dataclass(frozen=True, slots=True)
class Alert:
    """A change of a series: its first week and the week at whose end it was sure, each by its Monday.

    ``until`` is the latest week in which it was sure; ``now`` are the figures from ``since`` to the end of that week, ``before``
    those of the weeks that were usual, ``expected`` what ``before`` lets expect of as many answers: the number with an emotion,
    or the mean. ``evidence`` passed ``limit`` (log-likelihood ratios). ``closed`` is the week in which it closed, None while it
    is open, and ``ended`` why.
    """

    series: Series
    is_share: bool
    since: date
    fired: date
    until: date
    before: Figure
    before_weeks: int
    now: Figure
    evidence: float
    limit: float
    closed: date | None = None
    ended: str = ""

    @property
    def expected(self) -> float:
        """How many answers with the emotion were to be expected since the change; of other measures their usual value."""
        return self.before.value * self.now.n if self.is_share else self.before.value

    @property
    def name(self) -> str:
        """By what it is called on the command line and muted: touchpoint (all for none) and measure."""
        return f"{self.series.touchpoint or ALL}:{self.series.measure}"


ALL = "all"


@dataclass(frozen=True, slots=True)
class Watched:
    """All alerts of the last two years, the newest first, with how many series there were to watch and the last whole week."""

    alerts: tuple[Alert, ...]
    series: int
    last_week: date | None


def watch(rows: Iterable[Mapping[str, Any]], few_below: int) -> Watched:
    """The alerts in rows of weekly_sum_list, or of anything else that counts weeks by touchpoint and measure.

    No series alerts on fewer than ``few_below`` answers. The false alarms that METRICS allows are shared by all series that can be
    watched at all.
    """
    found, shares = _by_series(rows)
    watched = {series: weeks for series, weeks in found.items() if _can_be_watched(weeks, few_below)}
    if not found:
        return Watched((), 0, None)
    last_week = max(weeks[-1].week for weeks in found.values())
    allowed = ALARMS_A_WEEK / SAFETY / max(1, len(watched))
    alerts = [
        alert
        for series, weeks in watched.items()
        for alert in _Watch(series, series in shares, few_below, allowed).over(weeks, last_week)
    ]
    alerts.sort(key=lambda alert: (alert.closed is None, alert.fired, alert.name), reverse=True)
    return Watched(tuple(alerts), len(watched), last_week)


def _by_series(rows: Iterable[Mapping[str, Any]]) -> tuple[dict[Series, list[WeekSums]], set[Series]]:
    found: dict[Series, list[WeekSums]] = {}
    shares = set()
    for row in rows:
        series = Series(row["touchpoint"], row["measure"])
        found.setdefault(series, []).append(WeekSums(row["week"], row["n"], row["total"], row["squares"]))
        if row["is_emotion"]:
            shares.add(series)
    for weeks in found.values():
        weeks.sort()
    return found, shares


def _can_be_watched(weeks: Sequence[WeekSums], few_below: int) -> bool:
    return len(weeks) > LEAST_WEEKS and sum(week.n for week in weeks) >= 2 * few_below


class _Usual:
    """The weeks that were as usual, the latest last, and their sums."""

    def __init__(self, weeks: Iterable[WeekSums] = ()) -> None:
        self._weeks: deque[WeekSums] = deque()
        self._n, self._total, self._squares, self._weighted = 0, 0.0, 0.0, 0.0
        for week in weeks:
            self.add(week)

    def add(self, week: WeekSums) -> None:
        """One week more; of more than BASE_WEEKS the first one goes."""
        self._weeks.append(week)
        self._count(week, 1)
        if len(self._weeks) > BASE_WEEKS:
            self._count(self._weeks.popleft(), -1)

    def forget_before(self, first: date) -> None:
        """Leave out the weeks before a day."""
        while self._weeks and self._weeks[0].week < first:
            self._count(self._weeks.popleft(), -1)

    def base(self, is_share: bool, unit: float) -> Base:
        """What these weeks say is usual."""
        return Base(len(self._weeks), self._n, self._total, self._squares, self._weighted, is_share, unit)

    def _count(self, week: WeekSums, sign: int) -> None:
        self._n += sign * week.n
        self._total += sign * week.total
        self._squares += sign * week.squares
        self._weighted += sign * week.total**2 / week.n


class _Watch:
    """One series on its way through the weeks."""

    def __init__(self, series: Series, is_share: bool, few_below: int, allowed: float) -> None:
        self._series = series
        self._is_share = is_share
        self._few_below = few_below
        self._allowed = allowed
        least, most = SCALES.get(series.measure, (0.0, 1.0))
        self._unit = (most - least) / 20
        self._usual = _Usual()
        self._doubted: list[WeekSums] = []
        self._evidence = 0.0
        self._alert: Alert | None = None

    def over(self, weeks: Sequence[WeekSums], last_week: date) -> Iterator[Alert]:
        """The alerts of these weeks, in order; the last may be open."""
        former = weeks[0].week
        for week in weeks:
            if week.week - former > GAP:
                yield from self._close(former + GAP, NO_ANSWERS)
            yield from self._take(week)
            former = week.week
        if last_week - former > GAP:
            yield from self._close(former + GAP, NO_ANSWERS)
        if self._alert:
            yield self._alert

    def _take(self, week: WeekSums) -> Iterator[Alert]:
        base = self._base(week.week)
        if base is None:
            yield from self._close(week.week, NO_ANSWERS)
            self._usual.add(week)
            return
        n_since = week.n + sum(one.n for one in self._doubted)
        level = self._alert.now.value if self._alert else None
        taken = step(base, week.n, week.total, n_since, self._allowed, level)
        self._evidence = max(0.0, self._evidence + taken.evidence)
        if self._evidence == 0:
            yield from self._settle(week)
            return
        self._doubted.append(week)
        if self._evidence >= taken.limit and n_since >= self._few_below:
            self._raise(base, self._evidence, taken.limit)
        if self._alert:
            self._evidence = min(self._evidence, taken.limit)
            yield from self._stays(week)

    def _base(self, week: date) -> Base | None:
        """What was usual before a week, None while too little of it is known."""
        self._usual.forget_before((self._doubted[0].week if self._doubted else week) - OLDEST)
        base = self._usual.base(self._is_share, self._unit)
        return base if base.weeks >= LEAST_WEEKS and base.n >= self._few_below else None

    def _raise(self, base: Base, evidence: float, limit: float) -> None:
        """Open an alert, or tell of one that is open that it is still sure."""
        last = self._doubted[-1].week
        now = self._figure(self._doubted)
        if self._alert:
            self._alert = replace(self._alert, until=last, now=now)
            return
        self._alert = Alert(
            self._series,
            self._is_share,
            since=self._doubted[0].week,
            fired=last,
            until=last,
            before=figure(self._series.measure, self._is_share, base.n, base.total, base.squares),
            before_weeks=base.weeks,
            now=now,
            evidence=evidence,
            limit=limit,
        )

    def _figure(self, weeks: Sequence[WeekSums]) -> Figure:
        n, total, squares = (sum(column) for column in list(zip(*weeks, strict=True))[1:])
        return figure(self._series.measure, self._is_share, n, total, squares)

    def _settle(self, week: WeekSums) -> Iterator[Alert]:
        """All is as usual: what was doubted was chance, or the alert is over."""
        for one in self._doubted:
            if self._alert is None or one.week > self._alert.until:
                self._usual.add(one)
        yield from self._close(week.week, USUAL_AGAIN)
        self._usual.add(week)

    def _stays(self, week: WeekSums) -> Iterator[Alert]:
        """After half a year the level of an alert is the usual one."""
        if len(self._doubted) >= BASE_WEEKS:
            self._usual = _Usual(self._doubted)
            yield from self._close(week.week, NEW_LEVEL)

    def _close(self, week: date, why: str) -> Iterator[Alert]:
        if self._alert:
            yield replace(self._alert, closed=week, ended=why)
        self._alert, self._doubted, self._evidence = None, [], 0.0
