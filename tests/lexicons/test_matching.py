"""The engine on hand-written trees: what UD says, and what the parser tends to say instead."""

from __future__ import annotations

from herodotus.lexicons import RuleSet, best, match
from herodotus.lexicons.entries import rule_from
from herodotus.lexicons.rules import Rule
from tests.lexicons.trees import text_of, tree


def rule(rule_id: str = "r", **entry: object) -> Rule:
    return rule_from({"id": rule_id, "example": [{"text": "x"}], **entry}, kind="event", file="made.toml")


BLAME = rule(verbs=["blame"], frames=["SPEAKER VERB TARGET for CONTENT", "SPEAKER VERB CONTENT on TARGET"])
ATTACK = rule(verbs=["attack", "storm"], frame="SOURCE VERB TARGET")
SAY = rule(verbs=["say"], frames=["SPEAKER VERB that CONTENT", "SPEAKER VERB “CONTENT”"])


def found(one: Rule, lines: str) -> list[dict[str, str]]:
    sentence = tree(lines)
    text = text_of(sentence)
    return [{k: s.span.of(text) for k, s in m.slots.items()} for m in match(RuleSet((one,)), sentence)]


def test_an_active_sentence_fills_its_holes() -> None:
    """Subject, object and what the preposition brings; a conjunction stays inside its phrase."""
    lines = """
        Norland Norland PROPN NNP 4 nsubj
        and and CCONJ CC 3 cc
        Merania Merania PROPN NNP 1 conj
        blamed blame VERB VBD 0 root
        smugglers smuggler NOUN NNS 4 obj
        for for ADP IN 8 case
        the the DET DT 8 det
        raid raid NOUN NN 4 obl
        . . PUNCT . 4 punct"""

    assert found(BLAME, lines) == [{"SPEAKER": "Norland and Merania", "TARGET": "smugglers", "CONTENT": "the raid"}]


def test_the_passive_follows_by_itself() -> None:
    """The object's hole takes the passive subject, the subject's hole the by-phrase."""
    lines = """
        Smugglers smuggler NOUN NNS 3 nsubj:pass
        were be AUX VBD 3 aux:pass
        blamed blame VERB VBN 0 root
        for for ADP IN 6 case
        the the DET DT 6 det
        raid raid NOUN NN 3 obl
        by by ADP IN 8 case
        Norland Norland PROPN NNP 3 obl:agent"""

    assert found(BLAME, lines) == [{"SPEAKER": "Norland", "TARGET": "Smugglers", "CONTENT": "the raid"}]


def test_a_relative_clause_lends_its_noun() -> None:
    """In “a raid that officials blamed on rebels”: the raid is the object, without the clause in its words."""
    lines = """
        It it PRON PRP 2 nsubj
        followed follow VERB VBD 0 root
        a a DET DT 4 det
        raid raid NOUN NN 2 obj
        that that PRON WDT 7 obj
        officials official NOUN NNS 7 nsubj
        blamed blame VERB VBD 4 acl:relcl
        on on ADP IN 9 case
        rebels rebel NOUN NNS 7 obl"""

    assert found(BLAME, lines) == [{"SPEAKER": "officials", "CONTENT": "a raid", "TARGET": "rebels"}]


def test_a_clause_hung_on_the_object_is_found_there() -> None:
    """The parser hangs "for planning" on the object; it fills the hole all the same and leaves the object's words."""
    lines = """
        Serwaa Serwaa PROPN NNP 2 nsubj
        blamed blame VERB VBD 0 root
        Norland Norland PROPN NNP 2 obj
        for for SCONJ IN 5 mark
        planning plan VERB VBG 3 acl
        it it PRON PRP 5 obj"""

    assert found(BLAME, lines) == [{"SPEAKER": "Serwaa", "TARGET": "Norland", "CONTENT": "planning it"}]


def test_a_bare_participle_is_passive() -> None:
    """In “the bases attacked by militia”: the noun is the object, the by-phrase the subject."""
    lines = """
        The the DET DT 2 det
        bases base NOUN NNS 6 nsubj
        attacked attack VERB VBN 2 acl
        by by ADP IN 5 case
        militia militia NOUN NN 3 obl:agent
        lie lie VERB VBP 0 root"""

    assert found(ATTACK, lines) == [{"SOURCE": "militia", "TARGET": "The bases"}]


def test_joined_verbs_share_subject_and_object() -> None:
    """In “Gunmen stormed and attacked the office”: both verbs have both, wherever the object hangs."""
    lines = """
        Gunmen gunman NOUN NNS 2 nsubj
        stormed storm VERB VBD 0 root
        and and CCONJ CC 4 cc
        attacked attack VERB VBD 2 conj
        the the DET DT 6 det
        office office NOUN NN 4 obj"""

    assert found(ATTACK, lines) == [{"SOURCE": "Gunmen", "TARGET": "the office"}] * 2


