"""What all answers are made of: frozen pieces, names, reasons, problems."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Shape(BaseModel):
    """A frozen piece of an answer."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Named(Shape):
    """A voice or party by id and name; ``key`` is the actor's page across reports, None where it has none."""

    id: str
    name: str
    key: str | None = None


class Because(Shape):
    """A rule, the words it rested on, and the lexicon file that holds it."""

    rule: str
    words: str | None
    file: str | None


class Facet(Shape):
    """A value and how many rows have it; null is "unknown"."""

    value: str | None
    count: int


class Problem(Shape):
    """What went wrong, in words with a remedy."""

    detail: str
