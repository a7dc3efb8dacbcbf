"""A Thrift server of Apache Spark: the one that is named, or one that is started from the programs of its package."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.ports import free_port

NAMED, HOME = "HEADACHE_TEST_SPARK", "HEADACHE_TEST_SPARK_HOME"
NO_SERVER = (
    f"Not tested: {NAMED} names no Thrift server of Apache Spark, and {HOME} no folder with its programs, "
    "which `python3 run.py spark` fetches."
)
UP_WITHIN_SECONDS = 240
SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.scheduler.mode": "FAIR",
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.autoBroadcastJoinThreshold": "-1",
    # It lives for two minutes: what compiles longest is not worth it.
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
}


@contextmanager
def spark_url(folder: Path) -> Iterator[str]:
    """What a store on the server is opened with; what one that is started writes lies in the folder."""
    if NAMED in os.environ:
        yield os.environ[NAMED]
    elif HOME not in os.environ:
        pytest.skip(NO_SERVER)
    else:
        with started(Path(os.environ[HOME]).resolve(), folder, "local[2]") as port:
            yield f"impala://127.0.0.1:{port}/default?auth_mechanism=PLAIN"


@contextmanager
def started(home: Path, folder: Path, master: str) -> Iterator[int]:
    """The port of a server that ends with the tests; what it writes lies in the folder."""
    port, log = free_port(), folder / "log.txt"
    settings = (part for name, value in SETTINGS.items() for part in ("--conf", f"{name}={value}"))
    listening = {"port": port, "bind.host": "127.0.0.1"}
    hive = (part for name, value in listening.items() for part in ("--hiveconf", f"hive.server2.thrift.{name}={value}"))
    server = "org.apache.spark.sql.hive.thriftserver.HiveThriftServer2"
    what = ["--master", master, "--driver-memory", "1500m", *settings, "--class", server, "spark-internal", *hive]
    own = os.environ | {"SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1"}
    with log.open("wb") as said:
        process = subprocess.Popen(
            ["bash", str(home / "bin" / "spark-submit"), *what], cwd=folder, env=own, stdout=said, stderr=said
        )
        try:
            await_server(process, port, log)
            yield port
        finally:
            process.terminate()
            process.wait(30)


def await_server(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    last = time.monotonic() + UP_WITHIN_SECONDS
    while process.poll() is None and time.monotonic() < last:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.5)
    pytest.fail("The server of Spark did not come up:\n" + log.read_text(encoding="utf-8", errors="replace")[-2000:])
