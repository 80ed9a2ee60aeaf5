"""What a sentence says led to what: the clauses of cause and effect, and the words that tie them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from herodotus import lexicons
from herodotus.lexicons import Match, Row, arguments
from herodotus.lexicons.inflection import bases
from herodotus.model import Span, Token
from herodotus.syntax import SUBJECTS, Tree, is_any

CAUSAL = ("caused_by", "retaliation_for", "response_to", "purpose")


@dataclass(frozen=True, slots=True)
class Tie:
    """Cause and effect in one sentence: the tokens that head them, their words, the cue, and the kind of link."""

    cause: int
    effect: int
    cause_words: Span
    effect_words: Span
    cue: Span
    link: str
    rule: str
    sure: bool = True


def ties(tree: Tree, phrases: tuple[Match, ...] = ()) -> Iterator[Tie]:
    """Yield what a sentence ties: by its small words, and by the set ``phrases`` of the signals found in it; a cue ties once."""
    taken: list[Span] = []
    own = [tie for token in tree.tokens for tie in _at(tree, token)]
    found = [tie for match in phrases if (tie := _of_phrase(tree, match)) is not None]
    for tie in [*(t for t in own if t.sure), *found, *(t for t in own if not t.sure)]:
        if not any(tie.cue.meets(cue) for cue in taken):
            taken.append(tie.cue)
            yield tie


def _of_phrase(tree: Tree, match: Match) -> Tie | None:
    event, cause = match.slots.get("EVENT"), match.slots.get("CAUSE")
    if event is None or cause is None or not (_is_happening(tree, event.head) and _is_happening(tree, cause.head)):
        return None
    if match.rule.get("direction") == "backward":
        event, cause = cause, event
    link = str(match.rule.get("link"))
    return Tie(cause.head, event.head, cause.span, event.span, match.span, link, match.rule.id, link in CAUSAL)


def _is_happening(tree: Tree, index: int) -> bool:
    """Whether a word can stand for what happens: not a name, not people, "this" and "which" but not "he"."""
    token = tree.tokens[index]
    if token.upos == "PRON":
        return token.lemma.lower() in ("this", "that", "which", "it")
    return token.entity == "O" and not arguments.is_agent_like(token)


def _at(tree: Tree, token: Token) -> Iterator[Tie]:
    """Yield the ties in which a word heads the clause or phrase of the cause, or of the effect."""
    head = tree.head(token.index)
    if head is None:
        return
    if is_any(token.deprel, ("advcl",)):
        yield from _by_word(tree, token, head, "mark", tree.mark(token.index))
        if token.xpos == "VBG" and not tree.mark(token.index):
            yield from _participle(tree, token, head)
    elif is_any(token.deprel, ("acl",)) and token.xpos == "VBG" and not is_any(token.deprel, ("acl:relcl",)):
        yield from _participle(tree, token, tree.clause(head.index))
    elif is_any(token.deprel, ("obl", "nmod")):
        yield from _by_word(tree, token, head, "case", tree.case(token.index))


def _by_word(tree: Tree, token: Token, head: Token, how: str, word: str | None) -> Iterator[Tie]:
    row = next((r for r in _rows(word or "", how) if _is_under(head, r)), None)
    if row is None or (word in ("as", "since") and not tree.children(token.index, *SUBJECTS)):
        return
    if word == "to" and (token.xpos != "VB" or not _may_have_aims(tree, token, head)):
        return
    opener = tree.child(token.index, how)
    if opener is not None:
        cue = Span(opener.span.start, max(t.span.end for t in [opener, *tree.children(opener.index, "fixed")]))
        yield _tie(tree, cause=token, effect=head, apart=token, cue=cue, row=row)


def _may_have_aims(tree: Tree, token: Token, head: Token) -> bool:
    """Whether a *to* tells what a deed was for: not "only *to* find it closed", not what somebody is asked to do."""
    only = token.index > 1 and tree.tokens[tree.subtree(token.index)[0]].lemma.lower() == "only"
    return head.upos == "VERB" and head.lemma.lower() not in lexicons.wordlist("without-aims") and not only


def _participle(tree: Tree, token: Token, head: Token) -> Iterator[Tie]:
    words = {token.lemma.lower(), *bases(token.form)}
    if head.index == token.index:
        return
    for row in [row for word in sorted(words) for row in _rows(word, "aim")][:1]:
        yield _tie(tree, cause=token, effect=head, apart=token, cue=token.span, row=row)
    for row in [row for word in sorted(words) for row in _rows(word, "result")][:1]:
        yield _tie(tree, cause=head, effect=token, apart=token, cue=token.span, row=row)


def _tie(tree: Tree, *, cause: Token, effect: Token, apart: Token, cue: Span, row: Row) -> Tie:
    """Return a tie; ``apart`` is the clause that hangs on the other and is left out of its words."""
    whole, part = (effect, cause) if apart is cause else (cause, effect)
    spans = {whole.index: _around(tree, whole.index, apart.index), part.index: tree.phrase(part.index)}
    rule = f"cause-{row['how']}-{row['word'].replace(' ', '-')}"
    return Tie(
        cause.index, effect.index, spans[cause.index], spans[effect.index], cue, row["link"], rule, row["sure"] == "yes"
    )


def _around(tree: Tree, index: int, apart: int) -> Span:
    """Return the words of a clause on the side of its head that does not reach into what hangs on it."""
    inner = set(tree.subtree(apart))
    members = [i for i in tree.subtree(index, "parataxis") if i not in inner and tree.tokens[i].upos != "PUNCT"]
    side = [i for i in members if (i < apart) == (index < apart)]
    run = side or [index]
    return Span(tree.tokens[run[0]].span.start, tree.tokens[run[-1]].span.end)


def _is_under(head: Token, row: Row) -> bool:
    heads = lexicons.listed(row["heads"])
    return not heads or head.lemma.lower() in heads or not set(bases(head.form)).isdisjoint(heads)


@cache
def _table() -> dict[tuple[str, str], tuple[Row, ...]]:
    found: dict[tuple[str, str], tuple[Row, ...]] = {}
    for row in lexicons.load().table("status/causes"):
        key = (row["word"], row["how"])
        found[key] = (*found.get(key, ()), row)
    return found


def _rows(word: str, how: str) -> tuple[Row, ...]:
    return _table().get((word, how), ())
