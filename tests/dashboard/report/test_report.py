"""The page on paper: the same marks and numbers as on the screen, one page always, the same bytes for the same data."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import chain
from pathlib import Path

import pytest
import typst
from click.testing import CliRunner
from pypdf import PageObject, PdfReader
from pypdf.generic import DecodedStreamObject, NameObject

from analysis.store import Action, Door, Visitor, store_at
from dashboard.charts.parts.picture import Trace
from dashboard.charts.patient.frequency import frequency_figure
from dashboard.cli import main
from dashboard.components.calendar import strip_data
from dashboard.report import drawing
from dashboard.report.drawing import pdf_of
from dashboard.report.editions import CLINIC, EDITIONS, PATIENT, page_of
from dashboard.report.making import Asked, booked, content, lacking, made
from dashboard.report.material import Material, materials
from dashboard.report.profile import Profile, TreatmentLane
from dashboard.report.safe import LONGEST, MISSING, SHOWN_ALONE, SHOWN_RANGES, safe
from dashboard.texts import languages, words

AS_OF = date(2026, 10, 31)
SWEDISH = words("sv")
DRAWN = ("P-001", "P-013", "P-032", "P-055", "P-058")
"""Patients whose pages are drawn: kept well, lost effect, overuse, just enrolled, kept poorly."""
DRAWN_ALONE = re.compile(rb"^q (?:(?!^(?:BT|Q)\b).)*?^Q$", re.MULTILINE | re.DOTALL)
"""A step of a PDF's drawing that writes nothing."""


@pytest.fixture(scope="module")
def door(sample_store: Path) -> Door:
    return Door(store_at(str(sample_store)), Visitor.local())


@pytest.fixture(scope="module")
def everybody(door: Door) -> dict[str, Material]:
    """What the page of each sample patient is made of, on the day on which the data end."""
    records = replace(door.enter(Action.READ, "test"), today=AS_OF)
    return {one.file.patient.patient_id: one for one in materials(records, AS_OF)}


@pytest.fixture(scope="module")
def pages(everybody: dict[str, Material]) -> dict[str, Profile]:
    return {patient: page_of(one, SWEDISH, CLINIC) for patient, one in everybody.items()}


@pytest.fixture(scope="module")
def charts(everybody: dict[str, Material]) -> dict[str, list[Trace]]:
    """What the chart of the screen of each sample patient draws."""
    return {patient: traces_of(one) for patient, one in everybody.items()}


def text_of(pdf: bytes) -> str:
    found = "\n".join(written_on(page) for page in PdfReader(BytesIO(pdf)).pages)
    return re.sub(r"\s+", " ", found.replace("\N{ZERO WIDTH SPACE}", ""))


def written_on(page: PageObject) -> str:
    """The text of a page: what is drawn there, and is three quarters of it, is taken away before it is read."""
    left = DecodedStreamObject()
    left.set_data(DRAWN_ALONE.sub(b"", page.get_contents().get_data()))
    page[NameObject("/Contents")] = left
    return page.extract_text()


def pages_in(pdf: bytes) -> int:
    return len(PdfReader(BytesIO(pdf)).pages)


# ---- screen = paper ----


def test_columns_are_the_bars_of_the_screen(charts: dict[str, list[Trace]], pages: dict[str, Profile]) -> None:
    for patient, traces in charts.items():
        shown = {
            (column.left, part.kind): (part.base, part.days)
            for column in pages[patient].columns
            for part in column.parts
        }
        by_kind: dict[str, list[tuple[float, float]]] = {}
        for (_, kind), heights in sorted(shown.items()):
            by_kind.setdefault(kind, []).append(heights)
        assert by_kind == parts_on_screen(traces), patient


def traces_of(one: Material) -> list[Trace]:
    first, last = one.windows[0].window.first, one.windows[-1].window.last
    period = replace(one.windows[0].window, first=first, last=last)
    return frequency_figure(one.windows, one.file, SWEDISH, period=period, as_of=AS_OF).to_dict()["data"]


def named(traces: list[Trace], name: str) -> list[Trace]:
    return [trace for trace in traces if trace.get("name") == name]


