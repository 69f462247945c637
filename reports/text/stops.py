"""The marks that part a text (标点): what ends a sentence, and what parts it.

Each in full and half width. A half-width full stop is none of them: it stands in numbers and addresses too, and whoever
takes it for an end says by what follows it.
"""

from __future__ import annotations

import re

#: End a sentence.
FULL_STOPS = "。！？!?"
#: Part what could be sentences of their own, as the points of a report are.
SEMICOLONS = "；;"
#: End a sentence, or a part of one that says something whole.
STOPS = FULL_STOPS + SEMICOLONS
#: Part the pieces of a sentence.
COMMAS = "，,"
COLONS = "：:"
#: Part the members of an enumeration (顿号).
PAUSE = "、"
#: Where a sentence ends: at a stop, and with its line.
SENTENCE_END = re.compile(rf"[{STOPS}\n]")
