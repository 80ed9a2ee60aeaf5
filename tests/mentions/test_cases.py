"""Actors as the cases say: who is meant by which words, and who is not."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from herodotus import mentions, reading
from herodotus.model import Actor

CASES = Path(__file__).parents[1] / "cases" / "mentions"


def cases(name: str) -> list[dict[str, Any]]:
    """The cases of a file."""
    found: list[dict[str, Any]] = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))["case"]
    return found


def actor_of(words: str, text: str, reader: reading.Reader) -> Actor | None:
    """The actor one of whose mentions has these words, or holds them if none has."""
    source = reading.Source.of_text(text, published=reading.instant("2026-03-11", where="test"))
    actors = mentions.resolve(reading.read(source, reader=reader)).actors
    said = [(mention.span.of(text), actor) for actor in actors for mention in actor.mentions]
    whole = [actor for found, actor in said if found == words]
    return next(iter([*whole, *(actor for found, actor in said if words in found.split())]), None)


def shown(actor: Actor | None, keys: set[str]) -> dict[str, str]:
    """The fields of an actor a case asks for."""
    if actor is None:
        return {}
    fields = {"name": actor.name, "kind": actor.kind, "country": actor.country or "", "sector": (*actor.sectors, "")[0]}
    return {key: fields[key] for key in keys}


@pytest.mark.parametrize("case", cases("wire"), ids=lambda case: case["label"])
def test_words_mean_an_actor(case: dict[str, Any], reader: reading.Reader) -> None:
    """Each mention the case names belongs to the actor it describes."""
    for wanted in case["actors"]:
        keys = set(wanted) - {"words"}

        assert shown(actor_of(wanted["words"], case["text"], reader), keys) == {key: wanted[key] for key in keys}


@pytest.mark.parametrize("case", cases("negative"), ids=lambda case: case["label"])
def test_words_do_not_mean_an_actor(case: dict[str, Any], reader: reading.Reader) -> None:
    """The mention is nobody's, or somebody else's."""
    keys = set(case["not"]) - {"words"}

    assert shown(actor_of(case["not"]["words"], case["text"], reader), keys) != {key: case["not"][key] for key in keys}
