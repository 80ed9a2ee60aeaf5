"""Words carried by a name alone: "…" — *Mara Lund*, and the speaker's name with a colon that opens a turn of a transcript."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from herodotus.model import UNNAMED, Evidence, Party, Span, Statement
from herodotus.statements.people import is_person_word, kind
from herodotus.statements.quotations import Quotation, is_speech
from herodotus.statements.scene import Scene

_SIGNED = re.compile(r"[\s ]*(―|—|–|--)[\s ]*((?:[^\W\d_][\w.’'-]*[  ]?){1,6})[.\s ]*(?=\n|$)")
_LABEL = re.compile(r"^[\"“]?((?:[A-Z][\w.’'-]*[  ]?){1,4})(:)[  ](?=\S)")
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_HEADLINE = re.compile(r"([A-Z\d][\w.’'-]*(?: [\w.’'-]+){0,5}?)(?: on [^:]{3,50})?(:) (\S.{8,110})(?<![.,;:!?])$")
"""A line without a full stop, behind a few words and a colon: "Poll: Most want peace", "Lund on the strike: ‘It is over’"."""


def find(scene: Scene) -> Iterator[Statement]:
    """Yield the statements that a signature or a label carries, in text order of their kind."""
    for quotation in scene.quotations:
        signed = _SIGNED.match(scene.text, quotation.span.end)
        if signed is not None and is_speech(scene.text, quotation):
            yield _signed(quotation, Span(*signed.span(1)), _name(signed, 2), scene)
    turns = list(_turns(scene))
    yield from turns
    yield from (one for one in _headlines(scene) if all(one.cue != turn.cue for turn in turns))


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
            if actor is not None and content.start < content.end and _takes_turns(actor, scene):
                yield _statement(Party(actor, name), Span(name.end, name.end + 1), content, "labelled-turn")
        start += len(line)


def _takes_turns(actor: str, scene: Scene) -> bool:
    """Whether an actor can speak in a transcript: people do; "Norland: A country in ruins" is no turn."""
    return scene.actors[actor].kind in ("person", "unnamed", "crowd")


def _headlines(scene: Scene) -> Iterator[Statement]:
    """Yield what a headline puts after a speaker and a colon: "Minister: Strike was an error", "Poll: Most want peace"."""
    start = 0
    for line in scene.text.splitlines(keepends=True):
        found = _HEADLINE.match(line.rstrip())
        speaker = _headline_speaker(Span(start, start + found.end(1)), scene) if found is not None else None
        if (
            found is not None
            and speaker is not None
            and _tells(Span(start + found.start(3), start + found.end(3)), scene)
        ):
            content = Span(start + found.start(3), start + len(line.rstrip()))
            told = _statement(speaker, Span(start + found.start(2), start + found.end(2)), content, "headline-label")
            yield told if scene.quotation_at(content) is not None else replace(told, form="indirect")
        start += len(line)


def _tells(content: Span, scene: Scene) -> bool:
    """Whether words tell something: a quotation, or a clause that asks nothing; "A country in ruins" is a title."""
    words = [t for tree in scene.trees_over(content) for t in tree.between(content)]
    asks = bool(words) and words[0].xpos.startswith("W")
    return scene.quotation_at(content) is not None or (not asks and any(t.xpos in _FINITE for t in words))


def _headline_speaker(label: Span, scene: Scene) -> Party | None:
    """Return the somebody or the report a headline opens with; a topic ("Elections: …") says nothing."""
    tree = scene.tree_at(label)
    words = [] if tree is None else tree.between(label)
    actor = next((a for t in words if t.upos != "ADP" and (a := scene.actor_at(t)) is not None), None)
    if actor is not None:
        return Party(actor, label)
    last = words[-1].lemma.lower() if words else ""
    return Party(UNNAMED, label) if last in kind("reports") or is_person_word(last) else None


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
