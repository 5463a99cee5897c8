"""Messages by mail: SMTP with TLS, the attachment with it. The password is in the environment."""

import os
import smtplib
import ssl
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from html import escape

import queries
from views.delivery.message import Message, NotDelivered, NotTaken, Target

TIMEOUT_S = 30


def mail_target(settings: queries.MailTarget) -> Target:
    """People who get messages by mail. Raises NotDelivered where the password of the user is not in the environment."""
    password = os.environ.get(settings.password_variable, "")
    if settings.user and not password:
        raise NotDelivered(
            f"{settings.name}: no password for {settings.user}",
            remedy=f"set the environment variable {settings.password_variable}, or leave out user in [[digest.mail]]",
        )
    return Target(settings.name, lambda message: send_mail(as_mail(message, settings), settings, password))


def as_mail(message: Message, settings: queries.MailTarget) -> EmailMessage:
    """The message as a mail in plain text and HTML. Its Message-ID is its mark: a mail system keeps one of two such mails."""
    mail = EmailMessage()
    mail["Subject"] = message.title
    mail["From"] = settings.sender
    mail["To"] = ", ".join(settings.to)
    mail["Date"] = format_datetime(datetime.now(UTC))
    mail["Message-ID"] = f"<{message.key_for(settings.name)}@{settings.sender.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(message.text)
    mail.add_alternative(_html(message), subtype="html")
    if message.attachment:
        main, _, sub = message.attachment.kind.partition("/")
        mail.add_attachment(message.attachment.content, maintype=main, subtype=sub, filename=message.attachment.name)
    return mail


def _html(message: Message) -> str:
    lines = "".join(f"<li>{_line(line.text, line.link)}</li>" for line in message.lines)
    return f"<h2>{escape(message.title)}</h2><ul>{lines}</ul>"


def _line(text: str, link: str) -> str:
    return f'<a href="{escape(link)}">{escape(text)}</a>' if link else escape(text)


def send_mail(mail: EmailMessage, settings: queries.MailTarget, password: str) -> None:
    """Hand a mail to its server. Raises NotTaken; a certificate that does not hold is a refusal."""
    is_handed_over = False
    try:
        with _connected(settings) as server:
            if settings.user:
                server.login(settings.user, password)
            is_handed_over = True
            refused = server.send_message(mail)
    except smtplib.SMTPResponseException as error:
        raise NotTaken(
            f"the server says {error.smtp_code} {_said(error.smtp_error)}", is_passing=error.smtp_code < 500
        ) from error
    except smtplib.SMTPRecipientsRefused as error:
        codes = {code for code, _ in error.recipients.values()}
        raise NotTaken("no address was accepted", is_passing=all(code < 500 for code in codes)) from error
    except (ssl.SSLError, smtplib.SMTPNotSupportedError) as error:
        raise NotTaken(f"no secure connection: {error}") from error
    except (OSError, smtplib.SMTPException) as error:
        raise NotTaken(
            str(error) or type(error).__name__, is_passing=not is_handed_over, is_unknown=is_handed_over
        ) from error
    if refused:
        raise NotTaken(f"not accepted for {', '.join(refused)}; the others have it")


def _connected(settings: queries.MailTarget) -> smtplib.SMTP:
    """A connection that nobody else can read, unless it stays on this machine."""
    if settings.security == "tls":
        return smtplib.SMTP_SSL(settings.server, settings.port, timeout=TIMEOUT_S, context=ssl.create_default_context())
    server = smtplib.SMTP(settings.server, settings.port, timeout=TIMEOUT_S)
    if settings.security == "starttls":
        try:
            server.starttls(context=ssl.create_default_context())
        except BaseException:
            server.close()
            raise
    return server


def _said(text: bytes | str) -> str:
    return text.decode("utf-8", "replace") if isinstance(text, bytes) else text
