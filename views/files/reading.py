"""A comment as it is read, as safe HTML: its row in a list, what is known of it, its text with its clauses marked, each clause."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from html import escape
from typing import Any

from views.files import look
from views.files.comment_card import colours, names
from views.files.highlight import Evidence, marked, whole_words
from views.files.mentions import filtered_places, touchpoint_names
from views.words.labels import View, tone_text
from views.words.period_names import day_name

LONGEST_IN_ROW = 160
"""Characters of a comment in a list, of which two lines are seen."""

_ENDS = " .!?。…~,\n\t"
"""What stays unmarked at the end of a clause."""

_STRENGTHS = 3


def row_html(view: View, row: Mapping[str, Any], is_chosen: bool, note: str = "", channel: str | None = None) -> str:
    """A comment in a list: score, touchpoint, day, the beginning of its text, the emotions in it, those that are asked for
    first; and a ``note`` of it. ``channel``: where it is to be told apart by that."""
    scored = [f"<b>{escape(score)}</b>" for score in scores(view, row)[:1]]
    head = [*scored, f"<span>{escape(touchpoint_names(view, row))}</span>"]
    head += [f"<bdi>{escape(channel)}</bdi>"] if channel else []
    head += [f"<time>{escape(_day(view, row))}</time>"]
    is_empty = row["state"] == "no_text" and not note
    asked = sorted(row["present"] or (), key=lambda code: code not in view.filter.emotions)
    felt = "".join(look.emotion(view, code) for code in asked[:_STRENGTHS])
    below = felt + (f'<span class="o-note">{escape(note)}</span>' if note else "")
    inner = "" if is_empty else _beginning(view, row) + f'<div class="o-emotions">{below}</div>' * bool(below)
    chosen = " o-chosen" if is_chosen else ""
    return f'<article class="o-mail{chosen}"><div class="o-mail-head">{"".join(head)}</div>{inner}</article>'


def _beginning(view: View, row: Mapping[str, Any]) -> str:
    text = " ".join((row["text"] or "")[:LONGEST_IN_ROW].split())
    return f'<p dir="auto" class="ondo-text">{escape(view.said(text))}</p>' if text else _absent(view, row)


def scores(view: View, row: Mapping[str, Any]) -> list[str]:
    """What was answered beside the comment: NPS 2, 별점 5/5."""
    words, found = view.words, []
    if row["nps_score"] is not None:
        found.append(words("reading.nps", score=row["nps_score"]))
    if row["rating"] is not None:
        found.append(words("comments.rating", rating=f"{row['rating']:g}", top=row["rating_max"]))
    return found


def head_html(view: View, row: Mapping[str, Any]) -> str:
    """What is known of a comment, in a line: scores, when, channel, customer group, product, tone."""
    parts = [f"<b>{escape(score)}</b>" for score in scores(view, row)]
    told = [when(view, row["answered_at"]), *(row[name] for name in ("channel", "segment", "product", "question"))]
    if row["audience"] == "employee":
        told.append(view.words("comments.employee"))
    if row["tone"] is not None:
        key = "comments.tone.whole" if view.filter.touchpoints else "comments.tone"
        told.append(view.words(key, tone=tone_text(row["tone"])))
    parts += [f"<bdi>{escape(part)}</bdi>" for part in told if part]
    return f'<div class="o-known">{"".join(parts)}</div>'


def there_html(view: View, row: Mapping[str, Any], whole: Mapping[str, Any]) -> str:
    """What a comment says of the touchpoints of the filter, as its ``row`` in the list has it; '' where that is all that the
    ``whole`` says."""
    place = filtered_places(view)
    if not place or row["state"] != "scored" or _say_the_same(row, whole):
        return ""
    felt = "".join(look.emotion(view, code) for code in row["present"] or ()) or _small(
        view.words("comments.no_emotion")
    )
    tone = "" if row["tone"] is None else escape(view.words("comments.tone", tone=tone_text(row["tone"])))
    line = escape(view.words("reading.there", place=place))
    return f'<div class="o-whole"><span class="o-line">{line}</span>{felt}<span class="o-note">{tone}</span></div>'


def _say_the_same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return one["tone"] == other["tone"] and set(one["present"] or ()) == set(other["present"] or ())


def when(view: View, moment: datetime | None) -> str:
    """The day with its weekday, and the minute where the source gave one (midnight is none)."""
    if moment is None:
        return view.words("comments.no_date")
    day = view.words("reading.day", day=day_name(view.words, moment.date()), weekday=_weekday(view, moment))
    return day if moment.time() == time() else f"{day} {moment:%H:%M}"


def text_html(view: View, row: Mapping[str, Any]) -> str:
    """The whole text; each clause that speaks of something in the colour of its emotion, with its number and touchpoint."""
    text = row["text"]
    if not text:
        return _absent(view, row)
    spans = clauses(row)
    if spans:
        inner = _with_clauses(view, text, spans)
    else:
        inner = marked(text, row["evidence"] or (), colours(view), names(view), _evidence_mark)
    return f'<p dir="auto" class="o-text ondo-text">{view.said(inner)}</p>'


def clauses(row: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The mentions of a comment, in their order."""
    return [*(row["mentions"] or ())] if row["text"] else []


