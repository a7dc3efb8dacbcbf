"""What the calibration found, told in words and tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from analysis.effect.estimate.long_run.priors import IN_USE
from benchmarks.answers import CLAIMS, Ahead, Answers, Found
from benchmarks.calibration import DESIGNS, FALLS, OF_DESIGNS, POPULATIONS
from benchmarks.calibration_bars import BINS, CLEAR, FEWEST_IN_BIN, JUDGED_CLAIMS, PROBABLE, Cells, bars, bins, percent
from benchmarks.worlds import JUDGED, TOLD


def report(found: Sequence[Found], ahead: Sequence[Ahead], patients: int, seed: int) -> str:
    """The whole page, Markdown."""
    cells = {(one.name, one.fall): one for one in found if one.fall is not None}
    populations = [one for one in found if one.fall is None]
    return "\n".join(
        [
            _introduction(patients, seed),
            "## The bars\n",
            *bars(cells, populations),
            "\n## Worlds\n",
            _WORLDS,
            *_worlds(cells),
            "\n## Fewer and more windows\n",
            *_designs(cells),
            "\n## What is said, and what is true\n",
            _SAID,
            *_calibration(populations),
            "\n## What is left now, a coming month, and planning\n",
            _AHEAD,
            *_ahead(ahead),
            "",
            _CAUTIONS,
        ]
    )


def _introduction(patients: int, seed: int) -> str:
    return f"""# How right the intervals and probabilities are

Written by `python -m benchmarks.calibration` (seed {seed}, {patients} simulated patients a world and true fall): not
by hand.

A 95 % interval is honest when it holds the truth in 95 of 100 patients, whoever they are. In real diaries the truth is
not known, so it is tried in simulated ones, most of them from worlds that are not the model. Each patient kept 84 days
before treatment and 84 on it; 0 to 20 % of the days, by patient, are empty at random unless the world says otherwise;
headache came on 25, 36, 50 or 68 % of days unless it says otherwise. The long-run model reads all windows; *28 v 28*
compares, on the same patients, the last 28 days with the 28 before treatment, as was done before, and is shown for
those to whom it told a percentage. True falls are of the mean share of days over a long run.

