## Rutan där man hittar en patient

chooser-recent = Nyligen öppnade
chooser-none = Ingen träff.
chooser-all = { $found ->
    [one] { $found } träff.
   *[other] { $found } träffar.
}
chooser-more = Visar { $shown } av { $found } träffar. Skriv mer för att begränsa.
