"""Which of the things mentioned before a pronoun it most likely means: clues about each, weighed by a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from herodotus import lexicons
from herodotus.lexicons.inflection import bases
from herodotus.mentions import tables
from herodotus.mentions.register import Entity, Place, Seen, Standing
from herodotus.model import Token
from herodotus.syntax import Tree, is_any

_PARTS = {
    "nsubj": "subject", "csubj": "subject", "obj": "object", "iobj": "object", "nmod": "modifier", "obl": "oblique",
    "appos": "apposition", "root": "root",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun in its place; ``row``: the forms it belongs to ("person", "thing", "many", "this", "these"); its gender, if any."""

    tree: Tree
    token: Token
    row: str
    gender: str | None
    quoted: bool

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.tree.sentence.index, self.token.index

    @property
    def speaks(self) -> bool:
        """Whether it is the subject of a reporting verb."""
        head = self.tree.head(self.token.index)
        subject = head is not None and is_any(self.token.deprel, ("nsubj",)) and not self.tree.is_passive(head.index)
        return subject and head is not None and head.lemma.lower() in saying()

    @property
    def wants_agent(self) -> bool:
        """Whether only somebody who can act is meant: who does what the event lexicon knows, is asked to, has soldiers, members."""
        head = self.tree.head(self.token.index)
        if head is None:
            return False
        if is_any(self.token.deprel, ("nmod:poss",)):
            role = next(
                (
                    tables.heads()[word]
                    for word in (head.lemma.lower(), *bases(head.form.lower()))
                    if word in tables.heads()
                ),
                None,
            )
            return role is not None and role.kind != "facility"
        asked = self.token.deprel in ("obj", "iobj") and self.tree.child(head.index, "xcomp") is not None
        if asked and head.lemma.lower() in saying():
            return True
        does = self.token.deprel == "nsubj" and not self.tree.is_passive(head.index) and head.upos == "VERB"
        return self.speaks or (does and head.lemma.lower() in doing())


Candidate = tuple[Entity, Seen]
"""What a pronoun may stand for, and how it was last mentioned."""
Choice = Callable[[list[Candidate], Pronoun], Entity | None]
"""How one of them is chosen: by ``best``; in training as the corpus says."""


@cache
def saying() -> frozenset[str]:
    """Return the verbs that tell that somebody speaks."""
    return frozenset(lexicons.load().cues.words("VERB"))


@cache
def doing() -> frozenset[str]:
    """Return the verbs that tell that somebody does something to somebody."""
    return frozenset(lexicons.load().events.words("VERB"))


def part(tree: Tree, token: Token) -> str:
    """
    Return the part a word plays in its clause; of coordinated words all play the first one's.

    The doer a passive names with *by* is as good as a subject.
    """
    while is_any(token.deprel, ("conj",)) and token.head is not None:
        token = tree.tokens[token.head]
    if token.deprel == "obl:agent" or (token.deprel == "obl" and tree.case(token.index) == "by"):
        return "subject"
    if token.deprel == "nmod:poss":
        return "owner"
    return _PARTS.get(token.deprel.partition(":")[0], "other")


def standing(tree: Tree, token: Token, *, quoted: bool = False) -> Standing:
    """Return how a word stands in its sentence."""
    head = tree.head(token.index)
    under = head.lemma.lower() if head is not None else ""
    return Standing((tree.sentence.index, token.index), part(tree, token), under, quoted, tree.sentence.paragraph)


def best(candidates: list[Candidate], pronoun: Pronoun) -> Entity | None:
    """Return the entity whose clues weigh most, the later mentioned of two that weigh the same; None if there is none."""
    weighed = [
        (weight(clues(entity, seen, pronoun, order), pronoun.row), -order, entity)
        for order, (entity, seen) in enumerate(nearest_first(candidates))
    ]
    return max(weighed, key=lambda one: one[:2])[2] if weighed else None


def nearest_first(candidates: list[Candidate]) -> list[Candidate]:
    """Return candidates by where they were last mentioned, the nearest to the pronoun first."""
    return sorted(candidates, key=lambda one: one[1].place, reverse=True)


def weight(found: Iterator[str], row: str) -> float:
    """Return what clues weigh together for a row of pronouns."""
    table = _weights()
    return sum(table.get((row, clue), 0.0) for clue in found)


@cache
def _weights() -> Mapping[tuple[str, str], float]:
    found: dict[tuple[str, str], float] = defaultdict(float)
    for row in lexicons.load().table("actors/salience"):
        found[row["pronoun"], row["clue"]] += float(row["weight"])
    return found


def clues(entity: Entity, seen: Seen, pronoun: Pronoun, order: int) -> Iterator[str]:
    """Yield what speaks for or against an entity, last mentioned as ``seen``, ``order`` others fitting being nearer."""
    back = pronoun.place[0] - seen.place[0]
    own, theirs = part(pronoun.tree, pronoun.token), seen.standing.part
    yield f"{_few(back)} sentences back"
    yield f"nearest but {min(order, 4)}"
    yield f"{theirs}, {min(back, 2)} back"
    away = min(pronoun.tree.sentence.paragraph - seen.standing.paragraph, 2)
    yield f"by a {seen.mention.kind}{_of_floor(seen)}, {away} paragraphs back"
    yield f"is a {_class(entity)}"
    yield f"{'plural' if entity.plural else 'singular'}"
    yield f"mentioned {_often(entity)}"
    if own == theirs:
        yield f"same part: {own}"
    if own == "owner" and back == 0:
        yield f"owner after {theirs}"
    if seen.standing.quoted != pronoun.quoted:
        yield "across quotation marks" if not pronoun.quoted else "from within quotation marks"
    if entity.gender_told:
        yield "gender fits"
    yield {True: "definite", False: "indefinite", None: "bare"}[entity.definite]
    if entity.seen[0].place[0] == 0:
        yield "of the first sentence"
    if _opens(seen):
        yield "opens its sentence"
    yield from _of_clause(entity, seen, pronoun, own)


