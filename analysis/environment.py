"""The names of what the environment may say of a store; light to load, for those who only name them."""

STORE = "HEADACHE_STORE"
"""Where the store lies, as `store_at` takes it."""
PASSWORD_FILE = "HEADACHE_STORE_PASSWORD_FILE"
"""A file whose first line is the password of a store on a server."""
