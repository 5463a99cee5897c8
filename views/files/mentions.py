"""What a comment speaks of, clause by clause, as safe HTML: the place on the journey, the words that say so, the feeling."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from views.files.highlight import chip, shortened, tone_chip
from views.words.labels import View

LONGEST_CLAUSE = 80
"""Characters of a clause that are shown."""

MOST_CLAUSES = 6
"""Mentions that are shown of a comment in a list; in full there are all."""

_MOST_PLACES = 2
"""Touchpoints of the filter that are named."""

_LINE = "display:flex;flex-wrap:wrap;gap:.1em .5em;align-items:baseline;font-size:.82em;margin-top:.2em"


def touchpoint_names(view: View, row: Mapping[str, Any]) -> str:
    """The touchpoints that an answer is at, by name: those of its mentions in their order, without mentions its own."""
    mentioned = dict.fromkeys(item["touchpoint"] for item in row.get("mentions") or () if item["touchpoint"])
    codes = list(mentioned) if row.get("mentions") else [row["touchpoint"]]
    return ", ".join(map(view.touchpoint, codes)) or view.touchpoint(None)


def mentions_html(view: View, row: Mapping[str, Any], is_whole: bool) -> str:
    """A line for each mention of a comment, all of it escaped; '' for one whose only mention its text and chips show.

    ``is_whole``: all of them are shown, and the words that name the touchpoint are told even of a single mention.
    """
    mentions, text = row.get("mentions") or (), row["text"]
    if not text or not mentions or (len(mentions) == 1 and not (is_whole and mentions[0]["touchpoint"])):
        return ""
    shown = mentions if is_whole else mentions[:MOST_CLAUSES]
    lines = "".join(_line(view, text, item) for item in shown)
    if more := len(mentions) - len(shown):
        lines += f'<div role="listitem" style="{_LINE}">{escape(view.words("comments.mentions.more", n=more))}</div>'
    return f'<div class="ondo-mentions" role="list" aria-label="{escape(view.words("comments.mentions"), quote=True)}">{lines}</div>'


def _line(view: View, text: str, mention: Mapping[str, Any]) -> str:
    clause = shortened(view.said(" ".join(text[mention["start"] : mention["end"]].split())), LONGEST_CLAUSE)
    place = chip(view.touchpoint(mention["touchpoint"]), view.palette.accent, _origin(view, mention))
    return f'<div role="listitem" style="{_LINE}"><bdi style="opacity:.72">{escape(clause)}</bdi><span>{place}{_feeling(view, mention)}</span></div>'


def _origin(view: View, mention: Mapping[str, Any]) -> str:
    """Why the clause has this place: its words, what was said before, or the file."""
    named: Sequence[str] = mention["words"] or ()
    if named:
        return ", ".join(named)
    if mention["touchpoint_from"] is None:
        return ""
    return view.words(f"comments.mention.{mention['touchpoint_from']}")


def _feeling(view: View, mention: Mapping[str, Any]) -> str:
    emotion = view.emotions.get(mention["leading_emotion"] or "")
    felt = chip(emotion.label, emotion.colour) if emotion else ""
    return felt if mention["tone"] is None else felt + tone_chip(view, mention["tone"])


def filtered_places(view: View) -> str:
    """The touchpoints of the filter by name, where they are few; '' where it has none: then nothing is of a touchpoint alone."""
    codes = view.filter.touchpoints
    if len(codes) > _MOST_PLACES:
        return view.words("reading.there.some")
    return ", ".join(map(view.touchpoint, codes))
