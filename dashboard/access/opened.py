"""How this server was opened: said once by the command that opens it, asked at each step."""

from __future__ import annotations

from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Any

from analysis.errors import AccessProblem
from dashboard.access.file import Access
from dashboard.access.gate import Gate, OneTimeToken

LOOPBACK_NAMES = ("localhost", "127.0.0.1", "[::1]")
ANY_ADDRESS = ("0.0.0.0", "::")


@dataclass(frozen=True)
class Opened:
    """By whom the dashboard may be used: those who sign in by `access`; without one, who passes the `gate`.

    `is_without_sign_in` tells that somebody switched off what would have been asked for, which every page shows;
    `is_demo` that it shows invented patients, whose own diary anybody may try.
    """

    gate: Gate = field(default_factory=Gate)
    access: Access | None = None
    is_without_sign_in: bool = False
    is_demo: bool = False

    @property
    def secrets(self) -> dict[str, Any]:
        """What the native login is configured by; nothing of it is written to a file."""
        return {} if self.access is None else {"auth": dict(self.access.provider)}


def opened_on(
    host: str, port: int, access: Access | None, *, is_demo: bool = False, without_sign_in: bool = False
) -> Opened:
    """How a server on this address is opened: by sign-in, by a one-time token on loopback, or by anybody if said so.

    Raises AccessProblem for an address that others reach where nothing would be asked for.
    """
    if access is not None and not without_sign_in:
        return Opened(Gate(frozenset({access.host.lower()}), is_encrypted=access.is_encrypted), access)
    if not is_loopback(host) and not without_sign_in:
        raise AccessProblem(
            f"On {host} others reach the dashboard: name an access file with --access, by which they sign in, "
            "or say --without-sign-in."
        )
    is_asked = not (is_demo or without_sign_in)
    gate = Gate(_hosts(host, port), OneTimeToken() if is_asked else None, cookie=f"headache-{port}")
    return Opened(gate, None, is_without_sign_in=without_sign_in, is_demo=is_demo)


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches the address."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _hosts(host: str, port: int) -> frozenset[str] | None:
    """What browsers may call the dashboard, in their Host header; None where it listens to every address."""
    if host in ANY_ADDRESS:
        return None
    names = LOOPBACK_NAMES if is_loopback(host) else (f"[{host}]" if ":" in host else host,)
    return frozenset(f"{name}:{port}" for name in names) | (frozenset(names) if port == 80 else frozenset())


_opened = [Opened()]


def how_opened() -> Opened:
    """How the server of this process was opened."""
    return _opened[0]


def say_how(opened: Opened) -> None:
    """Sets how the server of this process is opened."""
    _opened[0] = opened
