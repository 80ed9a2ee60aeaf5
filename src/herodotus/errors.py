"""
Every error Herodotus raises on purpose, in one tree. A message says where, which, what is wrong, and what to do.

::

    HerodotusError
    ├── InputError          a report cannot be read           (exit code 3 in a batch, 2 when alone on the line)
    ├── LexiconError        a lexicon file is wrong           (names file, entry, remedy)
    ├── ModelError          the reader's model is missing or damaged
    ├── LedgerError         the ledger cannot be opened, is locked, or is of another version   (exit code 5)
    └── NotFoundError       no such report, actor, event …    (exit code 4)
"""

from __future__ import annotations


class HerodotusError(Exception):
    """Base of all errors raised on purpose; catch it to catch them all."""


class InputError(HerodotusError):
    """
    A report cannot be read.

    >>> raise InputError("crisis.jsonl, line 7", "not JSON: Expecting value", "Mend the line, or leave it out.")
    Traceback (most recent call last):
    herodotus.errors.InputError: crisis.jsonl, line 7: not JSON: Expecting value. Mend the line, or leave it out.
    """

    def __init__(self, where: str, problem: str, remedy: str) -> None:
        super().__init__(f"{where}: {problem}. {remedy}")
        self.where, self.problem, self.remedy = where, problem, remedy

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str, str]]:
        """So that a worker can hand it to whoever asked."""
        return type(self), (self.where, self.problem, self.remedy)


class LexiconError(HerodotusError):
    """
    A lexicon file is wrong.

    >>> raise LexiconError("cues/blame.toml", "blame-for", "no example", "Add at least one [[cue.example]].")
    Traceback (most recent call last):
    herodotus.errors.LexiconError: cues/blame.toml, entry 'blame-for': no example. Add at least one [[cue.example]].
    """

    def __init__(self, file: str, entry: str | None, problem: str, remedy: str) -> None:
        where = file if entry is None else f"{file}, entry '{entry}'"
        super().__init__(f"{where}: {problem}. {remedy}")
        self.file, self.entry, self.problem, self.remedy = file, entry, problem, remedy


class ModelError(HerodotusError):
    """The reader's model is missing, damaged, or of another make than this version expects."""


class LedgerError(HerodotusError):
    """The ledger cannot be opened or written: locked, damaged, or of another version."""


class NotFoundError(HerodotusError):
    """Nothing in the ledger has this id, or more than one thing has this prefix."""
