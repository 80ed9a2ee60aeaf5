"""Content: what is reported, by quotation marks where there are any, by grammar where there are none."""

from __future__ import annotations

from dataclasses import dataclass

from herodotus import lexicons
from herodotus.model import Form, Span
from herodotus.statements import circumstances, extent
from herodotus.statements.cue import Cue
from herodotus.statements.quotations import Quotation, is_speech
from herodotus.statements.scene import Scene
from herodotus.syntax import is_any

_QUOTING = frozenset({"say", "report", "explain", "claim", "greet", "ask", "deny", "condemn", "praise", "meet"})
"""Acts whose cue takes up a quotation beside it without grammar tying them."""
_OPENS = ("DET", "PRON", "PROPN", "NOUN", "ADJ", "NUM", "SCONJ", "ADV")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_MOST = 0.6
"""From this share of its letters on, a quoted stretch is a quotation and not a told clause with quoted words in it."""


@dataclass(frozen=True, slots=True)
class Content:
    """The spans of a content in text order, its form, and the quotations it takes up."""

    spans: tuple[Span, ...]
    form: Form
    quotations: tuple[Quotation, ...] = ()


def of(cue: Cue, scene: Scene) -> Content:
    """Return the content of a cue: quoted, partly quoted, told, or only that something was said."""
    tagged = scene.tagged(cue.tree, cue.token)
    if tagged and cue.token.upos == "VERB":
        return _quoted(cue, tagged, scene)
    if "CONTENT" not in cue.slots:
        return _unfilled(cue, scene)
    if cue.fields.get("act") == "withhold" and cue.token.upos == "VERB":
        return _made(extent.withheld(cue), scene)
    return _told(cue, scene)


def _unfilled(cue: Cue, scene: Scene) -> Content:
    """Return the content of a cue whose frame has none: what stands around it, or the quotation beside it."""
    if cue.is_marked("adverbial"):
        return _made(extent.around(cue), scene)
    beside = _beside(cue, scene)
    return Content((beside.span,), "direct", (beside,)) if beside is not None else Content((), "narrated")


def _told(cue: Cue, scene: Scene) -> Content:
    """Return a content by grammar: a label with what it is put on, a clause, an object; inside a quotation never beyond it."""
    inside = scene.quotation_at(cue.span) is not None
    if "LABEL" in cue.slots:
        return _made(tuple(sorted({_happening(cue), cue.slots["LABEL"].span})), scene, quoted=not inside)
    spans = tuple(_without_time(cue, span, scene) for span in _happening_or_told(cue, scene))
    if inside:
        return _made(_within(cue, spans, scene), scene, quoted=False)
    made = _made(tuple(_widened(span, scene, cue) for span in spans), scene)
    return _with_lead(made, cue, scene) if made.form == "direct" and len(made.spans) == 1 else made


def _without_time(cue: Cue, span: Span, scene: Scene) -> Span:
    """Return a content without the day of saying it opens with: "said *on Tuesday* the port was closed"."""
    time = circumstances.time_of_saying(cue, scene)
    rest = cue.tree.between(Span(time.span.end, span.end)) if time is not None and span.holds(time.span) else []
    return Span(rest[0].span.start, span.end) if rest and rest[0].upos in _OPENS else span


def _with_lead(content: Content, cue: Cue, scene: Scene) -> Content:
    """Return a clause whole where its quoted end alone was taken for it: "said *the two are to blame for “doing this.”*"."""
    quoted = content.spans[0]
    ends = [cue.span.end, *(s.span.end for name, s in cue.slots.items() if name in ("SPEAKER", "ADDRESSEE"))]
    start = max((end for end in ends if end <= quoted.start), default=quoted.start)
    lead = cue.tree.between(Span(start, quoted.start)) if start < quoted.start else []
    told = cue.token.upos == "VERB" and cue.span.end <= quoted.start and any(t.xpos in _FINITE for t in lead)
    if not told or lead[-1].upos == "PUNCT" or lead[0].upos in ("PUNCT", "CCONJ"):
        return content
    return Content((Span(lead[0].span.start, quoted.end),), "mixed", content.quotations)


def _within(cue: Cue, spans: tuple[Span, ...], scene: Scene) -> tuple[Span, ...]:
    """Return what lies in the quotation the cue itself stands in: quoted words report nothing outside their marks."""
    quotation = scene.quotation_at(cue.span)
    if quotation is None:
        return spans
    return tuple(
        Span(max(span.start, quotation.inner.start), min(span.end, quotation.inner.end))
        for span in spans
        if span.meets(quotation.inner)
    )


