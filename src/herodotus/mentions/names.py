"""Names: what the reader marked and what the tables know, put together into spans that do not overlap."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

from herodotus import lexicons
from herodotus.lexicons.words import TIMES
from herodotus.mentions import dictionaries, recalled, tables
from herodotus.mentions.dictionaries import Dictionary
from herodotus.mentions.name import NOBODY, USERS, Name
from herodotus.mentions.tables import Known
from herodotus.model import Reading, Sentence, Span, Token
from herodotus.syntax import Tree

_ARTICLES = ("the", "a", "an")
_LABELS = {"state": "LOC", "capital": "LOC", "demonym": "MISC", "body": "ORG", "seat": "ORG", "group": "ORG"}


def find(reading: Reading, own: Dictionary | None = None) -> tuple[Name, ...]:
    """Return the names of a report in text order, none overlapping another; ``own``: the user's dictionary, which comes first."""
    day = reading.report.published
    told = day.date() if isinstance(day, dt.datetime) else day
    found = []
    for sentence in reading.sentences:
        users = list(_in_dictionary(sentence, own, told)) if own is not None else []
        found += in_sentence(sentence, reading.report.text, users)
    return recalled.over(reading, found)


def in_sentence(sentence: Sentence, text: str, users: Sequence[tuple[tuple[int, ...], Known]] = ()) -> list[Name]:
    """Return the names of one sentence: the user's, then the tables' where they know one, the reader's elsewhere."""
    tree, taken, found = Tree(sentence), set[int](), list[Name]()
    bare = ((_without_article(sentence, tokens), label) for tokens, label in _read(sentence))
    marked = ((tokens, label) for tokens, label in bare if not _is_no_name(sentence, tokens))
    read = [(_without_titles(sentence, tokens), _label(sentence, tokens, label)) for tokens, label in marked]
    inner: dict[tuple[int, ...], Known] = {}
    for tokens, known in users:
        person = any(label == "PER" and set(tokens) <= set(marked) for marked, label in read)
        found.append(_name(tree, tokens, "PER" if person else _LABELS[known.label], known))
        taken.update(tokens)
    for tokens, known in _known(sentence, text):
        if taken & set(tokens):
            continue
        longer = _longer(sentence, tokens, read, known)
        if longer is None:
            found.append(_name(tree, tokens, _LABELS[known.label], known))
            taken.update(tokens)
        elif known.label in ("state", "demonym", "body"):
            inner.setdefault(longer, known)
    for tokens, label in read:
        rest = tuple(i for i in tokens if i not in taken)
        if rest and (label != "MISC" or len(rest) == len(tokens)):
            within = inner.get(tokens)
            whole = within if within is not None and _is_of_its_kind(sentence, rest, within) else None
            found.append(replace(_name(tree, rest, label, whole), inner=within))
    return sorted(found, key=lambda name: name.span)


def _is_of_its_kind(sentence: Sentence, tokens: tuple[int, ...], known: Known) -> bool:
    """Whether a name says no more than a body the tables know and its kind: "the Ansar Allah *movement*"."""
    words = [sentence.tokens[i].form for i in tokens]
    kind = words.pop().lower() if len(words) > 1 else ""
    return (
        known.label in ("body", "group") and " ".join(words) == known.name and kind in lexicons.wordlist("any-bodies")
    )


def _is_no_name(sentence: Sentence, tokens: tuple[int, ...]) -> bool:
    """Whether what the reader marked is an office ("the President"), a time ("Sunday") or an article alone."""
    words = [sentence.tokens[i].form.lower() for i in tokens]
    if " ".join(words) in tables.roles() or all(word in (*TIMES, *_ARTICLES) for word in words):
        return True
    if len(words) > 1 and _is_title(words[-1]) and any(_tells_office(word) for word in words[:-1]):
        return True
    return words[0] in tables.heads() and all(
        word in tables.heads() or word in lexicons.wordlist("of-offices") for word in words
    )


def _tells_office(word: str) -> bool:
    """Whether a word before a title shows that it is one: "*Norlandic* envoy", "*Defence* Secretary", and not "Tom King"."""
    known = tables.names().get(tables.folded(word), ())
    people = any(one.label in ("demonym", "state") for one in known)
    return people or word in tables.sectors() or word in tables.roles() or word in ("the", "a", "an", "of")


def _label(sentence: Sentence, tokens: tuple[int, ...], label: str) -> str:
    """Return what a name is: one of several words that ends in a word for a body ("… Foreign Ministry") is never a person."""
    role = tables.heads().get(sentence.tokens[tokens[-1]].form.lower())
    body = len(tokens) > 1 and role is not None and role.kind in ("group", "armed group")
    return "ORG" if label == "PER" and body else label


def _name(tree: Tree, tokens: tuple[int, ...], label: str, known: Known | None) -> Name:
    first, last = tree.tokens[tokens[0]], tree.tokens[tokens[-1]]
    span = Span(first.span.start, last.span.end)
    head = tree.head_of(span) or last
    return Name(span, head.span, label, tree.sentence.index, tokens, known)


def _read(sentence: Sentence) -> Iterator[tuple[tuple[int, ...], str]]:
    """Yield the token numbers and label of each name the reader marked."""
    current: list[int] = []
    label = ""
    for token in sentence.tokens:
        mark, _, kind = token.entity.partition("-")
        if mark == "I" and current:
            current.append(token.index)
            continue
        if current:
            yield tuple(current), label
        current, label = ([token.index], kind) if mark == "B" else ([], "")
    if current:
        yield tuple(current), label


