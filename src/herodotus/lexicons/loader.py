"""Everything under ``lexicons/`` read once: rules of the three kinds, tables, and a hash over all of it."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args

from herodotus.errors import LexiconError
from herodotus.lexicons import petrarch
from herodotus.lexicons.entries import rule_from
from herodotus.lexicons.rules import Kind, Rule, RuleSet
from herodotus.lexicons.tables import Row, read_table
from herodotus.lexicons.wordlists import Wordlist, wordlist_from

HOME = Path(__file__).parent
KINDS: tuple[Kind, ...] = get_args(Kind)
RULE_FOLDERS = ("cues", "events", "signals")


@dataclass(frozen=True, slots=True)
class Lexicons:
    """
    What the lexicons of one language hold: ``cues``, ``events``, ``signals``; tables and documents by name.

    ``folders`` are looked through in order, the user's own last. Files are read when they are first asked for, and
    kept; ``hash`` changes with any byte of any file.
    """

    language: str
    folders: tuple[Path, ...]
    _kept: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def cues(self) -> RuleSet:
        """The words that tell who says what."""
        return self._set("cue")

    @property
    def events(self) -> RuleSet:
        """The words that tell who did what to whom."""
        return self._set("event")

    @property
    def signals(self) -> RuleSet:
        """The words that tell what became of an event, and what ties two together."""
        return self._set("signal")

    @property
    def hash(self) -> str:
        """The sha-256 over the names and bytes of all files."""
        return str(self._keep("", lambda: hash_of(_files(self.folders, self.language))))

    def _set(self, kind: Kind) -> RuleSet:
        sets: dict[Kind, RuleSet] = self._keep("[[]]", lambda: _rule_sets(self.folders))
        return sets[kind]

    def rules(self) -> Iterator[Rule]:
        """Yield the rules of all kinds: cues, events, signals."""
        for rules in (self.cues, self.events, self.signals):
            yield from rules

    def rule(self, rule_id: str) -> Rule | None:
        """Return the rule of this id, whatever its kind, or None."""
        by_id: dict[str, Rule] = self._keep("by id", lambda: {rule.id: rule for rule in self.rules()})
        return by_id.get(rule_id)

    def table(self, name: str) -> tuple[Row, ...]:
        """Return the rows of ``name`` + ``.tsv``, of every folder that has it: ``table("actors/states")``."""
        return tuple(self._keep(f"{name}.tsv", lambda: self._rows(f"{name}.tsv")))

    def wordlists(self) -> dict[str, Wordlist]:
        """Return the lists of ``lists/*.toml`` by id."""
        found: dict[str, Wordlist] = self._keep("[[list]]", lambda: _wordlists(self.folders))
        return found

    def wordlist(self, name: str) -> frozenset[str]:
        """Return the words of one list: ``wordlist("going")``."""
        return self.wordlists()[name].words

    def document(self, name: str) -> dict[str, Any]:
        """Return the contents of ``name`` + ``.toml`` as TOML gives them, for files with a notation of their own."""
        found: dict[str, Any] = self._keep(f"{name}.toml", lambda: self._document(f"{name}.toml"))
        return found

    def _keep(self, name: str, make: Any) -> Any:
        if name not in self._kept:
            self._kept[name] = make()
        return self._kept[name]

    def _paths(self, name: str) -> list[Path]:
        return [folder / name for folder in self.folders if (folder / name).is_file()]

    def _rows(self, name: str) -> list[Row]:
        return [row for path in self._found(name) for row in read_table(path, file=shown(path))]

    def _document(self, name: str) -> dict[str, Any]:
        merged: dict[str, Any] = {}
        for path in self._found(name):
            for key, value in read_toml(path).items():
                merged[key] = [*merged[key], *value] if isinstance(value, list) and key in merged else value
        return merged

    def _found(self, name: str) -> list[Path]:
        paths = self._paths(name)
        if not paths:
            raise LexiconError(name, None, "no such file in the lexicons", "Mend the name, or write the file.")
        return paths


@lru_cache(maxsize=8)
def load(language: str = "en", extra: tuple[Path, ...] = ()) -> Lexicons:
    """
    Return the lexicons of a language, with folders of one's own after the shipped ones; each is read once.

    >>> load() is load()
    True
    """
    return Lexicons(language, (HOME / language, HOME, *extra))


@dataclass(frozen=True, slots=True)
class OwnVerbs:
    """
    A user's verb dictionary in PETRARCH's format: ``events`` are its rules and, after them, the shipped ones.

    ``id`` names its bytes; ``problems`` tell what of it could not be read.
    """

    id: str
    events: RuleSet = field(compare=False)
    path: Path
    problems: tuple[str, ...] = ()

    def __reduce__(self) -> tuple[Callable[[Path], OwnVerbs], tuple[Path]]:
        """Another process reads the file itself: compiled rules do not travel."""
        return load_verbs, (self.path,)


def load_verbs(path: Path) -> OwnVerbs:
    """Return a verb dictionary of the user's, to be handed to the stage that finds events."""
    found = petrarch.read_verbs(path, _types())
    problems = tuple(f"{path.name}, {problem}" for problem in petrarch.told(found))
    return OwnVerbs(
        f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}",
        RuleSet((*found.rules, *load().events.rules)),
        path,
        problems,
    )


def _types() -> dict[str, tuple[str, str]]:
    return {row["code"]: (row["type"], row["mode"]) for row in read_table(HOME / "cameo.tsv", file="cameo.tsv")}


def _rule_sets(folders: Iterable[Path]) -> dict[Kind, RuleSet]:
    found: dict[str, Rule] = {}
    for path in _rule_files(folders):
        for rule in rules_of(path):
            _refuse_twice(rule, found)
            found[rule.id] = rule
    return {kind: RuleSet(tuple(rule for rule in found.values() if rule.kind == kind)) for kind in KINDS}


def _wordlists(folders: Iterable[Path]) -> dict[str, Wordlist]:
    """Return the lists of all folders; a later folder's list of the same id stands in for the earlier one."""
    paths = [path for folder in folders for path in sorted((folder / "lists").glob("*.toml"))]
    entries = [(entry, shown(path)) for path in paths for entry in read_toml(path).get("list", [])]
    found = [wordlist_from(entry, file=file) for entry, file in entries]
    return {one.id: one for one in found}


def _rule_files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        for name in RULE_FOLDERS:
            yield from sorted((folder / name).glob("**/*.toml"))


