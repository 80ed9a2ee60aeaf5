"""
Who holds the floor: whose *I* it is outside quotation marks.

In a turn of a transcript it is the one named before the colon; in an interview, printed as questions and answers, the one the
report says was interviewed. A report told in the first person names nobody here: that is its byline's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from herodotus import lexicons
from herodotus.model import UNNAMED, Party, Span, Statement, Token
from herodotus.statements.rows import Row
from herodotus.statements.scene import Scene
from herodotus.syntax import Tree

_SELF = frozenset({"i", "me", "myself"})
_HEAD = 12
"""So many sentences from the top, a report has said who was interviewed."""
_LEAST = 2
"""So many questions with an answer make an interview."""


def held(statements: list[Statement], scene: Scene) -> list[Statement]:
    """Return the statements, those of an *I* nobody was found for given to whoever holds the floor."""
    mine = [i for i, s in enumerate(statements) if _is_mine(s, scene)]
    if not mine:
        return statements
    turns = Row([s for s in statements if s.because[0].rule == "labelled-turn"], lambda s: s.content[0])
    answers = Row(_answers(scene), lambda pair: pair[0])
    return [_given(s, turns, answers) if i in set(mine) else s for i, s in enumerate(statements)]


def _is_mine(statement: Statement, scene: Scene) -> bool:
    span = statement.speaker.span
    return statement.speaker.actor == UNNAMED and span is not None and span.of(scene.text).lower() in _SELF


def _given(statement: Statement, turns: Row[Statement], answers: Row[tuple[Span, str]]) -> Statement:
    place = statement.speaker.span or statement.content[0]
    turn, answer = turns.holding(place), answers.holding(place)
    actor = turn.speaker.actor if turn is not None else answer[1] if answer is not None else UNNAMED
    return replace(statement, speaker=Party(actor, statement.speaker.span))


def _answers(scene: Scene) -> Iterator[tuple[Span, str]]:
    """Yield the paragraphs that answer a question in an interview, with who was interviewed."""
    lines = list(_lines(scene.text))
    asked = [i for i, line in enumerate(lines[:-1]) if _asks(line, scene) and not _asks(lines[i + 1], scene)]
    guest = _interviewed(scene) if len(asked) >= _LEAST else None
    if guest is None:
        return
    for line in lines[asked[0] + 1 :]:
        if not _asks(line, scene):
            yield line, guest


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield Span(start, start + len(line.rstrip()))
        start += len(line)


def _asks(line: Span, scene: Scene) -> bool:
    return line.of(scene.text).endswith("?")


def _interviewed(scene: Scene) -> str | None:
    """Return the person a report says at its top was interviewed, or spoken with."""
    for tree in scene.trees[:_HEAD]:
        for token in tree.tokens:
            guests = (scene.actor_at(one) for one in _guests(tree, token))
            found = next((a for a in guests if a is not None and scene.actors[a].kind == "person"), None)
            if found is not None:
                return found
    return None


def _guests(tree: Tree, token: Token) -> list[Token]:
    """Return the words for who is interviewed: "interviewed *Lund*", "an interview with *Lund*", "spoke with *Lund*"."""
    lemma = token.lemma.lower()
    if lemma == "interview":
        near = tree.children(token.index, "obj", "nsubj:pass", "nmod", "obl")
        return [t for t in near if tree.case(t.index) in (None, "with", "of")]
    if lemma in lexicons.wordlist("conversing") and token.upos == "VERB":
        return [t for t in tree.children(token.index, "obl") if tree.case(t.index) in ("with", "to")]
    return []
