"""The web server killed again and again while answers come: what it said was kept is there, whole.

    python -m benchmarks.own_diary_kills --kills 300 [--store URL] [--way light|socket]

One invented patient of the demonstration answers today without end, as a browser does but without one: from the light
page to one server, over the socket of the dashboard's own page to the next. An answer follows as soon as the server
says that the last one is kept. At a moment of chance the server gets SIGKILL, and the
next answer goes to another one on the same store, which was started meanwhile. After each kill it is looked whether
the last answer that was told as kept is there, or a later one that was sent, and whether it is whole; in the end
whether every answer that was ever told as kept is among the day's versions.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import os
import random
import signal
import sys
import tempfile
import time
from dataclasses import dataclass, field
from datetime import date
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed, InvalidMessage

from analysis.store import ClinicStore, store_at
from analysis.store.own_days import OwnDay, Version, newest_version, versions
from benchmarks.own_diary import numbered_answer
from dashboard.serving import LOOPBACK, import_paths, sample_clinic
from tests.browser.served import TODAY, is_healthy
from tests.ports import free_port
from tests.speaking import Speaker, components, elements, run, told

WAYS = ("light", "socket")
PATIENT, DAY = "P-010", date.fromisoformat(TODAY["HEADACHE_TODAY"])
QUERY = f"lang=en&patient={PATIENT}"
FIRST_WAIT_SECONDS, LONGER, SHORTER = 6.0, 1.3, 0.9
"""Until when after the first answer a server is killed: longer after one that kept nothing, shorter after another."""
START_SECONDS = 240
LOADED = (
    "streamlit.web.cli",
    "streamlit.web.server.starlette.starlette_app",
    "plotly.graph_objects",
    "analysis.store",
    "analysis.summary",
    "analysis.worklist",
    "dashboard.serving",
    "dashboard.app",
    "dashboard.session.day_requests",
    "dashboard.session.filling",
    "uvicorn",
)
"""What is loaded once for all servers, each of which is a process of its own that begins from there."""


@dataclass
class Told:
    """The number of the last answer that was sent, and those that the server said were kept."""

    sent: int = 0
    kept: list[int] = field(default_factory=list)
    in_the_middle: int = 0
    """Kills that came after an answer was sent and before the server said that it was kept."""
    longest_wait: float = FIRST_WAIT_SECONDS
    """The last moment, in seconds after the first answer, at which the next server is killed."""


class Server:
    """The demonstration on a port of its own, on a store that others share."""

    def __init__(self, store: str, folder: Path) -> None:
        self.port = free_port()
        self.url = f"http://{LOOPBACK}:{self.port}"
        context = multiprocessing.get_context("forkserver")
        self._process: BaseProcess = context.Process(target=serve, args=(store, self.port, folder / "server.log"))
        self._process.start()

    def await_ready(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not is_healthy(self.url):
            if time.monotonic() > deadline or not self._process.is_alive():
                raise SystemExit("A server did not start.")
            time.sleep(0.2)

    def kill(self) -> None:
        self._process.kill()
        self._process.join()


def serve(store: str, port: int, log: Path) -> None:
    """Serves until the process is killed."""
    from dashboard.access import opened_on
    from dashboard.serving import open_dashboard

    output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(output, 1)
    os.dup2(output, 2)
    open_dashboard(store_at(store), LOOPBACK, port, True, opened_on(LOOPBACK, port, None, is_demo=True))


def main() -> None:
    """Kills as often as asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--store")
    parser.add_argument("--way", choices=WAYS)
    asked = parser.parse_args()
    os.environ.update(TODAY)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    multiprocessing.get_context("forkserver").set_forkserver_preload(list(LOADED))
    with tempfile.TemporaryDirectory() as folder:
        url = asked.store or f"duckdb:///{folder}/store"
        store = store_at(url)
        if store.is_empty():
            import_paths(store, [sample_clinic()])
        _run(url, store, Path(folder), asked.kills, (asked.way,) if asked.way else WAYS)


def _run(url: str, store: ClinicStore, folder: Path, kills: int, ways: tuple[str, ...]) -> None:
    told_so_far, server = Told(), Server(url, folder)
    spare = server
    try:
        for number in range(1, kills + 1):
            server.await_ready()
            spare = Server(url, folder)
            asyncio.run(_answer_until_killed(server, told_so_far, ways[number % len(ways)]))
            _check_newest(store, told_so_far)
            server = spare
            if number % 10 == 0:
                print(f"{number} kills, {_in_words(told_so_far)}", file=sys.stderr, flush=True)
    finally:
        server.kill()
        spare.kill()
    _check_every(store, told_so_far)
    print(
        f"{kills} kills of the web server, {_in_words(told_so_far)}: every answer told as kept is there, none is half."
    )


def _in_words(told_so_far: Told) -> str:
    return (
        f"{told_so_far.in_the_middle} of them in the middle of an answer; {told_so_far.sent} answers sent, "
        f"{len(told_so_far.kept)} told as kept"
    )


