"""Receivers on this machine: a mail server with TLS, and a webhook, that remember what they get and refuse as they are told."""

import json
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass
class Received:
    """What a receiver got. ``answers`` are the codes with which it answers, one after the other, then that it has it."""

    answers: list[int] = field(default_factory=list)
    mails: list[bytes] = field(default_factory=list)
    logins: list[str] = field(default_factory=list)
    was_secure: list[bool] = field(default_factory=list)
    bodies: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    said: str = "ok"
    port: int = 0

    def next_code(self, usual: int) -> int:
        """The code of the next answer."""
        return self.answers.pop(0) if self.answers else usual


def certificate(folder: Path) -> Path:
    """A file with the key and the certificate of localhost, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    names = [x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))]
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1)).add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True).sign(key, hashes.SHA256())
    )  # fmt: skip
    path = folder / "localhost.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


class MailServer(socketserver.ThreadingTCPServer):
    """A mail server on localhost; without a certificate it knows no STARTTLS."""

    def __init__(self, pem: Path | None) -> None:
        super().__init__(("127.0.0.1", 0), MailSession)
        self.received = Received(port=self.server_address[1])
        self.context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH) if pem else None
        if self.context:
            self.context.load_cert_chain(str(pem))


class MailSession(socketserver.BaseRequestHandler):
    """One connection, line by line."""

    server: MailServer

    def handle(self) -> None:
        self.is_secure = False
        self._listen()
        self._say("220 localhost")
        while line := self._lines.readline().decode().strip():
            verb, _, rest = line.partition(" ")
            if not self._obeyed(verb.upper(), rest):
                break
        self._lines.close()
        self.request.close()

    def _listen(self) -> None:
        self._lines = self.request.makefile("rb")

    def _obeyed(self, verb: str, rest: str) -> bool:
        if verb == "STARTTLS" and self.server.context:
            return self._secured(self.server.context)
        if verb == "DATA":
            return self._took()
        if verb == "AUTH":
            self.server.received.logins.append(rest)
        offers = "250-STARTTLS\r\n" if self.server.context and not self.is_secure else ""
        said = {"EHLO": f"250-localhost\r\n{offers}250 AUTH PLAIN", "AUTH": "235 welcome", "QUIT": "221 bye"}
        self._say(said.get(verb, "250 fine"))
        return verb != "QUIT"

    def _secured(self, context: ssl.SSLContext) -> bool:
        self._say("220 go ahead")
        self._lines.close()
        try:
            self.request = context.wrap_socket(self.request, server_side=True)
        except (ssl.SSLError, OSError):
            return False
        finally:
            self._listen()
        self.is_secure = True
        return True

    def _took(self) -> bool:
        self._say("354 go on")
        content = b"".join(iter(self._lines.readline, b".\r\n"))
        code = self.server.received.next_code(250)
        if code == 250:
            self.server.received.mails.append(content)
            self.server.received.was_secure.append(self.is_secure)
        if code:
            self._say(f"{code} said")
        return bool(code)

    def _say(self, text: str) -> None:
        self.request.sendall(text.encode() + b"\r\n")


@contextmanager
def mail_server(pem: Path | None) -> Iterator[Received]:
    """A mail server on localhost; without a certificate it knows no STARTTLS."""
    with MailServer(pem) as server, _running(server):
        yield server.received


@contextmanager
def webhook_server() -> Iterator[Received]:
    """A webhook on this machine."""
    received = Received()

    class Handler(BaseHTTPRequestHandler):
        """One request."""

        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers["Content-Length"]))
            code = received.next_code(200)
            if code == 0:
                self.close_connection = True
                return
            if code == 200:
                received.bodies.append(json.loads(content))
                received.headers.append(dict(self.headers))
            self.send_response(code)
            for name, value in {307: {"Location": "/elsewhere"}, 429: {"Retry-After": "7"}}.get(code, {}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(received.said.encode())

        def log_message(self, *args: object) -> None:
            """Silent."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server, _running(server):
        received.port = server.server_address[1]
        yield received


@contextmanager
def _running(server: socketserver.BaseServer) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
