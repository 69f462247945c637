"""What is counted of a check."""

from dataclasses import dataclass


@dataclass
class Tally:
    """How many faults were tried and how many survived; the rest are lost, and ``why`` says what."""

    tries: int = 0
    survivals: int = 0
    why: str = ""
    skipped: str = ""

    def tried(self, count: int = 1) -> None:
        self.tries += count

    def survived(self, count: int = 1) -> None:
        self.survivals += count

    @property
    def lost(self) -> int:
        return max(self.tries - self.survivals, 1 if self.why else 0)
