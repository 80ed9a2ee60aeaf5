"""
The keys an entry may have beside its id, anchors, frames and examples; and the values they may take.

A new key is one line here; then every file may use it. ``ANY`` is any text, ``FLAG`` true or false, ``MANY`` a list of
texts; a tuple names the only values there are.
"""

from __future__ import annotations

from typing import Literal, get_args

from herodotus.model import ACTS, EVENT_TYPES, STANCES, STATUSES, LinkKind, Question

Allowed = Literal["any", "flag", "many"] | tuple[str, ...]
ANY: Allowed = "any"
FLAG: Allowed = "flag"
MANY: Allowed = "many"

COMMON: dict[str, Allowed] = {"note": ANY, "source": ANY, "group": ANY, "confidence": ANY, "priority": ANY}
STATUS_LIKE: Allowed = (*STATUSES, "open", "keep", "none", "attempted")

FIELDS: dict[str, dict[str, Allowed]] = {
    "cue": {
        "act": ACTS,
        "stance": STANCES,
        "plover": EVENT_TYPES,
        "mode": ANY,
        "cameo": ANY,
        "content_status": STATUSES,
        "negated_act": ACTS,
        "negated_stance": STANCES,
        "polarity": ("+", "-"),
        "distance": ("high", "low"),
        "medium": ANY,
        "private": FLAG,
        "factive": FLAG,
        "relay": FLAG,
        "artefact": FLAG,
        "unnamed": FLAG,
        "whole": FLAG,
        "weak": FLAG,
        "adverbial": FLAG,
        "topic": FLAG,
        "negated_only": FLAG,
        "passive": FLAG,
        "several": FLAG,
        "finite": FLAG,
        "no_event": FLAG,
        "aimed": FLAG,
        "needs": MANY,
        "owns": FLAG,
        "friendly": FLAG,
    },
    "event": {
        "type": EVENT_TYPES,
        "mode": ANY,
        "cameo": ANY,
        "label": ANY,
        "reciprocal": FLAG,
        "discard": FLAG,
        "verbal": FLAG,
        "doers": MANY,
        "weak": FLAG,
        "anaphor": FLAG,
        "accident": FLAG,
        "undone": FLAG,
        "effect": ANY,
        "status": STATUSES,
        "future_type": EVENT_TYPES,
        "future_cameo": ANY,
        "needs": MANY,
    },
    "signal": {
        "pos": STATUS_LIKE,
        "neg": STATUS_LIKE,
        "status": STATUS_LIKE,
        "polarity": ("+", "-"),
        "stance": STANCES,
        "act": ACTS,
        "link": get_args(LinkKind),
        "kind": ANY,
        "question": get_args(Question),
        "direction": ("forward", "backward"),
        "factive": FLAG,
        "discard": FLAG,
        "weak": FLAG,
    },
}
REQUIRED: dict[str, tuple[str, ...]] = {"cue": ("act", "stance"), "event": (), "signal": ()}
