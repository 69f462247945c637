"""jieba as Whoosh's tokenizer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from whoosh.analysis import Token, Tokenizer

from .cutting import is_word, parts, pieces


class JiebaTokenizer(Tokenizer):  # type: ignore[misc]
    """The words of a normalised text; in ``mode="index"`` the words inside them too.

    ``pos`` is the word's ordinal, marks not counted, and of a word inside another that of the whole; ``startchar`` and
    ``endchar`` are offsets in the text.
    """

    def __call__(
        self,
        value: str,
        positions: bool = False,
        chars: bool = False,
        keeporiginal: bool = False,
        removestops: bool = True,
        start_pos: int = 0,
        start_char: int = 0,
        mode: str = "",
        **options: Any,
    ) -> Iterator[Token]:
        """One token object, filled anew for each word, as Whoosh's tokenizers do."""
        token = Token(positions, chars, removestops=removestops, mode=mode, **options)
        position, start = start_pos, start_char
        for piece in pieces(value):
            if is_word(piece):
                inside = parts(piece) if mode == "index" else ()
                offset = 0
                for word in (piece, *inside):
                    offset = piece.index(word, offset) if word is not piece else 0
                    token.text, token.boost, token.stopped = word, 1.0, False
                    if keeporiginal:
                        token.original = word
                    if positions:
                        token.pos = position
                    if chars:
                        token.startchar, token.endchar = start + offset, start + offset + len(word)
                    yield token
                position += 1
            start += len(piece)