With {patients} patients the standard error of a coverage of 95 % is {100 * np.sqrt(0.95 * 0.05 / patients):.1f} points,
and a share of none may be {300 / patients:.1f} %. The prior of the shift on treatment (centre {IN_USE.shift_centre},
scale {IN_USE.shift_scale} on the logit) and the probabilities of a slow build-up were chosen on other patients of these
worlds.
"""


_WORLDS = """Coverage in percent at true falls of 0, 30, 50 and 75 %; median width of the interval in points at 0 and
50 %; how far the median lies from the truth at 0 %; percent of unchanged patients of whom any, 30 and 50 % is said with
.975 ("clear"); percent of those truly halved of whom any fall is said with .95 and .975. *28 v 28* behind each in
brackets.
"""


def _worlds(cells: Cells) -> Iterator[str]:
    columns = [
        "world",
        "coverage 0/30/50/75",
        "(28 v 28)",
        "width 0/50",
        "bias at 0",
        "false clear",
        "(28 v 28)",
        "power",
    ]
    yield "| " + " | ".join(columns) + " |"
    yield "|---" * len(columns) + "|"
    names = [world.name for world in (*JUDGED, *TOLD)]
    for name in names:
        row = [cells[name, fall] for fall in FALLS]
        new, old = [one.long_run for one in row], [one.one_month for one in row]
        mark = " †" if name in [world.name for world in TOLD] else ""
        yield (
            f"| {name}{mark} | {_shares(new)} | ({_shares(old)}) | {_widths(new)} ({_widths(old)}) "
            f"| {new[0].bias():+.0f} | {_false(new[0])} | ({_false(old[0])}) | {_power(new[2])} ({_power(old[2])}) |"
        )
    yield "\n† No reading of such a diary can be right: the drug and the rest cannot be told apart."


def _shares(answers: Sequence[Answers]) -> str:
    return " ".join(f"{100 * one.holds():.1f}" for one in answers)


def _widths(answers: Sequence[Answers]) -> str:
    return f"{answers[0].width():.0f}/{answers[2].width():.0f}"


def _false(answers: Answers) -> str:
    return "/".join(f"{100 * answers.says(claim, CLEAR):.1f}" for claim in JUDGED_CLAIMS)


def _power(answers: Answers) -> str:
    return f"{100 * answers.says(0, PROBABLE):.0f}/{100 * answers.says(0, CLEAR):.0f}"


def _designs(cells: Cells) -> Iterator[str]:
    yield "Coverage at 0 and 50 %; width at 0 and 50 %; false clear of any, 30 and 50 %; power at .95 and .975."
    yield ""
    yield "| windows | " + " | ".join(world.name for world in OF_DESIGNS) + " |"
    yield "|---|" + "---|" * len(OF_DESIGNS)
    for name in DESIGNS:
        row = [[cells[f"{world.name}: {name}", fall].long_run for fall in (0, 50)] for world in OF_DESIGNS]
        yield f"| {name} | " + " | ".join(_design(*pair) for pair in row) + " |"


def _design(unchanged: Answers, halved: Answers) -> str:
    return (
        f"{100 * unchanged.holds():.1f} {100 * halved.holds():.1f}; {unchanged.width():.0f}/{halved.width():.0f}; "
        f"{_false(unchanged)}; {_power(halved)}"
    )


_SAID = (
    f"The mixed world, true falls {POPULATIONS['U']} (U) or {POPULATIONS['N']} (N). Said on average in a bin > true "
    f"share, with the number of patients. Bins under {FEWEST_IN_BIN} patients say little.\n"
)


def _calibration(populations: Sequence[Found]) -> Iterator[str]:
    yield "| at least | said | U | N | both | 28 v 28, both |"
    yield "|---|---|---|---|---|---|"
    groups = [[one.long_run] for one in populations]
    groups += [[one.long_run for one in populations], [one.one_month for one in populations]]
    for claim in CLAIMS:
        tables = [{bin_: rest for bin_, *rest in bins(group, claim)} for group in groups]
        for bin_ in BINS:
            told = (_bin_words(table.get(bin_)) for table in tables)
            yield f"| {claim or 'any'} | {bin_[0]:.2f}-{min(bin_[1], 1):.2f} | " + " | ".join(told) + " |"
    yield ""
    shares = ", ".join(f"{100 * one.long_run.holds():.1f} % ({one.name})" for one in populations)
    yield f"The interval held the truth of {shares} of them."


def _bin_words(rest: Sequence[float] | None) -> str:
    return "–" if rest is None else f"{rest[0]:.2f} > {rest[1]:.2f} ({rest[2]})"


_AHEAD = """Of patients who truly halve: how often the interval of what is left now holds the fall to the level of the
last 28 days; how often weeks 9-12, counted in full, lie within the 95 % band told at week 8, and its median width in
days; the power that planning gives to a record as it stands, and the share of whom any fall is clear.
"""


def _ahead(ahead: Sequence[Ahead]) -> Iterator[str]:
    yield "| world | left now | coming month | its width | power planned | power |"
    yield "|---|---|---|---|---|---|"
    for one in ahead:
        yield (
            f"| {one.name} | {100 * one.left_now:.1f} % | {100 * one.coming:.1f} % | {one.coming_width:.0f} | "
            f"{percent(one.planned_power)} | {percent(one.power)} |"
        )


_CAUTIONS = """## What this does not show

- Nothing here speaks of cause. Improvement that would have come anyway counts as fall, and days left empty because of
  headache on the drug alone bias everything: both are in the table, as what no diary can tell.
- How much one person's months differ is seen in a few months at most; with one window before it is assumed.
- "At least 50 %" is said too surely between .5 and .95. A prior of the shift that is centred at none, and wider, was
  tried: it said "fewer days" too seldom and "half as many" too often. So nothing is said of a half under .8, and from
  there that it is possible, never that it is likely.
- "At least 75 %" is said too surely in every population tried: it is told as a number, never called likely.
- Planning is cautious: it gives a record less power than the record then has. It is told as the most that is needed.
"""
