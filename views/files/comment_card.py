"""One comment as safe HTML: who and when, the text with its evidence marked, what was found in it."""

from datetime import datetime, time
from html import escape
from typing import Any

from views.files.highlight import TONE, chip, marked, tone_chip
from views.files.mentions import mentions_html, touchpoint_names
from views.words.labels import View, count

LONGEST_IN_LIST = 600
"""Characters of a comment shown in a list; the rest is seen when it is opened."""

_CARD = "border:1px solid rgba(128,140,160,.28);border-radius:6px;padding:.55em .8em .45em"
META = "font-size:.82em;opacity:.72;margin-bottom:.25em"
_TEXT = "white-space:pre-wrap;overflow-wrap:anywhere;line-height:1.55;unicode-bidi:isolate;overflow:clip"
"""Clipped, so that heaps of combining marks stay in their comment; isolated, so that its direction does too."""
_REPLY = "margin:.5em 0 .1em;padding-left:.8em;border-left:3px solid rgba(128,140,160,.4);font-size:.92em"
_WHOLE = "max-height:45vh;overflow-y:auto"


def comment_html(view: View, row: dict[str, Any], longest: int | None = LONGEST_IN_LIST, note: str = "") -> str:
    """A comment as HTML: who and when, the text with its evidence marked, what was found in it. All of it escaped.

    ``longest`` is None for the whole text; ``note`` comes first among the facts.
    """
    facts = [note] * bool(note) + _facts(view, row)
    style = _TEXT if longest is not None else f"{_TEXT};{_WHOLE}"
    return (
        f'<div style="{_CARD}"><div style="{META}">{" · ".join(f"<bdi>{escape(part)}</bdi>" for part in facts)}</div>'
        f'<div dir="auto" class="ondo-text" style="{style}">{_text(view, row, longest)}</div>'
        f'<div style="font-size:.82em;margin-top:.35em">{_findings(view, row)}</div>'
        f"{mentions_html(view, row, is_whole=longest is None)}{_reply(view, row)}</div>"
    )


def _reply(view: View, row: dict[str, Any]) -> str:
    """What the company replied, when and in what tone; '' where it did not, or where the row does not say."""
    reply, at, tone = (row.get(name) for name in ("reply", "replied_at", "reply_tone"))
    if reply is None and at is None and tone is None:
        return ""
    words = view.words
    facts = [words("comments.reply")]
    if at is not None:
        facts.append(format_time(view, at))
        if row["answered_at"] is not None and at >= row["answered_at"]:
            facts.append(
                words("comments.reply.after", hours=f"{(at - row['answered_at']).total_seconds() / 3600:,.1f}")
            )
    said = (
        view.said(escape(reply)) if reply else f'<span style="opacity:.6">{escape(words("comments.reply.gone"))}</span>'
    )
    return (
        f'<div class="ondo-reply" style="{_REPLY}"><div style="{META}">{escape(" · ".join(facts))}</div>'
        f'<div dir="auto" class="ondo-text" style="{_TEXT}">{said}</div>'
        f"{tone_chip(view, tone) if tone is not None else ''}</div>"
    )


def _facts(view: View, row: dict[str, Any]) -> list[str]:
    words = view.words
    facts = [format_time(view, row["answered_at"]), touchpoint_names(view, row)]
    facts += [row[name] for name in ("channel", "product", "segment", "question") if row.get(name)]
    if row["audience"] == "employee":
        facts.append(words("comments.employee"))
    if row["rating"] is not None:
        facts.append(words("comments.rating", rating=f"{row['rating']:g}", top=row["rating_max"]))
    if row["nps_score"] is not None:
        facts.append(words("comments.nps", score=row["nps_score"]))
    return facts


def format_time(view: View, moment: datetime | None) -> str:
    """The minute, or the day alone where the source gave no time (which is stored as midnight)."""
    if moment is None:
        return view.words("comments.no_date")
    return moment.strftime("%Y-%m-%d" if moment.time() == time() else "%Y-%m-%d %H:%M")


def _text(view: View, row: dict[str, Any], longest: int | None) -> str:
    text = row["text"]
    if not text:
        why = "comments.no_text" if row["state"] == "no_text" else "comments.expired"
        return f'<span style="opacity:.6">{escape(view.words(why))}</span>'
    shown = text if longest is None else text[:longest]
    html = view.said(marked(shown, row["evidence"] or (), colours(view), names(view)))
    if len(shown) < len(text):
        rest = view.words("comments.more_text", n=count(len(text) - len(shown)))
        html += f' <span style="opacity:.6">{escape(rest)}</span>'
    return html


def _findings(view: View, row: dict[str, Any]) -> str:
    words, parts = view.words, []
    if row["state"] == "scored":
        parts += [*_emotion_chips(view, row), tone_chip(view, row["tone"])]
    elif row["state"] != "no_text":
        parts.append(chip(words("comments.not_scored", why=words(f"state.{row['state']}")), view.palette.muted))
    if row.get("corrected"):
        who, when = row["corrected"]["by"], format_time(view, row["corrected"]["at"])
        parts.append(chip(words("comments.corrected"), view.palette.accent, f"{who} {when}"))
    if not row["consent_quote"] and row["text"]:
        parts.append(chip(words("comments.not_quotable"), view.palette.muted))
    return "".join(parts)


def _emotion_chips(view: View, row: dict[str, Any]) -> list[str]:
    if not row["present"]:
        return [chip(view.words("comments.no_emotion"), view.palette.muted)]
    colour_of, intensity = colours(view), {item["emotion"]: item["intensity"] for item in row.get("emotions") or ()}
    chips = []
    for code in row["present"]:
        note = view.words(f"comments.intensity.{intensity[code]}") if intensity.get(code) else ""
        chips.append(chip(view.emotion(code), colour_of.get(code, view.palette.muted), note))
    return chips


def colours(view: View) -> dict[str, str]:
    """The emotions' colours by code."""
    return {code: emotion.colour for code, emotion in view.emotions.items()}


def names(view: View) -> dict[str, str]:
    """The names of what evidence can be of, by code: the emotions, and the tone."""
    return {**{code: emotion.label for code, emotion in view.emotions.items()}, TONE: view.words("word.tone")}
