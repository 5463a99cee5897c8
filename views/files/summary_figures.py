"""The key figures of a summary: NPS and rating as far as there are any, tone and emotional capital, each with its interval, n, and how it changed."""

import queries
from views.charts.chart_rows import ChartRow, end_writer, gap_text, writer
from views.files.summary_parts import KeyFigure, RunQuery, one_row
from views.words.filter_fields import counts_of
from views.words.labels import View, count, percent

_GAP = {"difference": "difference", "low": "difference_low", "high": "difference_high"}


def key_figures(view: View, former: queries.Filter | None, run: RunQuery) -> tuple[KeyFigure, ...]:
    """The key figures of the view's answers, compared with those of ``former``, if there are any."""
    capital = one_row(run, "emotional_capital", filter=view.filter)
    return (
        *(_compared_figure(view, name, former, run) for name in (*view.scores, "tone")),
        _figure(view, "capital", capital, None if former is None else _capital_change(capital)),
    )


def _compared_figure(view: View, name: str, former: queries.Filter | None, run: RunQuery) -> KeyFigure:
    row, change = one_row(run, name, filter=view.filter), None
    if former is not None:
        change = one_row(run, f"{name}_comparison", filter=view.filter, other=former)
    return _figure(view, name, row, change)


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


def _figure(view: View, name: str, row: ChartRow, change: ChartRow | None) -> KeyFigure:
    words, write, write_end = view.words, writer(name, row), end_writer(name, row)
    if row["size"] == "hidden":
        return _hidden_figure(view, name, row["n"])
    below = words("number.interval_n", low=write_end(row["low"]), high=write_end(row["high"]), n=count(row["n"]))
    few = f"{words('number.few')} · " if row["size"] == "few" else ""
    ends = f" · {_ends(view, row)}" if name == "rating" else ""
    return KeyFigure(name, write(row[name]), few + below + ends, *_format_change(view, name, change))


def _ends(view: View, row: ChartRow) -> str:
    """How many gave the lowest rating, and how many the highest."""
    return view.words("summary.rating.ends", lowest=percent(row["lowest"]), highest=percent(row["highest"]))


def _hidden_figure(view: View, name: str, n: int | None) -> KeyFigure:
    """Why there is no figure: no answer at all (n is 0), or too few."""
    words = view.words
    if n == 0:
        return KeyFigure(name, "–", words(f"empty.no_{counts_of(name)}"), "", "none")
    below = words("number.hidden_below", limit=view.limits.hidden_below)
    return KeyFigure(name, words("number.hidden"), below, "", "none")


def _format_change(view: View, name: str, change: ChartRow | None) -> tuple[str, str]:
    words = view.words
    if change is None:
        return words("summary.no_former"), "none"
    if change["difference"] is None:
        return words("summary.former_few"), "few"
    text = words(
        "summary.change",
        former=writer(name, change)(change["other_value"]),
        **{key: gap_text(name, change[column]) for key, column in _GAP.items()},
    )
    if change["is_clear"]:
        return text, "clear"
    needed = max(change["needed"] or 0, change.get("other_needed") or 0)
    return text + (" " + words("summary.needed", n=count(needed)) if needed else ""), "unclear"
