"""What a view shows, taken along: every view as a table, and the forms that other programs read."""

from __future__ import annotations

import inspect
import re
import tempfile
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from typing import Annotated, Any, BinaryIO, cast, get_type_hints
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from fastapi.dependencies.models import Dependant
from fastapi.responses import Response, StreamingResponse
from fastapi.routing import APIRoute
from pydantic import BaseModel
from starlette.routing import compile_path

from herodotus._version import __version__
from herodotus.errors import InputError, NotFoundError
from herodotus.ledger import Db, dialects, keeping, shelf
from herodotus.ledger import incidents as incidents_
from herodotus.surfaces.export import FORMATS
from herodotus.surfaces.export.base import Asked, told_of
from herodotus.surfaces.page import flattening, shapes, tabled
from herodotus.surfaces.page.context import Here
from herodotus.surfaces.page.routes import actors, decisions, inbox, incidents, maps, reports, review, search
from herodotus.surfaces.page.tabled import TABLES, Table

router = APIRouter(tags=["exports"])
_IN_MEMORY = 20_000_000
_PIECE = 65_536
FILES = {
    "accounts": ("accounts.jsonl", "application/jsonl"), "event-reports": ("event-reports.csv", "text/csv; charset=utf-8"),
    "geojson": ("events.geojson", "application/geo+json"), "brief": ("brief.md", "text/markdown; charset=utf-8"),
    **({"event-reports-parquet": ("event-reports.parquet", "application/vnd.apache.parquet")} if find_spec("duckdb") else {}),
}  # fmt: skip
"""The forms the page offers, each with the name and type of its file; Parquet where DuckDB is there."""
_SAID = {
    "accounts": "whole accounts, one a line (JSON)", "event-reports": "event reports, with every span (CSV)",
    "geojson": "events on a map (GeoJSON)", "brief": "a brief in words (Markdown)",
    "event-reports-parquet": "event reports (Parquet)",
}  # fmt: skip
_FOLLOWED = {"/inbox": ("publisher",), "/timeline": ("since", "until", "status", "type"), "/i/{incident}": ("rule",)}
"""What narrows a view and its forms alike, or makes no difference to them; narrowed by anything else it offers its tables."""
_OFFERED = {
    "/inbox": ("accounts", "event-reports", "event-reports-parquet", "brief"), "/r/{report}": tuple(FILES),
    "/timeline": ("event-reports", "event-reports-parquet", "geojson", "brief"),
    "/map": ("geojson", "event-reports", "event-reports-parquet", "brief"),
    "/i/{incident}": ("event-reports", "event-reports-parquet", "geojson", "brief"),
}  # fmt: skip


@router.get("/export/{form}", response_class=StreamingResponse)
def export(
    form: str, here: Here, report: Annotated[list[str], Query()] = [], status: Annotated[list[str], Query()] = [],  # noqa: B006
    type: Annotated[list[str], Query()] = [], since: str | None = None, until: str | None = None,  # noqa: A002, B006
    publisher: str | None = None, incident: str | None = None,
) -> StreamingResponse:  # fmt: skip
    """
    Write accounts as ``herodotus export`` does: all, or some reports, those of a publisher, those that tell of an incident.

    ``since`` and ``until`` narrow it to days, ``status`` and ``type`` to events; accounts are always whole.
    """
    if form not in FILES:
        raise InputError("export", f"none of {', '.join(FILES)}: {form}", "Ask for one of them.")
    name, media_type = FILES[form]
    asked = Asked(tuple(status), tuple(type), since or None, until or None)
    file = cast("BinaryIO", tempfile.SpooledTemporaryFile(_IN_MEMORY))  # noqa: SIM115  (closed when it is sent)
    with here.ledger.reading() as db:
        chosen = _chosen(db, report, publisher, incident)
        left_out = FORMATS[form](told_of(db, chosen), file, asked)
    headers = {"content-disposition": f'attachment; filename="{name}"', "x-left-out": str(left_out.total())}
    return StreamingResponse(_sent(file), media_type=media_type, headers=headers)


def _chosen(db: Db, reports: list[str], publisher: str | None, incident: str | None) -> list[int] | None:
    """Return the numbers of the reports that are asked for, None for all."""
    asked: list[set[int]] = []
    if reports:
        asked.append({keeping.number_of(db, prefix) for prefix in reports})
    if publisher is not None:
        asked.append(set(keeping.published_by(db, publisher)))
    if incident:
        events = incidents_.get(db, incident).events
        asked.append(set(keeping.numbers(db, {ref.report for ref in events}).values()))
    return sorted(set.intersection(*asked)) if asked else None


