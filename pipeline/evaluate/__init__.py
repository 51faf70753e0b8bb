"""Two Annotations in, numbers and mistakes out; has never heard of spaCy.

from pipeline.evaluate import Layer, score_annotations
print(score_annotations(gold, predicted).counts(Layer.ENTITY).f1)
"""

from pipeline.evaluate.items import Counts, Item, Layer
from pipeline.evaluate.scores import Scores, score_annotations

__all__ = ["Counts", "Item", "Layer", "Scores", "score_annotations"]
