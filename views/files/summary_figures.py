"""NPS and rating as far as there are any, and tone, each in words with its interval, n, and how it changed."""

import queries
from views.charts.chart_rows import ChartRow, end_writer, gap_text, writer
from views.files.printed import printed, printed_pair
from views.files.summary_parts import KeyFigure, RunQuery, one_row
from views.words.filter_fields import counts_of
from views.words.labels import View, count


def key_figures(view: View, former: queries.Filter | None, run: RunQuery) -> tuple[KeyFigure, ...]:
    """The key figures of the view's answers, compared with those of ``former``, if there are any."""
    return tuple(_figure(view, name, former, run) for name in (*view.scores, "tone"))


def _figure(view: View, name: str, former: queries.Filter | None, run: RunQuery) -> KeyFigure:
    row, words = one_row(run, name, filter=view.filter), view.words
    if row["size"] == "hidden":
        return _hidden_figure(view, name, row["n"])
    write_end = end_writer(name, row)
    below = words("number.interval_n", low=write_end(row["low"]), high=write_end(row["high"]), n=count(row["n"]))
    few = f"{words('number.few')} · " if row["size"] == "few" else ""
    change = None if former is None else one_row(run, f"{name}_comparison", filter=view.filter, other=former)
    value = writer(name, row)(row[name]) if name == "rating" else printed(name, row[name])
    return KeyFigure(name, value, few + below, *_format_change(view, name, change))


def _hidden_figure(view: View, name: str, n: int | None) -> KeyFigure:
    """Why there is no figure: no answer at all (n is 0), or too few."""
    words = view.words
    if n == 0:
        return KeyFigure(name, "–", words(f"empty.no_{counts_of(name)}"), "", "none")
    below = words("number.hidden_below", limit=view.limits.hidden_below)
    return KeyFigure(name, words("number.hidden"), below, "", "none")


def _format_change(view: View, name: str, change: ChartRow | None) -> tuple[str, str]:
    """The former value and the difference of both as they are printed, with the interval of the difference; and the verdict."""
    words = view.words
    if change is None:
        return words("card.alone"), "none"
    if change["difference"] is None:
        return words("summary.former_few"), "few"
    pair = printed_pair(words, name, change["value"], change["other_value"], change, bool(change["is_clear"]))
    ends = {end: gap_text(name, change[f"difference_{end}"]) for end in ("low", "high")}
    text = words("summary.change", former=pair.former, difference=pair.gap, **ends)
    return text, "clear" if change["is_clear"] else "unclear"
