"""
Questions asked of a Universal Dependencies tree.

A :class:`Tree` is a view of one :class:`~herodotus.model.Sentence`; it copies no words. Tokens are addressed by their
index in the sentence. The relations are UD's; subtypes (``nsubj:pass``) are matched by their whole name or, where a
question says "any kind of", by the part before the colon. The parser errs (appositions, titles, ccomp for parataxis),
so the questions that cross several edges bend: they look where UD puts a thing and then where the parser tends to.
"""

from __future__ import annotations

from collections.abc import Iterator

from herodotus.model import Sentence, Span, Token

SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "csubj:pass")
CLAUSES = ("ccomp", "xcomp", "advcl", "acl", "acl:relcl", "csubj", "parataxis")
NEGATORS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "without", "hardly", "barely", "scarcely"})
_FUNCTION = ("punct", "cc", "case", "mark")


class Tree:
    """
    One sentence as a tree one can question. Every answer is a token, tokens, or a span of the report's text.

    ``tokens`` are the sentence's; ``sentence`` the sentence itself.
    """

    __slots__ = ("_children", "sentence", "tokens")

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self._children: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head is not None:
                self._children[token.head].append(token.index)

    def __len__(self) -> int:
        return len(self.tokens)

    def children(self, index: int, *deprels: str) -> list[Token]:
        """Return the dependents of a token in text order, of the given relations (with any subtype) if some are given."""
        below, tokens = self._children[index], self.tokens
        if not deprels:
            return [tokens[child] for child in below]
        return [tokens[child] for child in below if is_any(tokens[child].deprel, deprels)]

    def child(self, index: int, *deprels: str) -> Token | None:
        """Return the first such dependent, or None."""
        return next(iter(self.children(index, *deprels)), None)

    def head(self, index: int) -> Token | None:
        """Return the governor of a token, or None at the root."""
        head = self.tokens[index].head
        return None if head is None else self.tokens[head]

    def ancestors(self, index: int) -> Iterator[Token]:
        """Yield the governors of a token, nearest first, up to the root."""
        head = self.head(index)
        while head is not None:
            yield head
            head = self.head(head.index)

    def subtree(self, index: int, *without: str) -> list[int]:
        """Return the indices under a token and itself, in text order, leaving out branches of the ``without`` relations."""
        found, open_ = [], [index]
        while open_:
            current = open_.pop()
            found.append(current)
            open_.extend(c for c in self._children[current] if not is_any(self.tokens[c].deprel, without))
        return sorted(found)

    def phrase(self, index: int, *without: str) -> Span:
        """
        Return the stretch of text a token governs, its outer punctuation, conjunction and case marker trimmed.

        Only the contiguous run around the token counts, so that a branch the parser hung far away does not widen it.
        """
        members = self._run(index, set(self.subtree(index, *without)))
        first, last = members[0], members[-1]
        while first < index and self.tokens[first].deprel in _FUNCTION:
            first += 1
        while last > index and self.tokens[last].deprel == "punct":
            last -= 1
        return Span(self.tokens[first].span.start, self.tokens[last].span.end)

    def noun_phrase(self, index: int) -> Span:
        """Return the phrase of a noun without its relative clauses, appositions, coordinations and loose additions."""
        return self.phrase(index, "acl:relcl", "acl", "appos", "conj", "cc", "parataxis", "advcl", "punct", "case")

    def _run(self, index: int, members: set[int]) -> list[int]:
        first = last = index
        while first - 1 in members:
            first -= 1
        while last + 1 in members:
            last += 1
        return list(range(first, last + 1))

    def conjuncts(self, index: int) -> list[Token]:
        """Return a token and everything coordinated with it: "Norland and Merania" asked at either gives both."""
        first = self.tokens[index]
        while is_any(first.deprel, ("conj",)) and first.head is not None:
            first = self.tokens[first.head]
        return sorted([first, *self.children(first.index, "conj")], key=lambda token: token.index)

    def case(self, index: int) -> str | None:
        """Return the preposition that marks a noun ("because of" as one, lower case), or None."""
        return self._marker(index, "case")

    def mark(self, index: int) -> str | None:
        """Return the word that marks a clause ("that", "to", "if"), lower case, or None."""
        return self._marker(index, "mark")

    def _marker(self, index: int, deprel: str) -> str | None:
        words = [t for t in self.children(index, deprel) if t.lemma not in ("'s", "’s", "'")]
        if not words:
            return None
        first = words[0]
        return " ".join(t.form.lower() for t in [first, *self.children(first.index, "fixed")])

    def is_passive(self, index: int) -> bool:
        """Whether a verb is passive: it says so by ``aux:pass`` or ``nsubj:pass``, or is a bare participle with a by-phrase."""
        if self.child(index, "aux:pass") or self.child(index, "nsubj:pass"):
            return True
        token = self.tokens[index]
        return token.xpos == "VBN" and is_any(token.deprel, ("acl",)) and not self.children(index, "aux", "nsubj")

    def is_negated(self, index: int) -> bool:
        """Whether a word is negated in its own clause: *not*, *never*, *no* soldiers, *without* entering."""
        return any(
            child.lemma.lower() in NEGATORS and child.deprel in ("advmod", "det", "case", "mark", "cc:preconj")
            for child in self.children(index)
        )

    def subject(self, index: int) -> Token | None:
        """
        Return the understood subject of a verb, passive or active, or None.

        Looks at the verb itself, then at what it shares a subject with: the verb it is coordinated with, the verb that
        controls it ("sought to kill": the seeker; with an object, "forced them to leave": the object), the noun it
        modifies ("the men who fired": the men), and the clause it accompanies ("fled, firing").
        """
        own = self.child(index, *SUBJECTS)
        if own is not None:
            return self._antecedent(own, index)
        token, head = self.tokens[index], self.head(index)
        if head is None:
            return None
        if is_any(token.deprel, ("acl",)):
            return head if head.upos in ("NOUN", "PROPN", "PRON") else None
        if token.deprel == "xcomp":
            controller = self.child(head.index, "obj", "iobj")
            return controller or self.subject(head.index)
        if is_any(token.deprel, ("conj", "advcl", "cop", "aux")) and head.upos in ("VERB", "AUX", "ADJ", "NOUN"):
            return self.subject(head.index)
        return None

    def _antecedent(self, subject: Token, verb: int) -> Token:
        """Return what a relative pronoun stands for, or the subject itself."""
        relative = subject.xpos in ("WDT", "WP") or subject.lemma.lower() in ("who", "which", "that")
        if relative and is_any(self.tokens[verb].deprel, ("acl",)):
            return self.head(verb) or subject
        return subject

    def agent(self, index: int) -> Token | None:
        """Return the doer a passive names with *by*, or None."""
        found = self.child(index, "obl:agent")
        if found is not None:
            return found
        return next((t for t in self.children(index, "obl") if self.case(t.index) == "by"), None)

    def auxiliaries(self, index: int) -> list[Token]:
        """Return the auxiliaries, copula and modals of a predicate in text order."""
        return self.children(index, "aux", "cop")

    def clause(self, index: int) -> Token:
        """Return the predicate of the clause a token stands in: the nearest verb, copular or clausal head at or above it."""
        for token in (self.tokens[index], *self.ancestors(index)):
            if token.upos in ("VERB", "AUX") or token.deprel == "root" or is_any(token.deprel, CLAUSES):
                return token
        return self.tokens[index]

    def between(self, span: Span) -> list[Token]:
        """Return the tokens that lie inside a span of the text."""
        return [token for token in self.tokens if span.holds(token.span)]

    def head_of(self, span: Span) -> Token | None:
        """Return the token of a span that governs the others (the first whose governor lies outside), or None if it is empty."""
        inside = self.between(span)
        indices = {token.index for token in inside}
        return next((token for token in inside if token.head not in indices), None)


def is_any(deprel: str, names: tuple[str, ...]) -> bool:
    """
    Return whether a relation is one of the names, or a subtype of one.

    >>> is_any("nsubj:pass", ("nsubj",)), is_any("acl", ("acl:relcl",))
    (True, False)
    """
    return deprel in names or (":" in deprel and deprel.partition(":")[0] in names)