def test_control_finds_the_doer() -> None:
    """In “forced them to attack”: they attack; “used cars to attack”: the user does."""
    forced = """
        Chiefs chief NOUN NNS 2 nsubj
        forced force VERB VBD 0 root
        them they PRON PRP 2 obj
        to to PART TO 5 mark
        attack attack VERB VB 2 xcomp
        towns town NOUN NNS 5 obj"""

    assert found(ATTACK, forced) == [{"SOURCE": "them", "TARGET": "towns"}]
    assert found(
        ATTACK, forced.replace("forced force", "used use").replace("them they PRON PRP", "cars car NOUN NNS")
    ) == [{"SOURCE": "Chiefs", "TARGET": "towns"}]


def test_an_accused_is_the_doer_of_the_gerund() -> None:
    """In “accused rebels of attacking towns”: the rebels attack."""
    lines = """
        Norland Norland PROPN NNP 2 nsubj
        accused accuse VERB VBD 0 root
        rebels rebel NOUN NNS 2 obj
        of of SCONJ IN 5 mark
        attacking attack VERB VBG 2 advcl
        towns town NOUN NNS 5 obj"""

    assert found(ATTACK, lines) == [{"SOURCE": "rebels", "TARGET": "towns"}]


def test_an_inverted_report_reports_the_clause_it_stands_in() -> None:
    """In “The raid failed, officials said”: the content is the main clause, without the report."""
    lines = """
        The the DET DT 2 det
        raid raid NOUN NN 3 nsubj
        failed fail VERB VBD 0 root
        , , PUNCT , 6 punct
        officials official NOUN NNS 6 nsubj
        said say VERB VBD 3 parataxis
        . . PUNCT . 3 punct"""

    assert found(SAY, lines) == [{"SPEAKER": "officials", "CONTENT": "The raid failed"}]


def test_a_quotation_keeps_its_marks() -> None:
    """A “quoted” hole is the whole stretch between the marks; the clause alone would lose them."""
    lines = """
        “ “ PUNCT `` 3 punct
        We we PRON PRP 3 nsubj
        stay stay VERB VBP 6 ccomp
        , , PUNCT , 3 punct
        ” ” PUNCT '' 3 punct
        said say VERB VBD 0 root
        Serwaa Serwaa PROPN NNP 6 nsubj"""

    assert found(SAY, lines) == [{"SPEAKER": "Serwaa", "CONTENT": "“ We stay , ”"}]


def test_a_noun_takes_its_owner_or_the_doer_of_the_verb_that_carries_it() -> None:
    """In “Meranian denial”, and “Merania issued a denial”."""
    denial = rule(nouns=["denial"], frames=["SPEAKER's NOUN of CONTENT", "SPEAKER issue NOUN of CONTENT"])
    owned = """
        The the DET DT 3 det
        Meranian Meranian ADJ JJ 3 amod
        denial denial NOUN NN 0 root
        of of ADP IN 6 case
        the the DET DT 6 det
        raid raid NOUN NN 3 nmod"""
    carried = """
        Merania Merania PROPN NNP 2 nsubj
        issued issue VERB VBD 0 root
        a a DET DT 4 det
        denial denial NOUN NN 2 obj
        of of ADP IN 7 case
        the the DET DT 7 det
        raid raid NOUN NN 4 nmod"""

    assert found(denial, owned) == [{"SPEAKER": "Meranian", "CONTENT": "the raid"}]
    assert found(denial, carried) == [{"SPEAKER": "Merania", "CONTENT": "the raid"}]


def test_a_phrase_ties_what_stands_on_its_two_sides() -> None:
    """In “shelled the fort in retaliation for the raid”."""
    phrase = rule(phrases=["in retaliation for"], frame="EVENT PHRASE CAUSE")
    lines = """
        Norland Norland PROPN NNP 2 nsubj
        shelled shell VERB VBD 0 root
        it it PRON PRP 2 obj
        in in ADP IN 5 case
        retaliation retaliation NOUN NN 2 obl
        for for ADP IN 8 case
        the the DET DT 8 det
        raid raid NOUN NN 5 nmod"""

    assert found(phrase, lines) == [{"EVENT": "Norland shelled it", "CAUSE": "the raid"}]


def test_a_time_is_no_target() -> None:
    """In “attacked on Sunday” has no target; a hole named TIME may hold it."""
    lines = """
        Rebels rebel NOUN NNS 2 nsubj
        attacked attack VERB VBD 0 root
        on on ADP IN 4 case
        Sunday Sunday PROPN NNP 2 obl"""

    assert found(rule(verbs=["attack"], frame="SOURCE VERB on TARGET"), lines) == []
    assert found(rule(verbs=["attack"], frame="SOURCE VERB on TIME"), lines) == [{"SOURCE": "Rebels", "TIME": "Sunday"}]


