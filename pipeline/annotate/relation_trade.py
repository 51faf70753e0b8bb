"""Who sells to whom, as trade prose says it: by imports and their sources, shares, makers and buyers.

As in "X accounts for half of Y's imports", "most of Y's crude comes from X", "goods made in X and sold to Y".
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from spacy.tokens import Token

from pipeline.annotate.relation_agents import owners_of
from pipeline.annotate.relation_clause import Clause
from pipeline.annotate.relation_goods import is_goods
from pipeline.annotate.relation_parties import parties_of, propose_between
from pipeline.annotate.relation_proposals import Proposal
from pipeline.annotate.relation_slots import tiers_of
from pipeline.annotate.syntax import (
    conjuncts_of,
    is_passive,
    logical_subjects_of,
    prepositional_objects_of,
    surface_subjects_of,
)
from pipeline.schema import EntityLabel, RelationLabel

__all__ = ["TRADE"]

_TRADERS = frozenset({EntityLabel.GPE, EntityLabel.NORP, EntityLabel.ORG})
_BUYERS = _TRADERS | {EntityLabel.LOC}
_COMING = frozenset({"come", "originate", "stem", "arrive", "derive", "source", "obtain", "procure"})
_SHARING = frozenset({"account", "make", "represent", "constitute", "comprise", "supply", "provide", "form"})
_SHARES = frozenset(
    {"%", "percent", "per", "cent", "share", "third", "quarter", "half", "majority", "most"}
    | {"bulk", "part", "portion", "two-thirds", "fraction", "proportion"}
)
_SOURCES = frozenset({"source", "supplier", "origin", "provider", "exporter"})
_MAKING = frozenset(
    {"make", "produce", "manufacture", "assemble", "build", "grow", "mine", "extract", "refine"} | {"supply"}
)
_SENDING = frozenset({"export", "ship", "sell", "send", "deliver", "supply"})
_CARRYING = frozenset({"carry", "transport", "bring", "pump", "move", "smuggle", "transfer", "load"})
_FLOWING = frozenset({"flow", "go", "move", "travel", "head", "reach", "transit", "pass"})
_RECEIVING = frozenset({"receive", "take", "get", "consume", "absorb", "buy", "purchase", "import", "obtain"})
_MARKETS = frozenset({"destination", "market", "buyer", "importer", "customer", "recipient", "purchaser"})
_VIA = frozenset({"through", "via", "by"})
_TO = frozenset({"to", "into"})
_SELLING = _SENDING - {"send", "deliver"}
"""Who sends or delivers a thing may give it."""
_BUYING = frozenset({"buy", "purchase", "acquire", "procure", "import", "order", "operate", "use", "field"})


def _propose_from_imports(clause: Clause) -> Iterator[Proposal]:
    """As in "Y's imports came mostly from X", "X has half of Y's imports", "imports into Y from X"."""
    for goods in clause.tokens:
        if not is_goods(goods):
            continue
        buyers = _buyers_of(goods)
        sellers = [*_origins_of(_counted(goods)), *_sharers_in(goods)]
        if goods.lemma_.lower() == "import":
            sellers += prepositional_objects_of(goods, {"from"})
        yield from _relate(clause, sellers, buyers, "supply-share")


def _buyers_of(goods: Token) -> list[Token]:
    used = [
        verb for verb in goods.children if verb.dep_ == "acl" and verb.lemma_ in {"use", "import", "consume"}
    ]
    users = [t for verb in used for t in logical_subjects_of(verb) + prepositional_objects_of(verb, {"in"})]
    return _owners_of(goods) + prepositional_objects_of(goods, {"into"}) + [t for t in users if t != goods]


def _owners_of(goods: Token) -> list[Token]:
    """Whose goods they are; what was only made somewhere ("X-made drones") may be anybody's."""
    return [owner for owner in owners_of(goods) if owner.tag_ != "VBN"]


