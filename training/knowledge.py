"""
Derive the knowledge tables that ship from the fact tables they rest on.

Run ``python -m training.knowledge --data CORPORA``. Only rows whose source may be carried are taken (country-codes
PDDL, factbook CC0, wikidata CC0, phoenix MIT, plover MIT, hand); UCDP and REIGN rows never are. Tables written by hand
(roles, offices, artefacts, sectors, status, invented states) are not touched.
"""

from __future__ import annotations

import argparse
import calendar
import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

HOME = Path(__file__).parent.parent / "src" / "herodotus" / "lexicons" / "en" / "actors"
SINCE = "2000-01-01"
SECTORS = frozenset(
    {
        "GOV", "MIL", "COP", "JUD", "LEG", "SPY", "PTY", "OPP", "REB", "PRM", "UAF", "CVL", "JRN", "BUS", "REL", "EDU",
        "MED", "AGR", "LAB", "REF", "CRM", "ELI", "SOC", "NGO", "IGO",
    }
)  # fmt: skip
# Which office titles of a role are the nation's own: "Premier of Alberta" heads a government, but not Canada's.
NATIONAL = {
    "head_of_state": r"(acting |interim |transitional |executive )?(president|king|queen|monarch|emir|amir|emperor"
    r"|sultan|prince|pope|supreme leader|governor.general|grand duke)( of the (republic|swiss confederation))?",
    "head_of_government": r"(acting |interim |caretaker |transition |federal )?(prime minister|premier|chancellor"
    r"|taoiseach|president of the government|premier of the state council|chief executive)",
    "foreign_minister": r".*(foreign|external) (and \w+ )?(affairs|relations).*|.*foreign (minister|secretary)"
    r"|secretary of state|minister of foreign and european affairs|secretary for relations with states",
    "defence_minister": r".*(minister|secretary)( of state)? (of|for) (the )?(national |revolutionary )?"
    r"(defen[cs]e|armed forces)( and .*)?",
    "interior_minister": r".*(minister|secretary).*(interior|internal affairs|home affairs|public security|homeland"
    r" security).*|home secretary|secretary of state for the home department",
    "vice_president": r"(first |second |executive )?vice.president",
    "deputy_prime_minister": r"(first |second |third )?(deputy|vice) (prime minister|premier)",
    "spokesperson": r".*(spokesperson|press secretary).*",
    "speaker": r".*(speaker|president|chair).*",
    "military_chief": r".*", "intelligence_chief": r".*", "minister": r".*",
    "justice": r".*minister.*|attorney general", "igo_official": r".*",
}  # fmt: skip
OFFICES = {
    "head_of_state": "president", "head_of_government": "prime minister", "military_chief": "military chief",
    "intelligence_chief": "intelligence chief", "igo_official": "official", "justice": "justice minister",
}  # fmt: skip
_SHARED = re.compile(
    r"deputy|vice|delegate|associate|assistant|trade and information|intelligence service", re.IGNORECASE
)
_BROKEN_NAME = re.compile(
    r"\b(minister|president|secretary|king|government|affairs|commission|people's|of|and|or|appointed|serving|formerly"
    r"|previously|interior|defen[cs]e|infrastructure|culture|science)\b|[0-9/(]",
    re.IGNORECASE,
)
_RANK = re.compile(r"^((Lt|Sr|Brig|Maj|Gen|Col|Capt|Adm|Dr|Sheikh|Prince)\.? )+")
Row = dict[str, str]


