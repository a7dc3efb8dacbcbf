"""The contract on paper names the commands and options that there are."""

from __future__ import annotations

import re
from pathlib import Path

from dashboard.cli import commands

CONTRACT = Path(__file__).parents[2] / "docs" / "contract.md"
EVERYWHERE = {"--store", "--help"}


def test_the_contract_names_every_command_with_its_options() -> None:
    rows = re.findall(r"^\| `([a-z]+)[^`]*` \| (`--.*?|) ?\|", CONTRACT.read_text(encoding="utf-8"), flags=re.MULTILINE)
    told = {command: set(re.findall("--[a-z-]+", options)) for command, options in rows}
    there = {
        name: {option for one in command.params for option in one.opts if option.startswith("--")} - EVERYWHERE
        for name, command in commands.commands.items()
    }
    assert told == there
