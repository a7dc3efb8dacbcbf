"""The software bill of materials is CycloneDX, holds every package of the lock, and says what needs what."""

from __future__ import annotations

import json

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from dashboard.bill import LOCK, PROGRAM, ROOT, bill, locked

LOCKED = """\
alpha==1.0 \\
    --hash=sha256:{a} \\
    --hash=sha256:{b}
    # via headache-dashboard (pyproject.toml)
beta==2.0 ; python_full_version < '3.12' \\
    --hash=sha256:{a}
    # via
    #   alpha
    #   headache-dashboard (pyproject.toml)
""".format(a="a" * 64, b="b" * 64)


def test_a_lock_is_read_with_its_checksums_and_what_needs_what() -> None:
    told = bill(LOCKED)
    alpha, beta = told["components"]
    assert [one["content"][0] for one in alpha["hashes"]] == ["a", "b"]
    assert (beta["name"], beta["version"]) == ("beta", "2.0")
    assert told["dependencies"] == [
        {"ref": PROGRAM, "dependsOn": ["alpha==1.0", "beta==2.0"]},
        {"ref": "alpha==1.0", "dependsOn": ["beta==2.0"]},
        {"ref": "beta==2.0", "dependsOn": []},
    ]


def test_the_bill_of_the_program_keeps_the_standard_and_lacks_nothing() -> None:
    lock = (ROOT / LOCK).read_text(encoding="utf-8")
    told = bill(lock)
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(told)) is None
    assert len(told["components"]) == sum(line[:1].isalnum() for line in lock.splitlines()) > 40
    assert all(one["hashes"] for one in told["components"])
    reached, waiting = set(), [PROGRAM]
    needs = {one["ref"]: one["dependsOn"] for one in told["dependencies"]}
    while waiting:
        reached.add(name := waiting.pop())
        waiting += [one for one in needs[name] if one not in reached]
    assert {one.reference for one in locked(lock)} - reached == set()
