"""Patients whose treatment effect is soon to be judged, or hard to judge, or the wrong way."""

from __future__ import annotations

from datetime import date, timedelta

from sample_data.persona import AS_OF, CHRONIC, EXCELLENT, NORTH, SOUTH, WEST, WITHOUT_AURA, Course, Persona, Phase
from sample_data.personas import habits

PATIENTS = (
    Persona(
        14,
        "Ljungpipare",
        "Ajovy every three months, steady response, follow-up due.",
        (Phase(14, 10, habits.RIZATRIPTAN),),
        date(2025, 3, 10),
        (
            Course("Propranolol", date(2024, 5, 6), date(2025, 1, 31), "no_effect"),
            Course("Ajovy", date(2025, 6, 16), dose=675, every=90, fall=0.6),
        ),
        born=1966,
        unit=SOUTH,
        next_visit=5,
        draw=4,
    ),
    Persona(
        15,
        "Smultron",
        "Small baseline: about three headache days in 28, too few for a percentage.",
        (Phase(4, 3.2, habits.SUMATRIPTAN),),
        date(2025, 5, 5),
        (Course("Propranolol", date(2025, 8, 18), fall=0.4),),
        EXCELLENT,
        born=1999,
        unit=WEST,
        sex="male",
        draw=2,
    ),
    Persona(
        16,
        "Havtorn",
        "Worse, not better, under candesartan: days rise while it is taken.",
        (Phase(9, 6, habits.RIZATRIPTAN), Phase(16, 11, habits.RIZATRIPTAN, date(2026, 3, 1))),
        date(2025, 9, 1),
        (Course("Kandesartan", date(2026, 2, 16), date(2026, 6, 14), dose=8), Course("Kandesartan", date(2026, 6, 15))),
        born=1983,
    ),
    Persona(
        17,
        "Vitmossa",
        "Took Aimovig already on enrolment: there is no diary from before it to compare with.",
        (Phase(15, 11, habits.SUMATRIPTAN),),
        date(2025, 4, 14),
        (Course("Aimovig", date(2024, 9, 2), fall=0.6),),
        born=1979,
        unit=SOUTH,
        diagnosis=CHRONIC,
    ),
    Persona(
        18,
        "Enbär",
        "Evaluation soon: Ajovy for eleven weeks, diary good enough, the last window ends in a few days.",
        (Phase(17, 12, habits.ELETRIPTAN),),
        date(2026, 4, 13),
        (
            Course("Amitriptylin", date(2025, 3, 3), date(2025, 11, 30), "side_effect"),
            Course("Ajovy", AS_OF - timedelta(days=79), fall=0.55),
        ),
        EXCELLENT,
        born=1992,
        diagnosis=CHRONIC,
        next_visit=6,
        draw=4,
    ),
    Persona(
        19,
        "Prästkrage",
        "Evaluation at risk: Emgality for ten weeks, but the weeks to be judged are half empty.",
        (Phase(16, 12, habits.RIZATRIPTAN),),
        date(2026, 3, 23),
        (
            Course("Topiramat", date(2025, 5, 5), date(2026, 1, 31), "side_effect", dose=50),
            Course("Emgality", AS_OF - timedelta(days=72), fall=0.5),
        ),
        born=1986,
        unit=WEST,
        diagnosis=CHRONIC,
        empty=(AS_OF - timedelta(days=30), AS_OF, 0.6),
        next_visit=13,
        last_days="..FF.F..",
    ),
    Persona(
        20,
        "Blåklint",
        "Evaluation due: the twelfth week of Aimovig ended last week, follow-up booked on Monday.",
        (Phase(18, 12, habits.SUMATRIPTAN),),
        date(2026, 2, 9),
        (
            Course("Metoprolol", date(2024, 9, 2), date(2025, 6, 30), "side_effect"),
            Course("Aimovig", AS_OF - timedelta(days=90), fall=0.45),
        ),
        born=1970,
        unit=NORTH,
        diagnosis=f"{CHRONIC} {WITHOUT_AURA}",
        instruments=("HIT-6", "MIDAS", "MSQ", "PGIC", "mTOQ-4"),
        next_visit=2,
    ),
)