def _counted(goods: Token) -> Token:
    """The share that stands for the goods: the "most" of "most of Y's crude"."""
    above = goods.head.head if goods.dep_ == "pobj" and goods.head.lower_ == "of" else goods
    return above if above.lemma_.lower() in _SHARES else goods


def _origins_of(goods: Token) -> list[Token]:
    """Where the goods come from, or who makes them."""
    verb = goods.head
    if goods.dep_ not in {"nsubj", "nsubjpass"}:
        return []
    verb = next(
        (c for c in verb.children if c.dep_ == "xcomp" and c.lemma_ in _COMING), verb
    )  # "used to come"
    if verb.lemma_ in _COMING:
        return prepositional_objects_of(verb, {"from"})
    return logical_subjects_of(verb) if verb.lemma_ in _MAKING and is_passive(verb) else []


def _sharers_in(goods: Token) -> list[Token]:
    """Who has a share in the goods: "X accounts for 40% of Y's imports", "X's share of Y's imports"."""
    share = _counted(goods)
    if share == goods:
        return []
    owners = [child for child in share.lefts if child.dep_ == "poss"]
    verb = share.head.head if share.dep_ == "pobj" else share.head
    if verb.pos_ != "VERB" or verb.lemma_ not in _SHARING or share.dep_ not in {"dobj", "pobj", "attr"}:
        return owners
    subjects = surface_subjects_of(verb)
    return owners + subjects + [t for s in subjects for t in prepositional_objects_of(s, {"from"})]


def _propose_from_sources(clause: Clause) -> Iterator[Proposal]:
    """As in "the main sources of Y's imports were X and Z", "import sources for Y include X"."""
    for role in clause.tokens:
        if role.lemma_.lower() not in _SOURCES or not role.tag_.startswith("N"):
            continue
        below = prepositional_objects_of(role, {"of", "for"})
        goods = [t for t in below if is_goods(t)]
        is_import = any(child.lemma_.lower() == "import" for child in role.lefts)
        if goods or is_import:
            bearers = [t for _, tokens in tiers_of("bearer", role) for t in tokens] + _included_in(role)
            buyers = [owner for t in goods for owner in _owners_of(t)] + (below if is_import else [])
            yield from _relate(clause, bearers, buyers or _owners_of(role), "supply-source")


def _included_in(role: Token) -> list[Token]:
    """As in "sources included X and Y"."""
    listed = role.dep_ == "nsubj" and role.head.lemma_ == "include"
    return [child for child in role.head.children if child.dep_ == "dobj"] if listed else []


def _propose_from_makers(clause: Clause) -> Iterator[Proposal]:
    """As in "Y buys drones made by X", "X makes chips for Y"."""
    for goods in clause.tokens:
        if is_goods(goods) and goods.dep_ == "pobj" and goods.head.head.lemma_ in {"rely", "depend"}:
            yield from _relied_on(clause, goods)
        if not is_goods(goods) or goods.dep_ != "dobj":
            continue
        makers = [t for verb in goods.children if _is_making(verb) for t in logical_subjects_of(verb)]
        if goods.head.lemma_ in _BUYING:
            yield from _relate(clause, makers, logical_subjects_of(goods.head), "supply-maker")
        elif goods.head.lemma_ in _MAKING:
            customers = prepositional_objects_of(goods, {"for"}) + prepositional_objects_of(
                goods.head, {"for"}
            )
            yield from _relate(clause, logical_subjects_of(goods.head), customers, "supply-maker")


def _relied_on(clause: Clause, goods: Token) -> Iterator[Proposal]:
    """As in "Y relies on parts shipped from X"."""
    made = [
        c for c in goods.children if c.dep_ == "acl" and c.lemma_ in _MAKING | _SENDING | _COMING | _BUYING
    ]
    origins = [t for verb in made for t in prepositional_objects_of(verb, {"from", "in", "by"})]
    users = surface_subjects_of(goods.head.head)
    yield from _relate(clause, origins, users, "supply-maker")


def _is_making(verb: Token) -> bool:
    return verb.dep_ == "acl" and verb.lemma_ in _MAKING and is_passive(verb)


