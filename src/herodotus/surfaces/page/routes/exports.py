"""What a view shows, in the form another program reads."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import Annotated, BinaryIO, cast

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse

from herodotus.errors import InputError
from herodotus.ledger import correcting, keeping
from herodotus.surfaces.export import FORMATS
from herodotus.surfaces.export.base import Asked, Told
from herodotus.surfaces.page.context import Here

router = APIRouter(tags=["exports"])
_IN_MEMORY = 20_000_000
_PIECE = 65_536
FILES = {
    "accounts": ("accounts.jsonl", "application/jsonl"), "event-reports": ("event-reports.csv", "text/csv; charset=utf-8"),
    "geojson": ("events.geojson", "application/geo+json"), "brief": ("brief.md", "text/markdown; charset=utf-8"),
}  # fmt: skip
"""The forms the page offers, each with the name and type of its file."""


@router.get("/export/{form}", response_class=StreamingResponse)
def export(
    form: str, here: Here, report: Annotated[list[str], Query()] = [], display: Annotated[list[str], Query()] = [],  # noqa: B006
    type: Annotated[list[str], Query()] = [], first: str | None = None, last: str | None = None,  # noqa: A002, B006
) -> StreamingResponse:  # fmt: skip
    """Write accounts as ``herodotus export`` does; ``report`` narrows it to some, ``first`` and ``last`` to days."""
    if form not in FILES:
        raise InputError("export", f"none of {', '.join(FILES)}: {form}", "Ask for one of them.")
    name, media_type = FILES[form]
    asked = Asked(tuple(display), tuple(type), first or None, last or None)
    file = cast("BinaryIO", tempfile.SpooledTemporaryFile(_IN_MEMORY))  # noqa: SIM115  (closed when it is sent)
    with here.ledger.reading() as db:
        chosen = [keeping.number_of(db, prefix) for prefix in report] if report else None
        told = (Told(laid.account, verdicts=laid.verdicts) for _, laid in correcting.everything(db, chosen))
        left_out = FORMATS[form](told, file, asked)
    headers = {"content-disposition": f'attachment; filename="{name}"', "x-left-out": str(left_out.total())}
    return StreamingResponse(_sent(file), media_type=media_type, headers=headers)


def _sent(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while piece := file.read(_PIECE):
        yield piece
    file.close()