def _of_clause(entity: Entity, seen: Seen, pronoun: Pronoun, own: str) -> Iterator[str]:
    """Yield clues from the verb over the pronoun: who speaks is no thing; the subject of the verb before goes on."""
    tree, clause = pronoun.tree, pronoun.tree.clause(pronoun.token.index)
    if pronoun.speaks:
        yield f"speaks: {_class(entity)}"
        lately = pronoun.place[0] - seen.place[0] <= 1
        if lately and seen.standing.part == "subject" and seen.standing.under in saying():
            yield "goes on speaking"
    said = saying()
    head = tree.head(pronoun.token.index)
    governor = head.lemma.lower() if head is not None else ""
    if governor not in said and any(one.standing.under == governor for one in entity.seen):
        yield "known under this word"
    subjects = own == "subject" == seen.standing.part
    if seen.place[0] == pronoun.place[0]:
        if own == "subject" and _in_opening(tree, clause, seen):
            yield "in what opens the sentence"
        if pronoun.row == "many" and entity.sort not in ("pair", "things") and _is_one_of_several(tree, seen):
            yield "one of several"
        theirs = tree.clause(seen.place[1])
        yield "same clause" if theirs.index == clause.index else "other clause"
        if subjects and clause.head == theirs.index:
            says = theirs.lemma.lower() in said
            yield f"subject of the clause above ({'says' if says else clause.deprel.partition(':')[0]})"
    if subjects and _both_open(seen, pronoun):
        yield "both open their sentences"


def _in_opening(tree: Tree, clause: Token, seen: Seen) -> bool:
    """Whether words stand in what goes before a clause and hangs on it: "Placed under *a doctor*, he …" is not the doctor."""
    above = tree.ancestors(seen.place[1])
    return any(t.head == clause.index and t.index < clause.index and is_any(t.deprel, ("advcl", "obl")) for t in above)


def _is_one_of_several(tree: Tree, seen: Seen) -> bool:
    """Whether a word is coordinated with others: "*researchers* and students"."""
    token = tree.tokens[seen.place[1]]
    return is_any(token.deprel, ("conj",)) or tree.child(token.index, "conj") is not None


def _both_open(seen: Seen, pronoun: Pronoun) -> bool:
    """Whether a pronoun opens its sentence as another opened the one before, on the same level of quotation."""
    level = pronoun.quoted == seen.standing.quoted
    return level and pronoun.token.index <= 1 and pronoun.place[0] - seen.place[0] == 1 and seen.place[1] <= _EARLY


_EARLY = 4
"""Tokens into its sentence within which a subject opens it."""


def _of_floor(seen: Seen) -> str:
    return " of one who talks" if any(one.rule == "actor.floor" for one in seen.mention.because) else ""


def _few(back: int) -> str:
    names = ("0", "1", "2", "3", "4 to 5", "4 to 5")
    return names[back] if back < len(names) else "6 and more"


def _opens(seen: Seen) -> bool:
    return seen.place[1] <= 2 and seen.standing.part == "subject"


def _class(entity: Entity) -> str:
    return entity.kind or entity.sort


def _often(entity: Entity) -> str:
    times = len(entity.seen)
    return (
        "once"
        if times == 1
        else "twice"
        if times == 2
        else "often"
        if times < 6
        else "very often"
        if times < 15
        else "all through"
    )


def barred(entity: Entity, seen: Seen, pronoun: Pronoun) -> bool:
    """
    Whether grammar forbids: "Lund met *her*" is not Lund.

    And nothing stands for a phrase it is part of: "the claim that *it* fired".

    A reflexive needs just what others may not have.
    """
    if _named_below(entity, pronoun):
        return True
    if seen.place[0] != pronoun.place[0]:
        return False
    tree, token = pronoun.tree, pronoun.token
    if seen.mention.span.holds(token.span) or _is_what_is_claimed(tree, token, seen.place[1]):
        return True
    if is_any(token.deprel, ("nmod:poss",)) or token.form.lower().endswith(("self", "selves")):
        return False
    head, theirs = tree.head(token.index), tree.tokens[seen.place[1]]
    subject = tree.subject(tree.clause(token.index).index)
    if subject is not None and subject.index == seen.place[1] and part(tree, token) in ("object", "modifier"):
        return True  # "police, who arrested 17 of *them*"
    same = head is not None and theirs.head == head.index
    return (
        same and part(tree, theirs) in ("subject", "object") and is_any(token.deprel, ("obj", "iobj", "obl", "nsubj"))
    )


def _is_what_is_claimed(tree: Tree, token: Token, noun: int) -> bool:
    """Whether a word stands in the clause that tells what a noun holds: "the claim *that it fired*"."""
    path = [token, *tree.ancestors(token.index)]
    return any(t.head == noun and t.deprel == "acl" and tree.mark(t.index) == "that" for t in path)


def _named_below(entity: Entity, pronoun: Pronoun) -> bool:
    """Whether what a subject does goes on to name somebody: "*he* praised Lund" is not Lund."""
    head, surname = pronoun.tree.head(pronoun.token.index), entity.name.split()[-1] if entity.name else ""
    if entity.kind != "person" or head is None or not is_any(pronoun.token.deprel, ("nsubj",)):
        return False
    below = (pronoun.tree.tokens[i] for i in pronoun.tree.subtree(head.index, "parataxis", "conj"))
    return any(t.form == surname and t.upos == "PROPN" and t.index > pronoun.token.index for t in below)
