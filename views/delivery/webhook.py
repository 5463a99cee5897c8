"""Messages by webhook: in Slack's shape, in KakaoWork's, and as plain JSON. The address is a secret, in the environment."""

import http.client
import json
import os
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

import queries
from views.delivery.message import Message, NotDelivered, NotTaken, Target

TIMEOUT_S = 30
THIS_MACHINE = frozenset(("localhost", "127.0.0.1", "::1"))
LONGEST_HEADER, LONGEST_BLOCK = 20, 500
"""Characters of a header and of a block of text that KakaoWork takes."""

LONGEST_WAIT_S = 300
"""Seconds that a receiver may ask to be left alone; for longer, a later run tries again."""

LONGEST_ANSWER = 10_000
"""Bytes of a receiver's answer that are read."""

PASSING, GATEWAY_TIMEOUT = frozenset((429, 500, 502, 503)), 504
"""Answers after which a later try may be taken, and the one that leaves open whether it was taken."""

Body = dict[str, Any]


def webhook_target(settings: queries.WebhookTarget) -> Target:
    """A channel that gets messages. Raises NotDelivered where its address is not in the environment, or is none."""
    address = os.environ.get(settings.address_variable, "").strip()
    place = urlsplit(address)
    if not (place.scheme == "https" and place.hostname) and place.hostname not in THIS_MACHINE:
        raise NotDelivered(
            f"{settings.name}: {settings.address_variable} holds no address that begins with https://",
            remedy=f"set the environment variable {settings.address_variable} to the address that the service gave you",
        )
    shape = SHAPES[settings.shape]
    return Target(settings.name, lambda message: post(address, shape(message), message.key_for(settings.name)))


def as_slack(message: Message) -> Body:
    """The shape of Slack's incoming webhooks: its mrkdwn, in which nothing of the data is markup."""
    lines = (
        f"• <{line.link}|{_slack(line.text)}>" if line.link else f"• {_slack(line.text)}" for line in message.lines
    )
    blocks = [
        {"type": "header", "text": {"type": "plain_text", "text": message.title[:150]}},
        {"type": "section", "text": {"type": "mrkdwn", "text": "\n".join(lines)[:3000]}},
    ]
    return {"text": _slack(message.title), "blocks": blocks}


def _slack(text: str) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace("|", "¦").replace("*", "∗").replace("`", "'")


def as_kakaowork(message: Message) -> Body:
    """The shape of KakaoWork's block kit: a header, then a block for each line."""
    header = message.title if len(message.title) <= LONGEST_HEADER else message.title[: LONGEST_HEADER - 1] + "…"
    blocks: list[Body] = [{"type": "header", "text": header, "style": "blue"}]
    for line in message.lines:
        text = line.text[: LONGEST_BLOCK - 1 - len(message.open_label)]
        inlines: list[Body] = [{"type": "styled", "text": text}]
        if line.link:
            inlines += [{"type": "styled", "text": " "}, {"type": "link", "text": message.open_label, "url": line.link}]
        blocks.append({"type": "text", "text": text, "inlines": inlines})
    return {"text": message.title, "blocks": blocks}


def as_json(message: Message) -> Body:
    """Plain JSON, for programs of one's own."""
    lines = [{"text": line.text, "link": line.link or None} for line in message.lines]
    return {"key": message.key, "title": message.title, "lines": lines}


SHAPES: Mapping[str, Callable[[Message], Body]] = {"slack": as_slack, "kakaowork": as_kakaowork, "json": as_json}


def post(address: str, body: Body, key: str) -> None:
    """Post a body as JSON; the header Idempotency-Key is ``key``. Raises NotTaken, never naming the address, which is a secret."""
    request = urllib.request.Request(
        address,
        json.dumps(body, ensure_ascii=False).encode(),
        {"Content-Type": "application/json; charset=utf-8", "Idempotency-Key": key, "User-Agent": "ondo"},
        method="POST",
    )
    try:
        with _OPENER.open(request, timeout=TIMEOUT_S) as answer:
            _refuse_failure(answer.read(LONGEST_ANSWER))
    except urllib.error.HTTPError as error:
        with error:
            raise NotTaken(
                f"the receiver says {error.code}",
                is_passing=error.code in PASSING,
                is_unknown=error.code == GATEWAY_TIMEOUT,
                wait_s=_wait(error),
            ) from None
    except urllib.error.URLError as error:
        was_sent = isinstance(error.reason, TimeoutError)
        raise NotTaken(f"no connection ({error.reason})", is_passing=not was_sent, is_unknown=was_sent) from None
    except (OSError, http.client.HTTPException) as error:
        raise NotTaken(f"no answer ({type(error).__name__})", is_unknown=True) from None


def _refuse_failure(answer: bytes) -> None:
    """Raise NotTaken where the answer is KakaoWork's for a failure, which comes with 200."""
    try:
        said = json.loads(answer)
    except ValueError:
        return
    if isinstance(said, dict) and said.get("success") is False:
        raise NotTaken("the receiver says that it failed")


def _wait(error: urllib.error.HTTPError) -> float:
    """The seconds of Retry-After, where it says seconds."""
    said = (error.headers.get("Retry-After") or "").strip()
    return min(float(said), LONGEST_WAIT_S) if said.isdecimal() else 0.0


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A receiver that sends elsewhere is not followed: what is sent is for it alone."""

    def redirect_request(self, *args: object, **kwargs: object) -> None:
        """None: the answer is an error."""


_OPENER = urllib.request.build_opener(_NoRedirect)
