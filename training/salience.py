"""
Weigh the clues that tell what a pronoun stands for: a conditional logit over GUM's training documents.

Run ``python -m training.salience --data CORPORA/data``. Each document is read as any report is, but every pronoun the corpus
knows the chain of is given the antecedent the corpus gives it; what else it might have stood for is noted beside it. Only genres
whose texts are free are read (``FREE``). Rows set by hand stay as they are.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from herodotus import lexicons, reading
from herodotus.mentions import actors, names
from herodotus.mentions.register import Entity, Seen
from herodotus.mentions.salience import Candidate, Pronoun, clues, nearest_first
from herodotus.model import Sentence, Span
from herodotus.reading import Reader, Source
from herodotus.syntax import Tree

HOME = Path(__file__).parent.parent / "src" / "herodotus" / "lexicons" / "en" / "actors" / "salience.tsv"
HEAD = """\
# What a clue weighs for each row of pronouns: the more, the likelier the pronoun stands for it. See salience.py for the clues.
# Weights of a conditional logit over the training part of GUM (Zeldes 2017, CC BY 4.0), genres with free texts, rounded to a tenth.
pronoun\tclue\tweight\tsource
"""
FREE = frozenset({"news", "interview", "court", "academic", "textbook", "speech", "vlog"})
"""Genres whose texts are CC BY or in the public domain; biographies and travel guides are share-alike."""
ROWS = ("person", "thing", "many", "these", "this")
PENALTY = 2.0
"""Ridge that keeps the weights of rare clues small; 2 to 4 tell held-out parts of the training documents best."""
STEPS, PACE = 400, 0.05
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Decision:
    """A pronoun of a row, the clues about each thing it may stand for, and which of them are right: none, if it was missed."""

    row: str
    clues: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Gold:
    """The chains of a document: of each mention by where its head begins, of each pronoun by its words."""

    by_head: Mapping[int, Sequence[tuple[Span, Span, str]]]
    pronouns: Mapping[Span, str]

    def chain(self, seen: Seen) -> str | None:
        """Return the chain of the given mention that lies closest to words seen, if one has their head."""
        own = seen.mention.head
        found = [
            (_apart(span, seen.mention.span), chain)
            for span, head, chain in self.by_head.get(own.start, ())
            if head == own or span.holds(own)
        ]
        return min(found)[1] if found else None


@dataclass(slots=True)
class Teacher:
    """
    Chooses antecedents as the corpus does and notes what there was to choose from; where the corpus is silent, the nearest.

    Never by the table as it is: made twice, it would come out different.
    """

    gold: Gold
    decisions: list[Decision] = field(default_factory=list)

    def choose(self, candidates: list[Candidate], pronoun: Pronoun) -> Entity | None:
        """Return the nearest candidate of the pronoun's chain; the nearest of all where there is none."""
        ranked = nearest_first(candidates)
        right: tuple[bool, ...] = ()
        chain = self.gold.pronouns.get(pronoun.token.span)
        if chain is not None:
            right = tuple(self.gold.chain(seen) == chain for _, seen in ranked)
            told = tuple(tuple(clues(entity, seen, pronoun, order)) for order, (entity, seen) in enumerate(ranked))
            self.decisions.append(Decision(pronoun.row, told, right))
        return ranked[right.index(True) if any(right) else 0][0] if ranked else None


def _apart(one: Span, other: Span) -> int:
    return abs(one.start - other.start) + abs(one.end - other.end)


def gold(mentions: Iterable[Mapping[str, object]], sentences: Iterable[Sentence]) -> Gold:
    """Return the chains of a document's mentions, their heads found in our own trees."""
    trees = [Tree(sentence) for sentence in sentences]
    by_head: dict[int, list[tuple[Span, Span, str]]] = defaultdict(list)
    pronouns: dict[Span, str] = {}
    for mention in mentions:
        span, chain = Span(int(str(mention["start"])), int(str(mention["end"]))), str(mention["chain"])
        head = next((tree.head_of(span) for tree in trees if tree.sentence.span.meets(span)), None)
        if head is not None:
            by_head[head.span.start].append((span, head.span, chain))
            if mention["form"] == "pronoun":
                pronouns[head.span] = chain
    return Gold(by_head, pronouns)


