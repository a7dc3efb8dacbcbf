"""Sets the project up in .venv and runs one of its commands there.

    python3 run.py demo [OPTION...]   open the dashboard on the sample clinic
    python3 run.py test [OPTION...]   run the tests; options go to pytest
    python3 run.py check              formatter, linter, types, import rules, documents
    python3 run.py documents          write the documents that are made from the code anew
    python3 run.py docs               the documents as a site, in build/site/; a dead link fails
    python3 run.py screenshots        pictures of every page, in screenshots/
    python3 run.py bill               the software bill of materials, in build/
    python3 run.py vulnerabilities    whether a locked version is known to be vulnerable
    python3 run.py lock               make the lock files anew from pyproject.toml
    python3 run.py spark              fetch the programs of Apache Spark for its tests, into build/spark/, and say where

The first run needs a connection to the package index; every later one works without. Only the standard library is
used here, and nothing that an older Python could not parse, so that the sentence about its age can be printed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

OLDEST_PYTHON = (3, 11)
ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
PROGRAMS = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
SUFFIX = ".exe" if os.name == "nt" else ""
PYTHON = PROGRAMS / ("python" + SUFFIX)
STAMP = ENVIRONMENT / "installed.txt"

SITE = ROOT / "build" / "site"
UV_LOCK = ROOT / "requirements-uv.lock"
RUN_LOCK = ROOT / "requirements.lock"
DEV_LOCK = ROOT / "requirements-dev.lock"
SPARK_LOCK = ROOT / "requirements-spark.lock"
SPARK = ROOT / "build" / "spark"
LOCK_SOURCES = {
    UV_LOCK: ["--group", "bootstrap"],
    RUN_LOCK: ["pyproject.toml", "--group", "install"],
    DEV_LOCK: ["pyproject.toml", "--extra", "postgresql", "--extra", "spark", "--group", "dev"],
    SPARK_LOCK: ["--group", "spark-server"],
}
CHECKS = (("ruff", "format", "--check", "."), ("ruff", "check", "."), ("mypy",), ("lint-imports", "--no-logo"))


def program(name: str) -> str:
    return str(PROGRAMS / (name + SUFFIX))


def python_problem(version: tuple[int, ...]) -> str | None:
    """Why the project cannot be set up with this Python, and what to do about it; None if it can."""
    if version < OLDEST_PYTHON:
        return (
            f"headache-dashboard needs Python {dotted(OLDEST_PYTHON)} or newer, and this is {dotted(version)}. "
            "Install a newer one (Debian or Ubuntu: sudo apt-get install python3 python3-venv; "
            "macOS: brew install python) and start run.py with it."
        )
    if importlib.util.find_spec("ensurepip") is None:
        return (
            "This Python cannot make virtual environments, because its venv package is not installed. "
            f"On Debian or Ubuntu: sudo apt-get install python{dotted(version)}-venv"
        )
    return None


def dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))


def digest(lock: Path) -> str:
    """Changes when what is to be installed from a lock changes."""
    parts = [path.read_bytes() for path in (lock, UV_LOCK, ROOT / "pyproject.toml")]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def installed() -> list[str]:
    """The digests of the locks that are installed; empty if there is no whole environment made for this folder."""
    if not (PYTHON.exists() and STAMP.exists()):
        return []
    home, *digests = STAMP.read_text(encoding="utf-8").splitlines()
    return digests if home == str(ROOT) else []


def succeeds(*command: object) -> bool:
    # A Python of its own would not be covered by the lock, so uv may not fetch one.
    environment = dict(os.environ, UV_PYTHON_DOWNLOADS="never", PIP_DISABLE_PIP_VERSION_CHECK="1")
    return subprocess.call([str(part) for part in command], cwd=str(ROOT), env=environment) == 0


def uv_installs(lock: Path) -> bool:
    pip = (PYTHON, "-m", "pip", "install", "--quiet", "--only-binary", ":all:", "--require-hashes")
    sync = ("pip", "sync", "--python", PYTHON, "--require-hashes", "--compile-bytecode")
    return succeeds(*pip, "-r", UV_LOCK) and succeeds(program("uv"), *sync, UV_LOCK, lock)


def pip_installs(lock: Path) -> bool:
    print("uv could not install the packages; trying pip, which takes longer.", flush=True)
    return succeeds(PYTHON, "-m", "pip", "install", "--require-hashes", "-r", lock)


def project_installs() -> bool:
    """Its own modules are compiled too: where Python is told to keep nothing, every start would compile them all."""
    pip = (PYTHON, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation")
    if not succeeds(*pip, "--editable", ROOT):
        return False
    succeeds(PYTHON, "-m", "compileall", "-q", "analysis", "dashboard")
    return True


def environment_made() -> bool:
    """An empty environment for this folder; one that only a link leads to is another folder's, and stays as it is."""
    if ENVIRONMENT.is_symlink():
        ENVIRONMENT.unlink()
    return succeeds(sys.executable, "-m", "venv", "--clear", ENVIRONMENT)


