"""Where the fillers of marked holes hang: prepositions, *that*-, *to*-, *wh*-clauses, quotations, inverted reports."""

from __future__ import annotations

from collections.abc import Iterable

from herodotus.lexicons.words import INTERROGATIVES
from herodotus.model import Span, Token
from herodotus.syntax import SUBJECTS, Tree, is_any

_QUOTED = ("ccomp", "xcomp", "parataxis", "obj", "acl", "appos", "advcl", "dep")
_CLAUSES = ("ccomp", "xcomp", "acl", "advcl", "csubj", "parataxis")
_ASKING = ("ccomp", "xcomp", "advcl", "acl", "obj", "obl", "csubj")
_NEVER = ("conj", "appos", "punct", "nsubj", "nsubj:pass", "aux", "cop", "det", "case", "mark", "cc", "fixed", "flat")


def find_marked(tree: Tree, bases: Iterable[int], markers: tuple[str, ...]) -> list[int]:
    """Return the dependents of the bases that one of the markers introduces, nearest base first."""
    found: list[int] = []
    for base in bases:
        for child in tree.children(base):
            if child.index not in found and not _is_never(child) and is_marked(tree, child, markers):
                found.append(child.index)
    return found


def _is_never(token: Token) -> bool:
    return token.deprel in _NEVER


def is_marked(tree: Tree, token: Token, markers: tuple[str, ...]) -> bool:
    """Whether one of the markers introduces a phrase or clause."""
    asked = [_MARKS[marker] for marker in markers if marker in _MARKS]
    return any(ask(tree, token) for ask in asked) or not marks_of(tree, token).isdisjoint(set(markers) - _MARKS.keys())


def marks_of(tree: Tree, token: Token) -> set[str]:
    """Return the case and mark words of a token, each with its fixed companions, and all of them joined."""
    words = [
        " ".join(part.form.lower() for part in (child, *tree.children(child.index, "fixed")))
        for child in tree.children(token.index, "case", "mark")
        if child.lemma not in ("'s", "’s", "'", "’")
    ]
    words += [t.form.lower() for t in tree.children(token.index, "advmod") if t.xpos == "WRB"]
    return {*words, " ".join(words)}


def _is_that(tree: Tree, token: Token) -> bool:
    marks = marks_of(tree, token)
    if tree.children(token.index, "cop"):
        marks -= {"to"}  # "said the goal *was to leave*": a whole clause
    if marks & {"to", "whether", "if"} or not is_any(token.deprel, _CLAUSES):
        return False
    if "that" in marks:
        return True
    own_subject = bool(tree.children(token.index, *SUBJECTS))
    if token.deprel == "ccomp":
        return own_subject or token.xpos not in ("VBG", "VB") or bool(tree.children(token.index, "aux"))
    return own_subject and token.deprel in ("xcomp", "csubj", "parataxis") and not is_wh(tree, token)


def _is_to(tree: Tree, token: Token) -> bool:
    if "to" in marks_of(tree, token):
        return True
    return token.deprel == "xcomp" and token.xpos == "VB"


def is_wh(tree: Tree, token: Token) -> bool:
    """Whether a clause asks: "whether …", "who had fired", "how many"."""
    if not is_any(token.deprel, _ASKING) or token.deprel.endswith(":relcl"):
        return False
    if token.xpos in ("WDT", "WP") and _opens_relative(tree, token):
        return False
    near = [t for t in tree.children(token.index) if not is_any(t.deprel, ("acl:relcl", "advcl", "parataxis", "conj"))]
    asked = [t for t in (token, *tree.children(token.index)) if t.lemma.lower() in INTERROGATIVES]
    asked += [t for child in near for t in tree.children(child.index) if _asks(t)]
    return any(t.deprel == "mark" or t.xpos.startswith("W") for t in asked)


def _opens_relative(tree: Tree, token: Token) -> bool:
    """Whether a pronoun ties a relative clause to its noun: "the raid, in *which* they say two died" asks nothing."""
    head = tree.head(token.index)
    return head is not None and head.deprel in ("acl:relcl", "advcl:relcl") and token.index < head.index


