"""The shared store of several dashboards: the tables of one PostgreSQL database.

The same tables, statements and rules as in the embedded store. What a snapshot is there is a *state* here: every
transaction that changes the data ends by naming a new one, and whoever reads goes on reading the state that it began
with. Who saw whom, and the contacts that people recorded, lie in schemas of their own, which no import touches.
"""
