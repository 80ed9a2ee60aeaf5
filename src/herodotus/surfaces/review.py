"""``herodotus review``: what to look at next; accepting, rejecting, correcting it; the log; how far coders agree."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from herodotus.errors import NotFoundError
from herodotus.surfaces import deciding
from herodotus.surfaces.console import Console
from herodotus.surfaces.deciding import By
from herodotus.surfaces.options import (
    HOME,
    AsJson,
    AsLines,
    Coder,
    LedgerAt,
    Why,
    as_json,
    as_line,
    compare,
    login,
    opened,
    out,
)

if TYPE_CHECKING:
    from herodotus.ledger import Ledger
    from herodotus.ledger.faring import Logged
    from herodotus.model import Account
    from herodotus.surfaces.deciding import Done

app = typer.Typer(
    no_args_is_help=True, help="Looks at what was read, accepts and corrects it, and keeps who decided what, when and why.",
)  # fmt: skip

_QUEUES = ("disputes", "open", "least-sure", "orphans", "changed", "pairs", "audit", "second")
_AsRead = Annotated[bool, typer.Option("--as-read", help="Decide on it as it was read, whatever others corrected.")]
_ThingAt = Annotated[str, typer.Argument(help="REPORT:e5, REPORT:e5.c1 (its first claim), REPORT:s2, REPORT:a1 …")]


@app.command("next")
def next_(
    queue: Annotated[str, typer.Option(help=f"{', '.join(_QUEUES)}.")] = "disputes",
    most: Annotated[int, typer.Option("--most", "-n", min=1, help="How many at once.")] = 1,
    coder: Coder = "",
    ledger: LedgerAt = HOME,
    *,
    double: Annotated[
        bool, typer.Option("--double", help="What this coder has not decided on, whatever others have.")
    ] = False,
    json: AsJson = False,
) -> None:
    """Show the next things of a queue that nobody has decided on."""
    from herodotus.ledger import queues

    if queue not in queues.QUEUES:
        raise typer.BadParameter(f"{queue!r} is none of {', '.join(queues.QUEUES)}", param_hint="--queue")
    with opened(ledger) as kept:
        if queue == "pairs":
            compare(kept, Console())
        with kept.reading() as db:
            found = queues.Queues().look(db, queue, coder or login(), queues.Wanted(double=double)).left
            items = [item for entry in found[:most] if (item := queues.named(db, entry.item)) is not None]
    if not items:
        raise NotFoundError(f"{ledger}: nothing is waiting in queue '{queue}'.")
    with opened(ledger) as kept:
        shown = [_shown(kept, item, blind=double or queue == "second") for item in items]
    if json:
        out(as_json({"schema": "herodotus.review/1", "items": [one for one, _ in shown]}))
    else:
        out("\n\n".join("\n".join(lines) for _, lines in shown))
        Console().note(f"{queue}: {len(found)} left")


def _shown(kept: Ledger, item: Any, *, blind: bool) -> tuple[dict[str, Any], list[str]]:
    """Return an item as an object and as lines. Who decides second sees what was read, not what the first made of it."""
    from herodotus.surfaces import cards

    about = {"report": item.report, "thing": item.thing, "queue": item.queue, "why": item.why}
    head = f"{item.report[:10] or '?'}:{item.thing}  ({item.queue}: {item.why})"
    if item.thing.startswith("correction"):
        return about, [head]
    account = kept.get(item.report, as_read=blind)
    lines = [head, *cards.card(account, item.thing)]
    if item.other is not None:
        report, thing = item.other
        second = kept.get(report)
        about["other"] = cards.as_object(second, thing)
        lines += [f"{report[:10]}:{thing}  ({second.report.publisher or '?'})", *cards.card(second, thing)]
    return {**about, **cards.as_object(account, item.thing)}, lines


@app.command()
def accept(thing: _ThingAt, field: Annotated[str | None, typer.Option(help="Only this field.")] = None, why: Why = None,
           coder: Coder = "", ledger: LedgerAt = HOME, *, as_read: _AsRead = False, json: AsJson = False) -> None:  # fmt: skip
    """Accept a thing as it is shown, or one field of it."""
    by = By(coder or login(), why, ledger, as_read)
    _told(deciding.decided("accept", thing, lambda _, name: [(name, field, None)], by), json=json)


@app.command()
def reject(thing: _ThingAt, field: Annotated[str | None, typer.Option(help="Only this field: it is unknown then.")] = None,
           why: Why = None, coder: Coder = "", ledger: LedgerAt = HOME, *, as_read: _AsRead = False,
           json: AsJson = False) -> None:  # fmt: skip
    """Reject a thing (there is no such event, claim, speaker …), or one field of it."""
    by = By(coder or login(), why, ledger, as_read)
    _told(deciding.decided("reject", thing, lambda _, name: [(name, field, None)], by), json=json)


@app.command()
def correct(
    thing: _ThingAt,
    fields: Annotated[list[str], typer.Argument(help="FIELD=VALUE: type=COERCE, status=negated, source=a3, place=none …")],
    why: Why = None, coder: Coder = "", ledger: LedgerAt = HOME, *, as_read: _AsRead = False, json: AsJson = False,
) -> None:  # fmt: skip
    """Give fields of a thing other values: a word, a number, an id of the account, or words of the report."""

    def given(account: Account, name: str) -> list[tuple[str, str | None, Any]]:
        return [deciding.given(account, name, one) for one in fields]

    _told(deciding.decided("correct", thing, given, By(coder or login(), why, ledger, as_read)), json=json)


_Added = Annotated[
    str, typer.Argument(metavar="KIND", help="event, statement, actor, place, time; count or claim, of an event.")
]


@app.command()
def add(
    report: Annotated[str, typer.Argument(help="REPORT, or REPORT:n4 (its fourth sentence): where the words stand; "
                                               "REPORT:e5 of a count or claim.")],
    kind: _Added,
    words: Annotated[str, typer.Argument(help="The words of the report it stands on: what tells the deed, what is said, a name, "
                                              "a number; of a claim who holds it.")],
    fields: Annotated[list[str] | None, typer.Argument(help="FIELD=VALUE: type=ASSAULT, source=a3, act=deny …")] = None,
    why: Why = None, coder: Coder = "", ledger: LedgerAt = HOME, *, json: AsJson = False,
) -> None:  # fmt: skip
    """Add an event, statement, actor, place or time that was not read, on words of the report; a number or a voice to an event."""
    _told(deciding.added(report, kind, words, fields or [], By(coder or login(), why, ledger)), json=json)


@app.command()
def undo(
    number: Annotated[int | None, typer.Argument(help="The correction's number; this coder's last if none is given.")] = None,
    why: Why = None, coder: Coder = "", ledger: LedgerAt = HOME, *, json: AsJson = False,
) -> None:  # fmt: skip
    """Take a correction back. The log keeps both."""
    from herodotus.ledger import correcting

    who = coder or login()
    with opened(ledger) as kept, kept.writing() as db:
        if number is None:
            last = correcting.latest_by(db, who)
            if last is None:
                raise NotFoundError(f"{ledger}: {who} has decided nothing that could be taken back.")
            number = last.id
        done = [correcting.undo(db, number, who=who, why=why)]
    _told(done, json=json)


@app.command()
def merge(one: _ThingAt, other: _ThingAt, why: Why = None, coder: Coder = "", ledger: LedgerAt = HOME, *,
          json: AsJson = False) -> None:  # fmt: skip
    """
    Say that two events are one happening, whatever the rule of incidents says; or that two actors are one, names and all.

    Of two columns of numbers (INCIDENT/casualties INCIDENT/killed) the answers of the first stand in the second from then on.
    """
    _told(deciding.paired("merge", one, other, By(coder or login(), why, ledger)), json=json)


@app.command()
def split(one: _ThingAt, other: _ThingAt, why: Why = None, coder: Coder = "", ledger: LedgerAt = HOME, *,
          json: AsJson = False) -> None:  # fmt: skip
    """
    Say that two events are two happenings; or two actors two: the first is another than all others of a name they share.

    From a column (INCIDENT/killed) one number (REPORT:e2.n1) is taken out: it answers another question.
    """
    _told(deciding.paired("split", one, other, By(coder or login(), why, ledger)), json=json)


@app.command()
def log(
    since: Annotated[int, typer.Option(help="Only what came after this number.")] = 0,
    state: Annotated[str | None, typer.Option(help="Only kept, reapplied, orphaned or undone ones.")] = None,
    ledger: LedgerAt = HOME, *, json: AsJson = False, jsonl: AsLines = False,
) -> None:  # fmt: skip
    """List every decision, oldest first, and how it fares over what is read now."""
    from herodotus.ledger import faring
    from herodotus.surfaces import corrections

    with opened(ledger) as kept, kept.reading() as db:
        found = list(faring.fared(db, state=state, since=since))
    if not found:
        raise NotFoundError(f"{ledger}: nobody has decided anything{f' that is {state}' if state else ''}.")
    if jsonl:
        out("\n".join(as_line(corrections.as_object(one)) for one in found))
    elif json:
        out(as_json({"schema": corrections.SCHEMA, "corrections": [corrections.as_object(one) for one in found]}))
    else:
        out("\n".join(_line(one) for one in found))


def _line(one: Logged) -> str:
    from herodotus.surfaces import corrections

    fate = f"  [{one.state}{f': {one.reason}' if one.reason else ''}]" if one.state else "  [waits for its report]"
    return f"{corrections.told(one.correction, one.report)}{fate}"


@app.command()
def agreement(ledger: LedgerAt = HOME, *, json: AsJson = False) -> None:
    """Say how far coders agree on what two or more of them decided: Krippendorff's alpha, field by field."""
    from herodotus.accounts.agreement import agreements
    from herodotus.ledger import faring, logbook, queues

    with opened(ledger) as kept, kept.reading() as db:
        numbers = queues.Queues().shared(db)
        found = agreements(logbook.some(db, numbers), cache(partial(faring.standing, db)))
    if not found:
        raise NotFoundError(
            f"{ledger}: no two coders have decided on one thing. See 'herodotus review next --queue second'."
        )
    if json:
        rows = [
            {"field": a.field, "coders": list(a.coders), "units": a.units, "same": a.same, "alpha": a.alpha}
            for a in found
        ]
        out(as_json({"schema": "herodotus.agreement/1", "agreement": rows}))
        return
    out(f"{'field':<12} {'questions':>9} {'alike':>6}  alpha  coders")
    for one in found:
        told = "    –" if one.alpha is None else f"{one.alpha:5.2f}"
        out(f"{one.field:<12} {one.units:>9} {one.same:>6}  {told}  {', '.join(one.coders)}")


def _told(done: Done, *, json: bool) -> None:
    from herodotus.surfaces import corrections

    if json:
        rows = [{**corrections.written(one), "states": [fate.state for fate in fates]} for one, fates in done]
        out(as_json({"schema": corrections.SCHEMA, "corrections": rows}))
        return
    for one, _ in done:
        out(corrections.told(one, None))
