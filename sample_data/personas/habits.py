"""What different patients take when the headache comes, spelled as patients spell."""

from __future__ import annotations

from sample_data.persona import Habit

SUMATRIPTAN = Habit(
    {"Sumatriptan": 5, "suma 50": 2, "naproxen 500": 1}, {"Alvedon": 3, "ipren 400": 1}, treats_migraine=0.7
)
RIZATRIPTAN = Habit(
    {"Maxalt rapitab": 6, "maxalt": 1, "ipren 400": 2}, {"Ipren": 2, "Alvedon": 1}, treats_migraine=0.65
)
ELETRIPTAN = Habit({"Relpax": 5, "relpax 40 mg": 2, "Alvedon": 1}, treats_migraine=0.65)
ZOLMITRIPTAN = Habit(
    {"Zomig nässpray": 4, "Zomig": 1, "Naproxen": 2}, {"Naproxen": 1, "Panodil": 1}, treats_migraine=0.65
)
SIMPLE = Habit(
    {"ipren 400": 3, "Alvedon": 3, "Naproxen": 1}, {"Alvedon": 3, "Ipren": 2}, treats_migraine=0.7, helps=0.4
)
SPARING = Habit({"Alvedon": 1, "Sumatriptan": 2}, treats_migraine=0.35, treats_other=0.05)

TRIPTAN_TOO_OFTEN = Habit(
    {"Sumatriptan": 5, "suma 50": 3, "Imigran": 1}, {"suma 50": 2, "Alvedon": 1}, 0.98, 0.75, again=0.5, helps=0.45
)
COMBINATION_TOO_OFTEN = Habit({"Treo": 6, "treo x2": 1, "Sumatriptan": 1}, {"Treo": 5}, 0.9, 0.75, again=0.5, helps=0.4)
SIMPLE_TOO_OFTEN = Habit({"Alvedon": 3, "ipren 400": 3}, {"Alvedon": 4, "Ipren": 3}, 1.0, 0.95, again=0.6, helps=0.3)
OPIOID_TOO_OFTEN = Habit(
    {"Citodon": 6, "citodon 1 tabl": 1}, {"Citodon": 2, "Alvedon": 2}, 0.9, 0.6, again=0.4, helps=0.4
)
MANY_KINDS = Habit(
    {"Sumatriptan": 3, "Alvedon": 2, "ipren 400": 2},
    {"Alvedon": 2, "ipren 400": 2},
    treats_migraine=0.95,
    treats_other=0.85,
)
AT_THE_LIMIT = Habit({"Maxalt rapitab": 1}, {"Alvedon": 1}, treats_migraine=0.95, treats_other=0.1)
WITHDRAWN = Habit({"Alvedon": 1, "Naproxen": 1}, {"Alvedon": 1}, treats_migraine=0.2, treats_other=0.02, again=0.0)