def rows(path: Path) -> list[Row]:
    """Return the rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def states(data: Path) -> Iterator[Row]:
    """Yield one row a state: codes, names, demonyms, capital, middle point."""
    for row in rows(data / "countries.csv"):
        yield {
            "iso3": row["iso3"], "iso2": row["iso2"], "name": row["name"], "other_names": row["other_names"],
            "demonyms": _joined(row["demonym_adjectives"], row["demonym_nouns"]), "capital": row["capital"],
            "lat": row["lat"], "lon": row["lon"], "geonameid": row["geonameid"],
            "source": row["sources"],
        }  # fmt: skip


def leaders(data: Path) -> Iterator[Row]:
    """Yield holders of national offices since 2000; ``to`` is empty while in post at ``known``."""
    own, seen = _own_names(data), set()
    for row in rows(data / "leaders.csv"):
        name = _RANK.sub("", _without_country(row["name"], own[row["iso3"]]))
        key = (row["iso3"], name, row["role"], row["start"][:7])
        if key not in seen and _is_national(row, own[row["iso3"]]) and not _BROKEN_NAME.search(name):
            seen.add(key)
            yield {
                "iso3": row["iso3"], "name": name, "other_names": row["other_names"] if name == row["name"] else "",
                "office": OFFICES.get(row["role"], row["role"].replace("_", " ")), "sector": row["sector"],
                "from": _day(row["start"]), "to": _day(row["end"], last=True), "known": row["known_until"],
                "source": row["source"],
            }  # fmt: skip


def _day(date: str, *, last: bool = False) -> str:
    """
    Return a date that may lack its day or month as the first (or last) day it can mean.

    >>> _day("2003-07"), _day("2022", last=True), _day("")
    ('2003-07-01', '2022-12-31', '')
    """
    parts = date.split("-") if date else []
    if len(parts) in (0, 3):
        return date
    month = int(parts[1]) if len(parts) == 2 else (12 if last else 1)
    day = calendar.monthrange(int(parts[0]), month)[1] if last else 1
    return f"{parts[0]}-{month:02}-{day:02}"


def _own_names(data: Path) -> dict[str, tuple[str, ...]]:
    found = {
        row["iso3"]: (row["name"], *row["other_names"].split(";"), *row["demonym_adjectives"].split(";"))
        for row in rows(data / "countries.csv")
    }
    return defaultdict(tuple, found)


def _is_national(row: Row, own: tuple[str, ...]) -> bool:
    pattern, office = NATIONAL.get(row["role"]), row["office"].lower()
    ended = row["end"] or row["known_until"]
    if pattern is None or not row["start"] or ended < SINCE or " " not in row["name"]:
        return False
    for name in own:
        office = office.removesuffix(f" of {name.lower()}").removesuffix(f" of the {name.lower()}")
    if row["role"].endswith("minister") and not row["role"].startswith("deputy") and _SHARED.search(office):
        return False
    return row["source"] == "factbook" or re.fullmatch(pattern, office) is not None


def _without_country(name: str, own: tuple[str, ...]) -> str:
    first = next((country for country in own if country and name.startswith(f"{country} ")), None)
    return name if first is None else name[len(first) + 1 :]


def officials(data: Path) -> Iterator[Row]:
    """Yield people of public life before 2000, with the sector and the years they had it; no office is known."""
    for row in rows(data / "leaders_phoenix.csv"):
        if row["sector"] in SECTORS - {"ELI"} and _is_person(row) and _was_then(row):
            yield {
                "iso3": row["iso3"], "name": row["name"], "other_names": row["other_names"], "sector": row["sector"],
                "from": _day(row["start"]), "to": _day(row["end"], last=True), "source": "phoenix",
            }  # fmt: skip


def _is_person(row: Row) -> bool:
    return 1 < len(row["name"].split()) < 6 and not _BROKEN_NAME.search(row["name"]) and row["iso3"].isalpha()


def _was_then(row: Row) -> bool:
    return (row["end"] or "2014") >= "1985" and row["start"] < SINCE


def organisations(data: Path) -> Iterator[Row]:
    """Yield international and national organisations, hand-written rows first; each name once."""
    found = sorted(rows(data / "organizations.csv"), key=lambda row: row["source"] != "hand")
    seen: set[str] = set()
    for row in found:
        acronyms = row["acronyms"].split(";") if row["acronyms"] else []
        name = acronyms[0] if row["name"].upper() in acronyms else _cased(row["name"])
        others = [_cased(other) for other in row["other_names"].split(";") if other and not _OFFICE.search(other)]
        if row["kind"] == "organisation" and row["sector"] in SECTORS and not _PERSONAL.search(name):
            if name.lower() not in seen and name.upper() != "NGO":
                yield {
                    "name": name, "other_names": ";".join(others), "acronyms": ";".join(acronyms),
                    "country": "", "sector": row["sector"], "source": row["source"],
                }  # fmt: skip
            seen.add(name.lower())


_OFFICE = re.compile(r"president|secretary|chief|envoy|head of|resident|gen$", re.IGNORECASE)
_PERSONAL = re.compile(
    r"peacekeeper|monitor$|envoy|representative|rapporteur|secretary|resident$|\bmzali\b", re.IGNORECASE
)
_SMALL = re.compile(r"(?<=\w )(Of|The|And|For|In|On|To|At|De|Des|Du|La|Le|Un|Del|With|Without)(?= )")
_OLD_CODES = {
    "ANG": "AGO", "PAL": "PSE", "ROM": "ROU", "ZAR": "COD", "TMP": "TLS", "CRO": "HRV", "KOS": "XKX", "SUN": "RUS",
}  # fmt: skip


def _cased(name: str) -> str:
    """
    Return a name written in title case with its small words small.

    >>> _cased("The Council Of Europe"), _cased("Ec/unfpa Fund")
    ('Council of Europe', 'Ec/unfpa Fund')
    """
    return _SMALL.sub(lambda word: word.group().lower(), name.removeprefix("The "))


def armed_groups(data: Path) -> Iterator[Row]:
    """Yield armed groups whose source may be carried, each name once."""
    own = set(_own_names(data))
    seen: set[str] = set()
    for row in sorted(rows(data / "armed_groups.csv"), key=lambda row: row["source"] != "hand"):
        names = [part for name in (row["name"], *row["aliases"].split(";")) for part in _unbracketed(name)]
        names = [name for name in names if _names_a_group(name, row) and name.lower() not in seen]
        if names and row["source"] != "ucdp_actor_22.1" and row["sector"] in SECTORS | {"IMG"}:
            seen.update(name.lower() for name in names)
            country = row["home_iso3"] or _OLD_CODES.get(row["ref"][:3], "")
            country = country or (row["ref"][:3] if row["ref"][:3] in own else "")
            yield {
                "name": names[0], "aliases": ";".join(dict.fromkeys(names[1:])), "country": country,
                "sector": row["sector"], "source": row["source"],
            }  # fmt: skip


def _unbracketed(name: str) -> list[str]:
    """
    Return a name and the acronym in brackets after it as two names.

    >>> _unbracketed("Animal Liberation Front (alf)"), _unbracketed("Direct Action (greece)"), _unbracketed("Pkk")
    (['Animal Liberation Front', 'ALF'], ['Direct Action'], ['PKK'])
    """
    bare, _, inside = name.partition("(")
    bare, inside = bare.strip(), inside.strip(") ")
    if re.fullmatch(r"[A-Z][b-df-hj-np-tv-z]{2,4}", bare):
        bare = bare.upper()
    initials = "".join(word[0] for word in re.split(r"[ -]", bare) if word and word[0].isupper()).lower()
    return [bare, inside.upper()] if inside and inside[0] in initials and len(inside) < 6 else [bare]


_TOO_COMMON = frozenset({"aleph", "amal", "eyal", "shahin", "tigers", "hotaru", "eta", "is", "black star", "red line"})


def _names_a_group(name: str, row: Row) -> bool:
    words = name.split()
    if row["source"] == "hand":
        return bool(words) and name.lower() != "is"
    if not words or re.search(r"[0-9+,/]|president|leader|\b(may|june|july)\b", name, re.IGNORECASE):
        return False
    if name.lower() in _TOO_COMMON or (row["ref"] == "GRCREB" and len(words) < 3):
        return False
    return not (row["ref"].startswith("IMG") and len(words) < 3)


def legislatures(data: Path) -> Iterator[Row]:
    """Yield the own names of parliaments ("Riigikogu"), where only one state has one so called."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows(data / "countries.csv"):
        for name in re.findall(r"\(([^()]+)\)", row["legislature"]):
            for part in re.split(r" or |;|, ", name):
                if re.fullmatch(r"[A-ZÀ-Þ][\w'’-]{3,}( [A-ZÀ-Þ][\w'’-]+){0,3}", part.strip()):
                    found[part.strip()].append(row["iso3"])
    for name, states_ in sorted(found.items()):
        if len(set(states_)) == 1 and not _ANY_PARLIAMENT.fullmatch(name):
            yield {
                "name": name,
                "other_names": "",
                "acronyms": "",
                "country": states_[0],
                "sector": "LEG",
                "source": "factbook",
            }