async def _answer_until_killed(server: Server, told_so_far: Told, way: str) -> None:
    """Answers one after the other, until the server was killed."""
    speaker = Speaker("patient", server.url)
    await speaker.browser.get("/_stcore/health")
    before = told_so_far.sent, len(told_so_far.kept)
    try:
        await {"light": _from_light_page, "socket": _over_socket}[way](speaker, server, told_so_far)
    except (ConnectionClosed, InvalidMessage, OSError, httpx.HTTPError):
        server.kill()
    finally:
        await speaker.browser.aclose()
    kept = len(told_so_far.kept) - before[1]
    told_so_far.in_the_middle += told_so_far.sent - before[0] > kept
    told_so_far.longest_wait *= SHORTER if kept else LONGER


async def _over_socket(speaker: Speaker, server: Server, told_so_far: Told) -> None:
    async with speaker.tab() as tab:
        form = components(await run(tab, QUERY, page="diary"))["own_diary"]
        _kill_soon(server, told_so_far)
        while True:
            await _answer_once(tab, form, told_so_far)


async def _from_light_page(speaker: Speaker, server: Server, told_so_far: Told) -> None:
    headers = {"origin": server.url, "content-type": "application/json"}
    await speaker.browser.get(f"/diary?{QUERY}", headers={"accept": "text/html"})
    _kill_soon(server, told_so_far)
    while True:
        told_so_far.sent += 1
        content = json.dumps(sent(told_so_far.sent))
        answer = await speaker.browser.post(f"/diary?{QUERY}", content=content, headers=headers)
        _keep_told(told_so_far, told_so_far.sent, is_kept=answer.json()["outcome"]["kept"])


def _kill_soon(server: Server, told_so_far: Told) -> None:
    asyncio.get_running_loop().run_in_executor(None, _kill_later, server, told_so_far.longest_wait)


def _keep_told(told_so_far: Told, number: int, *, is_kept: bool) -> None:
    if not is_kept:
        raise SystemExit(f"Answer {number} was refused.")
    told_so_far.kept.append(number)


def _kill_later(server: Server, longest_wait: float) -> None:
    time.sleep(random.uniform(0, longest_wait))
    server.kill()


async def _answer_once(tab: ClientConnection, form: str, told_so_far: Told) -> None:
    """Sends the next answer, and waits for what the server says to it. Raises ConnectionClosed where it was killed."""
    told_so_far.sent += 1
    number = told_so_far.sent
    asked = BackMsg()
    asked.rerun_script.query_string, asked.rerun_script.page_name = QUERY, "diary"
    states = [WidgetState(id=form, json_value="{}"), told(form, "answer", json.dumps(sent(number)))]
    asked.rerun_script.widget_states.widgets.extend(states)
    await tab.send(asked.SerializeToString())
    while (
        outcome := _outcome(ForwardMsg.FromString(await asyncio.wait_for(tab.recv(), START_SECONDS)), number)
    ) is None:
        pass
    _keep_told(told_so_far, number, is_kept=outcome)


def sent(number: int) -> dict[str, object]:
    """What a browser sends of an answer."""
    day = numbered_answer(PATIENT, DAY, number)
    intakes = [vars(one) for one in day.intakes or ()]
    return {"id": str(number), "date": str(DAY), "headache": True, "answers": dict(day.answers), "intakes": intakes}


def _outcome(message: ForwardMsg, number: int) -> bool | None:
    """Whether the answer of this number is told as kept; None of a message that says nothing of it."""
    for element in elements([message]):
        if element.WhichOneof("type") == "bidi_component" and (outcome := _data(element).get("outcome")):
            return bool(outcome["kept"]) if outcome["id"] == str(number) else None
    return None


def _data(element: Any) -> dict[str, dict[str, object]]:
    component = element.bidi_component
    found: dict[str, dict[str, object]] = json.loads(component.json or component.mixed.json or "{}")
    return found


def _check_newest(store: ClinicStore, told_so_far: Told) -> None:
    with store.snapshot().connect() as connection:
        found = newest_version(connection, PATIENT, DAY)
    number = _number(found)
    if told_so_far.kept and number < told_so_far.kept[-1]:
        raise SystemExit(f"Answer {told_so_far.kept[-1]} was told as kept; the store holds answer {number}.")
    if number > told_so_far.sent or (number and found and found.day != _whole(number)):
        raise SystemExit(f"Answer {number} is there only in half.")


def _check_every(store: ClinicStore, told_so_far: Told) -> None:
    with store.snapshot().connect() as connection:
        there = {_number(one): one.day for one in versions(connection, PATIENT, DAY)}
    lost = [number for number in told_so_far.kept if there.get(number) != _whole(number)]
    half = [number for number, day in there.items() if number and day != _whole(number)]
    if lost or half:
        raise SystemExit(f"Of the answers told as kept are not there, or half: {lost}; half of all: {half}.")


def _whole(number: int) -> OwnDay:
    return numbered_answer(PATIENT, DAY, number)


def _number(version: Version | None) -> int:
    """The number of an answer; 0 of what was there before."""
    note = "" if version is None else str(version.day.answers.get("note", ""))
    return int(note.split()[-1]) if note.startswith("answer ") else 0


if __name__ == "__main__":
    main()
