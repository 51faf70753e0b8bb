"""A sentence with its mentions at hand: from a token to the mentions that it is, or stands for.

List members, "the Italian government" -> Italian, "countries such as X", and pronouns that coreference
has resolved.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Span as Words
from spacy.tokens import Token

from pipeline.annotate.relation_places import is_town
from pipeline.annotate.relation_runs import LINKS, full_names, lists_of, neighbours_of, words_between
from pipeline.annotate.relation_standins import (
    brings_forth,
    called,
    called_place,
    contents_of,
    examples_of,
    is_helping,
    is_kind,
    is_member,
    linked_to,
    made_in,
    makers_of,
    seated_in,
    sent_from,
    spoken_for,
)
from pipeline.annotate.relation_triggers import Trigger, TriggerKind, triggers_at, triggers_in
from pipeline.annotate.syntax import (
    antecedent_of,
    appositions_of,
    bearers_of,
    conjuncts_of,
    prepositional_objects_of,
)
from pipeline.schema import Coreference, EntityLabel, Mention, RelationLabel, Span

__all__ = ["Clause", "Filler"]

_MODIFIERS = frozenset({"poss", "amod", "compound", "nmod", "npadvmod", "nummod"})
"""What may name a thing before its noun; designations ("32 F-35A fighters") pass for numbers."""
_OPENED = re.compile(r"\s\((e\.g\.,? |i\.e\.,? |including |mainly |notably )?(the )?")
_OFFICE = re.compile(r"['’]s ([A-Z][a-z]+ ){1,3}")
_HYPHENS = frozenset({"-", "–", "—", "/", "‑"})
_PLACES = frozenset({EntityLabel.GPE, EntityLabel.LOC, EntityLabel.FAC})
_THINGS = frozenset(
    {EntityLabel.PRODUCT, EntityLabel.PROGRAMME, EntityLabel.LAW, EntityLabel.EVENT, EntityLabel.WORK_OF_ART}
)
_WHERE = frozenset({"in", "across", "on", "near", "off", "at", "within", "throughout"})
_NAMED_KINDS = _THINGS | {EntityLabel.ORG, EntityLabel.MISSION}
_DEPTH = 4
"""How many common nouns deep a name may stand: "parts of the coast of X" is three."""


@dataclass(frozen=True, slots=True)
class Filler:
    """A mention in a slot.

    ``reach``: "direct", "list", "modifier", "of", "place", ...; ``through``: the pronoun or definite noun
    that stands between.
    """

    mention: int
    reach: str = "direct"
    through: Span | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence with its mentions and resolved anaphors, indexed by token."""

    words: Words
    tokens: Sequence[Token]
    text: str
    mentions: Sequence[Mention]
    mention_at: dict[int, int]
    """Token index -> mention index."""
    anaphor_at: dict[int, Coreference]
    full_name_of: dict[int, int]
    """An acronym in brackets -> the full name before it, which alone stands in relations."""
    neighbours: Sequence[tuple[int, int, str]]
    """Each mention, the next one and the words between, acronyms in brackets left out."""
    triggers: Sequence[tuple[Trigger, Token]]
    """The words outside of names that may name a relation, with their rows."""
    lists: dict[int, Sequence[int]]
    """Mention -> the members of the "X, Y and Z" that it stands in, read from the commas."""

    @classmethod
    def build(cls, words: Words, mentions: Sequence[Mention], coreferences: Iterable[Coreference]) -> Clause:
        """Index the mentions and the anaphors that stand in this sentence by token."""
        tokens, text, offset = list(words), words.text, words.start_char
        anaphors = [c for c in coreferences if offset <= c.span.start < words.end_char]
        full = full_names(text, offset, mentions)
        neighbours = neighbours_of(text, offset, mentions, full)
        mention_at = {t.i: full.get(n, n) for n, m in enumerate(mentions) for t in _tokens_in(tokens, m.span)}
        return cls(
            words,
            tokens,
            text,
            mentions,
            mention_at,
            {t.i: anaphor for anaphor in anaphors for t in _tokens_in(tokens, anaphor.span)},
            full,
            neighbours,
            list(triggers_in(token for token in tokens if token.i not in mention_at)),
            {member: run for run in lists_of(text, offset, mentions, neighbours) for member in run},
        )

    def text_between(self, first: int, second: int) -> str:
        """The characters between two mentions."""
        return words_between(self.text, self.words.start_char, self.mentions, first, second)

    def run_from(self, first: int) -> list[int]:
        """The names of a list from the first on: "X, Y and Z"."""
        run = [first]
        for left, right, between in self.neighbours:
            if left == run[-1] and between in LINKS:
                run.append(right)
        return run

    def bracketed(self, whole: int) -> list[int]:
        """The names of the list in brackets after a name: "the Baltics (Estonia, Latvia)"."""
        for first, second, between in self.neighbours:
            if first == whole and _OPENED.fullmatch(between):
                return self.run_from(second)
        return []

    def root_of(self, mention: int) -> Token:
        """The token of the mention that the rest of it hangs on."""
        span = self.mentions[mention].span
        inside = _tokens_in(self.tokens, span) or self.tokens[:1]
        within = {token.i for token in inside}
        tops = (t for t in inside if t.head.i not in within or t.head.i == t.i)
        return next(tops, inside[0])

    def fillers(self, token: Token, depth: int = 0) -> list[Filler]:
        """The mentions that a noun phrase stands for, list members included, in text order."""
        first, *others = conjuncts_of(token)
        found = {filler.mention: filler for filler in reversed(self._at(first, depth))}  # the first holds
        likes = list(found)
        for member in (first, *others):
            for other in self._hyphen_pair(member):
                if not likes or any(self._are_alike(like, other) for like in likes):
                    found.setdefault(other, Filler(other))
        for member in others:
            for filler in self._at(member, depth):
                if not likes or any(self._are_alike(like, filler.mention) for like in likes):
                    found.setdefault(filler.mention, filler)
        return sorted(found.values(), key=lambda filler: filler.mention)

    def _are_alike(self, first: int, second: int) -> bool:
        """Whether two names may stand in one list: actors and places with their like, things with theirs."""
        things = [self.mentions[n].label in _THINGS for n in (first, second)]
        return things[0] == things[1]

    def _hyphen_pair(self, token: Token) -> list[int]:
        """The other name of a compound pair: "Italy-Turkey", "Franco-German"."""
        own = self.mention_at.get(token.i)
        if own is None:
            return []
        pairs = [(own - 1, own), (own, own + 1)]
        return [
            first if second == own else second
            for first, second in pairs
            if first >= 0 and second < len(self.mentions) and self.text_between(first, second) in _HYPHENS
        ]

    def _at(self, token: Token, depth: int) -> list[Filler]:
        if token.i in self.mention_at:
            return self._counted(token, depth) or self._named(token)
        if token.i in self.anaphor_at:
            return self._through(self.anaphor_at[token.i], token)
        if depth >= _DEPTH:
            return []
        if token.tag_ in {"WDT", "WP", "WP$"} and (noun := antecedent_of(token)) is not None:
            alone = token.nbor(-1).text == "(" and noun.i in self.mention_at  # "X, Y and Z (which ...)"
            return [Filler(self.mention_at[noun.i])] if alone else self._at(noun, depth + 1)
        if token.pos_ in {"VERB", "AUX", "ADV"}:
            return self._before_hyphen(token)
        return self._below(token, depth + 1)

    def _named(self, token: Token) -> list[Filler]:
        own = self._owned_by(self.mention_at[token.i])
        return [Filler(member) for member in self.lists.get(own, (own,))]

    def _counted(self, token: Token, depth: int) -> list[Filler]:
        """As in "74% of Republicans", "dozens of members of X": whom the amount is counted from."""
        if depth >= _DEPTH or not self.mentions[self.mention_at[token.i]].label.is_value:
            return []
        return self._all("direct", prepositional_objects_of(token, {"of"}), depth + 1)

    def _owned_by(self, mention: int) -> int:
        """As in "X's Leonardo and Y's Baykar": the firm, where the parser takes the state for it."""
        after = mention + 1
        if after == len(self.mentions):
            return mention
        if self.mentions[after].label is EntityLabel.PERSON and self.root_of(mention).dep_ != "poss":
            return after if _OFFICE.fullmatch(self.text_between(mention, after)) else mention
        if self.mentions[after].label is not EntityLabel.ORG:
            return mention
        if self.text_between(mention, after) not in {"'s ", "’s "}:
            return mention
        return mention if self.root_of(after).dep_ in _MODIFIERS else after

    def _before_hyphen(self, participle: Token) -> list[Filler]:
        """As in "NATO-led missions": the name that the participle is joined to."""
        if participle.tag_ != "VBN" or participle.dep_ not in {"amod", "compound"}:
            return []
        if is_helping(participle):
            return []
        return [Filler(self.mention_at[t.i], "modifier") for t in participle.lefts if t.i in self.mention_at]

    def _below(self, noun: Token, depth: int) -> list[Filler]:
        """A common noun stands for the names that list, explain, own or complete it, in this order."""
        modifiers = [child for child in noun.children if child.dep_ in _MODIFIERS]
        modifiers = [child for child in modifiers if not self._is_scene(child, noun)]
        content = [t for t in contents_of(noun) if self._is_thing(t)]
        above = [noun.head] if noun.dep_ == "appos" and noun.head.i in self.mention_at else []
        tiers = (
            ("apposition", above),
            ("direct", self._placed_of(noun)),
            ("list", examples_of(noun)),
            ("apposition", appositions_of(noun) or called(noun) or self._named_after(noun)),
            ("of", content),
            ("direct", [child for child in modifiers if self._names_kind(child, noun)]),
            ("modifier", modifiers),
            ("between", prepositional_objects_of(noun, {"between", "among"})),
            ("of", prepositional_objects_of(noun, {"of"})),
            ("by", prepositional_objects_of(noun, {"by"})),
            ("of", spoken_for(noun) + sent_from(noun)),
            ("bearer", bearers_of(noun) if noun.dep_ == "attr" else []),
            ("of", seated_in(noun) + made_in(noun)),
            ("by", linked_to(noun)),
            ("maker", makers_of(noun)),
        )
        for reach, tokens in tiers:
            if found := self._all(reach, tokens, depth):
                if reach == "list" and all(self._is_person(f) for f in found):  # "U.S. envoys, including X"
                    found += self._all("modifier", modifiers, depth)
                return found + self._results_of(noun, reach, depth) + self._places_of(noun, depth)
        places = self._places_of(noun, depth)
        return [*self._listed_in(places, noun), *places]

    def _listed_in(self, places: Iterable[Filler], noun: Token) -> list[Filler]:
        """As in "partners in the Balkans (X, Y) and Africa (Z)": the partners."""
        if not is_member(noun):
            return []
        regions = [f.mention for f in places if self.mentions[f.mention].label is EntityLabel.LOC]
        return [Filler(member, "list") for region in regions for member in self.bracketed(region)]

    def _is_scene(self, modifier: Token, act: Token) -> bool:
        """Whether a town only says where a violent act was done: "the Bali bombing"."""
        own = self.mention_at.get(modifier.i)
        if own is None or modifier.dep_ == "poss" or self.mentions[own].label not in _PLACES:
            return False
        rows = [row for row in triggers_at(act) if row.kind is TriggerKind.NOUN]
        is_violent = any(row.label is RelationLabel.ASSAULT for row in rows)
        name = self.mentions[own].span
        words = self.text[name.start - self.words.start_char : name.end - self.words.start_char]
        return is_violent and is_town(self.mentions[own].entity, words)

    def _named_after(self, noun: Token) -> list[Token]:
        """As in "several allies (X, Y and Z)", "the operators X and Y", wherever the parser hangs them."""
        after = noun.doc[noun.i + 1 : noun.i + 3]
        named = [t for t in after if t.i in self.mention_at]
        if not named or (after[0].text != "(" and (noun.tag_ != "NNS" or named[0] != after[0])):
            return []
        return [self.root_of(self.mention_at[named[0].i])]

    def _placed_of(self, noun: Token) -> list[Token]:
        """As in "the Nigerian state of Sokoto", "X's port of Y": the place that the noun is the kind of."""
        return [
            t for t in called_place(noun) if t.i in self.mention_at and self._is_place(self.mention_at[t.i])
        ]

    def _is_place(self, mention: int) -> bool:
        return self.mentions[mention].label in _PLACES

    def _names_kind(self, name: Token, noun: Token) -> bool:
        """Whether the noun only says what the name before it is: "the Nordex consortium"."""
        own = self.mention_at.get(name.i)
        is_thing = own is not None and self.mentions[own].label in _NAMED_KINDS
        return is_thing and name.dep_ != "poss" and is_kind(noun)

    def _results_of(self, act: Token, reach: str, depth: int) -> list[Filler]:
        """What an owner's act brings forth: who rejects "X's adoption of the Y Act" rejects both."""
        if reach != "modifier" or not brings_forth(act):
            return []
        results = self._all("of", prepositional_objects_of(act, {"of"}), depth)
        return [filler for filler in results if self.mentions[filler.mention].label in _THINGS]

    def _is_person(self, filler: Filler) -> bool:
        return self.mentions[filler.mention].label is EntityLabel.PERSON

    def _is_thing(self, token: Token) -> bool:
        """Whether the token is a name that can be proposed or created, not a place or a people."""
        own = self.mention_at.get(token.i)
        return own is not None and self.mentions[own].label not in _PLACES | {EntityLabel.NORP}

    def _all(self, reach: str, tokens: Iterable[Token], depth: int) -> list[Filler]:
        found = [filler for token in tokens for filler in self.fillers(token, depth)]
        return [Filler(f.mention, reach if f.reach == "direct" else f.reach, f.through) for f in found]

    def _places_of(self, noun: Token, depth: int) -> list[Filler]:
        """Where the thing is: "missions in X"; good only for relations to a place."""
        found = self._all("place", prepositional_objects_of(noun, _WHERE), depth)
        return [Filler(f.mention, "place") for f in found if self.mentions[f.mention].label in _PLACES]

    def _through(self, anaphor: Coreference, token: Token) -> list[Filler]:
        """The mentions of this sentence that a resolved anaphor stands for: the nearest of each entity."""
        found = []
        for entity in anaphor.entities:
            named = [
                n for n, m in enumerate(self.mentions) if m.entity == entity and n not in self.full_name_of
            ]
            in_chain = [n for n in named if self.mentions[n].span in anaphor.antecedents]
            before = [n for n in (in_chain or named) if self.mentions[n].span.start < token.idx]
            if choice := (before[-1:] or named[:1]):
                found.append(Filler(choice[0], "coreference", anaphor.span))
        return found


def _tokens_in(tokens: Iterable[Token], span: Span) -> list[Token]:
    return [token for token in tokens if token.idx < span.end and token.idx + len(token) > span.start]
