"""How statements are found: tags, reach, sides, relays, performatives, signatures."""

from __future__ import annotations

import pytest

from herodotus.model import Account, Party, Span, Statement
from herodotus.statements.nesting import Nesting
from herodotus.statements.people import is_person_word
from herodotus.statements.quotations import find, is_speech
from herodotus.statements.rows import Row
from tests.conftest import AccountOf


def words(statement: Statement, account: Account) -> list[str]:
    """The words of a content."""
    return [span.of(account.report.text) for span in statement.content]


def names(account: Account) -> dict[str, str]:
    """Actors' names by id."""
    return {actor.id: actor.name for actor in account.actors}


def test_a_parenthetic_report_leaves_the_sentence_around_it_to_its_content(account_of: AccountOf) -> None:
    """Before and behind it; the reporting clause itself belongs to neither part."""
    account = account_of("The bridge, the mayor said on Sunday, has been closed since noon.")

    assert words(account.statements[0], account) == ["The bridge", "has been closed since noon"]


def test_a_second_deed_of_the_speaker_ends_the_content(account_of: AccountOf) -> None:
    """“…, *adding* that” and “… *and urged*” are the speaker's, not what was said."""
    account = account_of("The envoy said the road was open, adding that ships could sail. He urged calm.")

    assert words(account.statements[0], account) == ["the road was open"]


def test_what_the_report_adds_behind_a_comma_is_not_said(account_of: AccountOf) -> None:
    """A loose relative clause is the report's own word."""
    account = account_of("The union said it would accept the plan, which was drawn up in March.")

    assert words(account.statements[0], account) == ["it would accept the plan"]


def test_a_question_asked_behind_the_mark_is_tagged(account_of: AccountOf) -> None:
    """The reader ends the sentence at the question mark; the tag is found all the same."""
    account = account_of("“Where is my son?” the woman asked.")
    statement = account.statements[0]

    assert (statement.act, statement.form, words(statement, account)) == ("ask", "direct", ["“Where is my son?”"])


def test_a_title_in_marks_is_not_speech() -> None:
    """A name of a broadcast behind a small word; words behind a comma are speech."""
    text = "She spoke on “Face the Coast,” and said, “Nobody Will Leave,” twice."

    assert [is_speech(text, quotation) for quotation in find(text)] == [False, True]


def test_straight_single_marks_quote_and_apostrophes_do_not() -> None:
    """At the head of a word, with a mark that ends another; "workers' union" and "'90s" open nothing."""
    text = "The workers' union said 'no deal' to the plan of the '90s."

    assert [quotation.span.of(text) for quotation in find(text)] == ["'no deal'"]


def test_a_quotation_goes_on_over_paragraphs(account_of: AccountOf) -> None:
    """Left open at the end of a paragraph and reopened in the next: the same speaker's, with no cue of its own."""
    account = account_of("“The army came at dawn,” said Mara Lund. “It took the boys.\n\n“It left the old men.”")

    assert {statement.speaker.actor for statement in account.statements} == {account.statements[0].speaker.actor}
    assert [word for s in account.statements for word in words(s, account)][-1] == "“It left the old men.”"


@pytest.mark.parametrize(
    "text",
    [
        "The ministry would neither confirm nor deny the report.",
        "The minister did not deny that weapons had been sold.",
        "Norland refused to rule out air strikes.",
        "Officials gave no details of the arrests.",
        "The minister left without answering questions.",
    ],
)
def test_who_will_not_say_withholds_and_denies_nothing(account_of: AccountOf, text: str) -> None:
    """Negation of the cue is never negation of the content."""
    assert {statement.act for statement in account_of(text).statements} == {"withhold"}


def test_the_speaker_is_not_taken_from_inside_the_quotation(account_of: AccountOf) -> None:
    """The name that ends the quotation is quoted; the one before the verb speaks."""
    account = account_of("“I will vote for the nominee, Ama Serwaa,” Mara Lund wrote.")

    assert names(account)[account.statements[0].speaker.actor] == "Mara Lund"


