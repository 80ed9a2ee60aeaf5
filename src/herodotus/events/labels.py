"""What a speaker calls a deed is that deed: "called *the raid* *an attack on civilians*"."""

from __future__ import annotations

from collections.abc import Mapping

from herodotus.events.cluster import Cluster
from herodotus.events.drafts import Draft
from herodotus.events.scene import Scene
from herodotus.model import Token
from herodotus.syntax import Tree, is_any


def labelled(scene: Scene, draft: Draft, by_word: Mapping[tuple[int, int], Cluster]) -> Cluster | None:
    """Return the deed that a noun only gives another name. A death called a murder stays apart: who tells it tells no murder."""
    tree, (sentence, index) = scene.trees[draft.at[0]], draft.at
    verb = _labelling(scene, tree, tree.tokens[index]) if draft.noun else None
    things = [] if verb is None else tree.children(verb.index, "obj", "nsubj:pass")
    homes = (by_word.get((sentence, thing.index)) for thing in things if thing.index < index)
    return next((home for home in homes if home is not None and draft.type in {d.type for d in home.drafts}), None)


def _labelling(scene: Scene, tree: Tree, token: Token) -> Token | None:
    """Return the cue that gives a word as a name for its object, or None."""
    head = tree.head(token.index)
    if head is None or head.upos != "VERB" or scene.told_by(head.span) is None:
        return None
    beside = is_any(token.deprel, ("xcomp",)) and token.upos == "NOUN" and tree.case(token.index) is None
    return head if beside or (is_any(token.deprel, ("obl", "advcl")) and tree.case(token.index) == "as") else None
