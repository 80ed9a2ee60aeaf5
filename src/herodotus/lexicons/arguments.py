"""
Who did what to whom around one verb, read off a tree that may be wrong in the usual ways.

The doer and the done-to of a verb are asked for whatever shape the sentence gave it: active, passive, relative and
reduced relative clause, infinitive, gerund, second verb of a pair. All answers are token indices, or None.
"""

from __future__ import annotations

from herodotus.lexicons import strays
from herodotus.lexicons.words import CARRYING, OBJECT_GERUNDS, PEOPLE, SUBJECT_CONTROL
from herodotus.model import Token
from herodotus.syntax import SUBJECTS, Tree, is_any

NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "SYM", "X", "DET", "ADJ")
_PREDICATES = ("VERB", "AUX", "ADJ", "NOUN")
RELATIVES = frozenset({"who", "whom", "which", "that", "whose"})


def is_passive(tree: Tree, index: int) -> bool:
    """
    Whether a verb's subject is the one it is done to: by its auxiliary, or as a bare participle.

    "were shelled", "the town *shelled* on Monday", "were arrested and *beaten*", "was reported *killed*".
    """
    token = tree.tokens[index]
    if tree.children(index, "aux:pass", "nsubj:pass"):
        return True
    if token.xpos != "VBN" or tree.children(index, "aux", "obj"):
        return False
    if token.deprel == "conj" and token.head is not None and not tree.children(index, *SUBJECTS):
        head = tree.tokens[token.head]
        return is_passive(tree, head.index) if head.upos in ("VERB", "AUX") else True
    return not tree.children(index, "nsubj") or token.deprel == "root"


def doer(tree: Tree, index: int) -> int | None:
    """Return who does what the verb says: the subject, followed where it is understood; the by-phrase of a passive."""
    if not is_passive(tree, index):
        return _subject(tree, index)
    agent = _agent(tree, index) or strays.strayed_agent(tree, index)
    return None if agent is None else _antecedent(tree, agent, index)


def _agent(tree: Tree, index: int) -> Token | None:
    """Return the by-phrase of a passive; what only its relation calls an agent has no other preposition."""
    found = tree.children(index, "obl:agent", "obl")
    by = [t for t in found if tree.case(t.index) == "by"]
    return next(iter([*by, *(t for t in found if t.deprel == "obl:agent" and tree.case(t.index) is None)]), None)


def done_to(tree: Tree, index: int) -> list[int]:
    """Return the objects of a verb, nearest to it in meaning first; the passive's subject counts as the first."""
    if is_passive(tree, index):
        patient = _subject(tree, index)
        rest = [t.index for t in tree.children(index, "obj", "xcomp")]
        return ([] if patient is None else [patient]) + rest
    return _objects(tree, index)


def _objects(tree: Tree, index: int) -> list[int]:
    found = [_antecedent(tree, t, index) for t in (*tree.children(index, "iobj"), *tree.children(index, "obj"))]
    found = found or strays.second_subject(tree, index)
    found += [t.index for t in tree.children(index, "xcomp") if found and tree.mark(t.index) is None]
    found = found or _two_names(tree, index)
    found = found or [t.index for t in tree.children(index, "xcomp", "ccomp", "advcl") if _is_object_gerund(tree, t)]
    return found or _gap(tree, index) or _shared_object(tree, index) or strays.stray_object(tree, index)


def _two_names(tree: Tree, index: int) -> list[int]:
    """Return thing and name where both were read as what it is called: "called *Lund* *a liar*"."""
    names = [t.index for t in tree.children(index, "xcomp") if t.upos in ("NOUN", "PROPN", "PRON") and t.index > index]
    return names if len(names) == 2 and not any(tree.mark(i) or tree.case(i) for i in names) else []


def _is_object_gerund(tree: Tree, token: Token) -> bool:
    """Whether a clause is what the verb is about: "denied *planning* it", "denied having *fired*"; not "fled, *firing*"."""
    gerund = token.xpos == "VBG" or (token.upos == "VERB" and token.form.lower().endswith("ing"))
    gerund = gerund or any(t.form.lower() == "having" for t in tree.children(token.index, "aux"))
    bare = gerund and not tree.mark(token.index) and not tree.children(token.index, *SUBJECTS)
    particle = tree.tokens[token.index - 1].deprel == "compound:prt"  # "ruled *out* sending troops"
    return bare and (token.deprel != "advcl" or token.head == token.index - 1 - particle)