def test_words_in_the_first_person_do_what_they_say(account_of: AccountOf) -> None:
    """One statement: a request, aimed at those urged, with the evidence of both verbs."""
    account = account_of("“We urge Merania to free the sailors,” the envoy of Norland said.")
    statement = account.statements[0]

    assert len(account.statements) == 1
    assert (statement.act, statement.stance) == ("request", "directs")
    assert [names(account)[party.actor] for party in statement.target] == ["Merania"]
    assert [one.rule for one in statement.because] == ["say-that", "urge-to"]


def test_what_was_once_urged_is_not_urged_now(account_of: AccountOf) -> None:
    """The past tense tells of an act; it performs none."""
    account = account_of("“I urged Merania to free the sailors,” the envoy of Norland said.")

    assert account.statements[0].act == "say"


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Merania said it had not shelled the convoy.", "deny"),
        ("Norland said Merania had not shelled the convoy.", "say"),
        ("Merania said it had not slept.", "say"),
        ("The colonel said he had seen no order.", "say"),
    ],
)
def test_only_ones_own_deed_can_be_denied(account_of: AccountOf, text: str, act: str) -> None:
    """By the speaker's side, of something hostile, and by the predicate itself."""
    assert account_of(text).statements[0].act == act


def test_the_agent_of_a_passive_is_accused(account_of: AccountOf) -> None:
    """“Were killed by T” accuses T, not the killed."""
    account = account_of("The mayor said forty fishermen were killed by Merania.")
    statement = account.statements[0]

    assert statement.act == "accuse"
    assert [names(account)[party.actor] for party in statement.target] == ["Merania"]


def test_who_tells_of_another_passes_his_words_on(account_of: AccountOf) -> None:
    """The outermost voice first; nobody passes on his own words."""
    account = account_of("State radio said the governor had told the harbour police that the bridge was mined.")
    relays = {
        statement.cue.of(account.report.text): [names(account)[actor] for actor in statement.relay]
        for statement in account.statements
        if statement.cue is not None
    }

    assert relays == {"said": [], "told": ["State radio"]}


def test_a_name_below_a_quotation_signs_it(account_of: AccountOf) -> None:
    """A dash and a name at the end of the line."""
    account = account_of("Readers wrote to us.\n\n“The bridge should have been closed years ago.” — Mara Lund\n")
    statement = next(s for s in account.statements if s.because[0].rule == "signed-quotation")

    assert names(account)[statement.speaker.actor] == "Mara Lund"


def test_a_label_opens_a_turn(account_of: AccountOf) -> None:
    """A known name and a colon at the head of a paragraph: what follows is said by that person."""
    account = account_of("Mara Lund spoke with the Gazette.\n\nMara Lund: We have no plans to leave the town.\n")
    statement = next(s for s in account.statements if s.because[0].rule == "labelled-turn")

    assert words(statement, account) == ["We have no plans to leave the town."]


def test_an_addressee_is_not_whom_it_is_pinned_on(account_of: AccountOf) -> None:
    """“Attributed the raid *to* Merania” tells Merania nothing."""
    statement = account_of("Norland attributed the raid to Merania.").statements[0]

    assert (len(statement.target), statement.addressee) == (1, None)


def test_quoted_words_report_nothing_outside_their_marks(account_of: AccountOf) -> None:
    """A verb inside a quotation takes no content from the sentence around it."""
    account = account_of("“They knew the building,” the man said. “They went straight to the office.”")
    inner = [s for s in account.statements if s.cue is not None and s.cue.of(account.report.text) == "knew"]

    assert all("man" not in part for statement in inner for part in words(statement, account))


@pytest.mark.parametrize("word", ["villager", "widow", "negotiator", "economist"])
def test_words_for_people_are_known_by_their_make(word: str) -> None:
    """Listed, or made with an ending for those who do something."""
    assert is_person_word(word)


@pytest.mark.parametrize("word", ["engine", "siege", "river", "number", "price"])
def test_things_say_nothing(word: str) -> None:
    """Also where they end like words for people."""
    assert not is_person_word(word)