def set_up(lock: Path) -> None:
    """Makes the environment hold what a lock names, unless it does already."""
    before = installed()
    if digest(lock) in before:
        return
    problem = python_problem(sys.version_info[:2])
    if problem:
        sys.exit(problem)
    print(f"Setting up in {ENVIRONMENT.name} (about a minute, once) ...", flush=True)
    if not before and not environment_made():
        sys.exit("The virtual environment could not be made; the lines above say why.")
    STAMP.unlink(missing_ok=True)
    if not ((uv_installs(lock) or pip_installs(lock)) and project_installs()):
        sys.exit("The packages could not be installed; the lines above say why. This step needs a connection, once.")
    locks = {lock, RUN_LOCK}  # the development lock holds everything that the other one does
    STAMP.write_text("\n".join([str(ROOT), *map(digest, locks)]), encoding="utf-8")


def become(*command: str) -> None:
    """Runs a command in place of this process, so that signals and the exit status are its own."""
    sys.stdout.flush()
    if os.name == "nt":
        sys.exit(subprocess.call(command))
    os.execv(command[0], command)


def demo(options: list[str]) -> None:
    set_up(RUN_LOCK)
    become(program("headache-dashboard"), "demo", *options)


def test(options: list[str]) -> None:
    """Runs the tests on every core, unless the options say on how many: `-n 0` runs them in one process."""
    set_up(DEV_LOCK)
    os.chdir(str(ROOT))
    # Every core reads every test: what was compiled for one run is kept for the next.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    # A core more than there are slows everything; so do the threads of numpy where every core has a test to run.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    become(str(PYTHON), "-m", "pytest", "-n", "auto", *options)


def check(options: list[str]) -> None:
    set_up(DEV_LOCK)
    failed = [name for name, *rest in CHECKS if not succeeds(program(name), *rest, *options)]
    if not succeeds(PYTHON, "-m", "dashboard.documents", "--check"):
        failed.append("documents")
    sys.exit("Failed: " + ", ".join(failed) if failed else 0)


def docs(options: list[str]) -> None:
    set_up(DEV_LOCK)
    strict = ("--fail-on-warning", "--keep-going", "--nitpicky", "--fresh-env", "--quiet")
    if not succeeds(PYTHON, "-m", "sphinx", *strict, "--conf-dir", "docs", ROOT, SITE, *options):
        sys.exit("The documents could not be built; the lines above say why.")
    print(f"The documents begin at {(SITE / 'docs' / 'index.html').relative_to(ROOT)}.")


def documents(options: list[str]) -> None:
    set_up(DEV_LOCK)
    os.chdir(str(ROOT))
    become(str(PYTHON), "-m", "dashboard.documents", *options)


def screenshots(options: list[str]) -> None:
    set_up(DEV_LOCK)
    os.chdir(str(ROOT))
    become(str(PYTHON), "-m", "tests.browser.screenshots", *options)


def bill(options: list[str]) -> None:
    set_up(DEV_LOCK)
    become(str(PYTHON), "-m", "dashboard.bill", *options)


def vulnerabilities(options: list[str]) -> None:
    """Asks the database of known vulnerabilities; where it cannot be reached that is said, and nothing fails."""
    set_up(DEV_LOCK)
    found = ROOT / "build" / "vulnerabilities.json"
    found.parent.mkdir(exist_ok=True)
    found.unlink(missing_ok=True)
    what = ("--requirement", RUN_LOCK, "--disable-pip", "--require-hashes", "--format", "json", "--output", found)
    told = subprocess.run(
        [program("pip-audit"), *map(str, what), "--progress-spinner", "off", "--timeout", "15", *options],
        capture_output=True,
        text=True,
    )
    said, failed = judged(json.loads(found.read_text(encoding="utf-8")) if found.exists() else None)
    print("\n".join(said) if found.exists() else "\n".join([*said, *told.stderr.splitlines()[-1:]]))
    sys.exit(1 if failed else 0)


