"""The access file: the provider that people sign in with, and what its claims mean here (docs/contract.md)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from analysis.errors import AccessProblem
from analysis.store.roles import Role

SECRETS = ("client_secret", "cookie_secret")
"""Settings of the provider that may stand in a file of their own, named with `_file` behind."""
REQUIRED = ("redirect_uri", "client_id", *SECRETS, "server_metadata_url")
OPTIONAL = ("scope", "prompt")
CLAIMS = ("user", "role", "care_unit", "patient")
DEFAULT_CLAIMS = MappingProxyType({"user": "sub", "role": "roles", "care_unit": "care_unit", "patient": "patient_id"})
SESSION = MappingProxyType({"idle_minutes": 20, "longest_hours": 10})
CALLBACK = "/oauth2callback"
FEWEST_SECRET = 16
"""Characters of a cookie secret that is no mere word."""
TABLES = ("provider", "claims", "roles", "care_units", "session")


@dataclass(frozen=True)
class Access:
    """How people sign in and what they are then.

    `provider` are the settings of the native login; `claims` names the claim that holds each of CLAIMS; `roles` and
    `care_units` say what a value of those claims means. A session ends after `idle` without a step, after `longest`,
    and when the provider's token does.
    """

    provider: Mapping[str, Any]
    claims: Mapping[str, str]
    roles: Mapping[str, Role]
    care_units: Mapping[str, str]
    idle: timedelta
    longest: timedelta

    @property
    def host(self) -> str:
        """The host, with a port where one is named, by which browsers know the dashboard."""
        return urlsplit(str(self.provider["redirect_uri"])).netloc

    @property
    def is_encrypted(self) -> bool:
        """Whether browsers reach the dashboard through TLS."""
        return urlsplit(str(self.provider["redirect_uri"])).scheme == "https"


def read_access(path: Path) -> Access:
    """The access file at `path`. Raises AccessProblem with what is wrong, which never names a secret's value."""
    told = _tables(path)
    provider = _provider(told.get("provider", {}), path)
    claims = {**DEFAULT_CLAIMS, **_texts(told.get("claims", {}), "claims", CLAIMS, path)}
    roles = _roles(_texts(told.get("roles", {}), "roles", None, path), path)
    units = _texts(told.get("care_units", {}), "care_units", None, path)
    session = _session(told.get("session", {}), path)
    idle, longest = timedelta(minutes=session["idle_minutes"]), timedelta(hours=session["longest_hours"])
    return Access(provider, claims, roles, units, idle, longest)


def _tables(path: Path) -> dict[str, Any]:
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise AccessProblem(f"The access file {path} cannot be read ({getattr(error, 'strerror', error)}).") from error
    except tomllib.TOMLDecodeError as error:
        raise AccessProblem(f"The access file {path} is not TOML: {error}.") from error
    _refuse_others(told, TABLES, "table", path)
    return told


def _refuse_others(told: Mapping[str, Any], known: tuple[str, ...], what: str, path: Path) -> None:
    others = [name for name in told if name not in known]
    if others:
        raise AccessProblem(f"The access file {path} has an unknown {what}: {others[0]}. Known: {', '.join(known)}.")


def _texts(told: Any, table: str, known: tuple[str, ...] | None, path: Path) -> dict[str, str]:
    if not isinstance(told, dict) or not all(isinstance(value, str) for value in told.values()):
        raise AccessProblem(f"The access file {path}: [{table}] holds names with a text each.")
    if known is not None:
        _refuse_others(told, known, f"name in [{table}]", path)
    return {name.strip(): value.strip() for name, value in told.items()}


def _provider(told: Any, path: Path) -> dict[str, Any]:
    files = tuple(f"{name}_file" for name in SECRETS)
    texts = _texts(told, "provider", (*REQUIRED, *OPTIONAL, *files), path)
    for name in SECRETS:
        if file := texts.pop(f"{name}_file", ""):
            texts[name] = _secret(path.parent / file, path)
    missing = [name for name in REQUIRED if not texts.get(name)]
    if missing:
        raise AccessProblem(f"The access file {path}: [provider] lacks {', '.join(missing)}.")
    _check_provider(texts, path)
    asked = {name: texts.pop(name) for name in OPTIONAL if name in texts}
    return {**texts, **({"client_kwargs": asked} if asked else {})}


def _secret(file: Path, path: Path) -> str:
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise AccessProblem(
            f"The access file {path} names a file that cannot be read: {file} ({getattr(error, 'strerror', error)})."
        ) from error


def _check_provider(texts: Mapping[str, str], path: Path) -> None:
    address = urlsplit(texts["redirect_uri"])
    if address.scheme not in ("http", "https") or not address.netloc or address.path != CALLBACK:
        raise AccessProblem(f"The access file {path}: redirect_uri is an address that ends with {CALLBACK}.")
    if len(texts["cookie_secret"]) < FEWEST_SECRET:
        raise AccessProblem(f"The access file {path}: cookie_secret is shorter than {FEWEST_SECRET} characters.")


def _roles(told: Mapping[str, str], path: Path) -> dict[str, Role]:
    for name, role in told.items():
        if role not in set(Role):
            raise AccessProblem(
                f"The access file {path}: {role!r}, the role of {name!r}, is none of {', '.join(Role)}."
            )
    if not told:
        raise AccessProblem(f"The access file {path}: [roles] is empty, so that nobody could come in.")
    return {name: Role(role) for name, role in told.items()}


def _session(told: Any, path: Path) -> dict[str, float]:
    if not isinstance(told, dict):
        raise AccessProblem(f"The access file {path}: [session] is no table.")
    _refuse_others(told, tuple(SESSION), "name in [session]", path)
    found = {**SESSION, **told}
    for name, value in found.items():
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < float("inf"):
            raise AccessProblem(f"The access file {path}: {name} is a number above 0.")
    return found
