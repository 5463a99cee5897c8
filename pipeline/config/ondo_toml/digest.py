"""The section [digest]."""

import re
from typing import Annotated, Literal

from msgspec import Meta, Struct

from pipeline.config.digest import Attached, DigestSettings, MailTarget, Security, Shape, WebhookTarget
from pipeline.config.ondo_toml.checking import InvalidSetting

THIS_MACHINE = frozenset(("localhost", "127.0.0.1", "::1"))
_ADDRESS = re.compile(r"[^@\s<>,]+@[^@\s<>,]+")
_DASHBOARD = re.compile(r"https?://[^\s/?#]+[^\s?#]*")
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")

Port = Annotated[int, Meta(ge=1, le=65_535, description="a whole number from 1 to 65535")]


class MailEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """The form of [[digest.mail]]."""

    to: list[str]
    sender: str
    server: str
    port: Port = 587
    security: Annotated[Security, Meta(description='one of "starttls", "tls" and "none"')] = "starttls"
    user: str = ""
    password_variable: str = "ONDO_SMTP_PASSWORD"


class WebhookEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """The form of [[digest.webhook]]."""

    shape: Annotated[Shape, Meta(description='one of "slack", "kakaowork" and "json"')]
    address_variable: str


class DigestSection(Struct, frozen=True, forbid_unknown_fields=True):
    """The form of [digest]."""

    dashboard: str = ""
    language: Annotated[Literal["ko", "en"], Meta(description='"ko" or "en"')] = "ko"
    report: Annotated[Attached, Meta(description='one of "html", "pdf" and "none"')] = "html"
    mail: list[MailEntry] = []
    webhook: list[WebhookEntry] = []


def digest_of(section: DigestSection) -> DigestSettings:
    """The section's settings. Raises InvalidSetting."""
    if section.dashboard and not _DASHBOARD.fullmatch(section.dashboard):
        raise InvalidSetting(
            f"digest.dashboard is {section.dashboard!r}, no address", "write it as https://ondo.example.com"
        )
    webhooks = tuple(
        WebhookTarget(entry.shape, _variable("digest.webhook.address_variable", entry.address_variable))
        for entry in section.webhook
    )
    return DigestSettings(
        section.dashboard, section.language, section.report, tuple(map(_mail_target, section.mail)), webhooks
    )


def _mail_target(entry: MailEntry) -> MailTarget:
    if not entry.to:
        raise InvalidSetting("digest.mail.to is empty", "name an address, or leave the entry out")
    for address in (*entry.to, entry.sender):
        if not _ADDRESS.fullmatch(address):
            raise InvalidSetting(f"digest.mail: {address!r} is no e-mail address", "write it as minji@example.com")
    if entry.security == "none" and entry.server not in THIS_MACHINE:
        raise InvalidSetting(
            f'digest.mail.security is "none", but the server {entry.server} is another machine',
            'write "starttls" or "tls"',
        )
    password = _variable("digest.mail.password_variable", entry.password_variable)
    return MailTarget(tuple(entry.to), entry.sender, entry.server, entry.port, entry.security, entry.user, password)


def _variable(where: str, name: str) -> str:
    """The name of an environment variable: whoever writes the secret itself in its place is told so, and it is not repeated."""
    if not _VARIABLE.fullmatch(name):
        raise InvalidSetting(
            f"{where} is no name of an environment variable",
            "write the name, such as ONDO_SLACK_WEBHOOK, and set the secret in the environment",
        )
    return name
