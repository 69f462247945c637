"""The database beside Django's query sets: statements put together once, many rows at once, its file."""
