"""Pronouns: he, she, it and they to the nearest that fits; I and we to the one who speaks."""

from __future__ import annotations

from collections.abc import Callable

from herodotus.mentions import voices
from herodotus.mentions.register import Entity, Register
from herodotus.model import Evidence, Mention, Reading, Sentence, Span, Token
from herodotus.syntax import Tree, is_any

_PERSON = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_MANY = frozenset({"they", "them", "their", "theirs", "themselves"})
_SOME = frozenset({"many", "some", "several", "others", "both", "most", "few"})
_THING = frozenset({"it", "its", "itself"})
_SPEAKER = frozenset({"i", "me", "my", "mine", "myself"})
_SIDE = frozenset({"we", "us", "our", "ours", "ourselves"})
_BODIES = ("state", "government", "organisation", "armed group")


def third_person(tree: Tree, token: Token, register: Register, *, quoted: bool) -> None:
    """Add a third-person pronoun to the entity it stands for, if one near enough fits; ``quoted``: in somebody's words."""
    fits = _fitting(token.form.lower())
    if fits is None or _expletive(tree, token):
        return
    place = (tree.sentence.index, token.index)
    entity = register.last(fits, place, within=3, subjects_first=True, quoted=quoted)
    if entity is not None:
        subject = is_any(token.deprel, ("nsubj", "nsubj:pass"))
        mention = Mention(token.span, token.span, "pronoun", (Evidence("actor.pronoun", token.span),))
        entity.add(mention, place, subject=subject, quoted=quoted)


def _fitting(form: str) -> Callable[[Entity], bool] | None:
    if form in _PERSON:
        gender = _PERSON[form]
        return lambda e: e.kind == "person" and not e.plural and e.gender in (None, gender)
    if form in _SOME:
        return lambda e: e.kind in ("crowd", "armed group", "unnamed") or e.plural
    if form in _MANY:
        return lambda e: e.plural or e.kind in ("crowd", "unnamed", *_BODIES)
    if form in _THING:
        return lambda e: not e.plural and e.kind in ("facility", *_BODIES)
    return None


def is_pronoun(token: Token) -> bool:
    """Whether a token points back: a pronoun, or "many", "some" … as a subject by itself."""
    some = (
        token.form.lower() in _SOME
        and is_any(token.deprel, ("nsubj",))
        and token.upos in ("ADJ", "DET", "NOUN", "PRON")
    )
    return token.upos == "PRON" or token.xpos == "PRP$" or some


def _expletive(tree: Tree, token: Token) -> bool:
    """Whether "it" stands for nothing: "it is clear that", "it was reported"."""
    if token.form.lower() != "it":
        return False
    head = tree.head(token.index)
    if is_any(token.deprel, ("expl",)):
        return True
    return head is not None and tree.child(head.index, "csubj", "ccomp") is not None and head.upos == "ADJ"


def first_person(reading: Reading, register: Register) -> None:
    """
    Add "I" to the speaker of the quotation it stands in, and "we" to the body the speaker speaks for.

    The speaker is the subject of the reporting verb nearest in the paragraph; a paragraph of quotation without one goes
    on with the speaker before.
    """
    inside = voices.quoted(reading.report.text)
    subjects = voices.reporting_subjects(reading, inside)
    by_head = {mention.head: entity for entity in register.entities for mention in entity.mentions}
    before: Entity | None = None
    for sentence in reading.sentences:
        near = [token for token in subjects.get(sentence.paragraph, []) if token.span in by_head]
        for token in sentence.tokens:
            if token.form.lower() in _SPEAKER | _SIDE and any(span.holds(token.span) for span in inside):
                speaker = _nearest(token, near, by_head) or before
                _say(token, speaker, register, sentence)
        if near:
            before = by_head[near[-1].span]


def _nearest(token: Token, subjects: list[Token], by_head: dict[Span, Entity]) -> Entity | None:
    best = min(subjects, key=lambda s: abs(s.span.start - token.span.start), default=None)
    return by_head[best.span] if best is not None else None


def _say(token: Token, speaker: Entity | None, register: Register, sentence: Sentence) -> None:
    if speaker is None:
        return
    meant = speaker if token.form.lower() in _SPEAKER else _side(speaker, register)
    mention = Mention(token.span, token.span, "pronoun", (Evidence("actor.first-person", token.span),))
    meant.add(mention, (sentence.index, token.index), subject=False)


def _side(speaker: Entity, register: Register) -> Entity:
    """Return whom an official's "we" means: the state, if the report names it; else the body; else the speaker."""
    if speaker.country is not None and speaker.sectors[:1] in (("GOV",), ("MIL",), ("LEG",)):
        state = register.called(f"state:{speaker.country}")
        if state is not None:
            return state
    body = next((e for e in register.entities if e.id == speaker.body), None)
    return body or speaker
