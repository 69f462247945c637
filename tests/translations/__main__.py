"""``make messages``: take up what there is to translate, drop what there is no more, compile; say what is missing."""

import os
import sys

os.environ.setdefault("SECRET_KEY", "only-to-read-templates")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")

from tests.translations.catalogue import PO, save, stored, template, untranslated

catalogue = stored()
catalogue.update(template(), no_fuzzy_matching=True, update_creation_date=False)
save(catalogue)
missing = untranslated(catalogue)
for msgid in missing:
    print(f"{PO.name}: no English for: {msgid}")
sys.exit(bool(missing))
