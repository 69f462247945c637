"""Documents of word processors: docx, doc and wps, odt, rtf."""
