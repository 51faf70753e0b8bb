"""Names by their head noun: "Ministry of ...", "... Council", "Treaty of ...", "... Summit", "Operation ...".

The nouns and what they name are the rows of ``head_nouns.csv``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from pipeline.annotate.capitals import Run, is_capital, is_plain, is_plain_phrase
from pipeline.annotate.head_nouns import HeadNoun, head_nouns
from pipeline.annotate.head_starts import NameStarts, goes_on
from pipeline.annotate.knowledge_base import Knowledge
from pipeline.annotate.name_candidates import NameCandidate, candidate_of
from pipeline.schema import EntityLabel

__all__ = ["find_headed"]


def find_headed(doc: Doc, runs: Sequence[Run], knowledge: Knowledge) -> Iterator[NameCandidate]:
    """Names that a head noun closes, or opens and carries on over "of", "for", "and"; they may overlap."""
    reader = _HeadReader(doc, runs, knowledge)
    for run in runs:
        yield from reader.names_in(run)


_OPENED_ALONE = frozenset({EntityLabel.MISSION, EntityLabel.LAW, EntityLabel.EVENT, EntityLabel.WORK_OF_ART})
_BARE = frozenset({"first", "bare"})
"""Places of head nouns that open a name without "of": "Operation X", "Lake Chad"."""
_OFFICES = frozenset({"Bureau", "Office", "Division", "Directorate"})
_SCHOOLS = frozenset({"College", "University", "School", "Institute"})
"""What a city may follow without a comma: "Northern College Oslo"."""
_SERIALS = frozenset({"Journal", "Review", "Yearbook", "Handbook", "Bulletin"})
_ALWAYS = frozenset({"of", "for", "and", "&"} | {"de", "del", "da", "do", "des", "du", "della", "di"})
_MORE_LINKS = {
    EntityLabel.LAW: frozenset({"on", "against"}),
    EntityLabel.WORK_OF_ART: frozenset({"on"}),
    EntityLabel.EVENT: frozenset({"on"}),
    EntityLabel.MISSION: frozenset({"in"}),
    EntityLabel.ORG: frozenset({"on", "against"}),
}
_IN_ABROAD = re.compile(r"United|UN$|EU$|European|African|NATO|Multinational|International")
"""How the names of missions begin that are named for where they are ("EU Training Mission in Mali")."""
_ON_SUBJECTS = frozenset(
    {
        "Committee",
        "Committees",
        "Subcommittee",
        "Commission",
        "Council",
        "Forum",
        "Center",
        "Centre",
        "Office",
    }
    | {"Task Force", "Group", "Institute", "Observatory", "Board", "Society", "Association", "Platform"}
)
_OWNERS = frozenset({EntityLabel.GPE, EntityLabel.NORP, EntityLabel.PERSON, EntityLabel.ORG})
_AND = frozenset({"and", "&"})


class _HeadReader:
    """One document's runs, and the ways names grow over them."""

    def __init__(self, doc: Doc, runs: Sequence[Run], knowledge: Knowledge) -> None:
        self._doc = doc
        self._knowledge = knowledge
        self._starting = {run.start: run for run in runs}
        self._ending = {run.end: run for run in runs}
        self._starts = NameStarts(doc, self._ending, knowledge)

    def names_in(self, run: Run) -> Iterator[NameCandidate]:
        for at in range(run.start, run.end):
            head, after = self._head_at(at, run.end)
            if head is not None:
                yield from self._with_head(run, at, after, head)

    def _head_at(self, at: int, limit: int) -> tuple[HeadNoun | None, int]:
        for width in (4, 3, 2, 1):
            if at + width <= limit:
                head = head_nouns().get(self._doc[at : at + width].text)
                if head is not None:
                    return head, at + width
        return None, at

    def _with_head(self, run: Run, at: int, after: int, head: HeadNoun) -> Iterator[NameCandidate]:
        by = f"rule:head-{head.words}"
        if head.place != "last" and (after == run.end or (head.place in _BARE and at == run.start)):
            end = self._carried_on(after, run, head)
            if end > after:
                alone = head.label in _OPENED_ALONE or head.place in _BARE
                start = at if alone and not self._is_named_before(run, at, head) else run.start
                start = at if self._is_office_of_body(run, head) else start
                if not is_plain_phrase(self._doc[start:end].text):
                    yield candidate_of(self._doc, start, end, head.label, by)
                return
        if self._is_of_person(run, at) or is_plain_phrase(self._doc[run.start : after].text):
            return
        if head.place != "first" and at > run.start and self._may_close(run, after):
            yield candidate_of(self._doc, self._starts.of_name(run, after, head), after, head.label, by)
            if head.words in _SCHOOLS and after + 1 == run.end:
                yield candidate_of(self._doc, run.start, run.end, head.label, by)
        elif head.place == "alone" and run.end == after and self._is_inside(at):
            yield candidate_of(self._doc, at, after, head.label, "rule:alone")

    def _is_named_before(self, run: Run, at: int, head: HeadNoun) -> bool:
        """Whether the words before the head of a work or law belong to it: "International Journal of Ports".

        A state or a people before a law does not ("US Executive Order on ...").
        """
        before = self._doc[run.start : at].text if at > run.start else ""
        if not before or is_plain(before):
            return False
        if head.label is EntityLabel.MISSION:
            return _IN_ABROAD.match(before) is not None
        if head.label is EntityLabel.LAW:
            return not any(s.label in _OWNERS for s in self._knowledge.senses_of(before))
        return head.words in _SERIALS

    def _may_close(self, run: Run, after: int) -> bool:
        """Whether a name may end before the run does: what follows is plain, or a name of its own."""
        rest = self._doc[after : run.end].text if after < run.end else ""
        return not rest or is_plain(rest) or bool(self._knowledge.senses_of(rest))

    def _is_of_person(self, run: Run, at: int) -> bool:
        """Whether only a person's name stands before the head: "Trump Administration"."""
        words = self._doc[run.start : at].text if at > run.start else ""
        senses = self._knowledge.senses_of(words) if words else ()
        return any(s.label is EntityLabel.PERSON for s in senses) or self._knowledge.has_surname(words)

    def _is_inside(self, at: int) -> bool:
        token = self._doc[at]
        return not token.is_sent_start and (at + 1 == len(self._doc) or self._doc[at + 1].text != ":")

    def _carried_on(self, after: int, run: Run, head: HeadNoun) -> int:
        """Where a name that ``head`` opens ends: "Ministry" -> "Ministry of Economy and Finance"."""
        end = at = run.end if after < run.end else after
        if head.label is EntityLabel.LAW and at + 3 < len(self._doc) and (parties := self._parties(at)):
            return parties
        links = _ALWAYS | _MORE_LINKS.get(head.label, frozenset())
        while at + 1 < len(self._doc):
            word = self._doc[at].lower_
            if word == "," and end > after and head.label is EntityLabel.ORG:
                end = max(end, self._listed(at))
                break
            if word not in links or (word in _AND and end == after):
                break
            following = self._run_after(at)
            if word == "in" and not _IN_ABROAD.match(self._doc[run.start].text):
                break
            if word == "of" and head.words == "Office" and (office := self._officer(at)):
                end = at = office
                continue
            if following is not None and self._doc[following.start].text == "Fiscal":
                break
            if following is None or (word in _AND and not self._is_second_half(at, following)):
                break
            if (word in {"on", "against", "in"} and after < run.end) or self._owns_more(following):
                break
            if self._is_adjective(following) or (word == "on" and not self._may_be_on(head)):
                break
            end = at = min(self._before_person(following), self._before_office(following))
            if end < following.end:
                break
        return end

    def _is_office_of_body(self, run: Run, head: HeadNoun) -> bool:
        """Whether a run is the end of one body's name and the head of its office: "Trade Bureau"."""
        before = self._ending.get(run.start - 1) if run.start > 1 else None
        if head.words not in _OFFICES or before is None or self._doc[run.start - 1].lower_ != "of":
            return False
        body = head_nouns().get(self._doc[before.end - 1].text)
        return body is not None and body.label is EntityLabel.ORG

    def _officer(self, at: int) -> int:
        """The end of an officer's title after "Office of": "the President", "the Surgeon General"; else 0."""
        doc = self._doc
        step = at + 1 + (doc[at + 1].lower_ == "the")
        run = self._starting.get(step)
        start = run.end if run is not None else step
        end = start
        while end < len(doc) and end - start < 4 and end not in self._starting and is_capital(doc[end]):
            end += 1
        return end if end > start and doc[start - 1].is_alpha and end not in self._starting else 0

    def _before_office(self, run: Run) -> int:
        """The end of a run before an office inside: "Department of Trade Bureau of Ships"."""
        at = run.end - 1
        opens = at > run.start and at + 1 < len(self._doc) and self._doc[run.end].lower_ == "of"
        return at if opens and self._doc[at].text in _OFFICES else run.end

    def _owns_more(self, run: Run) -> bool:
        """Whether a possessive cuts a name after ``run``: "Bureau of the National People's Council"."""
        doc, at = self._doc, run.end
        return at + 1 < len(doc) and doc[at].tag_ == "POS" and doc[at + 1].text[0].isupper()

    def _may_be_on(self, head: HeadNoun) -> bool:
        """Whether such a body is named for what it is on: a committee, no party or union."""
        return head.label is not EntityLabel.ORG or head.words in _ON_SUBJECTS

    def _before_person(self, run: Run) -> int:
        """The end of a run without the person at its end: "Council of Ministers Ada Example"."""
        for at in range(run.start + 1, run.end - 1):
            token = self._doc[at]
            if token.ent_type_ == "PERSON" and token.ent_iob_ == "B":
                return at
            senses = self._knowledge.senses_of(self._doc[at : run.end].text)
            if any(sense.label is EntityLabel.PERSON for sense in senses):
                return at
        return run.end

    def _is_adjective(self, run: Run) -> bool:
        """Whether a run is a mere "Italian", which the words after it belong to."""
        senses = self._knowledge.senses_of(self._doc[run.start : run.end].text)
        return any(sense.label is EntityLabel.NORP for sense in senses)

    def _parties(self, at: int) -> int:
        """The end of "between Italy and Albania" after "Protocol"; 0 if no such thing follows."""
        first = self._starting.get(at + 1)
        if first is None or self._doc[at].lower_ != "between" or self._doc[first.end].lower_ != "and":
            return 0
        second = self._run_after(first.end)
        return second.end if second else 0

    def _run_after(self, at: int) -> Run | None:
        step = at + 1
        if self._doc[step].lower_ == "the" and step + 1 < len(self._doc):
            step += 1
        return self._starting.get(step)

    def _listed(self, comma: int) -> int:
        """The end of ", Urbanisation and Climate Change" after "Ministry of Environment"; 0 if no list."""
        at = comma
        is_on = self._doc[self._ending[comma].start - 1].lower_ == "on" if comma in self._ending else False
        for _ in range(3):
            run = self._starting.get(at + 1)
            if run is None or not (
                goes_on(self._doc, self._knowledge, run) or (is_on and self._is_subject(run))
            ):
                return 0
            if self._doc[at].lower_ in _AND:
                return run.end
            at = run.end
            if at < len(self._doc) and self._doc[at].text == "," and self._doc[at + 1].lower_ in _AND:
                at += 1
        return 0

    def _is_subject(self, run: Run) -> bool:
        """Whether a run may be one of the things that a committee is on: "Information Systems"."""
        last = self._doc[run.end - 1]
        return last.text[-1] == "s" and not self._knowledge.senses_of(self._doc[run.start : run.end].text)

    def _is_second_half(self, at: int, run: Run) -> bool:
        """Whether "and" at ``at`` leads to more of the same name: no article, no name of its own after it.

        Of its own is a run with a head that "of" carries on: "Bank of Oslo and Harbour Board of Norway".
        """
        text = self._doc[run.start : run.end].text
        if " " in text and is_plain_phrase(text):
            return False
        if self._doc[at + 1].lower_ == "the" or not goes_on(self._doc, self._knowledge, run):
            return False
        return not (self._doc[run.end].lower_ == "of" and self._holds_head(run))

    def _holds_head(self, run: Run) -> bool:
        head = head_nouns().get(self._doc[run.end - 1].text) if run.end - run.start > 1 else None
        return head is not None and head.label is EntityLabel.ORG and head.place == "both"
