"""What is not done now, and when to ask again."""


class Later(Exception):
    """Ask again in ``seconds``. ``status`` is HTTP's; ``str()`` is a sentence in Chinese for whoever asked."""

    status: int

    def __init__(self, sentence: str, seconds: int) -> None:
        super().__init__(sentence)
        self.seconds = seconds


class TooOften(Later):
    """One address asked more often than it may (RFC 6585, section 4)."""

    status = 429

    def __init__(self, seconds: int) -> None:
        super().__init__(f"请求太频繁，请过 {seconds} 秒再试。", seconds)


class Busy(Later):
    """As much of the kind is being done as can be at once."""

    status = 503

    def __init__(self, seconds: int) -> None:
        super().__init__(f"正忙，请过 {seconds} 秒再试。", seconds)