def rules_of(path: Path) -> tuple[Rule, ...]:
    """Return the rules of one file, in order."""
    contents, file = read_toml(path), shown(path)
    strange = sorted(set(contents) - set(KINDS))
    if strange:
        raise LexiconError(file, None, f"unknown table [{strange[0]}]", "Use [[cue]], [[event]] or [[signal]].")
    return tuple(rule_from(entry, kind=kind, file=file) for kind in KINDS for entry in contents.get(kind, []))


def _refuse_twice(rule: Rule, found: dict[str, Rule]) -> None:
    if rule.id in found:
        problem = f"the id is taken already, in {found[rule.id].file}"
        raise LexiconError(rule.file, rule.id, problem, "Choose another id; ids are never reused.")


def read_toml(path: Path) -> dict[str, Any]:
    """Return the contents of a TOML file; say in which line it is not TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(shown(path), None, f"not TOML: {error}", "Mend that line; texts stand in quotes.") from None


def shown(path: Path) -> str:
    """Return a path as messages show it: from ``lexicons/`` on where it lies there, whole where it does not."""
    return path.relative_to(HOME).as_posix() if path.is_relative_to(HOME) else str(path)


def _files(folders: tuple[Path, ...], language: str) -> list[Path]:
    own = [path for path in _data_files(HOME) if _of_language(path, language)]
    return own + [path for folder in folders if not folder.is_relative_to(HOME) for path in _data_files(folder)]


def _data_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix in (".toml", ".tsv"))


def _of_language(path: Path, language: str) -> bool:
    first = path.relative_to(HOME).parts[0]
    return first == language or len(first) != len("en")


def hash_of(files: Iterable[Path]) -> str:
    """Return the sha-256 over the names and bytes of files, in the order given."""
    whole = hashlib.sha256()
    for path in files:
        whole.update(shown(path).encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return f"sha256:{whole.hexdigest()}"
