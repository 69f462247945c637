"""The words that many reports use (常用词): what a beginning or initials may become, and what a slip may stand for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from reports.parsing.place.pinyin import readings

Codes = NDArray[np.uint32]
Mask = NDArray[np.bool_]

#: Words that are known, those of the most reports; a word of fewer reports than the floor may be a slip itself.
MOST, FLOOR = 40_000, 3
_SHORTEST, _LONGEST = 2, 12
#: One wrong character of three leaves too little.
_SLIP_FROM = 4
#: Ways to read a character that are known.
_READINGS = 4
#: Behind every character of a word.
_BEHIND = "\U0010ffff"


@dataclass(frozen=True)
class FrequentWords:
    """``words`` in order, each of at least two characters, and in about how many ``reports`` each stands."""

    words: tuple[str, ...] = ()
    reports: tuple[int, ...] = ()

    @classmethod
    def of(cls, counts: Mapping[str, int]) -> FrequentWords:
        """Of words and the number of their reports those worth offering."""
        worth = (
            (-count, word)
            for word, count in counts.items()
            if count >= FLOOR and _SHORTEST <= len(word) <= _LONGEST and not word.isascii() and word.isalpha()
        )
        kept = sorted(word for _, word in islice(sorted(worth), MOST))
        return cls(tuple(kept), tuple(counts[word] for word in kept))

    def begun(self, text: str, most: int) -> list[str]:
        """Words that begin with ``text``, or whose initials in pinyin do, those of the most reports first."""
        if text.isascii():
            places = self._by_initials(text)
        else:
            low, high = bisect_left(self.words, text), bisect_left(self.words, text + _BEHIND)
            places = list(range(low, high))
        places.sort(key=lambda place: (-self.reports[place], place))
        return [self.words[place] for place in places[: most + 1] if self.words[place] != text][:most]

    def near(self, text: str, most: int) -> list[str]:
        """Words that sound like ``text``, then those one slip away, those of the most reports first in both.

        A slip is a character that is wrong, missing, too many, or changed about with its neighbour.
        """
        if text.isascii() or not _SHORTEST <= len(text) <= _LONGEST:
            return []
        found: dict[str, tuple[bool, int]] = {}
        for places, heard in self._near(text):
            for place in places.tolist():
                if self.words[place] != text:
                    found.setdefault(self.words[place], (not heard, -self.reports[place]))
        return sorted(found, key=lambda word: (found[word], word))[:most]

    def _near(self, text: str) -> Iterator[tuple[NDArray[np.int64], bool]]:
        """Places of words, and whether they sound like what was typed."""
        typed, size = _codes(text), len(text)
        if size in self._by_length:
            places, codes = self._by_length[size]
            same = codes == typed
            yield places[(same | self._heard(text, codes)).all(axis=1)], True
            if size >= _SLIP_FROM:
                wrong = np.count_nonzero(~same, axis=1)
                turned = (codes[:, :-1] == typed[1:]) & (codes[:, 1:] == typed[:-1])
                yield places[(wrong == 1) | ((wrong == 2) & (turned & ~same[:, 1:]).any(axis=1))], False
        for longer in (size + 1, size - 1):
            if longer in self._by_length and longer >= _SLIP_FROM:
                places, codes = self._by_length[longer]
                yield places[_one_more(codes, typed)], False

    @cached_property
    def _by_length(self) -> dict[int, tuple[NDArray[np.int64], Codes]]:
        """For each length the places of the words and their characters, a row a word."""
        lengths = np.array([len(word) for word in self.words])
        found = {}
        for length in np.flatnonzero(np.bincount(lengths)).tolist() if len(lengths) else ():
            places = np.flatnonzero(lengths == length)
            codes = _codes("".join(self.words[place] for place in places.tolist()))
            found[length] = places, codes.reshape(-1, length)
        return found

    @cached_property
    def _readings(self) -> dict[str, tuple[str, ...]]:
        """The pinyin of each character of the words, in every way it is read."""
        return {character: readings(character, _READINGS) for character in sorted(set().union(*self.words))}

    @cached_property
    def _numbers(self) -> dict[str, int]:
        """A number from 1 on for each pinyin that the words' characters have."""
        sounds = sorted({sound for several in self._readings.values() for sound in several})
        return {sound: number for number, sound in enumerate(sounds, 1)}

    @cached_property
    def _sounds(self) -> NDArray[np.uint16]:
        """The numbers of the pinyin of every character, a column a way to read it; 0 where there is no other."""
        sounds = np.zeros((0x110000, _READINGS), np.uint16)
        for character, several in self._readings.items():
            sounds[ord(character), : len(several)] = [self._numbers[sound] for sound in several]
        return sounds

    def _heard(self, text: str, codes: Codes) -> Mask:
        """Which characters of rows like ``text`` sound like its own, whose characters the words need not have."""
        heard = np.zeros(codes.shape, np.bool_)
        for place, character in enumerate(text):
            sounds = self._sounds[codes[:, place]]
            for sound in readings(character):
                heard[:, place] |= (sounds == self._numbers.get(sound, -1)).any(axis=1)
        return heard

    @cached_property
    def _initials(self) -> NDArray[np.uint32]:
        """A bit for each letter that a reading of the character begins with."""
        initials = np.zeros(0x110000, np.uint32)
        for character, several in self._readings.items():
            for sound in several:
                initials[ord(character)] |= 1 << (ord(sound[0]) - ord("a"))
        return initials

    def _by_initials(self, letters: str) -> list[int]:
        """The places of words whose characters' pinyin begin with ``letters``, as far as those go."""
        if not (letters.isalpha() and letters.islower()):
            return []
        bits = np.array([1 << (ord(letter) - ord("a")) for letter in letters], np.uint32)
        found: list[int] = []
        for length, (places, codes) in self._by_length.items():
            if length >= len(letters):
                held = (self._initials[codes[:, : len(letters)]] & bits).all(axis=1)
                found += places[held].tolist()
        return found


def _codes(text: str) -> Codes:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")


def _one_more(codes: Codes, typed: Codes) -> Mask:
    """Which rows are ``typed`` with one character more, or one less."""
    size = codes.shape[1]
    shorter = min(size, len(typed))
    from_front = codes[:, :shorter] == typed[:shorter]
    from_behind = codes[:, size - shorter :] == typed[len(typed) - shorter :]
    front = np.logical_and.accumulate(from_front, axis=1).sum(axis=1)
    behind = np.logical_and.accumulate(from_behind[:, ::-1], axis=1).sum(axis=1)
    enough: Mask = front + behind >= shorter
    return enough