def test_a_told_clause_with_quoted_words_at_its_end_is_told_whole(account_of: AccountOf) -> None:
    """Half a clause in marks does not make it a quotation."""
    account = account_of("The governor said the two captains are to blame for “he said this, she said that.”")

    assert words(account.statements[0], account) == ["the two captains are to blame for “he said this, she said that.”"]


def test_a_loose_participle_is_said_by_the_doer_of_the_sentence(account_of: AccountOf) -> None:
    """Not by whoever stands next to it in the tree."""
    account = account_of(
        "The court barred a Norlandic company from closing its mines in May, citing a danger to ships."
    )
    reason = next(s for s in account.statements if s.act == "explain")

    assert names(account)[reason.speaker.actor] == "court"


def test_a_report_behind_though_is_the_speakers_again(account_of: AccountOf) -> None:
    """It ends what was said before and is said itself."""
    account = account_of("Lund said the road was safe, though she noted the bridge was closed.")

    assert [words(s, account) for s in account.statements] == [["the road was safe"], ["the bridge was closed"]]


def test_a_purpose_is_fulfilled_where_somebody_takes_the_floor(account_of: AccountOf) -> None:
    """Whoever used a speech to denounce has denounced; troops sent to support have said nothing."""
    used = account_of("The envoy used the speech to denounce the raid.")
    sent = account_of("The envoy sent boats to support the divers.")

    assert [s.act for s in used.statements] == ["condemn"]
    assert not sent.statements


def targets(account: Account, cue: str) -> list[str]:
    """Whom the statement with a cue is aimed at, by name."""
    statement = next(s for s in account.statements if s.cue is not None and s.cue.of(account.report.text) == cue)
    return [names(account)[party.actor] for party in statement.target]


def test_a_report_may_stand_in_a_relative_clause(account_of: AccountOf) -> None:
    """What they say was a trap; the sentence's own verb is not said."""
    told = account_of("The raid the army says killed forty rebels took place at dawn.")

    assert words(told.statements[0], told) == ["killed forty rebels"]
    assert not account_of("What the envoy said was true.").statements


def test_one_of_two_who_did_not_speak_says_nothing(account_of: AccountOf) -> None:
    """A cleft names who ordered it, and who did not."""
    account = account_of("It was the general, not the premier, who ordered the curfew.")

    assert [names(account)[s.speaker.actor] for s in account.statements] == ["general"]


@pytest.mark.parametrize(
    ("text", "cue", "target"),
    [
        ("Norland accused Merania of planning the raid. Merania denied the accusation.", "denied", ["Norland"]),
        ("Merania rejected Norland's accusation that it had planned the raid.", "rejected", ["Norland"]),
        ("Norland blamed Merania for the raid. Merania denied it was behind it.", "denied", []),
        ("The union demanded that the owner leave.", "demanded", ["owner"]),
        ("Ada Lund condemned the pact between Torvia and Kestria.", "condemned", ["Torvia", "Kestria"]),
    ],
)
def test_a_target_is_found_where_the_sentence_names_it(
    account_of: AccountOf, text: str, cue: str, target: list[str]
) -> None:
    """The accuser of a denied accusation, the doer of what is demanded, whose deed is judged."""
    assert targets(account_of(text), cue) == target


@pytest.mark.parametrize(
    "text", ["Officials said they feared more raids.", "The rebels said they survived the attack."]
)
def test_a_deed_only_named_is_not_admitted(account_of: AccountOf, text: str) -> None:
    """To fear a raid is not to confess one."""
    assert "confirm" not in {statement.act for statement in account_of(text).statements}


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said on Tuesday the port was closed.",
        "The mayor told reporters on Tuesday the port was closed.",
        "On Tuesday the mayor said the port was closed.",
    ],
)
def test_the_day_of_saying_is_not_said(account_of: AccountOf, text: str) -> None:
    """It stands behind the verb or before it, and is the time of the statement."""
    account = account_of(text)
    statement = account.statements[0]

    assert words(statement, account) == ["the port was closed"]
    assert [time.span.of(text) for time in account.times if time.id == statement.time] == ["Tuesday"]


