"""The coverage of the intervals told in words, tables and a figure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from benchmarks.calibration import (
    AFTER_HEADACHE,
    AT_RANDOM,
    BASELINES,
    CORRELATIONS,
    EMPTY,
    FALLS,
    HIGHEST,
    LOWEST,
    ON_HEADACHE,
    RATES,
    SEED,
    SWING,
    TIMES_AS_OFTEN,
    TREATED_DAYS,
    Cell,
    Coverage,
)

Share = Callable[[Coverage], float]
LONGEST = max(BASELINES)


def report(found: Sequence[Coverage], patients: int) -> str:
    """The whole page, Markdown."""
    at_random = [one for one in found if one.cell.pattern == AT_RANDOM]
    return "\n".join(
        [
            _introduction(patients),
            _sentence("The interval of the program", at_random, _chain),
            _sentence(
                "That of the longer baseline, 84 days read as one,",
                [one for one in at_random if one.cell.baseline == LONGEST],
                _long_baseline,
            ),
            _sentence("An interval that takes days as independent (Jeffreys' prior)", at_random, _independent),
            "",
            *_by_fall(at_random),
            "",
            "![Coverage by cell](calibration.svg)",
            "",
            "## Days left empty at random",
            "",
            "Coverage in percent; in brackets that of independent days.",
            *(line for baseline in BASELINES for line in _table(at_random, baseline)),
            "## Days left empty because of headache",
            "",
            f"Headache days, or the days after them, are left empty {TIMES_AS_OFTEN} times as often as others, in a "
            "diary of 28 days before first dose. Of the first a model that sees only the filled days cannot know; the "
            "second it bridges as far as the day before was filled in.",
            *(line for pattern in (ON_HEADACHE, AFTER_HEADACHE) for line in _pattern(found, pattern)),
            *_swings(found),
            _CAUTIONS,
        ]
    )


def _introduction(patients: int) -> str:
    falls = f"{', '.join(map(str, FALLS[:-1]))} and {FALLS[-1]} %"
    return f"""# How often the intervals hold the truth

Written by `python -m benchmarks.calibration` (seed {SEED}, {patients} simulated patients a cell): not by hand.

A 95 % interval is honest when it holds the truth in 95 of 100 patients, whoever they are. That cannot be seen in real
diaries, where the truth is not known, so it is tried in simulated ones: {len(RATES)} rates of headache days before
treatment, {len(CORRELATIONS)} correlations of one day with the next, {len(EMPTY)} shares of empty days,
{len(BASELINES)} lengths of diary before first dose. In each cell equal parts of the patients truly fell by
{falls} in long-run rate. Treatment was followed for {TREATED_DAYS} days, and the last 28 of them are
compared with the 28 before first dose. Patients to whom no percentage would be told are left out, as they are in the
program. The bar: {100 * LOWEST:.0f} to {100 * HIGHEST:.0f} % in every cell in which days are left empty at random.
"""


def _chain(one: Coverage) -> float:
    return one.chain


def _long_baseline(one: Coverage) -> float:
    return one.long_baseline


def _independent(one: Coverage) -> float:
    return one.independent


def _sentence(subject: str, found: Sequence[Coverage], share: Share) -> str:
    shares = [share(one) for one in found]
    outside = [one for one in found if not LOWEST <= share(one) <= HIGHEST]
    text = (
        f"- {subject} held the truth in {100 * min(shares):.1f} to {100 * max(shares):.1f} % of patients by cell, "
        f"{100 * sum(shares) / len(shares):.1f} % on average; {len(outside)} of {len(found)} cells lie outside the bar."
    )
    return text + _named(outside, share) if len(outside) <= len(found) // 4 else text


def _by_fall(found: Sequence[Coverage]) -> Iterator[str]:
    yield "A cell mixes patients with different true falls. By the true fall, over the same cells:"
    yield ""
    yield "| true fall | lowest | mean | highest | cells under the bar | cells over it |"
    yield "|---|---|---|---|---|---|"
    for place, fall in enumerate(FALLS):
        shares = [one.by_fall[place] for one in found]
        under, over = sum(share < LOWEST for share in shares), sum(share > HIGHEST for share in shares)
        figures = " | ".join(f"{100 * share:.1f} %" for share in (min(shares), sum(shares) / len(shares), max(shares)))
        yield f"| {fall} % | {figures} | {under} | {over} |"
    yield ""
    yield (
        "Over the bar means wider than need be. It comes where few days are left to count: "
        "5 days per 28 that truly fall by 75 % leave hardly one, and no interval can be exact with so little."
    )


def _named(outside: Sequence[Coverage], share: Share) -> str:
    return "".join(f"\n  - outside: {_words(one.cell)}: {100 * share(one):.1f} %" for one in outside)


def _words(cell: Cell) -> str:
    return (
        f"{cell.rate} days per 28, correlation {cell.correlation}, {100 * cell.empty:.0f} % empty, "
        f"{cell.baseline} days of diary before"
    )


def _table(found: Sequence[Coverage], baseline: int) -> Iterator[str]:
    yield f"\n### {baseline} days of diary before first dose\n"
    yield from _rows([one for one in found if one.cell.baseline == baseline])


def _pattern(found: Sequence[Coverage], pattern: str) -> Iterator[str]:
    some = [one for one in found if one.cell.pattern == pattern]
    yield f"\n### Left empty {pattern}\n"
    yield from _rows(some)
    yield _sentence("The interval of the program", some, _chain) + "\n"


def _swings(found: Sequence[Coverage]) -> Iterator[str]:
    some = [one for one in found if one.cell.pattern == SWING]
    yield "## A treatment that changes the runs\n"
    yield "The windows of a patient share their persistence. Here treatment makes runs, or breaks them up.\n"
    yield "| correlation before | after | " + " | ".join(f"{rate} days" for rate in RATES) + " |"
    yield "|---|---|" + "---|" * len(RATES)
    for before, after in sorted({(one.cell.correlation, one.cell.correlation_after or 0.0) for one in some}):
        cells = (f"{100 * one.chain:.1f}" for one in some if one.cell.correlation == before)
        yield f"| {before} | {after} | " + " | ".join(cells) + " |"
    yield ""


def _rows(found: Sequence[Coverage]) -> Iterator[str]:
    by_cell = {(one.cell.correlation, one.cell.empty, one.cell.rate): one for one in found}
    yield "| correlation | empty | " + " | ".join(f"{rate} days" for rate in RATES) + " |"
    yield "|---|---|" + "---|" * len(RATES)
    for correlation, empty in sorted({key[:2] for key in by_cell}):
        shares = (by_cell[correlation, empty, rate] for rate in RATES)
        cells = (f"{100 * one.chain:.1f} ({100 * one.independent:.0f})" for one in shares)
        yield f"| {correlation} | {100 * empty:.0f} % | " + " | ".join(cells) + " |"
    yield ""


_CAUTIONS = """## What this does not show