def decisions(path: Path, reader: Reader) -> Iterator[Decision]:
    """Yield what every pronoun of the free documents of a file had to be decided between."""
    with path.open(encoding="utf-8") as lines:
        documents = [document for document in map(json.loads, lines) if document["genre"] in FREE]
    for document in documents:
        read = reading.read(Source.of_text(document["text"]), reader=reader)
        teacher = Teacher(gold(document["mentions"], read.sentences))
        actors.registered(read, names.find(read), choose=teacher.choose)
        yield from teacher.decisions


@dataclass(frozen=True, slots=True)
class Table:
    """Decisions as numbers: a line a candidate, a column a clue; where each decision's lines begin; which lines are right."""

    columns: Sequence[str]
    marks: Floats
    starts: NDArray[np.intp]
    right: Floats

    def shares(self, scores: Floats) -> Floats:
        """Return each line's part of its decision: the exponents of scores, those of one decision adding up to one."""
        risen = np.exp(scores - self._spread(np.maximum.reduceat(scores, self.starts)))
        return risen / self._spread(np.add.reduceat(risen, self.starts))

    def accuracy(self, weights: Floats) -> float:
        """Return the share of decisions whose first line of the highest score is right."""
        ends = [*self.starts[1:], len(self.right)]
        scores = self.marks @ weights
        won = [start + int(np.argmax(scores[start:end])) for start, end in zip(self.starts, ends, strict=True)]
        return float(self.right[won].mean())

    def _spread(self, per_decision: Floats) -> Floats:
        return np.repeat(per_decision, np.diff(np.append(self.starts, len(self.right))))


def table(found: Sequence[Decision]) -> Table:
    """Return decisions, each of which has a right line, as a table."""
    lines = [line for decision in found for line in decision.clues]
    columns = sorted({clue for line in lines for clue in line})
    place = {clue: column for column, clue in enumerate(columns)}
    marks = np.zeros((len(lines), len(columns)))
    for row, line in enumerate(lines):
        marks[row, [place[clue] for clue in line]] = 1.0
    starts = np.cumsum([0, *(len(decision.clues) for decision in found[:-1])])
    right = np.array([right for decision in found for right in decision.right], dtype=np.float64)
    return Table(columns, marks, starts, right)


def fit(one: Table) -> Floats:
    """Return the weights under which the right lines are likeliest, less the penalty: steps by Adam over the whole table."""
    weights = np.zeros(len(one.columns))
    mean, spread = np.zeros_like(weights), np.zeros_like(weights)
    certain = np.log(np.maximum(one.right, 1e-12))
    for step in range(1, STEPS + 1):
        scores = one.marks @ weights
        slope = PENALTY * weights - one.marks.T @ (one.shares(scores + certain) - one.shares(scores))
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.999 * spread + 0.001 * slope**2
        weights = weights - PACE * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.999**step)) + 1e-8)
    return weights


def weighed(row: str, found: Sequence[Decision]) -> Iterator[str]:
    """Yield the lines of the file for one row of pronouns; what rounds to nothing is left out."""
    own = [decision for decision in found if decision.row == row]
    known = table([decision for decision in own if any(decision.right)])
    weights = fit(known)
    print(
        f"{row:8}{len(own):6} pronouns, {len(known.starts)} decided, {100 * known.accuracy(weights):.1f} % of them right"
    )
    for clue, weight in zip(known.columns, weights, strict=True):
        if round(weight, 1) != 0:
            yield f"{row}\t{clue}\t{weight:.1f}\tGUM train"


def by_hand() -> Iterator[str]:
    """Yield the lines of the file as it is that somebody set."""
    for row in lexicons.load().table("actors/salience"):
        if row["source"].startswith("hand"):
            yield "\t".join(row[column] for column in ("pronoun", "clue", "weight", "source"))


def main() -> None:
    """Write the table of weights anew."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with gum_coref/")
    data = parser.parse_args().data
    found = list(decisions(data / "gum_coref" / "train.jsonl", reading.default_reader()))
    lines = [*(line for row in ROWS for line in weighed(row, found)), *by_hand()]
    HOME.write_text(HEAD + "".join(f"{line}\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    main()
