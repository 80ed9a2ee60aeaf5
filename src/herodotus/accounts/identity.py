"""Who is one across reports: all who go by one name, and whom people joined or parted by hand (decision 0011)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from herodotus.accounts.lastword import in_order, undone_of
from herodotus.accounts.pairing import ALONE, Word, groups, is_on_actors, name_in, sides
from herodotus.model import Correction


@dataclass(frozen=True, slots=True)
class Identity:
    """The decisions on who is who that stand; ``root`` is the key that each joined key goes by."""

    standing: tuple[Correction, ...] = ()
    root: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether anybody has decided anything on who is who."""
        return bool(self.standing)

    def key(self, key: str) -> str:
        """Return the key under which a name, or an actor alone, is kept."""
        return self.root.get(key, key)

    def joined(self, key: str) -> tuple[str, ...]:
        """Return all keys that are one with a key, itself among them."""
        root = self.key(key)
        return tuple(sorted({root, *(one for one, of in self.root.items() if of == root)}))

    def on(self, keys: Iterable[str]) -> tuple[Correction, ...]:
        """Return the decisions that speak of some keys, or of one report's actor of their names."""
        known = set(keys)
        return tuple(one for one in self.standing if any(s.key in known or name_in(s.key) in known for s in sides(one)))


def identity_of(log: Iterable[Correction]) -> Identity:
    """Return who is one by those decisions of a log that stand."""
    taken = in_order(one for one in log if is_on_actors(one))
    undone = undone_of(taken)
    standing = tuple(one for one in taken if one.id not in undone and one.verb != "undo")
    root: dict[str, str] = {}
    for group in groups(_words(standing)):
        root |= dict.fromkeys(group, min(group, key=lambda key: (ALONE in key, key)))
    return Identity(standing, root)


def tied(log: Iterable[Correction], some: Iterable[Correction]) -> frozenset[str]:
    """Return every key that hangs together with those of some decisions by any decision ever made, taken back or not."""
    taken = {one.id: one for one in log if is_on_actors(one)}
    words = [("merge", one, other) for _, one, other in _words(one for one in taken.values() if one.verb != "undo")]
    words += [("merge", key, name_in(key)) for _, *both in words for key in both]
    of_some = frozenset[str]().union(*(_named(one, taken) for one in some if is_on_actors(one)))
    return of_some.union(*(piece for piece in groups(words) if piece & of_some))


def named(log: Iterable[Correction], one: Correction) -> frozenset[str]:
    """Return the keys of the two that a decision on actors speaks of, or the one it takes back does."""
    return _named(one, {each.id: each for each in log})


def _named(one: Correction, log: Mapping[int, Correction]) -> frozenset[str]:
    return frozenset(side.key for side in sides(_meant(one, log)))


def _meant(one: Correction, log: Mapping[int, Correction]) -> Correction:
    """Return the decision that is taken back, however often; of one that takes nothing back itself."""
    taken_back = log.get(one.undoes or 0)
    return one if one.verb != "undo" or taken_back is None else _meant(taken_back, log)


def _words(some: Iterable[Correction]) -> list[Word[str]]:
    found: list[Word[str]] = []
    for one in some:
        first, second = sides(one)
        found.append((one.verb, first.key, second.key))
    return found
