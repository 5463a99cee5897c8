"""Messages reach receivers on this machine, each once, and what goes wrong is told."""

import email
import json
import stat
from collections.abc import Iterator
from email.policy import default
from pathlib import Path

import pytest

import queries
from tests.views.delivery.receivers import Received, certificate, mail_server, webhook_server
from views.delivery.mail import mail_target
from views.delivery.message import Attachment, Message, MessageLine, NotDelivered, Target
from views.delivery.once import FAILED, SENDING, UNKNOWN, WAITS_S, deliver, ledger_path
from views.delivery.webhook import as_kakaowork, as_slack, webhook_target

MESSAGE = Message(
    "digest 2026-03-01",
    "온도 · 하루 소식 2026-03-01",
    (MessageLine("불안이 <12 %> 늘었습니다 & 더", "https://ondo.example.com/?from=a&until=b"), MessageLine("*n* = 30")),
    "보기",
    Attachment("ondo.html", "text/html", "<p>요약</p>".encode()),
)


@pytest.fixture(scope="module")
def pem(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return certificate(tmp_path_factory.mktemp("pem"))


@pytest.fixture
def post_office(pem: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Received]:
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    monkeypatch.setenv("MAIL_SECRET", "geheim")
    with mail_server(pem) as received:
        yield received


@pytest.fixture
def channel(monkeypatch: pytest.MonkeyPatch) -> Iterator[Received]:
    with webhook_server() as received:
        monkeypatch.setenv("HOOK", f"http://127.0.0.1:{received.port}/secret-path")
        yield received


def by_mail(received: Received, security: str = "starttls", server: str = "localhost") -> Target:
    to = ("minji@example.com", "jun@example.com")
    entry = queries.MailTarget(to, "ondo@example.com", server, received.port, security, "ondo", "MAIL_SECRET")  # type: ignore[arg-type]
    return mail_target(entry)


def by_hook(shape: str = "json") -> Target:
    return webhook_target(queries.WebhookTarget(shape, "HOOK"))  # type: ignore[arg-type]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "ondo.duckdb"


def outcomes(database: Path, target: Target, *, again: bool = False) -> tuple[str, list[float]]:
    """What became of MESSAGE, and how long it would have waited before each further try."""
    waited: list[float] = []
    [one] = deliver(MESSAGE, [target], database, again=again, wait=waited.append)
    return one.outcome, waited


def test_a_mail_arrives_over_tls_with_its_attachment(post_office: Received, database: Path) -> None:
    assert outcomes(database, by_mail(post_office)) == ("sent", [])
    [content] = post_office.mails
    mail = email.message_from_bytes(content, policy=default)
    assert (post_office.was_secure, len(post_office.logins)) == ([True], 1)
    assert mail["Subject"] == MESSAGE.title and mail["To"] == "minji@example.com, jun@example.com"
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain and "불안이 <12 %> 늘었습니다" in plain.get_content()
    assert html and "불안이 &lt;12 %&gt; 늘었습니다 &amp; 더" in html.get_content()
    [attached] = mail.iter_attachments()
    assert (attached.get_filename(), attached.get_content_type()) == ("ondo.html", "text/html")
    assert attached.get_payload(decode=True) == "<p>요약</p>".encode()


def test_a_server_without_tls_gets_neither_password_nor_mail(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAIL_SECRET", "geheim")
    with mail_server(None) as received:
        assert outcomes(database, by_mail(received))[0] == FAILED
    assert not received.mails and not received.logins


def test_a_certificate_of_somebody_else_gets_neither(
    post_office: Received, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    assert outcomes(database, by_mail(post_office)) == (FAILED, [])
    assert not post_office.mails and not post_office.logins


def test_a_mail_server_that_is_busy_is_asked_again_and_gets_it_once(post_office: Received, database: Path) -> None:
    post_office.answers = [451, 421]
    assert outcomes(database, by_mail(post_office)) == ("sent", [*WAITS_S[:2]])
    assert len(post_office.mails) == 1
    assert outcomes(database, by_mail(post_office)) == ("before", [])
    assert len(post_office.mails) == 1


def test_what_a_mail_server_refuses_for_good_is_not_tried_again(post_office: Received, database: Path) -> None:
    post_office.answers = [554]
    assert outcomes(database, by_mail(post_office)) == (FAILED, [])
    assert outcomes(database, by_mail(post_office)) == ("sent", []), "a later run tries it anew"


def test_a_mail_that_nobody_confirms_is_not_sent_twice(post_office: Received, database: Path) -> None:
    post_office.answers = [0]
    assert outcomes(database, by_mail(post_office)) == (UNKNOWN, [])
    assert outcomes(database, by_mail(post_office)) == (UNKNOWN, [])
    assert outcomes(database, by_mail(post_office), again=True) == ("sent", [])


@pytest.mark.parametrize("shape", ["slack", "kakaowork", "json"])
def test_each_shape_arrives_once(channel: Received, database: Path, shape: str) -> None:
    assert outcomes(database, by_hook(shape)) == ("sent", [])
    assert outcomes(database, by_hook(shape)) == ("before", [])
    [body], [headers] = channel.bodies, channel.headers
    assert "https://ondo.example.com/?from=a&until=b" in json.dumps(body, ensure_ascii=False)
    assert len(headers["Idempotency-Key"]) == 32 and headers["Content-Type"].startswith("application/json")


def test_no_text_of_the_data_becomes_markup_in_slack() -> None:
    said = as_slack(MESSAGE)["blocks"][1]["text"]["text"]
    assert "|불안이 &lt;12 %&gt; 늘었습니다 &amp; 더>" in said and "*n*" not in said


def test_kakaowork_gets_a_header_and_blocks_as_short_as_it_takes() -> None:
    long = Message(
        "k", "온도 · 한 주 소식 2026-03-01 ~ 2026-03-07", (MessageLine("가" * 900, "https://x.example"),), "보기"
    )
    header, block = as_kakaowork(long)["blocks"]
    assert len(header["text"]) <= 20 and len(block["text"]) <= 500
    assert block["inlines"][-1] == {"type": "link", "text": "보기", "url": "https://x.example"}


def test_a_receiver_that_is_busy_is_asked_again_when_it_says(channel: Received, database: Path) -> None:
    channel.answers = [503, 429, 500]
    assert outcomes(database, by_hook()) == ("sent", [WAITS_S[0], max(WAITS_S[1], 7), WAITS_S[2]])
    assert len(channel.bodies) == 1


def test_tries_have_an_end_and_a_later_run_goes_on(channel: Received, database: Path) -> None:
    channel.answers = [503] * 4
    assert outcomes(database, by_hook()) == (FAILED, [*WAITS_S])
    assert outcomes(database, by_hook()) == ("sent", [])


@pytest.mark.parametrize("code", [400, 404, 307])
def test_what_a_receiver_refuses_for_good_is_not_tried_again(channel: Received, database: Path, code: int) -> None:
    channel.answers = [code]
    assert outcomes(database, by_hook()) == (FAILED, [])
    assert not channel.bodies


def test_kakaowork_says_that_it_failed_with_200(channel: Received, database: Path) -> None:
    channel.said = '{"success": false, "error": {"code": "invalid_parameter"}}'
    assert outcomes(database, by_hook("kakaowork")) == (FAILED, [])


@pytest.mark.parametrize("code", [0, 504])
def test_a_receiver_that_may_have_it_does_not_get_it_twice(channel: Received, database: Path, code: int) -> None:
    channel.answers = [code]
    assert outcomes(database, by_hook()) == (UNKNOWN, [])
    assert outcomes(database, by_hook()) == (UNKNOWN, [])
    assert outcomes(database, by_hook(), again=True) == ("sent", [])


def test_nobody_listening_is_tried_again_and_the_address_is_told_nowhere(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with webhook_server() as gone:
        monkeypatch.setenv("HOOK", f"http://127.0.0.1:{gone.port}/secret-path")
    [one] = deliver(MESSAGE, [by_hook()], database, wait=lambda seconds: None)
    assert one.outcome == FAILED and "secret-path" not in one.why
    assert "secret-path" not in ledger_path(database).read_text()


def test_a_run_that_was_killed_midway_is_remembered(channel: Received, database: Path) -> None:
    def killed(message: Message) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        deliver(MESSAGE, [Target(by_hook().name, killed)], database)
    assert json.loads(ledger_path(database).read_text())["outcome"] == SENDING
    assert outcomes(database, by_hook()) == (UNKNOWN, [])


def test_a_line_that_was_cut_off_loses_nothing(channel: Received, database: Path) -> None:
    assert outcomes(database, by_hook()) == ("sent", [])
    with ledger_path(database).open("a") as ledger:
        ledger.write('{"key": "abc", "outc')
    other = Message("other", "t", (), "open")
    assert [one.outcome for one in deliver(other, [by_hook()], database)] == ["sent"]
    assert outcomes(database, by_hook()) == ("before", [])
    assert [one.outcome for one in deliver(other, [by_hook()], database)] == ["before"]


def test_the_ledger_is_private_and_holds_nothing_of_the_message(channel: Received, database: Path) -> None:
    outcomes(database, by_hook())
    assert stat.S_IMODE(ledger_path(database).stat().st_mode) == 0o600
    assert "불안" not in ledger_path(database).read_text() and "digest" not in ledger_path(database).read_text()


def test_without_a_ledger_nothing_is_sent(channel: Received, database: Path) -> None:
    ledger_path(database).mkdir()
    with pytest.raises(NotDelivered, match="remembered"):
        deliver(MESSAGE, [by_hook()], database)
    assert not channel.bodies


@pytest.mark.parametrize("address", ["", "hooks.example.com", "http://hooks.example.com/x", "https://"])
def test_an_address_that_is_none_is_told_before_anything_is_sent(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("HOOK", address)
    with pytest.raises(NotDelivered, match="HOOK"):
        by_hook()


def test_a_password_that_is_missing_is_told_before_anything_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MAIL_SECRET", raising=False)
    with pytest.raises(NotDelivered, match="password"):
        by_mail(Received())
