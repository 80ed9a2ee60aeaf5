"""
Accounts of one incident side by side: every voice's answer to every question, and where answers cannot all be true.

Silence is no cell. A voice that answers again corrects itself: its last answer stands. A voice that repeats another's
words is shown, and counts with it as one origin. Numbers of other events are not here, since only the incident's own are asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from herodotus.accounts import aggregating, origins, voices
from herodotus.accounts.names import folded
from herodotus.accounts.pairing import ALONE
from herodotus.accounts.sayings import QUESTIONS, Spoken, spoken
from herodotus.accounts.voices import Voice
from herodotus.accounts.wording import stem, weight, words
from herodotus.model import Account, Answer, Cell, Column, Incident, Matrix, Origin, Saying, Side

Belonging = Mapping[str, str]
"""Whom a name stands for, by its key."""
NOBODY: Belonging = {}
_LARGE = 10**12


def matrix(
    incident: Incident,
    accounts: Sequence[Account],
    copies: Iterable[origins.Copy] = (),
    hands: voices.Hands = voices.NOBODY,
) -> Matrix:
    """
    Return what every voice answers about an incident; ``accounts`` hold its events, ``copies`` are near-copies among them.

    Whom people decided to be one across reports is one voice, by ``hands``.
    """
    ours = _ours(incident, accounts)
    said = [one for account in ours for one in _of(account, incident)]
    rows = voices.rows((one.voice for one in said), hands)
    cells = tuple(_cells(said, rows))
    found = origins.find(rows, ours, _echoes(said, rows), copies)
    order = _order(rows, cells)
    belong = _belonging(ours, hands)
    columns = tuple(_column(question, cells, order, found, belong) for question in _asked(cells))
    return Matrix(
        incident=incident,
        reports=tuple(account.report.id for account in ours),
        publishers=tuple(dict.fromkeys(voices.outlet(account) for account in ours)),
        origins=found,
        voices=order,
        cells=cells,
        columns=columns,
        gaps=tuple(q for q in QUESTIONS if not any(c.question.split(":")[0] == q for c in columns)),
    )


def _ours(incident: Incident, accounts: Sequence[Account]) -> list[Account]:
    """Return the accounts that tell of an incident, by publication."""
    told = {ref.report for ref in incident.events}
    ours = [account for account in accounts if account.report.id in told]
    return sorted(ours, key=lambda a: (str(a.report.published or "~"), a.report.id))


def _of(account: Account, incident: Incident) -> Iterator[Spoken]:
    own = {ref.event for ref in incident.events if ref.report == account.report.id}
    return spoken(account, [event for event in account.events if event.id in own])


def _cells(said: Sequence[Spoken], rows: Mapping[Voice, str]) -> Iterator[Cell]:
    """Yield one cell for every row and question: its sayings by publication, each answer of a report once."""
    found: dict[tuple[str, str], list[Saying]] = defaultdict(list)
    for one in said:
        kept = found[rows[one.voice], one.question]
        if not any(s.answer == one.saying.answer and s.event.report == one.saying.event.report for s in kept):
            kept.append(one.saying)
    for (row, question), sayings in found.items():
        yield Cell(row, question, tuple(sorted(sayings, key=_by_day)))


def _by_day(saying: Saying) -> tuple[str, float, str, bool]:
    """Order sayings by day; on one day the higher number stands last, for counts of the dead rise and are told with the old one."""
    day = (saying.published or "")[: len("2026-03-11")]
    return day, saying.answer.low or 0, saying.published or "", saying.answer.happened is False


def _echoes(said: Sequence[Spoken], rows: Mapping[Voice, str]) -> list[tuple[str, str]]:
    """Return the rows that only take up another's words, with that other."""
    named = {voice.shown: row for voice, row in rows.items()}
    heard: dict[str, set[str | None]] = defaultdict(set)
    for one in said:
        echo = one.saying.echoes
        heard[rows[one.voice]].add(None if echo is None else named.get(echo))
    return [(row, other) for row, of in sorted(heard.items()) for other in of if other is not None and None not in of]


def _order(rows: Mapping[Voice, str], cells: Sequence[Cell]) -> tuple[str, ...]:
    """Return the rows: outlets first, then who is heard first, of equals by name."""
    outlets = {row for voice, row in rows.items() if voice.kind == "outlet"}
    first = {row: min(c.sayings[0].published or "" for c in cells if c.voice == row) for row in set(rows.values())}
    return tuple(sorted(first, key=lambda row: (row not in outlets, first[row], row)))


def _asked(cells: Sequence[Cell]) -> list[str]:
    """Return the questions anybody answers, in their order."""
    found = {cell.question for cell in cells}
    return sorted(found, key=lambda q: (QUESTIONS.index(q.split(":")[0]), q))


