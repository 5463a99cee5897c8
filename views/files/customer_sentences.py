"""What customers answer one after the other, and employees beside them, in sentences: the same on the page, in reports and commands."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import Any

from queries.filter import without_refused
from views.charts.clearness import is_clear_row, is_few_row
from views.charts.mirror import FEWEST_PAIRS, FEWEST_TOUCHPOINTS, Correlation, over_months, over_touchpoints
from views.files.summary_parts import RunQuery
from views.words.labels import View, count, percent, signed, tone_text

FOLLOWED_DAYS = 90
"""Days within which a next answer counts, where nobody says another number."""

_CHANNELS_TOLD = 3
"""Channels, those with the most answers, of which sentences say how soon the company replies."""

Row = Mapping[str, Any]


def recovery_sentences(view: View, rows: Sequence[Row], days: int) -> Iterator[str]:
    """What follows strongly negative comments, over all touchpoints; ``rows`` are those of recovery_by_touchpoint."""
    found = {row["measure"]: row for row in rows if row["touchpoint"] is None}
    again, words = found.get("again"), view.words
    if again is None or again["value"] is None:
        yield words("customers.recovery.few", limit=view.limits.hidden_below)
        return
    facts = {"n": count(again["n"]), "days": days, "share": percent(again["value"])}
    yield words("customers.recovery", **facts, low=percent(again["low"]), high=percent(again["high"]))
    if found["tone"]["value"] is not None:
        yield words(
            "customers.recovery.next",
            **_interval(found["tone"], tone_text),
            share=percent(found["positive"]["value"]),
        )
    if found["days"]["value"] is not None:
        yield words("customers.recovery.wait", **_interval(found["days"], _one_digit))
    if again["too_recent"]:
        yield words("customers.recovery.recent", n=count(again["too_recent"]), days=days)


def silence_sentences(view: View, row: Row) -> Iterator[str]:
    """Whether regular customers fall silent; ``row`` is that of silence_comparison."""
    words = view.words
    if row["difference"] is None:
        yield words("customers.silence.few", limit=view.limits.hidden_below)
    else:
        yield words(f"customers.silence.{_verdict(row)}", **_comparison(row, percent, 100))
    if row["not_yet"]:
        yield words("customers.silence.not_yet", n=count(row["not_yet"]))


def repeat_sentences(view: View, rows: Sequence[Row]) -> Iterator[str]:
    """How often somebody had to explain again; ``rows`` are those of explained_twice_by_channel."""
    whole = next((row for row in rows if row["channel"] is None), None)
    if whole is None or whole["share"] is None:
        yield view.words("customers.again.few", limit=view.limits.hidden_below)
        return
    facts = {"n": count(whole["n"]), "share": percent(whole["share"]), "present": count(whole["present"])}
    interval = {"low": percent(whole["low"]), "high": percent(whole["high"])}
    yield view.words("customers.again", **facts, **interval, elsewhere=count(whole["elsewhere"]))


def reply_sentences(view: View, rows: Sequence[Row], after: Row) -> Iterator[str]:
    """What goes with a reply; ``rows`` are those of reply_by_dimension, ``after`` that of next_tone_comparison_by_reply."""
    if not rows:
        yield view.words("customers.replies.none")
        return
    for row in [row for row in rows if row["hours"] is not None][:_CHANNELS_TOLD]:
        facts = {"channel": view.part("channel", row["part"]), "n": count(row["n"]), "share": percent(row["share"])}
        wait = {"value": row["hours"], "low": row["hours_low"], "high": row["hours_high"], "n": row["timed"]}
        yield view.words("customers.replies.wait", **facts | {"of": facts["n"]} | _interval(wait, _one_digit))
    if after["difference"] is None:
        yield view.words("customers.after_reply.few", limit=view.limits.hidden_below)
    else:
        yield view.words(f"customers.after_reply.{_verdict(after)}", **_comparison(after, tone_text, 1))


def customer_sentences(view: View, run: RunQuery, days: int = FOLLOWED_DAYS, *, only_told: bool = False) -> list[str]:
    """All of these; ``run`` asks a query. With ``only_told`` nothing is said of what there is nothing of."""
    own = replace(view, filter=replace(view.filter, audience="customer"))
    again, silence, repeats, replies, after = (
        run(name, filter=own.filter, **more).to_pylist()
        for name, more in (
            ("recovery_by_touchpoint", {"days": days}),
            ("silence_comparison", {}),
            ("explained_twice_by_channel", {}),
            ("reply_by_dimension", {"dimension": "channel"}),
            ("next_tone_comparison_by_reply", {"days": days}),
        )
    )
    parts = (
        (any(row["measure"] == "again" and row["value"] for row in again), recovery_sentences(own, again, days)),
        (silence[0]["difference"] is not None, silence_sentences(own, silence[0])),
        (any(row["present"] for row in repeats), repeat_sentences(own, repeats)),
        (any(row["hours"] is not None for row in replies), reply_sentences(own, replies, after[0])),
    )
    return [sentence for is_told, sentences in parts if is_told or not only_told for sentence in sentences]


def mirror_of(view: View, run: RunQuery) -> tuple[Correlation, list[Correlation]]:
    """The employees' mirror over touchpoints and over months, of figures that may be shown, and of nothing else."""
    staff = without_refused(replace(view.filter, audience="employee"))
    filters = staff, replace(staff, audience="customer")
    tones, months = (
        [run(query, filter=filter, **more).to_pylist() for filter in filters]
        for query, more in (("tone_by_touchpoint", {}), ("tone_by_touchpoint_and_period", {"grain": "month"}))
    )
    return over_touchpoints(*tones), over_months(*months)