def test_who_is_cited_speaks_through_who_cites(account_of: AccountOf) -> None:
    """The agency passes the official's words on, and stands first in the chain of what is told inside them."""
    account = account_of(
        "The Strait Radio, citing an official, reported that the envoy had said that Torvia would leave."
    )
    chains = {s.cue.of(account.report.text): s.relay for s in account.statements if s.cue is not None}
    called = {cue: [names(account)[actor] for actor in chain] for cue, chain in chains.items()}

    assert called["citing"] == ["Strait Radio"]
    assert called["said"] == ["Strait Radio", "official"]


@pytest.mark.parametrize(
    "text",
    [
        "Mara Lund urged Merania to condemn the raid.",
        "Mara Lund is expected to deny the charge.",
        "The law would allow the widows to sue the bank.",
        "The mayor has the power to condemn the house.",
        "Joren Hale's threat to the port is great.",
        "If the bank sues the mayor, he will resign.",
    ],
)
def test_what_has_not_been_said_is_no_statement(account_of: AccountOf, text: str) -> None:
    """A deed asked for, foretold or only possible is no accusation, denial, condemnation or threat of anybody's."""
    grave = {"accuse", "deny", "condemn", "threaten"}

    assert grave.isdisjoint(statement.act for statement in account_of(text).statements)


def test_a_headline_speaks_for_whom_it_opens_with(account_of: AccountOf) -> None:
    """A topic before the colon says nothing."""
    poll = account_of("Poll: Most dockers want peace with Norland\n\nThe dockers were asked in March.")

    assert [one.because[0].rule for one in poll.statements][:1] == ["headline-label"]
    assert not account_of("Elections: The polls close at noon\n\nThe polls close at noon.").statements


def test_a_row_answers_as_if_all_were_gone_through() -> None:
    """What meets a span, and what holds it."""
    spans = [Span(0, 4), Span(4, 9), Span(12, 15)]
    row = Row(spans, lambda span: span)
    places = [Span(a, b) for a in range(17) for b in range(a + 1, 18)]

    assert [row.meeting(p) for p in places] == [[s for s in spans if s.meets(p)] for p in places]
    assert [row.holding(p) for p in places] == [next((s for s in spans if s.holds(p)), None) for p in places]


def test_nesting_is_read_off_the_places_of_cues() -> None:
    """A statement lies in those whose words hold its cue."""
    outer = _statement(Span(0, 4), (Span(5, 40),))
    inner = _statement(Span(10, 14), (Span(15, 30),))
    apart = _statement(Span(50, 54), (Span(55, 60),))
    nesting = Nesting([outer, inner, apart])

    assert [nesting.around(i) for i in range(3)] == [[], [outer], []]
    assert [nesting.inside(i) for i in range(3)] == [[inner], [], []]


def _statement(cue: Span, content: tuple[Span, ...]) -> Statement:
    return Statement(id="", speaker=Party("a1"), cue=cue, content=content, act="say", stance="asserts", form="indirect")


@pytest.mark.parametrize(
    "text",
    [
        "Mara Lund met the press.\n\nLUND: I think the bridge will hold.\n\nREPORTER: Will it?\n\nLUND: I hope so.",
        "The Gazette interviewed Mara Lund.\n\nWill the bridge hold?\n\nI think that it will.\n\nWhen?\n\nIt opens in May.",
    ],
)
def test_who_holds_the_floor_says_i(account_of: AccountOf, text: str) -> None:
    """In a turn of a transcript, and in the answers of an interview."""
    account = account_of(text)
    thinks = next(s for s in account.statements if s.act == "believe")

    assert names(account)[thinks.speaker.actor] == "Mara Lund"


def test_a_report_in_the_first_person_names_nobody(account_of: AccountOf) -> None:
    """Two questions make no interview where nobody was interviewed."""
    account = account_of("Who knows?\n\nI think that it will hold.\n\nWhen?\n\nMara Lund was there.")

    assert [s.speaker.actor for s in account.statements if s.act == "believe"] == ["unnamed"]
