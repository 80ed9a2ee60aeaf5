"""The Reader's answers: what a run read, what changed since, a report on paper, a thing cited."""

from __future__ import annotations

import html
import re
from typing import Any

import herodotus
from herodotus.ledger import Ledger
from herodotus.model import Account
from tests.page.conftest import Client
from tests.page.rereading import kept_twice

HOSTILE = "<script>alert(1)</script> A raid killed 12 dockers in Port Elise, the <b>mayor</b> said. {{ 7 * 7 }} &amp; \u202eover"


def page_of(client: Client, report: Account, query: str = "") -> dict[str, Any]:
    found: dict[str, Any] = client().get(f"/r/{report.report.id}.json{query}").json()
    return found


def test_the_runs_of_a_report_are_listed_and_each_can_be_read(client: Client, ledger: Ledger) -> None:
    """What is current is not said to be a run's; an earlier reading is shown as it was, whatever was decided since."""
    before, after = kept_twice(ledger)

    now = page_of(client, after)
    first, second = (one["id"] for one in now["runs"])
    then = page_of(client, after, f"?run={first}")

    assert [one["current"] for one in now["runs"]] == [False, True]
    assert (now["run"], then["run"]) == (None, first)
    assert [one["id"] for one in then["events"]] == [one.id for one in before.events]
    assert [one["id"] for one in now["events"]] == [one.id for one in after.events]
    assert then["verdicts"] == {}
    account = client().get(f"/r/{after.report.id}/account.json?run={second}").json()
    assert account == herodotus.to_json(after)


def test_a_run_that_never_read_a_report_is_not_there(client: Client, ledger: Ledger) -> None:
    _, after = kept_twice(ledger)
    here = client()

    for query in ("?run=99", "?compare=99"):
        answer = here.get(f"/r/{after.report.id}.json{query}")
        assert answer.status_code == 404
        assert "run 99 did not read this report" in answer.json()["detail"]
    assert here.get(f"/r/{after.report.id}.json?run=99999999999999999999").status_code == 422


def test_every_change_since_a_run_leads_to_its_words(client: Client, ledger: Ledger) -> None:
    """Found and told otherwise by their own marks; lost by a mark that only this answer has."""
    before, after = kept_twice(ledger)
    run = page_of(client, after)["runs"][0]["id"]

    page = page_of(client, after, f"?compare={run}")

    changes = {one["kind"]: one for one in page["since"]["changes"] if one["layer"] == "event"}
    assert set(changes) == {"found", "lost", "otherwise"}
    pieces = [piece for passage in page["passages"] for piece in passage["segments"]]
    for change in changes.values():
        shown = "".join(piece["text"] for piece in pieces if change["mark"] in piece["marks"])
        assert change["words"] in shown
    assert changes["lost"]["now"] is None
    assert changes["lost"]["then"] == before.events[0].id
    fields = {one["name"]: (one["then"], one["now"]) for one in changes["otherwise"]["fields"]}
    assert fields["type"][1] == "COERCE"
    assert "".join(piece["text"] for piece in pieces) == after.report.text


# --- on paper --------------------------------------------------------------------------------------------------------------


def words_of(page: str) -> str:
    """What a page says, without its markup."""
    return html.unescape(re.sub(r"<[^>]+>", "", page))


def test_a_report_on_paper_is_whole(client: Client, ledger: Ledger) -> None:
    """Its text with the ids of its things, each of which is a line of the lists; of every shipped report."""
    here = client()
    for kept in ledger.reports():
        account = ledger.get(kept.report)

        answer = here.get(f"/r/{kept.report[:10]}/print")

        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        text = re.search(r"<article.*?</article>", answer.text, re.DOTALL)
        assert text is not None
        bare = re.sub(r"<sup>.*?</sup>", "", text.group(0))
        assert "".join(account.report.text.split()) in "".join(words_of(bare).split())
        for one in (*account.events, *account.statements):
            assert f'href="#{one.id}"' in text.group(0)
            assert f'<li id="{one.id}">' in answer.text


def test_paper_needs_no_script_and_has_no_style_of_its_own(client: Client, ledger: Ledger) -> None:
    """It obeys the policy of every answer: one stylesheet that is served, nothing inline."""
    here = client()
    answer = here.get(f"/r/{next(iter(ledger.reports())).report}/print")

    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=", answer.text)
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', answer.text)
    assert sheets == ["/paper.css"]
    assert here.get(sheets[0]).headers["content-type"].startswith("text/css")
    assert re.search(r'<html lang="en">', answer.text)
    assert answer.text.count("<h1>") == 1


