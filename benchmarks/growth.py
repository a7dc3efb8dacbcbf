"""How cost grows with patients and with days: one command, two tables with exponents, and a drawing on log axes.

    python -m benchmarks.growth [PATIENTS ...] [--days DAYS ...] [--json FILE] [--svg FILE]
    python -m benchmarks.growth --of FILE --svg FILE

Makes invented clinics of so many patients over two years (100, 300, 1 000), and one of 300 patients over so many days
(182, 365, 730), and measures each operation once in a process of its own, CPU seconds beside the start-up of the
command line; a summary and a write in a process that has made others before. The exponent is that of a straight line
through the points on log axes: 1 is twice the cost for twice the data, 0 the same cost for any. What costs less than a
twentieth of a second counts for none. `worklist` is the first question to a state of the data, in which a large clinic
has what every entry says brought together; `worklist again` and `clinic` are asked after it. `--of` draws figures that
`--json` wrote.
"""

from __future__ import annotations

import json
import math
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks import clinic_files
from benchmarks.speed import ONE_PATIENT, WRITES, median, program, python, told_by

PATIENTS = (100, 300, 1000)
DAYS = (182, 365, 730)
PATIENTS_OF_DAYS = 300
SMALLEST = 0.05
"""CPU seconds below which nothing is told from the noise."""
WIDTH, HEIGHT, MARGIN = 420, 300, 50
NAME_HEIGHT = 12
COLOURS = {
    "import": "#1b6ca8",
    "night": "#b3541e",
    "worklist": "#2e7d32",
    "worklist again": "#81c784",
    "clinic": "#6a1b9a",
    "one patient": "#555555",
    "everybody": "#9e9e9e",
    "export": "#c2185b",
    "write": "#e0a100",
}

Curve = dict[int, float]


def costs(patients: int, days: int, folder: Path) -> dict[str, float]:
    """What each operation costs beside start-up, CPU seconds, in a clinic of so many patients and days."""
    export, night, store = folder / "export", folder / "night", folder / "store"
    clinic_files.write(patients, export, days)
    clinic_files.write_night(patients, night, days)
    start_up = median(python("import dashboard.cli, pandas, analysis.worklist, analysis.clinic, analysis.importing"), 3)
    commands = {
        "import": program("import", export, "--store", store),
        "worklist": program("worklist", "--json", "--store", store),
        "worklist again": program("worklist", "--json", "--store", store),
        "clinic": program("clinic", "--json", "--store", store),
    }
    found = {name: run().seconds - start_up.seconds for name, run in commands.items()}
    found["one patient"] = told_by(ONE_PATIENT, store)
    found["everybody"] = program("summary", "--all", "--json", "--store", store)().seconds - start_up.seconds
    found["export"] = program("export", "--out", folder / "out", "--store", store)().seconds - start_up.seconds
    found["night"] = program("import", night, "--store", store)().seconds - start_up.seconds
    found["write"] = told_by(WRITES, store, "next")
    return found


def exponent(curve: Curve) -> float | None:
    """The slope of the straight line through the points on log axes; None where fewer than two can be told."""
    points = [(math.log(size), math.log(cost)) for size, cost in curve.items() if cost >= SMALLEST]
    if len(points) < 2:
        return None
    mean_x, mean_y = (sum(values) / len(points) for values in zip(*points, strict=True))
    return float(sum((x - mean_x) * (y - mean_y) for x, y in points) / sum((x - mean_x) ** 2 for x, _ in points))


def table(what: str, curves: dict[str, Curve]) -> str:
    """The costs as a Markdown table: a row an operation, a column a size, and the exponent."""
    sizes = list(next(iter(curves.values())))
    lines = [f"| {what} | " + " | ".join(map(str, sizes)) + " | exponent |", "|---" * (len(sizes) + 2) + "|"]
    for name, curve in curves.items():
        slope = exponent(curve)
        cells = " | ".join(f"{max(cost, 0):.2f}" for cost in curve.values())
        lines.append(f"| {name} | {cells} | {'' if slope is None else f'{slope:.2f}'} |")
    return "\n".join(lines)


