"""Whether a match is a report of words here: what an entry asks for that its frame cannot say."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from herodotus import lexicons
from herodotus.lexicons.words import AMOUNTS
from herodotus.model import Token
from herodotus.statements.cue import Cue
from herodotus.statements.people import carries_words, is_somebody, kind
from herodotus.statements.scene import Scene
from herodotus.syntax import SUBJECTS, is_any

_OBJECTED = frozenset({"deny", "doubt", "confirm", "reject", "say", "explain", "demand", "agree"})
"""Acts whose content is never a person: "denied them entry" is no denial."""
_MEANT = frozenset(
    {
        "praise",
        "condemn",
        "demand",
        "request",
        "reject",
        "agree",
        "promise",
        "threaten",
        "deny",
        "doubt",
        "regret",
        "accuse",
        "want",
        "believe",
        "learn",
        "confirm",
        "withhold",
        "decide",
        "ask",
        "meet",
        "greet",
    }
)
"""Acts only somebody can do: an engine refuses nothing, a roof's beams support nobody."""
_GRAVE = frozenset({"accuse", "deny", "threaten", "condemn", "confirm"})
"""Acts it is worse to invent than to miss."""
_MAY = frozenset({"may", "might", "could"})
_EMPTY = frozenset({"what", "which", "that", "who", "whom", "whatever"})


def holds(cue: Cue, scene: Scene) -> bool:
    """Whether a match is a report here."""
    return (
        not _is_idle(cue)
        and not _is_only_possible(cue)
        and not _is_voiceless(cue)
        and not _aims_at_nobody(cue)
        and _is_meant(cue, scene)
        and _has_fit_content(cue, scene)
        and not _is_only_sent(cue)
        and _has_fit_voice(cue)
        and all(_meets(cue, str(need), scene) for need in _listed(cue.fields.get("needs")))
    )


def _is_voiceless(cue: Cue) -> bool:
    """Whether a noun that needs its speaker has none: "an old accusation" is left to the entries that name nobody."""
    token = cue.slot("SPEAKER")
    deed = (
        token is not None and token.xpos == "VBG" and cue.tree.mark(token.index) == "by"
    )  # "repeated the call *by saying*"
    return cue.token.upos not in ("VERB", "AUX") and (token is None or deed) and not cue.is_marked("unnamed")


def _listed(needs: object) -> tuple[object, ...]:
    return tuple(needs) if isinstance(needs, list | tuple) else ()


def _is_meant(cue: Cue, scene: Scene) -> bool:
    """Whether the speaker can do the act: somebody, or for words on paper whoever wrote it."""
    token = cue.slot("SPEAKER")
    act = cue.fields.get("act")
    if token is None:
        return not cue.is_marked("weak") and not cue.is_marked("topic")
    if act not in _MEANT and not cue.is_marked("weak"):
        return True
    if any(is_somebody(one, scene) for first in cue.tree.conjuncts(token.index) for one in _counted(cue, first)):
        return True
    inside = [t for t in cue.tree.between(cue.slots["SPEAKER"].span) if scene.actor_at(t) is not None]
    return carries_words(token) or (cue.token.upos == "NOUN" and bool(inside))


def _counted(cue: Cue, token: Token) -> list[Token]:
    """Return a word and, of a word of amount, what it is of: "*dozens* of *unions*"."""
    amount = token.lemma.lower() in AMOUNTS
    return [token, *(t for t in cue.tree.children(token.index, "nmod") if amount and cue.tree.case(t.index) == "of")]


def _aims_at_nobody(cue: Cue) -> bool:
    """Whether the sentence says that nobody is accused, asked or condemned."""
    target = cue.slot("TARGET")
    if target is None:
        return False
    nobody = target.lemma.lower() in ("nobody", "none", "no-one")
    own = cue.fields.get("act") == "accuse" and target.lemma.lower().endswith(("self", "selves"))
    return nobody or own or cue.tree.is_negated(target.index)


def _has_fit_content(cue: Cue, scene: Scene) -> bool:
    """Whether what fills the content can be one: no bare relative, and no person where words or deeds are meant."""
    content, label = cue.slot("CONTENT"), cue.slot("LABEL")
    if content is None:
        return True
    if label is not None and _is_name(cue, content, label):
        return False
    astray = (
        _is_withheld_from_somebody(cue, content)
        or _is_empty(cue, content)
        or _is_cut_off(cue, content)
        or _tells_when(cue, content)
    )
    return not astray and not _is_person_where_words_are_meant(cue, content, scene)


