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
    below = _headed(view.words("story.map"), f'<div class="two gapped">{quadrants}</div>') if quadrants else ""
    title = f"{view.words('story.title')}: {view.touchpoint(story.touchpoint)}"
    told = f'<div class="three gapped">{parts}</div>' if parts else ""
    return f'<article class="story">{_headed(title, f"<ul>{sentences}</ul>")}{told}{below}</article>'


def _headed(title: str, html: str) -> str:
    """A heading that stays with what it is of."""
    return f'<div class="together"><h2>{escape(title)}</h2>{html}</div>'


def _part(view: View, part: StoryPart) -> str:
    note = f'<div class="cap">{escape(part.note)}</div>' if part.note else ""
    quotes = (
        "".join(_quote(view, quote) for quote in part.quotes)
        or f'<div class="cap">{escape(view.words("story.nobody"))}</div>'
    )
    return f'<div class="card"><b>{escape(view.words(f"story.{part.name}"))}</b>{note}{quotes}</div>'


def _quote(view: View, quote: StoryQuote) -> str:
    label = f'<div class="cap said-by">{escape(quote.label)}</div>' if quote.label else ""
    rest = " …" if len(quote.said) > LONGEST_QUOTE else ""
    said = (
        f'<blockquote dir="auto">{escape(view.said(quote.said[:LONGEST_QUOTE]))}{rest}</blockquote>'
        if quote.said
        else ""
    )
    return label + said
