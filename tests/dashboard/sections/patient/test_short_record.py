"""The short text for the record where something could not be read, and where it would grow too long."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from analysis.effect.judgement import effects
from analysis.effect.newest import newest
from analysis.episodes.making import episodes
from analysis.records.patients import PatientFile, patient_files
from analysis.records.remarks import Remark
from analysis.store.door import Action, Door, Visitor
from analysis.store.snapshots import Store
from analysis.summary import summaries
from analysis.today import Today, todays
from dashboard.sections.patient.answer import ended_text
from dashboard.sections.patient.short_record import MOST_WORDS, short_text
from dashboard.texts import words

CELL = Remark(2, "diary.csv", 7, "headache", "kanske", "unknown_word", True)
AS_OF = date(2026, 10, 31)
ASKED = ("P-013", "P-058")


@pytest.fixture(scope="module")
def known(sample_store: Path) -> dict[str, tuple[Today, PatientFile]]:
    records = Door(Store(sample_store), Visitor.local()).enter(Action.READ, "test", ASKED)
    judged = effects(records, records.basis(AS_OF), bounds=True)
    last = {patient: one for patient in ASKED if (one := newest(judged[patient]))}
    now = todays(records, summaries(records, as_of=AS_OF), last)
    with records.connect() as connection:
        files = patient_files(connection, list(ASKED))
    return {patient: (now[patient], files[patient]) for patient in ASKED}


def short(known: tuple[Today, PatientFile], unread: int, code: str = "sv") -> str:
    now, file = known
    return short_text(now, replace(file, remarks=[CELL] * unread), words(code))


@pytest.mark.parametrize(
    ("unread", "code", "said"),
    [
        (1, "sv", "28/28 dagar ifyllda. 1 uppgift oläsbar. Huvudvärksdagar 16"),
        (3, "sv", "28/28 dagar ifyllda. 3 uppgifter oläsbara. Huvudvärksdagar 16"),
        (1, "en", "28/28 days filled. 1 entry unreadable. Headache days 16"),
        (3, "en", "28/28 days filled. 3 entries unreadable. Headache days 16"),
    ],
)
def test_what_could_not_be_read_is_told_beside_the_days(known: dict, unread: int, code: str, said: str) -> None:
    assert said in short(known["P-013"], unread, code)
    assert "HIT-6" in short(known["P-013"], unread, code)


def test_scores_give_way_where_the_text_would_grow_too_long(known: dict) -> None:
    assert short(known["P-058"], 0, "en").endswith("14 needed. HIT-6 52, MIDAS 16.")
    assert short(known["P-058"], 3, "en").endswith("14 needed.")
    assert len(short(known["P-058"], 3, "en").replace("→", "").split()) <= MOST_WORDS


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (
            "sv",
            "En behandlingsrad eller en given dos kunde inte läsas: om något förebyggande läkemedel pågår är okänt.",
        ),
        (
            "en",
            "A row of treatments, or a dose given, could not be read: "
            "whether a preventive treatment is running is not known.",
        ),
    ],
)
def test_no_treatment_is_not_said_where_a_row_could_not_be_read(known: dict, code: str, said: str) -> None:
    now, file = known["P-058"]
    nothing = replace(now, effect=None, may_be_treated=True)
    assert said in short_text(nothing, file, words(code))
    assert nothing.as_json()["is_treated"] is None
    assert replace(nothing, may_be_treated=False).as_json()["is_treated"] is False
    assert replace(now, may_be_treated=True).as_json()["is_treated"] is True
    assert now.effect is not None
    ended = replace(now.effect.episode, last_day=date(2026, 9, 1))
    over = replace(now, effect=replace(now.effect, episode=ended), may_be_treated=True)
    assert said in short_text(over, file, words(code))
    planned = replace(now.effect.episode, first_dose=date(2026, 12, 1))
    ahead = replace(now, effect=replace(now.effect, episode=planned), may_be_treated=True)
    assert said in ended_text(ahead, words(code))


def test_what_ended_is_not_said_to_run_where_its_start_is_not_known(known: dict) -> None:
    now, file = known["P-058"]
    assert now.effect is not None
    running = replace(now.effect.episode, start_known="unknown", first_dose=date(1950, 1, 1))
    goes_on, ended = (
        replace(now, effect=replace(now.effect, episode=replace(running, last_day=last)))
        for last in (None, date(2026, 9, 1))
    )
    assert "Emgality is running" in short_text(goes_on, file, words("en"))
    assert "Emgality was given until 1 September 2026" in short_text(ended, file, words("en"))
    assert goes_on.as_json()["is_treated"] is True


def test_what_has_a_stop_that_could_not_be_read_is_not_said_to_run(known: dict) -> None:
    now, file = known["P-058"]
    (row,) = file.recorded.treatments
    read = replace(file, recorded=replace(file.recorded, unread_ends=(row.started_on,)))
    assert now.effect is not None
    episode = next(one for one in episodes(read.recorded, AS_OF) if one.drug == "Emgality")
    stopped = replace(now, effect=replace(now.effect, episode=episode))
    assert stopped.as_json()["is_treated"] is None
    assert "(when it stopped could not be read)" in short_text(stopped, read, words("en"))
    assert "(when it stopped could not be read)" not in short_text(now, file, words("en"))
    without_start = replace(stopped, effect=replace(now.effect, episode=replace(episode, start_known="unknown")))
    assert "whether a preventive treatment is running is not known" in short_text(without_start, read, words("en"))