def clause_html(view: View, row: Mapping[str, Any], number: int) -> str:
    """A line of the table of clauses: number, words, touchpoint and where from, emotions and strengths, tone."""
    mention = clauses(row)[number - 1]
    said = escape(view.said(" ".join(row["text"][mention["start"] : mention["end"]].split())))
    return (
        f'<div class="o-clause"><b>{number}</b><bdi class="o-clause-text">{said}</bdi>'
        f'<span class="o-clause-place">{escape(view.touchpoint(mention["touchpoint"]))}{_small(origin(view, mention))}</span>'
        f'<span class="o-clause-felt">{_felt(view, mention)}</span><span class="o-clause-tone">{escape(_tone(mention))}</span></div>'
    )


def clauses_head(view: View) -> str:
    """The headings of the table of clauses."""
    titles = "".join(
        f"<span>{escape(view.words(f'reading.column.{name}'))}</span>"
        for name in ("clause", "touchpoint", "felt", "tone")
    )
    return f'<div class="o-clause o-clause-head"><b></b>{titles}</div>'


def origin(view: View, mention: Mapping[str, Any]) -> str:
    """Where the touchpoint of a clause is from: its words, the clause before, the file, a person."""
    found = mention["touchpoint_from"]
    if found is None:
        return ""
    return view.words("reading.from.before" if found == "word" and not mention["words"] else f"export.from.{found}")


def whole_html(view: View, row: Mapping[str, Any]) -> str:
    """What holds for a comment as a whole: its emotions where those of its clauses are others, why it was not scored, who has corrected
    it, whether it may be quoted."""
    words, parts = view.words, []
    if row["state"] == "scored":
        parts += _whole_emotions(view, row)
    elif row["state"] != "no_text":
        parts.append(_tag(words("comments.not_scored", why=words(f"state.{row['state']}"))))
    if row.get("corrected"):
        parts.append(_tag(f"{words('comments.corrected')} · {row['corrected']['by']}"))
    if not row["consent_quote"] and row["text"]:
        parts.append(_tag(words("comments.not_quotable")))
    return f'<div class="o-whole">{"".join(parts)}</div>' if parts else ""


def _whole_emotions(view: View, row: Mapping[str, Any]) -> list[str]:
    """The emotions of a comment, named as the whole's beside its clauses; none where those are its clauses' own."""
    felt = [look.emotion(view, code) for code in row["present"] or ()]
    if not felt or not clauses(row):
        return felt
    is_told = set(row["present"]) == _felt_in_clauses(view, row)
    return [] if is_told else [f'<span class="o-line">{escape(view.words("reading.whole"))}</span>', *felt]


def _felt_in_clauses(view: View, row: Mapping[str, Any]) -> set[str]:
    """The emotions that the lines of the table of clauses name."""
    codes = {
        emotion.code for emotion in view.emotions.values() for part in clauses(row) if _level(part, emotion.position)
    }
    return codes | {part["leading_emotion"] for part in clauses(row) if part["leading_emotion"]}


def reply_html(view: View, row: Mapping[str, Any]) -> str:
    """What the company replied, when and in what tone; '' where it did not."""
    reply, at, tone = (row.get(name) for name in ("reply", "replied_at", "reply_tone"))
    if reply is None and at is None and tone is None:
        return ""
    words, facts = view.words, [view.words("comments.reply")]
    if at is not None:
        facts.append(when(view, at))
        if row["answered_at"] is not None and at >= row["answered_at"]:
            hours = (at - row["answered_at"]).total_seconds() / 3600
            facts.append(words("comments.reply.after", hours=f"{hours:,.1f}"))
    said = escape(view.said(reply or words("comments.reply.gone")))
    told = f'<div class="o-note">{escape(" · ".join(facts))}</div><p dir="auto" class="ondo-text">{said}</p>'
    felt = "" if tone is None else escape(words("comments.tone", tone=tone_text(tone)))
    return f'<div class="o-reply ondo-reply">{told}<span class="o-note">{felt}</span></div>'


