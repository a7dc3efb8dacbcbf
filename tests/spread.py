"""How the tests are spread over the cores: whole files, so that what a file shares is made once.

The tests of a folder that share a browser or a server stay together as a file does. What takes longest is begun first,
so that no core waits for the last one at the end.
"""

from __future__ import annotations

import pytest
from xdist.scheduler import LoadScopeScheduling

TOGETHER = {
    "tests/browser/": "browser",
    "tests/postgresql/": "postgresql",
    "tests/engines/": "postgresql",
    "tests/scale/": "scale",
}
"""What the tests of a folder share; two folders take the same server."""
LONGEST_FIRST = (*TOGETHER, "tests/dashboard/", "tests/oracle/", "tests/golden/")


class WholeFiles(LoadScopeScheduling):
    """Gives a core one file, or all that share what `TOGETHER` names, after the other, in the order of the tests."""

    def __init__(self, config: pytest.Config, log: object = None) -> None:
        config.option.loadscopereorder = False
        super().__init__(config, log)

    def _split_scope(self, nodeid: str) -> str:
        return unit_of(nodeid)


def unit_of(nodeid: str) -> str:
    """What a test stays together with."""
    file = nodeid.partition("::")[0]
    return next((shared for folder, shared in TOGETHER.items() if file.startswith(folder)), file)


def rank(nodeid: str) -> int:
    """The earlier, the longer the tests of its folder take."""
    return next((place for place, folder in enumerate(LONGEST_FIRST) if nodeid.startswith(folder)), len(LONGEST_FIRST))
