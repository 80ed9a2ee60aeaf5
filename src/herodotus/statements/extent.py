"""
How far a told content reaches: what stands around a parenthetic report, and how far a clause goes on behind its cue.

The frames give the head of a content; the parser hangs its outer parts (a second clause, an *if*, the beginning of the
sentence) as often on the reporting verb as on it. So reach is read off the sentence: a content ends where the next thing said
*of the speaker* begins, and a report set off by commas leaves all the rest of the sentence to its content.
"""

from __future__ import annotations

from herodotus import lexicons
from herodotus.lexicons.matching import is_time
from herodotus.model import Span, Token
from herodotus.statements import additions
from herodotus.statements.cue import Cue
from herodotus.syntax import SUBJECTS, Tree, is_any

_SET_OFF = frozenset({",", "-", "--", "–", "—", "―", ";", ":", "(", ")"})
_QUOTES = frozenset({'"', "“", "”", "''", "``", "'", "‘", "’"})
_PREPOSITIONS = ("of", "for", "from", "against", "about", "over")
_TOLD_OF = {
    "report": ("xcomp", "ccomp", "obl", "advcl", "advmod"),
    "demand": ("ccomp", "xcomp"),
    "request": ("ccomp", "xcomp"),
}
"""By act, the relations of what is told of an object: "found *the ministry guilty*", "demanded *Merania leave*"."""
_FAR, _ADJUNCT = 40, 8
_CLAUSAL = ("ccomp", "parataxis", "xcomp", "csubj", "root", "dep", "advcl", "conj", "acl")


def told(cue: Cue) -> tuple[Span, ...]:
    """Return the stretches a content covers, in text order; what its frame gave where it is no clause."""
    slot = cue.slots["CONTENT"]
    head = cue.tree.tokens[slot.head]
    if cue.is_marked("adverbial") or _is_set_into(cue, head):
        return around(cue) or (slot.span,)
    if is_any(cue.token.deprel, ("acl:relcl",)) and cue.token.head == head.index:
        return (slot.span,)  # "a step *it had threatened*"
    if not _is_clause(cue, head):
        whole = _with_small_clause(cue, slot.span, head)
        return (_without_additions(cue, _with_infinitive(cue, whole, head), head),)
    if _is_parenthetic(cue, head):
        beside = cue.tree.mark(cue.token.index) == "as" and not _is_first_clause(cue, head)
        return (slot.span,) if beside else around(cue) or (slot.span,)
    return (slot.span if head.index < cue.token.index else _onward(cue, slot.span, head),)


def _is_clause(cue: Cue, head: Token) -> bool:
    """Whether a content is a finite clause: the only kind that outgrows what the parser hung on its head."""
    if cue.token.upos not in ("VERB", "AUX") or "LABEL" in cue.slots:
        return False
    bare = head.xpos in ("VBG", "VB") or cue.tree.mark(head.index) in _PREPOSITIONS
    if cue.tree.mark(head.index) == "to" or (bare and not cue.tree.children(head.index, *SUBJECTS)):
        return False
    return is_any(head.deprel, _CLAUSAL) and not is_any(head.deprel, ("acl:relcl",))


def _is_set_into(cue: Cue, head: Token) -> bool:
    """Whether a report between two commas was hung on a noun of what it reports: "The talks, *she argues*, were never serious"."""
    if cue.token.deprel != "parataxis" or cue.token.head != head.index or head.upos not in ("NOUN", "PROPN", "PRON"):
        return False
    first, last = _own_clause(cue)
    return first > 1 and last + 2 < len(cue.tree) and all(cue.tree.tokens[i].form == "," for i in (first - 1, last + 1))


