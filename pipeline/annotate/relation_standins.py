"""The nouns and verbs through which a common noun stands for a name: examples, callings, links, makers."""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.annotate.relation_goods import is_goods
from pipeline.annotate.syntax import logical_subjects_of, prepositional_objects_of

__all__ = [
    "brings_forth",
    "called",
    "called_place",
    "contents_of",
    "examples_of",
    "is_helping",
    "is_kind",
    "is_member",
    "linked_to",
    "made_in",
    "makers_of",
    "seated_in",
    "sent_from",
    "spoken_for",
]

_LIST_OPENERS = frozenset({"including", "as", "like"})


def examples_of(noun: Token) -> list[Token]:
    """As in "countries such as X", "partners including X", "states like X"."""
    return prepositional_objects_of(noun, _LIST_OPENERS)


def linked_to(noun: Token) -> list[Token]:
    """As in "hackers linked to X", "groups tied to X"."""
    links = [
        c for c in noun.children if c.dep_ == "acl" and c.lemma_ in {"link", "tie", "connect", "affiliate"}
    ]
    return [t for link in links for t in prepositional_objects_of(link, {"to", "with"})]


_OFFERS = frozenset({"proposal", "offer", "plan", "demand", "request", "draft", "ultimatum", "bid"})
_OFFERING = frozenset({"make", "present", "submit", "transmit", "send", "issue", "table", "put", "propose"})


def makers_of(offer: Token) -> list[Token]:
    """As in "X made an offer, which Y rejected": X's offer."""
    verb = offer.head
    is_made = offer.lemma_ in _OFFERS and offer.dep_ in {"dobj", "nsubjpass"} and verb.lemma_ in _OFFERING
    return logical_subjects_of(verb) if is_made else []


_CALLING = frozenset({"call", "name", "dub", "title", "entitle", "know", "label", "style", "code"})


def called(noun: Token) -> list[Token]:
    """As in "a strategy called X", "the plan known as X"."""
    callers = [c for c in noun.children if c.dep_ == "acl" and c.tag_ == "VBN" and c.lemma_ in _CALLING]
    if noun.dep_ in {"nsubj", "nsubjpass"}:  # "Known as X, the plan ..."
        callers += [
            c for c in noun.head.lefts if c.dep_ == "advcl" and c.tag_ == "VBN" and c.lemma_ in _CALLING
        ]
    own = [t for verb in callers for t in verb.children if t.dep_ in {"oprd", "dobj", "attr", "npadvmod"}]
    return own + [t for verb in callers for t in prepositional_objects_of(verb, {"as"})]


_SPEAKERS = frozenset({"spokesperson", "spokesman", "spokeswoman", "speaker"})
_SENT = frozenset(
    {"ambassador", "counterpart", "delegate", "delegation", "diplomat", "envoy", "executive"}
    | {"expert", "fighter", "force", "hacker", "lawmaker", "leader", "legislator", "militant"}
    | {"minister", "negotiator", "official", "operative", "peacekeeper", "personnel"}
    | {"politician", "representative", "soldier", "spokesperson", "troop", "volunteer"}
)
"""Who acts for where they come from: "officials from X"."""
_RULERS = frozenset(
    {"junta", "authority", "government", "regime", "hawk", "leader", "leadership"}
    | {"policymaker", "elite", "politician", "ruler", "lawmaker", "strategist", "parliament"}
    | {"court", "diplomat", "official", "administration", "minister", "parliamentarian"}
    | {"negotiator", "hardliner", "opposition", "legislator", "cabinet", "establishment", "voter"}
)
"""Who acts for the place where they sit: "the juntas in X", "hawks in X"."""


def spoken_for(noun: Token) -> list[Token]:
    """As in "a spokesman for X"."""
    return prepositional_objects_of(noun, {"for"}) if noun.lemma_ in _SPEAKERS else []


def sent_from(noun: Token) -> list[Token]:
    """As in "officials from X"."""
    return prepositional_objects_of(noun, {"from"}) if noun.lemma_ in _SENT else []


def seated_in(noun: Token) -> list[Token]:
    """As in "the juntas in X", "Hawks in X"."""
    is_ruler = noun.lemma_.lower().rstrip("s") in _RULERS
    return prepositional_objects_of(noun, {"in"}) if is_ruler else []


def made_in(noun: Token) -> list[Token]:
    """As in "steel from X"."""
    return prepositional_objects_of(noun, {"from"}) if is_goods(noun) else []


_PLACE_KINDS = frozenset(
    {"state", "province", "region", "city", "town", "port", "village", "island", "district"}
    | {"county", "republic", "oblast", "capital", "peninsula", "kingdom", "prefecture"}
    | {"governorate", "enclave", "territory", "municipality"}
)
"""Nouns whose "of" gives the place's own name."""
_KINDS = frozenset(
    {"consortium", "alliance", "group", "coalition", "organisation", "organization", "company"}
    | {"firm", "network", "bloc", "movement", "party", "militia", "grouping", "initiative"}
    | {"programme", "program", "mission", "treaty", "operation", "agreement", "pact", "project"}
    | {"framework", "platform", "directive", "regulation", "fund", "system", "missile", "drone"}
    | {"fighter", "tank", "scheme", "plan", "strategy", "bank", "agency", "union"}
)
"""What a name before the noun is the name of."""


def called_place(noun: Token) -> list[Token]:
    """As in "the Nigerian state of Sokoto", "X's port of Y": the place's own name."""
    return prepositional_objects_of(noun, {"of"}) if noun.lemma_.lower() in _PLACE_KINDS else []


def is_kind(noun: Token) -> bool:
    """Whether the noun may only say what the name before it is: "the Nordex consortium"."""
    return noun.tag_ == "NN" and noun.lemma_.lower() in _KINDS


_CONTENT = frozenset({"proposal", "plan", "idea", "creation", "establishment", "concept", "draft"})
_ACTS = frozenset(
    {"adoption", "announcement", "enactment", "implementation", "introduction", "issuance"}
    | {"issue", "launch", "rejection", "ratification", "use", "violation", "withdrawal"}
)
_HELPING = frozenset(
    {"back", "support", "arm", "train", "fund", "finance", "sponsor", "ally", "align", "equip"}
    | {"make", "build", "produce", "manufacture", "design"}
)
_MEMBERS = frozenset(
    {"partner", "country", "state", "nation", "government", "ally", "capital", "economy"}
    | {"neighbour", "neighbor", "member", "power", "democracy", "actor"}
)
"""Who may be listed after the region that they lie in."""


def contents_of(noun: Token) -> list[Token]:
    """As in "the proposal for X", "the creation of X"."""
    return prepositional_objects_of(noun, {"for", "of"}) if noun.lemma_ in _CONTENT else []


def brings_forth(act: Token) -> bool:
    """Whether the act stands for what it brings about: "the adoption of X"."""
    return act.lemma_ in _ACTS


def is_helping(participle: Token) -> bool:
    """Whether what the noun does is not the helper's act: "an X-backed militia", "an X-made drone"."""
    return participle.lemma_ in _HELPING


def is_member(noun: Token) -> bool:
    """Whether the noun's region may be followed by its list: "partners in the Balkans (X, Y)"."""
    return noun.lemma_ in _MEMBERS
