"""Work shared among processes of its own: answers in order, and nobody left behind when one fails or is stopped."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from analysis.errors import DiaryError, ReportRefused, where_from

Job = TypeVar("Job")
Answer = TypeVar("Answer")

ENDED = "Nothing was written: a process that made pages was ended before it was ready. Too little memory may be why."
FAILED = "Nothing was written: something went wrong in the program while pages were made: "


@dataclass(frozen=True)
class Sentences:
    """What is said where a process is ended, and how it begins where something goes wrong in one."""

    ended: str
    failed: str


OF_PAGES = Sentences(ENDED, FAILED)


def shared(
    work: Callable[[Job], Answer], jobs: Sequence[Job], processes: int, said: Sentences = OF_PAGES
) -> Iterator[Answer]:
    """What `work` answers to each of the jobs, in their order; it and the jobs are sent to other processes.

    A process is at most one answer ahead of those that were asked for, and those are held nowhere else.

    Raises what `work` raises where that is a DiaryError, and ReportRefused where it fails otherwise or its process is
    ended. The processes are gone when the last answer was given, and when the caller asks for no more.
    """
    number = min(processes, len(jobs))
    started = [_started(work, jobs[place::number], said.failed) for place in range(number)]
    running = [process for process, _ in started]
    try:
        for place in range(len(jobs)):
            yield _answer(started[place % number][1], running, said.ended)
    finally:
        for process, answers in started:
            process.terminate()
            answers.close()
        for process, _ in started:
            process.join()


def _started(work: Callable[[Job], Answer], jobs: Sequence[Job], failed: str) -> tuple[BaseProcess, Connection]:
    """A process at work on its part of the jobs, and where its answers come from."""
    context = get_context("spawn")
    answers, sender = context.Pipe(duplex=False)
    process = context.Process(target=_at_work, args=(work, jobs, failed, sender), daemon=True)
    process.start()
    sender.close()
    return process, answers


def _at_work(work: Callable[[Job], Answer], jobs: Sequence[Job], failed: str, sender: Connection) -> None:
    """Runs in the other process. Ctrl-C ends it without a word: who started it tells."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        for job in jobs:
            sender.send(_told(work, job, failed))
    except OSError:  # nobody asks for answers any more
        return


def _told(work: Callable[[Job], Answer], job: Job, failed: str) -> Answer | DiaryError:
    try:
        return work(job)
    except DiaryError as error:
        return error
    except Exception as error:  # noqa: BLE001 - what it says may name a patient, and standard error may be a log
        return ReportRefused(f"{failed}{where_from(error)}")


def _answer(answers: Connection, processes: Sequence[BaseProcess], ended: str) -> Any:
    """The next answer; none is waited for once any of the processes was ended."""
    while not answers.poll():
        at_work = [one.sentinel for one in processes if one.exitcode is None]
        if any(one.exitcode for one in processes):  # of those that are not waited for
            raise ReportRefused(ended)
        wait([answers, *at_work])
    try:
        told = answers.recv()
    except (EOFError, OSError) as error:
        raise ReportRefused(ended) from error
    if isinstance(told, DiaryError):
        raise told
    return told
