"""
Verbs that do nothing but tell, where the parser tied their clause to something else.

After *said* and its like there is always something said. If no frame found it in the tree it is read off the sentence: the
words behind the verb, if they hold a clause; else, where the report is set off by commas, the words before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from herodotus import lexicons
from herodotus.lexicons import Slot
from herodotus.model import Span, Token
from herodotus.statements.cue import Cue
from herodotus.statements.people import is_somebody
from herodotus.statements.quotations import Quotation
from herodotus.statements.scene import Scene
from herodotus.syntax import SUBJECTS, Tree, is_any

_NAME: Mapping[str, object] = {"act": "say", "stance": "evaluates"}
_NAME_REACH, _NAME_WORDS = 20, 8
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_SAY: Mapping[str, object] = {"act": "say", "stance": "asserts"}
_CLAIM: Mapping[str, object] = {"act": "claim", "stance": "asserts", "distance": "high"}


def find(tree: Tree, scene: Scene) -> Iterator[Cue]:
    """Yield the telling verbs of a sentence with what they tell, read off the page."""
    for token in tree.tokens:
        if (
            token.upos != "VERB"
            or token.lemma.lower() not in lexicons.wordlist("telling")
            or tree.is_negated(token.index)
        ):
            continue
        set_in = _set_in(tree, token)
        gap = _with_gap(tree, token)
        if is_any(token.deprel, ("acl:relcl",)) and set_in is None and gap is None:
            continue  # "everything they say is a lie"
        content = set_in or gap or _behind(tree, token) or _before(tree, token)
        if content is not None:
            yield _cue(tree, token, content)


def labels(tree: Tree, scene: Scene) -> Iterator[Cue]:
    """Yield verbs of naming with a quoted name the parser made part of something else: "called half of them *“cowards”*"."""
    for token in tree.tokens:
        subject = (
            tree.subject(token.index)
            if token.upos == "VERB" and token.lemma.lower() in lexicons.wordlist("naming")
            else None
        )
        if subject is None or subject.index > token.index or not is_somebody(subject, scene):
            continue
        thing = tree.child(token.index, "obj", "ccomp", "iobj")
        quoted = _name_behind(tree, token, scene)
        if thing is not None and quoted is not None and thing.index > token.index:
            start = tree.tokens[token.index + 1].span.start
            slots = {"SPEAKER": Slot(subject.index, tree.noun_phrase(subject.index))}
            slots["CONTENT"] = Slot(thing.index, Span(start, quoted.span.end))
            yield Cue(tree, token, token.span, "named-in-quotes", _NAME, slots)


def _name_behind(tree: Tree, token: Token, scene: Scene) -> Quotation | None:
    """Return the short quotation that ends the clause behind a verb of naming."""
    rest = tree.tokens[token.index + 1 : token.index + _NAME_REACH]
    first = next((q for t in rest if (q := scene.quotation_at(t.span)) is not None), None)
    if first is None or len(first.inner.of(scene.text).split()) > _NAME_WORDS or first.span.holds(token.span):
        return None
    between = [t for t in rest if t.span.end <= first.span.start]
    return None if not between or any(t.form in (",", ";", ":") or t.upos == "VERB" for t in between) else first


def _cue(tree: Tree, token: Token, content: Slot) -> Cue:
    slots = {"CONTENT": content}
    subject = tree.child(token.index, *SUBJECTS) or tree.subject(token.index)
    if subject is not None:
        slots["SPEAKER"] = Slot(subject.index, tree.noun_phrase(subject.index))
    fields = _SAY if token.lemma.lower() in lexicons.wordlist("plain-telling") else _CLAIM
    return Cue(tree, token, token.span, "told-beside", fields, slots)


def _with_gap(tree: Tree, token: Token) -> Slot | None:
    """Return the clause whose subject stands before the report: "what *they say* was a trap", "the raid *they say* failed"."""
    subject, rest = tree.child(token.index, "nsubj"), tree.tokens[token.index + 1 :]
    if subject is None or subject.index > token.index or subject.xpos.startswith("W"):
        return None
    if not rest or rest[0].xpos not in _FINITE or not is_any(token.deprel, ("acl", "csubj", "ccomp")):
        return None
    verbs = [t for t in rest if t.xpos in _FINITE and not is_any(t.deprel, ("acl",))]
    if len(verbs) == 1 and _tells_of_words(tree, token, verbs[0]):
        return None
    ends = [t.index for t in rest if t.upos == "PUNCT" or t in verbs[1:]]
    words = tree.tokens[token.index + 1 : min(ends, default=len(tree))]
    return Slot(_predicate(tree, words[0]).index, Span(words[0].span.start, words[-1].span.end))


def _tells_of_words(tree: Tree, token: Token, verb: Token) -> bool:
    """Whether the verb behind a report is the sentence's own: "what he said *was* true"."""
    head, predicate = tree.head(token.index), _predicate(tree, verb)
    return head is not None and is_any(head.deprel, SUBJECTS) and head.head == predicate.index