def test_markup_on_paper_is_text(client: Client, ledger: Ledger) -> None:
    """In the text, in the title, in the names: whatever a report brings."""
    kept = ledger.add(
        herodotus.read(HOSTILE, published="2026-03-11", title="<i>t</i>{% raw %}", publisher="<img src=x>", url='"><u>')
    )

    page = client().get(f"/r/{kept.report}/print").text

    assert not re.search(r"<script|<b>|<i>|<img|<u>", page)
    assert "49" not in words_of(page)
    assert "".join(HOSTILE.split()) in "".join(words_of(re.sub(r"<sup>.*?</sup>", "", page)).split())


def test_half_a_surrogate_pair_breaks_no_page(client: Client, ledger: Ledger) -> None:
    kept = ledger.add(herodotus.read("A raid \ud83d killed 12 dockers.", published="2026-03-11"))

    assert client().get(f"/r/{kept.report}/print").status_code == 200


def test_paper_says_that_a_reading_is_an_earlier_one(client: Client, ledger: Ledger) -> None:
    before, after = kept_twice(ledger)
    run = page_of(client, after)["runs"][0]["id"]
    here = client()

    then, now = (here.get(f"/r/{after.report.id}/print{query}").text for query in (f"?run={run}", ""))

    assert f"what run {run} read" in words_of(then)
    assert f'<li id="{before.events[0].id}">' in then
    assert "An earlier reading" not in now


def test_paper_marks_what_is_asked_for(client: Client, ledger: Ledger) -> None:
    report = next(iter(ledger.reports())).report
    here = client()

    usual, actors = (here.get(f"/r/{report}/print{query}").text for query in ("", "?show=actor"))

    assert 'class="event' in usual
    assert 'class="actor' not in usual
    assert 'class="actor' in actors
    assert 'class="event' not in actors


# --- cited -----------------------------------------------------------------------------------------------------------------


def test_a_citation_finds_its_words_again(client: Client, ledger: Ledger) -> None:
    """Exact words with those around them, and their place in code points: after an emoji, too; for every thing there is."""
    account = kept_twice(ledger)[1]
    text, here = account.report.text, client()
    things = (*account.events, *account.statements, *account.actors, *account.places, *account.times)

    for thing in (*(one.id for one in things), "n2"):
        page = here.get(f"/r/{account.report.id}/cite.json", params={"at": thing}).json()["annotations"]
        assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
        assert page["items"]
        for item in page["items"]:
            quote, place = item["target"]["selector"]
            assert text[place["start"] : place["end"]] == quote["exact"] != ""
            assert quote["prefix"] + quote["exact"] + quote["suffix"] in text
            assert item["target"]["source"]["id"].startswith("ni:///sha-256;")


def test_every_field_of_an_event_has_its_annotation(client: Client, ledger: Ledger) -> None:
    account = kept_twice(ledger)[0]
    blame = account.events[0]
    run = page_of(client, account)["runs"][0]["id"]

    cited = client().get(f"/r/{account.report.id}/cite.json", params={"at": blame.id, "run": run}).json()

    named = {item["body"]["value"]: item["target"]["selector"][0]["exact"] for item in cited["annotations"]["items"]}
    assert named == {f"{blame.id} event": "blamed", f"{blame.id} who": "Norland", f"{blame.id} to whom": "Merania"}


def test_a_citation_says_who_when_what_and_what_read_it(client: Client, ledger: Ledger) -> None:
    account = kept_twice(ledger)[1]
    denial = next(one for one in account.statements if one.act == "deny")
    here = client()
    run = page_of(client, account)["runs"][1]["id"]

    whole = here.get(f"/r/{account.report.id}/cite.json").json()["text"]
    said = here.get(f"/r/{account.report.id}/cite.json", params={"at": denial.id}).json()["text"]

    read = f"Herodotus {account.made_by.herodotus}, run {run}, report {account.report.id[:10]}"
    assert whole.startswith("Gazette. “🚢 Norland blamed")
    assert whole.endswith(f"2026-03-11. {read}.")
    assert said.endswith(f"2026-03-11. “‘We deny it,’”. {read}:{denial.id}.")
    assert here.get(f"/r/{account.report.id}/cite.json", params={"at": "e99"}).status_code == 404
