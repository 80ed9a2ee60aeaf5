"""Every exporter that is named is tested here: it writes what can be read back, the same each time, and loses nothing unsaid."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import duckdb
import pytest

from herodotus import contract
from herodotus.accounts import overlay
from herodotus.accounts.telling import label
from herodotus.model import Account
from herodotus.surfaces.export import FORMATS
from herodotus.surfaces.export.base import Asked, LeftOut, Told
from herodotus.surfaces.export.rows import COLUMNS
from tests.accounts.decisions import corrected

ROOT = Path(__file__).parents[2]
Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def told(sample_accounts: dict[str, Account]) -> list[Told]:
    """The shipped reports."""
    return [Told(account) for account in sample_accounts.values()]


def written(name: str, told: list[Told], asked: Asked = Asked()) -> tuple[bytes, LeftOut]:  # noqa: B008
    """What an exporter writes, and what it leaves out."""
    to = io.BytesIO()
    left_out = FORMATS[name](told, to, asked)
    return to.getvalue(), left_out


def table(told: list[Told], asked: Asked = Asked()) -> Rows:  # noqa: B008
    """The event-report table, read back."""
    return list(csv.DictReader(io.StringIO(written("event-reports", told, asked)[0].decode(), newline="")))


@pytest.mark.parametrize("name", [name for name in FORMATS if "parquet" not in name])
def test_the_same_reports_give_the_same_bytes(name: str, told: list[Told]) -> None:
    """And nothing is written after what was asked for."""
    assert written(name, told) == written(name, told)


@pytest.mark.parametrize("name", FORMATS)
def test_of_no_reports_something_sound_is_written(name: str) -> None:
    """A header, an empty list; never a crash."""
    assert written(name, [])[1] == LeftOut()


def test_accounts_come_back_equal(told: list[Told]) -> None:
    """Line by line."""
    lines = written("accounts", told)[0].decode().splitlines()

    assert [contract.from_json(json.loads(line)) for line in lines] == [one.account for one in told]


def test_every_span_of_the_table_holds_its_words(told: list[Told]) -> None:
    """Trigger, date, sentence; every other span lies in the text."""
    texts = {one.account.report.id: one.account.report.text for one in told}
    rows = table(told)

    assert len(rows) == sum(len(one.account.events) for one in told)
    for row in rows:
        text = texts[row["report"]]
        for name, words in (("trigger_span", "trigger"), ("date_span", "date_words"), ("sentence_span", "sentence")):
            if row[name]:
                start, end = map(int, row[name].split("-"))
                assert " ".join(text[start:end].split()) == row[words]
        for name in (column for column in row if column.endswith("_span") and row[column]):
            for span in row[name].split("; "):
                start, end = map(int, span.split("-"))
                assert 0 <= start < end <= len(text)


def test_only_what_is_asked_for_and_the_rest_is_counted(told: list[Told]) -> None:
    """Kept and left out make up the whole."""
    asked = Asked(statuses=("happened", "ongoing"), types=("ASSAULT",))
    rows, left_out = table(told, asked), written("event-reports", told, asked)[1]

    assert {row["status"] for row in rows} <= {"happened", "ongoing"}
    assert {row["type"] for row in rows} == {"ASSAULT"}
    assert len(rows) + left_out.total() == sum(len(one.account.events) for one in told)


def test_days_leave_out_what_is_undated(told: list[Told]) -> None:
    """An interval that shares a day is in; the publication date stands in for nothing."""
    rows = table(told, Asked(since="2026-03-09", until="2026-03-09"))

    assert rows
    for row in rows:
        assert row["date_start"][:10] <= "2026-03-09" <= (row["date_end"] or "9999")


def test_one_row_for_each_incident_of_a_report(told: list[Told]) -> None:
    """The event told as having happened gives the values; the others are named."""
    account = told[1].account
    first, second = [event.id for event in account.events if label(event) in ("happened", "alleged")][:2]
    rows = table([Told(account, incidents={first: "i-1", second: "i-1"})])

    assert len(rows) == len(account.events) - 1
    assert next(row for row in rows if row["event_id"] == "i-1")["events"] == f"{first}; {second}"


def test_a_corrected_event_says_so(told: list[Told]) -> None:
    """And one nobody looked at says that."""
    account = told[1].account
    laid = overlay.lay(account, [corrected(account, "e2", "cameo", "193", number=1)])
    rows = {row["events"]: row for row in table([Told(laid.account, verdicts=laid.verdicts)])}

    assert (rows["e2"]["review"], rows["e2"]["cameo"], rows["e1"]["review"]) == ("corrected", "193", "machine")


def test_parquet_holds_the_rows_of_csv_typed(told: list[Told], tmp_path: Path) -> None:
    """Names, kinds, values."""
    (tmp_path / "t.parquet").write_bytes(written("event-reports-parquet", told)[0])
    with duckdb.connect() as db:
        found = db.execute(f"SELECT * FROM '{tmp_path / 't.parquet'}'")
        names, kinds = [one[0] for one in found.description], {one[0]: str(one[1]) for one in found.description}
        rows = found.fetchall()

    assert names == [column.name for column in COLUMNS]
    assert (kinds["deaths_low"], kinds["latitude"], kinds["actor1"]) == ("BIGINT", "DOUBLE", "VARCHAR")
    as_text = [["" if value is None else str(value) for value in row] for row in rows]
    assert as_text == [[_plain(row, column.name) for column in COLUMNS] for row in table(told)]


def _plain(row: dict[str, str], name: str) -> str:
    return str(float(row[name])) if name in ("latitude", "longitude") and row[name] else row[name]


def test_geojson_has_a_point_for_what_can_be_placed(told: list[Told]) -> None:
    """The rest is counted; no coordinates out of the world."""
    found, left_out = written("geojson", told)
    features = json.loads(found)["features"]

    assert len(features) + left_out["without coordinates"] == len(table(told))
    assert features
    assert all((one["geometry"] is None) == ("location_support" not in one["properties"]) for one in features)
    for one in features:
        longitude, latitude = (one["geometry"] or {"coordinates": one["properties"].get("namesake")})["coordinates"]
        assert -180 <= longitude <= 180
        assert -90 <= latitude <= 90
        assert one["properties"]["location_precision"]


def test_a_namesake_has_no_pin(told: list[Told]) -> None:
    """Fort Casimir lies in Delaware, says the gazetteer, and nothing else does; a person who says so puts the pin there."""
    account = next(one.account for one in told if any(place.name == "Fort Casimir" for place in one.account.places))
    fort = next(place for place in account.places if place.name == "Fort Casimir")
    there = [event.id for event in account.events if event.place == fort.id]
    laid = overlay.lay(account, [corrected(account, fort.id, "admin1", "Norland", number=1)]).account

    def features(of: Account) -> list[dict[str, Any]]:
        every = json.loads(written("geojson", [Told(of)])[0])["features"]
        return [one for one in every if one["properties"]["location"] == "Fort Casimir"]

    assert there
    for one in features(account):
        assert (one["geometry"], one["properties"]["location_unsure"]) == (None, True)
        assert one["properties"]["namesake"] == [fort.lon, fort.lat]
    assert [one["geometry"]["coordinates"] for one in features(laid)] == [[fort.lon, fort.lat]] * len(features(account))
    assert {row["location_support"] for row in table([Told(laid)]) if row["location"] == "Fort Casimir"} == {"by hand"}


def test_the_brief_names_voices_and_places_of_every_line(told: list[Told]) -> None:
    """Each sentence is there with its report; what is only alleged stands apart from what is told."""
    brief = written("brief", told[:4])[0].decode()
    happened, _, alleged = brief.partition("## Alleged")

    assert "## Told as having happened" in happened
    for row in table(told[:4]):
        assert row["sentence"] in brief
        part = {"happened": happened, "alleged": alleged}.get(row["status"], brief)
        assert f"`{row['report'][:10]}:{row['events']}`" in part


def test_the_codebook_is_the_one_in_force() -> None:
    """``docs/reference/event-reports.md`` explains every column as the program does."""
    rows = [f"| `{one.name}` | {one.kind} | {one.means} |" for one in COLUMNS]
    codebook = "\n".join(["| column | kind | what it means |", "|---|---|---|", *rows])

    assert codebook in (ROOT / "docs" / "reference" / "event-reports.md").read_text(encoding="utf-8")
