"""Task ``muc4``: who attacked whom and what with which means, as strings of the text, and by whose word. Capitals are restored."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from herodotus import lexicons
from herodotus.model import NARRATOR, REAL, Account, Actor, Claim, Event, Reading, Sentence, Span
from herodotus.pipeline import account_for, reading_of
from herodotus.reading import Reader, Source
from herodotus.surfaces.predict.casing import renamed, restored
from herodotus.syntax import Tree, is_any

_TAIL = re.compile(r",|\s(?:who|which|that|in|among|at|from|near|including)\s")
_WRAP = re.compile(r"\n(?=\S)")
"""A line broken for width: the next one begins at the margin."""
WARFARE = frozenset({"clash-noun", "fight", "wage-war", "terror-noun", "violate-ceasefire", "retaliation", "retaliate"})
AUTHORITY = frozenset({"GOV", "MIL", "COP", "JUD", "SPY", "LEG"})
BODIES = ("armed group", "organisation", "government")
PEOPLE = ("person", "crowd", "unnamed")
ROLES = ("perp_individual", "perp_organization", "phys_target", "human_target", "instrument")


def predict(row: Mapping[str, Any], reader: Reader, *, options: set[str], beside: Path) -> dict[str, Any]:
    """Return the fillers of every role and who is held responsible, from one report."""
    del options, beside
    text = _WRAP.sub(" ", str(row["text"]))
    plain = restored(text)
    source = Source.of_text(renamed(text, plain, reading_of(Source.of_text(plain), reader=reader).sentences))
    account = account_for(source, reader=reader)
    attacks = [event for event in account.events if is_attack(event)]
    found: dict[str, list[str]] = {role: [] for role in ROLES}
    for event in attacks:
        for role, words in _parties(event, account):
            found[role].append(_said(words, text))
    for role, span in _things(attacks, reading_of(source, reader=reader)):
        found[role].append(span.of(text))
    labels = [[_said(name, text), label] for event in attacks for name, label in _attribution(event, account)]
    return {**{role: _once(words) for role, words in found.items()}, "attribution": _strongest(labels)}


def is_attack(event: Event) -> bool:
    """Whether an event is an attack that somebody tells of, not fighting between armed sides."""
    rules = {evidence.rule for evidence in event.because}
    told = any(c.status in REAL and c.stance not in ("doubts", "withholds") for c in event.claims)
    return event.type == "ASSAULT" and told and not rules & WARFARE


def _parties(event: Event, account: Account) -> Iterator[tuple[str, str]]:
    """Yield (role, words) of those who attack and those attacked."""
    actors = {actor.id: actor for actor in account.actors}
    doers = [actors[p.actor] for p in event.source if p.actor in actors]
    doers += [actors[a] for c in event.claims for a in c.source if a in actors]
    for actor in doers:
        yield from (("perp_organization", _called(body, account)) for body in _bodies_of(actor, account))
        if _is_named_body(actor):
            yield "perp_organization", _called(actor, account)
        elif actor.kind in (*PEOPLE, "armed group"):
            yield "perp_individual", _called(actor, account)
    hurt = [c.whose for c in event.counts if c.whose is not None]
    for actor in (actors[a] for a in (*(p.actor for p in event.target), *hurt) if a in actors):
        if actor.kind == "facility":
            yield "phys_target", _called(actor, account)
        elif actor.kind in PEOPLE:
            yield "human_target", _called(actor, account)


def _is_named_body(actor: Actor) -> bool:
    return actor.kind in BODIES and any(m.kind == "name" for m in actor.mentions)


def _bodies_of(actor: Actor, account: Account) -> list[Actor]:
    """Return the named bodies whose men an actor is: "guerrillas of the *Ash Front*"."""
    spans = [m.span for m in actor.mentions]
    others = [a for a in account.actors if a.id != actor.id and _is_named_body(a)]
    within = [a for a in others if any(span.holds(m.span) for span in spans for m in a.mentions)]
    return [a for a in others if a in within or a.id == actor.acts_for]


def _called(actor: Actor, account: Account) -> str:
    """Return what the text calls an actor: its longest name, else its first description without article and number."""
    named = [m.span.of(account.report.text) for m in actor.mentions if m.kind == "name"]
    if actor.name in account.report.text and named:
        return actor.name
    described = [m.span.of(account.report.text) for m in actor.mentions if m.kind == "description"]
    return max(named, key=len) if named else _bare(_TAIL.split(described[0])[0]) if described else actor.name


def _bare(words: str) -> str:
    """
    Return a noun phrase without what opens it: articles, numbers, *some*.

    >>> _bare("at least two unidentified men")
    'unidentified men'
    """
    kept = words.split()
    while len(kept) > 1 and (kept[0].lower() in _openers() or kept[0][0].isdigit()):
        kept = kept[1:]
    return " ".join(kept)


@cache
def _openers() -> frozenset[str]:
    small = "the a an some several many few other another at least about more than up to over dozens hundreds of his her their"
    return frozenset(f"{small} one two three four five six seven eight nine ten eleven twelve 'a group of'".split())


def _said(words: str, text: str) -> str:
    """Return words as the text has them, in its capitals."""
    return " ".join(words.split()).upper() if text.isupper() else words


def _things(attacks: list[Event], read: Reading) -> Iterator[tuple[str, Span]]:
    """Yield (role, words) of what was hit and with what, in the sentences that tell of attacks."""
    triggers = [span for event in attacks for span in event.triggers]
    for sentence in read.sentences:
        if any(sentence.span.holds(trigger) for trigger in triggers):
            yield from _things_in(sentence, triggers)


def _things_in(sentence: Sentence, triggers: list[Span]) -> Iterator[tuple[str, Span]]:
    tree = Tree(sentence)
    for token in tree.tokens:
        word = token.lemma.lower()
        if token.upos in ("NOUN", "PROPN") and word in _instruments() and not is_any(token.deprel, ("compound",)):
            yield "instrument", _noun(tree, token.index)
    for match in lexicons.best(lexicons.match(lexicons.load().events, tree)):
        slot = match.slots.get("TARGET")
        if slot is None or not any(match.span.meets(trigger) for trigger in triggers):
            continue
        for token in tree.conjuncts(slot.head):
            if token.lemma.lower() in _targets():
                yield "phys_target", _noun(tree, token.index)


def _noun(tree: Tree, index: int) -> Span:
    """Return a noun with the nouns that stand before it: "car bomb"."""
    first = index
    while first and tree.tokens[first - 1].head == index and tree.tokens[first - 1].deprel == "compound":
        first -= 1
    return Span(tree.tokens[first].span.start, tree.tokens[index].span.end)


@cache
def _instruments() -> frozenset[str]:
    return frozenset(row["word"] for row in lexicons.load().table("events/weapons"))


@cache
def _targets() -> frozenset[str]:
    return frozenset(row["word"] for row in lexicons.load().table("events/targets"))


def _attribution(event: Event, account: Account) -> Iterator[tuple[str, str]]:
    """Yield (organisation, confidence) for each body held responsible, by who holds it so; nobody where we only infer it."""
    actors = {actor.id: actor for actor in account.actors}
    for claim in event.claims:
        blamed = claim.source or (tuple(p.actor for p in event.source) if claim.about is None else ())
        for actor in (actors[a] for a in blamed if a in actors):
            inferred = any(one.rule == "actor.of-only-group" for one in actor.because)
            for body in [actor] * _is_named_body(actor) + _bodies_of(actor, account) * (not inferred):
                yield _called(body, account), _confidence(claim, actor, actors)


def _confidence(claim: Claim, blamed: Actor, actors: Mapping[str, Actor]) -> str:
    voice = actors.get(claim.voice)
    if claim.status not in REAL:
        return "POSSIBLE"
    if claim.voice == NARRATOR:
        return "REPORTED AS FACT"
    if claim.voice == blamed.id or (voice is not None and voice.acts_for == blamed.id):
        return "CLAIMED OR ADMITTED"
    official = voice is not None and not AUTHORITY.isdisjoint(voice.sectors)
    return "SUSPECTED OR ACCUSED BY AUTHORITIES" if official else "SUSPECTED OR ACCUSED"


def _strongest(labels: list[list[str]]) -> list[list[str]]:
    """Return one label for each body: a claim of its own, then fact, then what authorities say, then what others say."""
    order = (
        "CLAIMED OR ADMITTED",
        "REPORTED AS FACT",
        "SUSPECTED OR ACCUSED BY AUTHORITIES",
        "SUSPECTED OR ACCUSED",
        "POSSIBLE",
    )
    best: dict[str, str] = {}
    for name, label in labels:
        best[name] = min(best.get(name, label), label, key=order.index)
    return [[name, label] for name, label in best.items()]


def _once(words: list[str]) -> list[str]:
    """Return the strings, each once, without what only ends or begins a longer one: "pipeline" beside "oil pipeline"."""
    kept = [w for w in dict.fromkeys(words) if not w.lower().startswith("no ")]
    return [w for w in kept if not any(w != o and (o.endswith(" " + w) or o.startswith(w + " ")) for o in kept)]
