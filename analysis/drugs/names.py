"""Known names and codes: the drug that a name or an ATC code stands for, also with one slip of the pen."""

from __future__ import annotations

from functools import cache, lru_cache

from analysis.drugs.substances import Drug, catalogue
from analysis.drugs.words import ATC_CODES, Words, is_number, without_forms, words_of

SHORTEST_NAME_WITH_A_SLIP = 6
SHORTEST_ATC_GROUP = 4


@cache
def drug_by_name() -> dict[Words, Drug]:
    """The drug of every known name, by the words of the name without its form."""
    return {without_forms(words_of(name)): drug for drug in catalogue() for name in drug.names}


@cache
def longest_name() -> int:
    """Words of the longest known name."""
    return max(map(len, drug_by_name()))


@cache
def numbers_in_names() -> frozenset[Words]:
    """Pairs of a word and the number that follows it in a name: acetylsalicylic acid 75 is another drug."""
    pairs = (name[place : place + 2] for name in drug_by_name() for place in range(len(name) - 1))
    return frozenset(pair for pair in pairs if is_number(pair[1]))


@cache
def _drug_by_code() -> dict[str, Drug]:
    older = {alias.lower(): drug for drug in catalogue() for alias in drug.atc_aliases}
    return older | {drug.atc.lower(): drug for drug in reversed(catalogue()) if drug.atc}


def drug_of_code(code: str) -> Drug | None:
    """The drug of a code in lower case, else the nearest listed group to which the code belongs (ATC-1)."""
    if not ATC_CODES.fullmatch(code):
        return None
    known = _drug_by_code()
    nearest_first = (code[:length] for length in range(len(code), SHORTEST_ATC_GROUP - 1, -1))
    return next((known[prefix] for prefix in nearest_first if prefix in known), None)


def _is_one_slip(one: str, other: str) -> bool:
    """Whether one letter was added, left out or replaced, or two neighbours changed places."""
    short, long = sorted((one, other), key=len)
    same = next((place for place, pair in enumerate(zip(short, long, strict=False)) if len(set(pair)) > 1), len(short))
    if len(long) > len(short):
        return short[same:] == long[same + 1 :]
    swapped = short[same : same + 2] == long[same : same + 2][::-1] and short[same + 2 :] == long[same + 2 :]
    return swapped or short[same + 1 :] == long[same + 1 :]


@cache
def _long_names() -> dict[str, Drug]:
    names = ((name[0], drug) for name, drug in drug_by_name().items() if len(name) == 1)
    return {name: drug for name, drug in names if len(name) >= SHORTEST_NAME_WITH_A_SLIP}


@lru_cache(maxsize=4096)
def drug_with_a_slip(word: str) -> Drug | None:
    """The only drug with a long name one slip away; the first letter must stand, or migrän would be Imigran."""
    if len(word) < SHORTEST_NAME_WITH_A_SLIP:
        return None
    near = {drug for name, drug in _long_names().items() if name[0] == word[0] and _is_one_slip(word, name)}
    return near.pop() if len(near) == 1 else None
