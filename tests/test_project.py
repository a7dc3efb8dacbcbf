"""What holds for the project as a whole: its files, its locks, its licences, its README."""

import ast
import importlib.util
import re
import subprocess
import tomllib
from importlib.metadata import Distribution, distribution, entry_points
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
RUN_LOCK, DEV_LOCK, UV_LOCK = "requirements.lock", "requirements-dev.lock", "requirements-uv.lock"
SPARK_LOCK = "requirements-spark.lock"
LOCKS = (RUN_LOCK, DEV_LOCK, UV_LOCK, SPARK_LOCK)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

# Put together here so that this file does not name them.
REGISTRIES = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("registry", "npmjs"),
        ("deb", "debian", "org"),
        ("anaconda", "org"),
    )
)
PRIVATE_FOLDER = re.compile(r"(?<![\w.~$/-])/(home|root|work|Users|tmp)/\w")

PERMISSIVE = {
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MIT-CMU",
    "PSF-2.0",
    "Zlib",
}
OTHER_NAMES = {
    "Apache Software License": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "3-Clause BSD License": "BSD-3-Clause",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
OTHERWISE_ALLOWED = {
    "certifi": ("MPL-2.0", "a list of certificates, used unchanged; the licence covers its own files only"),
    "pathspec": ("MPL-2.0", "used unchanged, at installation only; the licence covers its own files only"),
    "psycopg": ("LGPL-3.0-only", "optional, imported unchanged and replaceable by the user"),
    "psycopg-binary": ("LGPL-3.0-only", "optional, imported unchanged and replaceable by the user"),
}


def committed_texts() -> dict[str, str]:
    """The text files that are or would be committed, by their path in the project."""
    listing = ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    listed = subprocess.run(listing, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    contents = {name: (ROOT / name).read_bytes() for name in listed.split("\0") if (ROOT / name).is_file()}
    return {name: content.decode(errors="replace") for name, content in contents.items() if b"\0" not in content}


def locked(lock: str) -> dict[str, str]:
    """The blocks of a lock file, one a requirement, by the requirement with its marker."""
    text = re.sub(r"^ *#.*\n", "", (ROOT / lock).read_text(encoding="utf-8"), flags=re.MULTILINE)
    blocks = re.split(r"\n(?=\S)", text.strip())
    return {block.split(" \\\n")[0]: block for block in blocks}


def locked_here(lock: str) -> dict[str, Requirement]:
    """What a lock installs on this machine, by name."""
    requirements = (Requirement(line) for line in locked(lock))
    here = (found for found in requirements if found.marker is None or found.marker.evaluate())
    return {canonicalize_name(found.name): found for found in here}


def declared(*tables: str) -> list[Requirement]:
    """The dependencies in tables of pyproject.toml, such as `project.dependencies`."""
    found = []
    for table in tables:
        entries = PROJECT
        for key in table.split("."):
            entries = entries[key]
        found += [Requirement(entry) for entry in entries if isinstance(entry, str)]
    return found


OF_EXTRAS = ("psycopg", "impyla", "thrift", "bitarray", "pure-sasl", "six")
"""What the extras bring, by how its names begin."""


def licences(installed: Distribution) -> set[str]:
    """The SPDX names of a package's licences, from the first field of its metadata that holds any."""
    fields = installed.metadata
    if expression := fields["License-Expression"]:
        return set(re.split(r" AND | OR |[()]", expression)) - {""}
    prefix = "License :: OSI Approved :: "
    classifiers = [line.removeprefix(prefix) for line in fields.get_all("Classifier", []) if line.startswith(prefix)]
    return {OTHER_NAMES.get(name, name) for name in classifiers or [fields["License"] or "none"]}


@pytest.fixture(scope="module")
def run() -> ModuleType:
    specification = importlib.util.spec_from_file_location("run", ROOT / "run.py")
    assert specification
    assert specification.loader
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


@pytest.mark.parametrize("host", REGISTRIES)
def test_no_file_names_a_package_registry(host: str) -> None:
    assert [name for name, text in committed_texts().items() if host in text] == []


def test_no_file_names_a_folder_of_somebodys_machine() -> None:
    found = {name: PRIVATE_FOLDER.search(text) for name, text in committed_texts().items()}
    assert {name: match[0] for name, match in found.items() if match} == {}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_version_has_a_hash(lock: str) -> None:
    blocks = locked(lock)
    assert len(blocks) >= 1
    assert [line for line in blocks if not re.match(r"[\w.-]+==[\w.]+( ; .+)?$", line)] == []
    assert [line for line, block in blocks.items() if "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_no_lock_names_an_address_or_an_index(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert re.findall(r"\w+://|^--.*|^-[a-z].*", text, flags=re.MULTILINE) == []


def test_the_development_lock_holds_all_of_the_other() -> None:
    assert set(locked(RUN_LOCK)) - set(locked(DEV_LOCK)) == set()


@pytest.mark.parametrize(
    ("lock", "tables"),
    [
        (RUN_LOCK, ["project.dependencies", "dependency-groups.install", "build-system.requires"]),
        (
            DEV_LOCK,
            [
                "project.optional-dependencies.postgresql",
                "project.optional-dependencies.spark",
                "dependency-groups.dev",
            ],
        ),
        (UV_LOCK, ["dependency-groups.bootstrap"]),
        (SPARK_LOCK, ["dependency-groups.spark-server"]),
    ],
)
def test_the_locks_are_in_step_with_the_declared_dependencies(lock: str, tables: list[str]) -> None:
    versions = {name: str(found.specifier).removeprefix("==") for name, found in locked_here(lock).items()}
    wanted = declared(*tables)
    assert wanted
    assert [str(one) for one in wanted if not one.specifier.contains(versions[canonicalize_name(one.name)])] == []


def test_licences_of_what_is_installed_go_with_ours() -> None:
    names = {*locked_here(RUN_LOCK), *(name for name in locked_here(DEV_LOCK) if name.startswith(OF_EXTRAS))}
    found = {name: licences(distribution(name)) for name in names}
    unexpected = {
        name: terms - PERMISSIVE - {OTHERWISE_ALLOWED.get(name, ("", ""))[0]} for name, terms in found.items()
    }
    assert {name: terms for name, terms in unexpected.items() if terms} == {}


def test_one_package_only_speaks_to_duckdb() -> None:
    dialects = entry_points(group="sqlalchemy.dialects", name="duckdb")
    assert [dialect.dist.name for dialect in dialects if dialect.dist] == ["duckdb-sqlalchemy"]


def test_only_the_store_opens_a_database() -> None:
    sources = [path for package in ("analysis", "dashboard") for path in (ROOT / package).rglob("*.py")]
    naming = {path.relative_to(ROOT) for path in sources if names_create_engine(ast.parse(path.read_bytes()))}
    assert {path.parts[:2] for path in naming} == {("analysis", "store")}


def names_create_engine(module: ast.Module) -> bool:
    named = {node.id for node in ast.walk(module) if isinstance(node, ast.Name)}
    attributes = {node.attr for node in ast.walk(module) if isinstance(node, ast.Attribute)}
    return any(name.startswith(("create_engine", "engine_from_config")) for name in named | attributes)


def test_the_licence_is_the_one_declared() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert PROJECT["project"]["license"] == "Apache-2.0"
    assert "Apache License" in text
    assert "END OF TERMS AND CONDITIONS" in text


def test_changed_results_come_first_in_every_release() -> None:
    releases = re.split(r"^## ", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    assert releases
    assert [release.splitlines()[0] for release in releases if release.split("### ")[1][:15] != "Changes results"] == []
    assert releases[0].startswith(PROJECT["project"]["version"])


def readme() -> str:
    return (ROOT / "README.md").read_text(encoding="utf-8")


def command_lines(program: str) -> list[list[str]]:
    """What the README says after a program's name in its code, word by word."""
    code = re.findall(r"```sh\n(.*?)```", readme(), flags=re.DOTALL) + re.findall(r"`([^`\n]+)`", readme())
    lines = [line.split() for block in code for line in block.splitlines()]
    found = ([words[i + 1 :] for i, word in enumerate(words) if word.endswith(program)] for words in lines)
    return [after for places in found for after in places if after]


def test_the_readme_names_commands_and_options_that_exist() -> None:
    from dashboard.cli import commands

    named = command_lines("headache-dashboard")
    assert {words[0] for words in named} >= {"demo", "serve", "import"}
    for command, *words in named:
        shown = CliRunner().invoke(commands, [command, "--help"])
        assert shown.exit_code == 0, f"headache-dashboard {command}: {shown.output}"
        assert [word for word in words if word.startswith("--") and word not in shown.output] == []


def test_the_readme_names_commands_of_run_that_exist(run: ModuleType) -> None:
    assert {words[0] for words in command_lines("run.py")} == {"demo", "test", "check", "docs", "screenshots"}
    assert {words[0] for words in command_lines("run.py")} <= set(run.COMMANDS)


def test_the_readme_links_to_files_that_exist() -> None:
    links = re.findall(r"\]\(([^)]+)\)", readme())
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.parametrize(("version", "refused"), [((3, 9), True), ((3, 10), True), ((3, 11), False), ((3, 14), False)])
def test_run_refuses_a_python_that_is_too_old(run: ModuleType, version: tuple[int, int], refused: bool) -> None:
    problem = run.python_problem(version)
    assert (problem is not None) == refused
    if problem:
        assert f"needs Python 3.11 or newer, and this is 3.{version[1]}." in problem


def test_run_says_how_to_get_a_missing_venv_package(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert run.python_problem((3, 12)).endswith("sudo apt-get install python3.12-venv")


def test_run_installs_anew_when_a_lock_changes_or_the_folder_moves(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    lock, python, stamp = tmp_path / "a.lock", tmp_path / "python", tmp_path / "installed.txt"
    lock.write_text("a==1")
    python.touch()
    monkeypatch.setattr(run, "PYTHON", python)
    monkeypatch.setattr(run, "STAMP", stamp)
    assert run.installed() == []
    stamp.write_text(f"{run.ROOT}\n{run.digest(lock)}")
    assert run.digest(lock) in run.installed()
    lock.write_text("a==2")
    assert run.digest(lock) not in run.installed()
    stamp.write_text(f"{tmp_path}\n{run.digest(lock)}")
    assert run.installed() == []
    python.unlink()
    stamp.write_text(f"{run.ROOT}\n{run.digest(lock)}")
    assert run.installed() == []


def test_run_leaves_the_environment_of_another_folder_alone(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    others, own = tmp_path / "others", tmp_path / ".venv"
    others.mkdir()
    own.symlink_to(others)
    (others / "python").touch()
    monkeypatch.setattr(run, "ENVIRONMENT", own)
    monkeypatch.setattr(run, "succeeds", lambda *command: command[-1].mkdir() or True)
    assert run.environment_made()
    assert (others / "python").exists()
    assert own.is_dir()
    assert not own.is_symlink()


def test_what_could_not_be_looked_up_is_no_package_without_a_vulnerability(run: ModuleType) -> None:
    unknown = {"name": "a", "skip_reason": "not found"}
    sound = {"name": "b", "version": "1", "vulns": []}
    broken = {"name": "c", "version": "2", "vulns": [{"id": "X-1", "fix_versions": ["2.1"]}]}
    assert run.judged(None) == (
        ["The database of known vulnerabilities could not be reached: nothing was checked."],
        False,
    )
    assert run.judged({"dependencies": [unknown]}) == (
        ["The database of known vulnerabilities knew none of the packages: nothing was checked."],
        False,
    )
    said, failed = run.judged({"dependencies": [unknown, sound]})
    assert (said, failed) == (["1 of 2 packages were checked, 0 vulnerabilities are known."], False)
    said, failed = run.judged({"dependencies": [sound, broken]})
    assert (said[0], failed) == ("c 2: X-1, mended in 2.1", True)
