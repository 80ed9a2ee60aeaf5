"""
Users' own dictionaries: PETRARCH actor and agent files, read as they are.

They come before the tables that ship. A line that is broken is told with its file and number, and left out; what it says
is written down in ``docs/how-to/actor-dictionaries.md``.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from herodotus.errors import InputError

_CODE = re.compile(
    r"\[\s*(?P<code>---|[A-Za-z0-9]{3,})\s*(?P<sign>[<>]?)\s*(?P<first>\d*)\s*(?:-\s*(?P<last>\d+))?\s*(?P<end>[\]>}])"
)
_AGENT = re.compile(
    r"^(?P<phrase>[^\[{]+?)\s*(?P<plural>\{[^}]*\})?\s*"
    r"\[\s*(?P<code>~[A-Za-z]{3,}|[A-Za-z]{3,}~|~|---)\s*(?P<end>[\]}])"
)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
PIVOT = 30
"""Two-digit years up to this one are of this century, unless the user says otherwise."""
NULL = "---"
_LONGEST = 8
"""Words of the longest phrase looked for."""
_SECTORS = {
    "MED": "JRN",
    "HLH": "MED",
    "UAF": "UAF",
    "SEP": "REB",
    "INS": "REB",
    "RAD": "REB",
    "MOD": "CVL",
    "IMG": "UAF",
}
"""CAMEO's role codes that PLOVER calls by another name."""
_ROLES = frozenset(
    {
        "GOV",
        "MIL",
        "REB",
        "OPP",
        "PTY",
        "COP",
        "JUD",
        "SPY",
        "EDU",
        "BUS",
        "CRM",
        "CVL",
        "ELI",
        "LEG",
        "LAB",
        "REF",
        "AGR",
        "REL",
    }
)
GLOBAL = frozenset({"IGO", "NGO", "NGM", "MNC", "IMG", "INT"})


@dataclass(frozen=True, slots=True)
class Problem:
    """A line that could not be read as it stands: its number, and what is wrong with it."""

    line: int
    words: str


@dataclass(frozen=True, slots=True)
class Dated:
    """A code and the days it holds: from ``start`` on, up to but not on ``end``; None is open."""

    code: str
    start: dt.date | None = None
    end: dt.date | None = None

    def holds(self, day: dt.date | None) -> bool:
        """Whether it holds on a day; without a day only what is undated does."""
        if self.start is None and self.end is None:
            return True
        return day is not None and (self.start is None or self.start <= day) and (self.end is None or day < self.end)


@dataclass(frozen=True, slots=True)
class Dictionary:
    """Codes by phrase (lower case, words apart by blanks), codes of agents, and the lines that could not be read."""

    actors: Mapping[str, tuple[Dated, ...]] = field(default_factory=dict)
    agents: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    id: str = ""

    def starts(self) -> frozenset[str]:
        """Return the first words of all phrases, so that most words need no further look."""
        return frozenset(phrase.partition(" ")[0] for phrase in self.actors)

    def agents_in(self, words: str) -> tuple[str, ...]:
        """
        Return the sectors of the agents that stand in a phrase, in order, the longest of those that overlap.

        >>> Dictionary({}, {"foreign minister": "GOV", "minister": "GOV", "police": "COP"}).agents_in("the Police minister")
        ('COP', 'GOV')
        """
        found: list[str] = []
        tokens, at = words.lower().replace("-", " ").split(), 0
        while at < len(tokens):
            length = next((n for n in range(_LONGEST, 0, -1) if " ".join(tokens[at : at + n]) in self.agents), 0)
            if length:
                found += parts(self.agents[" ".join(tokens[at : at + length])])[1]
            at += length or 1
        return tuple(dict.fromkeys(found))

    def code_at(self, phrase: str, day: dt.date | None) -> str | None:
        """Return the first code, in the order of the file, that a phrase has on a day; ``---`` is no actor, None unknown."""
        return next((dated.code for dated in self.actors.get(phrase, ()) if dated.holds(day)), None)


