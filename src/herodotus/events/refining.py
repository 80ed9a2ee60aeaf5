"""The finer CAMEO code of an event whose own word has only the general one: a promise *of a loan*, a demand *for talks*."""

from __future__ import annotations

from functools import cache

from herodotus import lexicons
from herodotus.events.drafts import Draft
from herodotus.events.scene import Scene
from herodotus.lexicons import Row
from herodotus.lexicons.inflection import bases
from herodotus.syntax import Tree

BY_CLAUSE = ("14",)
"""Codes refined by the whole clause: "staged demonstrations *to demand reforms*" says so beside the noun."""


def code(scene: Scene, draft: Draft) -> str | None:
    """Return the code of a mention that the words around it make of its own."""
    rows = _rows().get(draft.cameo or "", ())
    if not rows:
        return draft.cameo
    words = _words(scene.trees[draft.at[0]], draft)
    found = (row["finer"] for row in rows if not words.isdisjoint(lexicons.listed(row["words"])))
    return next(found, draft.cameo)


def _words(tree: Tree, draft: Draft) -> set[str]:
    """Return the words of what a mention is about, without its subject and what is told beside it."""
    index = draft.at[1]
    top = tree.clause(index).index if (draft.cameo or "").startswith(BY_CLAUSE) else index
    inside = set(tree.subtree(top, "nsubj", "conj", "parataxis", "acl:relcl")) - {index}
    return {word for i in inside for word in (tree.tokens[i].lemma.lower(), *bases(tree.tokens[i].form))}


@cache
def _rows() -> dict[str, tuple[Row, ...]]:
    found: dict[str, tuple[Row, ...]] = {}
    for row in lexicons.load().table("status/codes"):
        found[row["code"]] = (*found.get(row["code"], ()), row)
    return found
