"""``dragoman corpus``: check the gold, and take annotations to other tools and back."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.errors import CorpusError, ExportError

if TYPE_CHECKING:
    from pipeline.export.markup import Markup

__all__ = ["app"]

app = typer.Typer(
    name="corpus",
    help="Check the gold corpus; take annotations to annotation tools and back.",
    no_args_is_help=True,
)

CorpusFolder = Annotated[Path | None, typer.Option("--corpus", help="Another corpus folder.")]
SharedFolder = Annotated[
    Path | None, typer.Option("--shared", help="Folder with texts that are not in the project.")
]


class Tool(StrEnum):
    """The formats of the trade."""

    LABELSTUDIO = "labelstudio"
    DOCCANO = "doccano"
    BRAT = "brat"
    PRODIGY = "prodigy"
    DOCBIN = "docbin"
    CONLL = "conll"


@app.command()
def check(
    accept: Annotated[
        bool, typer.Option(help="Record the texts' checksums and mark unknown links as new.")
    ] = False,
    corpus: CorpusFolder = None,
    shared: SharedFolder = None,
) -> None:
    """Check gold, splits, links and checksums; exit code 1 if something is wrong.

    Example: dragoman corpus check
    """
    from pipeline.annotate.knowledge_base import load_knowledge
    from pipeline.corpus import CORPUS, accept_corpus, check_corpus

    folder = corpus or CORPUS
    links = load_knowledge().by_entity.keys()
    if accept:
        for record in accept_corpus(folder, shared=shared, known_links=links):
            typer.echo(f"{record.paper}: {record.sentences} sentences, text {record.text[:19]}")
    findings = check_corpus(folder, shared=shared, known_links=links)
    for finding in findings:
        kind = "" if finding.fatal else "note: "
        typer.echo(f"{kind}{finding.paper}, {finding.place}: {finding.problem}")
    wrong = sum(finding.fatal for finding in findings)
    typer.echo(f"{wrong} problems" if wrong else "the corpus keeps to its scheme")
    if wrong:
        raise typer.Exit(1)


@app.command("export", no_args_is_help=True)
def export_(
    tool: Annotated[Tool, typer.Argument(help="The tool or format.")],
    paper: Annotated[str, typer.Argument(help="The paper's id in the corpus.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="File to write.")],
    annotations: Annotated[
        Path | None, typer.Option(help="Annotations in the gold format; default: the paper's gold.")
    ] = None,
    corpus: CorpusFolder = None,
    shared: SharedFolder = None,
) -> None:
    """Write a paper's gold, or other annotations of it, for an annotation tool.

    Example: dragoman corpus export labelstudio gas-southern-routes -o tasks.json
    """
    from pipeline.corpus import CORPUS, gold_path, read_gold, read_paper_text
    from pipeline.export.markup import build_markup

    folder = corpus or CORPUS
    text = read_paper_text(paper, folder=folder, shared=shared)
    source = annotations or gold_path(paper, folder=folder, shared=shared)
    content = _writer(tool, text)(build_markup(read_gold(source, text), text))
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    for name, extra in _companions(tool, output, text):
        name.write_text(extra, encoding="utf-8")
    if losses := _losses(tool):
        typer.echo(f"note: {losses}", err=True)


@app.command("import", no_args_is_help=True)
def import_(
    tool: Annotated[Tool, typer.Argument(help="The tool or format.")],
    file: Annotated[Path, typer.Argument(help="What the tool exported.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="File to write, in the gold format.")],
    paper: Annotated[
        str | None, typer.Option(help="The paper's id; needed for brat and CoNLL, else a check.")
    ] = None,
    corpus: CorpusFolder = None,
    shared: SharedFolder = None,
) -> None:
    """Read what an annotation tool exported, and write it in the gold format.

    Example: dragoman corpus import labelstudio export.json -o corrected.jsonl
    """
    from pipeline.corpus import CORPUS, read_paper_text, write_gold
    from pipeline.export.markup import read_markup

    text = read_paper_text(paper, folder=corpus or CORPUS, shared=shared) if paper else None
    try:
        content = file.read_bytes()
    except OSError as error:
        raise ExportError("cannot be read", where=str(file), advice="give the tool's export") from error
    markups = _read(tool, content, text)
    if text is not None:
        _compare_text(markups, text, file)
    write_gold(read_markup(markups), output)


def _compare_text(markups: list[Markup], text: str, file: Path) -> None:
    for markup in markups:
        if text[markup.start : markup.start + len(markup.text)] != markup.text:
            raise CorpusError(
                f"sentence {markup.id} is not that of the paper",
                where=str(file),
                advice="annotation tools must not change the text; name the right paper",
            )


def _writer(tool: Tool, text: str) -> Callable[[list[Markup]], str | bytes]:
    from pipeline.export.markup import brat, conll, doccano, labelstudio, prodigy

    if tool is Tool.DOCBIN:
        from pipeline.train.docbin import write_docbin

        return write_docbin
    writers: dict[Tool, Callable[[list[Markup]], str | bytes]] = {
        Tool.LABELSTUDIO: labelstudio.write_labelstudio,
        Tool.DOCCANO: doccano.write_doccano,
        Tool.PRODIGY: prodigy.write_prodigy,
        Tool.CONLL: conll.write_conll,
        Tool.BRAT: lambda markups: brat.write_brat(markups, text),
    }
    return writers[tool]


def _companions(tool: Tool, output: Path, text: str) -> list[tuple[Path, str]]:
    """Files that the tool needs beside the annotations."""
    from pipeline.export.markup import brat, labelstudio

    if tool is Tool.BRAT:
        conf = output.with_name("annotation.conf")
        return [(output.with_suffix(".txt"), text), (conf, brat.annotation_conf())]
    if tool is Tool.LABELSTUDIO:
        return [(output.with_suffix(".config.xml"), labelstudio.labelling_config())]
    return []


def _losses(tool: Tool) -> str:
    from pipeline.export.markup import brat, conll, doccano, labelstudio, prodigy

    if tool is Tool.DOCBIN:
        from pipeline.train import docbin

        return docbin.LOSSES
    modules = {
        Tool.LABELSTUDIO: labelstudio.LOSSES,
        Tool.DOCCANO: doccano.LOSSES,
        Tool.PRODIGY: prodigy.LOSSES,
        Tool.CONLL: conll.LOSSES,
        Tool.BRAT: brat.LOSSES,
    }
    return modules[tool]


def _read(tool: Tool, content: bytes, text: str | None) -> list[Markup]:
    from pipeline.export.markup import brat, conll, doccano, labelstudio, prodigy

    if tool is Tool.DOCBIN:
        from pipeline.train.docbin import read_docbin

        return read_docbin(content)
    try:
        plain = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ExportError("not text in UTF-8", advice="give the tool's export as it is") from error
    if tool in (Tool.BRAT, Tool.CONLL):
        if text is None:
            raise CorpusError(f"{tool} files do not hold the text", advice="name the paper with --paper")
        return brat.read_brat(plain, text) if tool is Tool.BRAT else conll.read_conll(plain, text)
    readers = {
        Tool.LABELSTUDIO: labelstudio.read_labelstudio,
        Tool.DOCCANO: doccano.read_doccano,
        Tool.PRODIGY: prodigy.read_prodigy,
    }
    return readers[tool](plain)
