"""Who says "I" and is called "you" where no quotation marks tell: interviews, speeches, hearings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from herodotus.mentions import voices
from herodotus.mentions.register import Entity, Register
from herodotus.model import Reading, Sentence, Span, Token
from herodotus.syntax import Tree

_I = frozenset({"i", "me", "my", "mine", "myself"})
_YOU = frozenset({"you", "your", "yours", "yourself", "yourselves"})
_WE = frozenset({"we", "us", "our", "ours", "ourselves"})


@dataclass(frozen=True, slots=True)
class Floor:
    """Who has the floor in each paragraph: the ``questions`` of an interview; none where only one person talks."""

    questions: frozenset[int]
    answers: frozenset[int]
    called: dict[int, Span]

    def part(self, token: Token, paragraph: int) -> str | None:
        """Return the part a first or second person plays: guest, host, author, audience or side; None for other words."""
        form = token.form.lower()
        first, second, many = form in _I, form in _YOU, form in _WE
        if not (first or second or many):
            return None
        if paragraph in self.questions:
            return "guest" if second else "host" if first else "everybody"
        if paragraph in self.answers:
            return "guest" if first else "side" if many else "anybody"
        return "author" if first else "audience" if second else "everybody"


def floor(reading: Reading, quoted: tuple[Span, ...]) -> Floor:
    """Return who has the floor in a report: an interview has paragraphs that ask "you" and others that answer "I"."""
    asking, telling, called = set[int](), set[int](), dict[int, Span]()
    last = {sentence.paragraph: sentence for sentence in reading.sentences}
    for sentence, token in _outside(reading, quoted):
        form = token.form.lower()
        ends = last[sentence.paragraph].span.of(reading.report.text).rstrip().endswith("?")
        if form in _YOU and ends:
            asking.add(sentence.paragraph)
        elif form in _I | _WE and not ends:
            telling.add(sentence.paragraph)
        if token.deprel == "vocative":
            called.setdefault(sentence.paragraph, token.span)
    if len(asking) < 2 or not telling:
        return Floor(frozenset(), frozenset(), called)
    return Floor(frozenset(asking), frozenset(p for p in last if p > min(asking) and p not in asking), called)


def _outside(reading: Reading, quoted: tuple[Span, ...]) -> Iterator[tuple[Sentence, Token]]:
    for sentence in reading.sentences:
        for token in sentence.tokens:
            if not voices.is_inside(token.span, quoted):
                yield sentence, token


def who(part: str, register: Register) -> Entity:
    """Return who plays a part; the guest of an interview is whom its opening names most."""
    entity = register.met(f"part:{part}")
    if entity is None:
        people = [e for e in register.entities if e.kind == "person" and not e.plural and e.seen]
        known = max(people, key=lambda e: len(e.seen), default=None) if part == "guest" else None
        entity = known or register.new(part, None)
        entity.plural = part in ("side", "everybody", "anybody")
        entity.sort = "voice" if entity.kind is None else entity.sort
        register.call(entity, f"part:{part}")
    return entity


def copula_subject(tree: Tree, token: Token) -> Token | None:
    """
    Return the subject that a noun is said to be: "*Hale* is the envoy"; None where nothing is said so.

    A question, a negation or a modal says nothing.
    """
    copula = tree.child(token.index, "cop")
    subject = tree.child(token.index, "nsubj")
    if copula is None or subject is None or tree.is_negated(token.index) or subject.index > token.index:
        return None
    if any(t.xpos == "MD" for t in tree.children(token.index, "aux")) or tree.tokens[-1].form == "?":
        return None
    return subject if tree.case(token.index) is None else None
