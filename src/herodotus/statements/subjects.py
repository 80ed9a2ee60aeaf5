"""
The subject of a reporting verb, mended where the parser took it from the wrong place.

A verb outside quotation marks has no subject inside them, and a noun that can say nothing ("*his time* on air … and said") is
not asked while somebody who can stands beside the verb or above it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from herodotus import lexicons
from herodotus.lexicons import Slot
from herodotus.model import Token
from herodotus.statements.additions import is_second_report
from herodotus.statements.cue import Cue
from herodotus.statements.people import carries_words, is_somebody
from herodotus.statements.quotations import is_speech
from herodotus.statements.scene import Scene
from herodotus.syntax import SUBJECTS, Tree, is_any

_FINITE = ("VBD", "VBZ", "VBP")
_NOMINAL = ("NOUN", "PROPN", "PRON", "ADJ")
_SKIPPED = ("ADV", "AUX")
_INSIDE = ("flat", "compound", "nmod", "nmod:poss", "nmod:desc", "appos", "amod", "det", "nummod", "case", "punct")


def mended(cue: Cue, scene: Scene) -> Cue:
    """Return the cue with the subject that can have said it."""
    cue = _without_outsider(cue, scene)
    shared = _shared(cue) or _of_first_report(cue, scene) or _of_main_clause(cue, scene) or _unpassive(cue, scene)
    if shared is not None:
        return _with(cue, shared)
    token = cue.slot("SPEAKER")
    if cue.token.upos != "VERB" or (token is not None and not _is_wrong(cue, token, scene)):
        return cue
    if token is None and not _lacks_one(cue, scene):
        return cue
    better = next(_candidates(cue, scene), None)
    if better is None:
        return cue
    return _with(cue, better)


def _without_outsider(cue: Cue, scene: Scene) -> Cue:
    """Return a quoted cue without a subject from outside its marks: “*Thank* you,” the queen told *the rescuers*."""
    quotation, token = scene.quotation_at(cue.span), cue.slot("SPEAKER")
    if token is None or quotation is None or cue.token.upos != "VERB" or quotation.span.holds(token.span):
        return cue
    if not is_speech(scene.text, quotation):
        return cue
    return replace(cue, slots={name: slot for name, slot in cue.slots.items() if name != "SPEAKER"})


def _with(cue: Cue, speaker: Token) -> Cue:
    slots = {**cue.slots, "SPEAKER": Slot(speaker.index, cue.tree.noun_phrase(speaker.index))}
    return replace(cue, slots=slots)


def _shared(cue: Cue) -> Token | None:
    """Return the subject of the first report where a second one goes on: "said it was weak and *promised* to mend it"."""
    head = cue.tree.head(cue.token.index)
    first = cue.tree.head(head.index) if head is not None else None
    if first is None or not is_second_report(cue.tree, cue.token, first):
        return None
    return cue.tree.subject(first.index)


def _of_first_report(cue: Cue, scene: Scene) -> Token | None:
    """Return who is named in "*Lund* said he was tired, *arguing* that …", where the nearest subject is only a pronoun."""
    tree, near = cue.tree, cue.slot("SPEAKER")
    if cue.token.xpos != "VBG" or near is None or near.upos != "PRON" or tree.child(cue.token.index, *SUBJECTS):
        return None
    verbs = lexicons.load().cues.words("VERB")
    above = [t for t in tree.ancestors(cue.token.index) if t.upos == "VERB" and t.lemma.lower() in verbs]
    subjects = [s for t in above if (s := tree.subject(t.index)) is not None]
    named = [s for s in subjects if s.upos != "PRON" and is_somebody(s, scene)]
    return named[0] if named and scene.actor_at(named[0]) == scene.actor_at(near) else None


def _of_main_clause(cue: Cue, scene: Scene) -> Token | None:
    """Return the doer of the sentence where a participle was hung deep: "*the court* barred a firm from leaving, citing …"."""
    tree, near = cue.tree, cue.slot("SPEAKER")
    behind_comma = cue.token.index > 1 and tree.tokens[cue.token.index - 1].form == ","
    if cue.token.xpos != "VBG" or not behind_comma or not is_any(cue.token.deprel, ("advcl",)):
        return None
    if near is None or near.index > cue.token.index or tree.child(cue.token.index, *SUBJECTS):
        return None
    finite = next((t for t in tree.ancestors(cue.token.index) if _is_finite(tree, t)), None)
    over = tree.head(finite.index) if finite is not None else None
    told = finite is not None and over is not None and is_any(finite.deprel, ("ccomp", "parataxis"))
    if finite is not None and over is not None and told and finite.index < over.index < cue.token.index:
        finite = over  # "The country has changed, *Lund* said, citing …"
    elif over is not None and told and not is_somebody(near, scene):
        finite = over  # "*analysts* said trade had grown, citing …"
    subject = None if finite is None or _tells_anothers_deed(tree, finite) else tree.subject(finite.index)
    return subject if subject is not None and is_somebody(subject, scene) else None


def _tells_anothers_deed(tree: Tree, verb: Token) -> bool:
    """Whether a participle behind may go on with what another is charged with: "accused Lund of bribery, *threatening* to …"."""
    return (
        verb.lemma.lower() in ("accuse", "charge", "suspect", "convict") and tree.child(verb.index, "obj") is not None
    )


def _unpassive(cue: Cue, scene: Scene) -> Token | None:
    """Return the subject of a verb read as a passive that is none: "Lund, a lawyer, *called* for calm", "who*'s called* for it"."""
    subject = cue.tree.child(cue.token.index, "nsubj:pass")
    helpers = [t.form.lower() for t in cue.tree.children(cue.token.index, "aux", "aux:pass")]
    if "SPEAKER" in cue.slots or subject is None or any(form not in ("'s", "’s") for form in helpers):
        return None
    taken = any(slot.span.holds(subject.span) for slot in cue.slots.values())
    active = cue.token.xpos == "VBD" or bool(helpers)
    return subject if active and not taken and is_somebody(subject, scene) else None


def _is_finite(tree: Tree, token: Token) -> bool:
    return token.xpos in _FINITE or bool(tree.children(token.index, "aux", "cop"))


def _is_wrong(cue: Cue, token: Token, scene: Scene) -> bool:
    """Whether a subject is a piece of somebody's words, or nobody while the verb only shares it."""
    if _is_quoted(token, scene) and not _is_quoted(cue.token, scene):
        return True
    subjects = cue.tree.children(cue.token.index, *SUBJECTS)
    nearest = min(subjects, key=lambda t: abs(t.index - cue.token.index), default=token)
    if nearest.index != token.index and any(t.index == token.index for t in subjects):
        return True
    own = any(t.index == token.index for t in subjects)
    dumb = not is_somebody(token, scene) and not carries_words(token)
    return not own and token.upos == "NOUN" and dumb and _is_shared(cue)


