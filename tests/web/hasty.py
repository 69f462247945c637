"""The archive's worker with bounds that a test can wait for."""

from archive.worker import Worker


class Hasty(Worker):
    HEAD, REQUEST, STALL = 1.0, 3.0, 1.5
