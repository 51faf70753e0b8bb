"""The static sentence encoder: how it cuts words, and that near meanings lie near."""

from pathlib import Path

import numpy as np
import pytest

from pipeline.annotate.encoder import Encoder, load_encoder, words_of
from pipeline.errors import ModelError

FOLDER = Path(__file__).resolve().parents[2] / "models" / "encoder"


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    """The encoder that the repository carries."""
    return load_encoder(FOLDER)


def test_longest_pieces_come_first() -> None:
    """A word is cut into the longest pieces that are known."""
    encoder = Encoder({"un": 0, "##stable": 1, "##s": 2}, np.eye(3, dtype=np.float32))
    assert encoder.cut("unstable") == (0, 1)
    assert encoder.cut("unclear") == ()


def test_words_lose_case_and_accents() -> None:
    """As in the uncased vocabulary of the teacher."""
    assert words_of("Türkiye's État") == ["turkiye", "'", "s", "etat"]


def test_near_meanings_lie_near(encoder: Encoder) -> None:
    """A sentence is nearer to its paraphrase than to another subject."""
    rows = encoder.encode(
        ["Oslo purchased aircraft.", "Norway bought fighter jets.", "The treaty is a disaster."]
    )
    assert rows[0] @ rows[1] > rows[0] @ rows[2] + 0.1


def test_text_without_words_is_zero(encoder: Encoder) -> None:
    """Nothing to say gives the zero vector, not an error."""
    assert not encoder.encode([""]).any()


def test_missing_vectors_are_reported(tmp_path: Path) -> None:
    """The error says what to run."""
    with pytest.raises(ModelError, match="no sentence encoder"):
        load_encoder(tmp_path)
