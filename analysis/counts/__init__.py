"""How many days of each kind a window holds, never without the days that are not known.

One way of counting for each purpose, all with the same answer (a test compares them):

- `statement`: days are counted in the database, for windows of many patients or of each patient's own. `counted` reads
  it for fixed windows of a whole clinic or of a few patients; effects, the nurse's list and the clinic's overview for
  windows of each treatment.
- `from_grid`: windows are counted off days that were read already (`days.grid`), where a patient's days are needed
  anyway: the summary, its criteria, and the 28 days that end on each day (`moving_28`).

A page about a patient reads the diary as a `DayGrid` for every figure, and as `DayEntry` where each entry is shown as
it was written: the calendar, patterns and wearing-off.
"""