def test_the_most_specific_rule_comes_first() -> None:
    """In “open fire on” is more than “open”; ``best`` keeps one match for each anchor."""
    lines = """
        Troops troop NOUN NNS 2 nsubj
        opened open VERB VBD 0 root
        fire fire NOUN NN 2 obj
        on on ADP IN 6 case
        the the DET DT 6 det
        crowd crowd NOUN NN 2 obl"""
    rules = RuleSet(
        (
            rule("open", verbs=["open"], frame="SOURCE VERB TARGET"),
            rule("open-fire", verbs=["open fire"], frame="SOURCE VERB [on TARGET]"),
        )
    )

    matches = match(rules, tree(lines))

    assert [one.rule.id for one in matches] == ["open-fire", "open"]
    assert [one.rule.id for one in best(matches)] == ["open-fire"]
    assert matches[0].anchor == (1, 2)
    assert matches[0].slots["TARGET"].head == 5


def test_a_wrong_lemma_is_caught_by_the_form() -> None:
    """The reader's lemma of a rare word may be wrong ("blam"); the form still calls the rule up."""
    lines = """
        Norland Norland PROPN NNP 2 nsubj
        stormed stor VERB VBD 0 root
        towns town NOUN NNS 2 obj"""

    assert found(ATTACK, lines) == [{"SOURCE": "Norland", "TARGET": "towns"}]


def test_a_compound_noun_is_called_up_by_its_last_word() -> None:
    """In "joint naval exercises" the noun governs; the words before it need not stand side by side."""
    joint = rule(nouns=["joint exercise"], frame="SOURCE hold NOUN")
    lines = """
        Norland Norland PROPN NNP 2 nsubj
        held hold VERB VBD 0 root
        joint joint ADJ JJ 5 amod
        naval naval ADJ JJ 5 amod
        exercises exercise NOUN NNS 2 obj"""

    assert found(joint, lines) == [{"SOURCE": "Norland"}]
    assert found(joint, lines.replace("joint joint", "big big")) == []


def test_words_and_objects_that_rule_an_entry_out() -> None:
    """In "struck a deal" nobody is hit; "withdrew the offer" is no retreat."""
    lines = """
        Both both DET DT 2 nsubj
        struck strike VERB VBD 0 root
        a a DET DT 4 det
        deal deal NOUN NN 2 obj"""

    assert found(rule(verbs=["strike"], frame="SOURCE VERB TARGET", without=["deal"]), lines) == []
    assert found(rule(verbs=["strike"], frame="SOURCE VERB", intransitive=True), lines) == []
    assert found(rule(verbs=["strike"], frame="SOURCE VERB"), lines) == [{"SOURCE": "Both"}]


def test_a_literal_word_may_say_what_a_hole_must_hold() -> None:
    """With "VERB TARGET crew|sailor" one holds a crew, not a fair."""
    hold = rule(verbs=["hold"], frame="SOURCE VERB TARGET crew|sailor")
    lines = """
        Rebels rebel NOUN NNS 2 nsubj
        held hold VERB VBD 0 root
        the the DET DT 4 det
        crew crew NOUN NN 2 obj"""

    assert found(hold, lines) == [{"SOURCE": "Rebels", "TARGET": "the crew"}]
    assert found(hold, lines.replace("crew crew", "fair fair")) == []


def test_a_hyphened_participle_tells_nothing() -> None:
    """In "Merania-backed rebels" nobody backs anybody as news."""
    lines = """
        Merania Merania PROPN NNP 3 compound
        - - PUNCT HYPH 3 punct
        backed back VERB VBN 4 amod
        rebels rebel NOUN NNS 5 nsubj
        fled flee VERB VBD 0 root"""

    assert found(rule(verbs=["back"], frame="SOURCE VERB TARGET"), lines) == []


def test_who_stands_for_the_nearest_person() -> None:
    """In "stones at the police, who attacked" the parser hangs the clause on the stones; stones attack nobody."""
    lines = """
        Youths youth NOUN NNS 2 nsubj
        threw throw VERB VBD 0 root
        stones stone NOUN NNS 2 obj
        at at ADP IN 5 case
        police police NOUN NNS 2 obl
        , , PUNCT , 8 punct
        who who PRON WP 8 nsubj
        attacked attack VERB VBD 3 acl:relcl
        them they PRON PRP 8 obj"""

    assert found(ATTACK, lines) == [{"SOURCE": "police", "TARGET": "them"}]
