"""The software bill of materials: what the program is made of, as CycloneDX, from the lock and what is installed.

    python3 run.py bill     writes build/bill.cdx.json

It is generated and never committed: the lock is what is installed, and the bill says it in a form that hospitals ask
for. It names no registry: a package is its name, its version and the checksums of its files.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata, version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LOCK, BILL = "requirements.lock", "build/bill.cdx.json"
PROGRAM = "headache-dashboard"
LONGEST_LICENCE = 80
"""Characters of a licence's name; some packages have the whole text there."""

_REQUIREMENT = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[\w.!+]+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_VIA = re.compile(r"^ +# +(?:via )?(\S.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Locked:
    """A package of the lock: its name, version, the checksums of its files, and what it is there for."""

    name: str
    version: str
    hashes: tuple[str, ...]
    via: tuple[str, ...]

    @property
    def reference(self) -> str:
        """By what the bill names it."""
        return f"{self.name}=={self.version}"


def bill(lock: str) -> dict[str, Any]:
    """The bill of a lock's text, in CycloneDX 1.6; the same for the same lock and installation."""
    packages = list(locked(lock))
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": _itself()},
        "components": [_component(one) for one in packages],
        "dependencies": _dependencies(packages),
    }


def locked(lock: str) -> Iterator[Locked]:
    """The packages of a lock's text, in its order."""
    for block in re.split(r"\n(?=\w)", lock.strip()):
        found = _REQUIREMENT.match(block)
        if found is not None:
            via = tuple(name for name in _VIA.findall(block) if name != "via")
            yield Locked(found["name"], found["version"], tuple(_HASH.findall(block)), via)


def _itself() -> dict[str, Any]:
    licence = {"license": {"id": "Apache-2.0"}}
    return {
        "type": "application",
        "bom-ref": PROGRAM,
        "name": PROGRAM,
        "version": version(PROGRAM),
        "licenses": [licence],
    }


def _component(package: Locked) -> dict[str, Any]:
    return {
        "type": "library",
        "bom-ref": package.reference,
        "name": package.name,
        "version": package.version,
        "hashes": [{"alg": "SHA-256", "content": one} for one in package.hashes],
        "licenses": [{"license": {"name": name}} for name in _licences(package.name)],
    }


def _licences(name: str) -> list[str]:
    """What the installed package says of its licence; nothing of one that is not installed here."""
    try:
        told = metadata(name)
    except PackageNotFoundError:
        return []
    named = [one.split(" :: ")[-1] for one in told.get_all("Classifier", []) if one.startswith("License :: ")]
    written = told["License-Expression"] or ", ".join(named) or told["License"] or ""
    return [written.strip()[:LONGEST_LICENCE]] if written.strip() else []


def _dependencies(packages: list[Locked]) -> list[dict[str, Any]]:
    of: dict[str, list[str]] = {PROGRAM: [], **{one.reference: [] for one in packages}}
    references = {one.name: one.reference for one in packages}
    for one in packages:
        for asking in one.via:
            needing = PROGRAM if asking.startswith(f"{PROGRAM} (") else references.get(asking)
            if needing is not None:
                of[needing].append(one.reference)
    return [{"ref": name, "dependsOn": sorted(set(needed))} for name, needed in of.items()]


def main() -> None:
    """Writes the bill of the lock."""
    path = ROOT / BILL
    path.parent.mkdir(parents=True, exist_ok=True)
    told = bill((ROOT / LOCK).read_text(encoding="utf-8"))
    path.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    print(f"{BILL}: {len(told['components'])} packages")


if __name__ == "__main__":
    main()
