"""Small matrices are multiplied on one thread, unless somebody asks for more."""

import os
import subprocess
import sys

TELL = "import os, analysis; print(os.environ['OPENBLAS_NUM_THREADS'])"


def told(**set_: str) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"} | set_
    found = subprocess.run([sys.executable, "-c", TELL], env=environment, check=True, capture_output=True, text=True)
    return found.stdout.strip()


def test_matrices_are_multiplied_on_one_thread() -> None:
    assert told() == "1"


def test_who_sets_another_number_keeps_it() -> None:
    assert told(OPENBLAS_NUM_THREADS="2") == "2"