_ANY_PARLIAMENT = re.compile(
    r"(parlement|parlamento?|parlament(i|et)?|legislature|congreso|congresso|assembl\w+( nation\w+)?|asamblea \w+|cortes"
    r"|diet|senate|keeling|national legislature|landtag|kongreso|parlimen|national assembly|parliament|congress|staten"
    r"|states|house of assembly|legislative (assembly|council))",
    re.IGNORECASE,
)


def metonyms(data: Path) -> Iterator[Row]:
    """Yield buildings and seats that stand for a body; capitals are in the states table."""
    seen: set[str] = set()
    for row in rows(data / "metonyms.csv"):
        if row["metonym"].removeprefix("the ") in seen:
            continue
        seen.add(row["metonym"].removeprefix("the "))
        if row["source"] == "hand" and row["confidence"].startswith(("high", "medium")):
            yield {
                "name": row["metonym"].removeprefix("the "), "country": row["iso3"], "sector": row["sector"],
                "referent": row["referent"], "source": "hand",
            }  # fmt: skip


def agents(data: Path) -> Iterator[Row]:
    """Yield words for people by what they do, one or two words long; PLOVER's reading where two differ."""
    found: dict[str, Row] = {}
    for row in sorted(rows(data / "agents.csv"), key=lambda row: row["source"] == "plover"):
        words = row["phrase"].split()
        if (
            len(words) <= 2
            and words[-1] not in ("in", "of", "at", "for", "to")
            and row["plover_sector"] in SECTORS
            and row["phrase"].replace(" ", "").isalpha()
        ):
            found[row["phrase"]] = {"phrase": row["phrase"], "sector": row["plover_sector"], "source": row["source"]}
    for phrase, row in sorted(found.items()):
        if not (phrase.endswith("s") and phrase[:-1] in found) and "minister" not in phrase and "ministr" not in phrase:
            yield row