def load(path: Path, *, pivot: int = PIVOT) -> Dictionary:
    """
    Return the dictionary of a file: of agents if its name says so, else of actors. Raises InputError.

    ``pivot``: two-digit years up to this one are of this century.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            str(path), f"cannot be read ({error})", "Name a PETRARCH actor or agent file in UTF-8."
        ) from error
    found = agents(text) if "agent" in path.name.lower() else actors(text, pivot=pivot)
    asked = text if pivot == PIVOT else f"{pivot}\n{text}"
    return replace(found, id=hashlib.sha256(asked.encode()).hexdigest())


def joined(dictionaries: Iterable[Dictionary]) -> Dictionary:
    """Return several dictionaries as one; of two that know a phrase the first counts."""
    known, roles, problems = dict[str, tuple[Dated, ...]](), dict[str, str](), list[Problem]()
    listed = list(dictionaries)
    for one in listed:
        known = {**one.actors, **known}
        roles = {**one.agents, **roles}
        problems += one.problems
    return Dictionary(known, roles, tuple(problems), "+".join(one.id for one in listed))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield numbered lines without comments; a comment over several lines keeps the numbers right."""
    bare = _COMMENT.sub(lambda match: "\n" * match[0].count("\n"), text)
    for number, line in enumerate(bare.splitlines(), 1):
        cut = re.split(r"[#;]", line, maxsplit=1)[0].rstrip()
        if cut.strip():
            yield number, cut


def actors(text: str, *, pivot: int = PIVOT) -> Dictionary:
    r"""
    Return the dictionary of an actor file's text; two-digit years up to ``pivot`` are of this century.

    >>> found = actors("NORLAND_ [NOR]\n+NORLANDIC_ARMY_\n\t[NORMIL >20200101]\n")
    >>> found.code_at("norlandic army", dt.date(2019, 1, 1)), found.code_at("norland", None)
    ('NOR', 'NOR')
    """
    known, problems = dict[str, tuple[Dated, ...]](), list[Problem]()
    record = _Record()
    for number, line in [*_lines(text), (0, "end")]:
        opens = not line.startswith((" ", "\t", "+"))
        if opens:
            _enter(record, known, problems)
            record = _Record()
        written, _, rest = line.partition("[")
        if written.strip():
            record.names.append((number, _phrase(written)))
        codes = list(_codes(f"[{rest}" if rest else "", number, problems, pivot))
        (record.default if opens else record.codes).extend(codes)
    return Dictionary(known, {}, tuple(problems))


@dataclass(slots=True)
class _Record:
    """One record while it is read: its phrases with their lines, the codes of its own lines, and those of its first line."""

    names: list[tuple[int, str]] = field(default_factory=list)
    codes: list[Dated] = field(default_factory=list)
    default: list[Dated] = field(default_factory=list)


def _phrase(written: str) -> str:
    """
    Return a phrase as it is looked for: words apart by blanks, without the marks of synonyms and of word ends.

    >>> _phrase("+UN_Secy_Gen_")
    'un secy gen'
    """
    return " ".join(written.strip().lstrip("+").replace("_", " ").split()).lower()


def _enter(record: _Record, known: dict[str, tuple[Dated, ...]], problems: list[Problem]) -> None:
    """Enter a record: all its phrases with its codes in the order of the file, those of its first line, the default, last."""
    ordered = (*record.codes, *record.default)
    if record.names and not ordered:
        problems.append(Problem(record.names[0][0], f"{record.names[0][1]!r} has no code"))
        return
    for number, name in record.names:
        if name in known:
            problems.append(Problem(number, f"{name!r} is there already: the first counts"))
        else:
            known[name] = ordered


def _codes(written: str, number: int, problems: list[Problem], pivot: int) -> Iterator[Dated]:
    """Yield the codes of a line; what cannot be read is a problem."""
    matches = list(_CODE.finditer(written))
    if written.strip() and len(matches) < written.count("["):
        problems.append(Problem(number, f"{written.strip()!r} is no code"))
    for match in matches:
        if match["end"] != "]":
            problems.append(Problem(number, f"{match[0]!r} ends in {match['end']!r}: read as ']'"))
        try:
            yield _dated(match, number, problems, pivot)
        except ValueError:
            problems.append(Problem(number, f"{match[0]!r} has an impossible date"))


