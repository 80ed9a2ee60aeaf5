"""The server of the page: which answers it gives, and the guard that stands in front of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response

from herodotus._version import __version__
from herodotus.errors import HerodotusError, InputError, LedgerError, NotFoundError
from herodotus.surfaces.page import bundle, shapes
from herodotus.surfaces.page.context import Context
from herodotus.surfaces.page.routes import ROUTERS
from herodotus.surfaces.page.safety import Guard, Limits

if TYPE_CHECKING:
    from herodotus.ledger import Ledger

VIEWS = (
    "/", "/inbox", "/r/{report}", "/timeline", "/i", "/i/{incident}", "/a", "/a/{key:path}", "/map", "/review", "/log", "/search",
)  # fmt: skip
"""Addresses of views; each but the first has a twin that ends in ``.json``."""
_STATUS: tuple[tuple[type[HerodotusError], int], ...] = ((NotFoundError, 404), (LedgerError, 503), (InputError, 422))


def make_app(ledger: Ledger, limits: Limits | None = None, *, coder: str = "") -> FastAPI:
    """Return the server of a ledger's page; ``coder`` is who corrects, by name."""
    limits = limits or Limits()
    app = FastAPI(
        title="Herodotus page", version=__version__, docs_url=None, redoc_url=None, openapi_url="/openapi.json",
        description="What each view of the page shows, as JSON: the same address, ending in .json.",
    )  # fmt: skip
    app.state.context = Context(ledger, limits, coder)
    app.add_middleware(Guard, limits=limits)
    app.add_exception_handler(HerodotusError, _told)
    for kind in _BEYOND:
        app.add_exception_handler(kind, _beyond)
    for router in ROUTERS:
        app.include_router(router)
    _serve_bundle(app)
    return app


async def _told(_request: Request, error: Exception) -> Response:
    """Turn what goes wrong on purpose into words for the page."""
    status = next((status for kind, status in _STATUS if isinstance(error, kind)), 500)
    return JSONResponse(shapes.Problem(detail=str(error)).model_dump(), status)


_BEYOND: dict[type[Exception], str] = {
    OverflowError: "A number is larger than a ledger counts.", UnicodeEncodeError: "Half a character is no text.",
}  # fmt: skip
"""What no ledger can hold, wherever in a question it stands."""


async def _beyond(_request: Request, error: Exception) -> Response:
    """Refuse what cannot be meant."""
    words = next(words for kind, words in _BEYOND.items() if isinstance(error, kind))
    return JSONResponse(shapes.Problem(detail=words).model_dump(), 422)


@dataclass(frozen=True, slots=True)
class _Bundle:
    """The bundle as answers: the shell for every view, and its files."""

    files: dict[str, bundle.File]

    def view(self) -> Response:
        """The one HTML document; which view it shows, its script reads from the address."""
        return self.shell(200)

    def shell(self, status: int) -> Response:
        """The document, with the status that its address has."""
        return self._sent("index.html", "no-cache", status)

    def asset(self, name: str) -> Response:
        """A file by name. Their names carry their hash, so that they can be kept for ever."""
        if f"assets/{name}" not in self.files:
            return JSONResponse({"detail": "no such file"}, 404)
        return self._sent(f"assets/{name}", "public, max-age=31536000, immutable")

    def _sent(self, path: str, caching: str, status: int = 200) -> Response:
        file = self.files[path]
        return Response(file.data, status, media_type=file.type, headers={"cache-control": caching})


def _serve_bundle(app: FastAPI) -> None:
    found = _Bundle(bundle.load())
    for view in VIEWS:
        app.get(view, include_in_schema=False)(found.view)
    app.get("/assets/{name}", include_in_schema=False)(found.asset)

    async def lost(request: Request, _error: Exception) -> Response:
        """Answer an address of nothing: a person with the page, which says so and shows a way on."""
        if request.method == "GET" and "text/html" in request.headers.get("accept", ""):
            return found.shell(404)
        return JSONResponse(shapes.Problem(detail="Nothing has this address.").model_dump(), 404)

    app.add_exception_handler(404, lost)
