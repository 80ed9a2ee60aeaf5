"""What Alembic runs: the revisions, over the connection and in the transaction that ``upgrading`` gives it."""

from __future__ import annotations

from alembic import context

from herodotus.ledger import tables

context.configure(connection=context.config.attributes["connection"], target_metadata=tables.metadata)
context.run_migrations()