- Real months differ for reasons that no chain knows: weather, stress, season. Where they do, the true coverage is
  lower than here (STAT-16), and the program says so.
- Nothing here speaks of cause: a fall that is certain may still have come by itself.
"""

_WIDTH, _PANEL, _ROW, _TOP, _LEFT = 900, 250, 9, 70, 110
_FROM, _TO = 0.55, 1.0


def figure(found: Sequence[Coverage]) -> str:
    """The coverage of every cell at random as an SVG drawing: a panel a correlation, a row a cell."""
    at_random = [one for one in found if one.cell.pattern == AT_RANDOM]
    height = _TOP + _ROW * len(at_random) // len(CORRELATIONS) + 50
    panels = [
        line
        for place, correlation in enumerate(CORRELATIONS)
        for line in _panel(
            [one for one in at_random if one.cell.correlation == correlation], correlation, place, height
        )
    ]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" '
            'font-family="sans-serif" font-size="11">',
            "<title>Coverage of the 95 % intervals in simulated patients</title>",
            f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>',
            '<text x="12" y="20" font-size="14">Share of patients whose 95 % interval held the truth</text>',
            '<circle cx="18" cy="36" r="3" fill="#1b5e8c"/><text x="28" y="40">the program</text>',
            '<circle cx="118" cy="36" r="2.5" fill="none" stroke="#b35806"/>'
            '<text x="128" y="40">days taken as independent</text>',
            '<rect x="288" y="30" width="14" height="12" fill="#d9ead3"/>'
            f'<text x="308" y="40">the bar, {100 * LOWEST:.0f} to {100 * HIGHEST:.0f} %</text>',
            *panels,
            "</svg>",
            "",
        ]
    )


def _panel(found: Sequence[Coverage], correlation: float, place: int, height: int) -> Iterator[str]:
    left = _LEFT + place * (_PANEL + 12)
    yield _bar(left, height)
    yield f'<text x="{left}" y="60">correlation {correlation}</text>'
    for share in (0.6, 0.7, 0.8, 0.9, 0.95):
        x = _x(left, share)
        yield f'<line x1="{x}" x2="{x}" y1="{_TOP - 4}" y2="{height - 40}" stroke="#dddddd"/>'
        yield f'<text x="{x}" y="{height - 26}" text-anchor="middle" fill="#555555">{100 * share:.0f}</text>'
    ordered = sorted(found, key=lambda one: (one.cell.rate, one.cell.empty, one.cell.baseline))
    for row, one in enumerate(ordered):
        y = _TOP + _ROW * row + 4
        if place == 0 and row % (len(ordered) // len(RATES)) == 0:
            yield f'<text x="12" y="{y + 4}">{one.cell.rate} days per 28</text>'
        yield f'<circle cx="{_x(left, one.independent)}" cy="{y}" r="2.5" fill="none" stroke="#b35806"/>'
        title = f"<title>{_words(one.cell)}</title>"
        yield f'<circle cx="{_x(left, one.chain)}" cy="{y}" r="3" fill="#1b5e8c">{title}</circle>'


def _bar(left: int, height: int) -> str:
    x, width = _x(left, LOWEST), _x(left, HIGHEST) - _x(left, LOWEST)
    return f'<rect x="{x}" y="{_TOP - 4}" width="{width:.1f}" height="{height - _TOP - 36}" fill="#d9ead3"/>'


def _x(left: int, share: float) -> float:
    return round(left + _PANEL * (max(share, _FROM) - _FROM) / (_TO - _FROM), 1)