def parts_on_screen(traces: list[Trace]) -> dict[str, list[tuple[float, float]]]:
    kinds = ("migraine", "untold", "other", "unknown", "missing", "open")
    parts = {trace["name"]: trace for trace in traces if trace.get("name") in kinds}
    return {name: list(zip(part["base"], part["y"], strict=True)) for name, part in parts.items()}


def test_numbers_above_the_columns_are_those_of_the_screen(
    charts: dict[str, list[Trace]], pages: dict[str, Profile]
) -> None:
    for patient, traces in charts.items():
        (trace,) = named(traces, "headache days")
        on_screen = [re.sub(r"<[^>]+>", "", text) for text in trace["text"]]
        counted = [text for column, text in zip(pages[patient].columns, on_screen, strict=True) if column.days != "–"]
        assert [column.days for column in pages[patient].columns if column.days != "–"] == counted, patient


def test_days_of_the_months_are_those_of_the_screen(everybody: dict[str, Material], pages: dict[str, Profile]) -> None:
    for patient, one in everybody.items():
        rows = strip_data(one.entries, SWEDISH, selected=None, months=one.months)["rows"]
        states = [[day["state"] for day in row["days"] if day] for row in rows]
        assert [[day.state for day in month.days] for month in pages[patient].months] == states, patient
        outside = ("–", "–", "–", "–")
        sums = [tuple(row["sums"]) for row in rows]
        told = [outside if text[-1] == "0/0" else text for text in sums]
        assert [month.sums for month in pages[patient].months] == told, patient


def test_classes_and_scores_are_those_of_the_screen(charts: dict[str, list[Trace]], pages: dict[str, Profile]) -> None:
    for patient, traces in charts.items():
        acute = named(traces, "acute")
        assert len(acute) == 3 * len(pages[patient].classes), patient
        inside = widths(named(traces, "inside")[0])
        for trace in acute:
            assert widths(trace).items() <= inside.items(), patient
        for row in pages[patient].scores:
            (trace,) = named(traces, row.name)
            assert len(trace["x"]) == len(row.points), patient


def widths(trace: Trace) -> dict[float, float]:
    return dict(zip(trace["x"], trace["width"], strict=True))


def test_numbers_are_those_of_json(
    pages: dict[str, Profile], sample_summaries: Mapping[str, Mapping[str, object]]
) -> None:
    kinds = ("headache_days", "migraine_days", "acute_medication_days")
    for patient, page in pages.items():
        today = sample_summaries[patient]["today"]
        columns = [today[name] for name in ("before", "evaluated", "previous", "latest")]  # type: ignore[index]
        for kind, row in zip(kinds, page.first.rows, strict=False):
            assert list(row.cells) == [told(window, kind) for window in columns], (patient, kind)
        latest = columns[-1]["completeness"]
        inside = latest["filled"] + latest["open"] + latest["missing"]
        assert page.first.heads[-1][1] == (f"{latest['filled']} av {inside}" if inside else "–")


def told(window: Mapping[str, Mapping[str, int]] | None, kind: str) -> str:
    """A count of JSON as it is written: a range where days are not known, a dash where none tells."""
    if window is None:
        return "–"
    count, filled = window[kind], window["completeness"]["filled"]
    if not filled - count["unknown"] and not count["observed"]:
        return "–"
    lowest, highest = count["lowest"], count["highest"]
    return str(lowest) if lowest == highest else f"{lowest}–{highest}"


# ---- the file ----


@pytest.mark.parametrize("patient", DRAWN)
def test_one_page_with_its_text(everybody: dict[str, Material], patient: str) -> None:
    page = page_of(everybody[patient], SWEDISH, CLINIC)
    pdf = pdf_of([page], AS_OF, SWEDISH)
    text = text_of(pdf)
    assert pages_in(pdf) == 1
    assert page.first.trust in text
    assert page.first.title in text
    assert f"{patient} · 2026-10-31 · sida 1 av 1" in text
    assert page.first.answer[0].partition(": ")[0] in text
    for row in page.first.rows:
        assert row.name in text
    for number in chain.from_iterable(month.sums for month in page.months):
        assert number in text


def test_no_range_is_broken_at_the_end_of_a_line(pages: dict[str, Profile]) -> None:
    drawn = pdf_of([pages["P-058"]], AS_OF, SWEDISH)
    lines = PdfReader(BytesIO(drawn)).pages[0].extract_text().splitlines()
    assert [line for line in lines if re.search(r"\d–$", line)] == []
    assert any("3–22" in line for line in lines)


