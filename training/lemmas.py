"""The lemmas of known words: what treebanks and a dictionary say of a word and its tags where its ending does not give it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from herodotus.reading.lemmas import ANY, INFLECTED, by_rule
from training.corpora import SHIPPABLE, trees

OFTEN_ENOUGH = 0.6
"""Share of a word's occurrences in the treebanks that must have a lemma for it to be listed."""
SLIPS = 3
"""Times a lemma must be seen to be believed against the dictionary."""
Dictionary = Mapping[tuple[str, str], tuple[str, ...]]
"""Lemmas by (word, UPOS)."""
_TAGS = {"NOUN": "NNS", "ADJ": "JJR", "ADV": "RBR"}


def write(data: Path, path: Path) -> None:
    """Write word (lower case), UPOS, XPOS and lemma on each line, in alphabetical order."""
    known = _dictionary()
    counts = {key: found for key, found in _counted(data).items() if not _is_slip(key, found, known)}
    seen = {
        (word, upos): found.most_common(1)[0][0] for (word, upos, xpos), found in counts.items() if xpos in INFLECTED
    }
    rows = [row for row in _unruly(known) if seen.get(row[:2], row[3]) == row[3]] + list(_treebanks(counts))
    path.write_text("".join("\t".join(row) + "\n" for row in sorted(rows)), encoding="utf-8")


def _dictionary() -> Dictionary:
    """Return the lemmas of every word and class of lemminflect's dictionary, which is the SPECIALIST lexicon."""
    from lemminflect.core.Lemmatizer import Lemmatizer

    found = Lemmatizer()._getLemmaDict()
    return {(word, upos): lemmas for word, classes in found.items() for upos, lemmas in classes.items()}


def _unruly(known: Dictionary) -> Iterator[tuple[str, str, str, str]]:
    """Yield the inflected forms of the dictionary that the rules do not undo."""
    for (word, upos), lemmas in known.items():
        plain = word.isalpha() and word.islower() and word not in lemmas
        if plain and upos in ("NOUN", "VERB", "ADJ", "ADV") and by_rule(word, upos, _tag(word, upos)) not in lemmas:
            yield word, upos, ANY, lemmas[0]


def _is_slip(key: tuple[str, str, str], found: Counter[str], known: Dictionary) -> bool:
    """Whether annotators wrote, once or twice, a lemma the dictionary contradicts: *fre* for *freed*."""
    (lemma, times) = found.most_common(1)[0]
    return times < SLIPS and lemma.lower() not in known.get(key[:2], (lemma.lower(),))


def _tag(word: str, upos: str) -> str:
    """Return the treebank tag an inflected form has by its look."""
    if upos == "VERB":
        return "VBG" if word.endswith("ing") else "VBZ" if word.endswith("s") else "VBD"
    return "JJS" if upos == "ADJ" and word.endswith("est") else _TAGS[upos]


def _counted(data: Path) -> dict[tuple[str, str, str], Counter[str]]:
    """Return how often a word with its tags has each lemma, and, under ``""``, how often the rules miss it."""
    counts: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for word, lemma, upos, xpos in _words(data):
        counts[word.lower(), upos, xpos].update([lemma] if by_rule(word, upos, xpos) == lemma else [lemma, ""])
    return counts


def _treebanks(counts: dict[tuple[str, str, str], Counter[str]]) -> Iterator[tuple[str, str, str, str]]:
    for key, found in counts.items():
        missed, total = found.pop("", 0), found.total()
        (lemma, times) = found.most_common(1)[0]
        if lemma != "_" and times >= OFTEN_ENOUGH * total and total - missed < times:
            yield (*key, lemma)


def _words(data: Path) -> Iterator[tuple[str, str, str, str]]:
    for file in SHIPPABLE["trees"]:
        for *_, example in trees(data / file):
            if example.tree is not None:
                yield from zip(example.words, example.tree.lemmas, example.tree.upos, example.tree.xpos, strict=True)
