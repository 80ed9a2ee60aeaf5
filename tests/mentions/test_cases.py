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


def actors_of(text: str, reader: reading.Reader) -> tuple[Actor, ...]:
    """The actors of a text."""
    source = reading.Source.of_text(text, published=reading.instant("2026-03-11", where="test"))
    return mentions.resolve(reading.read(source, reader=reader)).actors


def shown(words: str, text: str, actors: tuple[Actor, ...], keys: set[str]) -> dict[str, str]:
    """The fields a case asks for of the actor one of whose mentions has these words, or holds them if none has."""
    said = [(mention.span.of(text), actor) for actor in actors for mention in actor.mentions]
    whole = [actor for found, actor in said if found == words]
    actor = next(iter([*whole, *(actor for found, actor in said if words in found.split())]), None)
    if actor is None:
        return {}
    fields = {"name": actor.name, "kind": actor.kind, "country": actor.country or "", "sector": (*actor.sectors, "")[0]}
    fields["for"] = next((one.name for one in actors if one.id == actor.acts_for), "")
    return {key: fields[key] for key in keys}


@pytest.mark.parametrize("case", cases("wire"), ids=lambda case: case["label"])
def test_words_mean_an_actor(case: dict[str, Any], reader: reading.Reader) -> None:
    """Each mention the case names belongs to the actor it describes."""
    text, actors = case["text"], actors_of(case["text"], reader)
    for wanted in case["actors"]:
        keys = set(wanted) - {"words"}

        assert shown(wanted["words"], text, actors, keys) == {key: wanted[key] for key in keys}


@pytest.mark.parametrize("case", cases("negative"), ids=lambda case: case["label"])
def test_words_do_not_mean_an_actor(case: dict[str, Any], reader: reading.Reader) -> None:
    """The mention is nobody's, or somebody else's."""
    keys, text = set(case["not"]) - {"words"}, case["text"]

    assert shown(case["not"]["words"], text, actors_of(text, reader), keys) != {key: case["not"][key] for key in keys}
