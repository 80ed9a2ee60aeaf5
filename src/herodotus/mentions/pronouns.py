"""Pronouns: he, she, it and they to the nearest that fits; I and we to the one who speaks."""

from __future__ import annotations

from herodotus.mentions import dialogue, salience, voices
from herodotus.mentions.context import Context
from herodotus.mentions.dialogue import Floor
from herodotus.mentions.register import Entity, Register, Standing
from herodotus.mentions.salience import Candidate, Pronoun
from herodotus.model import Evidence, Mention, Reading, Sentence, Span, Token
from herodotus.syntax import Tree, is_any

_PERSON = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_MANY = frozenset({"they", "them", "their", "theirs", "themselves"})
_SOME = frozenset({"many", "some", "several", "others", "both", "most", "few"})
_THING = frozenset({"it", "its", "itself"})
_SPEAKER = frozenset({"i", "me", "my", "mine", "myself"})
_SIDE = frozenset({"we", "us", "our", "ours", "ourselves"})
_BODIES = ("state", "government", "organisation", "armed group")
_ROWS = {
    "person": frozenset(_PERSON), "many": _MANY, "some": _SOME, "thing": _THING, "this": frozenset({"this", "that"}),
    "these": frozenset({"these", "those"}),
}  # fmt: skip
_POINTING = ("this", "these")
"""Rows that point at things and doings far more than at actors."""
_WITHIN, _FAR = 4, 10
"""Sentences back in which a pronoun finds what it stands for; he and she look further."""


def resolve(tree: Tree, token: Token, found: Context, *, quoted: bool) -> None:
    """Let a pronoun stand for what it means; "I" and "we" inside quotation marks wait for the whole report."""
    third_person(tree, token, found, quoted=quoted)
    if not quoted:
        on_the_floor(tree, token, found.register, found.floor)


def third_person(tree: Tree, token: Token, found: Context, *, quoted: bool) -> None:
    """Let a pronoun stand for the likeliest of what was mentioned before, be it actor or thing; ``quoted``: in somebody's words."""
    form = token.form.lower()
    row = next((row for row, forms in _ROWS.items() if form in forms), None)
    if row is None or _expletive(tree, token):
        return
    pronoun = Pronoun(tree, token, row, _PERSON.get(form), quoted)
    entity = found.choose(candidates(found.register, pronoun), pronoun) or _somebody(pronoun, found.register)
    if entity is None:
        return
    entity.gender = entity.gender or pronoun.gender
    if entity.kind is None and entity.sort == "pair":
        _together(entity)
    mention = Mention(token.span, token.span, "pronoun", (Evidence("actor.pronoun", token.span),))
    kept = entity.add if entity.kind is not None and row not in _POINTING else entity.pass_by
    kept(mention, salience.standing(tree, token, quoted=quoted))


def _together(entity: Entity) -> None:
    """Make one actor of several named together, once a pronoun stands for them: "Norland and Merania … *they*"."""
    entity.kind = "crowd"
    entity.mentions.extend(seen.mention for seen in entity.seen)
    entity.because.append(Evidence("actor.together", entity.seen[0].mention.span))


def _somebody(pronoun: Pronoun, register: Register) -> Entity | None:
    """Return a new actor without a name for "he", "she" or "them" that stand for nobody met before: somebody is meant."""
    if pronoun.row not in ("person", "many") or is_any(pronoun.token.deprel, ("nmod:poss",)):
        return None
    entity = register.new(pronoun.token.form.lower(), "unnamed")
    entity.plural, entity.gender = pronoun.row == "many", pronoun.gender
    return entity


def on_the_floor(tree: Tree, token: Token, register: Register, floor: Floor) -> None:
    """Let "I", "you" and "we" outside quotation marks stand for who has the floor, is asked, or is meant with them."""
    paragraph = tree.sentence.paragraph
    played = floor.part(token, paragraph)
    if played is None:
        return
    named = floor.named(played, paragraph)
    entity = (register.met(f"floor:{named.start}") or register.at(named)) if named is not None else None
    entity = entity or dialogue.who(played, register)
    mention = Mention(token.span, token.span, "pronoun", (Evidence("actor.floor", token.span),))
    kept = entity.add if entity.kind is not None else entity.pass_by
    kept(mention, salience.standing(tree, token))


def candidates(register: Register, pronoun: Pronoun) -> list[Candidate]:
    """
    Return what a pronoun may stand for: what was mentioned lately, agrees with it, and is not barred by grammar.

    Outside quotation marks a mention inside them counts only where there is no other: "“The envoy lied,” *she* said".
    """
    within = _FAR if pronoun.row == "person" else _WITHIN
    lately = register.lately(pronoun.place, within=within, quoted=pronoun.quoted)
    fitting = [
        (entity, seen)
        for entity, seen in lately
        if _agrees(entity, pronoun) and not salience.barred(entity, seen, pronoun)
    ]
    agents = [one for one in fitting if one[0].kind not in (None, "facility") or one[0].sort == "pair"]
    return agents if agents and pronoun.wants_agent else fitting


_SPECIAL = ("time", "voice", "deed", "anybody", "thing", "place", "things")


def _agrees(entity: Entity, pronoun: Pronoun) -> bool:
    """Whether an entity is of the kind, number and gender a pronoun asks for."""
    special = entity.kind is None and entity.sort in _SPECIAL
    if special and not _thing_agrees(entity, pronoun):
        return False
    person = entity.kind == "person" or (entity.kind is None and entity.sort == "person")
    if pronoun.row == "person":
        single = not entity.plural and (person or entity.kind == "unnamed")
        return single and entity.gender in (None, pronoun.gender)
    if pronoun.row == "some":
        return entity.kind in ("crowd", "armed group", "unnamed") or entity.plural
    if pronoun.row in ("many", "these"):
        fits = entity.kind is None and entity.sort == "anybody"
        return fits or entity.plural or entity.kind in ("crowd", "unnamed", "organisation", "armed group")
    return not entity.plural and not person and entity.kind not in ("crowd", "unnamed")


def _thing_agrees(thing: Entity, pronoun: Pronoun) -> bool:
    """Whether a thing may be meant at all: not a time, not by one who speaks; a deed by "this", somebody by "they"."""
    if thing.sort == "deed":
        return pronoun.row == "this" and _is_just_told(thing, pronoun)
    if thing.sort == "anybody":
        return pronoun.row == "many" and pronoun.quoted == thing.seen[-1].standing.quoted
    return thing.sort not in ("time", "voice") and not pronoun.speaks


def _is_just_told(deed: Entity, pronoun: Pronoun) -> bool:
    """Whether a clause is one "this" may stand for: it has just been told in this sentence, or is the sentence before."""
    back = pronoun.place[0] - deed.seen[-1].place[0]
    return not pronoun.speaks and (back == 0 or (back == 1 and deed.seen[-1].standing.part == "sentence"))


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
            if token.form.lower() in _SPEAKER | _SIDE and voices.is_inside(token.span, inside):
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
    meant.add(mention, Standing((sentence.index, token.index)))


def _side(speaker: Entity, register: Register) -> Entity:
    """Return whom an official's "we" means: the state, if the report names it; else the body; else the speaker."""
    if speaker.country is not None and speaker.sectors[:1] in (("GOV",), ("MIL",), ("LEG",)):
        state = register.called(f"state:{speaker.country}")
        if state is not None:
            return state
    body = next((e for e in register.entities if e.id == speaker.body), None)
    return body or speaker
