"""
What words do, whatever verb reports them: a plain *said* whose content threatens is a threat.

The signs stand in ``lexicons/en/statements/force.toml``; they are looked for at the main predicates of the content only, in the
order of the file, and what fits first gives act and stance.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from herodotus import lexicons
from herodotus.lexicons.arguments import is_passive
from herodotus.lexicons.rules import WordClass
from herodotus.model import Party, Span, Token
from herodotus.statements import sides
from herodotus.statements.content import Content
from herodotus.statements.cue import Cue
from herodotus.statements.people import is_somebody, kind
from herodotus.statements.scene import Scene
from herodotus.syntax import NEGATORS, Tree, is_any

_HOSTILE = frozenset({"ASSAULT", "COERCE"})
_NOTHING = frozenset({"nothing", "nobody", "none", "no", "never", "neither", "nor"})
_PAST = ("VBD", "VBN")
_PERSONS = frozenset({"i", "we", "he", "she", "they"})
_THIS = frozenset({"it", "this", "that", "there", "these", "those"})


@dataclass(frozen=True, slots=True)
class Force:
    """What a sign in the content says of the act: its entry, the word it was found at, and whom it is aimed at."""

    act: str
    stance: str
    rule: str
    span: Span
    aim: tuple[Party, ...] = ()


def of(act: str, content: Content, speaker: Party, cue: Cue, scene: Scene) -> Force | None:
    """Return the force of a content that lifts an act to more than its verb says, or None."""
    labelled = "LABEL" in cue.slots
    entries = [f for f in _entries() if act in f["lifts"] and bool(f.get("label", False)) == labelled]
    if not entries:
        return None
    found = _forces(entries, content, speaker, cue, scene)
    first = next(found, None)
    if first is None or first.act != "promise":
        return first
    return next(
        (later for later in found if later.act == "threaten"), first
    )  # "we *will finish* it, and they *will pay*"


def _forces(
    entries: list[Mapping[str, Any]], content: Content, speaker: Party, cue: Cue, scene: Scene
) -> Iterator[Force]:
    """Yield the force of each main predicate of a content that has one."""
    for tree, verb in predicates(content, scene):
        if tree is cue.tree and verb.index == cue.token.index:
            continue
        found = _Predicate(
            tree, verb, speaker, cue, scene, direct=content.form != "indirect", quoted=content.form == "direct"
        )
        entry = next((entry for entry in entries if found.shows(entry)), None)
        if entry is not None:
            aim = found.aim(entry) if entry.get("aims") else ()
            yield Force(entry["act"], entry["stance"], entry["id"], verb.span, aim)


@cache
def _doings() -> frozenset[str]:
    """Return the nouns for what people do and can stop doing."""
    return lexicons.load().events.words("NOUN") | kind("deeds") | kind("doings")


@cache
def _entries() -> tuple[Mapping[str, Any], ...]:
    return tuple(lexicons.load().document("statements/force")["force"])


def predicates(content: Content, scene: Scene) -> Iterator[tuple[Tree, Token]]:
    """Yield the main predicates of a content and those coordinated with them: force lies there, not in asides."""
    for tree in dict.fromkeys(tree for span in content.spans for tree in scene.trees_over(span)):
        for span in content.spans:
            if not tree.sentence.span.meets(span):
                continue
            shared = Span(max(span.start, tree.sentence.span.start), min(span.end, tree.sentence.span.end))
            head = _head(tree, shared)
            if head is not None:
                yield tree, head
                near = tree.children(
                    head.index, "conj", "parataxis", *(("ccomp",) if _is_own_thought(tree, head) else ())
                )
                yield from ((tree, t) for t in near if shared.holds(t.span))


def _is_own_thought(tree: Tree, head: Token) -> bool:
    """Whether a clause below is still the speaker's: "*we believe* that they must", not "*the mayor said* that they must"."""
    subject = tree.child(head.index, "nsubj")
    return subject is None or subject.form.lower() in ("i", "we", "it", "there", "this", "that")


def _head(tree: Tree, span: Span) -> Token | None:
    """Return the word that governs the others of a stretch, quotation marks aside."""
    inside = [t for t in tree.between(span) if t.upos not in ("PUNCT", "INTJ")]
    indices = {t.index for t in inside}
    return next((t for t in inside if t.head not in indices), None)


