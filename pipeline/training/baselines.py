"""What the model is measured against: VADER alone, and a short list of Korean words of praise and complaint."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

PRAISE = (
    "좋 최고 재밌 재미있 재미 감동 추천 훌륭 멋지 멋있 아름답 행복 사랑 즐겁 완벽 대박 짱 명작 예쁘 귀엽 웃기 "
    "감사 고맙 만족 기대 따뜻 강추 흥미 신나 뛰어나 편하 친절 믿"
).split()
COMPLAINT = (
    "나쁘 최악 재미없 지루 별로 실망 쓰레기 아깝 형편없 짜증 싫 화나 후회 불편 느리 비싸 답답 허접 유치 어이없 "
    "졸작 불쾌 슬프 무섭 걱정 불안 황당 엉망 식상 졸리 늦"
).split()
"""Stems, ours: 33 of praise and 31 of complaint, as a person would list them in ten minutes."""

NEGATIONS = ("안 ", "못 ", "지 않", "지않", "지 못")


def korean_word_list(texts: Sequence[str]) -> NDArray[np.float64]:
    """Praise minus complaint, counted as substrings; turned round where the text negates anything. 0: no word found."""
    return np.array([_balance(text) for text in texts], dtype=np.float64)


def _balance(text: str) -> int:
    negated = any(word in text for word in NEGATIONS)
    balance = 0
    for word in COMPLAINT:
        if word in text:
            balance -= 1
            text = text.replace(word, " ")
    balance += sum(word in text for word in PRAISE)
    return -balance if negated else balance


def vader_alone(texts: Sequence[str]) -> NDArray[np.float64]:
    """VADER's own compound value, as it comes."""
    from pipeline.languages.english import vader

    return np.array([vader().compound(text) for text in texts])
