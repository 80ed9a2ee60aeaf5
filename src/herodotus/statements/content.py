"""Content: what is reported, by quotation marks where there are any, by grammar where there are none."""

from __future__ import annotations

from dataclasses import dataclass

from herodotus import lexicons
from herodotus.model import Form, Span, Token
from herodotus.statements.cues import Cue
from herodotus.statements.quotations import Quotation, is_speech
from herodotus.statements.scene import Scene
from herodotus.syntax import is_any


@dataclass(frozen=True, slots=True)
class Content:
    """The spans of a content in text order, its form, and the quotations it takes up."""

    spans: tuple[Span, ...]
    form: Form
    quotations: tuple[Quotation, ...] = ()


def of(cue: Cue, scene: Scene) -> Content:
    """Return the content of a cue: quoted, partly quoted, told, or only that something was said."""
    quoted = _quotations(cue, scene)
    clause = _happening(cue) if "CONTENT" in cue.slots else None
    if clause is None:
        return Content((quoted[0].span,), "direct", quoted[:1]) if quoted else Content((), "narrated")
    if "LABEL" in cue.slots:
        spans = tuple(sorted({clause, cue.slots["LABEL"].span}))
        return Content(spans, _form(spans, scene), _overlapping(spans, scene))
    if quoted and _inside(clause, quoted[0]):
        return Content((quoted[0].span,), "direct", quoted[:1])
    span = _widened(_without_cue(clause, cue), scene, cue)
    return Content((span,), _form((span,), scene), _overlapping((span,), scene))


def _happening(cue: Cue) -> Span:
    """
    Return the content's span; of an accusation the deed, where the parser hung the relative clause on a noun inside it.

    "A rocket attack on a base *that officials blamed on* the militia": the attack is blamed on it, not the base.
    """
    slot = cue.slots["CONTENT"]
    token, events = cue.tree.tokens[slot.head], lexicons.load().events.words("NOUN")
    climbs = (
        cue.fields.get("act") == "accuse" and is_any(cue.token.deprel, ("acl",)) and token.lemma.lower() not in events
    )
    head = cue.tree.head(token.index) if climbs and is_any(token.deprel, ("nmod",)) else None
    if head is None or head.lemma.lower() not in events:
        return slot.span
    return Span(cue.tree.phrase(head.index).start, slot.span.end)


def _quotations(cue: Cue, scene: Scene) -> tuple[Quotation, ...]:
    """Return the speech that belongs to a cue by standing beside it: overlapping its content, else touching its clause."""
    if scene.quotation_at(cue.span) is not None:
        return ()
    clause = cue.slots["CONTENT"].span if "CONTENT" in cue.slots else None
    if clause is not None:
        return tuple(q for q in scene.quotations if q.span.meets(clause) and is_speech(scene.text, q))
    speaks = cue.fields.get("act") in (
        "say",
        "report",
        "explain",
        "claim",
        "greet",
        "ask",
        "deny",
        "condemn",
        "praise",
        "meet",
    )
    sentence = cue.tree.sentence.span
    return tuple(q for q in scene.quotations if speaks and q.span.meets(sentence) and _touches(q, cue, scene))


def _touches(quotation: Quotation, cue: Cue, scene: Scene) -> bool:
    """Whether nothing but the speaker and small words stands between a quotation and a cue after or before it."""
    if quotation.span.end <= cue.span.start:
        between = scene.text[quotation.span.end : cue.span.start]
        return len(between.split()) <= 6 and "." not in between and is_speech(scene.text, quotation)
    between = scene.text[cue.span.end : quotation.span.start]
    return between.strip() in ("", ",", ":", "as") or between.rstrip().endswith((":", ","))


def _inside(clause: Span, quotation: Quotation) -> bool:
    shared = min(clause.end, quotation.span.end) - max(clause.start, quotation.span.start)
    return shared >= 0.6 * (clause.end - clause.start) and clause.start >= quotation.span.start - 6


def _without_cue(clause: Span, cue: Cue) -> Span:
    """Return a clause without the reporting clause inside it ("The bridge, he said, was closed" keeps its ends)."""
    if not clause.holds(cue.span):
        return clause
    before, after = Span(clause.start, cue.span.start), Span(cue.span.end, clause.end)
    return before if before.end - before.start >= after.end - after.start else after


def _widened(span: Span, scene: Scene, cue: Cue) -> Span:
    """Return a span that takes in the whole of any quotation it cuts, and ends before the speaker it ran into."""
    for quotation in scene.quotations:
        if quotation.span.meets(span) and not quotation.span.holds(cue.span):
            span = Span(min(span.start, quotation.span.start), max(span.end, quotation.span.end))
    speaker = cue.slots.get("SPEAKER")
    if speaker is not None and span.start < speaker.span.start < cue.span.start < span.end:
        span = Span(span.start, speaker.span.start)
    text = scene.text[span.start : span.end].rstrip(" ,;")
    return Span(span.start, span.start + len(text))


def _form(spans: tuple[Span, ...], scene: Scene) -> Form:
    return "mixed" if _overlapping(spans, scene) else "indirect"


def _overlapping(spans: tuple[Span, ...], scene: Scene) -> tuple[Quotation, ...]:
    return tuple(q for q in scene.quotations if any(q.span.meets(span) for span in spans))


def tokens(spans: tuple[Span, ...], scene: Scene) -> list[Token]:
    """Return the tokens of content spans."""
    return [t for tree in scene.trees for span in spans if tree.sentence.span.meets(span) for t in tree.between(span)]
