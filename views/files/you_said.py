"""The page "you said, we did": what customers said, what was done about it and what became of it, as one HTML file."""

import re
from collections.abc import Sequence
from datetime import date
from html import escape
from typing import Any

import queries
from views.files.actions import Effect, change_text, worth_telling
from views.files.alerts import place_name
from views.files.summary_parts import RunQuery
from views.words.labels import View
from views.words.theme import FONTS, LIGHT

LONGEST_QUOTE = 240
MOST_QUOTES = 2

_CONTACT = re.compile(r"[^\s,;]+@[^\s,;]+|https?://\S+|(?<![\d-])(?!\d{4}-\d\d-\d\d\b)\+?\d[\d .-]{6,}\d")
"""E-mail addresses, links and long numbers that are no days, which somebody may have written into an action."""

_STYLE = f"""
* {{ box-sizing: border-box; }}
body {{ margin: 0 auto; padding: 24px 16px; max-width: 760px; color: {LIGHT.text}; background: #fff;
  font: 16px/1.6 {FONTS}; overflow-wrap: anywhere; word-break: keep-all; }}
h1 {{ font-size: 26px; margin: 0 0 4px; }} h2 {{ font-size: 19px; margin: 0 0 8px; }}
h3 {{ font-size: 14px; margin: 12px 0 2px; color: {LIGHT.muted}; }}
article {{ border: 1px solid #d9dee5; border-radius: 8px; padding: 14px 18px; margin-top: 18px; break-inside: avoid; }}
blockquote {{ margin: 6px 0; padding-left: 12px; border-left: 3px solid #d9dee5; }}
p {{ margin: 4px 0; }} .muted {{ color: {LIGHT.muted}; font-size: 13px; }}
"""


def page(view: View, run: RunQuery, effects: Sequence[Effect], today: date) -> str:
    """The page as HTML, all text of it escaped. Nothing in it is personal: texts are masked and quoted only where their author
    agrees, owners stay out, and contacts that an action names are left out."""
    words = view.words
    newest_first = sorted(effects, key=lambda one: one.action.starts_on, reverse=True)
    articles = "".join(_article(view, run, one) for one in newest_first)
    title = escape(words("said.title"))
    return (
        f'<!doctype html><html lang="{view.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{title}</title><style>{_STYLE}</style></head><body><h1>{title}</h1>"
        f'<p class="muted">{escape(words("said.note", day=today))}</p>{articles}</body></html>\n'
    )


def _article(view: View, run: RunQuery, one: Effect) -> str:
    words, action = view.words, one.action
    done = f"{escape(without_contacts(action.what))} <span class='muted'>{action.starts_on}</span>"
    return (
        f"<article><h2>{escape(place_name(view, action.touchpoint))}</h2>"
        f"<h3>{escape(words('said.you'))}</h3>{_quotes(view, run, one)}"
        f"<h3>{escape(words('said.we'))}</h3><p>{done}</p>"
        f"<h3>{escape(words('said.since'))}</h3>{_outcome(view, one)}</article>"
    )


def _quotes(view: View, run: RunQuery, one: Effect) -> str:
    rows = run("quote_list", filter=said_before(view, one)).to_pylist()
    texts = [row["text"] for row in rows if row["role"] != "disagreeing"][:MOST_QUOTES]
    quoted = "".join(f'<blockquote dir="auto">{escape(view.said(_cut(text)))}</blockquote>' for text in texts)
    return quoted or f'<p class="muted">{escape(view.words("said.no_quote"))}</p>'


def said_before(view: View, one: Effect) -> queries.Filter:
    """What customers said before the action at its touchpoint: of its emotion, else in a negative tone."""
    action = one.action
    limits: dict[str, Any] = {"emotions": (action.measure,)} if action.measure in view.emotions else {"tone_until": 0.0}
    return queries.Filter(
        touchpoints=(action.touchpoint,) if action.touchpoint else (),
        date_from=one.before_from,
        date_until=action.starts_on,
        **limits,
    )


def _outcome(view: View, one: Effect) -> str:
    """The clear changes; where nothing may be called the action's doing, just that."""
    clear = [change for change in worth_telling(one) if change.is_clear]
    lines = [change_text(view, change) for change in clear] if one.is_told else [view.words("said.not_known")]
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


def without_contacts(text: str) -> str:
    """The text with an ellipsis in the place of each address, link and long number."""
    return _CONTACT.sub("…", text)


def _cut(text: str) -> str:
    shown = " ".join(text.split())
    return shown if len(shown) <= LONGEST_QUOTE else shown[:LONGEST_QUOTE] + " …"