def test_the_file_says_that_it_is_tagged_and_in_which_language(pages: dict[str, Profile]) -> None:
    reader = PdfReader(BytesIO(pdf_of([pages["P-013"]], AS_OF, SWEDISH)))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "sv"
    assert "pdfuaid:part" in root["/Metadata"].get_object().get_data().decode("utf-8")
    assert reader.metadata.title == "Huvudvärksprofil, P-013"
    assert {"/H1", "/H2", "/Figure", "/Table", "/TH"} <= set(tags(root["/StructTreeRoot"]))
    fonts = reader.pages[0]["/Resources"]["/Font"]
    names = {font.get_object()["/BaseFont"] for font in fonts.values()}
    assert all(re.fullmatch(r"/[A-Z]{6}\+Inter-(Regular|Bold).*", name) for name in names), names


def tags(node: object) -> list[str]:
    found = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(found, list):
        return [tag for one in found for tag in tags(one)]
    if not isinstance(found, dict):
        return []
    return [str(found.get("/S", "")), *tags(found.get("/K", []))]


def test_the_same_data_give_the_same_bytes(everybody: dict[str, Material]) -> None:
    drawn = []
    for _ in range(2):
        drawing._compiler.cache_clear()
        drawn.append(pdf_of([page_of(everybody["P-058"], SWEDISH, CLINIC)], AS_OF, SWEDISH))
    assert drawn[0] == drawn[1]


def test_both_editions_in_both_languages(everybody: dict[str, Material]) -> None:
    for language in languages():
        spoken = words(language)
        for edition in EDITIONS:
            page = page_of(everybody["P-032"], spoken, edition)
            pdf = pdf_of([page], AS_OF, spoken)
            assert pages_in(pdf) == 1
            assert page.label.upper() in text_of(pdf)


def test_the_patients_page_has_no_class_no_limit_and_no_diagnosis(everybody: dict[str, Material]) -> None:
    for patient, one in everybody.items():
        page = page_of(one, SWEDISH, PATIENT)
        told = " ".join([page.first.about, *page.first.answer, *(row.name for row in page.first.rows), *page.closing])
        assert not re.search(r"G4\d|triptan|överanvänd|gräns|bedöm|kronisk", told, re.IGNORECASE), (patient, told)
        assert page.limit is None
        assert all(row.limit is None for row in (*page.classes, *page.scores))


def test_the_patients_page_says_which_days_can_be_filled_in_and_until_when(everybody: dict[str, Material]) -> None:
    page = page_of(everybody["P-064"], SWEDISH, PATIENT)
    days = [entry for entry in everybody["P-064"].last_28_days if entry.state.value == "open"]
    assert len(days) > 0
    assert all(any(SWEDISH.named_day(day.date) in line for line in page.closing) for day in days)


EVERY_DAY = SWEDISH("report-every-day")
NEXT_VISIT = "Nästa besök är 2026-11-23."


@pytest.mark.parametrize(
    ("made_on", "first", "last"),
    [
        (date(2026, 11, 1), "Fyll i söndag 25 oktober – går t.o.m. 1 nov.", NEXT_VISIT),
        (date(2026, 11, 2), "Fyll i måndag 26 oktober – går t.o.m. 2 nov.", NEXT_VISIT),
        (date(2026, 11, 8), EVERY_DAY, NEXT_VISIT),
        (date(2026, 11, 23), EVERY_DAY, NEXT_VISIT),
        (date(2026, 11, 24), EVERY_DAY, EVERY_DAY),
    ],
)
def test_the_patients_page_asks_for_no_day_that_has_locked_and_tells_no_visit_that_is_over(
    everybody: dict[str, Material], made_on: date, first: str, last: str
) -> None:
    told = page_of(replace(everybody["P-010"], made_on=made_on), SWEDISH, PATIENT).closing
    assert (told[0], told[-1]) == (first, last)


def test_the_visit_stands_below_many_days_that_can_be_filled_in(everybody: dict[str, Material]) -> None:
    page = page_of(everybody["P-010"], SWEDISH, PATIENT)
    assert "Och 2 dagar till." in page.closing
    assert NEXT_VISIT in text_of(pdf_of([page], AS_OF, SWEDISH))


