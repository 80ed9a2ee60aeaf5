"""A matrix told to a person: who answers what, what differs, what nobody says; and as JSON."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from herodotus.accounts import aggregating
from herodotus.accounts.aggregating import Rule
from herodotus.accounts.telling import Line
from herodotus.model import Account, Answer, Cell, Column, Incident, Matrix, Origin, Saying, Span

_VOICE, _WIDEST, _NARROWEST = 26, 30, 10
SILENCE = "–"


def tell(matrix: Matrix, rule: Rule = "conservative") -> Iterator[Line]:
    """Yield the lines of a matrix: heading, table, sides of every question, gaps, origins, one row by the rule."""
    yield from _head(matrix)
    yield from _table(matrix)
    yield Line("")
    yield from (line for column in matrix.columns for line in _column(column))
    gaps = ", ".join(matrix.gaps) or "nothing: every question has an answer"
    yield Line(f"  nobody says: {gaps}", "note")
    yield Line("")
    yield Line(f"  IN ONE ROW, {rule.upper()}", "heading")
    for question, answer in aggregating.merged(matrix, rule).items():
        yield Line(f"    {question}: {told(answer)}")
    yield Line("")
    yield Line("  WHERE IT COMES FROM", "heading")
    yield from (line for origin in matrix.origins for line in _origin(origin))


def headline(incident: Incident) -> str:
    """Return an incident in a few words: what, where, when."""
    when = incident.earliest or ""
    if incident.latest is not None and incident.latest != incident.earliest:
        when = f"{incident.earliest}/{incident.latest}"
    return ", ".join(part for part in (incident.label, incident.place, when) if part)


def counts(matrix: Matrix) -> str:
    """Return the three numbers that are never one."""
    three = (
        (len(matrix.reports), "report"), (len(matrix.publishers), "publisher"), (len(matrix.origins), "independent origin"),
    )  # fmt: skip
    return " · ".join(f"{number} {word}{'' if number == 1 else 's'}" for number, word in three)


def _head(matrix: Matrix) -> Iterator[Line]:
    yield Line(f"{matrix.incident.id}  {headline(matrix.incident)}", "title")
    yield Line(f"{counts(matrix)}    D-score {aggregating.dscore(matrix):.2f}    rule {matrix.incident.rule}", "title")
    yield Line("")


def _table(matrix: Matrix) -> Iterator[Line]:
    """Yield one row a voice; a cell is its last answer, “→” what it said before, “≈” the voice whose words it repeats."""
    cells = {(cell.voice, cell.question): cell for cell in matrix.cells}
    wide = [_wide(column, cells, matrix) for column in matrix.columns]
    heads = [column.question.removeprefix("numbers: ") for column in matrix.columns]
    yield Line(_row("", heads, wide), "heading")
    for voice in matrix.voices:
        texts = [_cell(cells.get((voice, column.question))) for column in matrix.columns]
        yield Line(_row(voice, texts, wide))


def _wide(column: Column, cells: Mapping[tuple[str, str], Cell], matrix: Matrix) -> int:
    longest = max(len(_cell(cells.get((voice, column.question)))) for voice in matrix.voices)
    return min(_WIDEST, max(_NARROWEST, longest))


def _row(voice: str, texts: list[str], wide: list[int]) -> str:
    parts = [_cut(text, width).ljust(width) for text, width in zip(texts, wide, strict=True)]
    return f"  {_cut(voice, _VOICE).ljust(_VOICE)} | " + " | ".join(parts).rstrip()


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def _cell(cell: Cell | None) -> str:
    if cell is None:
        return SILENCE
    earlier = [told(s.answer) for s in cell.sayings[:-1] if s.answer != cell.standing.answer]
    echo = f" ≈{cell.standing.echoes}" if cell.standing.echoes else ""
    return " → ".join([*dict.fromkeys(earlier), told(cell.standing.answer)]) + echo


def told(answer: Answer) -> str:
    """
    Return an answer in a few words.

    >>> told(Answer(low=20)), told(Answer(low=8, high=8)), told(Answer(low=10, high=20)), told(Answer(source_not=("Merania",)))
    ('≥20', '8', '10–20', '✕ not Merania')
    """
    if answer.source or answer.source_not:
        named = " and ".join(answer.source)
        return named or f"✕ not {' or '.join(answer.source_not)}"
    if answer.low is not None or answer.high is not None:
        return _range(answer)
    if answer.happened is not None:
        return "● happened" if answer.happened else "⊘ did not happen"
    if answer.earliest is not None:
        return answer.earliest if answer.earliest == answer.latest else f"{answer.earliest}/{answer.latest}"
    return answer.who or answer.words or answer.place or ""


def _range(answer: Answer) -> str:
    if answer.high is None:
        return f"≥{answer.low:g}"
    return f"{answer.low:g}" if answer.low == answer.high else f"{answer.low or 0:g}–{answer.high:g}"


def _column(column: Column) -> Iterator[Line]:
    """Yield who holds what of one question, and who is silent."""
    fits = _fits(column)
    yield Line(f"  {column.question}: {fits}", "said")
    for side in column.sides:
        origins = f" ({side.origins} origin{'' if side.origins == 1 else 's'})"
        words = f"      {told(side.answer)}: {', '.join(side.voices)}{origins}"
        yield from (Line(line) for line in textwrap.wrap(words, 110, subsequent_indent=" " * 10))
    if column.silent:
        yield Line(f"      {len(column.silent)} silent, which is not to agree", "detail")


def _fits(column: Column) -> str:
    if len(column.sides) < 2:
        return "one answer"
    if column.question == "identity":
        return "kinds differ, not only counts"
    return "differ, and can all be true" if column.compatible else "cannot all be true"


def _origin(origin: Origin) -> Iterator[Line]:
    others = [voice for voice in origin.voices if voice != origin.name]
    with_it = f" with {', '.join(others)}" if others else ""
    yield Line(f"    {origin.name} ({origin.kind}){with_it}")
    yield from (Line(f"        {why}") for why in origin.because)


# --- as JSON ---------------------------------------------------------------------------------------------------------------


def as_json(matrix: Matrix, accounts: Mapping[str, Account], rule: Rule) -> dict[str, Any]:
    """Return a matrix as one object, every saying with its report, event, span and words."""
    return {
        "schema": "herodotus.matrix/1",
        "incident": incident_json(matrix.incident),
        "reports": list(matrix.reports),
        "publishers": list(matrix.publishers),
        "origins": [
            {"name": o.name, "kind": o.kind, "voices": list(o.voices), "reports": list(o.reports), "because": list(o.because)}
            for o in matrix.origins
        ],
        "voices": list(matrix.voices),
        "cells": [
            {"voice": c.voice, "question": c.question, "sayings": [_saying(s, accounts) for s in c.sayings]}
            for c in matrix.cells
        ],
        "columns": [
            {
                "question": c.question, "compatible": c.compatible, "disagreement": c.disagreement,
                "divergence": aggregating.divergence(c), "silent": list(c.silent),
                "sides": [
                    {"answer": answer_json(s.answer), "voices": list(s.voices), "origins": s.origins} for s in c.sides
                ],
            }
            for c in matrix.columns
        ],
        "gaps": list(matrix.gaps),
        "dscore": aggregating.dscore(matrix),
        "merged": {
            "rule": rule, **{q: answer_json(answer) for q, answer in aggregating.merged(matrix, rule).items()},
        },
    }  # fmt: skip


def incident_json(incident: Incident) -> dict[str, Any]:
    """Return an incident as an object."""
    return {
        "id": incident.id, "rule": incident.rule, "label": incident.label, "type": incident.type, "place": incident.place,
        "earliest": incident.earliest, "latest": incident.latest, "events": [str(ref) for ref in incident.events],
    }  # fmt: skip


def answer_json(answer: Answer) -> dict[str, Any]:
    """Return what an answer says, and nothing it does not."""
    row: dict[str, Any] = {"low": answer.low, "high": answer.high} if answer.low is not None else {}
    for key in ("source", "source_not"):
        if getattr(answer, key):
            row[key] = list(getattr(answer, key))
    for key in ("who", "words", "happened", "earliest", "latest", "place"):
        if getattr(answer, key) is not None:
            row[key] = getattr(answer, key)
    return row


def _saying(saying: Saying, accounts: Mapping[str, Account]) -> dict[str, Any]:
    span = saying.span
    return {
        **answer_json(saying.answer), "stance": saying.stance, "event": str(saying.event), "published": saying.published,
        "echoes": saying.echoes, "span": None if span is None else [span.start, span.end],
        "quote": _quote(span, accounts.get(saying.event.report)),
    }  # fmt: skip


def _quote(span: Span | None, account: Account | None) -> str | None:
    return None if span is None or account is None else span.of(account.report.text)
