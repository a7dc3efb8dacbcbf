"""The list of publications: every DOI as it was noted, each once."""

from __future__ import annotations

import re

import pytest

from analysis.references import REFERENCES, Reference, _by_key

_SEEN = """
10.1001/jama.2018.4853
10.1007/s00415-025-13419-z
10.1016/S1474-4422(17)30083-2
10.1038/s41598-020-60505-5
10.1046/j.1468-2982.2002.00363.x
10.1056/NEJMoa1705848
10.1056/NEJMoa1709038
10.1111/head.13946
10.1111/head.14127
10.1111/head.14782
10.1111/j.1468-2982.2008.01621.x
10.1111/j.1468-2982.2009.01852.x
10.1111/j.1526-4610.2009.01411.x
10.1177/0333102410379890
10.1177/0333102410381145
10.1177/0333102413497599
10.1177/0333102415591506
10.1177/0333102420905132
10.1177/0333102420949180
10.1177/03331024211046617
10.1177/03331024231161261
10.1177/03331024251320608
10.1186/s10194-017-0787-1
10.1186/s10194-018-0921-8
10.1186/s10194-018-0951-2
10.1186/s10194-019-1067-z
10.1186/s10194-020-01190-7
10.1186/s10194-020-01212-4
10.1186/s10194-021-01228-4
10.1186/s10194-021-01247-1
10.1186/s10194-022-01417-9
10.1186/s10194-022-01431-x
10.1186/s10194-022-01447-3
10.1186/s10194-023-01539-8
10.1186/s10194-023-01552-x
10.1186/s10194-023-01587-0
10.1186/s12874-019-0664-5
10.1212/WNL.0000000000006640
10.1214/11-EJS648
10.1371/journal.pone.0149577
10.2196/26401
"""
SEEN_IN_A_COPY = _SEEN.split()

_REMEMBERED = """
10.1080/01621459.1994.10476870
10.1093/ije/dyw098
10.1136/bmj.324.7347.1193
10.1136/bmj.h1738
10.1177/0333102417738202
10.1177/0333102418758283
10.1177/0333102420941839
10.1186/s10194-020-01130-5
10.1212/WNL.0000000000001256
10.1212/WNL.56.suppl_1.S20
"""
FROM_MEMORY = _REMEMBERED.split()

WELL_FORMED_DOI = re.compile(r"10\.\d{4,9}/[-._;()/:A-Za-z0-9]+")


def test_the_dois_are_those_that_were_noted_from_the_sources_and_each_stands_once() -> None:
    dois = [reference.doi for reference in REFERENCES.values() if reference.doi]
    assert sorted(dois) == sorted(SEEN_IN_A_COPY + FROM_MEMORY)


def test_a_doi_from_memory_is_marked_as_unchecked() -> None:
    assert {reference.doi for reference in REFERENCES.values() if reference.doi_checked} == set(SEEN_IN_A_COPY)


@pytest.mark.parametrize("reference", REFERENCES.values(), ids=lambda reference: reference.key)
def test_a_reference_is_complete(reference: Reference) -> None:
    assert re.fullmatch(r"[a-z0-9_]+", reference.key)
    assert reference.short.strip()
    assert reference.full.strip()
    assert reference.doi is None or WELL_FORMED_DOI.fullmatch(reference.doi)
    assert REFERENCES[reference.key] is reference


def test_no_two_references_share_a_citation() -> None:
    assert len({reference.full for reference in REFERENCES.values()}) == len(REFERENCES)
    assert len({reference.short for reference in REFERENCES.values()}) == len(REFERENCES)


def test_a_key_used_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="ichd3"):
        _by_key([Reference("ichd3", "a", "a")], [Reference("ichd3", "b", "b")])


def test_the_address_is_made_from_the_doi() -> None:
    assert REFERENCES["stone2002"].url == "https://doi.org/10.1136/bmj.324.7347.1193"
    assert REFERENCES["nice_ta260"].url is None
