"""Diaries of apps, a small invented file each, with the days and doses counted by hand."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest

from analysis.errors import UnreadableFile
from analysis.formats import formats, read_exports
from analysis.formats.mapping import mapping_of
from analysis.formats.reading import Export, Options

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def seconds(moment: str) -> int:
    return int(datetime.fromisoformat(moment).replace(tzinfo=STOCKHOLM).timestamp())


def ms(moment: str) -> int:
    return 1000 * seconds(moment)


CLUSTER = """\
start_time,end_time,intensity,medication,triggers,notes
2024-03-02 23:00:00,2024-03-03 01:15:00,8,Oxygen,Alcohol,at night
2024-03-04 15:30:00,2024-03-04 17:45:00,6,Sumatriptan + Oxygen,,
2024-03-07 15:30:00,,9,,,
"""
AIDING = """\
\ufeffDate,Start Time,End Time,Duration (hours),Pain Level,Category,Medication,Notes,Resolution,Status,Pressure (hPa),\
Symptoms,Triggers,Prodrome,Postdrome,Pain Location,Pain Quality
2024-01-15,22:30,02:45,4.25,7,Moderate,Sumatriptan 100mg,a,,completed,,Nausea; Light sensitivity,,,,\
Left temple; Behind left eye,Pulsating / throbbing
2024-01-20,09:00,,,,Severe,,,,active,,Visual aura,,,,Forehead,
"""
HEADI = f"""\
_id,pain,start_date,end_date,duration,strength,medication,medication_amount,description
1,Kopf,{ms("2024-03-01 23:30")},{ms("2024-03-02 01:30")},7200000,7,Ibuprofen,400,bad
2,Kopf,{ms("2024-03-31 01:30")},{ms("2024-03-31 04:30")},,4,,,
"""
"""The second attack spans the hour that is left out in spring: three hours on the clock, two in truth."""
PHONE = """\
Date,End Time,Pain Level,Location,Duration (hours),Aura,Light Sensitivity,Sound Sensitivity,Nausea,Vomiting,Stress,\
Ibuprofen,Sumatriptan,Other Med,Missed Work,Temperature (°C),Notes
2024-05-01 21:00,2024-05-02 03:00,6,Home,6.0,No,Yes,No,Yes,No,Yes,No,Yes,No,No,12.0,"a, b"
2024-05-04 08:00,,3,,,No,No,No,No,No,No,No,No,No,No,,
"""
COMPUTER = """\
Date,Time,End Time,Pain Level,Location,Duration (min),Triggers,Medications,Symptoms,Missed Work,Missed School,\
Missed Events,Notes
"5/14/24","9:00\u202fPM","3:00\u202fAM",6,"Home",360,"Stress","Sumatriptan (Imitrex); Ibuprofen (Advil)",\
"Aura; Photophobia",false,false,true,"n"
"""
DAYLIO = """\
full_date,date,weekday,time,mood,activities,scales,note_title,note
2024-03-03,March 3,Sunday,10:00 pm,good,work | Headache (severe) | tea,,,bad
2024-03-03,March 3,Sunday,08:00,good,work,,,
2024-03-02,March 2,Saturday,22:30,meh,friends |  migrän,,t,n
2024-03-01,March 1,Friday,22:30,rad,work,,,
"""
BEARABLE = """\
date,weekday,time of day,category,rating/amount,detail,notes
"8th Dec 2021",Wednesday,mid,Symptom,2,Neck pain (Moderate),
"8th Dec 2021",Wednesday,mid,Symptom,3,Headache (Severe),x
"8th Dec 2021",Wednesday,am,Symptom,1,Nausea (Mild),
"8th Dec 2021",Wednesday,am,Medication,1,Sumatriptan (50mg),
"9th Dec 2021",Thursday,am,Mood,3,Good,
"10th Dec 2021",Friday,am,Symptom,0,Headache (None),
"""
MIGRALOG = {
    "metadata": {"timestamp": ms("2024-03-10 08:00"), "counts": {"episodes": 3}},
    "episodes": [
        {
            "id": "e1",
            "startTime": ms("2024-03-01 22:00"),
            "endTime": ms("2024-03-02 03:00"),
            "locations": ["left_eye", "left_temple"],
            "qualities": ["throbbing"],
            "symptoms": ["nausea", "light_sensitivity"],
            "location": {"latitude": 59.1, "longitude": 18.1},
        }
    ],
    "intensityReadings": [
        {"episodeId": "e1", "timestamp": ms("2024-03-01 22:30"), "intensity": 6},
        {"episodeId": "e1", "timestamp": ms("2024-03-01 23:30"), "intensity": 8},
    ],
    "dailyStatusLogs": [
        {"date": "2024-03-03", "status": "green"},
        {"date": "2024-03-04", "status": "yellow", "statusType": "prodrome"},
        {"date": "2024-03-05", "status": "red"},
    ],
    "medications": [
        {"id": "m1", "name": "Sumatriptan", "type": "rescue"},
        {"id": "m2", "name": "Ajovy", "type": "preventative", "scheduleFrequency": "monthly"},
        {"id": "m3", "name": "Propranolol", "type": "preventative", "scheduleFrequency": "daily"},
    ],
    "medicationDoses": [
        {"medicationId": "m1", "timestamp": ms("2024-03-01 23:00"), "quantity": 1, "status": "taken"},
        {"medicationId": "m1", "timestamp": ms("2024-03-02 01:00"), "quantity": 1, "status": "skipped"},
        {"medicationId": "m2", "timestamp": ms("2024-03-02 09:00"), "quantity": 1, "status": "taken"},
        {"medicationId": "m3", "timestamp": ms("2024-03-02 09:00"), "quantity": 1, "status": "taken"},
    ],
    "medicationSchedules": [],
}
COMPANION = [
    {
        "date": "2024-03-01",
        "notes": "nn",
        "attacks": [
            {
                "headacheType": "migraine",
                "painLevel": 7.0,
                "pulsating": True,
                "auras": ["Visual"],
                "symptoms": ["Nausea", "Sensitivity to light"],
                "onPeriod": False,
                "startTime": seconds("2024-03-01 21:00"),
                "stopTime": seconds("2024-03-02 02:00"),
            }
        ],
        "medications": [
            {"name": "Ibuprofen", "type": "symptom relieving", "dose": "400 mg", "amount": 2, "effective": 0},
            {"name": "Topiramate", "type": "preventive", "amount": 1},
        ],
    },
    {"date": "2024-03-02", "attacks": [], "medications": []},
    {"date": "2024-03-09", "attacks": [], "medications": []},
]
HISTORY = [
    {"name": "Topiramate", "type": "preventive", "frequency": "daily", "effective": 1, "sideEffects": []}
    | {"startDate": seconds("2023-11-01 00:00"), "stopDate": None},
    {"name": "Ibuprofen", "type": "symptom relieving", "frequency": "", "effective": 1, "sideEffects": []},
]
REPORT = """\
<!DOCTYPE html><html><head><title>Migraine Listing</title></head><body><img alt="Migraine Buddy logo">
<table><tr><td> Time Period: </td><td> <b>1/2/19 - 5/31/19</b> </td></tr></table>
<div class="reports-table"><table><thead><tr>
<td>#</td><td>Started &amp; Lasted</td><td>Attack Type</td><td>Pain Level</td><td>Affected Activities</td>
<td> Potential Triggers </td><td>Symptoms</td><td>Auras</td><td colspan="2">Pain Positions</td><td>Medication</td>
<td> Non Drug Relief Methods </td></tr><tr><td>Left</td><td>Right</td></tr></thead><tbody>
<tr><td>1</td><td><div><div>
 Started:
</div><span> 14/03/19 21:00 </span><br><div>Location:</div><span> Lighthouse lane </span><br>
<div> Lasted: </div><span> 06h 00m </span></div></td>
<td> Migraine </td><td> 5 </td><td></td><td> Alcohol<br><br>Period: Yes </td><td> Nausea, Throbbing pain </td>
<td> No </td><td> Left Temple </td><td> </td>
<td><div><b>Helpful</b> - 1x Sumatriptan, 1x Naproxen</div><div><b>Unsure</b> - 1x Alvedon</div></td><td></td></tr>
<tr><td colspan="14" class="notes"> <pre><strong>Notes:</strong> Mar 15, 2019 at 01:45: I took this drug:  sumatriptan
a second line</pre> </td></tr>
<tr><td>2</td><td><div>Started:</div><span>20/03/19 04:13</span></td><td></td><td></td><td></td><td></td><td></td>
<td>Yes</td><td>Left Eye</td><td>Right Eye</td><td> No medication </td><td></td></tr>
<tr><td>3</td><td>21/03/19 04:13</td></tr>
</tbody></table></div></body></html>
"""

FILES: dict[str, tuple[str, str]] = {
    "cluster_headache_tracker": ("a.csv", CLUSTER),
    "aiding_migraine": ("a.csv", AIDING),
    "headi": ("a.csv", HEADI),
    "nali": ("a.csv", PHONE),
    "nali, a computer": ("a.csv", COMPUTER),
    "daylio": ("a.csv", DAYLIO),
    "bearable": ("a.csv", BEARABLE),
    "migralog": ("a.json", json.dumps(MIGRALOG)),
    "headache_companion": ("a.json", json.dumps(COMPANION)),
    "migraine_buddy_report": ("a.html", REPORT),
}
DAYS: dict[str, dict[str, dict[str, str]]] = {
    "cluster_headache_tracker": {
        "2024-03-02": {"intensity": "8", "duration_hours": "1.0", "doses_recorded": "yes", "note": "at night"},
        "2024-03-03": {"intensity": "8", "duration_hours": "1.25", "doses_recorded": "no"},
        "2024-03-04": {"intensity": "6", "duration_hours": "2.25", "doses_recorded": "yes"},
        "2024-03-07": {"intensity": "9", "duration_hours": "", "doses_recorded": "no"},
    },
    "aiding_migraine": {
        "2024-01-15": {"intensity": "7", "severity": "", "duration_hours": "1.5", "nausea": "yes", "unilateral": "yes"},
        "2024-01-16": {"duration_hours": "2.75", "photophobia": "yes", "pulsating": "yes", "doses_recorded": "no"},
        "2024-01-20": {"intensity": "", "severity": "3", "aura": "yes", "unilateral": "", "doses_recorded": "no"},
    },
    "headi": {
        "2024-03-01": {"intensity": "7", "duration_hours": "0.5", "note": "bad"},
        "2024-03-02": {"duration_hours": "1.5", "doses_recorded": "no"},
        "2024-03-31": {"intensity": "4", "duration_hours": "2.0"},
    },
    "nali": {
        "2024-05-01": {"intensity": "6", "duration_hours": "3.0", "aura": "No", "photophobia": "Yes", "note": "a, b"},
        "2024-05-02": {"duration_hours": "3.0", "nausea": "Yes", "doses_recorded": "no"},
        "2024-05-04": {"intensity": "3", "doses_recorded": "no"},
    },
    "nali, a computer": {
        "2024-05-14": {"intensity": "6", "duration_hours": "3.0", "aura": "yes", "photophobia": "yes", "nausea": ""},
        "2024-05-15": {"duration_hours": "3.0"},
    },
    "daylio": {
        "2024-03-01": {"headache": "no", "doses_recorded": "no"},
        "2024-03-02": {"headache": "yes", "migraine": "yes", "note": "t\nn"},
        "2024-03-03": {"headache": "yes", "severity": "3"},
    },
    "bearable": {"2021-12-08": {"severity": "3", "nausea": "yes", "intensity": "", "doses_recorded": "yes"}},
    "migralog": {
        "2024-03-01": {"intensity": "8", "duration_hours": "2.0", "unilateral": "yes", "doses_recorded": "yes"},
        "2024-03-02": {"intensity": "", "duration_hours": "3.0", "photophobia": "yes", "doses_recorded": "no"},
        "2024-03-03": {"headache": "no", "doses_recorded": "no"},
        "2024-03-05": {"headache": "yes", "duration_hours": ""},
    },
    "headache_companion": {
        "2024-03-01": {"intensity": "7.0", "duration_hours": "3.0", "migraine": "yes", "aura": "yes", "note": "nn"},
        "2024-03-02": {"duration_hours": "2.0", "menstruation": "", "doses_recorded": "no"},
    },
    "migraine_buddy_report": {
        "2019-03-14": {"intensity": "5", "duration_hours": "3.0", "menstruation": "yes", "unilateral": "yes"},
        "2019-03-15": {"duration_hours": "3.0", "migraine": "yes", "doses_recorded": "no"},
        "2019-03-20": {"aura": "yes", "unilateral": "", "doses_recorded": "yes"},
    },
}
DOSES = {
    "cluster_headache_tracker": ["2024-03-02 Oxygen", "2024-03-04 Oxygen", "2024-03-04 Sumatriptan"],
    "aiding_migraine": ["2024-01-15 Sumatriptan 100mg"],
    "headi": ["2024-03-01 Ibuprofen"],
    "nali": ["2024-05-01 Sumatriptan"],
    "nali, a computer": ["2024-05-14 Ibuprofen (Advil)", "2024-05-14 Sumatriptan (Imitrex)"],
    "bearable": ["2021-12-08 Sumatriptan"],
    "migralog": ["2024-03-01 Sumatriptan"],
    "headache_companion": ["2024-03-01 Ibuprofen 400 mg"],
    "migraine_buddy_report": ["2019-03-14 Alvedon", "2019-03-14 Naproxen", "2019-03-15 sumatriptan"],
}
KEPT_UNTIL = {
    "bearable": date(2021, 12, 10),
    "migralog": date(2024, 3, 10),
    "headache_companion": date(2024, 3, 9),
    "migraine_buddy_report": date(2019, 5, 31),
}
SAYS_NO = ("daylio", "migralog")


def loose(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def read(path: Path, *more: Path, **options: Any) -> Export:
    (export,) = read_exports([path, *more], "auto", Options(**{"patient": "p1", **options}))
    return export


def days_of(export: Export) -> dict[str, dict[str, str]]:
    """The rows of the diary by date, the last of several."""
    rows = [row for one in export.readings if "diary" in one.tables for row in one.tables["diary"].to_dict("records")]
    return {row["date"]: row for row in rows}


@pytest.mark.parametrize("name", FILES)
def test_an_app_is_known_by_its_content_and_read_day_by_day(name: str, tmp_path: Path) -> None:
    file, text = FILES[name]
    export = read(loose(tmp_path, file, text))
    assert export.readings[0].format == name.split(",")[0]
    assert export.attacks_only == (name not in SAYS_NO)
    assert export.kept_until == KEPT_UNTIL.get(name)
    found = days_of(export)
    assert sorted(found) == sorted(DAYS[name])
    for day, expected in DAYS[name].items():
        wanted = {"headache": "yes", **expected}
        if name != "daylio" or day != "2024-03-03":  # a day in two entries, of which one has no headache
            assert {column: found[day][column] for column in wanted} == wanted, day
    doses = export.readings[0].tables.get("acute_doses")
    told = [] if doses is None else [f"{row['date']} {row['drug']}" for row in doses.to_dict("records")]
    assert sorted(told) == DOSES.get(name, [])


AUTUMN = ("2026-10-24T20:00", "2026-10-25T23:30")
"""Over the night in which an hour comes twice: 27.5 hours on the clock, 28.5 in truth; a day has 24 at most."""
OVER_AUTUMN = {
    "headi": ("a.csv", f"{HEADI.splitlines()[0]}\n1,Kopf,{ms(AUTUMN[0])},{ms(AUTUMN[1])},{28.5 * 3600_000:.0f},7,,,\n"),
    "migralog": (
        "a.json",
        json.dumps(MIGRALOG | {"episodes": [{"id": "e1", "startTime": ms(AUTUMN[0]), "endTime": ms(AUTUMN[1])}]}),
    ),
    "headache_companion": (
        "a.json",
        json.dumps(
            [
                {"date": "2026-10-24", "notes": "", "medications": []}
                | {"attacks": [{"painLevel": 7.0, "startTime": seconds(AUTUMN[0]), "stopTime": seconds(AUTUMN[1])}]}
            ]
        ),
    ),
}


@pytest.mark.parametrize("name", OVER_AUTUMN)
def test_an_attack_that_ends_before_midnight_is_not_of_the_next_day_when_the_clocks_were_changed(name, tmp_path):
    found = days_of(read(loose(tmp_path, *OVER_AUTUMN[name])))
    hours = {day: row["duration_hours"] for day, row in found.items() if day >= "2026"}
    assert hours == {"2026-10-24": "4.0", "2026-10-25": "24.0"}


@pytest.mark.parametrize("name", FILES)
def test_only_one_format_takes_the_file(name: str, tmp_path: Path) -> None:
    from analysis.formats.sources import sources_at

    (source,) = sources_at([loose(tmp_path, *FILES[name])])
    assert [one for one, format in formats().items() if format.recognises(source)] == [name.split(",")[0]]


@pytest.mark.parametrize("name", FILES)
def test_whose_diary_it_is_is_asked(name: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="whose it is"):
        read(loose(tmp_path, *FILES[name]), patient=None)


def test_what_a_file_of_migralog_holds_beside(tmp_path: Path) -> None:
    (reading,) = read(loose(tmp_path, *FILES["migralog"])).readings
    assert reading.tables["treatment_doses"][["drug", "given_on"]].values.tolist() == [["Ajovy", "2024-03-02"]]
    assert [(note.code, dict(note.detail)) for note in reading.notes] == [
        ("fewer_than_said", {"list": "episodes", "told": 3, "found": 1}),
        ("drugs_not_read", {"drugs": "Propranolol"}),
    ]
    assert "59.1" not in reading.written.to_csv()


def test_the_history_of_drugs_makes_treatments_beside_the_days(tmp_path: Path) -> None:
    days, drugs = loose(tmp_path, "d.json", json.dumps(COMPANION)), loose(tmp_path, "m.json", json.dumps(HISTORY))
    export = read(drugs, days)
    treatments = next(one.tables["treatments"] for one in export.readings if "treatments" in one.tables)
    assert treatments[["drug", "started_on", "stopped_on"]].values.tolist() == [["Topiramate", "2023-11-01", ""]]
    assert sorted(days_of(export)) == ["2024-03-01", "2024-03-02"]
    with pytest.raises(UnreadableFile, match="HC-DailyData"):
        read(drugs)


def test_a_row_of_a_report_that_does_not_fit_is_told_and_places_are_not_kept(tmp_path: Path) -> None:
    (reading,) = read(loose(tmp_path, *FILES["migraine_buddy_report"])).readings
    assert [(row.found, row.expected) for row in reading.broken] == [(2, 12)]
    assert "Lighthouse" not in reading.written.to_csv()


def test_a_drug_of_the_phone_is_taken_however_yes_is_written(tmp_path: Path) -> None:
    text = PHONE.replace(",Yes", ",true").replace(",No,", ",false,").replace(",No,", ",false,")
    (reading,) = read(loose(tmp_path, "a.csv", text)).readings
    assert reading.tables["acute_doses"]["drug"].tolist() == ["Sumatriptan"]


def test_the_activity_that_is_headache_has_to_be_said_where_none_is_called_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="Its activities are friends, gris, tea, work"):
        read(loose(tmp_path, "a.csv", DAYLIO.replace("Headache (severe)", "gris").replace("migrän", "gris")))


DAYLIO_HEAD = DAYLIO.splitlines()[0]


def daylio(*activities: str) -> str:
    rows = [f"2024-03-{day:02},x,x,08:00,good,{told},,,\n" for day, told in enumerate(activities, start=1)]
    return f"{DAYLIO_HEAD}\n{''.join(rows)}"


@pytest.mark.parametrize(
    ("activities", "answers"),
    [
        (("headache", "work", "work"), ["yes", "no", "no"]),
        (("headache", "work", "work | Hedache"), ["yes", "no", ""]),
        (("headache", "work", "work | "), ["yes", "no", ""]),
        (("headache", "work", "no"), ["yes", "", ""]),
        (("headache", "", ""), ["yes", "", ""]),
        (("headache", "work | tea", "work | tea | wedding"), ["yes", "no", ""]),
    ],
)
def test_a_day_of_daylio_is_free_only_where_all_its_activities_are_known(
    activities: tuple[str, ...], answers: list[str], tmp_path: Path
) -> None:
    found = days_of(read(loose(tmp_path, "a.csv", daylio(*activities))))
    assert [told if told in ("yes", "no") else "" for told in (row["headache"] for row in found.values())] == answers


def test_a_drug_among_the_activities_is_an_intake(tmp_path: Path) -> None:
    names = "headache | Sumatriptan", "work | relax | family | party", "work | relax | Alvedon"
    (reading,) = read(loose(tmp_path, "a.csv", daylio(*names))).readings
    assert reading.tables["acute_doses"][["date", "drug"]].values.tolist() == [
        ["2024-03-01", "Sumatriptan"],
        ["2024-03-03", "Alvedon"],
    ]


def test_two_entries_of_a_day_of_which_one_is_not_understood_make_no_free_day(tmp_path: Path) -> None:
    text = daylio("headache", "work", "work", "Headxche").replace("2024-03-04", "2024-03-02")
    export = read(loose(tmp_path, "a.csv", text))
    told = [
        row["headache"] for row in export.readings[0].tables["diary"].to_dict("records") if row["date"] == "2024-03-02"
    ]
    assert "no" not in told


def test_a_supplement_of_migralog_is_no_acute_medication_and_a_word_for_a_day_is_not_made_up(tmp_path: Path) -> None:
    told = json.loads(json.dumps(MIGRALOG))
    told["medications"][0] |= {"type": "other", "category": "supplement"}
    told["dailyStatusLogs"][0]["status"] = "gren"
    export = read(loose(tmp_path, "a.json", json.dumps(told)))
    assert export.readings[0].tables["acute_doses"].empty
    assert days_of(export)["2024-03-03"]["headache"] == "not understood: gren"
    assert export.attacks_only


@pytest.mark.parametrize(("status", "drugs"), [("taken", ["Sumatriptan"]), (None, ["Sumatriptan"]), ("tagen", [""])])
def test_a_dose_of_migralog_counts_unless_it_was_skipped(status: str | None, drugs: list[str], tmp_path: Path) -> None:
    told = json.loads(json.dumps(MIGRALOG))
    told["medicationDoses"][0]["status"] = status
    doses = read(loose(tmp_path, "a.json", json.dumps(told))).readings[0].tables["acute_doses"]
    assert doses[["date", "drug"]].to_numpy().tolist() == [["2024-03-01", drug] for drug in drugs]


@pytest.mark.parametrize(("pains", "worst"), [((2, "x"), ""), ((6, "x"), "6"), ((2, 3), "3"), (("x", "x"), "")])
def test_a_rating_of_migralog_that_cannot_be_read_may_have_been_the_worst(pains, worst: str, tmp_path: Path) -> None:
    told = json.loads(json.dumps(MIGRALOG))
    for reading, pain in zip(told["intensityReadings"], pains, strict=True):
        reading["intensity"] = pain
    assert days_of(read(loose(tmp_path, "a.json", json.dumps(told))))["2024-03-01"]["intensity"] == worst


@pytest.mark.parametrize(("pain", "worst"), [(2, ""), (6, "6")])
def test_a_rating_of_migralog_without_a_time_may_have_been_the_worst_of_any_day(
    pain: int, worst: str, tmp_path: Path
) -> None:
    told = json.loads(json.dumps(MIGRALOG))
    for reading, timestamp in zip(
        told["intensityReadings"], (told["intensityReadings"][0]["timestamp"], "?"), strict=True
    ):
        reading |= {"intensity": pain, "timestamp": timestamp}
    assert days_of(read(loose(tmp_path, "a.json", json.dumps(told))))["2024-03-01"]["intensity"] == worst


def test_redcap_needs_a_mapping(tmp_path: Path) -> None:
    path = loose(
        tmp_path, "r.csv", "record_id,redcap_repeat_instrument,d_date,d_ont,dagbok_complete\n1,d,2024-01-01,1,2\n"
    )
    with pytest.raises(UnreadableFile, match="say with a mapping which column is what") as refused:
        read(path)
    assert "Its columns are record_id, redcap_repeat_instrument" in str(refused.value)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.pdf", b"%PDF-1.7", "it is a PDF. .*Migraine Buddy the CSV export or the HTML report"),
        ("a.db", b"SQLite format 3\x00", "of Headi its CSV export"),
        ("a.xml", b"<?xml version='1.0'?><ClinicalDocument/>", "clinical document. Of Apple Health export.xml is read"),
        ("a.html", b"<html><body>hi</body></html>", "a web page"),
        ("a.json", b'{"a": 1}', "JSON of another program. Of MigraLog"),
        ("a.csv", b"Dag;Ont\n1;2\n", "it has the columns Dag, Ont. .*mapping"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1", "Save it as .xlsx"),
    ],
)
def test_of_an_unknown_file_is_said_what_was_seen_and_what_would_be_read(
    name: str, content: bytes, sentence: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=sentence):
        read(path)


def test_files_of_several_apps_in_one_folder_are_asked_about(tmp_path: Path) -> None:
    loose(tmp_path, "one.csv", CLUSTER)
    loose(tmp_path, "two.csv", BEARABLE)
    with pytest.raises(UnreadableFile, match="bearable and as cluster_headache_tracker"):
        read(tmp_path)


def test_the_document_names_every_app() -> None:
    told = (Path(__file__).parents[3] / "docs" / "diaries.md").read_text(encoding="utf-8").casefold().replace(" ", "")
    named = [name.removesuffix("_report").replace("_", "") for name in formats() if name != "clinic"]
    assert [name for name in named if name not in told] == []


def test_one_table_in_an_archive_is_read_as_it_is_alone(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("mine.csv", "date,headache\n2026-03-01,1\n2026-03-02,0\n")
        archive.writestr("README.txt", "about it")
    export = read(tmp_path / "a.zip")
    assert (export.format, export.ignored) == ("own_diary", ("README.txt",))
    assert sorted(days_of(export)) == ["2026-03-01", "2026-03-02"]


def test_a_mapping_reads_the_tables_of_an_archive_that_have_its_columns(tmp_path: Path) -> None:
    mapping = mapping_of('[rows]\ndate = "Dag"\n[columns.headache]\ncolumn = "Ont"\nyes = ["x"]\nno = ["-"]\n')
    with ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("ett.csv", "Dag;Ont\n2026-03-01;x\n")
        archive.writestr("två.csv", "Dag;Ont\n2026-03-02;-\n")
        archive.writestr("vikt.csv", "Dag;Vikt\n2026-03-02;70\n")
    export = read(tmp_path / "a.zip", mapping=mapping)
    assert [reading.file for reading in export.readings] == ["ett.csv", "två.csv"]
    assert export.ignored == ("vikt.csv",)


@pytest.mark.parametrize("name", FILES)
def test_the_name_of_a_file_does_not_matter(name: str, tmp_path: Path) -> None:
    export = read(loose(tmp_path, "dagbok", FILES[name][1]))
    assert export.readings[0].format == name.split(",")[0]


def test_the_name_of_a_diary_of_ones_own_does_not_matter(tmp_path: Path) -> None:
    assert read(loose(tmp_path, "utan ändelse", "date,headache\n2026-03-01,1\n")).format == "own_diary"
    assert read(loose(tmp_path, "hälsa.dat", '<?xml version="1.0"?><HealthData></HealthData>')).format == "apple_health"


@pytest.mark.parametrize("number", ["1e999", "-1e999", "NaN", "9" * 400, "true", '"x"', "null", "[]"])
@pytest.mark.parametrize("name", ["migralog", "headache_companion"])
def test_odd_numbers_are_unknown(name: str, number: str, tmp_path: Path) -> None:
    file, text = FILES[name]
    for field in ("startTime", "stopTime", "endTime", "timestamp", "quantity", "amount", "effective", "painLevel"):
        path = loose(tmp_path, file, re.sub(rf'("{field}": )[\d.]+', rf"\g<1>{number}", text))
        assert days_of(read(path))
