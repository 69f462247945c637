"""The Whoosh engine keeps the contract."""

from django.test import TestCase

from tests.search.engine_contract import EngineContract


class TestWhoosh(EngineContract, TestCase):
    pass
