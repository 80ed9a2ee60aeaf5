"""What each voice of an account answers about an incident: one saying for every claim and number of its events."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from herodotus import lexicons
from herodotus.accounts import effects, measures
from herodotus.accounts.disputes import takes_some
from herodotus.accounts.voices import Voice, voice
from herodotus.model import (
    NARRATOR,
    Account,
    Answer,
    Claim,
    Count,
    Event,
    EventRef,
    Saying,
    Span,
    Stance,
    Statement,
    Time,
)

QUESTIONS = ("responsibility", "numbers", "identity", "naming", "occurrence", "time", "place")
"""What can be asked of an incident, in the order of the columns; numbers have a column for each fate."""
FATES = ("killed", "wounded", "missing", "detained", "displaced", "casualties", "taking part")
"""The fates that are counted side by side."""
_MORE = re.compile(r"\s+(?:more|others?|further)\b")
_BEFORE = re.compile(r"(?:among them|including|another|of whom|of them)\W*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A voice of a report, the question it answers, and what it says."""

    voice: Voice
    question: str
    saying: Saying


def spoken(account: Account, events: Sequence[Event]) -> Iterator[Spoken]:
    """Yield what every voice of a report says about an incident, its events given in text order."""
    said = {statement.id: statement for statement in account.statements}
    for event in events:
        for claim in event.claims:
            yield from _claimed(account, event, claim, said)
        yield from _counted(account, event)
        yield from _rejected(account, event)
        yield from _measured(account, event)
        yield from _told_of(account, event)


def _claimed(account: Account, event: Event, claim: Claim, said: dict[str, Statement]) -> Iterator[Spoken]:
    """Yield who did it, whether it happened and what it was, as one claim has it."""
    statement = said.get(claim.statement or "")
    span = _span(event, statement)
    speaker = voice(account, claim.voice)

    def says(question: str, answer: Answer, words: Span | None = span) -> Spoken:
        return Spoken(
            speaker, question, _saying(account, event, answer, claim.stance, words, echoed(event, claim, said))
        )

    names = _names(account)
    if claim.source or claim.source_not:
        doers = (
            tuple(names[a] for a in claim.source if a in names),
            tuple(names[a] for a in claim.source_not if a in names),
        )
        yield says("responsibility", Answer(source=doers[0], source_not=doers[1]))
    elif event.source and claim.vouches:
        yield says("responsibility", Answer(source=tuple(names[p.actor] for p in event.source if p.actor in names)))
    if claim.stance == "evaluates" and statement is not None and statement.content:
        yield says("naming", Answer(words=statement.content[-1].line_of(account.report.text)), statement.content[-1])
    happened, fate = _happened(claim), effects.fate_of(event)
    if happened is False and fate is not None:
        yield says(f"numbers: {fate}", Answer(low=0, high=0))  # "denied that anybody had died" leaves the raid as it is
    elif happened is not None:
        yield says("occurrence", Answer(happened=happened))


def _rejected(account: Account, event: Event) -> Iterator[Spoken]:
    """
    Yield who rejects what others say of an event without a claim of his own on it: "rejected the charge that it had …".

    One who is named as its doer says that it was not he; another, that it was not.
    """
    claimed = {claim.voice for claim in event.claims}
    doers = {p.actor for p in event.source} | {actor for claim in event.claims for actor in claim.source}
    for statement in account.statements:
        speaker = statement.speaker.actor
        about = any(part.holds(span) for part in statement.content for span in event.triggers)
        if statement.act in ("deny", "reject") and about and speaker not in claimed and not statement.negated_cue:
            told, words = voice(account, speaker), statement.content[0]
            if speaker in doers:
                answer = Answer(source_not=(_names(account)[speaker],))
                yield Spoken(told, "responsibility", _saying(account, event, answer, "denies", words))
            else:
                yield Spoken(told, "occurrence", _saying(account, event, Answer(happened=False), "denies", words))


def _happened(claim: Claim) -> bool | None:
    """Return whether a claim says that it happened, denies the whole of it, or neither."""
    if claim.polarity == "-":
        return None
    if claim.vouches:
        return True
    denied = claim.stance == "denies" and claim.about is None and not claim.source_not
    return False if denied or (claim.stance == "asserts" and claim.status == "negated") else None


def _counted(account: Account, event: Event) -> Iterator[Spoken]:
    """Yield how many there were of each fate, and who they were, by whose word; parts of a whole are left out."""
    for count in event.counts:
        if not is_answer(count, account):
            continue
        speaker = voice(account, count.voice)
        answer = Answer(low=count.low, high=count.high)
        yield Spoken(speaker, f"numbers: {count.what}", _saying(account, event, answer, "asserts", count.span))
        who = _kind(account, count)
        if who:
            yield Spoken(
                speaker, "identity", _saying(account, event, Answer(who=who), "asserts", count.who or count.span)
            )