def topics_html(view: View, topics: Sequence[str]) -> str:
    """The topics of a comment as tags; '' where it has none."""
    tags = "".join(_tag(topic) for topic in topics)
    return (
        f'<div class="o-whole"><span class="o-line">{escape(view.words("page.topics"))}</span>{tags}</div>'
        if tags
        else ""
    )


def _with_clauses(view: View, text: str, spans: Sequence[Mapping[str, Any]]) -> str:
    """The text with its clauses marked; of clauses that overlap, the first."""
    pieces, at = [], 0
    for number, mention in enumerate(spans, start=1):
        start, end = whole_words(text, mention["start"], min(mention["end"], len(text)))
        start = max(start, at)
        said = text[start:end]
        bare = said.strip().rstrip(_ENDS)
        if not bare:
            continue
        begin = start + said.index(bare)
        after = text[begin + len(bare) : end]
        stop = after[: len(after) - len(after.lstrip(_ENDS.strip()))]
        place = escape(f"{number} {view.touchpoint(mention['touchpoint'])}")
        pieces += [escape(text[at:begin]), _clause_mark(view, mention, bare), escape(stop), f"<sup>{place}</sup>"]
        at = begin + len(bare) + len(stop)
    return "".join([*pieces, escape(text[at:])])


def _clause_mark(view: View, mention: Mapping[str, Any], said: str) -> str:
    emotion = view.emotions.get(mention["leading_emotion"] or "")
    if emotion is None:
        return f'<mark class="o-plain">{escape(said)}</mark>'
    title, colour = escape(emotion.label, quote=True), escape(emotion.colour, quote=True)
    return f'<mark title="{title}" style="--c:{colour}">{escape(said)}</mark>'


def _evidence_mark(text: str, span: Evidence, name: str, colour: str) -> str:
    bare = text.rstrip(_ENDS)
    mark = f'<mark title="{name}" style="--c:{colour}">{escape(bare)}</mark>' if bare else ""
    return mark + escape(text[len(bare) :])


def _felt(view: View, mention: Mapping[str, Any]) -> str:
    """All emotions of a clause with their strengths, the leading one first, then the strongest."""
    leading = mention["leading_emotion"]
    levels = {emotion.code: _level(mention, emotion.position) for emotion in view.emotions.values()}
    felt = [code for code, level in levels.items() if level or code == leading]
    if not felt:
        return _small(view.words("comments.no_emotion"))
    felt.sort(key=lambda code: (code != leading, -levels[code]))
    return "".join(f"<div>{look.emotion(view, code)}{_strength(view, levels[code])}</div>" for code in felt)


def _level(mention: Mapping[str, Any], position: int) -> int:
    """How strongly a clause feels the emotion of a position, from 0 to 3."""
    return (mention["felt"] or 0) >> 2 * (position - 1) & 3


def _strength(view: View, level: int) -> str:
    if not level:
        return ""
    bars = "".join(f"<i{' class=o-full' if place < level else ''}></i>" for place in range(_STRENGTHS))
    told = escape(view.words(f"comments.intensity.{level}"))
    return f'<small>{told}<span class="o-strength" aria-hidden="true">{bars}</span></small>'


def _tone(mention: Mapping[str, Any]) -> str:
    return "" if mention["tone"] is None else tone_text(mention["tone"])


def _absent(view: View, row: Mapping[str, Any]) -> str:
    """Why a comment has no text."""
    why = "comments.no_text" if row["state"] == "no_text" else "comments.expired"
    return f'<p class="o-note">{escape(view.words(why))}</p>'


def _day(view: View, row: Mapping[str, Any]) -> str:
    at = row["answered_at"]
    return view.words("comments.no_date") if at is None else day_name(view.words, at.date(), view.facts.last)


def _weekday(view: View, moment: datetime) -> str:
    return view.words(f"weekday.{moment.isoweekday()}")


def _small(text: str) -> str:
    return f"<small>{escape(text)}</small>" if text else ""


def _tag(text: str) -> str:
    return f'<span class="o-tag">{escape(text)}</span>'