def _with_small_clause(cue: Cue, span: Span, head: Token) -> Span:
    """Return an object with what is told of it, where the frame took only one of them: "shows *Lund with a narrow lead*"."""
    tree, told = cue.tree, _TOLD_OF.get(str(cue.fields.get("act")), ())
    others = {slot.head for name, slot in cue.slots.items() if name != "CONTENT"}
    if cue.token.upos != "VERB" or head.head != cue.token.index or not told:
        return span
    things = tree.children(cue.token.index, "obj", "iobj", "nsubj", *told)
    for token in [t for t in things if t.index > cue.token.index and t.index not in others and not is_time(t)]:
        run = tree.subtree(token.index)
        own = Span(tree.tokens[run[0]].span.start, tree.tokens[run[-1]].span.end)
        if own.start - span.end == 1 or (own.end < span.start and span.start - own.end == 1):
            span = Span(min(span.start, own.start), max(span.end, own.end))
    return span


def _is_parenthetic(cue: Cue, head: Token) -> bool:
    """Whether a report stands behind or within its content, set off from it: "The mill, *he said*, has burned"."""
    first, last = _own_clause(cue)
    if not any(t.upos != "PUNCT" for t in cue.tree.tokens[:first]) or not _ends_alone(cue.tree, last):
        return False
    return (
        head.index < first or cue.token.deprel == "parataxis" or _subject_before(cue.tree, head, first, _speaker(cue))
    )


def _subject_before(tree: Tree, head: Token, first: int, speaker: int | None) -> bool:
    subject = tree.child(head.index, *SUBJECTS)
    return subject is not None and subject.index < first and subject.index != speaker


def _speaker(cue: Cue) -> int | None:
    return cue.slots["SPEAKER"].head if "SPEAKER" in cue.slots else None


def _ends_alone(tree: Tree, last: int) -> bool:
    """Whether a reporting clause is closed off on its right: by a comma, a quotation mark, or the end."""
    following = tree.tokens[last + 1] if last + 1 < len(tree) else None
    return following is None or following.upos == "PUNCT"


def _is_first_clause(cue: Cue, head: Token) -> bool:
    """Whether a report with *as* stands in the main clause: then the whole sentence is its content, else only its clause."""
    return head.deprel == "root"


def _own_clause(cue: Cue) -> tuple[int, int]:
    """Return the first and last token of the reporting clause alone: speaker, cue, and what stands with them."""
    tree, own = cue.tree, _own_words(cue)
    spans = [cue.span, *(slot.span for name, slot in cue.slots.items() if name in ("SPEAKER", "ADDRESSEE"))]
    near = [t.index for t in tree.tokens if any(span.holds(t.span) for span in spans)]
    first, last = _run(tree, cue, [i for i in near if abs(i - cue.token.index) <= _FAR])
    first = _with_apposition(cue, first)
    while first - 1 >= 0 and first - 1 in own and tree.tokens[first - 1].upos != "PUNCT":
        first -= 1
    while last + 1 < len(tree) and last + 1 in own and tree.tokens[last + 1].upos != "PUNCT":
        last += 1
    return first, _with_adjunct(cue, last)


def _own_words(cue: Cue) -> set[int]:
    """Return what hangs on a cue and is no part of its content, nor of another clause joined to it."""
    tree = cue.tree
    content = set(tree.subtree(cue.slots["CONTENT"].head)) if "CONTENT" in cue.slots else set()
    report = set(tree.subtree(cue.token.index))
    own = report if cue.token.index in content else report - content
    joined = tree.children(cue.token.index, "conj", "ccomp", "parataxis")
    return own - {i for t in joined for i in tree.subtree(t.index)}


def _with_adjunct(cue: Cue, last: int) -> int:
    """Return the end of a report behind its content with when and where it was said: "…, he said *in a letter*, …"."""
    tree = cue.tree
    if "CONTENT" not in cue.slots or cue.slots["CONTENT"].head > cue.token.index or last + 1 >= len(tree):
        return last
    stop = next((t.index for t in tree.tokens[last + 1 :] if t.upos == "PUNCT"), len(tree))
    words = tree.tokens[last + 1 : stop]
    plain = 0 < len(words) <= _ADJUNCT and not any(t.upos in ("VERB", "AUX", "SCONJ", "CCONJ") for t in words)
    return stop - 1 if plain else last


