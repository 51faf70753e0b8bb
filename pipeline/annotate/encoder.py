"""A small sentence encoder: the mean of static word-piece vectors, distilled from a sentence transformer.

The vectors come from all-MiniLM-L6-v2 after the Model2Vec method (van Dongen and Tulkens, 2024): each
piece of the vocabulary goes through the transformer once, the outputs are reduced by PCA and weighted
by frequency. See ``pipeline/train/encoder.py`` and the card beside the vectors.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import ModelError

__all__ = ["Encoder", "load_encoder"]

_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
_LONGEST_WORD = 100
_FILE = "vectors.npz"


@dataclass(slots=True)
class Encoder:
    """Word pieces with their vectors; remembers how each word was cut."""

    pieces: dict[str, int]
    vectors: NDArray[np.float32]
    cuts: dict[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def width(self) -> int:
        """Dimensions of a vector."""
        return int(self.vectors.shape[1])

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row of unit length per text; a text without a known word piece is all zeros."""
        rows = np.zeros((len(texts), self.width), dtype=np.float32)
        for row, text in enumerate(texts):
            if ids := [piece for word in words_of(text) for piece in self.cut(word)]:
                rows[row] = self.vectors[ids].mean(axis=0)
        norms = np.linalg.norm(rows, axis=1, keepdims=True)
        np.divide(rows, norms, out=rows, where=norms > 0)
        return rows

    def cut(self, word: str) -> tuple[int, ...]:
        """The word's pieces, longest first (WordPiece); empty where some part is unknown."""
        known = self.cuts.get(word)
        if known is None:
            known = self.cuts[word] = tuple(self._cut_greedily(word))
        return known

    def _cut_greedily(self, word: str) -> Iterable[int]:
        found: list[int] = []
        at = 0
        while at < len(word) <= _LONGEST_WORD:
            for end in range(len(word), at, -1):
                piece = self.pieces.get(word[at:end] if at == 0 else "##" + word[at:end])
                if piece is not None:
                    found.append(piece)
                    at = end
                    break
            else:
                return []
        return found


def words_of(text: str) -> list[str]:
    """Lower-cased words without accents, and single marks, as the uncased BERT vocabulary wants them."""
    plain = unicodedata.normalize("NFD", text.lower())
    return _WORD.findall("".join(char for char in plain if not unicodedata.combining(char)))


def load_encoder(folder: Path) -> Encoder:
    """The encoder saved in ``folder``. Raises ``ModelError`` when it is not there."""
    path = folder / _FILE
    if not path.is_file():
        raise ModelError(
            f"no sentence encoder in {folder}", advice="run `dragoman train --encoder` to make it"
        )
    with np.load(path, allow_pickle=False) as saved:
        pieces = saved["pieces"].tobytes().decode("utf-8").split("\n")
        vectors = saved["vectors"].astype(np.float32) * saved["scales"]
    return Encoder({piece: row for row, piece in enumerate(pieces)}, vectors)
