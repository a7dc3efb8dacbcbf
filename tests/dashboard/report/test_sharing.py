"""Work shared among processes: answers in order, a sentence when one fails or is ended, and no process left behind."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable
from functools import partial
from multiprocessing import active_children
from operator import call
from types import ModuleType
from typing import Any

import pytest

from analysis.errors import ReportRefused
from dashboard.report import sharing
from dashboard.report.sharing import ENDED, FAILED, shared


@pytest.fixture(autouse=True)
def no_page_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """A new process loads the file of the main module, which after a page drawn in a test may be gone."""
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))


def test_answers_come_in_the_order_of_the_jobs() -> None:
    assert list(shared(abs, [-5, 4, -3, 2, -1], 2)) == [5, 4, 3, 2, 1]
    assert active_children() == []


@pytest.mark.parametrize(
    ("work", "job", "sentence"), [(int, "P-001", FAILED), (ReportRefused, "There is no page.", "There is no page.")]
)
def test_what_goes_wrong_there_is_a_sentence_here(work: Callable[[Any], Any], job: object, sentence: str) -> None:
    with pytest.raises(ReportRefused) as refused:
        list(shared(work, [job], 2))
    assert str(refused.value).startswith(sentence)
    assert "P-001" not in str(refused.value)


def killed() -> list[Callable[[], Any]]:
    """Jobs of two processes, of which the second one is killed while the first works on."""
    if not hasattr(signal, "SIGKILL"):
        pytest.skip("nothing is killed so here")
    return [partial(time.sleep, 600), partial(signal.raise_signal, signal.SIGKILL)]


def test_a_process_that_is_killed_is_told_at_once_while_another_works_on() -> None:
    with pytest.raises(ReportRefused, match=ENDED):
        list(shared(call, killed(), 2))
    assert active_children() == []


def test_a_process_that_was_killed_before_anybody_waits_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    waited = sharing.wait
    monkeypatch.setattr(sharing, "wait", lambda some: waited(some, timeout=60) or pytest.fail("nobody is told"))
    begun = sharing._started

    def started(work: Callable[[Any], Any], jobs: list[Any], failed: str) -> Any:
        process, answers = begun(work, jobs, failed)
        if jobs == last:
            process.join()
        return process, answers

    jobs = killed()
    last = jobs[1:]
    monkeypatch.setattr(sharing, "_started", started)
    with pytest.raises(ReportRefused, match=ENDED):
        list(shared(call, jobs, 2))
    assert active_children() == []


def test_who_asks_for_no_more_leaves_no_process() -> None:
    answers = shared(abs, [-1, -2, -3], 1)
    assert next(answers) == 1
    answers.close()
    assert active_children() == []
