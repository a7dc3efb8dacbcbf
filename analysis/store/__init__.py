"""The only place that opens a database: where a store lies, its snapshots and migrations, and the one door to it."""

from analysis.store.contacts import Contact
from analysis.store.door import Action, Door, Entered, Records, Visitor
from analysis.store.place import default_url, store_at
from analysis.store.protocol import ClinicStore
from analysis.store.snapshots import Snapshot, Store

__all__ = [
    "Action",
    "ClinicStore",
    "Contact",
    "Door",
    "Entered",
    "Records",
    "Snapshot",
    "Store",
    "Visitor",
    "default_url",
    "store_at",
]
