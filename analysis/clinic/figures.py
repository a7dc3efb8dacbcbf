"""The figures that the overview is made of; what may not be told is not there, or None."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from analysis.clinic.published import Registered, published_for
from analysis.clinic.share_interval import wilson
from analysis.clinic.survival import Curve

ALL = "all"
"""In place of a treatment: all of them together."""
SHOWN_DAYS = {3: 84, 6: 168, 12: 364, 24: 728}
"""Days after the start at which the share still on treatment is told, by month."""


@dataclass(frozen=True)
class Response:
    """The response to one treatment (or ALL) at one month, in days of one kind.

    `started` patients had begun so long ago; `judgeable` of them can be judged and `not_judgeable` cannot, for the
    `reasons` (None: too few patients). `responders` have half as many days by the estimate, `surely` whatever the days
    that are not known were, and of `undetermined` it depends on them. `falls` are the judged patients' percent falls,
    largest first; `change` is the middle of their changes in days per 28.
    """

    treatment: str
    month: int
    kind: str
    started: int
    judgeable: int
    reasons: Mapping[str, int | None]
    responders: int
    surely: int
    undetermined: int
    change: float
    falls: tuple[float, ...]

    @property
    def not_judgeable(self) -> int:
        """Patients of whom the response cannot be told."""
        return self.started - self.judgeable

    @property
    def share(self) -> float:
        """Responders of the judgeable, 0 to 1."""
        return self.responders / self.judgeable

    @property
    def share_95(self) -> tuple[float, float]:
        """The 95 % interval of the share."""
        return wilson(self.responders, self.judgeable)

    def as_json(self) -> dict[str, object]:
        """The response as other programs rely on it."""
        return {
            "treatment": self.treatment,
            "month": self.month,
            "kind": self.kind,
            "started": self.started,
            "judgeable": self.judgeable,
            "not_judgeable": self.not_judgeable,
            "not_judgeable_reasons": dict(self.reasons),
            "responders": self.responders,
            "responders_whatever_the_empty_days": self.surely,
            "undetermined": self.undetermined,
            "share": self.share,
            "share_95": list(self.share_95),
            "median_change_per_28": self.change,
            "percent_falls": list(self.falls),
            "published": [
                {"source": one.source, "population": one.population, "percent": one.percent, "placebo": one.placebo}
                for one in published_for(self.treatment, self.month)
            ],
        }


@dataclass(frozen=True)
class TimeOnTreatment:
    """How long one treatment (or ALL) was kept up: a course of a patient each, so that a patient may have several."""

    treatment: str
    curve: Curve
    patients: int

    def as_json(self) -> dict[str, object]:
        """The time on treatment as other programs rely on it."""
        last = self.curve.followed
        return {
            "treatment": self.treatment,
            "patients": self.patients,
            "treatments": self.curve.number,
            "still_on": {str(month): self.curve.at(day) if day <= last else None for month, day in SHOWN_DAYS.items()},
            "days": list(self.curve.days),
            "at_risk": list(self.curve.at_risk),
            "share": list(self.curve.going_on),
            "share_lower_95": list(self.curve.lower),
            "share_upper_95": list(self.curve.upper),
            "still_on_95": {str(month): self._band(day) for month, day in SHOWN_DAYS.items()},
            "at_risk_after": {
                str(month): self.curve.at_risk_on(day) if day <= last else None for month, day in SHOWN_DAYS.items()
            },
            "ended": {cause: list(shares) for cause, shares in self.curve.ended.items()},
        }

    def _band(self, day: int) -> list[float | None] | None:
        return list(self.curve.band_at(day)) if day <= self.curve.followed else None


@dataclass(frozen=True)
class Point:
    """A share of patients or days at one place of a course: `patients` it rests on, and how many were left out.

    `share_95` is its 95 % interval: chance among patients, and from the `lowest` to the `highest` that it can be.
    """

    at: str
    share: float
    patients: int
    left_out: int
    share_95: tuple[float, float]
    lowest: float | None = None
    highest: float | None = None

    def as_json(self) -> dict[str, object]:
        """The point as other programs rely on it."""
        return {name: value for name, value in self.__dict__.items() if value is not None}


@dataclass(frozen=True)
class Switches:
    """Patients by what they changed from and to, the most first; `is_partial` where some are too few to be told.

    Of `left_out` patients it is not known whether one of their treatments was a switch.
    """

    flows: tuple[tuple[str, str, int], ...]
    is_partial: bool
    left_out: int = 0

    def as_json(self) -> list[dict[str, object]]:
        """The switches as other programs rely on them."""
        return [{"from": before, "to": after, "patients": number} for before, after, number in self.flows]


@dataclass(frozen=True)
class Waiting:
    """Days from start to judged evaluation: quartiles among `evaluated`, and how many there was none for, and why."""

    evaluated: int
    days: tuple[float, float, float]
    not_evaluated: Mapping[str, int | None]

    def as_json(self) -> dict[str, object]:
        """The waiting times as other programs rely on them."""
        return {
            "evaluated": self.evaluated,
            "quartiles_days": list(self.days),
            "not_evaluated": dict(self.not_evaluated),
        }


@dataclass(frozen=True)
class BesideRegister:
    """The clinic's own share where a register has one: `share`, 0 to 1, of `number`, and how many were left out.

    `band` is the interval of a share that was not counted but estimated; None: it is that of a count.
    """

    register: Registered
    share: float
    number: int
    left_out: int
    band: tuple[float, float] | None = None

    @property
    def share_95(self) -> tuple[float, float]:
        """The 95 % interval of the share."""
        return self.band or wilson(round(self.share * self.number), self.number)

    def as_json(self) -> dict[str, object]:
        """The comparison as other programs rely on it."""
        return {
            "what": self.register.what,
            "share": self.share,
            "share_95": list(self.share_95),
            "number": self.number,
            "left_out": self.left_out,
            "source": self.register.source,
            "percent": self.register.percent,
        }
