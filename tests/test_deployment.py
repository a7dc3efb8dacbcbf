"""What holds for the example of several dashboards without a container being started."""

import re
from pathlib import Path

from tests.test_project import PROJECT

DEPLOYMENT = Path(__file__).resolve().parents[1] / "deployment"


def lines(name: str) -> list[str]:
    """The lines of a file that say something, without those that begin with #."""
    text = (DEPLOYMENT / name).read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


def test_the_build_takes_in_what_it_names_and_nothing_else_that_lies_here() -> None:
    first, *others = lines("Containerfile.dockerignore")
    named = re.findall(r"[\w-]+\.lock", (DEPLOYMENT / "Containerfile").read_text(encoding="utf-8"))
    of_the_wheel = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"]
    needed = {*named, *of_the_wheel, "pyproject.toml", "README.md", "LICENSE"} - {"driver.lock"}
    assert first == "*"
    assert {line.removeprefix("!") for line in others if line.startswith("!")} == needed
