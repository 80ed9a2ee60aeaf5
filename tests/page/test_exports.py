"""Every view as a table: by one way, all that is found, safe to open, and the columns do not depend on what is there."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from pydantic import BaseModel

import herodotus
from herodotus.ledger import Ledger
from herodotus.surfaces.page import flattening, tabled
from herodotus.surfaces.page.app import VIEWS
from herodotus.surfaces.page.routes import exports
from herodotus.surfaces.page.tabled import TABLES
from tests.page.browsing import report_of
from tests.page.conftest import Client


def _addresses(ledger: Ledger) -> dict[str, str]:
    raid = report_of(ledger, "trade blame")
    filled = {view: view.replace("{key:path}", "merania") for view in TABLES}
    return {view: at.format(report=raid, incident=f"{raid}:e1") for view, at in filled.items()}


def _csv(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_every_view_has_a_table() -> None:
    """A view that is added is exported, or this fails."""
    assert [view for view in VIEWS if view != "/" and view not in TABLES] == []


@pytest.mark.parametrize("view", list(TABLES))
def test_a_view_is_taken_along(client: Client, ledger: Ledger, view: str) -> None:
    """As CSV and as JSON lines, every table of it; both hold the same rows, under columns that are always the same."""
    here, at = client(), _addresses(ledger)[view]
    asked = {"/search": {"words": "raid"}, "/map/events": {"place": "port elise", "country": "XNO"}}.get(view, {})
    for table in TABLES[view]:
        text = here.get(f"{at}.csv", params={**asked, "table": table.name})
        lines = here.get(f"{at}.jsonl", params={**asked, "table": table.name})

        assert (text.status_code, lines.status_code) == (200, 200)
        assert text.headers["content-type"] == "text/csv; charset=utf-8"
        assert text.headers["content-disposition"].startswith('attachment; filename="')
        rows = _csv(text.text)
        assert len(rows) == len(lines.text.splitlines()) == int(text.headers["x-rows"])
        assert text.headers["x-more"] == "false"
        head = next(csv.reader(io.StringIO(text.text)))
        assert head == [column.name for column in flattening.columns(table.kind)]
        assert len(head) == len(set(head))
        assert all(None not in row and None not in row.values() for row in rows)
    assert here.get(f"{at}.csv", params={**asked, "table": "none"}).status_code == 422


def test_all_that_is_found_is_exported_and_not_only_the_page_shown(client: Client) -> None:
    """Narrowed as the view is; the page turned to makes no difference."""
    here = client()

    page = here.get("/inbox.json?limit=5&publisher=Strait Radio").json()
    rows = _csv(here.get("/inbox.csv?limit=5&start=3&publisher=Strait Radio").text)
    hits = _csv(here.get("/search.csv?words=the").text)

    assert len(rows) == page["total"]
    assert {row["publisher"] for row in rows} == {"Strait Radio"}
    assert len(hits) > 200  # most of one page


def test_more_than_a_table_holds_is_said() -> None:
    """The file has so many rows, and its answer says that there are more."""

    class Row(BaseModel):
        n: int

    table = tabled.Table("rows", Row, lambda _: [Row(n=n) for n in range(6)], most=4)
    answer = exports.as_file("/inbox", table, Row(n=0), "csv")

    assert [row["n"] for row in _csv(bytes(answer.body).decode())] == ["0", "1", "2", "3"]
    assert (answer.headers["x-rows"], answer.headers["x-more"]) == ("4", "true")


@pytest.mark.parametrize("wild", ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\n=1", "＝1"])
def test_no_cell_is_reckoned_with(client: Client, ledger: Ledger, wild: str) -> None:
    """What a spreadsheet would take for a formula stands behind an apostrophe; numbers stay numbers."""
    text = f"A raid killed 12 dockers in Port Elise on Monday, the mayor said. {wild}"
    ledger.add(herodotus.read(text, published="2026-03-11", title=wild, publisher=wild))
    here = client()

    answer = here.get("/inbox.csv").text
    row = next(one for one in _csv(answer) if one["title"].endswith(wild))

    assert row["title"] == row["publisher"] == f"'{wild}"
    for name in ("/inbox.csv", "/timeline.csv", "/map.csv", "/search.csv?words=raid"):
        cells = [cell for one in _csv(here.get(name).text) for cell in one.values()]
        assert [
            cell
            for cell in cells
            if cell[:1] in ("=", "+", "@", "\t", "\r", "\n", "＝") or (cell[:1] == "-" and not _is_number(cell))
        ] == []


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def test_the_matrix_is_exported_in_long_form(client: Client, ledger: Ledger) -> None:
    """Every answer of every voice with its words and where they stand; silence is a row of its own."""
    here = client()
    incident = here.get("/i.json").json()["rows"][0]["id"]
    page = here.get(f"/i/{incident}.json").json()

    rows = _csv(here.get(f"/i/{incident}.csv").text)

    assert {(row["voice"], row["question"]) for row in rows} == {
        (voice["name"], column["question"]) for voice in page["voices"] for column in page["columns"]
    }
    silent = sum(cell is None for voice in page["voices"] for cell in voice["cells"])
    assert sum(not row["told"] for row in rows) == silent
    for row in rows:
        if row["quote"]:
            start, end = map(int, row["span"].split("; "))
            assert " ".join(ledger.get(row["report"]).report.text[start:end].split()) == row["quote"].lstrip("'")


@pytest.mark.parametrize("at", ["/inbox", "/timeline?actor=merania", "/r/{raid}", "/i/{raid}:e1", "/a/merania"])
def test_a_view_says_what_it_can_be_taken_along_as(client: Client, ledger: Ledger, at: str) -> None:
    """Its tables, its forms, and the state of the ledger; each form is to be had."""
    here, at = client(), at.format(raid=report_of(ledger, "trade blame"))

    taken: dict[str, Any] = here.get("/exports.json", params={"at": at}).json()

    assert (taken["reports"], taken["newest"]) == (17, "2026-10-14")
    assert taken["tables"]
    for form in taken["forms"]:
        assert here.get(f"/export/{form['name']}?{form['query']}").status_code == 200
    assert here.get("/exports.json?at=/nowhere").status_code == 404


def test_a_form_is_narrowed_to_an_incident_or_a_publisher(client: Client, ledger: Ledger) -> None:
    """Rows with the same incident tell one happening, as in what the command line writes."""
    here = client()
    incident = here.get("/i.json").json()["rows"][0]

    told = [json.loads(line) for line in here.get(f"/export/accounts?incident={incident['id']}").text.splitlines()]
    radio = [json.loads(line) for line in here.get("/export/accounts?publisher=Strait Radio").text.splitlines()]
    rows = _csv(here.get("/export/event-reports").text)

    assert len(told) == incident["reports"]
    assert {one["report"]["publisher"] for one in radio} == {"Strait Radio"}
    assert sum(row["event_id"] == incident["id"] for row in rows) == incident["reports"]


def test_event_reports_are_exact_and_a_table_is_harmless(client: Client, ledger: Ledger) -> None:
    """The one is read by programs and is byte for byte what the command line writes; the other is opened by a person."""
    kept = ledger.add(
        herodotus.read("A raid killed 12 dockers in Port Elise on Monday.", published="2026-03-11", publisher="=1+1")
    )
    here = client()

    exact = _csv(here.get(f"/export/event-reports?report={kept.report}").text)
    table = _csv(here.get("/inbox.csv?publisher=%3D1%2B1").text)

    assert {row["source"] for row in exact} == {"=1+1"}
    assert [row["publisher"] for row in table] == ["'=1+1"]


def test_nested_things_are_flattened_with_clear_names() -> None:
    """One inside another by its name, several side by side, those with a short form by it."""

    class Inner(BaseModel):
        low: int
        words: str | None

    class Row(BaseModel):
        name: str
        one: Inner | None
        many: list[Inner]
        counts: dict[str, int]

    row = Row(name="a", one=None, many=[Inner(low=1, words="x"), Inner(low=-2, words=None)], counts={"b": 2})

    head, line = csv.reader(io.StringIO(flattening.table(Row, [row])))

    assert head == ["name", "one_low", "one_words", "many_low", "many_words", "counts"]
    assert line == ["a", "", "", "1; -2", "x; ", "b 2"]
