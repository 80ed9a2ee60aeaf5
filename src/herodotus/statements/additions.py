"""Where a content ends: what the report adds in its own voice, what the speaker does next, what somebody else reports."""

from __future__ import annotations

from herodotus import lexicons
from herodotus.model import Token
from herodotus.syntax import CLAUSES, SUBJECTS, Tree, is_any

_FINITE = ("VBD", "VBZ", "VBP")
_MARKS = frozenset({'"', "“", "”", "''", "``"})


def before(tree: Tree, head: int, last: int) -> int:
    """
    Return the last token before what the report adds in its own voice behind a comma: "…, *which* makes him an outlier".

    Also before another report by the same speaker that the parser hung deep inside: "…, *arguing* that it was late".
    """
    for token in tree.tokens[head + 1 : last + 1]:
        if token.form == ";" and not _in_quotes(tree, token.index):
            return token.index - 1
        loose = is_any(token.deprel, ("obl", "nmod")) and tree.case(token.index) == "with"
        if not (is_any(token.deprel, ("acl:relcl", "advcl")) or loose) or token.index <= head:
            continue
        run = tree.subtree(token.index)
        first = min(i for i in run if tree.tokens[i].upos != "PUNCT")
        quoted = any(t.form in _MARKS for t in tree.tokens[first : last + 1])
        if tree.tokens[first - 1].form != "," or max(run) < last - 1 or _in_quotes(tree, first):
            continue
        if _is_report(tree, token, first) or (not quoted and _is_aside(tree, token, first)):
            return first - 1
    return last


def _is_report(tree: Tree, token: Token, first: int) -> bool:
    """Whether a clause reports again: "…, *arguing* that it was late", "…, *though she noted* that it was late"."""
    if token.lemma.lower() not in lexicons.load().cues.words("VERB"):
        return False
    again = token.xpos == "VBD" and tree.mark(token.index) in ("though", "although") and _tells(tree, token)
    return again or (token.xpos == "VBG" and first == token.index)


def _tells(tree: Tree, token: Token) -> bool:
    subject = tree.child(token.index, "nsubj")
    return subject is not None and subject.upos == "PRON" and bool(tree.children(token.index, "ccomp"))


def _is_aside(tree: Tree, token: Token, first: int) -> bool:
    """Whether a loose clause is the report's own; what a plan "*would* consist in" was said with the plan."""
    if any(t.form.lower() == "would" for t in tree.auxiliaries(token.index)):
        return False
    return tree.tokens[first].lemma.lower() in ("which", "who", "whose", "with")


def _in_quotes(tree: Tree, index: int) -> bool:
    """Whether a place lies between quotation marks, by the marks before it in the sentence."""
    marks = sum(t.form in _MARKS for t in tree.tokens[:index])
    return marks % 2 == 1


def barriers(tree: Tree, cue: Token, start: int) -> list[int]:
    """Return where, behind a place, something begins that was not said: the speaker's next deed, another report."""
    found = [*_second_reports(tree, cue, start), *_sentence_goes_on(tree, cue, start)]
    for token in tree.children(cue.index):
        if token.index <= start or not is_any(token.deprel, (*CLAUSES, "conj")) or not _leaves(tree, token):
            continue
        found.append(min(tree.subtree(token.index)))
    return [i for i in found if i > start]


def _sentence_goes_on(tree: Tree, cue: Token, head: int) -> list[int]:
    """Return the sentence's own verb behind a report set into its subject: "the raid they say killed forty *took* place"."""
    if head != cue.index + 1 or tree.tokens[head].xpos not in _FINITE:
        return []
    verbs = [t for t in tree.children(cue.index, "ccomp", "conj", "parataxis") if t.index > head and t.xpos in _FINITE]
    return [t.index for t in verbs if not tree.children(t.index, *SUBJECTS, "cc", "mark", "punct")][:1]


def _leaves(tree: Tree, token: Token) -> bool:
    """Whether a clause hung on a cue is about the speaker: a second verb, "saying …", another's report."""
    reports = token.lemma.lower() in lexicons.load().cues.words("VERB")
    if is_any(token.deprel, ("conj",)):
        return reports or not tree.children(token.index, *SUBJECTS)
    if is_any(token.deprel, ("parataxis",)):
        return reports
    if is_any(token.deprel, ("advcl",)):
        return token.xpos == "VBG" or tree.mark(token.index) in ("while", "although", "though", "whereas", "as")
    return False


def _second_reports(tree: Tree, cue: Token, start: int) -> list[int]:
    """Return where a second report by the same speaker begins that the parser joined to the first content."""
    found = []
    for token in tree.tokens[start + 1 :]:
        if is_second_report(tree, token, cue):
            joiner = tree.child(token.index, "cc")
            found.append(min(token.index, joiner.index if joiner is not None else token.index))
    return found


def is_second_report(tree: Tree, token: Token, cue: Token) -> bool:
    """Whether a verb joined to the predicate of a content shares the subject of the cue: "is *weak* and *says* he will mend it"."""
    head = tree.head(token.index)
    if token.deprel != "conj" or head is None or head.head != cue.index or not is_any(head.deprel, ("ccomp",)):
        return False
    verbs = lexicons.load().cues.words("VERB")
    reports = (
        token.lemma.lower() in verbs and token.xpos == cue.xpos and not tree.children(token.index, *SUBJECTS, "aux")
    )
    return reports and head.upos != "VERB"
