"""Two accounts of one report compared: what is newly found, what is lost, what is told differently."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

Account = dict[str, Any]
Kind = Literal["event", "statement", "link"]
Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Thing:
    """An event, statement or link of an account, told by names and words instead of ids."""

    kind: Kind
    spans: Spans
    fields: tuple[tuple[str, str], ...]
    rules: tuple[str, ...] = field(default=(), compare=False)

    def meets(self, other: Thing) -> bool:
        """Whether the two are about the same words."""
        return any(a < d and c < b for a, b in self.spans for c, d in other.spans)


@dataclass(frozen=True, slots=True)
class Change:
    """One gain, loss or alteration in a report; ``before`` is None for a gain, ``after`` for a loss."""

    report: str
    text: str
    before: Thing | None
    after: Thing | None


def things(account: Account) -> Iterator[Thing]:
    """Yield everything an account holds that a change of rules may change."""
    names = _Names(account)
    yield from (names.statement(one) for one in account.get("statements", []))
    yield from (names.event(one) for one in account.get("events", []))
    yield from (names.link(one) for one in account.get("links", []))


class _Names:
    """The words behind the ids of one account."""

    def __init__(self, account: Account) -> None:
        self.text = account["report"]["text"]
        self.actors = {one["id"]: one["name"] for one in account.get("actors", [])}
        self.places = {one["id"]: one["name"] for one in account.get("places", [])}
        self.times = {one["id"]: self._interval(one) for one in account.get("times", [])}
        self.events = {one["id"]: one for one in account.get("events", [])}

    def _interval(self, time: dict[str, Any]) -> str:
        return f"{time.get('earliest') or '…'} to {time.get('latest') or '…'}"

    def who(self, ids: Iterable[str] | str | None) -> str:
        listed = [ids] if isinstance(ids, str) else list(ids or ())
        return ", ".join(sorted(self.actors.get(one, one) for one in listed)) or "–"

    def words(self, spans: Iterable[Iterable[int]]) -> str:
        return " … ".join(self.text[start:end] for start, end in map(tuple, spans))

    def statement(self, one: dict[str, Any]) -> Thing:
        content = tuple((start, end) for start, end in one.get("content") or [])
        cue = ((one["cue"][0], one["cue"][1]),) if one.get("cue") else content
        told = {
            "speaker": self.who(one.get("speaker")),
            "act": f"{one.get('act')} ({one.get('stance')}, {one.get('form')})",
            "target": self.who(one.get("target")),
            "relay": self.who(one.get("relay")),
            "content": self.words(content),
        }
        return Thing("statement", cue, tuple(told.items()), _rules(one))

    def event(self, one: dict[str, Any]) -> Thing:
        told = {
            "type": f"{one.get('type')} {one.get('mode') or ''} {one.get('cameo') or ''}".strip(),
            "source": self.who(one.get("source")),
            "target": self.who(one.get("target")),
            "place": self.places.get(one.get("place") or "", "–"),
            "time": self.times.get(one.get("time") or "", "–"),
            "claims": "; ".join(sorted(self._claim(claim) for claim in one.get("claims", []))),
            "counts": "; ".join(sorted(_count(count) for count in one.get("counts") or [])),
        }
        spans = tuple((start, end) for start, end in one.get("triggers", []))
        return Thing("event", spans, tuple(told.items()), _rules(one))

    def _claim(self, claim: dict[str, Any]) -> str:
        sign = "not " if claim.get("polarity") == "-" else ""
        about = f" about {claim['about']}" if claim.get("about") else ""
        return f"{self.who(claim.get('voice'))} {claim.get('stance')} {sign}{claim.get('status')}{about}"

    def link(self, one: dict[str, Any]) -> Thing:
        ends = [self.events.get(one.get(key, ""), {}) for key in ("from", "to")]
        told = {"kind": one["kind"], "voice": self.who(one.get("voice"))}
        told |= dict(zip(("from", "to"), (str(end.get("label", "?")) for end in ends), strict=True))
        spans = [one["cue"]] if one.get("cue") else [span for end in ends for span in end.get("triggers", [])[:1]]
        return Thing("link", tuple((start, end) for start, end in spans), tuple(told.items()), _rules(one))


def _count(count: dict[str, Any]) -> str:
    return f"{count.get('what')} {count.get('low')}–{count.get('high') if count.get('high') is not None else ''}"


def _rules(one: dict[str, Any]) -> tuple[str, ...]:
    found = [because["rule"] for because in one.get("because") or [] if because.get("rule")]
    return tuple(dict.fromkeys(found))


def compare(before: Account, after: Account) -> Iterator[Change]:
    """Yield the changes between two accounts of one report, in the order of the text."""
    report, text = str(after["report"]["id"]), str(after["report"]["text"])
    old, new = list(things(before)), list(things(after))
    pairs = _paired(old, new)
    for mine, other in pairs:
        if mine.fields != other.fields:
            yield Change(report, text, mine, other)
    known = {id(one) for pair in pairs for one in pair}
    yield from (Change(report, text, one, None) for one in old if id(one) not in known)
    yield from (Change(report, text, None, one) for one in new if id(one) not in known)


def _paired(old: list[Thing], new: list[Thing]) -> list[tuple[Thing, Thing]]:
    """Pair things of one kind over the same words: the equal ones first, then those that share most fields."""
    alike = [
        (_likeness(a, b), i, j) for i, a in enumerate(old) for j, b in enumerate(new) if a.kind == b.kind and a.meets(b)
    ]
    pairs, taken_old, taken_new = [], set(), set()
    for _, i, j in sorted(alike, key=lambda one: (-one[0], one[1], one[2])):
        if i not in taken_old and j not in taken_new:
            pairs.append((old[i], new[j]))
            taken_old.add(i)
            taken_new.add(j)
    return pairs


def _likeness(first: Thing, second: Thing) -> int:
    return len(set(first.fields) & set(second.fields)) + 10 * (first.spans == second.spans)


def sentence_around(text: str, span: tuple[int, int], *, widest: int = 240) -> str:
    """
    Return the sentence of a text that holds a span, with the span's words in *stars*.

    >>> sentence_around("It fled. Norland shelled the port. All is well.", (17, 24))
    'Norland *shelled* the port.'
    """
    start, end = span
    left = max(_after(text, mark, start) for mark in (". ", "\n", "? ", "! "))
    stops = [text.find(mark, end) for mark in (". ", "\n", "? ", "! ")]
    right = min((stop + 1 for stop in stops if stop >= 0), default=len(text))
    left, right = max(left, start - widest), min(right, end + widest)
    return f"{text[left:start]}*{text[start:end]}*{text[end:right]}".strip()


def _after(text: str, mark: str, before: int) -> int:
    found = text.rfind(mark, 0, before)
    return found + len(mark) if found >= 0 else 0


Picked = Callable[[Change], bool]
GROUPS: tuple[tuple[str, Picked], ...] = (
    ("newly found", lambda change: change.before is None),
    ("lost", lambda change: change.after is None),
    ("changed", lambda change: change.before is not None and change.after is not None),
)
