"""Everything known about one comment, as safe HTML: where it comes from, each emotion's probability, every evidence."""

from collections.abc import Mapping
from html import escape
from typing import Any

from views.files.comment_card import META, colours, format_time, names
from views.files.highlight import colour_of, shortened
from views.words.labels import EmotionLabel, View, percent, signed

_GRID = "display:grid;grid-template-columns:repeat(auto-fill,minmax(15em,1fr));gap:.15em 1.2em;font-size:.85em"
_HEAD = "font-size:.82em;font-weight:600;margin:.6em 0 .2em"
_LONGEST_WORDS = 80
"""Characters of one piece of evidence that are shown."""


def facts_html(view: View, row: Mapping[str, Any]) -> str:
    """The facts of a row of comment.sql as HTML, all of it escaped."""
    parts = [_facts(view, row)]
    if row["state"] == "scored":
        parts += [_probabilities(view, row), _evidence(view, row)]
    return f'<div style="padding:.7em .8em .2em">{"".join(parts)}</div>'


def _facts(view: View, row: Mapping[str, Any]) -> str:
    words = view.words
    files = ", ".join(row["run_files"] or ())
    facts = {
        words("comments.source"): row["source"],
        words("comments.source_id"): row["source_id"],
        words("comments.number"): row["feedback_id"],
        words("comments.customer"): row["customer_key"],
        words("comments.language"): view.label("languages", row["language"] or ""),
        words("comments.state"): words(f"state.{row['state']}"),
        words("comments.confidence"): None if row["confidence"] is None else percent(row["confidence"]),
        words("comments.run"): words(
            "comments.run.text", number=row["run_id"], at=format_time(view, row["run_at"]), files=files
        ),
        words("comments.scorer"): row["scorer_version"],
        words("comments.brand_words"): ", ".join(row["brand_words"] or ()),
        **_protection(view, row),
        **_attributes(view, row),
    }
    lines = "".join(
        f'<span style="overflow-wrap:anywhere"><b style="font-weight:600">{escape(name)}</b> '
        f"<bdi>{escape(str(value))}</bdi></span>"
        for name, value in facts.items()
        if value not in (None, "")
    )
    return f'<div style="{META};{_GRID}">{lines}</div>'


def _protection(view: View, row: Mapping[str, Any]) -> dict[str, str]:
    """Whether the comment may be quoted, or is too sensitive for that."""
    words = view.words
    if row["sensitive"]:
        return {words("comments.sensitive"): words("comments.sensitive.yes")}
    return {words("comments.consent"): words(f"comments.consent.{'yes' if row['consent_quote'] else 'no'}")}


def _attributes(view: View, row: Mapping[str, Any]) -> dict[str, str]:
    return {view.attribute(name): view.attribute_value(value) for name, value in row["attributes"] or ()}


def _probabilities(view: View, row: Mapping[str, Any]) -> str:
    found = {item["emotion"]: item for item in row["emotions"] or ()}
    lines = [_probability(view, emotion, found.get(code)) for code, emotion in view.emotions.items()]
    return f'{_head(view.words("comments.probability"))}<div style="{_GRID}">{"".join(lines)}</div>'


def _probability(view: View, emotion: EmotionLabel, found: Mapping[str, Any] | None) -> str:
    share = found["probability"] if found else 0.0
    text = percent(share) if found else view.words("comments.below")
    weight = "font-weight:600" if found and found["present"] else "opacity:.75"
    bar = f"width:{100 * share:.0f}%;height:.5em;border-radius:2px;background:{escape(emotion.colour, quote=True)}"
    return (
        f'<div style="display:grid;grid-template-columns:7.4em 1fr max-content;align-items:center;gap:.4em;{weight}">'
        f'<span>{escape(emotion.label)}</span><span><span style="display:block;{bar}"></span></span>'
        f'<span style="text-align:right">{escape(text)}</span></div>'
    )


def _evidence(view: View, row: Mapping[str, Any]) -> str:
    """The words that moved a score, the heaviest first, with the weight that each added."""
    colour_by_code, labels = colours(view), names(view)
    spans = [span for span in row["evidence"] or () if span["emotion"] in labels and row["text"]]
    lines = []
    for span in sorted(spans, key=lambda span: -abs(span["weight"])):
        words_marked = shortened(view.said((row["text"] or "")[max(0, span["start"]) : span["end"]]), _LONGEST_WORDS)
        ink = escape(colour_of(span, colour_by_code), quote=True)
        lines.append(
            f'<span style="overflow-wrap:anywhere;overflow:clip"><span style="color:{ink}">●</span> '
            f'<bdi>{escape(words_marked)}</bdi> <span style="opacity:.75">{escape(labels[span["emotion"]])} '
            f"{escape(signed(span['weight'], 2))}</span></span>"
        )
    if not lines:
        return ""
    note = f'<div style="{META}">{escape(view.words("comments.evidence.note"))}</div>'
    return f'{_head(view.words("comments.evidence"))}{note}<div style="{_GRID}">{"".join(lines)}</div>'


def _head(text: str) -> str:
    return f'<div style="{_HEAD}">{escape(text)}</div>'
