"""What every entry of a clinic says, as it was written and whatever the definition, kept once for a state of the data.

Most of what a question about a whole clinic costs is to bring together what was written of each day: the entry, the
doses, what could not be read. That does not depend on any definition, and does not change while the data do not. So it
is kept as numbers: each day has the place of its entry among the different ones there are, of which there are few. The
rules are asked of those few anew each time, by the same statements that ask them of days, so that a changed rule
changes every figure at once.

What is kept may be thrown away at any time. Its key is the state of the data with the whole text of the statement that
reads it and the values of its parameters (as-of date, settings that tell which entries count), so that nothing is read
that another program, rule of reading or setting has left.

`entries` holds it, `reading` reads it from the engine, `carrying` takes it over from the state before, `keeping` says
where it is held and for how long, and `asking` asks the definition of it.
"""
