"""Every example and counter-example of the rules, run through a reader: what they promise against what is found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from herodotus.lexicons.matching import match
from herodotus.lexicons.rules import Case, Example, Match, Rule, RuleSet
from herodotus.model import Sentence
from herodotus.syntax import Tree

Read = Callable[[str], Sequence[Sentence]]


@dataclass(frozen=True, slots=True)
class Failure:
    """One example or counter-example that does not hold; ``got`` lists the holes of what was found, best first."""

    rule: Rule
    text: str
    expected: Mapping[str, str] | None
    got: tuple[Mapping[str, str], ...] = ()
    because: str = ""
    trees: tuple[str, ...] = field(default=(), compare=False)

    def told(self) -> str:
        """Return the failure in words: file, entry, text, what was expected, what was found."""
        lines = [f"{self.rule.file}, entry '{self.rule.id}'", f"  text      {self.text}"]
        if self.expected is None:
            lines.append(f"  expected  no match ({self.because or 'a counter-example'})")
        else:
            lines.append(f"  expected  {_holes(self.expected)}")
        lines += [f"  got       {_holes(got)}" for got in self.got] or ["  got       no match"]
        return "\n".join([*lines, *(f"  tree      {line}" for line in self.trees)])


def _holes(holes: Mapping[str, str]) -> str:
    return ", ".join(f"{name} = “{words}”" for name, words in holes.items()) or "a match without holes"


def check(rules: Iterable[Rule], read: Read) -> Iterator[Failure]:
    """
    Yield what fails among the examples and counter-examples of the rules.

    Every text is read alone: the reader's sums depend a little on the sentences read together, and an example must not
    fail because another entry was added.
    """
    for rule in rules:
        for case in _cases(rule):
            trees = [Tree(sentence) for sentence in read(case.text)]
            failure = _failure(rule, case, trees)
            if failure is not None:
                yield failure


def _cases(rule: Rule) -> tuple[Example | Case, ...]:
    return (*rule.examples, *rule.counter_examples)


def _failure(rule: Rule, case: Example | Case, trees: list[Tree]) -> Failure | None:
    alone = RuleSet((rule,))
    got = tuple(filled(one, case.text) for tree in trees for one in match(alone, tree))
    shown = tuple(branches(tree) for tree in trees)
    if isinstance(case, Case):
        return Failure(rule, case.text, None, got, case.because, shown) if got else None
    return None if dict(case.holes) in got else Failure(rule, case.text, dict(case.holes), got, "", shown)


def filled(one: Match, text: str) -> dict[str, str]:
    """Return the words in each hole of a match."""
    return {name: slot.span.of(text) for name, slot in one.slots.items()}


def branches(tree: Tree) -> str:
    """Return a tree on one line, for whoever wonders why a frame did not fit: ``word/lemma/UPOS←relation(head)``."""
    heads = [None if t.head is None else tree.tokens[t.head].form for t in tree.tokens]
    return " ".join(f"{t.form}/{t.lemma}/{t.upos}←{t.deprel}({h})" for t, h in zip(tree.tokens, heads, strict=True))
