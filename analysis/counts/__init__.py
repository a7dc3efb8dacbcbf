"""How many days of each kind a window holds, never without the days that are not known."""
