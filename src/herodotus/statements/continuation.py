"""What goes on without a new cue: split quotations, a paragraph that is all quotation, "she added" after a post."""

from __future__ import annotations

from dataclasses import replace

from herodotus.model import Evidence, Party, Span, Statement
from herodotus.statements.quotations import Quotation, is_speech
from herodotus.statements.scene import Scene

_CARRIED = frozenset({"tweet", "post", "statement", "letter", "speech", "interview", "briefing", "broadcast"})


def joined(statements: list[Statement], taken: set[Quotation], scene: Scene) -> list[Statement]:
    """Give every quotation no cue took up to the statement it goes on from, or make it a statement of its own."""
    for quotation in scene.quotations:
        if quotation in taken or not is_speech(scene.text, quotation) or _inside_another(quotation, statements):
            continue
        before = _before(quotation, statements, scene)
        introduced = _introduced(quotation, scene)
        if introduced is not None:
            statements.append(introduced)
        elif before is not None and _same_paragraph(before, quotation, scene):
            statements[statements.index(before)] = replace(before, content=_with(before, quotation))
        elif before is not None and quotation.leads:
            statements.append(_alone(before, quotation))
    return statements


def _introduced(quotation: Quotation, scene: Scene) -> Statement | None:
    """Return what the subject of a sentence that ends in a colon says: "The ministry defended the raid: “It was …”"."""
    before = scene.text[: quotation.span.start].rstrip()
    tree = next((t for t in scene.trees if t.sentence.span.holds(Span(len(before) - 1, len(before)))), None)
    if not before.endswith(":") or tree is None:
        return None
    colon = next(t for t in tree.tokens if t.span.end == len(before))
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


def _inside_another(quotation: Quotation, statements: list[Statement]) -> bool:
    return any(span.holds(quotation.span) for s in statements for span in s.content)


def _before(quotation: Quotation, statements: list[Statement], scene: Scene) -> Statement | None:
    """Return the last spoken statement that begins before a quotation, no more than one paragraph away."""
    near = [s for s in statements if _is_spoken(s, scene) and s.content[0].start < quotation.span.start]
    last = max(near, key=lambda s: s.content[-1].start, default=None)
    if last is None:
        return None
    between = scene.text[last.content[-1].end : quotation.span.start]
    return last if len(between.split("\n\n")) <= 2 and between.count("\n") <= 2 else None


def _is_spoken(statement: Statement, scene: Scene) -> bool:
    """Whether a statement holds quoted words and is not itself reported inside a quotation."""
    quoted = statement.form in ("direct", "mixed") and bool(statement.content)
    return quoted and (statement.cue is None or scene.quotation_at(statement.cue) is None)


def _same_paragraph(statement: Statement, quotation: Quotation, scene: Scene) -> bool:
    start = min(statement.content[0].start, quotation.span.start)
    return "\n" not in scene.text[start : quotation.span.start].strip()


def _with(statement: Statement, quotation: Quotation) -> tuple[Span, ...]:
    return (*statement.content, quotation.span)


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
        goes_on = before is not None and before.speaker.actor == statement.speaker.actor and before.medium in _CARRIED
        if goes_on and statement.medium is None and statement.form == "direct" and before is not None:
            statement = replace(statement, medium=before.medium)  # noqa: PLW2901
        found.append(statement)
    return found
