"""The emotions that Ondo recognises: the only list of them in the project."""

from collections.abc import Mapping
from dataclasses import dataclass, field

MOST_EMOTIONS = 31
"""feedback.felt, a signed number of 64 bits, has two bits for each emotion and no room for more."""


@dataclass(frozen=True, slots=True)
class Emotion:
    """One emotion.

    ``meaning`` says in a sentence what a customer's comment with it says. ``labels`` are its names by two-letter language code; ``ko`` and ``en`` are always among them.
    ``valence`` is +1 (positive), 0 (neither) or -1 (negative); ``order`` is its place in stored
    numbers (feedback.felt), from 1; in lists and legends it counts among those of its valence, the positive ones first.
    ``colour`` (#rrggbb) keeps at least 3:1 contrast on white and on the dark theme's #0e1117, and is told apart from those
    of its valence with any common colour-vision deficiency; as thirteen hues cannot all be, charts never tell by colour alone.
    ``capital_sign`` is +1 for a deposit into emotional capital, -1 for a withdrawal, 0 for neither.
    ``is_complaint`` says whether a comment with this emotion counts as a complaint, ``looks_forward`` whether the words of
    wishes are like its own.
    """

    code: str
    labels: Mapping[str, str] = field(hash=False)
    valence: int
    colour: str
    order: int
    meaning: str = ""
    capital_sign: int = 0
    is_complaint: bool = False
    looks_forward: bool = False

    @property
    def label_ko(self) -> str:
        """The Korean name."""
        return self.labels["ko"]

    @property
    def label_en(self) -> str:
        """The English name."""
        return self.labels["en"]


EMOTIONS: tuple[Emotion, ...] = (
    Emotion(
        "joy",
        {"ko": "기쁨", "en": "Joy"},
        +1,
        "#d57a0d",
        1,
        "Glad, delights in it, laughs, loves it: liking with emphasis.",
        capital_sign=+1,
    ),
    Emotion(
        "delight",
        {"ko": "감동", "en": "Delight"},
        +1,
        "#c93600",
        2,
        "Moved or in awe: it was far more than could be asked for, not any praise.",
        capital_sign=+1,
    ),
    Emotion(
        "gratitude",
        {"ko": "고마움", "en": "Gratitude"},
        +1,
        "#b57ba5",
        3,
        "Thanks somebody for something.",
        capital_sign=+1,
    ),
    Emotion(
        "trust",
        {"ko": "신뢰·안심", "en": "Trust"},
        +1,
        "#2a774d",
        4,
        "Relies on it, feels safe, relieved, respected or looked after.",
        capital_sign=+1,
    ),
    Emotion(
        "anticipation",
        {"ko": "기대·설렘", "en": "Anticipation"},
        +1,
        "#3ea662",
        5,
        "Looks forward to what comes; a wish or a request is none.",
        looks_forward=True,
    ),
    Emotion(
        "curiosity",
        {"ko": "호기심", "en": "Curiosity"},
        0,
        "#238d81",
        6,
        "Wants to know, without being bothered.",
    ),
    Emotion(
        "surprise",
        {"ko": "놀람", "en": "Surprise"},
        0,
        "#1495e9",
        7,
        "Did not expect it, for good or bad.",
    ),
    Emotion(
        "confusion",
        {"ko": "혼란·당황", "en": "Confusion"},
        -1,
        "#8e86cc",
        8,
        "Does not know or understand what to do; a fault that is reported is none.",
    ),
    Emotion(
        "anxiety",
        {"ko": "불안", "en": "Anxiety"},
        -1,
        "#8e48f5",
        9,
        "Worries, fears, does not feel safe, suspects.",
        capital_sign=-1,
        is_complaint=True,
    ),
    Emotion(
        "disappointment",
        {"ko": "실망·슬픔", "en": "Disappointment"},
        -1,
        "#1870b9",
        10,
        "Let down: taste, quality or treatment is poorer than it should be; sad, regrets.",
        capital_sign=-1,
        is_complaint=True,
    ),
    Emotion(
        "frustration",
        {"ko": "불편·짜증", "en": "Frustration"},
        -1,
        "#bf1896",
        11,
        "Hindered or bothered: faults, delays, inconvenience, what does not work.",
        capital_sign=-1,
        is_complaint=True,
    ),
    Emotion(
        "anger",
        {"ko": "분노", "en": "Anger"},
        -1,
        "#e22946",
        12,
        "Outraged, insulted, disgusted.",
        capital_sign=-1,
        is_complaint=True,
    ),
    Emotion(
        "satisfaction",
        {"ko": "만족", "en": "Satisfaction"},
        +1,
        "#7d548c",
        13,
        "Content: approves calmly, finds it good, convenient, as it should be.",
        capital_sign=+1,
    ),
)
"""In their order. A new one takes the next place: the bits of stored comments are by place."""

EMOTION_CODES: tuple[str, ...] = tuple(emotion.code for emotion in EMOTIONS)
