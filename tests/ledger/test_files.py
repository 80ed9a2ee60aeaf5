"""The ledger is readable from its list of files."""

from __future__ import annotations

import re
from pathlib import Path

from herodotus import ledger


def test_the_package_says_where_each_of_its_files_belongs() -> None:
    """Each once; what is added, or gone, is told there too."""
    here = Path(str(ledger.__file__)).parent
    named = re.findall(r"``(\w+)``", ledger.__doc__ or "")

    assert sorted(named) == sorted(file.stem for file in here.glob("*.py") if file.stem != "__init__")
