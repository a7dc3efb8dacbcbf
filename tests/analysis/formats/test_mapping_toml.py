"""A mapping written as TOML is read as the same mapping, whatever its words; and what columns are guessed to be."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.formats import mapping_guesses as guesses
from analysis.formats.mapping import ATTACKS, DAYS, NO, UNKNOWN, Acute, DiaryMapping, FileShape, Rows, Told, mapping_of
from analysis.formats.mapping_toml import as_toml
from analysis.formats.sources import content_of
from analysis.store import Door, Store, Visitor
from analysis.store.mappings import SavedMapping

NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
WORDS = st.frozensets(NAMES.map(lambda word: word.strip().casefold()), max_size=3)
WHERE = st.dictionaries(NAMES, WORDS, max_size=2)
MAYBE = st.none() | NAMES
TOLD = st.builds(
    Told,
    NAMES,
    WORDS,
    WORDS,
    MAYBE,
    st.sampled_from([UNKNOWN, NO]),
    WHERE,
    st.dictionaries(NAMES.map(lambda word: word.strip().casefold()), st.sampled_from([1.0, 2.5]), max_size=2),
)
ACUTE = st.builds(
    Acute,
    st.lists(NAMES, max_size=2).map(tuple),
    MAYBE,
    st.dictionaries(NAMES, NAMES, max_size=2),
    WORDS,
    st.sampled_from([UNKNOWN, NO]),
    WHERE,
)
ROWS = st.builds(Rows, st.just(DAYS), NAMES, st.none(), st.none(), MAYBE, MAYBE, st.sampled_from([UNKNOWN, NO])) | (
    st.builds(Rows, st.just(ATTACKS), NAMES, MAYBE, MAYBE, MAYBE, MAYBE, st.sampled_from([UNKNOWN, NO]))
)
MAPPINGS = st.builds(
    DiaryMapping,
    st.builds(FileShape, st.just("utf-8") | st.none(), MAYBE, MAYBE, st.none() | st.integers(1, 9)),
    ROWS,
    st.fixed_dictionaries({"headache": TOLD}, optional={"nausea": TOLD, "severity": TOLD}),
    st.none() | ACUTE,
)


@settings(max_examples=80, deadline=None)
@given(MAPPINGS)
def test_what_is_written_is_read_as_the_same(mapping: DiaryMapping) -> None:
    assert mapping_of(as_toml(mapping)) == mapping


def test_a_mapping_is_saved_under_a_name_and_fits_files_with_its_columns(tmp_path) -> None:
    store = Store(tmp_path / "store")
    door = Door(store, Visitor("nurse"))
    assert door.mappings() == []
    saved, other = SavedMapping("Blåsippa", ("Dag", "Ont"), "[rows]\n"), SavedMapping("ask", ("x",), "")
    for one in (SavedMapping("Blåsippa", (), ""), other, saved):
        door.save_mapping(one)
    assert door.mappings() == [other, saved]
    assert saved.fits(["ONT", "dag"])
    assert not saved.fits(["Dag"])


SHEET = b"""\
Dagbok 2026
Dag;Ont;NRS;Symtom;Treo
13/3/2026;x;7;ljus | ljud;1
14/3/2026;;0;;
"""


def test_guesses_go_by_names_and_cells_and_none_is_made_where_two_readings_fit() -> None:
    content = content_of("a.csv", SHEET)
    assert guesses.header_row(content) == 2
    columns = guesses.columns_of(content, FileShape(header_row=2))
    assert guesses.date_column(columns) == "Dag"
    assert guesses.forms_of(columns.cells("Dag")) == ["%d/%m/%Y"]
    assert guesses.forms_of(["3/4/2026"]) == ["%d/%m/%Y", "%m/%d/%Y"]
    assert guesses.forms_of(["2026-04-03", "31.3.2026"]) == [None]
    assert {name: guesses.target_of(name) for name in columns.names} == {
        "Dag": None,
        "Ont": "headache",
        "NRS": "intensity",
        "Symtom": guesses.SYMPTOMS,
        "Treo": guesses.DRUG,
    }
    assert guesses.guess_of("Vad hjälpte", ("Alvedon", "Maxalt", "vila")) == guesses.DRUGS
    assert guesses.guess_of("Hur ont", ("lätt", "svår")) == "severity"
    assert guesses.separator_of(columns.cells("Symtom")) == " | "
    assert columns.parts("Symtom", " | ") == ("ljus", "ljud")
