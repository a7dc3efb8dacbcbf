"""What an import could not read or understand: kept by patient, and unknown in the figures, never a no."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert, select

from analysis.basis import Basis
from analysis.counts.counted import columns_in_force, counts_by_patient
from analysis.counts.day_count import DayCount, WindowCounts
from analysis.counts.from_grid import counts_in, numbers_in
from analysis.counts.of_rows import window_counts
from analysis.days.classified import KINDS
from analysis.days.definitions import PROFILES
from analysis.days.grid import day_grid
from analysis.effect.attacks import attacks_in
from analysis.importing import import_exports, undoing
from analysis.outcomes import Outcome
from analysis.querying.schema import ACUTE_DOSES, DRUG_NAMES
from analysis.records.remarks import remarks
from analysis.settings import Settings, shipped
from analysis.store.migration import drug_name_rows
from analysis.windows import Window

LAST = date(2026, 10, 31)
WINDOW = Window(LAST - timedelta(days=27), LAST)
DAYS = [WINDOW.first + timedelta(days=place) for place in range(28)]
NOW = datetime(2026, 11, 1, 9)
HEADER = "patient_id,date,headache,recorded_at,severity,duration_hours"


@pytest.fixture
def store(engine: Engine, tmp_path: Path) -> Iterator[Store]:
    with engine.connect() as connection:
        yield Store(connection, tmp_path)
        connection.rollback()


class Store:
    """An empty store, and a folder to write exports into."""

    def __init__(self, connection, folder: Path) -> None:
        self.connection, self.folder = connection, folder

    def take(self, exported_at: str = f"{LAST}T23:30", source: str = "t", more: str = "", **files: str):
        folder = self.folder / f"export-{len(list(self.folder.iterdir()))}"
        folder.mkdir()
        (folder / "export.json").write_text(f'{{"exported_at": "{exported_at}", "source": "{source}"{more}}}')
        for name, text in {"patients": "patient_id,enrolled_on\nQ,2026-01-01\n", **files}.items():
            (folder / f"{name}.csv").write_text(text, encoding="utf-8")
        return import_exports(self.connection, [folder], by="test", now=NOW, accept_removals=True)

    def counts(self, profile: str = "MD-1") -> WindowCounts:
        return self.everyones_counts(profile)["Q"]

    def everyones_counts(self, profile: str = "MD-1") -> dict[str, WindowCounts]:
        self.connection.execute(DRUG_NAMES.delete())
        written = self.connection.execute(select(ACUTE_DOSES.c.drug, ACUTE_DOSES.c.atc).distinct())
        rows = [row for drug, atc in written for row in drug_name_rows(drug, atc or "")]
        if rows:
            self.connection.execute(insert(DRUG_NAMES), rows)
        found = counts_by_patient(self.connection, [WINDOW], Basis(LAST, _settings(profile)))
        return {patient: of_windows[0] for patient, of_windows in found.items()}

    def counts_elsewhere(self, profile: str = "MD-1", patient: str = "Q") -> tuple[WindowCounts, ...]:
        """The same counts off days that were read already, for a summary and for an effect."""
        basis = Basis(LAST, _settings(profile), (patient,))
        grid = day_grid(self.connection, WINDOW, KINDS, basis)
        ends = ([day.toordinal()] for day in (WINDOW.first, WINDOW.last))
        numbers = numbers_in(grid, [0], *ends, KINDS, basis)
        of_effect = window_counts({name: int(found[0]) for name, found in numbers.items()}, WINDOW)
        return counts_in(grid, [WINDOW], basis)[patient][0], of_effect

    def remarks(self, patient: str = "Q") -> list[tuple[int, str, int | None, str | None, str]]:
        found = remarks(self.connection, [patient]).get(patient, ())
        return [(one.batch, one.file, one.line, one.column, one.kind) for one in found]


def _settings(profile: str) -> Settings:
    return replace(shipped(), profile=profile)


def diary(headache: set[int], odd: str = "36") -> str:
    """All 28 days filled in; on those of `headache` the patient wrote something odd for the hours."""
    lines = [
        f"Q,{day},{int(at in headache)},{day}T21:00,,{odd if at in headache else ''}" for at, day in enumerate(DAYS)
    ]
    return "\n".join([HEADER, *lines, ""])


def doses(*lines: str, header: str = "patient_id,date,drug") -> str:
    return "\n".join([header, *lines, ""])


def one_each(cases: Sequence[object]) -> list[str]:
    """A pseudonym for each case, so that all are read in one import."""
    return [f"Q{place:02}" for place in range(len(cases))]


def enrolled(names: Sequence[str]) -> str:
    return doses(*(f"{name},2026-01-01" for name in names), header="patient_id,enrolled_on")


def of_each(text: str, names: Sequence[str]) -> str:
    """The file with its rows told of each patient."""
    header, *rows = text.splitlines()
    return doses(*(row.replace("Q", name, 1) for name in names for row in rows), header=header)


def span(count) -> tuple[int, int]:
    return count.lowest, count.highest


def test_nine_headache_days_with_an_odd_cell_are_nine_on_28(store) -> None:
    written = ["36", "20 min", "lite", "-1"]
    names = one_each(written)
    texts = [of_each(diary(set(range(1, 28, 3)), odd), [name]) for name, odd in zip(names, written, strict=True)]
    rows = [row for text in texts for row in text.splitlines()[1:]]
    store.take(patients=enrolled(names), diary=doses(*rows, header=HEADER))
    for place, (name, counts) in enumerate(sorted(store.everyones_counts().items())):
        assert (counts.completeness.filled, counts["headache"].observed, span(counts["headache"])) == (28, 9, (9, 9))
        assert [(line, column) for _, _, line, column, _ in store.remarks(name)] == [
            (28 * place + at + 2, "duration_hours") for at in range(1, 28, 3)
        ]


def test_a_remark_goes_when_the_source_corrects_the_cell(store) -> None:
    store.take(diary=diary({3}))
    store.take(exported_at="2026-10-31T23:40", diary=diary({3}, "12"))
    assert store.remarks() == []


def test_a_remark_stays_when_another_source_or_later_days_alone_are_exported(store) -> None:
    row = f"Q,{DAYS[0]},1,{DAYS[0]}T20:00,2,36"
    store.take(diary=f"{HEADER}\n{row}\n")
    told = store.remarks()
    other = f"{HEADER}\nR,{DAYS[0]},1,{DAYS[0]}T20:00,2,3\n"
    store.take("2026-11-01T06:00", "u", patients="patient_id,enrolled_on\nR,2026-01-01\n", diary=other)
    later = f"{HEADER}\nQ,{DAYS[5]},1,{DAYS[5]}T20:00,2,3\n"
    store.take("2026-11-01T07:00", "t", f', "from": "{DAYS[1]}"', diary=later)
    assert [line for *_, line, _, _ in told] == [2]
    assert store.remarks() == told
    store.take("2026-11-01T08:00", diary=f"{later}{row.replace('36', '3')}\n")
    assert store.remarks() == []


def test_a_remark_goes_with_the_file_that_its_source_no_longer_has(store) -> None:
    diary = f"{HEADER}\nQ,{DAYS[0]},1,{DAYS[0]}T20:00,2,3\n"
    doses = f"patient_id,date,drug,doses\nQ,{DAYS[0]},Sumatriptan,many\n"
    store.take(diary=diary, acute_doses=doses)
    assert [name for _, name, *_ in store.remarks()] == ["acute_doses.csv"]
    store.take("2026-11-01T06:00", diary=diary)
    assert store.remarks() == []


def test_a_rejected_row_of_a_patient_stays_told_until_it_is_corrected(store) -> None:
    text = diary({3}, "2").replace(f"Q,{DAYS[3]},1", f"Q,{DAYS[3]},perhaps").replace(str(DAYS[5]), "the fifth", 1)
    store.take(diary=text)
    assert store.remarks() == [
        (1, "diary.csv", 5, "headache", "not_yes_or_no"),
        (1, "diary.csv", 7, "date", "not_a_date"),
    ]
    counts = store.counts()
    assert (counts.completeness.filled, span(counts["headache"])) == (26, (0, 2))


def test_an_intake_whose_drug_cannot_be_known_makes_its_day_unknown_and_a_word_for_nothing_is_a_no(store) -> None:
    unknown, nothing = ["", "NA", "?", "-", "--", ".", "0", "n/a"], ["ingen", "nil", "keine", "no meds", "none"]
    names = one_each(written := [*unknown, *nothing])
    taken = [f"{name},{DAYS[3]},{drug}" for name, drug in zip(names, written, strict=True)]
    taken += [f"{name},{DAYS[4]},Sumatriptan" for name in names[: len(unknown)]]
    diaries = of_each(diary({3}, "2"), names)
    store.take(patients=enrolled(names), diary=diaries, acute_doses=doses(*taken))
    found = store.everyones_counts()
    for name, drug in zip(names, written, strict=True):
        drugs = [span(found[name][kind]) for kind in ("acute_medication", "triptan", "nsaid")]
        assert drugs == ([(1, 2), (1, 2), (0, 1)] if drug in unknown else [(0, 0)] * 3), drug


def test_no_doses_do_not_say_that_the_drug_was_taken(store) -> None:
    text = doses(f"Q,{DAYS[3]},Sumatriptan,0", f"Q,{DAYS[4]},Sumatriptan,two", header="patient_id,date,drug,doses")
    store.take(diary=diary({3}, "2"), acute_doses=text)
    assert span(store.counts()["triptan"]) == (1, 2)


def test_intakes_on_days_without_an_entry_are_certain(store) -> None:
    kept = "\n".join(line for at, line in enumerate(diary(set()).splitlines()) if at not in (4, 9, 14, 19))
    taken = [f"Q,{DAYS[at]},Sumatriptan" for at in (3, 8, 13, 18, 20, 21, 22, 23, 24, 25)]
    store.take(diary=kept, acute_doses=doses(*taken))
    counts = store.counts()
    assert (counts.completeness.filled, counts.completeness.missing) == (24, 4)
    assert (counts["triptan"].observed, span(counts["triptan"]), counts["triptan"].per_28) == (10, (10, 10), 10.0)
    assert span(counts["nsaid"]) == (0, 4)
    assert span(counts["headache"]) == (0, 4)


def test_a_drug_after_one_that_did_not_help_is_taken_too(store) -> None:
    taken = [f"Q,{DAYS[at]},Ipren hjälpte inte så tog Maxalt" for at in range(12)]
    store.take(diary=diary(set()), acute_doses=doses(*taken))
    counts = store.counts()
    assert (span(counts["nsaid"]), span(counts["triptan"])) == ((12, 12), (12, 12))


def test_the_patients_own_word_is_no_stand_in_for_what_could_not_be_read(store) -> None:
    header = "patient_id,date,headache,unilateral,pulsating,aggravated_by_activity,severity,nausea,photophobia,migraine"
    read = [f"Q,{DAYS[0]},1,0,0,0,1,0,0,0", f"Q,{DAYS[1]},1,,,,,,,1"]
    torn = [f"Q,{DAYS[2]},1,0,?!,?!,1,0,0,1"]
    store.take(diary=doses(*read, *torn, header=header), acute_doses=doses())
    assert span(store.counts()["migraine"]) == (1, 27)


def test_what_programs_write_for_nothing_is_empty(store) -> None:
    lines = [f"Q,{DAYS[0]},1.0,NaN,NA,NULL", f"Q,{DAYS[1]},0.0,-,.,n/a"]
    report = store.take(diary="\n".join(["sep=,", HEADER, *lines, ",,,,,", ",,,,,,,", ""]))
    assert [(file.read, file.rejected, file.remarks) for file in report.files[1:]] == [(2, 0, ())]
    assert span(store.counts()["headache"]) == (1, 27)


def test_a_day_alone_says_that_the_export_was_made_at_its_end(store) -> None:
    report = store.take(exported_at=str(LAST), diary=diary({3}, "2"))
    assert report.as_of == LAST
    assert report.files[1].rejected == 0


def test_ids_are_one_however_their_letters_are_composed(store) -> None:
    people = "patient_id,enrolled_on,care_unit\nÅ1,2026-01-01,Norr\nQ,2026-01-01,NORR\nR,2026-01-01, Norr \n"
    report = store.take(patients=people, diary=f"patient_id,date,headache\nA\u030a1 ,{DAYS[0]},1\n")
    assert report.files[1].accepted == 1


def test_rows_of_a_rejected_patient_say_where(store) -> None:
    report = store.take(patients="patient_id,enrolled_on\nQ,spring\n", diary=diary({3}, "2"))
    assert {problem.explanation for problem in report.files[1].problems} == {
        "the patient's own row was rejected: patients.csv, line 2"
    }


NINE_AT_A_TIME = [f"Q,{DAYS[at]},Sumatriptan,{DAYS[at]}T08:00" for at in range(9)]


def take_with(store, torn: dict[str, list[str]]) -> None:
    """Takes in a diary of each patient with nine intakes, and the rows of intakes that are torn."""
    taken = of_each(doses(*NINE_AT_A_TIME, header="patient_id,date,drug,taken_at"), list(torn))
    rows = [f"{name},{row}" for name, rows in torn.items() for row in rows]
    diaries = of_each(diary({12}, "2"), list(torn))
    store.take(patients=enrolled(list(torn)), diary=diaries, acute_doses=doses(*rows, header=taken.rstrip("\n")))


def test_an_intake_whose_day_cannot_be_read_makes_the_day_of_its_time_unknown(store) -> None:
    days = ["???", "2026-13-45", ""]
    torn = [[f"{day},Sumatriptan,{DAYS[12]}T08:00"] for day in days]
    take_with(store, dict(zip(one_each(days), torn, strict=True)))
    for counts in store.everyones_counts().values():
        assert span(counts["triptan"]) == (9, 10)
        assert span(counts["acute_medication"]) == (9, 10)
        assert counts["triptan"].reaches(10) is Outcome.UNDETERMINED


def test_an_intake_of_which_no_day_is_known_may_lie_on_any(store) -> None:
    torn, most = [0, 1, 3, 40], [9, 10, 12, 28]
    names = one_each(torn)
    take_with(store, {name: ["???,Sumatriptan,???"] * number for name, number in zip(names, torn, strict=True)})
    found = store.everyones_counts()
    for name, number, highest in zip(names, torn, most, strict=True):
        for counts in (found[name], *store.counts_elsewhere(patient=name)):
            triptan = counts["triptan"]
            assert (span(triptan), span(counts["acute_medication"])) == ((9, highest), (9, highest))
            assert triptan.reaches(10) is (Outcome.UNDETERMINED if number else Outcome.NOT_MET)
            assert (triptan.per_28 is None) is bool(number)
            assert span(counts["headache"]) == (1, 1)
    (column,) = columns_in_force(store.connection, [WINDOW], Basis(LAST, shipped()), kinds=["triptan", "headache"])
    assert [(days.lowest.tolist(), days.highest.tolist()) for days in (column["triptan"], column["headache"])] == [
        ([9] * 4, most),
        ([1] * 4, [1] * 4),
    ]


def test_a_day_without_anything_may_have_had_an_intake_of_which_no_day_is_known() -> None:
    clear = DayCount(observed=18, unfilled=1, unknown=2, filled=27)
    assert span(clear.with_undated("crystal_clear", 3)) == (15, 21)
    assert span(clear.with_undated("crystal_clear", 30)) == (0, 21)
    assert clear.with_undated("headache", 3) is clear


def test_an_intake_of_which_no_day_is_known_is_forgotten_when_it_is_corrected(store) -> None:
    taken = [f"Q,{DAYS[at]},Sumatriptan" for at in range(9)]
    store.take(diary=diary({12}, "2"), acute_doses=doses(*taken, "Q,???,Sumatriptan"))
    corrected = doses(*taken, f"Q,{DAYS[9]},Sumatriptan")
    store.take(exported_at=f"{LAST}T23:40", diary=diary({12}, "2"), acute_doses=corrected)
    assert span(store.counts()["triptan"]) == (10, 10)


def test_what_a_dose_of_which_no_day_is_known_may_have_made_of_a_headache_day(store) -> None:
    """By each profile, with two patients whose diaries differ in the day of one dose, which R's does not tell."""
    signs = "aura unilateral pulsating aggravated_by_activity nausea vomiting photophobia phonophobia migraine".split()
    header = ",".join(["patient_id,date,headache,recorded_at,severity,duration_hours", *signs])
    said = {0: "0,{}T21:00,,", 1: "1,{}T21:00,1,1"}
    lines = [f"Q,{day},{said[at < 12].format(day)}{',0' * len(signs)}" for at, day in enumerate(DAYS)]
    text = "\n".join([header, *lines, ""])
    taken = [f"Q,{DAYS[at]},Sumatriptan,yes" for at in range(8)]
    torn = [row.replace("Q", "R", 1) for row in (*taken[:7], "Q,???,Sumatriptan,yes")]
    both = ["Q", "R"]
    intakes = doses(*taken, *torn, header="patient_id,date,drug,helped")
    store.take(patients=enrolled(both), diary=of_each(text, both), acute_doses=intakes)
    for profile in PROFILES:
        found = store.everyones_counts(profile)
        known = found["Q"]
        for counts in (found["R"], *store.counts_elsewhere(profile, "R")):
            for kind in KINDS:
                assert counts[kind].lowest <= known[kind].lowest, (profile, kind)
                assert counts[kind].highest >= known[kind].highest, (profile, kind)
            assert counts["migraine"].highest <= known["migraine"].highest + 1, profile
            assert counts["headache"].highest <= known["headache"].highest + 1, profile


