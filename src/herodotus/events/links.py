"""Ties between events that the text draws in so many words: in retaliation for, after, because of, during."""

from __future__ import annotations

from herodotus import lexicons
from herodotus.events import causes
from herodotus.events.scene import Scene
from herodotus.model import NARRATOR, Evidence, Link, LinkKind, Span
from herodotus.syntax import Tree, is_any

Homes = dict[tuple[int, int], str]


def find(scene: Scene, homes: Homes) -> tuple[Link, ...]:
    """Return the links between events, each with the words that draw it and whose words they are."""
    found: dict[tuple[str, str, str], Link] = {}
    for sentence, tree in enumerate(scene.trees):
        for link in _of_sentence(scene, tree, sentence, homes):
            found.setdefault((link.kind, link.from_event, link.to_event), link)
    return tuple(found.values())


def _of_sentence(scene: Scene, tree: Tree, sentence: int, homes: Homes) -> list[Link]:
    links: list[Link] = []
    for tie in causes.ties(tree, scene.signals[sentence].ties):
        later, earlier = (_event_at(tree, sentence, index, homes) for index in (tie.effect, tie.cause))
        if later is None or earlier is None or later == earlier or _is_second_measure(tree, tie.cue):
            continue
        if tie.link:
            links.append(_link(scene, tie.link, later, earlier, tie.cue, tie.rule))
    return links


def _event_at(tree: Tree, sentence: int, index: int, homes: Homes) -> str | None:
    """Return the event a word tells, or the one its phrase is about: "came after *dozens stormed*"; "kept *shelling*"."""
    if (sentence, index) in homes:
        return homes[sentence, index]
    inside = [t.index for t in tree.children(index, "obj", "nsubj", "nsubj:pass", "xcomp", "ccomp", "acl", "nmod")]
    found = [homes[sentence, i] for i in inside if (sentence, i) in homes]
    if found:
        return found[0]
    token = tree.tokens[index]
    if token.upos == "VERB" and token.lemma in lexicons.wordlist("carrying-out"):
        left = [i for s, i in homes if s == sentence and i < index]
        return homes[sentence, max(left)] if left else None
    above = token.head if is_any(token.deprel, ("acl", "acl:relcl", "nmod", "conj", "xcomp")) else None
    return homes.get((sentence, above)) if above is not None else None


def _is_second_measure(tree: Tree, cue: Span) -> bool:
    """
    Whether a measure joined to another stands before the cue: what it hangs on is then not the nearest deed.

    "They traded blame three days after the raid and *two days* after the shelling": no raid after the shelling.
    """
    before = next((token for token in tree.tokens if 0 <= cue.start - token.span.end <= 1), None)
    return before is not None and before.upos == "NOUN" and bool(tree.children(before.index, "cc"))


def _link(scene: Scene, kind: str, later: str, earlier: str, cue: Span, rule: str) -> Link:
    holders = scene.holding(cue)
    voice = holders[-1].speaker.actor if holders else NARRATOR
    named: LinkKind = kind  # type: ignore[assignment]
    return Link(named, later, earlier, cue, voice, (Evidence(rule, cue),))