def _measured(account: Account, event: Event) -> Iterator[Spoken]:
    """Yield what else was measured of an event: the magnitude of a quake, the shops that were damaged."""
    for one in measures.find(account, event):
        answer = Answer(low=one.low, high=one.high)
        saying = _saying(account, event, answer, "asserts", one.span)
        yield Spoken(voice(account, one.voice), f"numbers: {one.what}", saying)


def is_answer(count: Count, account: Account) -> bool:
    """Whether a number stands in a column: of a fate that is counted side by side, and the whole of it."""
    return count.what in FATES and not is_part(count, account)


def is_part(count: Count, account: Account) -> bool:
    """
    Whether a number takes some of a group told elsewhere: "three of the victims", "among them nine".

    "Two more" does so where others of that fate were told before; "ten dead and dozens more injured" does not.
    """
    text, span = account.report.text, count.span
    before = any(c.what == count.what and c.span < span for event in account.events for c in event.counts)
    more = before and _MORE.match(text, span.end) is not None
    return more or takes_some(count, text) or bool(_BEFORE.search(text[max(0, span.start - 20) : span.start]))


def _kind(account: Account, count: Count) -> str | None:
    """Return what kind of people were counted, in the text's words without the number; None for people as such."""
    said = count.who.of(account.report.text) if count.who is not None else _names(account).get(count.whose or "", "")
    bare = without_number(said)
    return bare if bare and bare.lower() not in _anybody() else None


def without_number(words: str) -> str:
    """
    Return words for people without what says how many of them.

    >>> without_number("at least 20 Meranian soldiers"), without_number("eight fighters"), without_number("the dockers")
    ('Meranian soldiers', 'fighters', 'dockers')
    """
    kept = words.replace("“", " ").replace("”", " ").split()
    while kept and (kept[0].lower() in _amounts() or not kept[0][0].isalpha()):
        kept = kept[1:]
    return " ".join(kept)


@cache
def _anybody() -> frozenset[str]:
    """Return words for people as such: "12 *victims*" says no more than 12."""
    return _words_for("anybody")


def _words_for(part: str) -> frozenset[str]:
    return frozenset(row["word"] for row in lexicons.load().table("accounts/counted") if row["part"] == part)


@cache
def _amounts() -> frozenset[str]:
    document = lexicons.load().document("numbers/words")
    return frozenset(document["digits"]) | _words_for("amount")


def _told_of(account: Account, event: Event) -> Iterator[Spoken]:
    """Yield when and where it was, by the word of the narrator if he tells it, else of whoever does."""
    tellers = [c.voice for c in event.claims if c.vouches]
    if not tellers:
        return
    speaker = voice(account, NARRATOR if NARRATOR in tellers else tellers[0])
    time = next((one for one in account.times if one.id == event.time), None)
    if time is not None and time.earliest is not None and time.latest is not None and not _is_late(time, account):
        days = Answer(earliest=time.earliest.isoformat()[:10], latest=time.latest.isoformat()[:10])
        yield Spoken(speaker, "time", _saying(account, event, days, "asserts", time.span))
    place = next((one for one in account.places if one.id == event.place), None)
    if place is not None:
        span = event.place_span or (place.mentions[0] if place.mentions else None)
        yield Spoken(speaker, "place", _saying(account, event, Answer(place=place.name), "asserts", span))


def _is_late(time: Time, account: Account) -> bool:
    """Whether a day lies after the report that tells it as done: then it was not understood."""
    told = account.report.published
    return told is not None and time.earliest is not None and time.earliest.isoformat()[:10] > told.isoformat()[:10]


def echoed(event: Event, claim: Claim, said: dict[str, Statement]) -> str | None:
    """Return the voice whose words a claim takes up: one that speaks of the same event inside its statement."""
    own = said.get(claim.statement or "")
    if own is None:
        return None
    inner = (said.get(other.statement or "") for other in event.claims if other.voice != claim.voice)
    cues = ((s.cue, s.speaker.actor) for s in inner if s is not None and s.cue is not None)
    return next((actor for cue, actor in cues if any(span.holds(cue) for span in own.content)), None)


def _saying(
    account: Account, event: Event, answer: Answer, stance: Stance, span: Span | None, echoes: str | None = None
) -> Saying:
    told = account.report.published
    heard = None if echoes is None else voice(account, echoes).shown
    ref = EventRef(account.report.id, event.id)
    return Saying(answer, ref, stance, span, None if told is None else told.isoformat(), heard)


def _span(event: Event, statement: Statement | None) -> Span:
    if statement is None:
        return event.triggers[0]
    return statement.content[0] if statement.content else statement.cue or event.triggers[0]


def _names(account: Account) -> dict[str, str]:
    return {actor.id: actor.name for actor in account.actors}
