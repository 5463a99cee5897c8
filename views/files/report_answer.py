"""The answer of a report, by rule from checked numbers: the clearest change of an emotion, else of NPS, rating or tone, else that
nothing is clear; how many comments are behind it, where it shows most, in whose words, and what went the other way."""

from collections.abc import Iterator, Sequence

import queries
from views.charts.chart_rows import ChartRow
from views.files.printed_pair import printed, printed_pair
from views.files.report_days import days_of
from views.files.report_numbers import meaning_of
from views.files.report_parts import BETTER, CLEAR, UNCLEAR, WORSE, Answer, ReportLine, Signs
from views.files.summary_parts import RunQuery, one_row
from views.words.filter_fields import narrowed
from views.words.korean_particles import subject
from views.words.labels import View, count

MOST = 13
"""Changes looked at: one for each emotion."""


def answer_of(view: View, former: queries.Filter | None, run: RunQuery) -> Answer:
    """The answer of the view's answers against those of ``former``. Raises queries.DatabaseError."""
    if former is None:
        return _alone(view, run)
    rows = run("emotion_share_change_list", filter=view.filter, other=former, limit=MOST).to_pylist()
    if any(row["is_clear"] for row in rows):
        return _emotion(view, former, run, [row for row in rows if row["is_clear"]])
    return _of_scores(view, former, run, rows)


def _of_scores(view: View, former: queries.Filter, run: RunQuery, rows: Sequence[ChartRow]) -> Answer:
    """The answer where none of the changes of emotions, ``rows``, is clear."""
    changes = {
        score: one_row(run, f"{score}_comparison", filter=view.filter, other=former) for score in (*view.scores, "tone")
    }
    for score, change in changes.items():
        if change["is_clear"]:
            return _score(view, former, score, change)
    is_compared = bool(rows) or any(change["difference"] is not None for change in changes.values())
    return _none_clear(view, former, run, rows if is_compared else None)


def before_text(view: View, former: queries.Filter) -> str:
    """What the period is compared with, as a sentence begins with it."""
    return view.words("report.before", n=count(days_of(former)))


def _emotion(view: View, former: queries.Filter, run: RunQuery, clear: Sequence[ChartRow]) -> Answer:
    row, *others = clear
    headline = _change_line(view, former, row)
    evidence = view.words("report.evidence", former_n=count(row["other_n"]), n=count(row["n"]))
    found = _clearest_place(view, former, run, row) if row["touchpoint"] is None else None
    place = _place_line(view, found) if found else None
    label, quote = _quote(view, former, run, found or row)
    return Answer(headline, evidence, place, label, quote, _other_way(view, former, headline, others))


def _change_line(view: View, former: queries.Filter, row: ChartRow) -> ReportLine:
    """How the share of an emotion changed, all together or at a touchpoint."""
    words, emotion = view.words, view.emotion(row["emotion"])
    pair = printed_pair(view, "share", row["other_value"], row["value"], is_clear=row["is_clear"])
    place = "" if row["touchpoint"] is None else words("report.at", place=view.touchpoint(row["touchpoint"]))
    text = words(
        f"report.answer.{_way(pair.direction)}",
        before=before_text(view, former),
        place=place,
        emotion=subject(emotion) if view.language == "ko" else emotion,
        former=pair.former,
        now=pair.now,
    )
    valence = view.emotions[row["emotion"]].valence
    certainty = CLEAR if row["is_clear"] else UNCLEAR
    signs = Signs(pair.direction, meaning_of(pair.direction, valence), certainty)
    return ReportLine(text, "comments", _behind(view.filter, row, is_felt=bool(row["value"])), signs)


def _way(direction: int) -> str:
    return "up" if direction > 0 else "down" if direction < 0 else "same"


def _behind(filter: queries.Filter, row: ChartRow, is_felt: bool) -> queries.Filter:
    """The comments behind a change; all at the place where nobody feels the emotion."""
    place = (row["touchpoint"],) if row["touchpoint"] else filter.touchpoints
    found = narrowed(filter, states=("scored",), touchpoints=place)
    return narrowed(found, emotions=(row["emotion"],)) if is_felt else found


def _clearest_place(view: View, former: queries.Filter, run: RunQuery, row: ChartRow) -> ChartRow | None:
    """The touchpoint at which a change of the whole is clearest, if it is clear at one."""
    rows: list[ChartRow] = run("emotion_share_change_by_touchpoint_list", filter=view.filter, other=former).to_pylist()
    for found in rows:
        is_alike = found["emotion"] == row["emotion"] and found["difference"] * row["difference"] > 0
        if found["touchpoint"] and is_alike and found["is_clear"]:
            return found
    return None


