"""Whole accounts as JSON, one a line: ``herodotus.account/1``, corrections laid over; ``herodotus import accounts`` reads them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from herodotus import contract
from herodotus.surfaces.export.base import Asked, LeftOut, Told


def write(told: Iterable[Told], to: BinaryIO, asked: Asked) -> LeftOut:
    """Write every account whole: of an account nothing is left out."""
    to.writelines(contract.dumps(one.account).encode("utf-8", "surrogatepass") + b"\n" for one in told)
    return LeftOut()
