"""The twelve emotions: the only list of them in the project."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Emotion:
    """One emotion that Ondo recognises.

    ``valence`` is +1 (positive), 0 (neither) or -1 (negative); ``order`` is its place in every list and legend.
    ``colour`` keeps at least 3:1 contrast on white and on the dark theme's #0e1117, and is told apart from those of its
    valence with any common colour-vision deficiency; as twelve hues cannot all be, charts never tell by colour alone.
    """

    code: str
    label_ko: str
    label_en: str
    valence: int
    colour: str
    order: int


EMOTIONS: tuple[Emotion, ...] = (
    Emotion("joy", "기쁨", "Joy", +1, "#d57a0d", 1),
    Emotion("delight", "감동", "Delight", +1, "#c93600", 2),
    Emotion("gratitude", "고마움", "Gratitude", +1, "#b57ba5", 3),
    Emotion("trust", "신뢰·안심", "Trust", +1, "#2a774d", 4),
    Emotion("anticipation", "기대·설렘", "Anticipation", +1, "#3ea662", 5),
    Emotion("curiosity", "호기심", "Curiosity", 0, "#238d81", 6),
    Emotion("surprise", "놀람", "Surprise", 0, "#1495e9", 7),
    Emotion("confusion", "혼란·당황", "Confusion", -1, "#8e86cc", 8),
    Emotion("anxiety", "불안", "Anxiety", -1, "#8e48f5", 9),
    Emotion("disappointment", "실망·슬픔", "Disappointment", -1, "#1870b9", 10),
    Emotion("frustration", "불편·짜증", "Frustration", -1, "#bf1896", 11),
    Emotion("anger", "분노", "Anger", -1, "#e22946", 12),
)

EMOTION_CODES: tuple[str, ...] = tuple(emotion.code for emotion in EMOTIONS)
