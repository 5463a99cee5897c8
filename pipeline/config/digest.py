"""Where digests go: the settings under [digest]. Passwords and webhooks' addresses are read from the environment alone."""

from dataclasses import dataclass
from typing import Literal

Shape = Literal["slack", "kakaowork", "json"]
"""What a webhook understands."""

Security = Literal["starttls", "tls", "none"]
"""How a connection to a mail server is kept from others; none only to this machine."""

Attached = Literal["html", "pdf", "none"]


@dataclass(frozen=True, slots=True)
class MailTarget:
    """People who get a digest by mail; ``password_variable`` names the environment variable of the user's password."""

    to: tuple[str, ...]
    sender: str
    server: str
    port: int
    security: Security
    user: str
    password_variable: str

    @property
    def name(self) -> str:
        """What it is called where it is told what was sent."""
        return f"mail to {', '.join(self.to)}"


@dataclass(frozen=True, slots=True)
class WebhookTarget:
    """A channel that gets a digest; ``address_variable`` names the environment variable of its address, which is a secret."""

    shape: Shape
    address_variable: str

    @property
    def name(self) -> str:
        """What it is called where it is told what was sent."""
        return f"{self.shape} webhook {self.address_variable}"


@dataclass(frozen=True, slots=True)
class DigestSettings:
    """``dashboard`` is the address of the dashboard, to which lines link; "" for none."""

    dashboard: str = ""
    language: Literal["ko", "en"] = "ko"
    report: Attached = "html"
    mail: tuple[MailTarget, ...] = ()
    webhooks: tuple[WebhookTarget, ...] = ()
