"""What tests share: the shipped reader, a way to read a text, and the corpora where they are at hand."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

import pytest
import sqlalchemy as sa

import herodotus
from herodotus import pipeline, reading
from herodotus.model import Account
from herodotus.reading.conllu import ConlluReader

AccountOf = Callable[..., Account]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Iterator[None]:
    """Where HERODOTUS_NO_SKIP is set, a test that is skipped has failed; one that must fail has not."""
    report: pytest.TestReport = yield  # type: ignore[misc,assignment]
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("HERODOTUS_NO_SKIP"):
        report.outcome, report.longrepr = "failed", f"skipped, and nothing may be: {report.longrepr}"
    return report  # type: ignore[return-value]


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


@pytest.fixture(params=["sqlite", "postgresql"])
def ledger_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where an empty ledger can be: a file, then a schema of its own in the PostgreSQL that HERODOTUS_POSTGRES names."""
    if request.param == "sqlite":
        yield str(tmp_path / "ledger.db")
        return
    server = os.environ.get("HERODOTUS_POSTGRES")
    if not server:
        pytest.skip("needs a PostgreSQL: set HERODOTUS_POSTGRES (.ci/postgres start DIR gives one)")
    schema = f"t{uuid.uuid4().hex[:12]}"
    engine = sa.create_engine(server)
    with engine.begin() as db:
        db.execute(sa.text(f"CREATE SCHEMA {schema}"))
    yield sa.make_url(server).update_query_dict({"options": f"-csearch_path={schema}"}).render_as_string(False)
    with engine.begin() as db:
        db.execute(sa.text(f"DROP SCHEMA {schema} CASCADE"))
    engine.dispose()


SAMPLES = Path(str(files("herodotus") / "samples"))
GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(scope="session")
def sample_accounts() -> dict[str, Account]:
    """The accounts of the shipped reports by name, read over their kept trees: quick, and the same everywhere."""
    return {path.stem: pipeline.read(path, reader=ConlluReader(GOLDEN / path.stem / "report.conllu"))
            for path in sorted(SAMPLES.glob("*.txt"))}  # fmt: skip
