"""Small questions about one word in a tree: whether it commands, asks, ranks, tells of the past, takes its event as known."""

from __future__ import annotations

from functools import cache

from herodotus import lexicons
from herodotus.lexicons import arguments
from herodotus.model import Token
from herodotus.syntax import NEGATORS, SUBJECTS, Tree, is_any


def opener(tree: Tree, child: int) -> str | None:
    """Return the word that opens a clause or phrase, lower case: *if*, *without*, *when*; or None."""
    adverbs = [t.form.lower() for t in tree.children(child, "advmod") if t.xpos == "WRB"]
    if tree.mark(child) == "for" and any(t.form.lower() == "to" for t in tree.children(child, "mark")):
        return "to"  # "waited *for* the rebels *to* leave"
    return tree.mark(child) or tree.case(child) or next(iter(adverbs), None)


def is_even_if(tree: Tree, index: int) -> bool:
    """Whether a condition is only conceded: "*even if* the raid failed"."""
    return any(t.lemma == "even" for t in tree.children(index, "advmod"))


def is_inverted(tree: Tree, index: int) -> bool:
    """Whether an auxiliary before its subject makes a condition: "*Should* the rebels attack, …", "*Had* they fired, …"."""
    subject, helpers = tree.child(index, "nsubj", "nsubj:pass"), tree.auxiliaries(index)
    if subject is None or not helpers or not is_any(tree.tokens[index].deprel, ("advcl",)):
        return False
    return helpers[0].index < subject.index and helpers[0].form.lower() in ("should", "had", "were")


def may_do(tree: Tree, index: int) -> bool:
    """Whether what follows "is due *to*" is a deed of its subject: "the rebels are due to attack", not "this is due to rain"."""
    subject, token = tree.child(index, "nsubj"), tree.tokens[index]
    bare = token.xpos == "NN" and not tree.children(index, "det", "amod", "nmod", "compound", "nmod:poss")
    doer = subject is not None and arguments.is_agent_like(subject)
    verb = token.xpos == "VB" or (token.upos == "VERB" and token.xpos != "VBG")
    return verb or (doer and (bare or token.upos in ("VERB", "ADJ")))


def yet_to(tree: Tree, index: int) -> Token | None:
    """Return the *yet* of "has yet to leave", wherever the parser hung it, or None."""
    if tree.mark(index) != "to":
        return None
    helpers = [*tree.auxiliaries(index), *([head] if (head := tree.head(index)) is not None else [])]
    if not any(t.lemma in ("have", "be", "remain") for t in helpers):
        return None
    return next((t for t in tree.children(index, "advmod") if t.lemma == "yet"), None)


def ranks(tree: Tree, parent: int) -> bool:
    """Whether a noun or numeral ranks: "the *first* to enter", "the *latest* to target" tell what was done."""
    words = [tree.tokens[parent], *tree.children(parent, "amod")]
    return any(t.lemma.lower() in lexicons.wordlist("ranking") for t in words)


def asks(tree: Tree, child: int) -> bool:
    """Whether a clause opens with *how much*, *who*, *why*: it asks, and does not tell."""
    first = tree.subtree(child)[:2]
    return any(tree.tokens[i].lemma.lower() in ("how", "who", "why", "whether") for i in first)


def asks_about(tree: Tree, child: int) -> bool:
    """Whether a clause asks about a deed that it takes as done: *who* did it, *why*; not *whether*, not *how far*."""
    first = tree.subtree(child)[:2]
    return any(tree.tokens[i].lemma.lower() in ("who", "whom", "whose", "why") for i in first)


def is_past(tree: Tree, index: int) -> bool:
    """Whether a verb is in the past or perfect, without a modal."""
    helpers = tree.auxiliaries(index)
    past = tree.tokens[index].xpos == "VBD" or any(
        t.form.lower() in ("has", "have", "had", "was", "were") for t in helpers
    )
    return past and not any(t.xpos == "MD" for t in helpers)