def _asks(token: Token) -> bool:
    return token.lemma.lower() in INTERROGATIVES and token.xpos.startswith("W")


_MARKS = {"that": _is_that, "to": _is_to, "wh": is_wh}


def inverted(tree: Tree, index: int) -> int | None:
    """Return the clause a parenthetic report stands in: "The raid failed, *officials said*"; "as *officials said*"."""
    token, head = tree.tokens[index], tree.head(index)
    if head is None or not tree.children(index, *SUBJECTS):
        return None
    as_clause = is_any(token.deprel, ("advcl",)) and "as" in marks_of(tree, token)
    return head.index if as_clause or token.deprel in ("parataxis", "discourse") else None


def quotations(tree: Tree) -> list[tuple[int, int]]:
    """
    Return the stretches between quotation marks as (first, last) token indices, the marks included.

    Only what one sentence shows: a mark left open runs to its end, one only closed runs from its start.
    """
    found: list[tuple[int, int]] = []
    open_: int | None = None
    for token in tree.tokens:
        if token.form not in ('"', "“", "”", "''", "``", "„", "«", "»"):
            continue
        if open_ is None and token.form in ("”", "»"):
            found.append((found[-1][1] + 1 if found else 0, token.index))
        elif open_ is None:
            open_ = token.index
        elif token.form not in ("“", "„", "«"):
            found.append((open_, token.index))
            open_ = None
    return found if open_ is None else [*found, (open_, len(tree) - 1)]


def quotation_around(tree: Tree, index: int) -> Span | None:
    """Return the quotation a token lies in, marks and all, or None."""
    for first, last in quotations(tree):
        if first <= index <= last:
            return Span(tree.tokens[first].span.start, tree.tokens[last].span.end)
    return None


def find_quoted(tree: Tree, index: int) -> list[int]:
    """Return the heads of quotations that hang on a reporting word, or that it stands inverted in."""
    spans = quotations(tree)
    if not spans:
        return []
    heads = [t.index for t in tree.children(index, *_QUOTED)]
    around = inverted(tree, index)
    heads += [around] if around is not None else []
    found = [head for head in heads if _is_quoted(tree, head, spans) and not _within(index, head, spans)]
    return found or _beside(tree, index, spans)


def _beside(tree: Tree, index: int, spans: list[tuple[int, int]]) -> list[int]:
    """Return the head of a quotation that opens right behind the reporting word, or closes right before its clause."""
    subject = tree.child(index, *SUBJECTS)
    start = min([index, *tree.subtree(subject.index)]) if subject is not None else index
    return [
        head
        for first, last in spans
        if _only_marks(tree, index + 1, first) or _only_marks(tree, last + 1, start)
        if (head := _head_between(tree, first, last)) is not None
    ]


def _only_marks(tree: Tree, first: int, last: int) -> bool:
    """Whether nothing but commas and colons stands between two places."""
    return first <= last and all(tree.tokens[i].upos == "PUNCT" for i in range(first, last))


def _head_between(tree: Tree, first: int, last: int) -> int | None:
    inside = [t for t in tree.tokens[first : last + 1] if t.upos != "PUNCT"]
    outer = [t for t in inside if t.head is None or not first <= t.head <= last]
    return outer[0].index if outer else None


def _is_quoted(tree: Tree, head: int, spans: list[tuple[int, int]]) -> bool:
    """Whether a clause begins inside quotation marks; one that only ends in quoted words is not a quotation."""
    first = next((i for i in tree.subtree(head) if tree.tokens[i].upos != "PUNCT"), head)
    return any(start <= first <= last for start, last in spans)


def _within(index: int, head: int, spans: list[tuple[int, int]]) -> bool:
    """Whether the reporting word itself stands in the same quotation: then it is quoted, not quoting."""
    return any(first <= index <= last and first <= head <= last for first, last in spans)
