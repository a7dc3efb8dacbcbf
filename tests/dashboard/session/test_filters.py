"""Who is found on the nurse's list by what was chosen, and in which order: by columns, and line by line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from analysis.basis import Basis
from analysis.settings import shipped
from analysis.store import Action, Contact, Door, Visitor
from analysis.worklist import DRUG, GROUPS, NOT_READ, PLACES, TO_DO, Line, Worklist, worklist
from analysis.worklist.urgency import KEYS
from dashboard.sections.worklist.worklist_rows import COLUMNS, Order, care_units, counts, ordered, to_do, treatments
from dashboard.session.filters import ALL, NOT_RECENTLY, RECENTLY, TODO, Chosen
from tests.drawn_clinic import END, drawn_contacts, make_drawn_clinic

AS_OF = date(2026, 10, 31)
NOTHING_DUE = PLACES.index("nothing")
EVERY_GROUP = (TODO, *GROUPS, "near", "enough", "waiting", "nothing", ALL)


def listed(*rows: dict[str, object], contacts: tuple[Contact, ...] = ()) -> Worklist:
    """A list of patients about to lose a day and with too few, P-1 first, of whom only what is chosen by is known."""
    usual = {
        "as_of": AS_OF.toordinal(),
        "care_unit": "Enhet Nord",
        "display_name": "Test Person",
        DRUG: "Ajovy",
        "next_visit": np.nan,
        "reason": PLACES.index("rescue"),
        **dict.fromkeys((*GROUPS, *NOT_READ), False),
        "rescue": True,
        "insufficient": True,
        **dict.fromkeys(KEYS, 0.0),
    }
    made = [usual | row | {"alphabetical": place} for place, row in enumerate(rows)]
    table = pd.DataFrame(made, index=[f"P-{place}" for place in range(1, len(rows) + 1)])
    return Worklist(Basis(AS_OF, shipped()), table, pd.DataFrame(), pd.DataFrame()).with_contacts(contacts)


def contacted(days_ago: int, waiting: int) -> Contact:
    on = AS_OF - timedelta(days=days_ago)
    return Contact("P-1", on, "nurse", "phone", waiting_until=on + timedelta(days=waiting))


@pytest.mark.parametrize(
    ("chosen", "contact", "fits"),
    [
        (Chosen(), None, True),
        (Chosen(), contacted(0, 3), False),
        (Chosen(), contacted(3, 2), True),
        (Chosen(group="waiting"), contacted(0, 3), True),
        (Chosen(group="insufficient"), None, True),
        (Chosen(group="insufficient"), contacted(0, 3), False),
        (Chosen(group="overuse"), None, False),
        (Chosen(group="nothing", search="PERSON test"), None, True),
        (Chosen(search="p-1"), contacted(0, 3), True),
        (Chosen(search="p-2"), None, False),
        (Chosen(unit="Enhet Syd"), None, False),
        (Chosen(treatment="Ajovy"), None, True),
        (Chosen(treatment="none"), None, False),
        (Chosen(contacted=RECENTLY), None, False),
        (Chosen(contacted=RECENTLY, group=ALL), contacted(14, 0), True),
        (Chosen(contacted=NOT_RECENTLY, group=ALL), contacted(15, 0), True),
    ],
)
def test_what_was_chosen_fits_who_it_should(chosen: Chosen, contact: Contact | None, fits: bool) -> None:
    found = chosen.of(listed({}, contacts=(contact,) if contact else ()), AS_OF)
    assert found.patients == (("P-1",) if fits else ())


def test_those_of_whom_something_could_not_be_read_can_be_chosen() -> None:
    everyone = listed(
        {}, {"visit_not_read": True}, {"treatment_not_read": True, "rescue": False, "reason": NOTHING_DUE}
    )
    assert Chosen(group="not_read").of(everyone, AS_OF).patients == ("P-2", "P-3")
    assert counts(everyone)["not_read"] == 2


def test_a_search_takes_signs_as_they_are_written() -> None:
    names = listed({"display_name": "A.B (C)"}, {"display_name": "AxB"}, {"display_name": None})
    assert Chosen(search="a.b").of(names, AS_OF).patients == ("P-1",)
    assert Chosen(search="(").of(names, AS_OF).patients == ("P-1",)
    assert Chosen(search="p-3").of(names, AS_OF).patients == ("P-3",)


def test_contacts_move_a_patient_to_waiting_until_the_day_and_no_longer() -> None:
    rescue, waiting = PLACES.index("rescue"), PLACES.index("waiting")
    for contacts, place in (([contacted(1, 1)], waiting), ([contacted(2, 1)], rescue), ([], rescue)):
        assert listed({}).with_contacts(contacts).table["place"].tolist() == [place]


def test_the_last_contact_counts() -> None:
    found = listed({}, contacts=(contacted(5, 20), contacted(1, 0)))
    assert found.table["last_contact"].tolist() == [contacted(1, 0)]
    assert found.table["place"].tolist() == [PLACES.index("rescue")]


def test_who_has_no_value_stands_last_in_either_direction() -> None:
    rows = [{"next_visit": value} for value in (AS_OF.toordinal() + 5.0, np.nan, AS_OF.toordinal() + 1.0)]
    assert ordered(listed(*rows), Order("visit")).patients == ("P-3", "P-1", "P-2")
    assert ordered(listed(*rows), Order("visit", ascending=False)).patients == ("P-1", "P-3", "P-2")


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Worklist:
    """The list of a drawn clinic, some of whom were contacted."""
    store = make_drawn_clinic(tmp_path_factory.mktemp("drawn") / "clinic", 120, seed=5)
    found = worklist(Door(store, Visitor("nurse")).enter(Action.LISTED, "worklist"))
    return found.with_contacts(drawn_contacts(sorted(found.patients), seed=6))


def names(lines: list[Line]) -> tuple[str, ...]:
    return tuple(line.patient.patient_id for line in lines)


def fits(chosen: Chosen, line: Line) -> bool:
    """Whether a line is among what was chosen, read off the line itself."""
    told = f"{line.patient.patient_id} {line.patient.display_name or ''}".casefold()
    in_group = chosen.group in (ALL, line.place) or (line.place != "waiting" and chosen.group in line.groups)
    if chosen.group == TODO:
        in_group = line.place in (*TO_DO, "enough")
    if chosen.search:
        in_group = all(word in told for word in chosen.search.casefold().split())
    is_recent = line.last_contact is not None and line.last_contact.contacted_on >= END - timedelta(days=14)
    return (
        in_group
        and chosen.unit in (ALL, line.patient.care_unit)
        and chosen.treatment in (ALL, line.treatment.on(line.as_of).drug if line.treatment else "none")
        and chosen.contacted in (ALL, RECENTLY if is_recent else NOT_RECENTLY)
    )


@pytest.mark.parametrize("group", EVERY_GROUP)
def test_every_group_holds_those_whose_line_says_so(drawn: Worklist, group: str) -> None:
    chosen = Chosen(group=group)
    expected = [line for line in drawn.lines if fits(chosen, line)]
    assert chosen.of(drawn, END).patients == names(expected)
    assert expected


@pytest.mark.parametrize("search", ["", "p-01", "åsa test", "STRASSE", "straße 7", "9 p", "nobody", " "])
@pytest.mark.parametrize("unit", [ALL, "Enhet Öst", "Enhet Väst"])
def test_search_filters_and_contacts_find_those_whose_line_says_so(drawn: Worklist, search: str, unit: str) -> None:
    lines = drawn.lines
    for treatment in (ALL, "none", *treatments(drawn)):
        for recency in (ALL, RECENTLY, NOT_RECENTLY):
            chosen = Chosen(search, ALL, treatment, recency, unit)
            assert chosen.of(drawn, END).patients == names([line for line in lines if fits(chosen, line)])


VALUES: dict[str, Callable[[Line], object]] = {
    "patient": lambda line: line.patient.patient_id,
    "reason": lambda line: PLACES.index(line.place),
    "filled": lambda line: line.completeness.now,
    "visit": lambda line: line.next_visit,
    "treatment": lambda line: line.treatment.on(line.as_of).drug.casefold() if line.treatment else None,
    "contact": lambda line: line.last_contact.contacted_on if line.last_contact else None,
}


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("ascending", [True, False])
def test_a_column_sorts_by_what_the_lines_say_and_leaves_equal_ones_as_they_stood(
    drawn: Worklist, column: str, ascending: bool
) -> None:
    value = VALUES[column]
    known = [line for line in drawn.lines if value(line) is not None]
    unknown = [line for line in drawn.lines if value(line) is None]
    known.sort(key=value, reverse=not ascending)  # type: ignore[arg-type]
    assert ordered(drawn, Order(column, ascending)).patients == names([*known, *unknown])


def test_what_can_be_chosen_and_how_many_it_finds(drawn: Worklist) -> None:
    lines = drawn.lines
    assert care_units(drawn) == ("Enhet Nord", "Enhet syd", "Enhet Öst")
    assert treatments(drawn) == tuple(sorted({line.treatment.on(line.as_of).drug for line in lines if line.treatment}))
    assert to_do(drawn) == sum(line.place in TO_DO for line in lines)
    for group, number in counts(drawn).items():
        by_group = sum(group in line.groups for line in lines)
        assert number == (by_group if group in GROUPS else sum(line.place == group for line in lines))


def test_a_page_holds_the_lines_that_stand_there(drawn: Worklist) -> None:
    assert drawn.between(50, 100).lines == drawn.lines[50:100]
    assert drawn.between(100, 150).lines == drawn.lines[100:]


@pytest.mark.parametrize("chosen", [Chosen(), Chosen(search="p"), Chosen(group="waiting"), Chosen(treatment="none")])
def test_a_list_of_nobody_can_be_chosen_from_and_sorted(drawn: Worklist, chosen: Chosen) -> None:
    nobody = drawn.between(0, 0)
    for column in COLUMNS:
        assert ordered(chosen.of(nobody, END), Order(column)).lines == ()
    assert (care_units(nobody), treatments(nobody), to_do(nobody)) == ((), (), 0)


def test_patients_of_whom_nothing_is_known_but_the_name_can_be_chosen_and_sorted(drawn: Worklist) -> None:
    unknown = drawn.table.assign(display_name=None, care_unit=None, **{DRUG: None}, next_visit=np.nan)
    without = replace(drawn, table=unknown)
    assert Chosen(search="p-00", group=ALL).of(without, END).patients == tuple(
        name for name in drawn.patients if name.startswith("P-00")
    )
    assert Chosen(group=ALL, treatment="none").of(without, END).patients == drawn.patients
    assert ordered(without, Order("treatment")).patients == drawn.patients
    assert ordered(without, Order("visit", ascending=False)).patients == drawn.patients