def _dated(match: re.Match[str], number: int, problems: list[Problem], pivot: int) -> Dated:
    code, sign = match["code"].upper(), match["sign"]
    if not match["first"]:
        return Dated(code)
    first = _day(match["first"], number, problems, pivot)
    if match["last"]:
        return Dated(code, first, _day(match["last"], number, problems, pivot))
    if not sign:
        problems.append(Problem(number, f"{match[0]!r} has a date without a sign: read as from that day on"))
    return Dated(code, None, first) if sign == "<" else Dated(code, first, None)


def _day(written: str, number: int, problems: list[Problem], pivot: int = PIVOT) -> dt.date:
    """
    Return a date of six or eight figures; of seven the first six count, of more than eight the first eight. Raises ValueError.

    >>> _day("210101", 1, []), _day("19450703", 1, []), _day("210101", 1, [], pivot=15)
    (datetime.date(2021, 1, 1), datetime.date(1945, 7, 3), datetime.date(1921, 1, 1))
    """
    if len(written) not in (6, 8):
        problems.append(
            Problem(number, f"{written} has {len(written)} figures: read as {written[: 6 if len(written) < 8 else 8]}")
        )
    if len(written) >= 8:
        return dt.date(int(written[:4]), int(written[4:6]), int(written[6:8]))
    year = int(written[:2])
    return dt.date(2000 + year if year <= pivot else 1900 + year, int(written[2:4]), int(written[4:6]))


def agents(text: str) -> Dictionary:
    r"""
    Return the dictionary of an agent file's text; plurals are made where the file does not give or forbid them.

    >>> found = agents("MINISTER [~GOV]\nPOLICE {} [~COP]\n!PERSON! = MAN, MEN\nCONGRESS!PERSON! [~LEG]\n")
    >>> sorted(found.agents)
    ['congressman', 'congressmen', 'minister', 'ministers', 'police']
    """
    known, sets, problems = dict[str, str](), dict[str, list[str]](), list[Problem]()
    for number, line in _lines(text):
        if line.startswith("!") and "=" in line:
            name, _, members = line.partition("=")
            sets[name.strip().upper()] = [member.strip() for member in members.split(",") if member.strip()]
            continue
        match = _AGENT.match(line)
        if match is None:
            problems.append(Problem(number, f"{line.strip()!r} is no agent"))
            continue
        if match["end"] != "]":
            problems.append(Problem(number, f"{line.strip()!r} ends in {match['end']!r}: read as ']'"))
        for phrase in _forms(match, sets):
            known.setdefault(_phrase(phrase), match["code"].strip("~").upper())
    return Dictionary({}, known, tuple(problems))


def _forms(match: re.Match[str], sets: Mapping[str, list[str]]) -> Iterator[str]:
    phrase = match["phrase"].strip()
    name = next((name for name in sets if name in phrase.upper()), None)
    if name is not None:
        yield from (re.sub(re.escape(name), member, phrase, flags=re.IGNORECASE) for member in sets[name])
        return
    yield phrase
    if match["plural"] is None:
        yield _plural(phrase)
    elif match["plural"].strip("{} "):
        yield match["plural"].strip("{} ")


def _plural(phrase: str) -> str:
    bare = phrase.rstrip("_ ")
    if bare.upper().endswith("Y"):
        return f"{bare[:-1]}IES"
    return f"{bare}ES" if bare.upper().endswith("SS") else f"{bare}S"


def parts(code: str) -> tuple[str | None, tuple[str, ...]]:
    """
    Return the country or global type a code begins with, and PLOVER's sectors after it.

    >>> parts("IRQGOVMED"), parts("IGOUNO"), parts("GOV")
    (('IRQ', ('GOV', 'JRN')), ('IGO', ()), (None, ('GOV',)))
    """
    chunks = [code[at : at + 3] for at in range(0, len(code), 3)]
    role = _ROLES | set(_SECTORS)
    place = chunks[0] if chunks and chunks[0] not in role else None
    rest = chunks[1:] if place is not None else chunks
    return place, tuple(_SECTORS.get(chunk, chunk) for chunk in rest if chunk in role)
