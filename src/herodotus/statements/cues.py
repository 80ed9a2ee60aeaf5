"""Cues: the words that report, found by the lexicon, and by their place beside a quotation where the lexicon has none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice

from herodotus import lexicons
from herodotus.lexicons import Match, Rule, Slot
from herodotus.model import Token
from herodotus.statements import holding, loose
from herodotus.statements.cue import Cue
from herodotus.statements.scene import Scene
from herodotus.syntax import SUBJECTS, Tree

_UNLISTED: Mapping[str, object] = {"act": "say", "stance": "asserts"}


def find(scene: Scene) -> Iterator[Cue]:
    """Yield the cues of a report in text order."""
    for tree in scene.trees:
        found = _known(tree, scene)
        taken = {cue.token.index for cue in found}
        found += [cue for cue in _unlisted(tree, scene) if cue.token.index not in taken]
        taken = {cue.token.index for cue in found}
        found += [cue for cue in loose.labels(tree, scene) if cue.token.index not in taken]
        found += [cue for cue in loose.find(tree, scene) if cue.token.index not in taken and not _is_part(cue, found)]
        yield from sorted(found, key=lambda cue: cue.span)


def _known(tree: Tree, scene: Scene) -> list[Cue]:
    """Return the cues the lexicon knows: of each reporting word the most specific match that is a report here."""
    matches = [m for m in lexicons.match(lexicons.load().cues, tree) if not _borrows(tree, m)]
    held = (match for match in _quoted_as(matches, tree) if holding.holds(_cue(tree, match), scene))
    ranked = sorted(held, key=lambda match: -len(match.anchor) - _priority(match))
    found = [_cue(tree, match) for match in lexicons.best(ranked)]
    return [cue for cue in found if not _is_part(cue, found)]


def _quoted_as(matches: list[Match], tree: Tree) -> Iterator[Match]:
    """Yield the matches, the deed of whoever is quoted told as his own: "the agency quoted *a guard* as *denying* it"."""
    told = {m.head: verb for m in matches if (verb := _quoting(tree, m.head)) is not None}
    plain = {m.head for m in matches if _is_quoted_saying(m) and m.slots["CONTENT"].head not in told}
    for match in matches:
        if match.head in told and told[match.head] not in plain:
            yield replace(match, slots={**match.slots, **dict(_voices(tree, told[match.head]))})
        elif match.head not in told and (match.head not in told.values() or _is_quoted_saying(match)):
            yield match


def _is_quoted_saying(match: Match) -> bool:
    """Whether an entry itself tells what somebody is quoted as saying."""
    return bool(match.rule.fields.get("relay")) and "CONTENT" in match.slots


def _quoting(tree: Tree, index: int) -> int | None:
    """Return the verb that quotes somebody as doing something, of the verb of that deed; or None."""
    deed, mark = tree.tokens[index], next((t for t in tree.children(index, "mark") if t.form == "as"), None)
    if deed.upos != "VERB" or not deed.form.endswith("ing") or mark is None or mark.index == 0:
        return None
    near = (*islice(tree.ancestors(index), 2), *islice(tree.ancestors(mark.index - 1), 2))
    return next((t.index for t in near if t.lemma.lower() in ("quote", "cite") and _quoted(tree, t.index)), None)


def _quoted(tree: Tree, verb: int) -> Token | None:
    return tree.child(verb, "obj") or tree.child(verb, "nsubj:pass")


def _voices(tree: Tree, verb: int) -> Iterator[tuple[str, Slot]]:
    """Yield who is quoted, and who passes it on."""
    by = tree.agent(verb) if tree.is_passive(verb) else tree.subject(verb)
    for name, token in (("SPEAKER", _quoted(tree, verb)), ("RELAY", by)):
        if token is not None:
            yield name, Slot(token.index, tree.noun_phrase(token.index))


def _priority(match: Match) -> int:
    """Return how far an entry goes before others for the same word: by its own word, one more where it asks for a passive."""
    return int(match.rule.get("priority", "0") or 0)


def _is_part(cue: Cue, found: list[Cue]) -> bool:
    """Whether a cue only completes another: "declined to *comment*", "wanted to *know*"."""
    head = cue.tree.head(cue.token.index)
    over = [other for other in found if head is not None and other.token.index == head.index and other is not cue]
    if cue.token.deprel not in ("xcomp", "advcl", "acl") or not over:
        return False
    if cue.token.deprel != "xcomp":
        return over[0].is_marked("relay")
    return over[0].fields.get("act") == "withhold" or over[0].is_marked("relay") or _is_word_of(cue, over[0])


def _is_word_of(cue: Cue, over: Cue) -> bool:
    """Whether a cue's word belongs to the anchor of the entry above it: the *know* of "want to know"."""
    rule = lexicons.load().rule(over.rule)
    words = [word for anchor in rule.anchors for word in anchor.words[1:]] if rule is not None else []
    return over.span.holds(cue.span) or cue.token.lemma.lower() in words


