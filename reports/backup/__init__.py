"""Backup and restoration of the whole archive, from and to any database.

A backup is a folder::

    manifest.json          what is in it; written last, so that without it there is no backup
    rows-<time>/*.jsonl    the rows, a table a file, a JSON object a line, UTF-8 (see tables.py)
    originals/ab/cd/<sha256>

The manifest: ``format``, ``version`` of the format, ``created_at``, ``archive`` (SHA-256 of the first original, by
which one archive is told from another), ``parser_version``, ``rows`` (the folder), ``parts`` (table → ``file``,
``sha256``, ``bytes``, ``lines``) and ``originals`` (``count``, ``bytes``, ``damaged``: those that could not be copied).

In a line the keys are the columns' names; ids are kept, since addresses hold them. Dates are ISO 8601, moments in
UTC, decimals strings, what points to places, permissions or content types names them (ids of those differ between
databases): a place by its code of today.

What is read out of the originals (sections, figures, flags …) is in the backup too, though a parser could make it
again: only so is what comes back the same whatever parser and libraries the other machine has. Rebuilt on restoration
are the sentence index of copied text and the search index, which are functions of those rows alone.

Not in it: sessions, dates of last sign-in, the queue of background tasks (waiting uploads are taken up again by their
batches), the vocabularies (topics and indicators come with the program), settings and ``SECRET_KEY``.
Passwords are in it, hashed: a backup is as private as the archive.
"""
