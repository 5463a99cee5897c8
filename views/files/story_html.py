"""Stories in a report: the card of each touchpoint as HTML, all of it escaped."""

from html import escape

from views.files.story import Story, StoryPart, StoryQuote
from views.words.labels import View

LONGEST_QUOTE = 240
"""Characters of a quote."""


def story_html(view: View, story: Story) -> str:
    """The card of a touchpoint; "" where it is hidden."""
    if story.size == "hidden":
        return ""
    sentences = "".join(f"<li>{escape(sentence.text)}</li>" for sentence in story.sentences)
    parts = "".join(_part(view, part) for part in story.parts)
    quadrants = "".join(_part(view, part) for part in story.quadrants)
    below = f'<h2>{escape(view.words("story.map"))}</h2><div class="row four">{quadrants}</div>' if quadrants else ""
    return (
        f"<h2>{escape(view.words('story.title'))}: {escape(view.touchpoint(story.touchpoint))}</h2><ul>{sentences}</ul>"
        f'<div class="row">{parts}</div>{below}'
    )


def _part(view: View, part: StoryPart) -> str:
    note = f'<div class="muted">{escape(part.note)}</div>' if part.note else ""
    quotes = "".join(map(_quote, part.quotes)) or f'<div class="muted">{escape(view.words("story.nobody"))}</div>'
    return f'<div class="card"><b>{escape(view.words(f"story.{part.name}"))}</b>{note}{quotes}</div>'


def _quote(quote: StoryQuote) -> str:
    label = f'<div class="muted">{escape(quote.label)}</div>' if quote.label else ""
    rest = " …" if len(quote.said) > LONGEST_QUOTE else ""
    said = f'<blockquote dir="auto">{escape(quote.said[:LONGEST_QUOTE])}{rest}</blockquote>' if quote.said else ""
    return label + said