CHANGES = ', "scope": "changes"'
NINE = [f"Q,{DAYS[at]},Sumatriptan" for at in range(9)]
TORN = "Q,???,Sumatriptan"


def test_an_intake_of_which_no_day_is_known_stays_when_other_days_arrive(store) -> None:
    store.take(diary=diary({12}, "2"), acute_doses=doses(*NINE, TORN))
    told = store.remarks()
    night = {"diary": f"{HEADER}\nQ,{LAST},0,{LAST}T21:00,,\n", "acute_doses": doses(f"Q,{DAYS[12]},Ibuprofen")}
    store.take(f"{LAST}T23:40", more=CHANGES, **night)
    assert store.remarks() == told
    store.take(f"{LAST}T23:50", more=f', "from": "{DAYS[9]}"', diary=diary({12}, "2"), acute_doses=doses())
    assert store.remarks() == told
    assert span(store.counts()["triptan"]) == (9, 10)
    store.take(f"{LAST}T23:55", diary=diary({12}, "2"), acute_doses=doses(*NINE))
    assert store.remarks() == []


def test_an_intake_of_which_no_day_is_known_counts_once_however_often_it_is_sent(store) -> None:
    store.take(diary=diary({12}, "2"), acute_doses=doses(*NINE, TORN))
    for night, torn in enumerate([[TORN], [TORN, "Q,???,Ibuprofen"], [TORN], [TORN, TORN], [TORN]]):
        store.take(f"{LAST}T23:{40 + night}", more=CHANGES, acute_doses=doses(f"Q,{DAYS[0]},Sumatriptan", *torn))
    assert len(store.remarks()) == 3
    assert span(store.counts()["acute_medication"]) == (9, 12)
    assert (6, "acute_doses.csv", 3, "date", "not_a_date") in store.remarks()
    undoing.undo(store.connection, 6, "test", NOW)
    assert len(store.remarks()) == 3


