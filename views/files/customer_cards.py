"""What follows a strongly negative comment, as cards and as rows by touchpoint."""

from html import escape

from views.files import look
from views.files.customer_sentences import Row
from views.files.printed import printed
from views.words.labels import View, count

_LIMITS = {"again": (0.0, 1.0), "tone": (-1.0, 1.0), "positive": (0.0, 1.0), "days": None}
"""Measures that are cards -> the ends of their scale; of days the span within which an answer counts."""


def card(view: View, row: Row, days: int) -> look.Card | None:
    """A measure of recovery_by_touchpoint as a key figure; None of what is no card or may not be shown."""
    measure, words = row["measure"], view.words
    if measure not in _LIMITS or row["value"] is None:
        return None
    interval = None if row["low"] is None else (row["low"], row["value"], row["high"])
    ends = (
        ""
        if interval is None
        else words("customers.card.range", low=_text(view, row, "low"), high=_text(view, row, "high"))
    )
    return look.Card(
        words(f"customers.card.{measure}", days=days),
        words("customers.card.n", n=count(row["n"])),
        _text(view, row, "value"),
        ends,
        interval,
        limits=_LIMITS[measure] or (0.0, float(days)),
        is_few=row["size"] == "few",
    )


def _text(view: View, row: Row, end: str) -> str:
    if row["measure"] == "days":
        return view.words("customers.card.days.value", n=f"{row[end]:.0f}")
    return printed("tone" if row["measure"] == "tone" else "share", row[end])


def place_row(view: View, row: Row) -> str:
    """How many answer again after a strongly negative comment at a touchpoint, on a scale from 0 to 100 %."""
    words, few = view.words, row["size"] == "few"
    interval = (row["low"], row["value"], row["high"])
    sign = f'<span class="o-note">{escape(words("number.few"))}</span>' if few else ""
    name, note = view.touchpoint(row["touchpoint"]), words("customers.card.n", n=count(row["n"]))
    bars = look.interval_bars(None if few else interval, interval if few else None, (0.0, 1.0))
    return look.ranged(name, note, bars, f"<b>{escape(printed('share', row['value']))}</b>", sign)
