"""The clinical rules: a family of them is a module of this package, and `registry` holds every one."""
