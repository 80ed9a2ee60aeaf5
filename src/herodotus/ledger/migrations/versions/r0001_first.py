"""The first ledger: reports with their bytes, runs, accounts as JSON, and three flat tables by account."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table("ledger", sa.Column("version", sa.Integer, nullable=False))
    op.create_table(
        "report",
        sa.Column("id", sa.String(64), primary_key=True), sa.Column("publisher", sa.Text),
        sa.Column("published", sa.String(40)), sa.Column("title", sa.Text), sa.Column("url", sa.Text),
        sa.Column("language", sa.String(8)), sa.Column("text", sa.Text, nullable=False), sa.Column("raw", sa.LargeBinary),
    )  # fmt: skip
    op.create_table(
        "run",
        sa.Column("id", sa.Integer, primary_key=True), sa.Column("herodotus", sa.String(40), nullable=False),
        sa.Column("model", sa.String(80), nullable=False), sa.Column("lexicons", sa.String(80), nullable=False),
        sa.UniqueConstraint("herodotus", "model", "lexicons"),
    )  # fmt: skip
    op.create_table(
        "account",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("report", sa.String(64), sa.ForeignKey("report.id"), nullable=False),
        sa.Column("run", sa.Integer, sa.ForeignKey("run.id"), nullable=False), sa.Column("json", sa.Text, nullable=False),
        sa.UniqueConstraint("report", "run"),
    )  # fmt: skip
    op.create_index("ix_account_report", "account", ["report"])
    _flat(
        "statement", "speaker act stance form words", sa.Column("id", sa.String(12), nullable=False),
        sa.Column("start", sa.Integer), sa.Column("end", sa.Integer),
    )  # fmt: skip
    _flat(
        "event", "label type mode cameo source target place earliest latest",
        sa.Column("id", sa.String(12), nullable=False), sa.Column("start", sa.Integer), sa.Column("end", sa.Integer),
    )  # fmt: skip
    _flat(
        "claim", "voice statement status stance polarity about source source_not",
        sa.Column("event", sa.String(12), nullable=False),
    )  # fmt: skip
    op.bulk_insert(sa.table("ledger", sa.column("version", sa.Integer)), [{"version": 1}])


def _flat(name: str, texts: str, *more: sa.Column[object]) -> None:
    account = sa.Column("account", sa.Integer, sa.ForeignKey("account.id"), nullable=False)
    op.create_table(name, account, *more, *(sa.Column(text, sa.Text) for text in texts.split()))
    op.create_index(f"ix_{name}_account", name, ["account"])