def _place_line(view: View, found: ChartRow) -> ReportLine:
    pair = printed_pair(view, "share", found["other_value"], found["value"], is_clear=True)
    text = view.words("report.place", place=view.touchpoint(found["touchpoint"]), former=pair.former, now=pair.now)
    return ReportLine(text, "comments", _behind(view.filter, found, is_felt=bool(found["value"])))


def _quote(view: View, former: queries.Filter, run: RunQuery, row: ChartRow) -> tuple[str, ChartRow | None]:
    """Words of the period in which the emotion was the more frequent, by the rule of quote_list, and which period that is."""
    when, filter = ("now", view.filter) if row["difference"] > 0 else ("former", former)
    found = run("quote_list", filter=_behind(filter, row, is_felt=True)).to_pylist()
    return view.words(f"report.words.{when}"), (found[0] if found else None)


def _other_way(
    view: View, former: queries.Filter, headline: ReportLine, others: Sequence[ChartRow]
) -> ReportLine | None:
    """The clearest change that means the opposite of the headline; without one, the next that is clear."""
    lines = [_change_line(view, former, row) for row in others]
    opposite = {BETTER: WORSE, WORSE: BETTER}.get(headline.signs.meaning if headline.signs else "")
    against = [line for line in lines if line.signs and line.signs.meaning == opposite]
    return next(iter([*against, *lines]), None)


def _score(view: View, former: queries.Filter, score: str, change: ChartRow) -> Answer:
    """No emotion has clearly changed, but a score has."""
    top = change.get("top")
    pair = printed_pair(view, score, change["other_value"], change["value"], top, is_clear=True)
    numbers = {"former": pair.former, "now": pair.now}
    text = view.words(f"report.answer.{score}.{_way(pair.direction)}", before=before_text(view, former), **numbers)
    signs = Signs(pair.direction, meaning_of(pair.direction, 1), CLEAR)
    evidence = view.words("report.evidence", former_n=count(change["other_n"]), n=count(change["n"]))
    return Answer(ReportLine(text, "journey" if score == "tone" else "nps", view.filter, signs), evidence)


def _none_clear(view: View, former: queries.Filter, run: RunQuery, compared: Sequence[ChartRow] | None) -> Answer:
    """That nothing of what was ``compared`` has clearly changed, or, where nothing could be, that too little is there to tell."""
    if not one_row(run, "coverage", filter=view.filter)["n"]:
        return _nothing(view)
    if compared is None:
        text = view.words("report.answer.few", limit=view.limits.few_below)
        return Answer(ReportLine(text, "summary", view.filter), _lowest_text(view, run))
    text = view.words("report.answer.none", before=before_text(view, former))
    evidence = view.words("report.compared", comparisons=count(compared[0]["comparisons"])) if compared else ""
    return Answer(ReportLine(text, "journey", view.filter), evidence)


def _alone(view: View, run: RunQuery) -> Answer:
    """What there is to say of answers with nothing before them: how they sound, and where that is lowest."""
    tone = one_row(run, "tone", filter=view.filter)
    if tone["size"] != "hidden":
        text = view.words("report.answer.alone", tone=printed("tone", tone["tone"]), n=count(tone["n"]))
        return Answer(ReportLine(text, "journey", view.filter), _lowest_text(view, run))
    for score in view.scores:
        row = one_row(run, score, filter=view.filter)
        if row["size"] != "hidden":
            name, value = view.words(f"report.name.{score}"), printed(score, row[score])
            text = view.words("report.answer.alone_score", measure=name, value=value, n=count(row["n"]))
            return Answer(ReportLine(text, "nps", view.filter), "")
    return _nothing(view)


def _nothing(view: View) -> Answer:
    return Answer(ReportLine(view.words("report.answer.nothing"), "summary", view.filter), "")


def _lowest_text(view: View, run: RunQuery) -> str:
    """The touchpoint of the lowest mean tone, of those that have comments enough to be ranked; "" where fewer than two have."""
    ranked = list(_ranked(run("tone_by_touchpoint", filter=view.filter).to_pylist()))
    if len(ranked) < 2:
        return ""
    row = min(ranked, key=lambda item: item["tone"])
    tone = printed("tone", row["tone"])
    return view.words("report.lowest", place=view.touchpoint(row["touchpoint"]), tone=tone, n=count(row["n"]))


def _ranked(rows: Sequence[ChartRow]) -> Iterator[ChartRow]:
    return (row for row in rows if row["size"] == "normal" and row["touchpoint"])