def _with_apposition(cue: Cue, first: int) -> int:
    """Return where a speaker before the verb begins, whatever stands between: "*Lund, a lawyer from the port,* said"."""
    tree, token = cue.tree, cue.slot("SPEAKER")
    if token is None or token.index > cue.token.index:
        return first
    own = [i for i in tree.subtree(token.index) if i < cue.token.index]
    between = [t for t in tree.tokens[max(own) + 1 : cue.token.index] if t.upos not in ("PUNCT", "ADV", "AUX")]
    return min(first, *own) if not between else first


def _run(tree: Tree, cue: Cue, near: list[int]) -> tuple[int, int]:
    """Return the ends of speaker and cue together, if nothing but words of the same clause stands between."""
    first = last = cue.token.index
    for index in near:
        between = range(min(index, last) + 1, max(index, first))
        if all(tree.tokens[i].upos != "PUNCT" or i in near for i in between) or index in (first - 1, last + 1):
            first, last = min(first, index), max(last, index)
    return first, last


def around(cue: Cue) -> tuple[Span, ...]:
    """Return the sentence without the reporting clause: before it, and behind it where the sentence plainly goes on."""
    tree = cue.tree
    first, last = _adverbial(cue) if cue.is_marked("adverbial") else _own_clause(cue)
    parts = [_trimmed(tree, 0, first - 1)]
    if last + 1 < len(tree) and tree.tokens[last + 1].form in _SET_OFF | _QUOTES and not _is_of_cue(cue, last + 1):
        parts.append(_trimmed(tree, last + 1, _stop(cue, last + 2)))
    return tuple(span for span in parts if span is not None)


def _adverbial(cue: Cue) -> tuple[int, int]:
    """Return the ends of a phrase with what it brings: "according to *a report by the paper*"."""
    tree = cue.tree
    inside = [t.index for t in tree.between(cue.span)]
    head = cue.slots["SPEAKER"].head if "SPEAKER" in cue.slots else inside[-1]
    members = set(tree.subtree(head)) | set(inside) if "SPEAKER" in cue.slots else set(inside)
    last = max(inside)
    while last + 1 < len(tree) and last + 1 in members:
        last += 1
    while tree.tokens[last].upos == "PUNCT" and last > max(inside):
        last -= 1
    return min(inside), last


def _is_of_cue(cue: Cue, start: int) -> bool:
    """Whether what follows is said of the speaker again: "…, he said, *adding* that", "…, she said, *and left*"."""
    tree = cue.tree
    word = next((t for t in tree.tokens[start:] if t.upos not in ("PUNCT", "CCONJ")), None)
    if word is None:
        return True
    tops = [
        t for t in tree.children(cue.token.index) if t.index >= start and is_any(t.deprel, ("advcl", "conj", "xcomp"))
    ]
    for top in tops:
        begins = min(i for i in tree.subtree(top.index) if tree.tokens[i].upos not in ("PUNCT", "CCONJ"))
        if begins == word.index:
            return top.xpos == "VBG" or (top.deprel == "conj" and not tree.children(top.index, *SUBJECTS))
    return False


def _stop(cue: Cue, start: int) -> int:
    """Return the last token behind a parenthetic report that is still content: another speaker's report ends it."""
    return min(additions.barriers(cue.tree, cue.token, start), default=len(cue.tree)) - 1


def _onward(cue: Cue, span: Span, head: Token) -> Span:
    """Return a clause behind its cue, on to where the next thing said of the speaker begins."""
    tree = cue.tree
    behind = [i for i in tree.subtree(head.index) if i > cue.token.index and tree.tokens[i].upos != "PUNCT"]
    start = max(next((t.index for t in tree.tokens if t.span.start >= span.start), head.index), min(behind, default=0))
    members = [i for i in tree.subtree(cue.token.index) if i >= start]
    barrier = min(additions.barriers(tree, cue.token, head.index), default=len(tree))
    inside = [i for i in members if i < barrier]
    last = additions.before(tree, head.index, max([*inside, head.index]))
    found = _trimmed(tree, start, last)
    return span if found is None else found


