"""Ports of the loopback address."""

import socket


def free_port() -> int:
    """A port that nobody listens on, another one at each call."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
