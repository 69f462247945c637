"""Every word a page shows has its English, and what Django reads is what translators wrote."""

import re

import pytest

from tests.translations.catalogue import MO, compiled, forms, in_vocabularies, stored, template, untranslated

#: Chinese that a translation names is marked as such.
CHINESE = re.compile(r'<(\w+) lang="zh-CN">.*?</\1>')


@pytest.fixture(scope="module")
def catalogue():
    return stored()


def ids(catalogue) -> set:
    return {(message.id, message.context) for message in catalogue if message.id}


def test_the_catalogue_has_what_pages_and_code_say_and_nothing_else(catalogue):
    assert ids(template()) ^ ids(catalogue) == set()


def test_nothing_is_untranslated_or_guessed(catalogue):
    assert untranslated(catalogue) == []


def test_translations_keep_the_values_of_their_messages(catalogue):
    assert [str(error) for message, errors in catalogue.check() for error in errors] == []


def test_every_name_and_explanation_of_the_vocabularies_is_in_english(catalogue):
    words = [(file, word, catalogue.get(word)) for file, word in in_vocabularies()]
    assert [(file, word) for file, word, message in words if not message or not message.string] == []


def test_no_translation_is_chinese_or_has_marks_that_chinese_fonts_set_wide(catalogue):
    shown = [CHINESE.sub("", form) for message in catalogue if message.id for form in forms(message)]
    assert [form for form in shown if re.search(r"[‘’“”\u3000-\u9fff\uff00-\uffef]", form)] == []


def test_the_compiled_catalogue_is_the_written_one(catalogue):
    assert MO.read_bytes() == compiled(catalogue)
