"""Words carried by a name alone: "…" — *Mara Lund*, and the speaker's name with a colon that opens a turn of a transcript."""

from __future__ import annotations

import re
from collections.abc import Iterator

from herodotus.model import UNNAMED, Evidence, Party, Span, Statement
from herodotus.statements.quotations import Quotation, is_speech
from herodotus.statements.scene import Scene

_SIGNED = re.compile(r"[\s ]*(―|—|–|--)[\s ]*((?:[^\W\d_][\w.’'-]*[  ]?){1,6})[.\s ]*(?=\n|$)")
_LABEL = re.compile(r"^[\"“]?((?:[A-Z][\w.’'-]*[  ]?){1,4})(:)[  ](?=\S)")


def find(scene: Scene) -> Iterator[Statement]:
    """Yield the statements that a signature or a label carries, in text order of their kind."""
    for quotation in scene.quotations:
        signed = _SIGNED.match(scene.text, quotation.span.end)
        if signed is not None and is_speech(scene.text, quotation):
            yield _signed(quotation, Span(*signed.span(1)), _name(signed, 2), scene)
    yield from _turns(scene)


def _name(found: re.Match[str], group: int) -> Span:
    start = found.start(group)
    return Span(start, start + len(found.group(group).rstrip()))


def _signed(quotation: Quotation, dash: Span, name: Span, scene: Scene) -> Statement:
    speaker = Party(_actor(name, scene) or UNNAMED, name)
    return _statement(speaker, dash, quotation.span, "signed-quotation")


def _turns(scene: Scene) -> Iterator[Statement]:
    """Yield the turns of a transcript: paragraphs that open with the name of somebody the report knows, and a colon."""
    start = 0
    for line in scene.text.splitlines(keepends=True):
        label = _LABEL.match(line)
        if label is not None:
            name = Span(start + label.start(1), start + label.start(1) + len(label.group(1)))
            actor = _actor(name, scene)
            content = Span(start + label.end(), start + len(line.rstrip().rstrip('"”')))
            if actor is not None and content.start < content.end:
                yield _statement(Party(actor, name), Span(name.end, name.end + 1), content, "labelled-turn")
        start += len(line)


def _actor(name: Span, scene: Scene) -> str | None:
    """Return the actor a name stands for: by a mention there, else by the last word of one known person's name ("LUND:")."""
    words = name.of(scene.text)
    for actor in scene.actors.values():
        if any(m.kind == "name" and name.holds(m.head) for m in actor.mentions):
            return actor.id
    last = words.split()[-1].casefold()
    same = [a.id for a in scene.actors.values() if a.kind == "person" and a.name.split()[-1].casefold() == last]
    return same[0] if len(same) == 1 else None


def _statement(speaker: Party, cue: Span, content: Span, rule: str) -> Statement:
    return Statement(
        id="", speaker=speaker, cue=cue, content=(content,), act="say", stance="asserts", form="direct",
        because=(Evidence(rule, cue),),
    )  # fmt: skip