def test_what_could_not_be_judged_is_never_a_heading_alone(pages: dict[str, Profile]) -> None:
    assert [patient for patient, page in pages.items() if not all(page.closing)] == []
    assert pages["P-018"].closing == (
        "Effekten av Ajovy kan inte bedömas än: vecka 9–12 är slut 2026-11-04, om 4 dagar.",
    )


def test_too_little_is_the_answer_where_too_little_is_filled_in(pages: dict[str, Profile]) -> None:
    assert pages["P-055"].is_poor
    assert pages["P-055"].first.answer[0].startswith("För lite underlag: 10 av 10")
    assert not pages["P-013"].is_poor


@pytest.mark.parametrize(
    ("edition", "language", "age", "key_open"),
    [
        (CLINIC, "sv", "30 dagar gamla", "tom, öppen 31 okt"),
        (PATIENT, "en", "30 days old", "empty, open on 31 Oct"),
    ],
)
def test_the_page_says_how_old_the_data_are_and_of_no_day_that_it_is_open_still(
    door: Door, edition: str, language: str, age: str, key_open: str
) -> None:
    records = replace(door.enter(Action.READ, "test", ["P-010"]), today=date(2026, 11, 30))
    (page,) = (one.page for one in made(records, Asked(AS_OF, language, edition), None, lambda *told: None))
    assert (page.age, page.key_open) == (age, key_open)
    assert not re.search("kan fyllas i|låses|can (still )?be filled", f"{page.first} {page.closing}")


def test_a_diary_that_has_ended_is_not_told_as_days_filled_in_of_none(pages: dict[str, Profile]) -> None:
    told = pages["P-057"]
    assert told.first.trust == "Utanför dagboken"
    assert told.first.answer[0] == "Dagboken omfattar inte de senaste 28 dagarna."
    assert told.first.answer[1] == "Inget förebyggande läkemedel pågår; Aquipta gavs t.o.m. 2026-03-31."
    assert not any("0 av 0" in line for line in (*told.first.answer, *told.closing))


# ---- whatever is written ----

WRITTEN = {
    "control": "A\x00B\x07\x1b[31m\nC",
    "bidi": "\u202eevil\u202c \u2066x\u2069",
    "arabic": "محمد الأحمد",
    "chinese": "日本語の名前",
    "emoji": "Anna 👩‍⚕️🎉",
    "markup": '#text(red)[x] $x^2$ *b* _i_ <b>é</b> `r` \\ "q" #import "a" // c /* d */',
    "long": "Å" * 10_000,
    "words": "mycket långt namn " * 600,
    "combining": "e\u0301" + "a" + "\u0301" * 50,
    "empty": " ",
}


@pytest.mark.parametrize("kind", WRITTEN)
def test_what_is_written_changes_neither_layout_nor_safety(pages: dict[str, Profile], kind: str) -> None:
    text, page = WRITTEN[kind], pages["P-013"]
    facts = tuple((text, text) for _ in range(12))
    first = replace(
        page.first, title=text, about=text, now=text, visits=text, odd=(text,) * 3, since=facts, answer=(text,) * 3
    )
    lanes = tuple(replace(lane, name=text) for lane in page.lanes)
    pdf = pdf_of([replace(page, first=first, lanes=lanes, closing=(text,) * 30)], AS_OF, SWEDISH)
    assert pages_in(pdf) == 1
    found = text_of(pdf)
    assert "12–13" in found
    assert (MISSING in found) == (kind in ("arabic", "chinese", "emoji"))
    if kind == "markup":
        assert "#text(red)[x] $x^2$ *b*" in found


def test_many_classes_and_lanes_still_make_one_page(pages: dict[str, Profile]) -> None:
    page = pages["P-058"]
    lane = TreatmentLane("Läkemedel " * 5, True, ((0.1, 0.2, False), (0.3, 1.0, True)), (0.4, 0.5))
    crowded = replace(
        page, classes=page.classes * 5, lanes=(lane,) * 9, scores=page.scores * 6, closing=("ord " * 100,) * 9
    )
    assert pages_in(pdf_of([crowded], AS_OF, SWEDISH)) == 1


