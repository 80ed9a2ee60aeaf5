"""The server of the page: which answers it gives, and the guard that stands in front of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response

from herodotus._version import __version__
from herodotus.errors import HerodotusError, InputError, LedgerError, NotFoundError
from herodotus.surfaces.page import bundle, shapes
from herodotus.surfaces.page.context import Context
from herodotus.surfaces.page.deciding import MeanwhileError
from herodotus.surfaces.page.jobs import FullError
from herodotus.surfaces.page.routes import ROUTERS
from herodotus.surfaces.page.safety import HEADERS, Guard, Limits, in_html, is_for_person

if TYPE_CHECKING:
    from herodotus.ledger import Ledger

VIEWS = (
    "/", "/inbox", "/r/{report}", "/timeline", "/i", "/i/{incident}", "/a", "/a/{key:path}", "/map", "/review", "/log", "/search",
)  # fmt: skip
"""Addresses of views; each but the first has a twin that ends in ``.json``."""
_STATUS: tuple[tuple[type[HerodotusError], int], ...] = (
    (NotFoundError, 404), (MeanwhileError, 409), (InputError, 422), (LedgerError, 503), (FullError, 503),
)  # fmt: skip


def make_app(ledger: Ledger, limits: Limits | None = None, *, coder: str = "") -> FastAPI:
    """Return the server of a ledger's page; ``coder`` is who corrects, by name."""
    limits = limits or Limits()
    app = FastAPI(
        title="Herodotus page", version=__version__, docs_url=None, redoc_url=None, openapi_url="/openapi.json",
        description="What each view of the page shows, as JSON: the same address, ending in .json.",
        responses={422: {"model": shapes.Problem}},
    )  # fmt: skip
    app.state.context = Context(ledger, limits, coder)
    app.add_middleware(Guard, limits=limits)
    app.add_exception_handler(HerodotusError, _told)
    app.add_exception_handler(RequestValidationError, _misasked)
    app.add_exception_handler(Exception, _broken)
    for kind in _BEYOND:
        app.add_exception_handler(kind, _beyond)
    for router in ROUTERS:
        app.include_router(router)
    _serve_bundle(app)
    return app


def _problem(request: Request, words: str, status: int) -> Response:
    """Say what is wrong: to a person on a page that needs no script, to a program as JSON."""
    if is_for_person(request.method, request.url.path, request.headers):
        return HTMLResponse(in_html(words).encode("utf-8", "replace"), status)
    return JSONResponse(shapes.Problem(detail=words.encode("utf-8", "replace").decode()).model_dump(), status)


async def _told(request: Request, error: Exception) -> Response:
    """Turn what goes wrong on purpose into words."""
    return _problem(request, str(error), next((status for kind, status in _STATUS if isinstance(error, kind)), 500))


async def _misasked(request: Request, error: Exception) -> Response:
    """Say in words which part of a question is none, and why."""
    found = error.errors() if isinstance(error, RequestValidationError) else ()
    words = "; ".join(f"{'.'.join(map(str, one['loc'][1:])) or 'the body'}: {one['msg']}" for one in found)
    return _problem(request, f"{words}.", 422)


async def _broken(request: Request, _error: Exception) -> Response:
    """Own up to a fault. It is answered outside of the guard, and dressed as all else is."""
    answer = _problem(
        request, "This is a fault of Herodotus, please report it. What it was is told where it was started.", 500
    )
    answer.headers.update({**HEADERS, "cache-control": "no-store"})
    return answer


_BEYOND: dict[type[Exception], str] = {
    OverflowError: "A number is larger than a ledger counts.", UnicodeEncodeError: "Half a character is no text.",
}  # fmt: skip
"""What no ledger can hold, wherever in a question it stands."""


async def _beyond(request: Request, error: Exception) -> Response:
    """Refuse what cannot be meant."""
    return _problem(request, next(words for kind, words in _BEYOND.items() if isinstance(error, kind)), 422)


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
