"""Task ``clusters``: given words of events of many reports in groups of one happening; with ``docs``, whole reports in stories."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Any

from herodotus import pipeline
from herodotus.accounts import incidents, likeness
from herodotus.accounts.profiles import profile
from herodotus.accounts.sketches import Sketch, Sketcher
from herodotus.model import Account, Event, EventRef, Span
from herodotus.reading import Reader, Source
from herodotus.syntax import Tree

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Read:
    """A line as read: its account, and its mentions with their sketches."""

    row: Row
    sketches: tuple[Sketch, ...]


def predict_all(path: Path, reader: Reader, *, options: set[str]) -> Iterator[tuple[Row, str | None]]:
    """Yield ``{id, cluster}`` for every validated mention of an event, or with ``docs`` for every document."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    if "docs" in options:
        found = incidents.groups([row["id"] for row in rows], _stories(rows), likeness.ONE_STORY)
    else:
        stories = _stories(rows)
        sketches = [sketch for row in rows for sketch in read(row, reader).sketches]
        grouped = incidents.groups([sketch.ref for sketch in sketches], _scores(sketches, stories), likeness.ONE)
        found = [[ref.event for ref in group] for group in grouped]
    yield from (({"id": item, "cluster": f"c{n}"}, None) for n, group in enumerate(found, 1) for item in group)


def _stories(rows: Sequence[Row]) -> dict[tuple[str, str], float]:
    """Return how far every two documents look like one story."""
    profiles = {row["id"]: profile(row["text"]) for row in rows}
    return {pair: likeness.story(profiles[pair[0]], profiles[pair[1]]) for pair in combinations(sorted(profiles), 2)}


def _scores(
    sketches: Sequence[Sketch], stories: dict[tuple[str, str], float]
) -> dict[tuple[EventRef, EventRef], float]:
    found: dict[tuple[EventRef, EventRef], float] = {}
    for a, b in combinations(sorted(sketches, key=lambda sketch: sketch.ref), 2):
        story = stories.get((a.ref.report, b.ref.report), 0.0)
        if story < likeness.FAR:
            continue
        pair = likeness.compare(a, b, story)
        if pair is not None:
            found[pair.a, pair.b] = pair.score
    return found


def read(row: Row, reader: Reader) -> Read:
    """Read one line; its mentions are sketched as events of the account are."""
    source = Source.of_text(str(row["text"]))
    reading = pipeline.reading_of(source, reader=reader)
    account = pipeline.account_for(source, reader=reader)
    account = replace(account, report=replace(account.report, id=row["id"]))
    sketcher, trees = Sketcher(account), [Tree(sentence) for sentence in reading.sentences]
    given = [m for m in row["mentions"] if m["kind"] == "event" and m["validated"]]
    return Read(row, tuple(_sketch(m["id"], [Span(*s) for s in m["spans"]], sketcher, trees) for m in given))


def _sketch(name: str, spans: list[Span], sketcher: Sketcher, trees: Sequence[Tree]) -> Sketch:
    """Return the sketch of given words: what the account knows of their event, where it has one."""
    drawn = sketcher.words(name, spans, _lemma(spans, trees))
    event = _event_of(spans, sketcher.account)
    if event is None:
        return drawn
    known = sketcher.event(event)
    return replace(known, ref=drawn.ref, events=drawn.events, words=drawn.words, sentence=drawn.sentence,
                   around=drawn.around, near=drawn.near, names=drawn.names, told=False)  # fmt: skip


def _event_of(spans: list[Span], account: Account) -> Event | None:
    found = (e for e in account.events if any(t.meets(span) for t in e.triggers for span in spans))
    return next(found, None)


def _lemma(spans: list[Span], trees: Sequence[Tree]) -> str | None:
    """Return the lemma of the word that leads a mention, or None where the reader has none there."""
    tree = next((tree for tree in trees if tree.sentence.span.meets(spans[0])), None)
    if tree is None:
        return None
    inside = [token for token in tree.sentence.tokens if any(span.meets(token.span) for span in spans)]
    leading = [token for token in inside if token.head not in {other.index for other in inside}]
    full = [token for token in leading if token.upos in ("VERB", "NOUN", "PROPN", "ADJ", "NUM")]
    return (full or leading)[0].lemma.lower() if leading else None