@cache
def _is_hostile_word(lemma: str, word_class: WordClass) -> bool:
    """Whether a word by itself tells of violence or coercion."""
    return any(
        rule.get("type") in _HOSTILE and len(anchor.words) == 1 and any(not frame.words for frame in rule.frames)
        for rule, anchor in lexicons.load().events.called_by(lemma, word_class)
    )


@dataclass(frozen=True, slots=True)
class _Predicate:
    """One predicate of a content, asked for the signs of an entry."""

    tree: Tree
    verb: Token
    speaker: Party
    cue: Cue
    scene: Scene
    direct: bool
    quoted: bool

    def shows(self, entry: Mapping[str, Any]) -> bool:
        """Whether every sign the entry names is there."""
        return (
            self.verb.lemma.lower() not in entry.get("never", ())
            and (not entry.get("direct") or self.direct)
            and (not entry.get("claim") or self._is_of_claim())
            and (not entry.get("crowd") or sides.is_many(self.cue, self.scene))
            and (not entry.get("imperative") or self._is_imperative())
            and (not entry.get("deed") or self.verb.upos == "VERB")
            and (not entry.get("passive") or is_passive(self.tree, self.verb.index))
            and (not entry.get("armed") or sides.is_armed(self.speaker, self.scene))
            and (not entry.get("cues") or self.cue.token.lemma.lower() in entry["cues"])
            and (not entry.get("told") or not self._is_question())
            and (not entry.get("asked") or self._is_question())
            and self._is_done_to_one(entry.get("object"))
            and (not entry.get("behind") or self._is_behind(entry["behind"]))
            and self._has_lemmas(entry["lemmas"], itself=bool(entry.get("itself")), deed="tense" in entry)
            and self._has_modal(entry["modal"])
            and self._has_tense(entry.get("tense"))
            and bool(entry.get("negated", False)) == self._is_negated()
            and self._has_subject(entry.get("subject"), state=bool(entry.get("state")))
        )

    def aim(self, entry: Mapping[str, Any]) -> tuple[Party, ...]:
        """Return whom a force is aimed at: the doer of the predicate, or of a threat the one it is done to."""
        subject = self.tree.subject(self.verb.index)
        doers = [*self._doers(subject), subject] if subject is not None else []
        asked = sides.is_against if entry.get("subject") == "somebody" else sides.is_other
        found = next((t for t in doers if asked(t, self.speaker, self.scene)), None)
        if found is None and entry["act"] == "threaten":
            found = next((t for t in self._done_to() if self._is_against(t) and is_somebody(t, self.scene)), None)
        if subject is None and entry["aims"] == "named":
            named = (self.tree.tokens[i] for i in sorted(self.tree.subtree(self.verb.index)))
            found = next((t for t in named if asked(t, self.speaker, self.scene)), None)
        return () if found is None else self.scene.parties(self.tree, found)

    def _is_done_to_one(self, wanted: str | None) -> bool:
        """Whether it is done to whom an entry asks for: to whoever speaks ("beat *us*", "shot *my son*"), to somebody."""
        if wanted == "somebody":
            return any(is_somebody(t, self.scene) for t in self._done_to())
        words = [t for o in self._done_to() for t in (o, *self.tree.children(o.index, "nmod:poss"))]
        return wanted is None or any(t.form.lower() in ("me", "us", "my", "our") for t in words)

    def _is_against(self, token: Token) -> bool:
        return sides.is_against(token, self.speaker, self.scene)

    def _done_to(self) -> list[Token]:
        """Return the objects of the predicate and of the infinitives under it: "will *bring* the killers to justice"."""
        verbs = [*self.tree.children(self.verb.index, "xcomp", "advcl"), self.verb]
        return [t for verb in verbs for t in self.tree.children(verb.index, "obj", "iobj")]

    def _near(self) -> set[str]:
        """Return the lemmas of the predicate, its dependents and its infinitive's."""
        own = [self.verb, *(t for t in self.tree.children(self.verb.index) if not is_any(t.deprel, ("conj",)))]
        below = [
            t
            for c in own[1:]
            if is_any(c.deprel, ("xcomp", "obj", "obl", "advcl"))
            for t in self.tree.children(c.index)
        ]
        there = self.tree.child(self.verb.index, "expl") is not None  # "there was not a *word of truth* in it"
        below += [
            t
            for c in own[1:]
            if c.lemma.lower() == "nothing" or (there and c.deprel == "nsubj")
            for t in self.tree.children(c.index)
        ]
        return {self.verb.form.lower(), *(t.lemma.lower() for t in (*own, *self._exclaimed(), *below))}

    def _exclaimed(self) -> list[Token]:
        """Return the interjection right before the predicate, however the parser hung it: "*Please*, let them through"."""
        near = [t for t in self.tree.tokens[: self.verb.index] if t.upos != "PUNCT"][-1:]
        return [t for t in near if t.upos == "INTJ"]

    def _has_lemmas(self, wanted: list[str], *, itself: bool, deed: bool) -> bool:
        """
        Whether one of the runs of lemmas stands together here; ``@hostile`` is any deed of violence or coercion.

        With ``itself`` a single lemma must be the predicate, of a ``deed`` a verb: "had seen no *order*" tells of no ordering.
        """
        if not wanted:
            return True
        near, own = self._near(), self._itself() if self.verb.upos == "VERB" or not deed else set()
        if "@hostile" in wanted and self._dismisses():
            return False
        fits = [run for run in wanted if set(run.split()) <= near and (not itself or " " in run or run in own)]
        return bool(fits) or ("@hostile" in wanted and self._is_hostile())

    def _is_behind(self, verbs: list[str]) -> bool:
        """Whether the report is added to another deed of the speaker's: "*contradicted* the ministry, saying that …"."""
        head = self.cue.tree.head(self.cue.token.index)
        added = self.cue.token.xpos == "VBG" and is_any(self.cue.token.deprel, ("advcl",))
        return added and head is not None and head.lemma.lower() in verbs

    def _itself(self) -> set[str]:
        """Return the lemma of a verb or adjective; of a noun, what it is called: "a *cowardly* crime"."""
        qualities = self.tree.children(self.verb.index, "amod") if self.verb.upos == "NOUN" else []
        return {self.verb.lemma.lower(), *(t.lemma.lower() for t in qualities)}

    def _dismisses(self) -> bool:
        """Whether people are let go: "had *fired* thousands of workers"."""
        things = self.tree.children(self.verb.index, "obj") if self.verb.lemma.lower() == "fire" else []
        things += [t for thing in things for t in self.tree.children(thing.index, "nmod")]
        return any(is_somebody(t, self.scene) for t in things)

    def _is_hostile(self) -> bool:
        lemma = self.verb.lemma.lower()
        done = self.tree.children(self.verb.index, "obj") if lemma in lexicons.wordlist("doing") else []
        hostile = _is_hostile_word(lemma, "VERB")
        return hostile or any(_is_hostile_word(t.lemma.lower(), "NOUN") for t in done)

    def _has_modal(self, modals: list[str]) -> bool:
        if not modals or (self.cue.fields.get("act") == "promise" and "promise" in modals):
            return True
        said = {t.form.lower().replace("’", "'") for t in self.tree.auxiliaries(self.verb.index)}
        if self.quoted:
            said.discard("would")  # quoted, it is no *will* told of later: "I would answer, and he would look at me"
        return not said.isdisjoint(modals)

    def _has_tense(self, tense: str | None) -> bool:
        """Whether the predicate tells of what is real, or of the past, if that is asked for."""
        if tense is None:
            return True
        helpers = self.tree.auxiliaries(self.verb.index)
        if any(t.xpos == "MD" for t in helpers):
            return False
        if tense == "real":
            return True
        return self.verb.xpos in _PAST or any(t.xpos in _PAST or t.lemma.lower() == "have" for t in helpers)

    def _is_negated(self) -> bool:
        """Whether the predicate, its subject or its object is negated: "did not", "no soldier", "nothing"."""
        if self.tree.is_negated(self.verb.index):
            return True
        parts = self.tree.children(self.verb.index, "nsubj", "obj", "obl", "xcomp")
        if self.verb.upos == "NOUN":
            parts += [self.verb, *self.tree.children(self.verb.index, "amod", "conj", "appos")]
        words = [t for part in parts for t in (part, *self.tree.children(part.index, "det", "advmod"))]
        return any(t.lemma.lower() in _NOTHING or t.form.lower() in NEGATORS for t in words)

    def _has_subject(self, wanted: str | None, *, state: bool) -> bool:
        """Whether the subject is the kind an entry asks for; ``state``: a state may be the own side of an official."""
        subject = self.tree.subject(self.verb.index)
        if wanted is None or subject is None:
            impersonal = self.tree.child(self.verb.index, "expl") is not None and wanted in ("thing", "this")
            return wanted is None or impersonal  # "*it* is an outrage that nobody was told"
        lemma = subject.lemma.lower()
        asked: dict[str, Callable[[], bool]] = {
            "speaker": lambda: self._is_own(subject, state=state),
            "somebody": lambda: lemma == "you" or any(self._is_against(one) for one in self._doers(subject)),
            "them": lambda: not sides.is_own(subject, self.tree, self.speaker, self.scene),
            "other": lambda: any(sides.is_other(one, self.speaker, self.scene) for one in self._doers(subject)),
            "person": lambda: self.scene.actor_at(subject) is not None or subject.form.lower() in _PERSONS,
            "claim": lambda: lemma in kind("claims"),
            "nothing": lambda: lemma == "nothing",
            "deed": lambda: lemma in ("it", "this") or lemma in _doings(),
            "this": lambda: lemma in ("it", "this", "that"),
            "thing": lambda: self._is_thing(subject),
        }
        return asked[wanted]()

    def _is_own(self, subject: Token, *, state: bool) -> bool:
        able = is_somebody(subject, self.scene) or subject.lemma.lower() == "it"
        own = able and sides.is_own(subject, self.tree, self.speaker, self.scene)
        return own or any(self._is_of_own(t) for t in self._whole(subject)) or (state and self._is_likely_own(subject))

    def _whole(self, subject: Token) -> list[Token]:
        """Return what a word for part of a group is part of: "none of *its units*"."""
        part = subject.lemma.lower() in ("none", "neither", "one", "some", "any", "nobody")
        return self.tree.children(subject.index, "nmod") if part else []

    def _is_of_own(self, whole: Token) -> bool:
        return sides.is_own(whole, self.tree, self.speaker, self.scene)

    def _is_likely_own(self, subject: Token) -> bool:
        """Whether the subject is, or belongs to, a state that is likely the speaker's: "Norland", "no *Norlandic* soldier"."""
        owners = [subject, *self.tree.children(subject.index, "amod", "nmod:poss", "compound")]
        return any(sides.is_likely_own(t, self.speaker, self.scene) for t in owners)

    def _is_thing(self, subject: Token) -> bool:
        """Whether the subject is nobody: "it", "there is …", a deed, something said."""
        there = self.tree.child(self.verb.index, "expl") is not None
        lemma = subject.lemma.lower()
        return there or lemma in _THIS or lemma in kind("claims") or not is_somebody(subject, self.scene)

    def _doers(self, subject: Token) -> list[Token]:
        """Return who does it: the subject, or the one a passive names with *by*; "the crash was *Merania's* doing"."""
        if self.verb.form.lower() in lexicons.wordlist("handiwork"):
            return self.tree.children(self.verb.index, "nmod:poss")
        if not is_passive(self.tree, self.verb.index):
            return [subject]
        agent = self.tree.agent(self.verb.index)
        return [agent] if agent is not None else []

    def _is_of_claim(self) -> bool:
        """Whether what is labelled is something somebody has said: "called *the report* false"."""
        content = self.cue.slot("CONTENT")
        return content is not None and content.lemma.lower() in kind("claims")

    def _is_question(self) -> bool:
        return self.tree.tokens[-1].form == "?" or any(t.form == "?" for t in self.tree.tokens[self.verb.index :])

    def _is_imperative(self) -> bool:
        """Whether the predicate is an order: a bare verb without a subject that opens its clause."""
        order = self.verb.upos == "VERB" and self.verb.xpos in ("VB", "VBP")
        order = (
            order or self.tree.child(self.verb.index, "obj") is not None
        )  # "*Free* the sailors!", read as an adjective
        bare = order and not self.tree.auxiliaries(self.verb.index)
        return bare and self.tree.child(self.verb.index, "nsubj") is None and self.tree.mark(self.verb.index) is None
