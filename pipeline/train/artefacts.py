"""Fitted artefacts on disk: ``models/<name>/model.skops`` and its card, the same bytes every time.

skops is a format that executes no code when loaded. It is a zip archive that names its members by
memory address and stamps them with the time of writing: both are replaced, so that equal models are
equal files.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

from skops import io as skops_io

__all__ = ["write_artefact"]

_EPOCH = (1980, 1, 1, 0, 0, 0)
_ADDRESS = re.compile(r'(?<="__id__": )\d+|(?<=")\d+(?=\.np[yz]")')


def write_artefact(folder: Path, model: dict[str, Any], card: dict[str, Any]) -> None:
    """Write ``model`` and its ``card`` (data, licence, settings, scores, how to rebuild) to ``folder``.

    ``model`` names arrays, numbers and words alone, so that no estimator need be built to use it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model.skops").write_bytes(_canonical(skops_io.dumps(model)))
    (folder / "card.json").write_text(
        json.dumps(card, indent=2, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8"
    )


def _canonical(archive: bytes) -> bytes:
    """The same skops archive with members numbered in order of mention and without times."""
    numbers: dict[str, str] = {}

    def number(address: re.Match[str]) -> str:
        return numbers.setdefault(address[0], str(len(numbers) + 1))

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w") as new:
        members = {"schema.json": _ADDRESS.sub(number, old.read("schema.json").decode()).encode()}
        for name in set(old.namelist()) - {"schema.json"}:
            stem, dot, ending = name.partition(".")
            members[numbers[stem] + dot + ending] = old.read(name)
        for name in sorted(members):
            new.writestr(zipfile.ZipInfo(name, _EPOCH), members[name], zipfile.ZIP_DEFLATED)
    return out.getvalue()