def _gap(tree: Tree, index: int) -> list[int]:
    """Return the noun whose relative clause lacks its object: "a raid that officials *blamed* on Merania"."""
    token, head = tree.tokens[index], tree.head(index)
    if head is None or not is_any(token.deprel, ("acl:relcl",)) or head.upos not in NOMINAL:
        return []
    own, closed = tree.child(index, *SUBJECTS), tree.children(index, "ccomp") or _has_relative_adverb(tree, index)
    return [head.index] if own is not None and not closed and own.lemma.lower() not in RELATIVES else []


def _has_relative_adverb(tree: Tree, index: int) -> bool:
    """Whether *where*, *when* or *why* opens the clause: then no object is missing from it."""
    return any(t.xpos == "WRB" for t in tree.children(index, "advmod"))


def _shared_object(tree: Tree, index: int) -> list[int]:
    """Return the object two joined verbs share: "stormed *and burned* the office", wherever the parser hung it."""
    token, head = tree.tokens[index], tree.head(index)
    if token.deprel == "conj" and head is not None and head.upos == "VERB":
        return [t.index for t in tree.children(head.index, "obj") if t.index > index]
    for other in tree.children(index, "conj"):
        joined = other.upos == "VERB" and _are_adjacent(tree, index, other.index)
        if joined and not tree.children(other.index, *SUBJECTS):
            return [t.index for t in tree.children(other.index, "obj")]
    return []


def _are_adjacent(tree: Tree, first: int, second: int) -> bool:
    return all(tree.tokens[i].upos in ("CCONJ", "PUNCT", "ADV") for i in range(first + 1, second))


def _subject(tree: Tree, index: int) -> int | None:
    own = [t for t in tree.children(index, *SUBJECTS) if t.lemma.lower() not in ("there", "it") or t.deprel == "nsubj"]
    if own:
        before = [t for t in own if t.index < index]  # "a charge *Merania* denied": the nearest is the doer
        return _antecedent(tree, before[-1] if before else own[0], index)
    token, head = tree.tokens[index], tree.head(index)
    strayed = strays.strayed_subject(tree, index)
    return strayed if strayed is not None or head is None else _understood(tree, token, head)


def _understood(tree: Tree, token: Token, head: Token) -> int | None:
    """Return the subject a verb without one shares with, or owes to, what governs it."""
    if is_any(token.deprel, ("acl", "amod")):
        return _of_modifier(tree, token, head)
    if head.upos not in _PREDICATES:
        return None
    if is_any(token.deprel, ("xcomp", "advcl", "ccomp", "obl", "nmod")):
        return _controlled(tree, token, head)
    shares = token.deprel in ("conj", "cop", "aux") or (token.deprel == "parataxis" and token.xpos == "VBG")
    return _subject(tree, head.index) if shares else None


def _of_modifier(tree: Tree, token: Token, head: Token) -> int | None:
    if head.upos in ("VERB", "AUX"):
        return _controlled(tree, token, head)
    if tree.mark(token.index) != "to" or is_passive(tree, token.index):
        return _accused_or(tree, token, head)
    owner = owner_of(tree, head.index)
    carrier = carrier_of(tree, head.index)
    return next((i for i in (owner, carrier) if i is not None), head.index)


def _accused_or(tree: Tree, token: Token, head: Token) -> int | None:
    """Return the noun itself, but skip an idea: "*allegations* of killing" names no killer."""
    about = tree.mark(token.index) in OBJECT_GERUNDS and token.xpos == "VBG"
    if about and not (is_any(head.deprel, ("obj", "nsubj:pass")) and is_agent_like(head)):
        owner, carrier = owner_of(tree, head.index), carrier_of(tree, head.index)
        return carrier if owner is None else owner
    if token.xpos == "VBG" and is_any(head.deprel, ("obl",)) and not is_agent_like(head):
        return carrier_of(tree, head.index)  # "pushed into the yard using cars": not the yard
    return head.index if head.upos in NOMINAL else None


