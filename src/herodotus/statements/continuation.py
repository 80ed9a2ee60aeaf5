"""What goes on without a new cue: split quotations, a paragraph that is all quotation, "she added" after a post."""

from __future__ import annotations

from dataclasses import replace

from herodotus import lexicons
from herodotus.model import Evidence, Party, Span, Statement
from herodotus.statements.quotations import Quotation, is_speech
from herodotus.statements.scene import Scene

_GAP = 6
"""So much white space may stand between a colon and the quotation it opens."""


def joined(statements: list[Statement], taken: set[Quotation], scene: Scene) -> list[Statement]:
    """Give every quotation no cue took up to the statement it goes on from, or make it a statement of its own."""
    inside = _quotations_inside(statements, scene)
    spoken = _Spoken(statements, scene)
    for quotation in scene.quotations:
        if quotation in taken or quotation in inside or not is_speech(scene.text, quotation):
            continue
        before = spoken.before(quotation)
        introduced = _introduced(quotation, scene)
        if introduced is not None:
            spoken.add(introduced)
        elif before is not None and _same_paragraph(before, quotation, scene):
            spoken.widen(quotation)
        elif before is not None and quotation.leads:
            spoken.add(_alone(before, quotation))
    return spoken.statements


class _Spoken:
    """Statements that grow while the quotations are gone through in text order; the last one spoken is kept at hand."""

    def __init__(self, statements: list[Statement], scene: Scene) -> None:
        self.statements = statements
        self.scene = scene
        self._ahead = sorted((s.content[0].start, i) for i, s in enumerate(statements) if _is_spoken(s, scene))[::-1]
        self._last: int | None = None

    def before(self, quotation: Quotation) -> Statement | None:
        """Return the last spoken statement that begins before a quotation, no more than one paragraph away."""
        while self._ahead and self._ahead[-1][0] < quotation.span.start:
            self._take(self._ahead.pop()[1])
        if self._last is None:
            return None
        last = self.statements[self._last]
        between = self.scene.text[last.content[-1].end : quotation.span.start]
        return last if len(between.split("\n\n")) <= 2 and between.count("\n") <= 2 else None

    def _take(self, index: int) -> None:
        if self._last is None or self._end(index) > self._end(self._last):
            self._last = index

    def _end(self, index: int) -> int:
        return self.statements[index].content[-1].start

    def add(self, statement: Statement) -> None:
        """Add a statement that begins at the quotation gone through."""
        self.statements.append(statement)
        self._ahead.append((statement.content[0].start, len(self.statements) - 1))

    def widen(self, quotation: Quotation) -> None:
        """Let the last one spoken go on in a quotation."""
        if self._last is not None:
            last = self.statements[self._last]
            self.statements[self._last] = replace(last, content=(*last.content, quotation.span))


def _quotations_inside(statements: list[Statement], scene: Scene) -> set[Quotation]:
    """Return the quotations that are part of what some statement says."""
    spans = [span for one in statements for span in one.content]
    return {q for span in spans for q in scene.quotations_over(span) if span.holds(q.span)}


def _introduced(quotation: Quotation, scene: Scene) -> Statement | None:
    """Return what the subject of a sentence that ends in a colon says: "The ministry defended the raid: “It was …”"."""
    ahead = scene.text[max(quotation.span.start - _GAP, 0) : quotation.span.start].rstrip()
    end = max(quotation.span.start - _GAP, 0) + len(ahead)
    tree = scene.tree_at(Span(end - 1, end)) if ahead.endswith(":") else None
    if tree is None:
        return None
    colon = next(t for t in tree.tokens if t.span.end == end)
    verb = next((t for t in tree.tokens[: colon.index] if t.deprel == "root" and t.upos == "VERB"), None)
    subject = tree.subject(verb.index) if verb is not None else None
    speaker = scene.parties(tree, subject) if subject is not None else ()
    if verb is None or not speaker:
        return None
    because = (Evidence("colon-quotation", Span(colon.span.start, quotation.span.start + 1)),)
    return Statement(
        id="", speaker=speaker[0], cue=verb.span, content=(quotation.span,), act="say", stance="asserts", form="direct",
        because=because,
    )  # fmt: skip


def _is_spoken(statement: Statement, scene: Scene) -> bool:
    """Whether a statement holds quoted words and is not itself reported inside a quotation."""
    quoted = statement.form in ("direct", "mixed") and bool(statement.content)
    return quoted and (statement.cue is None or scene.quotation_at(statement.cue) is None)


def _same_paragraph(statement: Statement, quotation: Quotation, scene: Scene) -> bool:
    start = min(statement.content[0].start, quotation.span.start)
    return "\n" not in scene.text[start : quotation.span.start].strip()


def _alone(before: Statement, quotation: Quotation) -> Statement:
    """Return a statement of the same speaker that quotation marks alone carry."""
    return replace(
        before, id="", speaker=Party(before.speaker.actor), cue=None, content=(quotation.span,), act="say", stance="asserts",
        form="direct", target=(), addressee=None, because=(Evidence("continued-quotation", quotation.span),),
    )  # fmt: skip


def carried_media(statements: list[Statement]) -> list[Statement]:
    """Let a medium last while the same speaker plainly goes on ("she added" right after a post)."""
    found: list[Statement] = []
    for statement in statements:
        before = found[-1] if found else None
        goes_on = (
            before is not None
            and before.speaker.actor == statement.speaker.actor
            and before.medium in lexicons.wordlist("going-on-in")
        )
        if goes_on and statement.medium is None and statement.form == "direct" and before is not None:
            statement = replace(statement, medium=before.medium)  # noqa: PLW2901
        found.append(statement)
    return found
