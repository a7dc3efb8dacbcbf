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


def test_the_proxy_asks_again_for_the_address_of_a_dashboard() -> None:
    servers = [line for line in lines("proxy.conf") if line.startswith("server dashboard-")]
    assert len(servers) == 2
    assert [line for line in servers if " resolve " not in line] == []


def test_the_proxy_logs_no_query_of_an_address() -> None:
    told = " ".join(lines("proxy.conf"))
    (form,) = re.findall(r"log_format (\w+ '[^']*');", told)
    name, fields = form.split(" ", 1)
    assert f"access_log /var/log/nginx/access.log {name};" in told
    assert not re.search(r"\$(request|request_uri|args|query_string|http_referer|is_args)\b", fields)
