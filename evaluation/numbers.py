"""
Score numbers that reports of one incident give: how many are found right, and how many of other events are kept out.

    python -m evaluation.numbers GOLD PREDICTED [--json] [--misses]

A claim is found when a predicted one of the incident overlaps its words and has its quantity, its range and its holder (a word
of the holder's name; "article" for the report's own voice). A number of another event is kept out unless it is given as the
incident's.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

Claim = dict[str, Any]
OTHER = "other event"
_HIDDEN = {"reports", "media", "unnamed"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the shares, with ``--misses`` what was missed."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.numbers", description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("predicted", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args(arguments)
    pairs = [(claim, found) for claim, found in _paired(options.gold, options.predicted)]
    scores = score(pairs)
    print(json.dumps(scores) if options.json else "\n".join(f"{name} {value:.3f}" for name, value in scores.items()))
    for claim, found in pairs if options.misses else ():
        if claim["scope"] != OTHER and not is_found(claim, found):
            wanted = f"{claim['quantity']} {claim['min']}–{claim['max']} by {claim['holder']}"
            print(f"missed {claim['doc']} “{claim['text']}” {wanted}: {near(claim, found)}")
    return 0


def _paired(gold: Path, predicted: Path) -> Iterator[tuple[Claim, list[Claim]]]:
    """Yield every gold claim with what was predicted of its document."""
    told = {
        row["incident"]: row["claims"] for row in map(json.loads, predicted.read_text(encoding="utf-8").splitlines())
    }
    for row in map(json.loads, gold.read_text(encoding="utf-8").splitlines()):
        for claim in row["claims"]:
            yield claim, [one for one in told.get(row["incident"], []) if one["doc"] == claim["doc"]]


def score(pairs: Sequence[tuple[Claim, list[Claim]]]) -> dict[str, float]:
    """Return the shares: of the incident's claims found, found but for the holder, and of other events' kept out."""
    own = [pair for pair in pairs if pair[0]["scope"] != OTHER]
    others = [pair for pair in pairs if pair[0]["scope"] == OTHER]
    return {
        "found": _share([is_found(*pair) for pair in own]),
        "range": _share([any(_has_range(pair[0], one) for one in pair[1]) for pair in own]),
        "kept out": _share(
            [not any(_is_near(pair[0], one) and one["scope"] == "whole" for one in pair[1]) for pair in others]
        ),
    }


def _share(right: Sequence[bool]) -> float:
    return round(sum(right) / len(right), 4) if right else 0.0


def is_found(claim: Claim, found: Sequence[Claim]) -> bool:
    """Whether a claim stands among those given of the incident, with its quantity, range and holder."""
    return any(
        _has_range(claim, one) and one["scope"] == "whole" and is_held(claim["holder"], one["holder"]) for one in found
    )


def near(claim: Claim, found: Sequence[Claim]) -> list[tuple[Any, ...]]:
    """Return what was predicted at the words of a claim."""
    return [
        (o["quantity"], o["min"], o["max"], o["holder"], o["scope"])
        for o in found
        if _is_near(claim, o, any_quantity=True)
    ]


def _has_range(claim: Claim, one: Claim) -> bool:
    return _is_near(claim, one) and (claim["min"] or 0) == (one["min"] or 0) and claim["max"] == one["max"]


def _is_near(claim: Claim, one: Claim, *, any_quantity: bool = False) -> bool:
    overlaps = one["start"] < claim["end"] and claim["start"] < one["end"]
    return bool(overlaps and (any_quantity or one["quantity"] == claim["quantity"]))


def is_held(gold: str, holder: str) -> bool:
    """
    Whether a holder is the one meant: a word of its name stands in the gold's.

    >>> is_held("Heidar Alishvandi, governor of Qeshm", "Heidar Alishvandi"), is_held("article", "officials")
    (True, False)
    """
    words, wanted = set(re.findall(r"\w+", holder.lower())), set(re.findall(r"\w+", gold.lower()))
    if "article" in (gold, holder):
        return gold == holder
    return bool({word for word in words & wanted if len(word) > 3} or (words & _HIDDEN and wanted & _HIDDEN))


if __name__ == "__main__":
    sys.exit(main())