def _quoted(cue: Cue, tagged: tuple[Quotation, ...], scene: Scene) -> Content:
    """Return the quotations a cue is the tag of, with what it tells in its own words beside them."""
    told = _happening_or_told(cue, scene) if "CONTENT" in cue.slots and "LABEL" not in cue.slots else ()
    beside = [s for s in told if not scene.quotations_over(s)]
    near = [s for s in beside if s.start < tagged[0].span.start]
    spans = tuple(sorted({*(_led_into(q, cue, scene) for q in tagged), *near}))
    mixed = bool(near) or any(span.start < q.span.start for span in spans for q in tagged if span.holds(q.span))
    return Content(spans, "mixed" if mixed else "direct", tagged)


def _led_into(quotation: Quotation, cue: Cue, scene: Scene) -> Span:
    """Return a quotation with the words of the same clause that lead into it: "the plan *“is a mistake,”* he said"."""
    sentence = cue.tree.sentence.span
    lead = scene.text[sentence.start : quotation.span.start] if sentence.start < quotation.span.start else ""
    running = lead.rstrip()[-1:].isalnum() and cue.span.start > quotation.span.end
    clean = sentence.start >= quotation.span.start or not scene.quotations_over(
        Span(sentence.start, quotation.span.start)
    )
    return Span(sentence.start, quotation.span.end) if running and clean and len(lead.split()) > 1 else quotation.span


def _happening_or_told(cue: Cue, scene: Scene) -> tuple[Span, ...]:
    deed = _happening(cue)
    told = (deed,) if deed != cue.slots["CONTENT"].span else extent.told(cue)
    target = cue.slot("TARGET")
    if target is None or len(told) != 1 or scene.actor_at(target) is not None:
        return told
    aimed = cue.slots["TARGET"].span  # nobody we could name is aimed at: "blamed the delay on fog" keeps its fog
    return (Span(min(told[0].start, aimed.start), max(told[0].end, aimed.end)),)


def _made(spans: tuple[Span, ...], scene: Scene, *, quoted: bool = True) -> Content:
    """Return spans as a content: a span that is mostly quotation is cut down to it."""
    if not spans:
        return Content((), "narrated")
    taken = tuple(dict.fromkeys(q for span in spans for q in scene.quotations_over(span)))
    if not quoted:
        return Content(spans, "mixed" if taken else "indirect", ())
    cut = [_cut(span, scene) for span in spans]
    whole = tuple(dict.fromkeys(span for span, _ in cut))
    form: Form = "direct" if all(direct for _, direct in cut) else "mixed" if taken else "indirect"
    return Content(whole, form, taken)


def _cut(span: Span, scene: Scene) -> tuple[Span, bool]:
    """Return the quotation a span stands for and True, or the span and False."""
    for quotation in scene.quotations_over(span):
        if is_speech(scene.text, quotation) and _inside(span, quotation, scene.text):
            return quotation.span, True
    return span, False


def _inside(span: Span, quotation: Quotation, text: str) -> bool:
    """Whether a span is mostly quotation from its first word on: not "they *“would not consider it”*", whose subject is told."""
    shared = min(span.end, quotation.span.end) - max(span.start, quotation.span.start)
    before = text[min(span.start, quotation.span.start) : quotation.span.start].strip(" ,:")
    return shared >= _MOST * (span.end - span.start) and before in ("", "that")


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


def _beside(cue: Cue, scene: Scene) -> Quotation | None:
    """Return the quotation that belongs to a cue by standing beside it, nothing but the speaker and small words between."""
    if scene.quotation_at(cue.span) is not None or cue.fields.get("act") not in _QUOTING:
        return None
    sentence = cue.tree.sentence.span
    return next((q for q in scene.quotations_over(sentence) if _touches(q, cue, scene)), None)


def _touches(quotation: Quotation, cue: Cue, scene: Scene) -> bool:
    if quotation.span.end <= cue.span.start:
        between = scene.text[quotation.span.end : cue.span.start]
        return len(between.split()) <= 6 and "." not in between and is_speech(scene.text, quotation)
    between = scene.text[cue.span.end : quotation.span.start]
    return between.strip() in ("", ",", ":", "as") or between.rstrip().endswith((":", ","))


def _widened(span: Span, scene: Scene, cue: Cue) -> Span:
    """Return a span that takes in the whole of any quotation it cuts, and ends before the speaker it ran into."""
    for quotation in scene.quotations_over(span):
        if not quotation.span.holds(cue.span):
            span = Span(min(span.start, quotation.span.start), max(span.end, quotation.span.end))
    speaker = cue.slots.get("SPEAKER")
    if speaker is not None and span.start < speaker.span.start < cue.span.start < span.end:
        span = Span(span.start, speaker.span.start)
    text = scene.text[span.start : span.end].rstrip(" ,;")
    return Span(span.start, span.start + len(text))
