"""Who says what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from herodotus.model import Cast, Party, Reading, Statement
from herodotus.statements import (
    acts,
    answers,
    circumstances,
    content,
    continuation,
    cues,
    floor,
    merging,
    relays,
    scene,
    signatures,
    speakers,
    subjects,
)
from herodotus.statements.cue import Cue
from herodotus.statements.quotations import Quotation
from herodotus.statements.scene import Scene

__all__ = ["find"]


def find(reading: Reading, cast: Cast) -> tuple[Statement, ...]:
    """Return the statements of a report in text order: one for each cue and each speaker of it."""
    laid_out = scene.laid_out(reading, cast)
    taken: set[Quotation] = set()
    found: list[Statement] = []
    for cue in cues.find(laid_out):
        found.extend(_statements(subjects.mended(cue, laid_out), laid_out, taken))
    signed = list(signatures.find(laid_out))
    taken.update(q for one in signed for q in laid_out.quotations_over(one.content[0]) if one.content[0].holds(q.span))
    told = {one.content for one in found}
    found.extend(one for one in signed if one.content not in told)
    found = floor.held(found, laid_out)
    found = relays.passed_on(relays.cited(merging.merged(continuation.joined(found, taken, laid_out), laid_out)))
    found.sort(key=lambda s: (s.content[0] if s.content else s.cue, s.cue or s.content[0]))
    found = answers.aimed(continuation.carried_media(found), laid_out)
    return tuple(replace(s, id=f"s{n}") for n, s in enumerate(found, 1))


def _statements(cue: Cue, laid_out: Scene, taken: set[Quotation]) -> Iterator[Statement]:
    said = content.of(cue, laid_out)
    for speaker in speakers.of(cue, laid_out):
        deed = acts.of(cue, said, speaker, laid_out)
        if deed is None or (not said.spans and not _stands_alone(cue, laid_out)):
            continue
        taken.update(q for q in said.quotations if said.form == "direct" or any(s.holds(q.span) for s in said.spans))
        yield _statement(cue, said, speaker, deed, laid_out)


def _stands_alone(cue: Cue, laid_out: Scene) -> bool:
    """Whether a cue is worth telling without a content: it names a target or a counterpart, or is itself the deed."""
    return (
        cue.is_marked("whole")
        or bool(circumstances.target(cue, laid_out))
        or circumstances.addressee(cue, laid_out) is not None
    )


def _statement(cue: Cue, said: content.Content, speaker: Party, deed: acts.Deed, laid_out: Scene) -> Statement:
    return Statement(
        id="",
        speaker=speaker,
        cue=cue.span,
        content=said.spans,
        act=deed.act,
        stance=deed.stance,
        form=said.form,
        target=circumstances.target(cue, laid_out, deed.act) or deed.target,
        addressee=circumstances.addressee(cue, laid_out),
        medium=circumstances.medium(cue),
        relay=circumstances.relay(cue, laid_out),
        time=circumstances.time(cue, said.spans, laid_out),
        negated_cue=deed.negated,
        because=deed.because,
    )
