"""Writing documents into a generation of the index."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from . import sizes
from .pool import TermPool
from .postings import PackedCodec

#: A segment is not made larger than this by merging: document numbers then fit in 16 bits.
LARGEST = 1 << 16
#: Segments are left as they are while there are no more.
FEW = 6


def create(folder: Path, schema: Schema) -> None:
    """An index without documents in ``folder``."""
    FileIndex.create(FileStorage(str(folder)), schema)


def write(
    folder: Path, documents: Iterable[Mapping[str, Any]], deleted: Iterable[int] = (), *, merging: bool = True
) -> None:
    """Add documents and delete others by pk, in one commit; a document replaces the one with its pk.

    The caller holds the writing lock. Nothing is changed when it raises.
    """
    writer: SegmentWriter = FileIndex(FileStorage(str(folder))).writer(
        compound=False, limitmb=64, timeout=10, codec=PackedCodec()
    )
    writer.pool = TermPool(writer.pool)
    try:
        gone = set(deleted)
        latest: dict[int, None] = {}
        for document in documents:
            if document["pk"] in latest:
                raise ValueError(f"Report {document['pk']} is there twice.")
            latest[document["pk"]] = None
            writer.add_document(**document)
        _delete(writer, gone.union(latest))
    except BaseException:
        writer.cancel()
        raise
    writer.commit(mergetype=merge_alike if merging else keep)
    sizes.note(folder)


def _delete(writer: SegmentWriter, pks: set[int]) -> None:
    wanted = np.fromiter(pks, dtype=np.int64, count=len(pks))
    reader = writer.reader()
    try:
        for leaf, base in reader.leaf_readers():
            if leaf.doc_count_all():
                numbers = leaf.column_reader("pk", translate=False).numbers
                for document in np.flatnonzero(np.isin(numbers, wanted)).tolist():
                    writer.delete_document(base + document)
    finally:
        reader.close()


def keep(writer: SegmentWriter, segments: list[Any]) -> list[Any]:
    """A merge policy: no segment is touched."""
    return segments


def merge_alike(writer: SegmentWriter, segments: list[Any]) -> list[Any]:
    """A merge policy: segments without documents go; when there are many, the smaller ones become one.

    From the smallest on, a segment is taken in as long as it is not larger than all before it together, so that
    each document is rewritten about log2(documents) times in its life; one of which half is deleted comes first.
    """
    full = [segment for segment in segments if segment.doc_count()]
    if len(full) <= FEW:
        return full
    full.sort(key=lambda segment: segment.doc_count() if _dense(segment) else 0)
    taken, total = 0, writer.doc_count()
    for segment in full:
        size = segment.doc_count()
        if total + size > LARGEST or (_dense(segment) and taken >= 2 and size > total):
            break
        taken, total = taken + 1, total + size
    for segment in full[:taken]:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        try:
            writer.add_reader(reader)
        finally:
            reader.close()
    return full[taken:]


def _dense(segment: Any) -> bool:
    return bool(segment.doc_count() * 2 >= segment.doc_count_all())
