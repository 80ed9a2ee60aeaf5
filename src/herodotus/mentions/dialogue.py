"""Who says "I" and is called "you" where no quotation marks tell: interviews, speeches, hearings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from herodotus import lexicons
from herodotus.mentions import tables, voices
from herodotus.mentions.name import Name
from herodotus.mentions.register import Entity, Register, name_keys
from herodotus.model import Reading, Sentence, Span, Token
from herodotus.syntax import Tree

_I = frozenset({"i", "me", "my", "mine", "myself"})
_YOU = frozenset({"you", "your", "yours", "yourself", "yourselves"})
_WE = frozenset({"we", "us", "our", "ours", "ourselves"})


@dataclass(frozen=True, slots=True)
class Floor:
    """
    Who has the floor in each paragraph: the ``questions`` of an interview; none where only one person talks.

    ``called``: whom a paragraph speaks to; ``given``: to whom its last words give the floor ("Miss Hale?"); ``told``: who says
    in it who he or she is ("I'm Mara Lund"). All are the heads of names. ``first``:
    the paragraphs that say "I" before they say "you".
    """

    questions: frozenset[int]
    answers: frozenset[int]
    called: Mapping[int, Span]
    given: Mapping[int, Span]
    told: Mapping[int, Span]
    first: frozenset[int]

    def last_given(self, paragraph: int) -> Span | None:
        """Return who was last given the floor before a paragraph."""
        before = [number for number in self.given if number < paragraph]
        return self.given[max(before)] if before else None

    def named(self, part: str, paragraph: int) -> Span | None:
        """Return the name of who plays a part in a paragraph, if the text tells it there."""
        if part in ("author", "guest"):
            only = next(iter(self.told.values())) if len(set(self.told.values())) == 1 and not self.questions else None
            return self.told.get(paragraph) or self.last_given(paragraph) or only or self.called.get(paragraph - 1)
        if part != "audience":
            return None
        thanks = paragraph in self.first or paragraph - 1 in self.given  # "Thank you. I will …" thanks the bench
        return self.called.get(paragraph) or (None if thanks else self.last_given(paragraph))

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
    """Return who has the floor in a report: an interview has paragraphs that ask, and others that answer "I"."""
    asking, telling, called, told = set[int](), set[int](), dict[int, Span](), dict[int, Span]()
    last = {sentence.paragraph: sentence for sentence in reading.sentences}
    for sentence, token in _outside(reading, quoted):
        form, asks = token.form.lower(), _ends_asking(last[sentence.paragraph])
        if form in _YOU and asks:
            asking.add(sentence.paragraph)
        elif form in _I | _WE and not asks:
            telling.add(sentence.paragraph)
        if token.deprel == "vocative":
            called.setdefault(sentence.paragraph, token.span)
        if token.upos == "PROPN" and _tells_own_name(Tree(sentence), token):
            told.setdefault(sentence.paragraph, token.span)
    told |= _left_over(told, reading)
    given = {number: head for number, sentence in last.items() if (head := _gives_floor(sentence)) is not None}
    interview = len(asking) > 1 and bool(telling)
    asking = asking | {number for number, one in last.items() if _ends_asking(one)} - telling if interview else set()
    answers = frozenset(p for p in last if p > min(asking) and p not in asking) if interview else frozenset()
    return Floor(frozenset(asking), answers, called, given, told, _first_persons(reading, quoted))


def _first_persons(reading: Reading, quoted: tuple[Span, ...]) -> frozenset[int]:
    """Return the paragraphs that say "I" before they say "you"."""
    opening: dict[int, str] = {}
    for sentence, token in _outside(reading, quoted):
        if token.form.lower() in _I | _YOU:
            opening.setdefault(sentence.paragraph, token.form.lower())
    return frozenset(number for number, form in opening.items() if form in _I)


def _ends_asking(sentence: Sentence) -> bool:
    """Whether a paragraph's last sentence is a question, whatever marks close behind it."""
    return any(token.form == "?" for token in sentence.tokens[-2:])


def _left_over(told: Mapping[int, Span], reading: Reading) -> dict[int, Span]:
    """Return by paragraph who of two talks where only the other is named: nobody speaks of himself by his name."""
    by_name = {head.of(reading.report.text): head for head in told.values()}
    if len(by_name) != 2:
        return {}
    found: dict[int, Span] = {}
    for paragraph in {sentence.paragraph for sentence in reading.sentences} - set(told):
        words = {t.form for s in reading.sentences if s.paragraph == paragraph for t in s.tokens}
        silent = [name for name in by_name if name not in words]
        if len(silent) == 1:
            found[paragraph] = by_name[silent[0]]
    return found


def _tells_own_name(tree: Tree, token: Token) -> bool:
    """Whether a name is the speaker's own: "I'm *Mara* Lund", "My name is *Mara*"."""
    subject = tree.child(token.index, "nsubj")
    if subject is None or tree.child(token.index, "cop") is None or not token.entity.endswith("PER"):
        return False
    owner = tree.child(subject.index, "nmod:poss")
    mine = subject.form.lower() == "name" and owner is not None and owner.form.lower() == "my"
    return mine or subject.form.lower() == "i"


def _gives_floor(sentence: Sentence) -> Span | None:
    """Return the head of the name that is all of a paragraph's last sentence: "Miss *Hale*?"."""
    words = [token for token in sentence.tokens if token.upos != "PUNCT"]
    if not 1 < len(words) <= _LONGEST_CALL or sentence.tokens[-1].form not in (".", "?"):
        return None
    capital = all(token.form[0].isupper() for token in words)
    return words[-1].span if capital and words[-1].upos == "PROPN" and _is_title(words[0]) else None


def _is_title(token: Token) -> bool:
    word = token.form.lower().rstrip(".")
    return word in lexicons.wordlist("forms-of-address") or (
        word in tables.heads() and tables.heads()[word].kind == "person"
    )


_LONGEST_CALL = 4
"""Words of a sentence that does no more than call somebody."""


def introduce(floor: Floor, names: Iterable[Name], register: Register, text: str) -> None:
    """Enter those who say who they are before all else, so that an "I" before the name is theirs: "*I*'m Mara Lund"."""
    for head in floor.told.values():
        name = next((one for one in names if one.span.holds(head) and one.label == "PER"), None)
        if name is None:
            continue
        words = name.span.of(text)
        entity = register.called(*name_keys(name, words)) or register.new(words, "person")
        register.call(entity, *name_keys(name, words), f"floor:{head.start}")


def _outside(reading: Reading, quoted: tuple[Span, ...]) -> Iterator[tuple[Sentence, Token]]:
    for sentence in reading.sentences:
        for token in sentence.tokens:
            if not voices.is_inside(token.span, quoted):
                yield sentence, token


def who(part: str, register: Register) -> Entity:
    """Return who plays a part; the guest of an interview is whom its opening names most, its guests those it names together."""
    entity = register.met(f"part:{part}")
    if entity is None:
        people = [e for e in register.entities if e.kind == "person" and not e.plural and e.seen]
        known = max(people, key=lambda e: len(e.seen), default=None) if part == "guest" else None
        if part == "side":
            known = next((e for e in register.entities if e.sort == "pair" and e.seen[0].place[0] == 0), None)
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