def test_an_export_that_is_older_does_not_correct_what_came_in_since(store) -> None:
    store.take(diary=diary({12}, "2"), acute_doses=doses(*NINE))
    store.take(f"{LAST}T23:50", more=CHANGES, acute_doses=doses(TORN))
    store.take(f"{LAST}T23:40", diary=diary({12}, "2"), acute_doses=doses(*NINE))
    assert span(store.counts()["triptan"]) == (9, 10)


def test_what_could_not_be_read_of_a_patient_goes_with_a_newer_row_of_the_patient(store) -> None:
    people = "patient_id,enrolled_on,left_on\nQ,2026-01-01,{}\n"
    store.take(patients=people.format("soon"), diary=diary({12}, "2"))
    assert len(store.remarks()) == 1
    store.take(f"{LAST}T23:40", more=CHANGES, patients=people.format(""))
    assert store.remarks() == []


@pytest.mark.parametrize(("torn", "span"), [([], (2, 2)), ([TORN], (2, 3))])
def test_attacks_before_and_after_a_treatment_may_be_those_of_a_dose_without_a_day(store, torn, span) -> None:
    signs = "aura unilateral pulsating aggravated_by_activity nausea vomiting photophobia phonophobia".split()
    lines = [f"Q,{day},{int(at in (1, 4, 9))}{',0' * len(signs)}" for at, day in enumerate(DAYS)]
    text = "\n".join([",".join(["patient_id,date,headache", *signs]), *lines, ""])
    store.take(diary=text, acute_doses=doses(*(f"Q,{DAYS[at]},Sumatriptan" for at in (1, 4)), *torn))
    store.counts()
    (found,) = attacks_in(store.connection, [("Q", WINDOW)], Basis(LAST, _settings("MD-1"))).values()
    assert (found.lowest, found.highest) == span
