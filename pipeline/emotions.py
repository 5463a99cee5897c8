"""The twelve emotions: the only list of them in the project."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Emotion:
    """One emotion that Ondo recognises.

    ``valence`` is +1 (positive), 0 (neither) or -1 (negative); ``colour`` keeps at least 3:1 contrast on
    white and on the dark theme's #0e1117; ``order`` is its place in every list and legend.
    """

    code: str
    label_ko: str
    label_en: str
    valence: int
    colour: str
    order: int


EMOTIONS: tuple[Emotion, ...] = (
    Emotion("joy", "기쁨", "Joy", +1, "#b98300", 1),
    Emotion("delight", "감동", "Delight", +1, "#d65f00", 2),
    Emotion("gratitude", "고마움", "Gratitude", +1, "#cf6a8c", 3),
    Emotion("trust", "신뢰·안심", "Trust", +1, "#17935a", 4),
    Emotion("anticipation", "기대·설렘", "Anticipation", +1, "#5d9000", 5),
    Emotion("curiosity", "호기심", "Curiosity", 0, "#008f9c", 6),
    Emotion("surprise", "놀람", "Surprise", 0, "#2f86d8", 7),
    Emotion("confusion", "혼란·당황", "Confusion", -1, "#8177c9", 8),
    Emotion("anxiety", "불안", "Anxiety", -1, "#7d4fe0", 9),
    Emotion("disappointment", "실망·슬픔", "Disappointment", -1, "#4a72b8", 10),
    Emotion("frustration", "불편·짜증", "Frustration", -1, "#c2388f", 11),
    Emotion("anger", "분노", "Anger", -1, "#d03a3a", 12),
)

EMOTION_CODES: tuple[str, ...] = tuple(emotion.code for emotion in EMOTIONS)
