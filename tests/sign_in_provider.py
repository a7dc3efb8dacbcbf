"""A sign-in service on this machine for tests: OpenID Connect with a page that asks who one is, and nothing more."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from secrets import token_urlsafe
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

from tests.ports import free_port

CLIENT = "headache-dashboard"
TOKEN_SECONDS = 3600
_ACCESS = """
[provider]
redirect_uri = "http://localhost:{port}/oauth2callback"
client_id = "{client}"
client_secret = "a secret of the client"
cookie_secret = "a secret for the cookies"
server_metadata_url = "{issuer}/.well-known/openid-configuration"
[claims]
care_unit = "unit"
"""


class Provider(ThreadingHTTPServer):
    """People by name, with the claims that the service says of them."""

    def __init__(self, people: Mapping[str, Mapping[str, Any]]) -> None:
        self.port = free_port()
        super().__init__(("127.0.0.1", self.port), _Answers)
        self.people = people
        self.key = RSAKey.generate_key(2048, {"kid": "test"})
        self.codes: dict[str, tuple[str, str | None]] = {}
        self.token_seconds = TOKEN_SECONDS

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def id_token(self, name: str, nonce: str | None) -> str:
        now = int(time.time())
        claims = {
            **{"iss": self.issuer, "aud": CLIENT, "sub": name, "iat": now, "exp": now + self.token_seconds},
            **({"nonce": nonce} if nonce else {}),
            **self.people[name],
        }
        return jwt.encode({"alg": "RS256", "kid": "test"}, claims, self.key)


class _Answers(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(address.query).items()}
        if address.path == "/.well-known/openid-configuration":
            self._answer(_metadata(self.server.issuer))
        elif address.path == "/jwks":
            self._answer({"keys": [self.server.key.as_dict(private=False)]})
        elif address.path == "/authorize":
            self._ask_who(asked)
        else:
            self._answer_text("<h1>Signed out at the service</h1>")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        name, nonce = self.server.codes.pop(parse_qs(body)["code"][0])
        token = self.server.id_token(name, nonce)
        self._answer({"access_token": "a", "token_type": "Bearer", "expires_in": 3600, "id_token": token})

    def _ask_who(self, asked: Mapping[str, str]) -> None:
        links = []
        for name in self.server.people:
            code = token_urlsafe(8)
            self.server.codes[code] = (name, asked.get("nonce"))
            back = f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"
            links.append(f'<p><a href="{escape(back)}">{escape(name)}</a></p>')
        self._answer_text("<h1>Who are you?</h1>" + "".join(links))

    def _answer(self, content: object) -> None:
        self._send(json.dumps(content).encode(), "application/json")

    def _answer_text(self, content: str) -> None:
        self._send(content.encode(), "text/html; charset=utf-8")

    def _send(self, content: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


def _metadata(issuer: str) -> dict[str, object]:
    return {
        "issuer": issuer,
        "authorization_endpoint": f"{issuer}/authorize",
        "token_endpoint": f"{issuer}/token",
        "jwks_uri": f"{issuer}/jwks",
        "end_session_endpoint": f"{issuer}/out",
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
    }


def access_file(folder: Path, port: int, issuer: str, roles: Mapping[str, str], units: Mapping[str, str]) -> Path:
    """The access file, written into a folder, of a dashboard on a port whose people the service says."""
    told = {"roles": roles, "care_units": units}
    tables = (
        f"[{name}]\n" + "".join(f'"{key}" = "{is_}"\n' for key, is_ in some.items()) for name, some in told.items()
    )
    path = folder / "access.toml"
    path.write_text(_ACCESS.format(port=port, client=CLIENT, issuer=issuer) + "".join(tables), encoding="utf-8")
    return path


@contextmanager
def provider(people: Mapping[str, Mapping[str, Any]]) -> Iterator[Provider]:
    """A service that answers until the block ends."""
    server = Provider(people)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