def _controlled(tree: Tree, token: Token, head: Token) -> int | None:
    """Return the doer of an infinitive or gerund under another verb: its object where the object is made to do it."""
    if head.upos == "NOUN" and not tree.children(head.index, "cop", *SUBJECTS):
        return owner_of(tree, head.index)
    marker = tree.mark(token.index) or tree.case(token.index)
    by_object = token.deprel in ("xcomp", "ccomp") and head.lemma not in SUBJECT_CONTROL
    by_object = by_object or (token.xpos == "VBG" and marker in OBJECT_GERUNDS)
    objects = tree.children(head.index, "obj", "iobj") if by_object else []
    if objects and not is_passive(tree, head.index):
        return _antecedent(tree, objects[0], head.index)
    return _subject(tree, head.index)


def _antecedent(tree: Tree, found: Token, verb: int) -> int:
    """Return what a relative pronoun stands for, or the token itself."""
    if found.lemma.lower() not in RELATIVES or found.upos not in ("PRON", "SCONJ", "DET"):
        return found.index
    clause = tree.tokens[verb]
    while clause.deprel in ("conj", "xcomp", "ccomp") and clause.head is not None:
        clause = tree.tokens[clause.head]
    head = tree.head(clause.index)
    if head is None or not (is_any(clause.deprel, ("acl",)) or _is_cleft(clause, head)):
        return found.index
    return strays.person_before(tree, found, head) if found.lemma.lower() in ("who", "whom") else head.index


def _is_cleft(clause: Token, head: Token) -> bool:
    """Whether a clause tells what the noun above it does: "it was *Norland* that *rejected* the offer"."""
    return clause.deprel == "advcl:relcl" and head.upos in NOMINAL


def owner_of(tree: Tree, index: int) -> int | None:
    """Return whose a noun is by what stands before it: "Norland's raid", "the Meranian raid", "the Norland raid"."""
    owners = [t for t in tree.children(index) if t.deprel == "nmod:poss" or (t.index < index and _is_genitive(tree, t))]
    owners += [t for t in tree.children(index, "amod", "compound", "nmod") if t.index < index and _is_name(t)]
    if owners:
        return owners[0].index
    token = tree.tokens[index]
    return owner_of(tree, token.head) if token.deprel == "conj" and token.head is not None else None


def _is_genitive(tree: Tree, token: Token) -> bool:
    return any(t.form in ("'s", "’s", "'", "’") for t in tree.children(token.index, "case"))


def is_agent_like(token: Token) -> bool:
    """Whether a noun can be a doer by its form: a name, a pronoun, a word for people."""
    words = {token.lemma.lower(), token.lemma.lower().removesuffix("s")}  # "troops" is its own lemma to some
    return token.upos in ("PROPN", "PRON") or not words.isdisjoint(PEOPLE)


def _is_name(token: Token) -> bool:
    if token.upos == "NOUN":
        return token.deprel == "compound" and token.lemma.lower() in PEOPLE
    return token.upos in ("PROPN", "ADJ") and token.form[:1].isupper() and not token.form.isdecimal()


def carrier_of(tree: Tree, index: int) -> int | None:
    """Return the doer of the verb a noun completes: "*Norland* issued a warning" is whose warning it was."""
    verb = carrying_verb(tree, index)
    return None if verb is None else doer(tree, verb)


def carrying_verb(tree: Tree, index: int) -> int | None:
    """Return the verb a noun completes: as its object, as a passive subject, or after *in* ("engaged in talks")."""
    token, head = tree.tokens[index], tree.head(index)
    if token.deprel == "conj" and head is not None:
        return carrying_verb(tree, head.index)
    carried = is_any(token.deprel, ("obj", "xcomp", "nsubj:pass"))
    carried = carried or (is_any(token.deprel, ("obl",)) and tree.case(index) in CARRYING)
    return head.index if head is not None and carried and head.upos in ("VERB", "AUX") else None
