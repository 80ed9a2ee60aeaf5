"""Where, when, and with how many: what stands in an event's own clause, never what belongs to the saying of it."""

from __future__ import annotations

from collections.abc import Mapping

from herodotus import lexicons
from herodotus.events import befalling
from herodotus.events.drafts import Draft, by_sentence
from herodotus.events.grammar import is_given
from herodotus.events.scene import Scene
from herodotus.model import NARRATOR, Count, Place, Span, Time
from herodotus.syntax import Tree, is_any

NARROW = {"site": 0, "city": 1, "admin1": 2, "region": 3, "country": 4}
BODILY = ("ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "AID", "PROTEST")
"""Deeds that are done where what they are done to is."""
HOURS = ("clock", "clock-military")
"""The rules of times that name an hour only."""
HURT = ("killed", "wounded", "casualties", "missing")


def placed(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts with the place, time and counts of their own clauses."""
    by_word = {draft.at: draft for draft in drafts}
    alone = {s for s, _ in by_word if sum(at[0] == s and not d.verbal for at, d in by_word.items()) == 1}
    placed_ = [_at_place(scene, draft, by_word, alone=draft.at[0] in alone) for draft in drafts]
    timed = [_at_time(scene, draft, by_word) for draft in placed_]
    return _counted(scene, timed)


def _at_place(scene: Scene, draft: Draft, others: dict[tuple[int, int], Draft], *, alone: bool) -> Draft:
    tree = scene.trees[draft.at[0]]
    found: list[tuple[int, int, Place, Span]] = []
    for place, span in scene.places.get(draft.at[0], ()):
        index = _head_in(tree, span)
        if index is not None and _is_done_to(scene, tree, index, draft, place):
            found.append((NARROW.get(place.precision or "region", 3), index, place, span))
            continue
        if index is None or not _may_be_place(scene, tree, index, place):
            continue
        owner = _owner(scene, tree, index, draft.at[0], others)
        if owner == draft.at[1] or (owner is None and alone and not draft.verbal and not _is_told(scene, tree, index)):
            found.append((NARROW.get(place.precision or "region", 3), index, place, span))
    if not found or (draft.verbal and draft.type != "CONSULT"):
        return draft
    _, _, place, span = min(found, key=lambda one: one[:2])
    return draft.with_(place=place.id, place_span=span)


def _is_done_to(scene: Scene, tree: Tree, index: int, draft: Draft, place: Place) -> bool:
    """Whether a place is what a deed was done to, and no state acted on: "shelled *Sarn*", "seized the town of *Sarn*"."""
    target = draft.target_at
    if target is None or place.precision is None:
        return False
    if index == target:
        there = draft.type in (*BODILY, None) and tree.tokens[index].span not in scene.heads
        return there or place.precision in ("site", "city")
    called = tree.tokens[target].lemma.lower() in lexicons.wordlist("settlements")
    return called and tree.tokens[index].head == target and tree.case(index) == "of"


def _may_be_place(scene: Scene, tree: Tree, index: int, place: Place) -> bool:
    """Whether a name stands as a place here, not as somebody who acts or is acted on."""
    if tree.tokens[index].span in scene.heads:
        return False
    return _is_where(tree, index, through=place.precision != "country")


def _head_in(tree: Tree, span: Span) -> int | None:
    head = tree.head_of(span) if tree.sentence.span.holds(span) else None
    return None if head is None else head.index


def _is_where(tree: Tree, index: int, *, through: bool) -> bool:
    """Whether a name stands as a place: after *in*, *at*, *near* …, or (``through``) inside a phrase that does."""
    names = ("flat", "appos", "conj", "compound", "nmod") if through else ("flat", "appos", "conj")
    for token in (tree.tokens[index], *tree.ancestors(index)):
        if is_any(token.deprel, ("obl", "nmod")) and tree.case(token.index) in lexicons.wordlist("whereabouts"):
            return True
        if not is_any(token.deprel, names):
            return False
    return False


def _is_told(scene: Scene, tree: Tree, index: int) -> bool:
    """Whether a word hangs on a cue: "said in Port Elise" tells where it was said."""
    return any(scene.told_by(token.span) is not None for token in list(tree.ancestors(index))[:1])


def _owner(scene: Scene, tree: Tree, index: int, sentence: int, others: dict[tuple[int, int], Draft]) -> int | None:
    """
    Return the trigger whose clause or phrase a word stands in, or None.

    That is the first one up the tree. A verb that is none passes on to the deed it is about ("*survived* an attack in 2019"),
    or the one its clause describes ("the vote that was *held* on Sunday"); not a verb of saying: its day is the saying's.
    """
    for token in tree.ancestors(index):
        if (sentence, token.index) in others:
            return token.index
        if token.upos in ("VERB", "AUX"):
            if scene.told_by(token.span) is not None:
                return None
            return _about(tree, token.index, sentence, others)
        if (deed := _target_of(tree, token.index)) is not None and (sentence, deed) in others:
            return deed
    return None


def _target_of(tree: Tree, role: int) -> int | None:
    """Return the deed whose target somebody is said to be: what the clause says of time and place is the deed's."""
    return next((t.index for t in tree.children(role, "nmod") if befalling.called(tree, t.index) is not None), None)


def _about(tree: Tree, verb: int, sentence: int, others: dict[tuple[int, int], Draft]) -> int | None:
    args = tree.children(verb, "obj", "xcomp", "nsubj", "nsubj:pass")
    found = next((t.index for t in args[::-1] if (sentence, t.index) in others), None)
    above = tree.head(verb) if is_any(tree.tokens[verb].deprel, ("acl",)) else None
    if found is None and above is not None and (sentence, above.index) in others:
        return above.index
    return found


def _at_time(scene: Scene, draft: Draft, others: dict[tuple[int, int], Draft]) -> Draft:
    tree = scene.trees[draft.at[0]]
    for time in scene.days.get(draft.at[0], ()):
        index = _head_in(tree, time.span)
        if index is None or time.type not in ("DATE", "TIME"):
            continue
        own = _owner(scene, tree, index, draft.at[0], others) == draft.at[1] or index in _own_words(tree, draft.at[1])
        if own or _is_in_front(tree, index, draft.at[1]):
            return draft.with_(time=time.id)
    return draft


def _is_in_front(tree: Tree, index: int, trigger: int) -> bool:
    """
    Whether a time opens the clause a trigger stands in: of joined verbs ("*On Monday* they met and *signed*"), or of a verb
    with the trigger, told here first, for its subject ("*On Monday* an *assembly* of ministers condemned").
    """
    verb = next((t for t in tree.ancestors(index) if t.upos in ("VERB", "AUX")), None)
    if verb is None or index > verb.index:
        return False
    token = tree.tokens[trigger]
    if is_any(token.deprel, ("nsubj",)) and token.head == verb.index and not is_given(tree, trigger):
        return True
    if token.deprel != "conj":
        return False
    return trigger in {t.index for t in tree.conjuncts(verb.index)}


def _own_words(tree: Tree, index: int) -> list[int]:
    return [
        t.index
        for t in tree.children(index, "nmod:poss", "nmod:tmod", "nmod:unmarked", "obl:tmod", "compound", "obl:unmarked")
    ]


def narrower(scene: Scene, first: str | None, second: str | None) -> str | None:
    """Return the narrower of two time ids: the one whose interval is shorter; a resolved one before an open one."""
    if first is None or second is None:
        return first or second
    return min((first, second), key=lambda one: _length(scene.times[one]))


def is_hour_alone(time: Time) -> bool:
    """Whether a time tells an hour and no day, "at 4 a.m.": the day it was given is the report's, a guess."""
    return time.rule in HOURS and time.anchor == "report"


def _length(time: Time) -> float:
    if time.earliest is None or time.latest is None or is_hour_alone(time):
        return float("inf")
    return float(time.latest.toordinal() - time.earliest.toordinal())


def _counted(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts with each count given to the one event whose words hold it."""
    given: dict[tuple[int, int], tuple[Count, ...]] = {}
    told = by_sentence(drafts)
    for count in scene.cast.counts:
        owner = _counting(scene, count, told)
        if owner is not None:
            given[owner.at] = (*given.get(owner.at, ()), _voiced(count, owner))
    return [draft.with_(counts=given.get(draft.at, ())) for draft in drafts]


def _voiced(count: Count, draft: Draft) -> Count:
    if count.voice != NARRATOR or draft.claim.voice == NARRATOR:
        return count
    return Count(
        count.what, count.low, count.high, count.qualifier, count.whose, count.span, count.who, draft.claim.voice
    )


def _counting(scene: Scene, count: Count, told: Mapping[int, list[Draft]]) -> Draft | None:
    """Return the event a count is of: the first up the tree that it fits, or the only one of its sentence."""
    number = scene.sentence_of(count.span)
    index = None if number is None else _head_in(scene.trees[number], count.span)
    if number is None or index is None:
        return None
    fit = {d.at[1]: d for d in told.get(number, ()) if _fits(count, d)}
    above = next((fit[t.index] for t in scene.trees[number].ancestors(index) if t.index in fit), None)
    return above or (next(iter(fit.values())) if len(fit) == 1 and count.what in HURT else None)


def _fits(count: Count, draft: Draft) -> bool:
    if draft.verbal or count.what is None:
        return False
    wanted = {
        "detained": ("COERCE", "ASSAULT"),
        "taking part": ("PROTEST", "MOBILIZE", "CONSULT", "AID"),
        "displaced": ("ASSAULT", "COERCE", None),
    }
    return draft.type in wanted.get(count.what, ("ASSAULT", "PROTEST", None))