def test_the_fonts_have_every_character_that_is_shown() -> None:
    shown = "".join(sorted({chr(sign) for low, high in SHOWN_RANGES for sign in range(low, high + 1)} | SHOWN_ALONE))
    source = """#set document(title: "x")
#set text(font: "Inter", fallback: false, lang: "sv")
#sys.inputs.t

#strong(sys.inputs.t)"""
    compiler = typst.Compiler(source.encode(), font_paths=[str(drawing.FONTS)], ignore_system_fonts=True)
    pdf = compiler.compile(format="pdf", sys_inputs={"t": shown}, pdf_standards="ua-1")
    assert isinstance(pdf, bytes)


def test_a_text_is_cut_and_made_breakable() -> None:
    assert len(safe("x" * 10_000)) <= LONGEST * 1.1
    assert safe("a\u202eb\tc\x00d") == "ab cd"
    assert safe("\N{LATIN SMALL LIGATURE FI}n") == "fin"
    assert safe("日") == MISSING


# ---- whom, and the command ----


def test_who_can_have_no_page(door: Door) -> None:
    records = door.enter(Action.READ, "test", ["P-013", "P-056", "P-055"])
    assert list(lacking(records, AS_OF)) == ["P-056"]
    assert set(lacking(records, date(2026, 3, 1))) == {"P-055", "P-056"}


def test_those_who_are_booked_on_a_day(door: Door) -> None:
    records = door.enter(Action.LISTED, "test")
    assert "P-001" in booked(records, date(2026, 11, 3))
    assert booked(records, date(1999, 1, 1)) == ()


def test_several_patients_in_one_file_or_in_a_zip(door: Door) -> None:
    records = door.enter(Action.READ, "test", ["P-013", "P-001"])
    seen: list[tuple[int, int]] = []
    for each in (False, True):
        asked = Asked(AS_OF, "sv", CLINIC, each=each)
        found = content(made(records, asked, None, lambda ready, of: seen.append((ready, of))), asked)
        if each:
            archive = zipfile.ZipFile(BytesIO(found))
            assert archive.namelist() == ["P-013.pdf", "P-001.pdf"]
            assert pages_in(archive.read("P-001.pdf")) == 1
        else:
            assert pages_in(found) == 2
    assert seen == [(2, 2), (2, 2)]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["NOBODY", "--out", "a.pdf"], "There is no patient 'NOBODY'"),
        (["P-056", "--out", "a.pdf"], "P-056 has an empty diary"),
        (["P-013", "--out", "a.pdf", "--as-of", "2020-01-01"], "P-013 is enrolled on 2025-01-07, after 2020-01-01"),
        (["P-013", "--out", "a.pdf", "--as-of", "2030-01-01"], "The data end on 2026-10-31"),
        (["P-013", "--out", "a.docx"], "neither a .pdf nor a .zip"),
        (["P-013", "--out", "nowhere/a.pdf"], "cannot be written"),
        (["--out", "a.pdf"], "Name the patients, or give --visits-on."),
        (["P-013", "--visits-on", "2026-11-03", "--out", "a.pdf"], "Name the patients, or give --visits-on."),
        (["--visits-on", "1999-01-01", "--out", "a.pdf"], "Nobody has a visit on 1999-01-01."),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_leaves_no_file(
    sample_store: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    sentence: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["headache-dashboard", "report", *arguments, "--store", str(sample_store)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert sentence in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_the_command_writes_a_page_and_the_log_names_each_patient(
    sample_store: Path, door: Door, tmp_path: Path
) -> None:
    from dashboard.cli import commands

    out = tmp_path / "two.pdf"
    before = [one for one in door.accesses("P-001") if one.place == "report"]
    arguments = ["report", "P-001", "P-013", "P-001", "--out", str(out), "--lang", "en", "--edition", "patient"]
    ran = CliRunner().invoke(commands, [*arguments, "--store", str(sample_store)])
    assert ran.exit_code == 0, ran.output
    assert pages_in(out.read_bytes()) == 2
    assert "MY HEADACHE" in text_of(out.read_bytes())
    assert [path.name for path in tmp_path.iterdir()] == ["two.pdf"]
    after = [one for one in door.accesses("P-001") if one.place == "report"]
    assert [one.action for one in after[len(before) :]] == ["exported"]
