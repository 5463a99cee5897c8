"""The key figures of a summary: NPS, tone and emotional capital, each with its interval, n, and how it changed."""

from collections.abc import Callable

import queries
from views.charts.chart_rows import ChartRow
from views.files.summary_parts import KeyFigure, RunQuery, one_row
from views.words.labels import View, count, points, tone_text

FormatNumber = Callable[[float | None], str]


def key_figures(view: View, former: queries.Filter | None, run: RunQuery) -> tuple[KeyFigure, ...]:
    """The key figures of the view's answers, compared with those of ``former``, if there are any."""
    capital = one_row(run, "emotional_capital", filter=view.filter)
    return (
        _compared_figure(view, "nps", points, former, run),
        _compared_figure(view, "tone", tone_text, former, run),
        _figure(view, "capital", capital, points, None if former is None else _capital_change(capital)),
    )


def _compared_figure(
    view: View, name: str, write: FormatNumber, former: queries.Filter | None, run: RunQuery
) -> KeyFigure:
    row, change = one_row(run, name, filter=view.filter), None
    if former is not None:
        change = one_row(run, f"{name}_comparison", filter=view.filter, other=former)
    return _figure(view, name, row, write, change)


def _capital_change(capital: ChartRow) -> ChartRow:
    """The change that the query of emotional capital brings along, in the form of a comparison."""
    return {
        "difference": capital["difference"],
        "difference_low": capital["difference_low"],
        "difference_high": capital["difference_high"],
        "is_clear": capital["is_clear"],
        "other_value": capital["former"],
        "needed": None,
    }


def _figure(view: View, name: str, row: ChartRow, write: FormatNumber, change: ChartRow | None) -> KeyFigure:
    words = view.words
    if row["size"] == "hidden":
        return _hidden_figure(view, name, row["n"])
    below = words("number.interval_n", low=write(row["low"]), high=write(row["high"]), n=count(row["n"]))
    few = f"{words('number.few')} · " if row["size"] == "few" else ""
    return KeyFigure(name, write(row[name]), few + below, *_format_change(view, write, change))


def _hidden_figure(view: View, name: str, n: int | None) -> KeyFigure:
    """Why there is no figure: no answer at all (n is 0), or too few."""
    words = view.words
    if n == 0:
        return KeyFigure(name, "–", words("empty.no_nps" if name == "nps" else "empty.no_scored"), "", "none")
    below = words("number.hidden_below", limit=view.limits.hidden_below)
    return KeyFigure(name, words("number.hidden"), below, "", "none")


def _format_change(view: View, write: FormatNumber, change: ChartRow | None) -> tuple[str, str]:
    words = view.words
    if change is None:
        return words("summary.no_former"), "none"
    if change["difference"] is None:
        return words("summary.former_few"), "few"
    text = words(
        "summary.change",
        former=write(change["other_value"]),
        difference=write(change["difference"]),
        low=write(change["difference_low"]),
        high=write(change["difference_high"]),
    )
    if change["is_clear"]:
        return text, "clear"
    needed = max(change["needed"] or 0, change.get("other_needed") or 0)
    return text + (" " + words("summary.needed", n=count(needed)) if needed else ""), "unclear"
