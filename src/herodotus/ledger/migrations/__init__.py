"""The way from one schema of the kept tables to the next (Alembic); what is said and compared is made anew after it."""