def _belonging(accounts: Sequence[Account], hands: voices.Hands) -> Belonging:
    """Return whom the name of an actor stands for: a country, whom people said, else itself; a description for nobody."""
    actors = [actor for account in accounts for actor in account.actors]
    named = {folded(a.name): a.country or folded(a.name) for a in actors if any(m.kind == "name" for m in a.mentions)}
    by_hand = {folded(one.name): hands.get((a.report.id, one.id)) for a in accounts for one in a.actors}
    named |= {name: key for name, key in by_hand.items() if key is not None and ALONE not in key}
    return named | {folded(a.name): a.country for a in actors if a.country is not None}


def _column(
    question: str, cells: Sequence[Cell], order: Sequence[str], found: Sequence[Origin], belong: Belonging
) -> Column:
    standing = [(cell.voice, cell.standing.answer) for cell in cells if cell.question == question]
    sides = tuple(_sides(standing, found, order, belong))
    heard = {voice for voice, _ in standing}
    return Column(
        question=question,
        sides=sides,
        compatible=are_compatible(question, [side.answer for side in sides], belong),
        silent=tuple(row for row in order if row not in heard),
        disagreement=aggregating.disagreement([len(side.voices) for side in sides]),
    )


def _sides(
    standing: Sequence[tuple[str, Answer]], found: Sequence[Origin], order: Sequence[str], belong: Belonging
) -> Iterator[Side]:
    """Yield each answer once, with who holds it, the widest held first."""
    held: dict[Answer, list[str]] = {}
    for voice, answer in sorted(standing, key=lambda pair: order.index(pair[0])):
        same = next((other for other in held if is_same(other, answer, belong)), answer)
        held.setdefault(same, []).append(voice)
    sides = [Side(answer, tuple(who), _independent(who, found)) for answer, who in held.items()]
    yield from sorted(sides, key=lambda side: (-side.origins, -len(side.voices), order.index(side.voices[0])))


def _independent(who: Iterable[str], found: Sequence[Origin]) -> int:
    heard = set(who)
    return sum(1 for origin in found if heard & set(origin.voices))


def is_same(one: Answer, other: Answer, belong: Belonging = NOBODY) -> bool:
    """
    Whether two answers say the same: equal, or names and kinds that differ in writing only; a state and its army are one doer.

    >>> is_same(Answer(who="the dockers"), Answer(who="dockers")), is_same(Answer(low=12), Answer(low=12, high=12))
    (True, False)
    """
    if one.who is not None and other.who is not None:
        return _kind(one.who) == _kind(other.who)
    if one.source and other.source:
        return not _doers(one.source, belong).isdisjoint(_doers(other.source, belong))
    if one.source_not and other.source_not:
        return True
    if one.place is not None and other.place is not None:
        return folded(one.place) == folded(other.place)
    return one == other


def _kind(who: str) -> str:
    """Return the word that says what kind of people: the last of them ("Meranian conscripts")."""
    found = [
        stem(word)
        for word in words(who.split(" of ", maxsplit=1)[0].split(" in ", maxsplit=1)[0])
        if weight(stem(word)) > 1
    ]
    return found[-1] if found else folded(who)


def _keys(names: Iterable[str]) -> set[str]:
    return {folded(name) for name in names}


def _doers(names: Iterable[str], belong: Belonging) -> set[str]:
    """Return whom some names stand for; a description without a name stands for itself."""
    return {belong.get(key, key) for key in _keys(names)}


def are_compatible(question: str, answers: Sequence[Answer], belong: Belonging = NOBODY) -> bool:
    """
    Whether answers can all be true: ranges meet, intervals meet, no doer is both named and cleared.

    Kinds of people, names for a thing and places may differ and all be true.

    >>> are_compatible("numbers: killed", [Answer(low=25, high=25), Answer(low=25)])
    True
    >>> are_compatible("numbers: killed", [Answer(low=8, high=8), Answer(low=20)])
    False
    """
    kind = question.split(":", maxsplit=1)[0]
    if len(answers) < 2 or kind in ("identity", "naming", "place"):
        return True
    if kind == "numbers":
        low = max(a.low or 0 for a in answers)
        return low <= min(_LARGE if a.high is None else a.high for a in answers)
    if kind == "time":
        return max(a.earliest or "" for a in answers) <= min(a.latest or "~" for a in answers)
    if kind == "occurrence":
        return len({a.happened for a in answers}) == 1
    return _is_one_doer(answers, belong)


def _is_one_doer(answers: Sequence[Answer], belong: Belonging) -> bool:
    """Whether nobody is both named and cleared, and no two answers name others; "gunmen" names nobody."""
    named = [_named(a.source, belong) for a in answers if _named(a.source, belong)]
    cleared = _named(tuple(one for a in answers for one in a.source_not), belong)
    return not any(cleared & one for one in named) and not any(a.isdisjoint(b) for a in named for b in named)


def _named(names: Iterable[str], belong: Belonging) -> set[str]:
    return {belong[key] for key in _keys(names) if key in belong}
