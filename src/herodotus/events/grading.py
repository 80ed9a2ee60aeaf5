"""
How far the words tell a deed as having happened, from -3 (it did not) to 3 (it did).

Midway between what the rules arrive at (the claim) and what the reader learned of readers' judgements (the word's factuality). The
claim decides what the ledger says; the grade only how surely. Where the reader does not judge, the claim alone grades.
"""

from __future__ import annotations

from collections.abc import Mapping

from herodotus.model import Claim, Token

OF_STATUS: Mapping[str, float] = {
    "happened": 2.6, "ongoing": 2.6, "planned": 0.7, "threatened": 0.4, "demanded": 0.3, "hypothetical": 0.4, "negated": -1.6,
}  # fmt: skip
"""Between the means of readers' judgements by status in the training parts of UDS-IH2 and UW, which differ."""


def grade(token: Token, claim: Claim) -> float:
    """
    Return how far a word's deed is told as having happened.

    >>> from herodotus.model import Span
    >>> raid = Token(0, Span(0, 4), "raid", "raid", "NOUN", "NN", None, "root", factuality=-2.4)
    >>> grade(raid, Claim("narrator", None, "negated", "asserts"))
    -2.0
    """
    value = of_claim(claim)
    return round(value if token.factuality is None else (value + token.factuality) / 2, 2)


def of_claim(claim: Claim) -> float:
    """Return how far a claim alone tells its deed as having happened; a denial turns it halfway round."""
    value = OF_STATUS[claim.status]
    if claim.stance == "denies":
        value = -value / 2
    return -value if claim.polarity == "-" and claim.status in ("planned", "demanded", "threatened") else value
