"""Names known by the rest of the report: surnames passed over, what one name is throughout, what else a body is called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from herodotus.mentions import tables
from herodotus.mentions.name import Name
from herodotus.model import Reading, Sentence, Token

_OPEN, _CLOSE = ("(", "["), (")", "]")


def over(reading: Reading, found: Sequence[Name]) -> tuple[Name, ...]:
    """Return the names of a report in text order, each read in the light of all the others."""
    text = reading.report.text
    surnames, bodies = _surnames_of(found, text), _bodies_of(found, text)
    known = _known_bodies(found, text)
    told = [_known_again(_relabelled(name, surnames, bodies, text), known, text) for name in found]
    whole = sorted([*told, *_passed_over(reading, told)], key=lambda name: name.span)
    return _called_also(reading, whole)


def _passed_over(reading: Reading, found: Sequence[Name]) -> Iterator[Name]:
    """
    Yield the names the reader passed over that stand elsewhere in the report.

    Surnames of people met with their full names ("…, *Oduya* said"), and bodies of one word that the tables know.
    """
    text = reading.report.text
    surnames = _surnames_of(found, text)
    known = _known_bodies(found, text)
    taken = {(name.sentence, index) for name in found for index in name.tokens}
    for sentence in reading.sentences:
        for token in sentence.tokens:
            if (sentence.index, token.index) in taken:
                continue
            if _surname(token.form) in surnames and token.upos == "PROPN":
                yield Name(token.span, token.span, "PER", sentence.index, (token.index,))
            elif token.form in known and (token.upos == "PROPN" or token.index > 0):
                once = known[token.form]
                yield replace(once, span=token.span, head=token.span, sentence=sentence.index, tokens=(token.index,))


def _known_bodies(found: Iterable[Name], text: str) -> Mapping[str, Name]:
    """Return by its one word each body that the tables know and the report names."""
    single = (name for name in found if len(name.tokens) == 1 and name.known is not None)
    return {name.span.of(text): name for name in single if name.known and name.known.label in ("body", "group")}


def _known_again(name: Name, known: Mapping[str, Name], text: str) -> Name:
    """Return a name as the body's that the tables know it as elsewhere in the report."""
    once = known.get(name.span.of(text))
    if once is None or name.known is not None or name.label not in ("ORG", "MISC"):
        return name
    return replace(name, label=once.label, known=once.known)


def _surnames_of(found: Iterable[Name], text: str) -> frozenset[str]:
    return frozenset(_surname(name.span.of(text).split()[-1]) for name in found if _is_full_name(name, text))


def _is_full_name(name: Name, text: str) -> bool:
    return name.label == "PER" and len(name.span.of(text).split()) > 1


def _surname(word: str) -> str:
    """
    Return a surname as it is compared: an article before it may open a sentence.

    >>> _surname("Al-Hakim"), _surname("Hakim")
    ('al-Hakim', 'Hakim')
    """
    return word[0].lower() + word[1:] if "-" in word[:4] else word


def _bodies_of(found: Iterable[Name], text: str) -> frozenset[str]:
    """Return the abbreviations that are read as a body's more often than as anything else's."""
    read: dict[str, Counter[str]] = {}
    for name in found:
        words = name.span.of(text)
        if len(name.tokens) == 1 and name.known is None and words.isupper():
            read.setdefault(words, Counter())[name.label] += 1
    return frozenset(words for words, labels in read.items() if labels["ORG"] > labels.total() - labels["ORG"])


def _relabelled(name: Name, surnames: frozenset[str], bodies: frozenset[str], text: str) -> Name:
    """Return a name by itself as the person's whose surname it is, or the body's whose letters, whatever the reader took it for."""
    words = name.span.of(text)
    if name.known is not None or " " in words:
        return name
    label = "PER" if _surname(words) in surnames else "ORG" if words in bodies else name.label
    return replace(name, label=label) if label != name.label else name


def _called_also(reading: Reading, found: Sequence[Name]) -> tuple[Name, ...]:
    """Return names with what else the report says the same body is called."""
    text = reading.report.text
    other = dict(_bracketed(reading, found))
    both = {**{short: long for long, short in other.items()}, **other}
    return tuple(
        replace(name, also=both[words])
        if name.label == "ORG" and (words := _plain(name.span.of(text))) in both
        else name
        for name in found
    )


def _plain(words: str) -> str:
    return tables.folded(words).removesuffix("'s")


def _bracketed(reading: Reading, found: Sequence[Name]) -> Iterator[tuple[str, str]]:
    """Yield a body's full name and its short one where one stands in brackets right behind the other: "Ash Front (*AF*)"."""
    sentences: Mapping[int, Sentence] = {sentence.index: sentence for sentence in reading.sentences}
    text, shown = reading.report.text, set[str]()
    for name, then in pairwise(found):
        long, short = name.span.of(text), then.span.of(text)
        pair = (_plain(long), _plain(short)) if _is_short_of(short, long) else (_plain(short), _plain(long))
        fits = _is_short_of(short, long) or _is_short_of(long, short)
        if fits and _in_brackets(name, then, sentences[name.sentence].tokens) and not shown & set(pair):
            shown.update(pair)
            yield pair


def _is_short_of(short: str, long: str) -> bool:
    """
    Whether words may be the abbreviation of others; which letters it takes is the language's it was made in.

    >>> _is_short_of("AKV", "Velmar Liberation Front"), _is_short_of("AKV", "Merania"), _is_short_of("Oduya", "Ash Front")
    (True, False, False)
    """
    letters = short.replace("-", "").replace(".", "")
    return letters.isalpha() and letters.isupper() and 1 < len(letters) < 9 and " " in long


def _in_brackets(name: Name, then: Name, tokens: Sequence[Token]) -> bool:
    """Whether a body's name stands alone in brackets right behind another body's."""
    first, last = name.tokens[-1] + 2, then.tokens[-1] + 1
    if then.sentence != name.sentence or then.tokens[0] != first or last >= len(tokens):
        return False
    bodies = name.label == then.label == "ORG"
    return bodies and tokens[first - 1].form in _OPEN and tokens[last].form in _CLOSE
