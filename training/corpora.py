"""
The corpora the reader learns from: treebanks, name lists and judgements of factuality, joined sentence by sentence.

Only what may be shipped is read (``SHIPPABLE``): UD English-EWT and the shippable genres of GUM for trees, UNER-EWT, GUM,
WikiGold, WNUT-17 and the freely licensed parts of re3d for names, UDS-IH2 for factuality. Nothing under ``nc/`` is opened.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path

SHIPPABLE = {
    "trees": ("ud_english/ewt.train.conllu.gz", "ud_english/gum.train.conllu.gz"),
    "names": ("ner/uner_ewt.train.jsonl", "ner/gum.train.jsonl"),
    "names only": ("ner/wikigold.train.jsonl", "ner/wnut17.train.jsonl"),
    "documents": ("ner/re3d_docs.train.jsonl",),
    "factuality": ("factuality/uds_ih2.train.jsonl",),
}
TITLES = frozenset(
    [
        "President",
        "Secretary",
        "Minister",
        "Senator",
        "General",
        "Professor",
        "King",
        "Queen",
        "Prince",
        "Princess",
        "Governor",
        "Chancellor",
        "Captain",
        "Colonel",
        "Ambassador",
        "Judge",
        "Justice",
        "Pope",
        "Bishop",
        "Mayor",
        "Chairman",
        "Director",
        "Doctor",
        "Dr.",
        "Mr.",
        "Mrs.",
        "Ms.",
        "Sir",
        "Lord",
    ]
)
"""A person's name that is nothing but such a word is an office: it is not learned as a name."""
RE3D_TYPES = {"Person": "PER", "Organisation": "ORG", "Location": "LOC", "Nationality": "MISC"}
LONGEST = 160
"""Words of a sentence; longer ones are left out."""
_WORD = re.compile(r"\w+(?:['’]\w+)?|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Gold:
    """What a treebank says of the words of a sentence; ``heads`` are 0 for the root, else 1-based."""

    upos: list[str]
    xpos: list[str]
    lemmas: list[str]
    feats: list[str]
    heads: list[int]
    deprels: list[str]


@dataclass(slots=True)
class Example:
    """
    One sentence to learn from; ``tree`` or ``names`` is None where the corpus has none, a name tag None is masked.

    ``facts`` maps the index of an event's word to how far readers took it to have happened (-3 to 3).
    """

    words: list[str]
    tree: Gold | None = None
    names: list[str | None] | None = None
    facts: dict[int, float] = field(default_factory=dict)


def trees(path: Path) -> Iterator[tuple[str, str, list[tuple[int, int]], Example]]:
    """Yield (sent_id, text, character span of each word, example) for every sentence of a CoNLL-U file."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        block: list[str] = []
        for line in lines:
            if line.strip():
                block.append(line.rstrip("\n"))
            elif block:
                yield _sentence(block)
                block = []
        if block:
            yield _sentence(block)


def _sentence(block: list[str]) -> tuple[str, str, list[tuple[int, int]], Example]:
    comments = dict(line[2:].split(" = ", 1) for line in block if line.startswith("# ") and " = " in line)
    rows = [line.split("\t") for line in block if not line.startswith("#")]
    rows = [row for row in rows if row[0].isdigit()]
    text = comments.get("text", "")
    words, lemmas, upos, xpos, feats = ([row[column] for row in rows] for column in (1, 2, 3, 4, 5))
    gold = Gold(upos, xpos, lemmas, feats, [int(row[6]) for row in rows], [row[7] for row in rows])
    return comments.get("sent_id", ""), text, _spans(text, words), Example(words, gold)


def _spans(text: str, words: list[str]) -> list[tuple[int, int]]:
    spans, at = [], 0
    for word in words:
        found = text.find(word, at)
        start = found if 0 <= found <= at + 2 else at
        spans.append((start, start + len(word)))
        at = start + len(word)
    return spans


def names(path: Path) -> dict[str, dict]:
    """Return the lines of a names file by sentence id."""
    with path.open(encoding="utf-8") as lines:
        return {row["id"]: row for row in map(json.loads, lines)}


def tags(spans: list[tuple[int, int]], entities: list[list], unsure: list[list] = ()) -> list[str | None]:
    """
    Return BIO tags of words given entity spans; words in ``unsure`` spans get None.

    >>> tags([(0, 3), (4, 7), (8, 9)], [[0, 7, "ORG"]])
    ['B-ORG', 'I-ORG', 'O']
    """
    found: list[str | None] = []
    for start, end in spans:
        tag: str | None = "O"
        if any(s < end and start < e for s, e, *_ in unsure):
            tag = None
        for s, e, label, *_ in entities:
            if s < end and start < e:
                tag = ("B-" if start <= s else "I-") + label
        found.append(tag)
    return found


def documents(path: Path) -> Iterator[Example]:
    """
    Yield sentences of re3d documents with the names it marks; what it may have left unmarked is masked.

    Its annotation is not exhaustive and marks descriptions too ("rebels"): only spans whose every word of weight is
    capitalised count as names, and every other capitalised word is left out of the loss.
    """
    with path.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            text = row["text"]
            entities = [e[:3] if isinstance(e, list) else [e["start"], e["end"], e["type"]] for e in row["entities"]]
            good = [[s, e, RE3D_TYPES[t]] for s, e, t in entities if t in RE3D_TYPES and _is_name(text[s:e])]
            for s, e in _sentences(text):
                spans = [(m.start(), m.end()) for m in _WORD.finditer(text, s, e)]
                if not 4 <= len(spans) <= 120:
                    continue
                labels = tags(spans, _longest(good))
                labels = [
                    None if tag == "O" and text[a].isupper() else tag for tag, (a, _) in zip(labels, spans, strict=True)
                ]
                if any(tag not in ("O", None) for tag in labels):
                    yield Example(words=[text[a:b] for a, b in spans], names=labels)


def _is_name(words: str) -> bool:
    parts = [w for w in re.findall(r"[^\W\d_]+", words) if len(w) > 3]
    return bool(parts) and all(w[0].isupper() for w in parts)


def _longest(spans: list[list]) -> list[list]:
    kept: list[list] = []
    for span in sorted(spans, key=lambda s: (s[0], -s[1])):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in re.finditer(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])|\n+", text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def training_examples(data: Path, *, leave_out: Sequence[str] = ()) -> list[Example]:
    """
    Return every sentence that may train shipped weights: trees, names and judgements joined where they exist.

    ``leave_out`` names files of ``SHIPPABLE`` that are not to be read.
    """
    judged = dict(_judgements(data / SHIPPABLE["factuality"][0]))
    examples = [e for files in zip(SHIPPABLE["trees"], SHIPPABLE["names"], strict=True) for e in _joined(data, *files)]
    for example in examples:
        example.facts = _facts(example.words, judged.get("".join(example.words), []))
    for file in SHIPPABLE["names only"]:
        if file not in leave_out:
            examples.extend(_named(row) for row in names(data / file).values())
    for file in SHIPPABLE["documents"]:
        examples.extend(documents(data / file))
    return [e for e in examples if 0 < len(e.words) <= LONGEST]


def dev_examples(data: Path) -> dict[str, list[Example]]:
    """Return the sentences to measure on by set: EWT and GUM with trees and names, WikiGold with names."""
    judged = dict(_judgements(data / "factuality/uds_ih2.dev.jsonl"))
    found = {
        "ewt": list(_joined(data, "ud_english/ewt.dev.conllu.gz", "ner/uner_ewt.dev.jsonl")),
        "gum": list(_joined(data, "ud_english/gum.dev.conllu.gz", "ner/gum.dev.jsonl")),
        "wikigold": [_named(row) for row in names(data / "ner/wikigold.dev.jsonl").values()],
    }
    for example in found["ewt"]:
        example.facts = _facts(example.words, judged.get("".join(example.words), []))
    return found


def _joined(data: Path, tree_file: str, name_file: str) -> Iterator[Example]:
    """Yield the sentences of a treebank with the names of its name file, where both have the same words."""
    rows = names(data / name_file)
    for sent_id, _, spans, example in trees(data / tree_file):
        row = rows.get(sent_id)
        if row is not None and "".join(row["text"].split()) == "".join("".join(example.words).split()):
            same = len(row["tokens"]) == len(example.words)
            own = [tuple(t) for t in row["tokens"]] if same else spans
            example.names = tags(own, _without_offices(row), row.get("unsure", []))
        yield example


def _named(row: dict) -> Example:
    spans = [tuple(t) for t in row["tokens"]]
    return Example([row["text"][a:b] for a, b in spans], names=tags(spans, _without_offices(row)))


def _without_offices(row: dict) -> list[list]:
    """Return the entities of a line less the persons that are but an office ("the President")."""
    text = row["text"]
    return [e for e in row["entities"] if e[2] != "PER" or any(w not in TITLES for w in text[e[0] : e[1]].split())]


def _judgements(path: Path) -> Iterator[tuple[str, list[tuple[int, float]]]]:
    """Yield each sentence of UDS-IH2 without its blanks, and (place of the event's first letter there, factuality)."""
    with path.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            text = row["text"]
            places = [(len("".join(text[: e["start"]].split())), e["factuality"]) for e in row["events"]]
            yield "".join(text.split()), places


def _facts(words: list[str], places: list[tuple[int, float]]) -> dict[int, float]:
    """
    Return the judgement of each word that begins at a judged place.

    >>> _facts(["They", "left", "."], [(4, 2.5)])
    {1: 2.5}
    """
    starts = dict(zip(accumulate((len(w) for w in words), initial=0), range(len(words)), strict=False))
    return {starts[place]: value for place, value in places if place in starts}
