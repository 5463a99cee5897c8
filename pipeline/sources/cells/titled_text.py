"""The texts of one row made one: answers to several questions, and a title over them."""

from typing import Any


def joined(before: str | None, value: str | None) -> str | None:
    """The answers to several questions, a line each; what was said twice stands once."""
    if not before or not value or value in before.split("\n"):
        return before or value
    return f"{before}\n{value}"


def with_title(found: dict[str, Any]) -> dict[str, Any]:
    """What was found, with the title as the first line of the text."""
    title = found.pop("title", None)
    if title:
        found["text"] = titled(title, found.get("text"))
    return found


def titled(title: str | None, text: str | None) -> str:
    """A text under its title; one that only repeats the text's beginning is dropped."""
    if not title or (text and text.startswith(title.rstrip("… ."))):
        return text or ""
    return f"{title}\n{text}" if text else title