def _is_name(cue: Cue, content: Token, label: Token) -> bool:
    """Whether a label is only what something is called: "a group *calling itself* the Salt Brigade", "is *called* the Ash"."""
    own = content.lemma.lower().endswith(("self", "selves"))
    return own or (label.upos == "PROPN" and cue.tree.is_passive(cue.token.index) and "SPEAKER" not in cue.slots)


def _is_only_sent(cue: Cue) -> bool:
    """Whether a noun says to whom it goes, not what is asked or promised: "the premier's *call to the king*"."""
    content, act = cue.slot("CONTENT"), cue.fields.get("act")
    if content is None or cue.token.upos != "NOUN" or act not in ("request", "demand", "threaten", "decide", "reject"):
        return False
    return cue.tree.case(content.index) == "to" and content.upos != "VERB"


def _is_withheld_from_somebody(cue: Cue, content: Token) -> bool:
    """Whether something is denied *to* somebody: "denied the town water", "deny relief to millions" deny no words."""
    if cue.fields.get("act") != "deny" or content.lemma.lower() in kind("claims"):
        return False
    tree = cue.tree
    given = tree.children(cue.token.index, "iobj") or tree.children(content.index, "iobj")
    to = [
        t
        for t in (*tree.children(cue.token.index, "obl"), *tree.children(content.index, "nmod"))
        if tree.case(t.index) == "to"
    ]
    return is_any(content.deprel, ("obj", "iobj")) and bool(given or to)


def _is_empty(cue: Cue, content: Token) -> bool:
    """Whether a bare relative stands for the content; only a denial takes it up: "accused him of lying, *which* he denied"."""
    bare = content.upos in ("PRON", "DET", "SCONJ") and not cue.tree.children(content.index)
    return bare and content.lemma.lower() in _EMPTY and cue.fields.get("act") != "deny"


def _is_person_where_words_are_meant(cue: Cue, content: Token, scene: Scene) -> bool:
    if cue.fields.get("act") == "predict" and content.deprel == "obj" and cue.token.xpos == "VBG":
        return is_somebody(content, scene)  # "is *expecting* guests"
    if cue.fields.get("act") not in _OBJECTED or "LABEL" in cue.slots or cue.is_marked("topic"):
        return False
    gap = content.index == cue.token.head  # "the island *it does not recognise*"
    if not (gap or is_any(content.deprel, ("obj", "nsubj:pass"))) or content.lemma.lower() in ("it", "this", "that"):
        return False
    person = scene.actor_at(content)
    if person is None:
        return content.upos == "PROPN" and cue.fields.get("act") == "confirm"  # "does not recognise *Kestria*"
    return scene.actors[person].kind != "facility"


def _is_cut_off(cue: Cue, content: Token) -> bool:
    """Whether a semicolon stands between a verb and the clause beside it: "they protested; police came"."""
    first, last = sorted((cue.token.index, content.index))
    return is_any(content.deprel, ("parataxis",)) and any(t.form == ";" for t in cue.tree.tokens[first:last])


def _tells_when(cue: Cue, content: Token) -> bool:
    """Whether a clause tells when or where something was said, not what: "said *when she left*"."""
    asked = cue.fields.get("act") in ("ask", "doubt") or cue.tree.mark(content.index) == "whether"
    if asked or not is_any(content.deprel, ("advcl",)):
        return False
    opens = [t.lemma.lower() for t in cue.tree.children(content.index, "advmod", "mark")]
    return any(word in ("when", "where", "while", "if", "as") for word in opens)


def _has_fit_voice(cue: Cue) -> bool:
    """Whether verb and speaker are as an entry that asks for it wants them: passive, several, negated."""
    if cue.is_marked("passive") and not cue.tree.is_passive(cue.token.index):
        return False
    if cue.is_marked("finite") and cue.token.xpos in ("VBG", "VBN") and not cue.tree.children(cue.token.index, "aux"):
        return False
    if cue.is_marked("several"):
        token = cue.slot("SPEAKER")
        return token is not None and (token.xpos in ("NNS", "NNPS") or len(cue.tree.conjuncts(token.index)) > 1)
    return True


def _is_idle(cue: Cue) -> bool:
    """Whether a verb of saying stands where nothing is said: "the *confirmed* deaths", "sent troops *to support* them"."""
    token, act = cue.token, cue.fields.get("act")
    if token.deprel == "amod" and token.upos in ("VERB", "ADJ"):
        return True
    purpose = token.xpos == "VB" and cue.tree.mark(token.index) == "to"
    if purpose and is_any(token.deprel, ("advcl",)):
        return not _has_floor(cue)
    return purpose and act == "meet"


