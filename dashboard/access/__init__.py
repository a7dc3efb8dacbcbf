"""Who may come in: the access file, what claims make of somebody, sessions, and the gate before every request."""

from dashboard.access.file import Access, read_access
from dashboard.access.opened import Opened, how_opened, opened_on, say_how
from dashboard.access.sessions import SESSIONS, Ended
from dashboard.access.visitors import visitor_of

__all__ = ["SESSIONS", "Access", "Ended", "Opened", "how_opened", "opened_on", "read_access", "say_how", "visitor_of"]
