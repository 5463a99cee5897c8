"""A small OpenID Connect provider on this machine: discovery, keys, a sign-in page that says yes at once, tokens."""

import json
import secrets
import threading
import time
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "ondo", "a secret between two servers"


class Provider(ThreadingHTTPServer):
    """Signs in whoever ``claims`` describe; ``key`` signs, ``published_key`` is what the world is shown."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.key = RSAKey.generate_key(2048, {"kid": "one"})
        self.published_key = self.key
        self.claims: dict[str, Any] = {}
        self.codes: dict[str, str | None] = {}

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def id_token(self, nonce: str | None) -> str:
        """The signed claims."""
        now = int(time.time())
        fixed = {"iss": self.url, "aud": CLIENT, "iat": now, "exp": now + 600, "nonce": nonce}
        return jwt.encode({"alg": "RS256", "kid": "one"}, {**fixed, **self.claims}, self.key)


class _Handler(BaseHTTPRequestHandler):
    server: Provider

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing is printed."""

    def do_GET(self) -> None:
        """Discovery, keys, and the sign-in page."""
        url = urlsplit(self.path)
        if url.path == "/.well-known/openid-configuration":
            base = self.server.url
            self._json(
                {
                    "issuer": base,
                    "authorization_endpoint": f"{base}/authorize",
                    "token_endpoint": f"{base}/token",
                    "jwks_uri": f"{base}/keys",
                    "response_types_supported": ["code"],
                    "subject_types_supported": ["public"],
                    "id_token_signing_alg_values_supported": ["RS256"],
                }
            )
        elif url.path == "/keys":
            self._json({"keys": [self.server.published_key.as_dict(private=False, use="sig", alg="RS256")]})
        elif url.path == "/authorize":
            asked = {key: values[0] for key, values in parse_qs(url.query).items()}
            code = secrets.token_urlsafe(16)
            self.server.codes[code] = asked.get("nonce")
            self.send_response(302)
            self.send_header(
                "Location", f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"
            )
            self.end_headers()
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        """Tokens for a code, to the client that knows the secret."""
        body = {key: values[0] for key, values in parse_qs(self._body()).items()}
        scheme, _, given = self.headers.get("Authorization", "").partition(" ")
        if scheme != "Basic" or b64decode(given).decode().replace("+", " ").replace("%20", " ") != f"{CLIENT}:{SECRET}":
            self.send_error(401)
            return
        if body.get("code") not in self.server.codes:
            self.send_error(400)
            return
        nonce = self.server.codes.pop(body["code"])
        token = self.server.id_token(nonce)
        self._json({"access_token": "x", "token_type": "Bearer", "expires_in": 600, "id_token": token})

    def _body(self) -> str:
        return self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()

    def _json(self, value: Any) -> None:
        content = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@contextmanager
def provider() -> Iterator[Provider]:
    """A provider that runs until the block ends."""
    with Provider() as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield running
        finally:
            running.shutdown()
            thread.join()


def secrets_toml(at: Provider, dashboard: str) -> str:
    """Streamlit's secrets for a dashboard that signs people in there."""
    return f"""
        [auth]
        redirect_uri = "{dashboard}/oauth2callback"
        cookie_secret = "{secrets.token_hex(32)}"
        client_id = "{CLIENT}"
        client_secret = "{SECRET}"
        server_metadata_url = "{at.url}/.well-known/openid-configuration"
    """
