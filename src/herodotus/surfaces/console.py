"""What a person sees: accounts on standard output, notes and a progress bar on standard error; colour only on a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from herodotus.accounts.telling import Line
    from herodotus.model import Account

_STYLES: Mapping[str, str] = {
    "title": "1", "heading": "1;36", "happened": "32", "alleged": "33", "open": "34", "not": "35", "said": "1", "note": "33",
    "detail": "",
}  # fmt: skip


def coloured(stream: object) -> bool:
    """Whether a stream is a terminal that wants colour (https://no-color.org)."""
    return not os.environ.get("NO_COLOR") and getattr(stream, "isatty", lambda: False)()


class Console:
    """Writes to a person. ``quiet`` leaves the notes out."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._coloured = coloured(sys.stdout)
        self._bar = sys.stderr.isatty() and not quiet

    def tell(self, account: Account, name: str | None = None) -> None:
        """Tell an account."""
        from herodotus import accounts

        self.lines(accounts.tell(account, name=name))

    def lines(self, lines: Iterable[Line]) -> None:
        """Write lines, each in the style of its kind."""
        for line in lines:
            style = _STYLES[line.kind] if self._coloured else ""
            sys.stdout.write(f"\x1b[{style}m{line.text}\x1b[0m\n" if style and line.text else f"{line.text}\n")

    def note(self, text: str) -> None:
        """Say something that is not data."""
        if not self._quiet:
            self.progress("")
            sys.stderr.write(f"herodotus: {text}\n")

    def progress(self, text: str) -> None:
        """Show where a batch is, on a terminal only; the next call overwrites it."""
        if self._bar:
            sys.stderr.write(f"\r\x1b[K{text}")
            sys.stderr.flush()
