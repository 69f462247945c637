"""A file that is sent while it is written."""

import io


class Sink(io.RawIOBase):
    """Takes bytes as a file does that can't be gone back in; :meth:`taken` gives those since it was last asked."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[bytes] = []
        self._sent = 0

    def writable(self) -> bool:
        return True

    def write(self, data: bytes | memoryview, /) -> int:  # type: ignore[override]
        piece = bytes(data)
        self._pieces.append(piece)
        self._sent += len(piece)
        return len(piece)

    def tell(self) -> int:
        return self._sent

    def taken(self) -> bytes:
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)
