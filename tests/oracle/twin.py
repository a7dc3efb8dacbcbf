"""The counts once more, as plain as can be: loops over days and entries, no SQL, no window arithmetic.

Written from the clinical rules, not from the code under test.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

Row = Mapping[str, object]
CLASS_OF = {
    "Sumatriptan": {"triptan"},
    "Cafergot": {"ergot"},
    "Alvedon": {"paracetamol"},
    "Ipren": {"nsaid"},
    "Novalgin": {"other_analgesic"},
    "Treo": {"combination"},
    "Citodon": {"combination"},
    "Tramadol": {"opioid"},
    "Combogesic": {"simple_combination"},
    "Vydura": {"gepant"},
    "Rayvow": {"other"},
    "Primperan": set(),
}
"""What each drug of these tests is, from the list of acute drugs."""
SPECIFIC = {"Sumatriptan", "Cafergot", "Vydura", "Rayvow"}
"""Triptans, ergots, gepants and lasmiditan (AMD-2)."""
HOLDS_AN_OPIOID = {"Citodon", "Tramadol"}
CLASSES = (
    "triptan",
    "ergot",
    "opioid",
    "combination",
    "nsaid",
    "paracetamol",
    "other_analgesic",
    "simple_combination",
    "gepant",
    "other",
)
SIMPLE = ("paracetamol", "nsaid", "other_analgesic", "simple_combination")
OVERUSED = ("triptan", "ergot", "opioid", "combination", *SIMPLE)


def at_least(needed: int, answers: Sequence[bool | None]) -> bool | None:
    if sum(answer is True for answer in answers) >= needed:
        return True
    if sum(answer is not False for answer in answers) < needed:
        return False
    return None


def both(*answers: bool | None) -> bool | None:
    return at_least(len(answers), answers)


def either(*answers: bool | None) -> bool | None:
    return at_least(1, answers)


def reaches(value: float | None, limit: float) -> bool | None:
    return None if value is None else value >= limit


def pain(row: Row, severity: int, intensity: int) -> bool | None:
    if row["severity"] is not None:
        return row["severity"] >= severity
    return reaches(row["intensity"] or None, intensity)  # 0 is no pain: on a headache day it tells nothing


def took(row: Row, drugs: Sequence[str], wanted) -> bool | None:
    if any(drug in CLASS_OF and wanted(drug) for drug in drugs):
        return True
    if not row["doses_recorded"] or any(drug not in CLASS_OF for drug in drugs):
        return None
    return False


def aura(row: Row) -> bool | None:
    minutes = row["aura_minutes"]
    said = row["aura"]
    if said is None and minutes is not None and minutes > 0:
        said = True
    return both(said, None if minutes is None else 5 <= minutes <= 60)


def no(answer: bool | None) -> bool | None:
    return None if answer is None else not answer


def any_aura(row: Row) -> bool | None:
    """The word, else whether minutes were given."""
    if row["aura"] is not None or row["aura_minutes"] is None:
        return row["aura"]
    return row["aura_minutes"] > 0


def features(row: Row) -> bool | None:
    """ICHD-3 1.1 C: two of four."""
    return at_least(2, [row["unilateral"], row["pulsating"], pain(row, 2, 4), row["aggravated_by_activity"]])


def symptoms(row: Row) -> bool | None:
    """ICHD-3 1.1 D."""
    return either(row["nausea"], row["vomiting"], both(row["photophobia"], row["phonophobia"]))


def relieved(row: Row, drugs: Sequence[str], helped: Mapping[str, Sequence[str | None]]) -> bool | None:
    """Whether a triptan or ergot was taken and helped; "partly" is not relief (CM-3)."""
    answers = [
        {"yes": True, "partly": False, "no": False, None: None}[answer]
        for drug in drugs
        if CLASS_OF.get(drug, set()) & {"triptan", "ergot"}
        for answer in helped[drug]
    ]
    if True in answers:
        return True
    if None in answers or not row["doses_recorded"] or any(drug not in CLASS_OF for drug in drugs):
        return None
    return False


def or_own_word(row: Row, drugs: Sequence[str], found: bool | None) -> bool | None:
    """The patient's word stands in for what was left empty, not for a drug that was not understood."""
    if found is not None:
        return found
    if not row["headache"]:
        return False
    return None if any(drug not in CLASS_OF for drug in drugs) else row["migraine"]


def is_migraine(row: Row, drugs: Sequence[str]) -> bool | None:
    """The Leiden definition (MD-1)."""
    attack = both(row["headache"], reaches(row["duration_hours"], 0.5), features(row), symptoms(row))
    treated = both(row["headache"], took(row, drugs, SPECIFIC.__contains__))
    return or_own_word(row, drugs, either(attack, aura(row), treated))


def is_probable_migraine(row: Row) -> bool | None:
    """All but one of B, C and D (PM-2)."""
    criteria = [both(row["headache"], reaches(row["duration_hours"], 4)), features(row), symptoms(row)]
    return both(row["headache"], at_least(2, criteria), no(both(*criteria)))


