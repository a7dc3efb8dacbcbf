## Rutan där man hittar en patient

chooser-recent = Nyligen öppnade
chooser-none = Ingen patient stämmer.
chooser-all = { $found ->
    [one] { $found } patient stämmer.
   *[other] { $found } patienter stämmer.
}
chooser-more = { $shown } av { $found } som stämmer. Skriv mer för att hitta de andra.