def _is_shared(cue: Cue) -> bool:
    return is_any(cue.token.deprel, ("conj", "advcl", "parataxis", "ccomp", "acl", "obl", "nmod"))


def _lacks_one(cue: Cue, scene: Scene) -> bool:
    """Whether a finite active verb outside quotation marks stands without a subject."""
    finite = cue.token.xpos in _FINITE and not cue.tree.is_passive(cue.token.index)
    return finite and not _is_quoted(cue.token, scene)


def _candidates(cue: Cue, scene: Scene) -> Iterator[Token]:
    """Yield who can have said it: beside the verb, then the subjects of what governs it, nearest first."""
    yield from (token for token in _in_clause(cue) if _can_speak(token, cue, scene, anywhere=True))
    for index in (_before(cue.tree, cue.token.index), _behind(cue.tree, cue.token.index)):
        if index is not None and _can_speak(cue.tree.tokens[index], cue, scene):
            yield cue.tree.tokens[index]
    for above in cue.tree.ancestors(cue.token.index):
        subject = cue.tree.subject(above.index) if above.upos in ("VERB", "AUX") else None
        if subject is not None and _can_speak(subject, cue, scene):
            yield subject


def _in_clause(cue: Cue) -> list[Token]:
    """Return the subject before a verb that the parser gave to the clause behind it: "*the judge*, Ada Lund, said it was late"."""
    clauses = cue.tree.children(cue.token.index, "ccomp")
    return [
        t
        for clause in clauses
        for t in cue.tree.children(clause.index, "nsubj")
        if t.index < cue.token.index < clause.index
    ]


def _can_speak(token: Token, cue: Cue, scene: Scene, *, anywhere: bool = False) -> bool:
    """Whether a word names somebody who can have said it; ``anywhere``: also inside what the frame took for the content."""
    content = cue.slots.get("CONTENT")
    if not anywhere and content is not None and content.span.holds(token.span):
        return False
    return scene.actor_at(token) is not None and not (_is_quoted(token, scene) and not _is_quoted(cue.token, scene))


def _is_quoted(token: Token, scene: Scene) -> bool:
    """Whether a word is said by somebody; a word held at arm's length is not: "the *“people's court”* sentenced him"."""
    quotation = scene.quotation_at(token.span)
    return quotation is not None and is_speech(scene.text, quotation)


def _before(tree: Tree, index: int) -> int | None:
    """Return the head of the noun phrase that ends right before a verb and its auxiliaries."""
    last = index - 1
    while last >= 0 and tree.tokens[last].upos in _SKIPPED:
        last -= 1
    if last < 0 or tree.tokens[last].upos not in _NOMINAL:
        return None
    return _top(tree, last, range(index))


def _behind(tree: Tree, index: int) -> int | None:
    """Return the head of the noun phrase that begins right behind a verb that closes a quotation or clause: "…," said Lund."""
    opens = index > 0 and tree.tokens[index - 1].upos == "PUNCT"
    if not opens or index + 1 >= len(tree) or tree.tokens[index + 1].upos not in (*_NOMINAL, "DET"):
        return None
    return _top(tree, index + 1, range(index + 1, len(tree)))


def _top(tree: Tree, index: int, within: range) -> int | None:
    """Return the highest noun above a token that is still part of its phrase, or None for a noun under a preposition."""
    token = tree.tokens[index]
    while token.head is not None and token.head in within and is_any(token.deprel, _INSIDE):
        token = tree.tokens[token.head]
    return token.index if token.upos in _NOMINAL and tree.case(token.index) is None else None