def is_tension_type_like(row: Row, migraine: bool | None) -> bool | None:
    """Two of four features, no nausea, not both light and sound, half an hour, no migraine day (TTH-4)."""
    four = [row["unilateral"], row["pulsating"], pain(row, 3, 7), row["aggravated_by_activity"]]
    lasted = both(row["headache"], reaches(row["duration_hours"], 0.5))
    return both(lasted, at_least(2, [no(one) for one in four]), no(symptoms(row)), no(migraine))


def kinds(row: Row, doses: Sequence[Row]) -> dict[str, bool | None]:
    drugs = [dose["drug"] for dose in doses]
    helped = {drug: [dose.get("helped") for dose in doses if dose["drug"] == drug] for drug in drugs}
    migraine = is_migraine(row, drugs)
    headache = row["headache"] or (migraine if row["headache"] is None else bool(migraine))
    acute = True if any(drug not in CLASS_OF or CLASS_OF[drug] for drug in drugs) else None
    if acute is None and row["doses_recorded"]:
        acute = False
    moderate = pain(row, 2, 4) if headache else False
    classes = {name: took(row, drugs, lambda drug, name=name: name in CLASS_OF[drug]) for name in CLASSES}
    all_features = both(row["headache"], features(row), symptoms(row))
    believed = both(row["headache"], row["migraine"], relieved(row, drugs, helped))
    return {
        "headache": headache,
        "recorded_headache": row["headache"],
        "aura_only": headache and not row["headache"],
        "migraine": migraine,
        "moderate_or_severe": moderate,
        "severe": pain(row, 3, 7) if headache else False,
        "disabling": both(headache, reaches(row["disability"], 2)),
        "acute_medication": acute,
        **classes,
        "migraine_specific": took(row, drugs, SPECIFIC.__contains__),
        "simple_analgesic": either(*(classes[name] for name in SIMPLE)),
        "any_opioid": took(row, drugs, HOLDS_AN_OPIOID.__contains__),
        "overusable": either(*(classes[name] for name in OVERUSED)),
        "migraine_or_moderate": either(migraine, moderate),
        "ichd_migraine": or_own_word(row, drugs, either(all_features, aura(row), believed)),
        "migraine_features": all_features,
        "probable_migraine": is_probable_migraine(row),
        "tension_type_like": is_tension_type_like(row, migraine),
        "aura": aura(row),
        "crystal_clear": no(either(headache, any_aura(row), acute)),
        "menstruation": row["menstruation"],
    }


NOTHING = dict.fromkeys(
    "headache severity intensity duration_hours unilateral pulsating aggravated_by_activity nausea vomiting "
    "photophobia phonophobia aura aura_minutes disability migraine menstruation doses_recorded".split()
)
OF_INTAKES = {*CLASSES, "acute_medication", "migraine_specific", "simple_analgesic", "any_opioid", "overusable"}
OF_INTAKES |= {"crystal_clear"}


def kinds_without_entry(doses: Sequence[Row]) -> dict[str, bool | None]:
    """What is known of a day without an entry: what was taken, where an intake is recorded, and nothing else."""
    return {kind: answer for kind, answer in kinds(NOTHING, doses).items() if kind in OF_INTAKES} if doses else {}


def count(patient: Row, diary: Sequence[Row], doses: Sequence[Row], first: date, last: date, as_of: date) -> dict:
    """The days of one patient from `first` to `last` by state and kind."""
    found: dict = {"filled": 0, "open": 0, "missing": 0, "outside": 0, "days": {}, "unknown": {}, "told_unfilled": {}}
    written = {row["date"]: row for row in diary if row["patient_id"] == patient["patient_id"]}
    entries = {day: row for day, row in written.items() if was_known(row, as_of)}
    day = first
    while day <= last:
        left = patient["left_on"]
        entry = entries.get(day)
        taken = [dose for dose in doses if dose["patient_id"] == patient["patient_id"] and dose["date"] == day]
        if day in written and entry is None:  # not written yet, and its doses neither
            taken = []
        if day < patient["enrolled_on"] or day > as_of or (left and day > left):
            found["outside"] += 1
        elif entry is not None and not is_retrospective(entry):
            found["filled"] += 1
            for kind, answer in kinds(entry, taken).items():
                found["days"][kind] = found["days"].get(kind, 0) + (answer is True)
                found["unknown"][kind] = found["unknown"].get(kind, 0) + (answer is None)
        else:
            found["open" if (as_of - day).days <= 7 else "missing"] += 1
            for kind, answer in kinds_without_entry(taken if entry is None else ()).items():
                found["days"][kind] = found["days"].get(kind, 0) + (answer is True)
                found["told_unfilled"][kind] = found["told_unfilled"].get(kind, 0) + (answer is not None)
        day += timedelta(days=1)
    return found


def was_known(entry: Row, as_of: date) -> bool:
    """What was written later is not seen as of a day before; what does not say when it was written is."""
    return entry["recorded_at"] is None or entry["recorded_at"].date() <= as_of


def is_retrospective(entry: Row) -> bool:
    if entry["source"] == "clinic" or entry["recorded_at"] is None:
        return False
    return (entry["recorded_at"].date() - entry["date"]).days > 7
