"""A comment as the side panel has it, as safe HTML: when and where it was said, its clauses marked, its emotions and touchpoints."""

from html import escape
from typing import Any

from views.files import look
from views.files.clause_marks import marked_clauses
from views.words.labels import View
from views.words.period_names import day_name

LONGEST = 280
"""Characters shown."""


def comment_html(view: View, row: dict[str, Any]) -> str:
    """One comment of a list of comments."""
    score = _score(view, row)
    head = f'<div class="o-said-when">{escape(_said(view, row))}{f"<b>{escape(score)}</b>" if score else ""}</div>'
    present = "".join(look.emotion(view, code) for code in row["present"] or ())
    tags = "".join(f'<span class="o-tag">{escape(view.touchpoint(code))}</span>' for code in _touchpoints(row))
    feet = f'<div class="o-emotions">{present}<span class="o-tags">{tags}</span></div>'
    return f'<article class="o-comment">{head}{_text(view, row)}{feet}</article>'


def _text(view: View, row: dict[str, Any]) -> str:
    if not row["text"] or not row.get("mentions"):
        return look.text_html(view, row, LONGEST)

    def mark(html: str, emotion: str) -> str:
        found = view.emotions.get(emotion)
        colour, name = (found.colour, found.label) if found else (view.palette.muted, emotion)
        return f'<mark title="{escape(name, quote=True)}" style="--c:{escape(colour, quote=True)}">{html}</mark>'

    return f'<p dir="auto" class="ondo-text">{view.said(marked_clauses(row, mark, LONGEST))}</p>'


def _touchpoints(row: dict[str, Any]) -> list[str]:
    """The touchpoints that a comment is at: those of its mentions, without mentions its own."""
    mentioned = [item["touchpoint"] for item in row.get("mentions") or ()] or [row["touchpoint"]]
    return [code for code in dict.fromkeys(mentioned) if code]


def _said(view: View, row: dict[str, Any]) -> str:
    """When and where: 3월 12일 23:40 · 앱."""
    moment, parts = row["answered_at"], []
    if moment is not None:
        time = f" {moment:%H:%M}" if (moment.hour, moment.minute) != (0, 0) else ""
        parts.append(day_name(view.words, moment.date(), view.facts.last) + time)
    return " · ".join([*parts, *filter(None, [row["channel"]])])


def _score(view: View, row: dict[str, Any]) -> str:
    """What was answered to the question of a score, NPS first."""
    if row["nps_score"] is not None:
        return view.words("comments.nps", score=row["nps_score"])
    if row["rating"] is not None:
        return view.words("comments.rating", rating=f"{row['rating']:g}", top=row["rating_max"])
    return ""
