"""Drug names outside the catalogue: which wait to be explained, and what the explained ones mean."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.drugs import Drug, catalogue
from analysis.drugs.explained_names import NO_DRUG, Meaning, UnknownName
from dashboard.sections.section import Section
from dashboard.texts import Words


def unknown(names: Sequence[UnknownName], words: Words) -> Section:
    """The names that are not recognised, how often they stand in the data, and what that means."""
    import pandas as pd

    heads = [words(f"drugs-{head}") for head in ("name", "intakes", "treatments", "patients")]
    rows = [(one.name, one.intakes, one.treatments, one.patients) for one in names]
    return Section(
        "drug_names",
        words("drugs-unknown"),
        (words("drugs-unknown-text", names=len(names)),),
        table=pd.DataFrame(rows, columns=heads),
    )


def explained(meanings: Sequence[Meaning], words: Words) -> Section:
    """What the clinic has explained, by whom and when."""
    import pandas as pd

    known = substances(words)
    heads = [words(f"drugs-{head}") for head in ("name", "means", "by", "when")]
    rows = [
        (one.name, known.get(one.substance, one.substance), one.by, words.date(one.recorded_at.date()))
        for one in meanings
    ]
    return Section("drug_meanings", words("drugs-explained"), table=pd.DataFrame(rows, columns=heads))


def substances(words: Words) -> dict[str, str]:
    """What a name can mean, as it is stored and as it is shown: no drug first, then the catalogue by name."""
    shown = {drug.substance: _text(drug, words) for drug in catalogue()}
    return {NO_DRUG: words("drugs-none"), **dict(sorted(shown.items(), key=lambda item: item[1].casefold()))}


def _text(drug: Drug, words: Words) -> str:
    name = words.drug(drug.substance)
    return f"{name[0].upper()}{name[1:]} ({drug.atc})" if drug.atc else name