def _propose_from_origins(clause: Clause) -> Iterator[Proposal]:
    """As in "goods made in X and exported to Y"."""
    for token in clause.tokens:
        if token.lemma_ in _MAKING and token.tag_ == "VBN":
            sent = [verb for verb in conjuncts_of(token) if verb.lemma_ in _SENDING]
            origins = prepositional_objects_of(token, {"in"})
            targets = [t for verb in sent for t in prepositional_objects_of(verb, {"to", "in"})]
            yield from _relate(clause, origins, targets, "supply-origin")


def _propose_from_cargoes(clause: Clause) -> Iterator[Proposal]:
    """As in "X's coal was shipped to Y", "oil from X flows to Y", "tankers bring X's crude to Y"."""
    for goods in clause.tokens:
        if not is_goods(goods):
            continue
        verb, origins = goods.head, _owners_of(goods) + prepositional_objects_of(goods, {"from"})
        targets = [t for child in goods.children if _is_bound(child) for t in _ends_of(child, {"for", "to"})]
        if goods.dep_ == "nsubjpass" and verb.lemma_ in _SENDING | _CARRYING:
            targets += _ends_of(verb, _TO)
        elif goods.dep_ == "nsubj" and verb.lemma_ in _FLOWING:
            targets += _ends_of(verb, _TO) + [c for c in verb.children if c.dep_ == "dobj"]
        elif goods.dep_ == "dobj" and verb.lemma_ in _SENDING | _CARRYING:
            targets += _ends_of(verb, _TO) + prepositional_objects_of(goods, {"to"})
            origins += prepositional_objects_of(verb, {"from"})
            origins += surface_subjects_of(verb) if verb.lemma_ in _SELLING else []
        yield from _relate(clause, origins, targets, "supply-cargo")


def _is_bound(child: Token) -> bool:
    sent = child.dep_ == "acl" and child.lemma_ in _SENDING | _CARRYING and is_passive(child)
    return sent or child.lower_ in {"bound", "destined"}


def _ends_of(word: Token, prepositions: Collection[str]) -> list[Token]:
    return prepositional_objects_of(word, prepositions)


def _propose_from_receivers(clause: Clause) -> Iterator[Proposal]:
    """As in "Y takes most of X's crude", "Y gets gas exported by X", "Y is the top market for X's gas"."""
    for goods in clause.tokens:
        if not is_goods(goods):
            continue
        share = _counted(goods)
        senders = [c for c in goods.children if c.dep_ == "acl" and c.lemma_ in _SENDING and is_passive(c)]
        sellers = _owners_of(goods) + [t for verb in senders for t in logical_subjects_of(verb)]
        buyers: list[Token] = []
        if share.dep_ == "dobj" and share.head.lemma_ in _RECEIVING:
            buyers = surface_subjects_of(share.head)
            ways = [t for word in (goods, share, share.head) for t in prepositional_objects_of(word, _VIA)]
            words = (*ways, goods, share.head)
            sellers += [t for word in words for t in prepositional_objects_of(word, {"from"})]
        elif goods.dep_ == "pobj" and goods.head.head.lemma_ in _MARKETS:
            role = goods.head.head
            buyers = [t for _, tokens in tiers_of("bearer", role) for t in tokens]
            sellers += [t for word in (goods, role) for t in prepositional_objects_of(word, {"from"})]
        yield from _relate(clause, sellers, buyers, "supply-receiver")


def _relate(
    clause: Clause, sellers: Iterable[Token], buyers: Iterable[Token], rule: str
) -> Iterator[Proposal]:
    sides = parties_of(clause, sellers, _TRADERS), parties_of(clause, buyers, _BUYERS)
    yield from propose_between(clause, sides[0], RelationLabel.SUPPLY, sides[1], rule)


TRADE: tuple[Callable[[Clause], Iterator[Proposal]], ...] = (
    _propose_from_imports,
    _propose_from_sources,
    _propose_from_makers,
    _propose_from_origins,
    _propose_from_cargoes,
    _propose_from_receivers,
)