def _set_in(tree: Tree, token: Token) -> Slot | None:
    """Return the main clause a report is set into, which the parser takes for a relative: "The bridge, *he said*, is closed"."""
    subject = tree.child(token.index, "nsubj")
    if subject is None or subject.index > token.index or subject.xpos.startswith("W"):
        return None
    start = min(i for i in tree.subtree(subject.index) if tree.tokens[i].upos != "PUNCT")
    last = token.index
    own = set(tree.subtree(token.index))
    while last + 1 < len(tree) and last + 1 in own and tree.tokens[last + 1].upos != "PUNCT":
        last += 1
    if start < 2 or tree.tokens[start - 1].form != "," or last + 2 >= len(tree) or tree.tokens[last + 1].form != ",":
        return None
    main = next((t for t in tree.ancestors(token.index) if t.index > last and t.upos in ("VERB", "ADJ", "NOUN")), None)
    words = [t for t in tree.tokens if t.upos != "PUNCT"]
    return None if main is None else Slot(main.index, Span(words[0].span.start, words[-1].span.end))


def _behind(tree: Tree, token: Token) -> Slot | None:
    """Return the clause behind a telling verb: all words up to the end, if one of them is a finite verb."""
    rest = tree.tokens[token.index + 1 :]
    if not rest or rest[0].upos in ("PUNCT", "ADP", "CCONJ", "ADV", "PART"):
        return None
    verb = next((t for t in rest if t.xpos in _FINITE and not is_any(t.deprel, ("acl", "advcl"))), None)
    last = next((t for t in reversed(rest) if t.upos != "PUNCT"), None)
    if verb is None or last is None:
        return None
    return Slot(_predicate(tree, verb).index, Span(rest[0].span.start, last.span.end))


def _predicate(tree: Tree, verb: Token) -> Token:
    """Return the predicate a helping verb belongs to."""
    head = tree.head(verb.index)
    return head if head is not None and is_any(verb.deprel, ("aux", "cop")) and head.index > verb.index else verb


def _before(tree: Tree, token: Token) -> Slot | None:
    """Return the clause before a telling verb whose own clause is closed off at the end: "The mill has burned, he said."."""
    if token.index + 1 < len(tree) and tree.tokens[token.index + 1].upos != "PUNCT":
        return None
    subject = tree.child(token.index, "nsubj")
    if subject is None or subject.index > token.index:
        return None
    start = min(tree.subtree(subject.index))
    ahead = [t for t in tree.tokens[:start] if t.upos != "PUNCT"]
    verb = next((t for t in ahead if t.xpos in _FINITE), None)
    if verb is None or start == 0 or tree.tokens[start - 1].upos != "PUNCT":
        return None
    return Slot(_predicate(tree, verb).index, Span(ahead[0].span.start, ahead[-1].span.end))