def _is_only_possible(cue: Cue) -> bool:
    """Whether a grave act is told as one that may come to be: "would let them *sue* Norland", "if the bank *sues*"."""
    if cue.fields.get("act") not in _GRAVE or cue.token.upos != "VERB" or cue.tree.is_negated(cue.token.index):
        return False
    tree, head, mark = cue.tree, cue.tree.head(cue.token.index), cue.tree.mark(cue.token.index)
    if mark == "to" and head is not None and head.lemma.lower() in kind("chances") | kind("enablers"):
        return not tree.is_negated(head.index) and head.lemma.lower() != "unable"
    return mark in ("if", "unless") or any(t.form.lower() in _MAY for t in tree.children(cue.token.index, "aux"))


def _has_floor(cue: Cue) -> bool:
    """Whether a purpose is fulfilled in the telling: "*took to Twitter* to accuse", "*marched* to demand bread"."""
    head = cue.tree.head(cue.token.index)
    verbs = kind("floors") if cue.fields.get("act") == "meet" else kind("floors") | kind("marches")
    return head is not None and head.xpos in ("VBD", "VBZ", "VBP", "VBN", "VBG") and head.lemma.lower() in verbs


def _meets(cue: Cue, need: str, scene: Scene) -> bool:
    """Whether a hole, if it is filled, is filled by what an entry asks for: lemmas, ``@kinds`` of nouns, or a test by name."""
    hole, _, wanted = need.partition(":")
    token = cue.slot(hole)
    if token is None:
        return hole != "SPEAKER" or wanted != "@reports"  # "the car was *found* in a ditch" by no report
    return any(_is_one(cue, token, item, scene) for item in wanted.split())


def _is_one(cue: Cue, token: Token, item: str, scene: Scene) -> bool:
    if not item.startswith("@"):
        return token.lemma.lower() == item
    test = _TESTS.get(item[1:])
    return test(cue, token, scene) if test is not None else token.lemma.lower() in kind(item[1:])


def _is_wished(cue: Cue, token: Token, scene: Scene) -> bool:
    """Whether a clause tells a wish by its bare verb: "that the ship *be released*", "that they *leave*"."""
    if token.upos not in ("VERB", "AUX"):
        return False
    helpers = cue.tree.auxiliaries(token.index)
    if helpers:
        return helpers[0].form.lower() == "be" or helpers[0].form.lower() in ("must", "should")
    subject = cue.tree.child(token.index, *SUBJECTS)
    plural = subject is not None and subject.xpos in ("NNS", "NNPS", "PRP")
    return token.xpos == "VB" or (token.xpos == "VBP" and cue.token.xpos in ("VBD", "VBN") and plural)


def _gives_nothing(cue: Cue, token: Token) -> bool:
    """Whether an infinitive is of giving word: "declined *to give a reason*", not "declined to give them boats"."""
    given = cue.tree.child(token.index, "obj")
    return (
        token.lemma.lower() in lexicons.wordlist("giving-word")
        and given is not None
        and given.lemma.lower() in kind("details")
    )


def _is_official(token: Token, scene: Scene) -> bool:
    """Whether a word is "we" or names a state or its government: what these expect of others they demand."""
    actor = scene.actor_at(token)
    return token.form.lower() in ("i", "we") or (
        actor is not None and scene.actors[actor].kind in ("state", "government")
    )


def _is_event(cue: Cue, token: Token, scene: Scene) -> bool:
    return token.lemma.lower() in lexicons.load().events.words("NOUN")


def _is_unwanted(cue: Cue, token: Token, scene: Scene) -> bool:
    return (
        cue.tree.case(token.index) == "against"
        or cue.tree.mark(token.index) == "against"
        or cue.tree.is_negated(token.index)
    )


_TESTS: Mapping[str, Callable[[Cue, Token, Scene], bool]] = {
    "wished": _is_wished,
    "event": _is_event,
    "unwanted": _is_unwanted,
    "any": lambda cue, token, scene: any(t.form.lower() == "any" for t in cue.tree.children(token.index, "det")),
    "gerund": lambda cue, token, scene: token.xpos == "VBG",
    "silent": lambda cue, token, scene: _gives_nothing(cue, token),
    "pronoun": lambda cue, token, scene: token.upos in ("PRON", "DET"),
    "clause": lambda cue, token, scene: (
        token.upos in ("VERB", "AUX") or cue.tree.child(token.index, "cop", *SUBJECTS) is not None
    ),
    "noun": lambda cue, token, scene: token.upos == "NOUN" and cue.tree.child(token.index, *SUBJECTS) is None,
    "deed": lambda cue, token, scene: cue.tree.mark(token.index) == "to" or token.xpos in ("VB", "VBG"),
    "thing": lambda cue, token, scene: not is_somebody(token, scene),
    "official": lambda cue, token, scene: _is_official(token, scene),
    "asked": lambda cue, token, scene: is_somebody(token, scene),
}
