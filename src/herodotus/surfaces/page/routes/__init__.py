"""The answers of the page, one file a view; each address of a view ends in ``.json`` here."""

from __future__ import annotations

from herodotus.surfaces.page.routes import decisions, inbox, maps, readings, reports, review

ROUTERS = (inbox.router, reports.router, readings.router, maps.router, decisions.router, review.router)

__all__ = ["ROUTERS"]
