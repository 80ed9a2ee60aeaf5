"""What tests share: the shipped reader, a way to read a text, and the corpora where they are at hand."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

import herodotus
from herodotus import reading
from herodotus.model import Account

AccountOf = Callable[..., Account]


@pytest.fixture(scope="session")
def reader() -> reading.Reader:
    """The reader that ships."""
    return reading.default_reader()


@pytest.fixture(scope="session")
def account_of() -> AccountOf:
    """Read a text published on Wednesday 2026-03-11 unless told otherwise."""

    def read(text: str, **known: str) -> Account:
        return herodotus.read(text, **{"published": "2026-03-11", "publisher": "Harbour Gazette", **known})

    return read


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The development corpora, or a skip that says what is missing."""
    path = Path(os.environ.get("HERODOTUS_CORPORA", "../shared"))
    if not (path / "data").is_dir():
        pytest.skip(f"needs the development corpora: no {path / 'data'} (set HERODOTUS_CORPORA)")
    return path
