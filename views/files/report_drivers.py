"""What goes with the scores, in sentences of a report: as the page of scores says it, and who feels what; without scores the tone's."""

from collections.abc import Iterator
from itertools import groupby

import queries
from views.charts.chart_rows import ChartRow
from views.files.printed import printed
from views.files.report_parts import ReportLine
from views.files.score_drivers import answer_text, driver_table, driver_text, moves, ranked
from views.files.summary_parts import RunQuery, one_row
from views.words.filter_fields import narrowed
from views.words.labels import View, count

MOST = 3
MOST_FELT = 3


def driver_lines(view: View, run: RunQuery) -> Iterator[ReportLine]:
    """Of each score what it goes with most, or that this cannot be told, and what the groups that it makes feel first."""
    for score in view.scores or ("tone",):
        whole = one_row(run, score, filter=view.filter)
        if whole[score] is None:
            continue
        found = ranked(view, score, driver_table(run, view, score), whole.get("top"))
        text, first = answer_text(view, score, found, whole)
        clear = [row for row in found if moves(view, score, row)][:MOST]
        if first is None:
            yield ReportLine(f"{text}.", "nps", view.filter)
        for row in clear:
            said = view.words("report.driver.n", said=driver_text(view, score, row), n=count(row["n"]))
            yield ReportLine(said, "comments", _filter(view, row))
        if score != "tone":
            yield from _felt_by_band(view, run, score)


def _felt_by_band(view: View, run: RunQuery, score: str) -> Iterator[ReportLine]:
    """The leading emotions of those who recommend or rate highly, and of those who do not."""
    rows = run(f"leading_emotion_by_{score}_band", filter=view.filter).to_pylist()
    for band, group in groupby(rows, key=lambda row: row[f"{score}_band"]):
        felt = sorted((row for row in group if row["share"]), key=lambda row: -row["share"])[:MOST_FELT]
        if felt:
            yield ReportLine(_band_text(view, score, band, felt), "nps", view.filter)


def _band_text(view: View, score: str, band: str, felt: list[ChartRow]) -> str:
    words = view.words
    names = [
        f"{view.emotion(row['emotion']) if row['emotion'] else words('comments.no_emotion')} {printed('share', row['share'])}"
        for row in felt
    ]
    n = words("look.count", n=count(felt[0]["n"]))
    few = f" · {words('number.few')}" if felt[0]["size"] == "few" else ""
    return words("report.band", band=words(f"{score}_band.{band}"), n=f"{n}{few}", emotions=", ".join(names))


def _filter(view: View, row: ChartRow) -> queries.Filter:
    """The answers with a theme."""
    if row["dimension"] == "topic":
        return narrowed(view.filter, topic=row["theme"].partition("/")[0], states=("scored",))
    return narrowed(view.filter, **{f"{row['dimension']}s": (row["theme"],)})
