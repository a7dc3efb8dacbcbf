"""How large a change is, and how sure that can be."""
