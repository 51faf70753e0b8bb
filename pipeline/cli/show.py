"""``dragoman show``: one paper's claims, to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.options import Knowledge, MinConfidence, OwnModels, Password, SpacyModel

if TYPE_CHECKING:
    from rich.text import Text

    from pipeline.schema.claim import Claim, ClaimHolder

__all__ = ["show"]

_COLOURS = {"fact": "cyan", "value": "yellow", "policy": "green", "forecast": "magenta", "none": "dim"}


def show(
    paper: Annotated[Path, typer.Argument(help="A PDF, markdown, HTML or text file.", show_default=False)],
    type_: Annotated[
        str | None, typer.Option("--type", help="Only claims of this type: fact, value, policy, forecast.")
    ] = None,
    holder: Annotated[
        str | None, typer.Option(help="Only claims held by this entity, or by 'author'.")
    ] = None,
    min_confidence: MinConfidence = 0.0,
    limit: Annotated[int | None, typer.Option("--limit", "-n", min=1, help="The first N only.")] = None,
    why: Annotated[
        str | None, typer.Option("--why", help="One claim by its id: which rule or model says what.")
    ] = None,
    password: Password = None,
    spacy_model: SpacyModel = None,
    models: OwnModels = None,
    knowledge: Knowledge = None,
) -> None:
    """Print one paper's claims with type, holder, stances, page and sources.

    Example: dragoman show paper.pdf --type policy
    """
    from itertools import islice

    from rich.console import Console

    from pipeline.analysis import analyse, load_models
    from pipeline.claims import build_claims
    from pipeline.ingest.read import read_document

    document = read_document(paper, password=password)
    loaded = load_models(spacy_model, knowledge=knowledge or (), folder=models)
    claims = build_claims(document, analyse(document, loaded))
    console = Console(soft_wrap=False, highlight=False)
    if why:
        chosen = [claim for claim in claims if claim.id.removeprefix("c-").startswith(why.removeprefix("c-"))]
        if not chosen:
            raise typer.BadParameter(f"no claim {why} in {paper}", param_hint="--why")
        for claim in chosen:
            console.print(_explain(claim))
        return
    kept = _filter(claims, type_, holder, min_confidence)
    for claim in islice(kept, limit):
        console.print(_describe(claim))


def _filter(
    claims: Iterable[Claim], type_: str | None, holder: str | None, min_confidence: float
) -> Iterator[Claim]:
    for claim in claims:
        if claim.type.label == "none" and type_ != "none":
            continue
        if type_ and claim.type.label != type_:
            continue
        if holder and holder not in (_holder_entity(claim.holder), _holder_text(claim.holder)):
            continue
        if (claim.confidence if claim.confidence is not None else 1.0) >= min_confidence:
            yield claim


def _describe(claim: Claim) -> Text:
    """A claim in a few lines: what kind, whose, where; its words; relations, stances and sources."""
    from rich.text import Text

    label = claim.type.label
    lines = Text()
    lines.append(label.upper(), style=f"bold {_COLOURS[label]}")
    marks = [mark for mark, flag in (("hedged", claim.hedged), ("negated", claim.negated)) if flag.value]
    facts = [*marks, f"held by {_holder_text(claim.holder)}", _page(claim), claim.id]
    if claim.confidence is not None:
        facts.append(f"confidence {claim.confidence:.2f}")
    lines.append("  " + " · ".join(fact for fact in facts if fact) + "\n", style="dim")
    lines.append(f"  {claim.text}\n")
    for relation in claim.relations:
        head, tail = claim.mentions[relation.head], claim.mentions[relation.tail]
        lines.append(f"    {head.text} ─{relation.label}→ {tail.text}\n", style="blue")
    for stance in claim.stances:
        sign = "+" if stance.label == "favour" else "−"
        style = "green" if sign == "+" else "red"
        lines.append(f"    {sign} {_holder_text(stance.holder)}: {stance.target.text}\n", style=style)
    for source in claim.sources:
        lines.append(f"    [{source.note}] {_shorten(source.text)}\n", style="dim")
    if not claim.sources:
        lines.append("    no source cited\n", style="dim")
    return lines


def _explain(claim: Claim) -> Text:
    """A claim with the rule or model behind each of its parts."""
    from rich.text import Text

    lines = _describe(claim)
    lines.append(f"  type {claim.type.label}: {claim.type.by or 'unknown'} ({claim.type.probability})\n")
    for name, flag in (("hedged", claim.hedged), ("negated", claim.negated)):
        if flag.value:
            lines.append(f"  {name}: {_quote(claim, flag.cue)}\n")
    if claim.holder.kind == "actor":
        lines.append(f"  holder {claim.holder.text}: cue {_quote(claim, claim.holder.cue)}\n")
    for mention in claim.mentions:
        lines.append(f"  {mention.label} {mention.text} → {mention.entity or mention.value}: {mention.by}\n")
    for relation in claim.relations:
        head, tail = claim.mentions[relation.head], claim.mentions[relation.tail]
        lines.append(
            f"  {head.text} {relation.label} {tail.text}: {relation.by}, "
            f"trigger {_quote(claim, relation.trigger)} ({relation.probability})\n"
        )
    for stance in claim.stances:
        lines.append(
            f"  {_holder_text(stance.holder)} {stance.label} {stance.target.text}: {stance.by}, "
            f"evidence {_quote(claim, stance.evidence)} ({stance.probability})\n"
        )
    return Text.assemble(lines)


def _quote(claim: Claim, offsets: tuple[int, int] | None) -> str:
    if offsets is None:
        return "none"
    start, end = (offset - claim.span[0] for offset in offsets)
    return f"“{claim.text[start:end]}”" if 0 <= start < end <= len(claim.text) else f"at {offsets}"


def _page(claim: Claim) -> str:
    pages = claim.location.pages
    if not pages:
        return ""
    return f"p. {pages[0]}" if len(pages) == 1 else f"pp. {pages[0]}–{pages[-1]}"


def _shorten(text: str, width: int = 100) -> str:
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


def _holder_text(holder: ClaimHolder) -> str:
    return holder.text if holder.kind == "actor" else "author"


def _holder_entity(holder: ClaimHolder) -> str | None:
    return holder.entity if holder.kind == "actor" else None