def _without_additions(cue: Cue, span: Span, head: Token) -> Span:
    """Return an object without a loose relative clause, what it was said in ("the raid *in a speech*") and the next deed."""
    tree = cue.tree
    inside = [t.index for t in tree.between(span) if t.index > head.index]
    if not inside:
        return span
    last = additions.before(tree, head.index, inside[-1])
    media = [
        t for t in tree.children(head.index, "nmod") if _is_medium(tree, t) and max(tree.subtree(t.index)) >= last - 1
    ]
    if media:
        last = min(tree.subtree(media[0].index)) - 1
    deeds = [t for t in tree.children(head.index, "conj") if _is_next_deed(cue, t, head)]
    if deeds:
        last = min(last, min(tree.subtree(deeds[0].index)) - 1)
    found = _trimmed(tree, head.index, last) if last >= head.index else None
    return span if found is None or last >= inside[-1] else Span(span.start, found.end)


def _is_next_deed(cue: Cue, token: Token, head: Token) -> bool:
    """Whether a verb joined to a content reports again: "to accuse them of *lying* and *urge* others to leave"."""
    reports = token.lemma.lower() in lexicons.load().cues.words("VERB")
    return reports and token.xpos == cue.token.xpos != head.xpos


def _is_medium(tree: Tree, token: Token) -> bool:
    words = {row["word"] for row in lexicons.load().table("statements/media")}
    return token.lemma.lower() in words and tree.case(token.index) in ("in", "on", "during", "at", "via")


def withheld(cue: Cue) -> tuple[Span, ...]:
    """Return what is not told: of "refused to name *the buyer*" the buyer; of "declined to comment" nothing."""
    tree, slot = cue.tree, cue.slots["CONTENT"]
    if tree.mark(slot.head) != "to":
        return (slot.span,)
    parts = [t for t in tree.children(slot.head, "obj", "ccomp", "xcomp", "obl", "advcl") if t.index > slot.head]
    if not parts:
        return ()
    first = min(tree.subtree(parts[0].index))
    return (Span(tree.tokens[first].span.start, max(slot.span.end, tree.tokens[parts[0].index].span.end)),)


def _with_infinitive(cue: Cue, span: Span, head: Token) -> Span:
    """Return an object with the infinitive that tells what it is of, wherever the parser hung it: "a request *to reopen* it"."""
    tree = cue.tree
    if cue.token.upos != "VERB" or head.index < cue.token.index or head.upos not in ("NOUN", "PROPN"):
        return span
    for token in tree.children(cue.token.index, "xcomp", "advcl", "obl"):
        run = tree.subtree(token.index)
        joins = tree.tokens[min(run)].span.start - span.end == 1 and min(run) > head.index
        if joins and _completes(tree, token):
            return Span(span.start, tree.tokens[max(run)].span.end)
    return span


def _completes(tree: Tree, token: Token) -> bool:
    """Whether a phrase behind an object tells more of it rather than when or where it was said."""
    if is_any(token.deprel, ("obl",)):
        return tree.case(token.index) in ("from", "like", "of", "about", "between", "than", "regarding", "against")
    return tree.mark(token.index) == "to" or token.xpos == "VBG"


def _trimmed(tree: Tree, first: int, last: int) -> Span | None:
    """Return the words between two places without commas, dashes and conjunctions at their ends; quotation marks stay."""
    while first <= last and _is_edge(tree.tokens[first], opening=True):
        first += 1
    while last >= first and _is_edge(tree.tokens[last], opening=False):
        last -= 1
    if first > last:
        return None
    return Span(tree.tokens[first].span.start, tree.tokens[last].span.end)


def _is_edge(token: Token, *, opening: bool) -> bool:
    if token.form in _QUOTES:
        return False
    return token.upos == "PUNCT" or (opening and token.upos == "CCONJ")