def drawing(what: str, curves: dict[str, Curve]) -> str:
    """The costs on log axes, CPU seconds against the size; what is too small to be told is not drawn."""
    drawn = {name: {size: cost for size, cost in curve.items() if cost >= SMALLEST} for name, curve in curves.items()}
    told = {name: curve for name, curve in drawn.items() if curve}
    sizes = sorted({size for curve in told.values() for size in curve})
    every = [cost for curve in told.values() for cost in curve.values()]
    low, high = math.floor(math.log10(min(every))), math.ceil(math.log10(max(every)))
    orders = math.log(sizes[-1] / sizes[0]) or 1.0

    def across(size: int) -> float:
        return MARGIN + (WIDTH - 2.6 * MARGIN) * math.log(size / sizes[0]) / orders

    def up(cost: float) -> float:
        return HEIGHT - MARGIN - (HEIGHT - 1.6 * MARGIN) * (math.log10(cost) - low) / (high - low)

    parts = [_text(WIDTH / 2, HEIGHT - 8, f"{what}, CPU seconds beside start-up; both axes logarithmic")]
    for size in sizes:
        parts += [_line([(across(size), up(10**low)), (across(size), up(10**high))], "#dddddd")]
        parts += [_text(across(size), HEIGHT - MARGIN + 16, str(size))]
    for power in range(low, high + 1):
        parts += [_line([(across(sizes[0]), up(10**power)), (across(sizes[-1]), up(10**power))], "#dddddd")]
        parts += [_text(MARGIN - 22, up(10**power) + 4, f"{10**power:g}")]
    beside = _apart({name: up(curve[max(curve)]) + 4 for name, curve in told.items()})
    for name, curve in told.items():
        places = [(across(size), up(cost)) for size, cost in sorted(curve.items())]
        parts += [_line(places, COLOURS[name], 2), *(_dot(place, COLOURS[name]) for place in places)]
        parts.append(_text(across(sizes[-1]) + 8, beside[name], name, COLOURS[name], anchor="start"))
    return "\n".join(parts)


def _apart(heights: dict[str, float]) -> dict[str, float]:
    """The heights of names, from the highest down, so far apart that each can be read."""
    found: dict[str, float] = {}
    for name in sorted(heights, key=lambda one: heights[one]):
        found[name] = max(heights[name], max(found.values(), default=0) + NAME_HEIGHT)
    return found


def _line(points: Sequence[tuple[float, float]], colour: str, width: float = 1) -> str:
    places = " ".join(f"{x:.0f},{y:.0f}" for x, y in points)
    return f'<polyline points="{places}" fill="none" stroke="{colour}" stroke-width="{width}"/>'


def _dot(place: tuple[float, float], colour: str) -> str:
    return f'<circle cx="{place[0]:.0f}" cy="{place[1]:.0f}" r="2.5" fill="{colour}"/>'


def _text(x: float, y: float, said: str, colour: str = "#333333", anchor: str = "middle") -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}" font-size="11" fill="{colour}">{said}</text>'


def picture(drawings: Sequence[str]) -> str:
    """The drawings side by side as one SVG file."""
    placed = "\n".join(f'<g transform="translate({WIDTH * at} 0)">{one}</g>' for at, one in enumerate(drawings))
    size = f'width="{WIDTH * len(drawings)}" height="{HEIGHT}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" role="img">'
    return f'{head}\n<rect width="100%" height="100%" fill="white"/>\n{placed}\n</svg>\n'


def by_operation(found: dict[int, dict[str, float]]) -> dict[str, Curve]:
    """The costs of each size as a curve of each operation."""
    names = next(iter(found.values()))
    return {name: {size: one[name] for size, one in found.items()} for name in names}


def measured(sizes: Sequence[tuple[int, int]]) -> list[dict[str, float]]:
    """The costs of each clinic of so many patients and days."""
    found = []
    for patients, days in sizes:
        with tempfile.TemporaryDirectory() as folder:
            found.append(costs(patients, days, Path(folder)))
    return found


def main(arguments: list[str]) -> None:
    """Measures, prints, and writes what the arguments ask for."""
    if "--of" in arguments:
        _draw(Path(arguments[arguments.index("--of") + 1]), Path(arguments[arguments.index("--svg") + 1]))
        return
    said = _said(arguments)
    patients, days = said.get("", PATIENTS), said.get("--days", DAYS)
    of_patients = by_operation(
        dict(zip(patients, measured([(one, clinic_files.DAYS) for one in patients]), strict=True))
    )
    of_days = by_operation(dict(zip(days, measured([(PATIENTS_OF_DAYS, one) for one in days]), strict=True)))
    told = {"patients": of_patients, f"days of {PATIENTS_OF_DAYS} patients": of_days}
    print("\n\n".join(table(what, curves) for what, curves in told.items()))
    for option, text in (
        ("--json", json.dumps(told, indent=2)),
        ("--svg", picture([*map(drawing, told, told.values())])),
    ):
        if option in arguments:
            Path(arguments[arguments.index(option) + 1]).write_text(text, encoding="utf-8")


def _draw(figures: Path, svg: Path) -> None:
    """Prints and draws figures that were measured before: a JSON file as `--json` writes it."""
    told: dict[str, dict[str, Curve]] = {
        what: {name: {int(size): cost for size, cost in curve.items()} for name, curve in curves.items()}
        for what, curves in json.loads(figures.read_text(encoding="utf-8")).items()
    }
    print("\n\n".join(table(what, curves) for what, curves in told.items()))
    svg.write_text(picture([*map(drawing, told, told.values())]), encoding="utf-8")


def _said(arguments: list[str]) -> dict[str, tuple[int, ...]]:
    """The numbers behind each option, under "" those before any."""
    found: dict[str, tuple[int, ...]] = {}
    option = ""
    for argument in arguments:
        if argument.startswith("--"):
            option = argument
        elif argument.isdigit():
            found[option] = (*found.get(option, ()), int(argument))
    return found


if __name__ == "__main__":
    main(sys.argv[1:])