def _known(sentence: Sentence, text: str) -> Iterator[tuple[tuple[int, ...], Known]]:
    """Yield the longest names of the tables from left to right."""
    tokens, at = sentence.tokens, 0
    starts = tables.starts()
    while at < len(tokens):
        form = tokens[at].form
        if not form[0].isupper() or tables.folded(form) not in starts:
            at += 1
            continue
        length, known = _longest(tokens, at, text)
        if known is not None:
            yield tuple(range(at, at + length)), known
        at += max(1, length)


def _in_dictionary(sentence: Sentence, own: Dictionary, day: dt.date | None) -> Iterator[tuple[tuple[int, ...], Known]]:
    """Yield the longest phrases of the user's dictionary from left to right, with what they are on the day of publication."""
    tokens, at, starts = sentence.tokens, 0, own.starts()
    while at < len(tokens):
        length = 0
        if tokens[at].form.lower() in starts:
            longest = range(min(tables.LONGEST_NAME, len(tokens) - at), 0, -1)
            length = next((n for n in longest if _user_phrase(tokens[at : at + n]) in own.actors), 0)
        code = own.code_at(_user_phrase(tokens[at : at + length]), day) if length else None
        if code is not None:
            yield tuple(range(at, at + length)), _of_code(" ".join(t.form for t in tokens[at : at + length]), code)
        at += length or 1


def _user_phrase(tokens: Sequence[Token]) -> str:
    return " ".join(token.form.lower() for token in tokens)


def _of_code(words: str, code: str) -> Known:
    """Return what a code of the user's makes of a name; where the tables know a state or people of that name it stays one."""
    if code == dictionaries.NULL:
        return Known(words, "body", None, None, NOBODY)
    place, sectors = dictionaries.parts(code)
    country = None if place in dictionaries.GLOBAL else place
    body = (place,) if place in ("IGO", "NGO", "MNC") else ()
    known = tables.names().get(tables.folded(words), ())
    label = known[0].label if known and not sectors and known[0].country == country else "body"
    return Known(words, label, country, "+".join((*body, *sectors)) or None, USERS)


def _longest(tokens: tuple[Token, ...], at: int, text: str) -> tuple[int, Known | None]:
    for length in range(min(tables.LONGEST_NAME, len(tokens) - at), 0, -1):
        words = text[tokens[at].span.start : tokens[at + length - 1].span.end]
        known = tables.names().get(tables.folded(words)) or _people(words, tokens[at], length)
        if known and _written_as_name(words, tokens[at : at + length], known[0]):
            return length, known[0]
    return 1, None


def _people(words: str, token: Token, length: int) -> list[Known]:
    """Return the demonym whose plural a word is, where the tables list only one of them: *Velmaris*."""
    if length > 1 or token.xpos != "NNPS" or not words.endswith("s"):
        return []
    return [known for known in tables.names().get(tables.folded(words[:-1]), ()) if known.label == "demonym"]


def _written_as_name(words: str, tokens: tuple[Token, ...], known: Known) -> bool:
    """Whether the letters are those of a name: short ones exactly as listed, others capitalised where they have weight."""
    if len(tokens) == 1 and len(words) <= 5 and known.name.isupper():
        return words in tables.exact()
    if len(tokens) == 1 and known.label in ("body", "group"):
        return tokens[0].upos == "PROPN" and (tokens[0].entity.endswith(("ORG", "MISC")) or known.source == "hand")
    return all(t.form[0].isupper() for t in tokens if len(t.form) > 3 and t.form.isalpha())


def _longer(
    sentence: Sentence, tokens: tuple[int, ...], read: list[tuple[tuple[int, ...], str]], known: Known
) -> tuple[int, ...] | None:
    """
    Return the longer name that a state's or city's is only a part of: a person's, a body's ("Jordan Hale"), another place's.

    What the reader takes for a place though it is a body ("*Norlandic* Embassy") is none.
    """
    for marked, label in read:
        rest = [sentence.tokens[i].form.lower() for i in marked if i not in tokens]
        other_place = label == "LOC" and known.label != "demonym" and not any(word in tables.heads() for word in rest)
        if set(tokens) < set(marked) and (label in ("PER", "ORG") or (other_place and "," not in rest)):
            return marked
    return None


def _without_article(sentence: Sentence, tokens: tuple[int, ...]) -> tuple[int, ...]:
    """Return the tokens of a name without the article the reader took in with it."""
    return tokens[1:] if len(tokens) > 1 and sentence.tokens[tokens[0]].form.lower() in _ARTICLES else tokens


def _without_titles(sentence: Sentence, tokens: tuple[int, ...]) -> tuple[int, ...]:
    """Return the tokens of a name without the office before it ("President", "Gen.", "Defence Minister")."""
    forms = [sentence.tokens[i].form for i in tokens]
    titles = [at for at, form in enumerate(forms[:-1]) if _is_title(form)]
    if not titles:
        return tokens
    start = titles[-1] + 1
    if (
        forms[start] == "of"
        and f"{forms[start - 1]} of {forms[start + 1] if start + 1 < len(forms) else ''}".lower() in tables.roles()
    ):
        start += 2
    return tokens[start:] or tokens


def _is_title(word: str) -> bool:
    role = tables.heads().get(word.lower().rstrip("."))
    return role is not None and role.kind == "person"
