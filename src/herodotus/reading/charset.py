"""Which characters bytes stand for: by their mark, as UTF-8, as declared, and only then by a guess that is said aloud."""

from __future__ import annotations

import codecs
import re
from typing import Final

from herodotus.errors import InputError
from herodotus.model import Warned

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_DECLARED = re.compile(
    rb"""charset\s*=\s*["']?\s*([\w.:-]{1,40})|<\?xml[^>]{0,80}encoding\s*=\s*["']([\w.:-]{1,40})""", re.IGNORECASE
)
_AS_BROWSERS_DO: Final = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
}
_HEAD = 4096
_SAMPLE = 200_000


def of_text(name: str, data: bytes) -> tuple[str, Warned | None]:
    r"""
    Return the text of a plain file, and a warning where its charset had to be guessed. Raises InputError for no text.

    >>> of_text("a.txt", "Raid on Évora".encode("utf-16"))
    ('Raid on Évora', None)
    """
    marked = _marked(data)
    if marked is not None:
        return marked, None
    if is_binary(data):
        raise InputError(name, "not text: it holds control bytes", "Give text, HTML or JSON Lines.")
    return _utf8(data) or _guessed(data) or _unknown(name)


def of_page(data: bytes) -> tuple[str, Warned | None]:
    """
    Return the characters of a web page; what it declares is believed only where it is not UTF-8 and the charset fits.

    >>> of_page('<meta charset="utf-7"><p>é'.encode())
    ('<meta charset="utf-7"><p>é', None)
    >>> of_page('<meta charset="iso-8859-1"><p>é'.encode("latin-1"))
    ('<meta charset="iso-8859-1"><p>é', None)
    """
    marked = _marked(data)
    if marked is not None:
        return marked, None
    lossy = (
        data.decode("utf-8", errors="replace"),
        Warned("charset-guessed", "no charset fits: read as UTF-8 with gaps"),
    )
    return _utf8(data) or _declared(data) or _guessed(data) or lossy


def is_binary(data: bytes) -> bool:
    r"""
    Whether bytes are no text: a NUL, or more control bytes than old wire copy carries around its lines.

    >>> is_binary(b"\x89PNG\r\n\x1a\n\x00"), is_binary(b"\x01PORT ELISE - Dockers walked out on Monday, police said.\x03")
    (True, False)
    """
    sample = data[:_SAMPLE]
    return b"\x00" in sample or len(_CONTROLS.findall(sample)) * 25 > len(sample)


def _marked(data: bytes) -> str | None:
    return next((data.decode(charset, errors="replace") for mark, charset in _MARKS if data.startswith(mark)), None)


def _utf8(data: bytes) -> tuple[str, None] | None:
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        return None


def _declared(data: bytes) -> tuple[str, None] | None:
    match = _DECLARED.search(data[:_HEAD])
    if match is None:
        return None
    name = (match[1] or match[2]).decode("ascii", errors="replace").lower()
    try:
        return data.decode(_AS_BROWSERS_DO.get(name, name)), None
    except (LookupError, UnicodeError):
        return None


def _guessed(data: bytes) -> tuple[str, Warned] | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        return None
    note = f"not UTF-8: read as {best.encoding}, which is a guess"
    return data.decode(best.encoding, errors="replace"), Warned("charset-guessed", note)


def _unknown(name: str) -> tuple[str, None]:
    raise InputError(name, "not text in any known charset", "Save it as UTF-8.")
