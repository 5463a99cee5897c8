"""A message as it is to be delivered, before it has the form of a mail or of a webhook."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

import queries


@dataclass(frozen=True, slots=True)
class MessageLine:
    """A line of text, and the address that shows more of it, "" for none."""

    text: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a mail; ``kind`` is its media type, such as text/html."""

    name: str
    kind: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Message:
    """What is to be said. ``key`` is the same for the same message, whenever it is made: it is delivered once to each target.

    ``open_label`` is what a link is called where it cannot lie under its line.
    """

    key: str
    title: str
    lines: tuple[MessageLine, ...]
    open_label: str
    attachment: Attachment | None = None

    def key_for(self, target: str) -> str:
        """The mark of this message to a target: what ledgers remember and receivers can compare."""
        return hashlib.sha256(f"{self.key}\n{target}".encode()).hexdigest()[:32]

    @property
    def text(self) -> str:
        """All of it as plain text, each link under its line."""
        lines = (f"- {line.text}" + (f"\n  {line.link}" if line.link else "") for line in self.lines)
        return "\n".join((self.title, "", *lines))


class NotTaken(Exception):
    """A receiver has not taken a message. ``is_passing``: trying again may help; ``is_unknown``: it may have taken it all the
    same; ``wait_s`` are the seconds after which it asks to be tried again, if it does."""

    def __init__(self, why: str, *, is_passing: bool = False, is_unknown: bool = False, wait_s: float = 0) -> None:
        super().__init__(why)
        self.is_passing = is_passing
        self.is_unknown = is_unknown
        self.wait_s = wait_s


class NotDelivered(queries.OndoError):
    """A message did not reach one of its targets, or nobody knows whether it did."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a message goes: what it is called, and how it is sent once. ``send`` raises NotTaken."""

    name: str
    send: Callable[[Message], None]
