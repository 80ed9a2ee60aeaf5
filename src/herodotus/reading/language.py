"""Which language a text is in: asked once, flagged, never acted on beyond leaving the text alone."""

from __future__ import annotations

LEAST_LETTERS = 60
_SAMPLE = 6_000


def of(text: str) -> str | None:
    """
    Return the ISO 639-1 code of a text's language, or None if it is too short to tell.

    >>> of("Too short.") is None
    True
    >>> of("Der Sprecher der Regierung sagte am Dienstag, die Soldaten hätten den Hafen noch nicht verlassen.")
    'de'
    """
    sample = text[:_SAMPLE]
    if sum(character.isalpha() for character in sample) < LEAST_LETTERS:
        return None
    import py3langid

    code, _ = py3langid.classify(sample)
    return str(code)
