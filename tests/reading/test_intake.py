"""From bytes to reports: every format, every kind of bad input."""

from __future__ import annotations

import datetime as dt
import gzip
import json
from pathlib import Path

import pytest

from herodotus import reading
from herodotus.errors import InputError
from herodotus.reading import Source, Unread, instant, sources
from herodotus.reading.intake import report_from
from herodotus.settings import Settings

STORY = (
    "The mayor of Port Elise resigned on Monday. Nobody in the council had expected it, and the harbour stayed closed."
)


def codes(source: Source) -> list[str]:
    """What a source is warned of."""
    return [warning.code for warning in report_from(source)[1]]


def test_text_is_kept_as_it_was_given() -> None:
    """CRLF, a combining accent and a zero-width blank stay where they are."""
    text = "Cafe\u0301 owner\u200b spoke.\r\nHe left."
    report, _ = report_from(Source(text.encode(), format="txt"))

    assert report.text == text


def test_a_date_that_is_not_known_stays_unknown() -> None:
    """No publication date is a warning, never today."""
    report, warnings = report_from(Source(STORY.encode(), format="txt"))

    assert report.published is None
    assert "no-publication-date" in [warning.code for warning in warnings]


@pytest.mark.parametrize("data", [b"", b"  \n\t ", "\ufeff".encode()])
def test_an_empty_file_is_refused(data: bytes) -> None:
    """Nothing to read is an error that says so."""
    with pytest.raises(InputError, match=r"empty|no words"):
        report_from(Source(data, "empty.txt"))


def test_a_binary_file_is_refused() -> None:
    """A picture is not a report."""
    with pytest.raises(InputError, match="not text"):
        report_from(Source(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "photo.txt"))


def test_another_charset_is_guessed_and_said() -> None:
    """Latin-1 is read, with a warning that names the guess."""
    source = Source("Der Bürgermeister von Köln trat am Montag zurück, sagte seine Sprecherin früh.".encode("latin-1"))

    assert "charset-guessed" in codes(source)
    assert "Bürgermeister" in report_from(source)[0].text


def test_a_text_beyond_the_limit_is_refused() -> None:
    """The message says how large, and what to do."""
    with pytest.raises(InputError, match="Cut it into its reports"):
        report_from(Source(b"a" * 2_000, "big.txt"), settings=Settings(largest_text=1_000))


def test_a_gzip_bomb_is_refused() -> None:
    """It is unpacked to the limit and no further."""
    with pytest.raises(InputError, match="more than"):
        report_from(Source(gzip.compress(b"a" * 5_000_000), "bomb.txt.gz"), settings=Settings(largest_text=1_000_000))


def test_a_gzip_file_is_read() -> None:
    """A packed report is a report."""
    assert report_from(Source(gzip.compress(STORY.encode()), "story.txt.gz"))[0].text == STORY


def test_a_bad_line_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    """Line 7 of ten is no JSON; nine reports come."""
    lines = [json.dumps({"text": STORY, "date": "2026-03-11"})] * 10
    lines[6] = '{"text": '
    path = tmp_path / "crisis.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    found = list(sources([path]))
    bad = [one for one in found if isinstance(one, Unread)]

    assert len(found) == 10
    assert [one.name for one in bad] == [f"{path}, line 7"]
    assert "not JSON" in str(bad[0].error)


def test_keys_of_other_tools_are_known(tmp_path: Path) -> None:
    """NGEC's names for text, date and title are read."""
    row = {"id": "7", "event_text": STORY, "date": "2026-03-11", "headline": "Mayor resigns", "publisher": "Gazette"}
    (tmp_path / "a.jsonl").write_text(json.dumps(row), encoding="utf-8")
    (source,) = sources([tmp_path / "a.jsonl"])

    assert isinstance(source, Source)
    assert (source.title, source.publisher, source.published) == ("Mayor resigns", "Gazette", dt.date(2026, 3, 11))


def test_a_date_that_is_none_is_warned_of(tmp_path: Path) -> None:
    """A broken date in data does not lose the report."""
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": STORY, "date": "soon"}), encoding="utf-8")
    (source,) = sources([tmp_path / "a.jsonl"])

    assert isinstance(source, Source)
    assert "bad-date" in codes(source)


def test_a_file_that_is_not_there_is_one_unread(tmp_path: Path) -> None:
    """It is named; the others come."""
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    found = list(sources([tmp_path / "none.txt", tmp_path / "a.txt", str(tmp_path / "*.html")]))

    assert [isinstance(one, Unread) for one in found] == [True, False, True]


def test_a_folder_may_say_what_its_files_are(tmp_path: Path) -> None:
    """``reports.toml`` beside the reports gives publisher and instant; what is given on the line outranks it."""
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "reports.toml").write_text(
        '[reports."a.txt"]\npublisher = "Gazette"\npublished = "2026-03-11T08:00:00+01:00"\n', encoding="utf-8"
    )
    (plain,) = sources([tmp_path])
    (given,) = sources([tmp_path], publisher="Post")

    assert isinstance(plain, Source)
    assert isinstance(given, Source)
    assert (plain.publisher, given.publisher) == ("Gazette", "Post")
    assert isinstance(plain.published, dt.datetime)
    assert plain.published.utcoffset() == dt.timedelta(hours=1)


@pytest.mark.parametrize("written", ["yesterday", "2026-13-01", "11.3.2026", ""])
def test_what_is_no_date_is_an_error(written: str) -> None:
    """An instant is written out or refused; it is never guessed."""
    with pytest.raises(InputError, match="is not a date"):
        instant(written, where="--published")


def test_another_language_is_flagged_not_guessed_at(reader: object) -> None:
    """A German text gets no sentences and a warning."""
    from herodotus import reading

    text = "Der Sprecher der Regierung sagte am Dienstag, die Soldaten hätten den Hafen noch nicht verlassen."
    read = reading.read(Source.of_text(text), reader=reader)  # type: ignore[arg-type]

    assert read.sentences == ()
    assert "not-english" in [warning.code for warning in read.warnings]


def test_one_long_line_is_read_in_bounded_parts(reader: object) -> None:
    """Half a million characters without a break or stop: cut, flagged, done."""
    from herodotus import reading

    read = reading.read(Source.of_text("The ship sank and " * 6_000), reader=reader)  # type: ignore[arg-type]

    assert max(len(sentence.tokens) for sentence in read.sentences) <= 400
    assert "sentence-cut" in [warning.code for warning in read.warnings]


def test_of_a_book_the_beginning_is_read(reader: reading.Reader) -> None:
    """Five megabytes in one line are read to the limit, and the account says so."""
    text = "Gunmen raided the harbour office on Sunday, police said, " * 90_000
    read = reading.read(Source.of_text(text), reader=reader, settings=Settings(longest_report=3_000))

    assert read.report.text == text
    assert read.sentences[-1].span.end <= 3_000
    assert [(w.code, w.span and w.span.start) for w in read.warnings if w.code == "report-cut"] == [
        ("report-cut", 3_000)
    ]
