"""
What an event is in the world of whoever tells it: composed from the top of the voice's words down to the trigger.

The path runs from the governor of all (the root, or the head of a statement's content) down to the trigger. At every
word of it two things are asked: what its own clause does to it (*not*, *will*, *if*, *alleged*), and what its governor
makes of it (*failed to*, *threat of*, *stopped short of*). Signatures are data (``lexicons/en/signals``); how they add
up is here: *did not fail to enter* has entered, *may threaten to attack* has not even threatened.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise

from herodotus import lexicons
from herodotus.events import grammar, idioms, wishes
from herodotus.events.scene import Signals
from herodotus.events.standing import OPEN, Standing
from herodotus.lexicons import Match
from herodotus.model import REAL, Evidence, Span, Status, Token
from herodotus.syntax import NEGATORS, SUBJECTS, Tree, is_any

NOBODY = frozenset({"nobody", "none", "no-one", "nothing", "neither"})
_NOMINAL = ("nsubj", "obj", "iobj", "obl", "nmod", "compound", "dep", "dislocated", "vocative")


def standing(
    tree: Tree,
    signals: Signals,
    index: int,
    *,
    within: Span | None = None,
    start: Status = "happened",
    told: bool = False,
    known: bool = True,
) -> Standing:
    """
    Return how a word stands in the words of one voice.

    ``within`` bounds the voice's words (None: the whole sentence); ``start`` is what the voice makes of their head;
    ``told`` says that they are reported in the past, where *would* is a *will*. ``known``: *the* word is of a deed that,
    so called, has happened (*the raid*), not of one that may lie ahead (*the election*).
    """
    return _Walk(tree, signals, told=told, known=known).down(_path(tree, index, within), start)


def _path(tree: Tree, index: int, within: Span | None) -> list[int]:
    path = [index]
    for token in tree.ancestors(index):
        if within is not None and not within.holds(token.span):
            break
        path.append(token.index)
    return path[::-1]


class _Walk:
    """One way down a tree, carrying the standing along."""

    def __init__(self, tree: Tree, signals: Signals, *, told: bool, known: bool) -> None:
        self.tree, self.signals, self.told, self.known = tree, signals, told, known
        self.path: frozenset[int] = frozenset()
        self.end = -1

    def down(self, path: list[int], start: Status) -> Standing:
        incoming = Standing(start)
        self.path, self.end = frozenset(path), path[-1]
        here = self.local(path[0], incoming)
        for parent, child in pairwise(path):
            if self.tree.tokens[child].deprel == "conj":
                here = self._conjoined(parent, child, incoming, here)
            else:
                incoming = self.step(parent, child, here)
                here = self.local(child, incoming)
        return here

    # ── what a governor makes of what it governs ──────────────────────────────────────────────────────────────────

    def step(self, parent: int, child: int, here: Standing) -> Standing:
        """Return how a word stands before its own clause has its say."""
        match = self.signals.governs.get((parent, child))
        if match is not None:
            return self._settled(match, here, child)
        token = self.tree.tokens[child]
        if is_any(token.deprel, _NOMINAL):
            wish = wishes.around(self.tree, parent, child)
            return self._nominal(child, here) if wish is None else self._settled(wish, here, child)
        return self._clausal(parent, child, here)

    def _settled(self, match: Match, here: Standing, child: int) -> Standing:
        evidence = Evidence(match.rule.id, match.span)
        if match.rule.id == "status-plan-event" and wishes.is_intention(self.tree, child):
            return here  # "announced *plans*": the plans are there
        if self._is_known(match, here, child):
            return here.made("happened", evidence)
        positive, negative = str(match.rule.get("pos", "keep")), str(match.rule.get("neg", "open"))
        here = replace(here, hidden=here.hidden or match.rule.get("kind") == "voice")
        if here.status in (*REAL, "negated"):
            return here.made(_read(negative if here.status == "negated" else positive, here), evidence)
        return self._settled_ahead(positive, negative, here, evidence)

    def _is_known(self, match: Match, here: Standing, child: int) -> bool:
        """Whether a governor takes its deed as known: *condemned*, *continued*; "fear of *the* raid" has one behind it."""
        given, group = grammar.is_given(self.tree, child), match.rule.get("group")
        if group == "prospect":
            return given and child == self.end and self.known
        if group == "ban":
            return grammar.is_told(self.tree, child)
        if group == "need":
            return grammar.was(self.tree, match.head) and (given or self.tree.tokens[match.head].upos == "VERB")
        if group == "likely":
            return given and bool(self.tree.children(match.head, "xcomp"))
        if match.rule.is_marked("factive"):
            return given or here.status in (*REAL, "negated")
        return group == "going on" and here.status in OPEN

    def _settled_ahead(self, positive: str, negative: str, here: Standing, evidence: Evidence) -> Standing:
        """Compose under a governor that is itself only planned, wanted or supposed."""
        if match_ends(positive, negative):
            return here.made("happened", evidence)
        if positive in ("happened", "keep", "ongoing"):
            return replace(here, because=(*here.because, evidence))
        if positive == "negated":
            return here.turned(evidence)
        return (
            replace(here, because=(*here.because, evidence))
            if here.status in (positive, "demanded")
            else here.made("hypothetical", evidence)
        )

    def _nominal(self, child: int, here: Standing) -> Standing:
        if self.tree.case(child) in ("without", "instead of", "rather than") and here.status in REAL:
            return here.turned(Evidence("clause-without", tree_span(self.tree, child)))
        if here.status in REAL or (grammar.is_given(self.tree, child) and (self.known or here.status == "negated")):
            return here.made("happened")
        return here.made("hypothetical")

    def _clausal(self, parent: int, child: int, here: Standing) -> Standing:
        tree, token = self.tree, self.tree.tokens[child]
        if token.deprel in ("ccomp", "acl", "csubj") and grammar.asks(self.tree, child):
            done = grammar.asks_about(tree, child) and grammar.is_past(tree, child)
            return here.made("happened" if done else "hypothetical", Evidence("clause-wh", token.span))
        if token.deprel == "ccomp":
            return here if here.status in REAL else here.made("hypothetical")
        if token.deprel == "acl:relcl":
            return self._relative(parent, child, here)
        if is_any(token.deprel, ("parataxis", "discourse", "root")):
            return here.made("happened")
        if is_any(token.deprel, ("xcomp", "advcl", "acl")):
            return self._subordinate(parent, child, here)
        return here if tree.tokens[parent].upos != "VERB" or here.status in REAL else here.made("hypothetical")

    def _relative(self, parent: int, child: int, here: Standing) -> Standing:
        """Return how the deed of a relative clause stands: told, unless nobody is found who did it."""
        if here.status == "negated" and grammar.is_nobody_sought(self.tree, parent):
            return here
        told = here.status in REAL or grammar.is_given(self.tree, parent) or grammar.is_past(self.tree, child)
        return here.made("happened") if told else here

    def _subordinate(self, parent: int, child: int, here: Standing) -> Standing:
        mark = grammar.opener(self.tree, child)
        if (idiom := idioms.of_clause(self.tree, parent, child, here)) is not None:
            return idiom
        ruling = grammar.clause_words().get(mark or "", "keep" if mark is None else "hypothetical")
        if mark == "for" and wishes.is_proposed(self.tree, parent):
            ruling = "hypothetical"
        if mark == "to" and grammar.ranks(self.tree, parent):
            ruling = "keep"
        if mark is None and child > parent and (wish := self._wish(parent)) is not None:
            return self._settled(wish, here, child)
        past = self.tree.tokens[child].xpos == "VBD" and ruling in ("given", "ahead")
        if ruling == "keep" or (here.status == "hypothetical" and not past):
            return here
        evidence = Evidence(f"clause-{(mark or '').replace(' ', '-')}", tree_span(self.tree, child))
        if ruling == "given" or (ruling == "ahead" and not self._lies_ahead(child, here)):
            return here.made("happened", evidence)
        if ruling == "ahead":
            return here.made("hypothetical", evidence)
        return here.turned(evidence) if ruling == "negated" else here.made(ruling, evidence)

    def _wish(self, parent: int) -> Match | None:
        """Return what makes a verb one of wanting: what trails it ("we expect talks, *ending* the war") is wanted too."""
        found = (match for (governor, _), match in self.signals.governs.items() if governor == parent)
        wish = next((m for m in found if m.rule.get("pos") in ("demanded", "planned", "threatened", "open")), None)
        return wish or self._bare_wish(parent)

    def _bare_wish(self, parent: int) -> Match | None:
        """Return the same for a verb whose object stands behind a preposition: "we expect *from them* talks, ending …"."""
        token = self.tree.tokens[parent]
        called = lexicons.load().signals.called_by(token.lemma.lower(), "VERB")
        rule = next((rule for rule, _ in called if rule.get("group") == "wish"), None)
        return None if rule is None else Match(rule, (parent,), token.span)

    def _lies_ahead(self, child: int, here: Standing) -> bool:
        present = self.tree.tokens[child].xpos in ("VBZ", "VBP") or any(
            t.xpos in ("VBZ", "VBP") for t in self.tree.auxiliaries(child)
        )
        return here.status in OPEN and present

    # ── what a word's own clause makes of it ──────────────────────────────────────────────────────────────────────

    def local(self, index: int, here: Standing) -> Standing:
        """Return how a word stands once its modals, negation, conditional and modifiers are counted."""
        here = idioms.of_word(self.tree, index, here)
        if here.because and here.because[-1].rule == "yet-to":
            return here
        here = self._modal(index, here)
        here = self._tense(index, here)
        here = self._conditional(index, here)
        for match in self.signals.modifies.get(index, ()):
            if match.rule.get("status") != "ongoing" or index == self.end:  # "this is due to the *ongoing* siege"
                here = self._modified(match, here)
        return self._negation(index, here)

    def _modal(self, index: int, here: Standing) -> Standing:
        tree = self.tree
        for aux in [t for t in tree.auxiliaries(index) if t.lemma.lower() in _modals() or t.form.lower() in _modals()]:
            row = _modals().get(aux.form.lower()) or _modals()[aux.lemma.lower()]
            perfect = any(t.lemma == "have" for t in tree.auxiliaries(index)) and tree.tokens[index].xpos == "VBN"
            status = row["perfect"] if perfect else row["negated"] if tree.is_negated(index) else row["status"]
            if status == "hypothetical" and aux.form.lower() in ("would", "'d", "’d") and self.told and not perfect:
                status = "planned" if not grammar.has_condition(self.tree, index) else status
            if grammar.is_inverted(tree, index):
                continue
            return self._under_modal(status, here, Evidence(f"modal-{aux.form.lower()}", aux.span))
        return here

    def _under_modal(self, status: str, here: Standing, evidence: Evidence) -> Standing:
        if here.status in REAL:
            return here.made(status, evidence)
        return here if here.status in OPEN else here.made("hypothetical", evidence)

    def _tense(self, index: int, here: Standing) -> Standing:
        """Return ongoing for "are fighting" and "have been fighting", planned for "are to meet" and "is going to"."""
        tree, token = self.tree, self.tree.tokens[index]
        if here.status != "happened" or token.upos not in ("VERB", "AUX", "NOUN", "ADJ"):
            return here
        present = [t for t in tree.children(index, "aux", "cop") if t.xpos in ("VBZ", "VBP") and t.lemma != "do"]
        if token.upos == "VERB" and any(t.lemma == "be" for t in present) and tree.mark(index) in ("to", "due to"):
            return here.made("planned", Evidence("tense-be-to", present[0].span))
        if token.lemma == "go" and token.xpos == "VBG" and tree.children(index, "xcomp"):
            return here.made("planned", Evidence("tense-going-to", token.span))
        if token.xpos == "VBG" and present:
            return here.made("ongoing", Evidence("tense-progressive", token.span))
        return here

    def _conditional(self, index: int, here: Standing) -> Standing:
        tree, token = self.tree, self.tree.tokens[index]
        if is_any(token.deprel, ("advcl", "ccomp", "xcomp")) and here.status in REAL:
            mark = grammar.opener(self.tree, index)
            if mark in ("if", "unless", "whether", "lest", "in case") and not grammar.is_even_if(self.tree, index):
                return here.made("hypothetical", Evidence(f"clause-{mark.replace(' ', '-')}", token.span))
        asked = token.deprel == "root" and tree.tokens[-1].form.startswith("?")
        return here.made("hypothetical", Evidence("question", tree.tokens[-1].span)) if asked else here

    def _modified(self, match: Match, here: Standing) -> Standing:
        status, evidence = str(match.rule.get("status", "keep")), Evidence(match.rule.id, match.span)
        if match.rule.get("kind") == "voice":
            return replace(here, hidden=True, because=(*here.because, evidence))
        if status == "attempted":
            return replace(here, because=(*here.because, evidence))
        if here.status == "negated":
            return here
        if status == "negated":
            return here.turned(evidence)
        return here.made(_read(status, here), evidence) if here.status in REAL else here

    def _negation(self, index: int, here: Standing) -> Standing:
        tree = self.tree
        negator = next((t for t in tree.children(index) if grammar.negates(self.tree, t)), None)
        negator = negator or next((t for t in tree.children(index, *SUBJECTS, "obj") if self._is_nobody(t)), None)
        if negator is None or (
            here.status == "negated" and here.because and here.because[-1].rule.startswith("modal-")
        ):
            return here
        return here.turned(Evidence("negation", negator.span))

    def _is_nobody(self, token: Token) -> bool:
        """Whether a subject or object is nobody: "*no soldiers* fired", "hit *neither* fort"; not the event itself."""
        if token.index in self.path:
            return False
        near = [t for t in self.tree.children(token.index) if t.deprel in ("det", "cc:preconj", "nummod", "advmod")]
        near += [t for child in near for t in self.tree.children(child.index)]
        negated = any(t.lemma.lower() in NEGATORS and t.index < token.index for t in near)
        return negated or token.lemma.lower() in NOBODY

    def _conjoined(self, parent: int, child: int, incoming: Standing, here: Standing) -> Standing:
        """Return how a conjunct stands: as its first does outside, sharing its modal and an *or*'s negation."""
        tree = self.tree
        own = tree.children(child, *SUBJECTS) or tree.children(child, "aux", "cop")
        if own:
            return self.local(child, incoming)
        bare = tree.tokens[child].xpos == "VB" and tree.tokens[parent].xpos == "VB"
        either = any(t.lemma.lower() in ("or", "nor") for t in tree.children(child, "cc"))
        shared = self._conditional(parent, self._modal(parent, incoming)) if bare or either else incoming
        if either:
            shared = self._negation(parent, shared)
        elif not bare:
            shared = self._conditional(parent, incoming)
        return self.local(child, shared)


def match_ends(positive: str, negative: str) -> bool:
    """Whether a signature is that of ending: what is to be *ended* is going on, whatever becomes of the ending."""
    return positive == "happened" and negative == "ongoing"


def _read(word: str, here: Standing) -> str:
    """Return the status a signature's word stands for."""
    return {"keep": here.status, "open": "hypothetical", "none": "hypothetical", "attempted": "hypothetical"}.get(
        word, word
    )


def tree_span(tree: Tree, index: int) -> Span:
    """Return the word that opens a clause, or the clause's head."""
    opener = tree.child(index, "mark", "case")
    return (opener or tree.tokens[index]).span


@cache
def _modals() -> dict[str, dict[str, str]]:
    return {row["word"]: dict(row) for row in lexicons.load().table("status/modals")}
