"""The emotion wheel that comes with cxmap: a word for each family of feelings and each of three intensities.

The families are those of Plutchik, "The nature of emotions" (2001); the words are those that customers use. A workspace
with `word` records of its own uses these instead.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Word:
    """A word of the wheel: its family's key, the feeling that it suggests (−3 … +3) and its intensity (1 … 3)."""

    text: str
    family: str
    value: float
    intensity: int


WHEEL = (
    Word("pleased", "joy", 1.0, 1),
    Word("happy", "joy", 2.0, 2),
    Word("delighted", "joy", 3.0, 3),
    Word("at ease", "trust", 0.8, 1),
    Word("reassured", "trust", 1.6, 2),
    Word("in safe hands", "trust", 2.5, 3),
    Word("curious", "anticipation", 0.6, 1),
    Word("hopeful", "anticipation", 1.3, 2),
    Word("excited", "anticipation", 2.3, 3),
    Word("puzzled", "surprise", -0.4, 1),
    Word("surprised", "surprise", 0.5, 2),
    Word("amazed", "surprise", 2.2, 3),
    Word("uneasy", "fear", -0.8, 1),
    Word("worried", "fear", -1.6, 2),
    Word("afraid", "fear", -2.6, 3),
    Word("flat", "sadness", -0.6, 1),
    Word("let down", "sadness", -1.8, 2),
    Word("hopeless", "sadness", -2.8, 3),
    Word("put off", "disgust", -0.9, 1),
    Word("disgusted", "disgust", -2.0, 2),
    Word("appalled", "disgust", -2.9, 3),
    Word("annoyed", "anger", -1.0, 1),
    Word("frustrated", "anger", -2.0, 2),
    Word("furious", "anger", -3.0, 3),
)
