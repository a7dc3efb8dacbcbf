"""What patients write on a day, in their own few words."""

from __future__ import annotations

from sample_data.chance import Chance
from sample_data.headaches import Day
from sample_data.persona import WORD, YES_NO, Persona

BAD_DAY = (
    "Låg i mörkt rum hela dagen",
    "Kräktes två gånger, fick gå hem från jobbet",
    "Vaknade med det, tog tabletten för sent",
    "Åskväder",
    "Sov dåligt",
    "Hela höger sida, stel nacke",
    "Stressig vecka på jobbet",
    "Ställde in middagen",
)
HEADACHE_DAY = (
    "Kom på eftermiddagen",
    "Mest nacken",
    "Gick över efter en promenad",
    "Glömde dricka",
    "Som ett band runt huvudet",
    "Helg, sov länge",
)
FREE_DAY = ("Bra dag", "Tränade", "Semester", "Lite trött men ingen huvudvärk", "Första dagen på länge utan")

LONG = (
    "Började redan kl 4 på natten med tryck bakom höger öga, tog en tablett direkt men somnade inte om. "
    "På morgonen illamående och ljuskänslig, barnen fick gå själva till skolan. Vid lunch hade det släppt lite så att "
    "jag kunde äta, men när jag satte mig vid datorn kom det tillbaka, nu pulserande och på båda sidor. Tog en till "
    "klockan 14. Låg till kväll i sovrummet med rullgardinen nere. Det här är tredje gången den här månaden som det "
    "kommer natten före ett möte, så jag undrar om det är sömnen eller oron. Har också märkt att sprutan känns som att "
    "den räcker kortare mot slutet. Vill gärna prata om det nästa gång, och om jag kan träna under tiden."
)
AWKWARD = 'Syster sa: "ta den tidigt", så jag tog den kl 7;\nhjälpte inte, eller lite; 1,5 timme sedan tillbaka'
"""Quotes, commas, a semicolon and a line break: what an export must carry unharmed."""


def note(persona: Persona, chance: Chance, day: Day) -> str:
    """A short note now and then, more often on bad days; empty on most."""
    if persona.fields in (WORD, YES_NO):
        return ""
    if day.severity == 3:
        return chance.pick(BAD_DAY) if chance.happens(0.06) else ""
    if day.severity:
        return chance.pick(HEADACHE_DAY) if chance.happens(0.02) else ""
    return chance.pick(FREE_DAY) if chance.happens(0.006) else ""