def judged(told: dict[str, Any] | None) -> tuple[list[str], bool]:
    """What an answer of the database says, line by line, and whether a package is known to be vulnerable.

    A package that the database does not know was not looked up: it is never counted as one without a vulnerability.
    """
    if told is None:
        return ["The database of known vulnerabilities could not be reached: nothing was checked."], False
    packages = told["dependencies"]
    checked = [one for one in packages if "skip_reason" not in one]
    lines = [
        f"{one['name']} {one['version']}: {known['id']}"
        + "".join(f", mended in {fix}" for fix in known["fix_versions"])
        for one in checked
        for known in one["vulns"]
    ]
    if not checked:
        return ["The database of known vulnerabilities knew none of the packages: nothing was checked."], False
    return [
        *lines,
        f"{len(checked)} of {len(packages)} packages were checked, {len(lines)} vulnerabilities are known.",
    ], bool(lines)


def lock(options: list[str]) -> None:
    set_up(DEV_LOCK)
    for path, source in LOCK_SOURCES.items():
        how = ("--universal", "--generate-hashes", "--no-header", "--quiet", "--output-file", path.name)
        if not succeeds(program("uv"), "pip", "compile", *source, *how, *options):
            sys.exit(f"{path.name} could not be made; the lines above say why.")
        if re.search("[a-z]://", path.read_text(encoding="utf-8")):
            sys.exit(f"{path.name} names an address; a lock may only name versions and hashes.")


def spark(options: list[str]) -> None:
    """Fetches what Spark's package carries, as locked, and unpacks its programs; the last line says where they are.

    The package is a source distribution of 434 MB: nothing is installed from it, and it is in no environment.
    """
    wanted = hashlib.sha256(SPARK_LOCK.read_bytes()).hexdigest()
    stamp, home = SPARK / "fetched.txt", SPARK / "home"
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != wanted:
        shutil.rmtree(str(SPARK), ignore_errors=True)
        if not spark_fetched(SPARK / "environment", SPARK / "package"):
            sys.exit("The package of Apache Spark could not be fetched; the lines above say why.")
        unpack(next((SPARK / "package").glob("pyspark-*.tar.gz")), "deps", home)
        shutil.rmtree(str(SPARK / "package"))
        stamp.write_text(wanted, encoding="utf-8")
    print(home)


def spark_fetched(environment: Path, package: Path) -> bool:
    """Whether the locked packages lie in a folder; pip asks a package that has to be built what it needs."""
    blocks = re.split(r"\n(?=\S)", SPARK_LOCK.read_text(encoding="utf-8"))
    builder = environment / "setuptools.txt"
    if not succeeds(sys.executable, "-m", "venv", environment):
        return False
    builder.write_text("".join(block for block in blocks if block.startswith("setuptools==")), encoding="utf-8")
    python = environment / PYTHON.relative_to(ENVIRONMENT)
    pip, hashes = (python, "-m", "pip", "--quiet"), ("--no-deps", "--require-hashes")
    fetch = ("download", *hashes, "--no-build-isolation", "--dest", package, "-r", SPARK_LOCK)
    return succeeds(*pip, "install", *hashes, "--only-binary", ":all:", "-r", builder) and succeeds(*pip, *fetch)


def unpack(archive: Path, folder: str, target: Path) -> None:
    """Takes one folder of a package's archive out of it."""
    with tarfile.open(str(archive)) as packed:
        top = f"{archive.name[: -len('.tar.gz')]}/{folder}/"
        for member in packed:
            if member.name.startswith(top) and member.isfile():
                member.name = member.name[len(top) :]
                packed.extract(member, str(target))


COMMANDS = {
    "demo": demo,
    "test": test,
    "check": check,
    "documents": documents,
    "docs": docs,
    "screenshots": screenshots,
    "bill": bill,
    "vulnerabilities": vulnerabilities,
    "lock": lock,
    "spark": spark,
}


def main(arguments: list[str]) -> None:
    if not arguments or arguments[0] not in COMMANDS:
        sys.exit(__doc__)
    COMMANDS[arguments[0]](arguments[1:])


if __name__ == "__main__":
    main(sys.argv[1:])
