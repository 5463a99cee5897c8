"""What goes with the scores, in sentences of a report: the clearest themes of each score that there is, else of the tone."""

from collections.abc import Iterator

import pyarrow as pa

import queries
from views.charts.chart_rows import ChartRow
from views.charts.nps_rows import SENTENCE_DECIMALS, driver_rows, is_clear
from views.files.report_parts import ReportLine
from views.files.summary_parts import RunQuery
from views.words.filter_fields import narrowed
from views.words.labels import View, count

MOST = 3
THEMES = ("touchpoint", "emotion", "topic")


def driver_lines(view: View, run: RunQuery) -> Iterator[ReportLine]:
    """The themes whose impact is clear, the largest first: without them a score would stand so much higher or lower."""
    for score in view.scores or ("tone",):
        tables = [run(f"{score}_driver_list", filter=view.filter, about=about, limit=80) for about in THEMES]
        clear = [row for row in driver_rows(view, score, pa.concat_tables(tables)) if is_clear(row)]
        for row in sorted(clear, key=lambda row: (-abs(row["value"]), row["theme"]))[:MOST]:
            yield ReportLine(_text(view, score, row), "comments", _filter(view, row))


def _text(view: View, score: str, row: ChartRow) -> str:
    by = f"{abs(row['value']):.{SENTENCE_DECIMALS[score]}f}"
    key = f"report.driver.{score}.{'lower' if row['value'] > 0 else 'higher'}"
    return view.words(key, theme=row["name_text"], by=by, n=count(row["n"]))


def _filter(view: View, row: ChartRow) -> queries.Filter:
    """The answers with a theme."""
    if row["dimension"] == "topic":
        return narrowed(view.filter, topic=row["theme"].partition("/")[0], states=("scored",))
    return narrowed(view.filter, **{f"{row['dimension']}s": (row["theme"],)})