def _cue(tree: Tree, match: Match) -> Cue:
    slots = {name: slot for name, slot in match.slots.items() if name != "LABEL" or not _is_clause_of_time(tree, slot)}
    return Cue(tree, tree.tokens[match.head], match.span, match.rule.id, match.rule.fields, slots)


def _is_clause_of_time(tree: Tree, slot: Slot) -> bool:
    """Whether what looks like a label tells when: "condemned the raid *as troops advanced*"."""
    return tree.mark(slot.head) == "as" and bool(tree.children(slot.head, *SUBJECTS))


def _borrows(tree: Tree, match: Match) -> bool:
    """Whether a second verb took the clause of the first for its own: "denied *it was behind the raid* and warned"."""
    token, content = tree.tokens[match.head], match.slots.get("CONTENT")
    return (
        content is not None
        and token.deprel == "conj"
        and content.head < token.index
        and tree.tokens[content.head].head == token.head
    )


def _unlisted(tree: Tree, scene: Scene) -> Iterator[Cue]:
    """Yield the tags of quotations no entry matched, and verbs no entry knows that stand with a speaker beside a quotation."""
    verbs = lexicons.load().cues.words("VERB")
    for token in tree.tokens:
        if token.upos != "VERB" or scene.quotation_at(token.span) is not None:
            continue
        if scene.tagged(tree, token):
            yield _tag(tree, token)
        elif token.lemma.lower() not in verbs:
            yield from _unknown(tree, token, scene)


def _tag(tree: Tree, token: Token) -> Cue:
    """Return the tag of a quotation as a cue of the first entry that quotes by this verb."""
    known = [rule for rule, _ in lexicons.load().cues.called_by(token.lemma.lower(), "VERB") if _quotes(rule)]
    rule, fields = (known[0].id, known[0].fields) if known else ("unlisted-verb", _UNLISTED)
    subject = tree.child(token.index, "nsubj")
    slots = {} if subject is None else {"SPEAKER": Slot(subject.index, tree.noun_phrase(subject.index))}
    return Cue(tree, token, token.span, rule, fields, slots)


def _quotes(rule: Rule) -> bool:
    return any(hole.place == "quoted" for frame in rule.frames for hole in frame.holes)


def _unknown(tree: Tree, token: Token, scene: Scene) -> Iterator[Cue]:
    speaker, content = tree.child(token.index, "nsubj"), _quoted_clause(tree, token, scene)
    if speaker is not None and content is not None and scene.actor_at(speaker) is not None:
        slots = {"SPEAKER": Slot(speaker.index, tree.noun_phrase(speaker.index)), "CONTENT": content}
        yield Cue(tree, token, token.span, "unlisted-verb", _UNLISTED, slots)


def _quoted_clause(tree: Tree, verb: Token, scene: Scene) -> Slot | None:
    """Return the clause in quotation marks a verb governs, or stands in when it is inverted ("…," smiled the envoy)."""
    near = tree.children(verb.index, "ccomp", "parataxis")
    head = tree.head(verb.index)
    if verb.deprel == "parataxis" and head is not None:
        near.append(head)
    for clause in near:
        if scene.quotation_at(clause.span) is not None:
            return Slot(clause.index, tree.phrase(clause.index))
    return None