def _joined(*cells: str) -> str:
    parts = [part.strip() for cell in cells for part in cell.split(";") if part.strip()]
    return ";".join(dict.fromkeys(parts))


def write(name: str, found: Iterable[Row], *, head: str) -> None:
    """Write a table beside the hand-written ones."""
    listed = list(found)
    with (HOME / f"{name}.tsv").open("w", encoding="utf-8", newline="") as out:
        out.write(f"# {head} Made by training/knowledge.py: mend that, not this.\n")
        out.write("\t".join(listed[0]) + "\n")
        for row in listed:
            out.write("\t".join(" ".join(value.split()) for value in row.values()) + "\n")


def main() -> None:
    """Write every derived table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with knowledge/")
    data = parser.parse_args().data / "knowledge"
    write("states", states(data), head="States: codes, names, demonyms, capitals, middle points.")
    write("leaders", leaders(data), head="Who held which high office since 2000, and when.")
    write("officials", officials(data), head="People of public life before 2000, to 2014; with the years.")
    write("organisations", organisations(data), head="International and national organisations.")
    write("armed_groups", armed_groups(data), head="Armed groups.")
    write("legislatures", legislatures(data), head="Parliaments by their own names.")
    write("metonyms", metonyms(data), head="Buildings and seats that stand for a body.")
    write("agents", agents(data), head="Words for people by what they do.")


if __name__ == "__main__":
    main()
