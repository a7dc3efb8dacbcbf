"""What a written drug name or ATC code stands for.

A written name is compared without case, accents, punctuation, strength and form; the longest known name wins. A name
of six letters or more may have one slip of the pen, not in its first letter, where only one drug comes that near.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from analysis.drugs.names import drug_by_name, drug_of_code, drug_with_a_slip, longest_name, numbers_in_names
from analysis.drugs.substances import Drug, catalogue
from analysis.drugs.words import (
    AND,
    ATC_CODES,
    FORMS,
    NEGATIONS,
    NO_DRUG_WORDS,
    TAKING,
    Words,
    is_number,
    is_of_the_skin,
    parts_of,
    without_forms,
    words_of,
)

ON_THE_SKIN: Words = ("skin", "preparation")
"""The name of the drug that stands for every gel, cream and patch of a drug that is else acute medication."""
NASAL, SPRAY, TOPICAL = "nasal", "spray", "topical"


def _decisive(part: Words) -> Words:
    """The words of a part that name what was taken: what a negation may deny is left out."""
    first, *after = _between_negations(part)
    return tuple(word for words in (first, *after) if words is first or not _denies(words) for word in _taken(words))


def _taken(words: Words) -> Words:
    """The words that name a drug: codes alone, where there are any.

    A gel, cream or patch is no acute medication of a class, whatever it holds (MOH-13).
    """
    decisive = tuple(word for word in words if drug_of_code(word)) or words
    return ON_THE_SKIN if _is_on_the_skin(words, tuple(_drugs_named(_without_strengths(decisive)))) else decisive


def _is_on_the_skin(part: Words, named: tuple[Drug, ...]) -> bool:
    """Whether the part says a form for the skin, of a drug that would count or of none known; a nasal spray is none."""
    is_spray = SPRAY in part and bool(named) and not any(NASAL in drug.route for drug in named)
    says_so = is_spray or any(is_of_the_skin(word) for word in part)
    return says_so and (not named or any(drug.counts_as_acute for drug in named))


def _between_negations(part: Words) -> list[Words]:
    """The words before the first negation, and those after each."""
    ends = [place for place, word in enumerate(part) if word in NEGATIONS]
    return [part[start:end] for start, end in zip([0, *(end + 1 for end in ends)], [*ends, len(part)], strict=True)]


def _denies(words: Words) -> bool:
    """Whether a negation before these words may deny a drug in them; "did not help, so took Maxalt" denies none."""
    named = list(_places_named(_without_strengths(words)))
    if not named:
        return False
    return not set(_without_strengths(words)[: named[0][0]]) & TAKING


def _denies_a_drug(part: Words) -> bool:
    return any(_denies(words) for words in _between_negations(part)[1:])


def _without_strengths(words: Words) -> Words:
    kept: list[str] = []
    for word in without_forms(words):
        if not is_number(word) or (kept and (kept[-1], word) in numbers_in_names()):
            kept.append(word)
    return tuple(kept)


def _drugs_named(words: Words) -> Iterator[Drug]:
    """The drugs named by the words, from left to right."""
    return (drug for _, drug in _places_named(words))


def _places_named(words: Words) -> Iterator[tuple[int, Drug]]:
    """Where the words name a drug, from left to right, the longest name first, and which."""
    names, place = drug_by_name(), 0
    while place < len(words):
        spans = range(min(longest_name(), len(words) - place), 0, -1)
        span = next((span for span in spans if words[place : place + span] in names), 1)
        drug = names.get(words[place : place + span]) or drug_of_code(words[place]) or drug_with_a_slip(words[place])
        if drug:
            yield place, drug
        place += span


@lru_cache(maxsize=4096)
def _drugs_written(words: Words) -> tuple[Drug, ...]:
    """The drugs of a whole text; the separators are kept, since some names hold one (paracetamol + codeine)."""
    joined = tuple(word for part in parts_of(words) for word in (*_decisive(part), AND))
    return _once(_drugs_named(_without_strengths(joined)))


def _once(drugs: Iterable[Drug]) -> tuple[Drug, ...]:
    return tuple(dict.fromkeys(drugs))


@lru_cache(maxsize=16)
def _drug_by_remembered_name(mapping: tuple[tuple[str, str], ...]) -> dict[Words, Drug]:
    by_substance = {drug.substance: drug for drug in catalogue()}
    return {words_of(name): by_substance[to] for name, to in mapping if to in by_substance and words_of(name)}


def _drugs_remembered(words: Words, mapping: Mapping[str, str] | None) -> tuple[Drug, ...]:
    """The drugs of a text of which the whole, or a part, is a name the clinic has explained; else none."""
    remembered = _drug_by_remembered_name(tuple(mapping.items())) if mapping else {}
    if words in remembered:
        return (remembered[words],)
    parts = parts_of(words)
    if not any(part in remembered for part in parts):
        return ()
    return _once(
        drug for part in parts for drug in ((remembered[part],) if part in remembered else _drugs_written(part))
    )


def _drug_coded(code: str, named: tuple[Drug, ...]) -> Drug | None:
    """The drug of a code; where it is only the code of a group, the first drug of the group that the name says."""
    in_group = (drug for drug in named if drug.atc.lower().startswith(code))
    return next(in_group, None) or drug_of_code(code)


def _drugs_coded(atc: str | None, named: tuple[Drug, ...]) -> tuple[Drug, ...]:
    codes = ATC_CODES.findall("".join((atc or "").lower().split()))
    return _once(drug for drug in (_drug_coded(code, named) for code in codes) if drug)


def recognised_all(text: str, atc: str | None = None, mapping: Mapping[str, str] | None = None) -> tuple[Drug, ...]:
    """The drugs that a written name and an ATC code stand for, in the order written, each once; empty when unknown.

    `text` may itself hold ATC codes. `mapping` is the clinic's own memory, from a written name to a substance, and
    goes before everything else; then a name that says gel, cream or patch; then known codes of `atc`; then the name. A
    fixed combination is one drug with several classes; two drugs written together are two. Never raises.
    """
    words = words_of(text)
    remembered = _drugs_remembered(words, mapping)
    if remembered:
        return remembered
    named = _drugs_written(words)
    if any(drug.route == TOPICAL for drug in named):
        return named
    return _drugs_coded(atc, named) or named


def recognised(text: str, atc: str | None = None, mapping: Mapping[str, str] | None = None) -> Drug | None:
    """The first of `recognised_all`; None when unknown, or when the text says that nothing was taken."""
    return next(iter(recognised_all(text, atc, mapping)), None)


def unrecognised_parts(text: str, atc: str | None = None, mapping: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """The parts of a text that name no known drug, or may deny one, in plain small letters; empty where a code decides.

    A day on which "Alvedon + something" was taken has paracetamol and an intake of unknown class: nothing is dropped.
    """
    if _drugs_coded(atc, ()):
        return ()
    return tuple(
        " ".join(part)
        for part in parts_of(words_of(text))
        if _without_strengths(part)
        and not set(_without_strengths(part)) <= FORMS | NO_DRUG_WORDS
        and (_denies_a_drug(part) or not _drugs_written(part))
        and not _drugs_remembered(part, mapping)
    )