def is_given(tree: Tree, index: int) -> bool:
    """Whether a noun takes its event as known: "*the* raid", "*Sunday's* strikes", "*that* attack"."""
    if tree.tokens[index].upos not in ("NOUN", "PROPN"):
        return False
    given = {"the", "this", "that", "these", "those"}
    if is_told(tree, index):
        return True
    return any(t.lemma.lower() in given or t.form.lower() in given for t in tree.children(index, "det")) or bool(
        tree.children(index, "nmod:poss")
    )


def is_told(tree: Tree, index: int) -> bool:
    """Whether a clause behind a noun tells of it as past: "the raid *that shook the port*"."""
    return any(is_past(tree, clause.index) for clause in tree.children(index, "acl:relcl"))


def is_nobody_sought(tree: Tree, index: int) -> bool:
    """Whether what a clause tells of is nobody: "found *no one* who had attacked the port"; not "*no one* who attacked it fled"."""
    head = tree.head(index)
    return tree.tokens[index].upos == "PRON" and head is not None and head.index < index


def was(tree: Tree, index: int) -> bool:
    """Whether a predicate is told in the past: "the raid *was* necessary", "which *required* a raid"."""
    words = (tree.tokens[index], *tree.children(index, "cop", "aux"))
    return any(t.xpos in ("VBD", "VBN") for t in words) and not any(t.xpos == "MD" for t in words)


def is_imperative(tree: Tree, index: int) -> bool:
    """Whether a verb commands: a bare form at the head of a sentence or quotation, without subject or auxiliary."""
    token = tree.tokens[index]
    if token.xpos != "VB" or tree.children(index, *SUBJECTS, "aux", "mark", "cop"):
        return False
    if token.deprel == "conj" and token.head is not None:
        return is_imperative(tree, token.head)
    return token.deprel in ("root", "parataxis")


def is_announced(tree: Tree, index: int) -> bool:
    """Whether a headline announces a deed: "Norland *to send* troops"."""
    token, mark = tree.tokens[index], tree.child(index, "mark")
    if mark is None or mark.form.lower() != "to" or not is_any(token.deprel, ("root", "parataxis")):
        return False
    if any(t.xpos in ("VBZ", "VBP", "VBD", "MD") for t in tree.children(index, "aux", "cop")):
        return False  # "was to begin": no headline
    before = [*tree.children(index), *([head] if (head := tree.head(index)) is not None else [])]
    return any(t.upos in ("NOUN", "PROPN") and t.index < mark.index for t in before)


def is_subjunctive(tree: Tree, index: int) -> bool:
    """Whether a *that*-clause has a bare verb with a subject of one: "ordered that the army *leave*"."""
    token, subject = tree.tokens[index], tree.child(index, "nsubj")
    if token.xpos not in ("VB", "VBP") or tree.mark(index) != "that" or subject is None or tree.auxiliaries(index):
        return False
    return subject.xpos in ("NN", "NNP") and not tree.children(subject.index, "conj")


def negates(tree: Tree, child: Token) -> bool:
    """Whether a word negates what it hangs on; "not only", "no longer" and the like do not."""
    if child.lemma.lower() not in NEGATORS or child.deprel not in ("advmod", "det", "cc:preconj"):
        return False
    following = tree.tokens[child.index + 1].lemma.lower() if child.index + 1 < len(tree) else ""
    return following not in ("only", "just", "longer", "least", "more", "less", "surprisingly")


def has_condition(tree: Tree, index: int) -> bool:
    """Whether a clause hangs on an *if*."""
    return any(clause_words().get(opener(tree, t.index) or "") == "hypothetical" and opener(tree, t.index) != "to"
               for t in tree.children(index, "advcl"))  # fmt: skip


@cache
def clause_words() -> dict[str, str]:
    """Return what the word that opens a clause makes of its deed."""
    return {row["word"]: row["status"] for row in lexicons.load().table("status/clauses")}