def _sent(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while piece := file.read(_PIECE):
        yield piece
    file.close()


@router.get("/exports.json", responses={404: {"model": shapes.Problem}})
def exports(here: Here, at: str = "/inbox") -> shapes.TakenPage:
    """Say what the view at an address can be taken along as, and what a citation of it needs."""
    path = at.partition("?")[0].rstrip("/") or "/inbox"
    view, ofwhat = _view_at(path)
    with here.ledger.reading() as db:
        known = shelf.summed_up(db)
    return shapes.TakenPage(
        version=__version__, ledger=dialects.shown(here.ledger.url), reports=known.reports, newest=known.newest, kept=known.kept,
        most=tabled.MOST,
        tables=[
            shapes.TableShape(name=one.name, columns=[column.name for column in flattening.columns(one.kind)])
            for one in TABLES[view]
        ],
        filters=_FILTERS[view], follows=list(_FOLLOWED.get("/timeline" if view == "/map" else view, ())),
        forms=[
            shapes.FormShape(name=name, words=_SAID[name], query=urlencode(ofwhat))
            for name in _OFFERED.get(view, ()) if name in FILES
        ],
    )  # fmt: skip


def _view_at(path: str) -> tuple[str, dict[str, str]]:
    """Return which view is at a path, and the parts of the path by name. Raises NotFoundError."""
    for view in TABLES:
        found = compile_path(view)[0].match(path)
        if found:
            return view, found.groupdict()
    raise NotFoundError(f"{path}: no view has this address.")


# --- every view as a table ---------------------------------------------------------------------------------------------------

_PAGED = ("start", "limit", "most")
"""What turns the pages of a view; a table is whole."""


def _twin(route: APIRoute, tables: tuple[Table, ...], ending: str) -> Callable[..., Response]:
    """Return the answer of a view as a table: asked as the view is, but for all its rows."""
    asked = inspect.signature(route.endpoint).parameters
    hints = get_type_hints(route.endpoint, include_extras=True)
    kept = [
        one.replace(annotation=hints[name], kind=inspect.Parameter.KEYWORD_ONLY)
        for name, one in asked.items()
        if name not in _PAGED
    ]
    which = inspect.Parameter("table", inspect.Parameter.KEYWORD_ONLY, default=tables[0].name, annotation=str)

    def answer(*, table: str = tables[0].name, **given: Any) -> Response:
        chosen = next((one for one in tables if one.name == table), None)
        if chosen is None:
            raise InputError(
                "table", f"none of {', '.join(one.name for one in tables)}: {table}", "Ask for one of them."
            )
        whole = {"start": 0, "limit": chosen.most + 1, "most": chosen.most + 1}
        found = route.endpoint(**given, **{name: value for name, value in whole.items() if name in asked})
        page = found if isinstance(found, BaseModel) else route.response_model.model_validate_json(found.body)
        return as_file(route.path.removesuffix(".json"), chosen, page, ending)

    answer.__signature__ = inspect.Signature([*kept, which], return_annotation=Response)  # type: ignore[attr-defined]
    answer.__name__ = f"{route.endpoint.__name__}_as_{ending}"
    answer.__doc__ = f"Return what this view shows as a table, up to {tables[0].most:,} rows: {_FORMS[ending][1]}."
    return answer


_FORMS = {
    "csv": ("text/csv; charset=utf-8", "CSV (RFC 4180)"), "jsonl": ("application/jsonl", "JSON, one row a line"),
}  # fmt: skip


def as_file(view: str, table: Table, page: BaseModel, ending: str) -> Response:
    """Return a table as a file; ``x-more`` says that it holds not all there is."""
    rows = [one for _, one in zip(range(table.most + 1), table.rows(page), strict=False)]
    text = flattening.table(table.kind, rows[: table.most]) if ending == "csv" else flattening.lines(rows[: table.most])
    name = "-".join(
        re.sub(r"[^\w-]", "", part)
        for part in (_NAMES.get(view, view.strip("/").replace("/", "-")), table.name)
        if part != "rows"
    )
    headers = {
        "content-disposition": f'attachment; filename="{name}.{ending}"', "x-rows": str(min(len(rows), table.most)),
        "x-more": str(len(rows) > table.most).lower(),
    }  # fmt: skip
    return Response(text.encode("utf-8", "replace"), media_type=_FORMS[ending][0], headers=headers)


_FILTERS: dict[str, list[str]] = {}
"""What each view can be narrowed by, as its address says it."""
_NAMES = {
    "/r/{report}": "report", "/a": "actors", "/a/{key:path}": "actor", "/i": "incidents", "/i/{incident}": "accounts",
}  # fmt: skip


def _asked_by(dependant: Dependant) -> list[str]:
    """Return what an answer and what it depends on are asked with."""
    own = [one.alias for one in dependant.query_params]
    return [*own, *(name for inner in dependant.dependencies for name in _asked_by(inner))]


def _add_twins() -> None:
    for one in (inbox, reports, maps, decisions, review, incidents, search, actors):
        for route in one.router.routes:
            view = getattr(route, "path", "").removesuffix(".json")
            if view in TABLES and isinstance(route, APIRoute):
                _FILTERS[view] = [name for name in _asked_by(route.dependant) if name not in _PAGED]
                for ending, (kind, _) in _FORMS.items():
                    told: dict[int | str, dict[str, Any]] = {200: {"content": {kind: {}}}}
                    twin = _twin(route, TABLES[view], ending)
                    router.get(f"{view}.{ending}", response_class=Response, responses=told)(twin)


_add_twins()