def mirror_sentences(view: View, places: Correlation, months: Sequence[Correlation]) -> Iterator[str]:
    """What the mirror shows, or that it cannot be told."""
    words = view.words
    if places.value is None:
        yield words("mirror.touchpoints.few", n=places.n, limit=FEWEST_TOUCHPOINTS)
    else:
        yield words(f"mirror.touchpoints.{_sign(places)}", **_correlation(places))
    yield from _months_sentences(view, months)


def _months_sentences(view: View, months: Sequence[Correlation]) -> Iterator[str]:
    words, told = view.words, [one for one in months if one.value is not None]
    if not told:
        yield words("mirror.months.few", n=max((one.n for one in months), default=0), limit=FEWEST_PAIRS)
        return
    strongest = max(told, key=lambda one: abs(one.value or 0))
    for one in list(filter(attrgetter("is_clear"), told)) or [strongest]:
        when, found = lag_text(view, one.lag or 0), _correlation(one)
        yield words(f"mirror.months.{_sign(one)}", when=when, lags=len(told), **found)


def lag_text(view: View, lag: int) -> str:
    """Whose months come first, and by how many."""
    key = "mirror.lag.before" if lag > 0 else "mirror.lag.after" if lag < 0 else "mirror.lag.same"
    return view.words(key, months=abs(lag))


def _sign(found: Correlation) -> str:
    if not found.is_clear:
        return "unclear"
    return "together" if (found.value or 0) > 0 else "opposite"


def _correlation(found: Correlation) -> dict[str, str]:
    values = {"value": found.value, "low": found.low, "high": found.high}
    return {name: signed(value or 0.0, 2) for name, value in values.items()} | {"n": count(found.n)}


def _verdict(row: Row) -> str:
    return "clear" if is_clear_row(row) else "small" if is_few_row(row) else "unclear"


def _one_digit(value: float) -> str:
    return f"{value:.1f}"


def _interval(row: Row, form: Any) -> dict[str, str]:
    """n, value, low and high of a row in words; of a single answer there is no interval."""
    known = {name: "–" if row[name] is None else form(row[name]) for name in ("value", "low", "high")}
    return known | {"n": count(row["n"])}


def _comparison(row: Row, form: Any, scale: int) -> dict[str, str]:
    """The two sides of a comparison and the interval of their difference, shares in percentage points."""
    digits = 1 if scale > 1 else 2
    ends = {
        name: "–" if row[f"difference_{name}"] is None else signed(scale * row[f"difference_{name}"], digits)
        for name in ("low", "high")
    }
    return ends | {
        "value": form(row["value"]),
        "other": form(row["other_value"]),
        "n": count(row["n"]),
        "other_n": count(row["other_n"]),
    }
