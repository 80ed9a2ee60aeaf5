"""Rules found in a sentence: for every anchor word its rules, for every rule its best frame, its holes filled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import MappingProxyType

from herodotus.lexicons import arguments, clauses
from herodotus.lexicons.inflection import bases
from herodotus.lexicons.notation import Frame, Hole
from herodotus.lexicons.phrases import around_phrase, words_of
from herodotus.lexicons.rules import Anchor, Match, Rule, RuleSet, Slot, WordClass
from herodotus.lexicons.words import AMOUNTS, TIMES
from herodotus.model import Span, Token
from herodotus.syntax import SUBJECTS, Tree, is_any

_HYPHENS = ("-", "‐", "‑")
_NEAR = ("advmod", "case", "amod", "xcomp", "compound")


def match(rules: RuleSet, tree: Tree) -> list[Match]:
    """
    Return what the rules find in a sentence, in the order of the anchors; the most specific rule of each first.

    More words in the anchor are more specific, then more holes filled, then the order of the files.
    """
    found = [one for token in tree.tokens for one in _matches_at(rules, tree, token)]
    return sorted(found, key=lambda one: (one.head, -len(one.anchor), -len(one.slots)))


def best(matches: Iterable[Match]) -> list[Match]:
    """Return the first, most specific match of each anchor token."""
    first: dict[int, Match] = {}
    for one in matches:
        first.setdefault(one.head, one)
    return list(first.values())


def _matches_at(rules: RuleSet, tree: Tree, token: Token) -> Iterator[Match]:
    seen: set[str] = set()
    for word_class in _classes(tree, token):
        for rule, anchor in sorted(_called(rules, token, word_class), key=lambda pair: -len(pair[1].words)):
            one = None if rule.id in seen else _match_of(rule, anchor, tree=tree, first=token.index)
            if one is not None:
                seen.add(rule.id)
                yield one


def _called(rules: RuleSet, token: Token, word_class: WordClass) -> list[tuple[Rule, Anchor]]:
    """Return the rules a token calls up by its lemma or its form ("talks"); by what its form may come from, if none."""
    found = rules.called_by(token.lemma.lower(), word_class)
    found = found + [pair for pair in rules.called_by(token.form.lower(), word_class) if pair not in found]
    if word_class == "PHRASE":
        return found
    return found or [pair for word in bases(token.form) for pair in rules.called_by(word, word_class)]


def _classes(tree: Tree, token: Token) -> tuple[WordClass, ...]:
    """Return what a token may be the anchor of; "Merania-*backed* rebels" tells of no backing."""
    if token.upos in ("VERB", "AUX") and token.index and tree.tokens[token.index - 1].form in _HYPHENS:
        return ("ADJ", "PHRASE")
    if token.upos in ("VERB", "AUX"):
        participle = token.xpos in ("VBN", "VBG") and is_any(token.deprel, ("amod",))
        return ("VERB", "ADJ", "PHRASE") if participle else ("VERB", "PHRASE")
    if token.upos == "PROPN" and is_time(token):
        return ("PHRASE",)
    classes: dict[str, tuple[WordClass, ...]] = {"NOUN": ("NOUN",), "PROPN": ("NOUN",), "ADJ": ("ADJ",)}
    return (*classes.get(token.upos, ()), "PHRASE")


def _match_of(rule: Rule, anchor: Anchor, *, tree: Tree, first: int) -> Match | None:
    tokens = anchored(tree, anchor, first)
    if tokens is None or _is_ruled_out(rule, tree, tokens):
        return None
    frames = [frame for frame in rule.frames if frame.anchor == anchor.word_class]
    if not frames:
        return Match(rule, tokens, span_of(tree, tokens))
    filled = [(frame, slots) for frame in frames if (slots := fill(frame, tree, tokens)) is not None]
    if not filled:
        return None
    frame, slots = max(filled, key=lambda pair: _worth(*pair))
    return Match(rule, tokens, span_of(tree, tokens), MappingProxyType(slots), frame)


def _is_ruled_out(rule: Rule, tree: Tree, anchor: tuple[int, ...]) -> bool:
    """Whether a word hangs on the anchor, or has it for its participle, that the rule excludes: "a *statement* released"."""
    if rule.intransitive and any(tree.children(index, "obj") for index in anchor):
        return True
    if not rule.without:
        return False
    near = [t for i in anchor for t in (*tree.children(i), *_noun_told(tree, i))]
    return any(t.lemma.lower() in rule.without or t.form.lower() in rule.without for t in near)


def _noun_told(tree: Tree, index: int) -> list[Token]:
    """Return what a passive participle says something of: "a *report* released on Friday", "rules that were released"."""
    token, head = tree.tokens[index], tree.head(index)
    if head is None or token.xpos != "VBN" or not is_any(token.deprel, ("acl",)):
        return []
    passive = token.deprel == "acl" or tree.child(index, "nsubj:pass") is not None
    return [head] if passive else []


def _worth(frame: Frame, slots: dict[str, Slot]) -> tuple[int, bool]:
    """Rank a filled frame: by its holes and literal words, then a quotation before a plain clause."""
    quoted = any(hole.place == "quoted" and hole.name in slots for hole in frame.holes)
    return len(slots) + len(frame.words), quoted


def anchored(tree: Tree, anchor: Anchor, first: int) -> tuple[int, ...] | None:
    """
    Return the tokens of an anchor that starts at a token, the governing one first, or None.

    The words of a phrase stand side by side; those of a verb or noun hang on each other or stand side by side.
    """
    if anchor.is_compound:
        return _compound(tree, anchor, first)
    taken = [first]
    for word in anchor.words[1:]:
        index = _next_to(tree, taken, word) if anchor.word_class == "PHRASE" else _joined(tree, taken, word)
        if index is None:
            return None
        taken.append(index)
    top = next((i for i in taken if tree.tokens[i].head not in taken), first)
    return (top, *sorted(set(taken) - {top}))


def _compound(tree: Tree, anchor: Anchor, last: int) -> tuple[int, ...] | None:
    """Return the noun and the words before it, each beside the one it precedes or hung on the noun; or None."""
    taken = [last]
    for word in reversed(anchor.words[:-1]):
        near = [i for i in (min(taken) - 1, min(taken) - 2) if i >= 0 and _reads(tree.tokens[i], word)][:1]
        near += [t.index for t in tree.children(last) if t.index < last and _reads(t, word)]
        if not near:
            return None
        taken.append(near[0])
    return (last, *sorted(taken[1:]))


def _next_to(tree: Tree, taken: list[int], word: str) -> int | None:
    index = max(taken) + 1
    return index if index < len(tree) and _reads(tree.tokens[index], word) else None


def _joined(tree: Tree, taken: list[int], word: str) -> int | None:
    beside = _next_to(tree, taken, word)
    if beside is not None:
        return beside
    hung = [t.index for base in taken for t in tree.children(base) if t.index not in taken and _reads(t, word)]
    brought = (t for base in taken for t in tree.children(base, "obl", "nmod", "obj") if not is_time(t))
    hung += [i for t in brought for i in _case_words(tree, t, word)]
    hung += [i for base in taken for t in tree.children(base, "obj") for i in _said_of(tree, t, word)]
    return hung[0] if hung else None


def _case_words(tree: Tree, token: Token, word: str) -> list[int]:
    return [t.index for t in tree.children(token.index, "case") if _reads(t, word)]


def _said_of(tree: Tree, token: Token, word: str) -> list[int]:
    """Return the adjective behind an object that the parser hung on it: "hold the rebels *responsible*"."""
    return [t.index for t in tree.children(token.index, "amod") if t.index > token.index and _reads(t, word)]


def _reads(token: Token, word: str) -> bool:
    return word == token.lemma.lower() or word in bases(token.form)


def span_of(tree: Tree, tokens: tuple[int, ...]) -> Span:
    """Return the words of an anchor: all of them where they stand side by side, else the governing word alone."""
    first, last = min(tokens), max(tokens)
    if last - first + 1 > len(tokens):
        first = last = tokens[0]
    return Span(tree.tokens[first].span.start, tree.tokens[last].span.end)


def fill(frame: Frame, tree: Tree, anchor: tuple[int, ...]) -> dict[str, Slot] | None:
    """Return the slots of a frame at an anchor, or None where a required hole or word is missing."""
    filling = _Filling(frame, tree, anchor)
    if not all(filling.has_word(word.lemmas) or not word.required for word in frame.words):
        return None
    order = sorted(frame.holes, key=lambda hole: hole.place not in ("object", "second", "subject"))
    for hole in order:
        if not filling.take(hole) and hole.required:
            return None
    return filling.slots()


class _Filling:
    """The holes of one frame being filled at one anchor; no token fills two of them."""

    def __init__(self, frame: Frame, tree: Tree, anchor: tuple[int, ...]) -> None:
        self.frame, self.tree, self.anchor = frame, tree, anchor
        self.heads: dict[str, tuple[int, Hole]] = {}
        self.words: list[int] = []

    def has_word(self, lemmas: tuple[str, ...]) -> bool:
        """Find a literal word: under the anchor, under its objects, beside it, or as the verb that carries it."""
        near = _known(self._carrier())  # first: "*issued* a warning that the banks might *give* way"
        near += [t.index for base in self.anchor for t in self.tree.children(base) if not self._is_beside(t)]
        near += [t.index for child in near[:] for t in self.tree.children(child, *_NEAR)]
        near += [t.index for child in near[:] for t in _of_which(self.tree, child)]
        beside = (index for index in (max(self.anchor) + 1, min(self.anchor) - 1) if 0 <= index < len(self.tree))
        near += [index for index in beside if not self._is_doer(index)]
        near += [i for i in arguments.done_to(self.tree, self.anchor[0]) if self.frame.anchor == "VERB"]
        found = next((i for i in near if any(_reads(self.tree.tokens[i], lemma) for lemma in lemmas)), None)
        self.words += [] if found is None else [found]
        return found is not None

    def _is_doer(self, index: int) -> bool:
        """Whether a word is the doer of the verb beside it: of *rebels captured the town*, rebels are not captured."""
        token = self.tree.tokens[index]
        is_its = self.frame.anchor == "VERB" and token.deprel == "nsubj" and token.head in self.anchor
        return is_its and arguments.is_agent_like(token)

    def _is_beside(self, token: Token) -> bool:
        """Whether a dependent is none of what the verb is about: its subject, or what a preposition brings that the frame lacks."""
        if token.deprel == "nsubj":
            return True
        case = self.tree.case(token.index)
        written = {lemma for word in self.frame.words for lemma in word.lemmas}
        written |= {self.tree.tokens[index].form.lower() for index in self.anchor}
        return self.frame.anchor == "VERB" and token.deprel == "obl" and case is not None and case not in written

    def _carrier(self) -> int | None:
        """Return the verb that carries a noun, or what governs an adjective or phrase."""
        if self.frame.anchor == "NOUN":
            return arguments.carrying_verb(self.tree, self.anchor[0])
        head = self.tree.head(self.anchor[0])
        return None if head is None or self.frame.anchor == "VERB" else head.index

    def take(self, hole: Hole) -> bool:
        """Fill a hole with the first candidate that is free and fit for it."""
        taken = {index for index, _ in self.heads.values()} | set(self.anchor)
        fit = [index for index in self.candidates(hole) if index not in taken and self._fits(hole, index)]
        free = [index for index in fit if index not in self.words]
        if hole.place == "object" and not free:  # "VERB TARGET crew|sailor": the word says what the object must be
            free = fit
        if free:
            self.heads[hole.name] = (free[0], hole)
        return bool(free)

    def _fits(self, hole: Hole, index: int) -> bool:
        token = self.tree.tokens[index]
        if hole.name in ("TARGET", "SOURCE") and token.upos == "VERB" and self.tree.mark(index) == "to":
            return False  # "travelled to *mediate*" names nobody
        timely = hole.name.startswith("TIME") or hole.place == "quoted" or not is_time(token)
        return timely or bool(self.tree.children(index, *SUBJECTS))  # "said that *this was the year*": a clause

    def candidates(self, hole: Hole) -> list[int]:
        """Return the tokens that may fill a hole, likeliest first."""
        if hole.place == "marked":
            return self._marked(hole.markers)
        if hole.place == "quoted":
            return self._quoted()
        return self._bare(hole)

    def _bare(self, hole: Hole) -> list[int]:
        tree, top = self.tree, self.anchor[0]
        if hole.place in ("before", "after"):
            return _known(around_phrase(tree, self.anchor)[hole.place == "after"])
        if hole.place == "owner":
            return _known(arguments.owner_of(tree, top))
        if hole.place == "carrier":
            return _known(self._carried_by(top))
        if hole.place == "modified":
            return _modified(tree, top)
        return self._of_verb(hole)

    def _carried_by(self, top: int) -> int | None:
        """Return who carries a noun: the doer of its verb, also where that stands in a relative clause ("remarks *he* made")."""
        below = [i for i in self.words if self.tree.tokens[i].head == top and self.tree.tokens[i].upos == "VERB"]
        return arguments.doer(self.tree, below[0]) if below else arguments.carrier_of(self.tree, top)

    def _of_verb(self, hole: Hole) -> list[int]:
        tree, top = self.tree, self.anchor[0]
        if hole.place == "subject":
            return _known(arguments.doer(tree, top) if self.frame.anchor == "VERB" else _described(tree, top))
        objects = [*self._governed(), *(i for base in self.anchor for i in arguments.done_to(tree, base))]
        two = any(other.place == "second" for other in self.frame.holes)
        return objects[hole.place == "second" :] if two else _plain_first(tree, objects)

    def _governed(self) -> list[int]:
        """Return the nouns whose preposition is part of the anchor: "broke *through* a gate"."""
        heads = (self.tree.tokens[i].head for i in self.anchor if self.tree.tokens[i].deprel == "case")
        return [head for head in heads if head is not None and head not in self.anchor]

    def _marked(self, markers: tuple[str, ...]) -> list[int]:
        found = clauses.find_marked(self.tree, self._bases(), markers)
        if self.frame.anchor == "VERB":
            found.sort(key=lambda index: index < self.anchor[0])  # "in the town, they are implicated *in the raid*"
        shared = clauses.find_marked(self.tree, _shared_bases(self.tree, self.anchor[0]), markers)
        found += [index for index in shared if index > self.anchor[0] and index not in found]
        around = clauses.inverted(self.tree, self.anchor[0]) if "that" in markers and not found else None
        return found if around is None else [around]

    def _bases(self) -> list[int]:
        """Return where marked holes may hang: the anchor, its literal words and objects, what it is joined with."""
        tree, own = self.tree, [*self.anchor, *self.words]
        objects = [index for index, hole in self.heads.values() if hole.place in ("object", "second", "marked")]
        loose = [t.index for t in tree.children(self.anchor[0], "obj", "obl", "xcomp") if t.index > self.anchor[0]]
        return list(dict.fromkeys([*own, *objects, *loose]))

    def _quoted(self) -> list[int]:
        found = [i for base in self.anchor for i in clauses.find_quoted(self.tree, base)]
        verb = arguments.carrying_verb(self.tree, self.anchor[0]) if self.frame.anchor == "NOUN" else None
        return found or ([] if verb is None else clauses.find_quoted(self.tree, verb))

    def slots(self) -> dict[str, Slot]:
        """Return the filled holes with their words, in the order of the frame."""
        avoid = {index for index, _ in self.heads.values()} | set(self.anchor)
        return {
            hole.name: Slot(self.heads[hole.name][0], self._words(hole, avoid))
            for hole in self.frame.holes
            if hole.name in self.heads
        }

    def _words(self, hole: Hole, avoid: set[int]) -> Span:
        head = self.heads[hole.name][0]
        quotation = clauses.quotation_around(self.tree, head) if hole.place == "quoted" else None
        keep_mark = hole.place == "marked" and any(marker in ("that", "to", "wh") for marker in hole.markers)
        if hole.place == "modified":
            avoid = avoid - set(self.anchor)
        return quotation or words_of(self.tree, head, avoid=avoid - {head}, keep_mark=keep_mark)


def _of_which(tree: Tree, index: int) -> list[Token]:
    """Return what a word of amount is of: "withdrew *some* of its troops", "sent a *million* in aid"."""
    token = tree.tokens[index]
    if token.upos not in ("NUM", "DET", "PRON") and token.lemma.lower() not in AMOUNTS:
        return []
    return [t for t in tree.children(index, "nmod") if tree.case(t.index) in ("of", "in")]


def is_time(token: Token) -> bool:
    """Whether a word heads a time expression: "an attack on Sunday" has no target."""
    return token.lemma.lower().rstrip(".") in TIMES or (token.form.isdecimal() and len(token.form) == 4)


def _known(index: int | None) -> list[int]:
    return [] if index is None else [index]


def _plain_first(tree: Tree, objects: list[int]) -> list[int]:
    """Return the direct object before the indirect one, where a frame asks for one object only."""
    return sorted(objects, key=lambda index: tree.tokens[index].deprel == "iobj")


def _modified(tree: Tree, index: int) -> list[int]:
    head = tree.head(index)
    own = tree.child(index, "nsubj", "nsubj:pass", "csubj")
    if is_any(tree.tokens[index].deprel, ("amod", "acl", "compound", "advmod")) and head is not None:
        return [head.index]
    return [] if own is None else [own.index]


def _described(tree: Tree, index: int) -> int | None:
    """Return what a predicate adjective is said of, or the noun the adjective stands with."""
    subject = tree.subject(index)
    return subject.index if subject is not None else next(iter(_modified(tree, index)), None)


def _shared_bases(tree: Tree, index: int) -> list[int]:
    """Return what an anchor shares its completions with: the verb that carries it, the word it is joined with."""
    token, verb = tree.tokens[index], None
    if token.upos in ("NOUN", "PROPN"):
        verb = arguments.carrying_verb(tree, index)
    joined = [token.head] if token.deprel == "conj" and token.head is not None else []
    return [*([] if verb is None else [verb]), *joined]
