"""The questions of a survey: which one asks for the recommendation, which for words, which for consent."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.errors import Reason
from pipeline.masking.mask import mask_text
from pipeline.sources.cells.consent import consent_field, consent_in
from pipeline.sources.source_kind import Cell

SHOWN_TEXT = 60
"""Characters of a question that a reason quotes."""

ANSWERED = 0.9
"""Share of answers that must be 0 to 10 for a question about recommending to be the recommend question."""

OWN_SCALE = 20
"""Answers from which a question whose answers never pass 5 is on another scale."""

PROSE_LENGTH = 12.0
"""Mean characters from which answers are sentences, where neither the file nor the question says so."""

PERSONAL = Reason("personal_data")
OTHER = Reason("other_question")

_RECOMMEND = re.compile(r"추천|recommend|권하|소개하", re.IGNORECASE)
_OPINION = re.compile(
    r"이유|의견|느낀|느끼|바라는|바랍|개선|불편|아쉬|아쉽|좋았|만족스러|칭찬|건의|제안|자유롭게|하고 싶은 말"
    r"|남겨\s?주|말씀|후기|무엇을"
    r"|\bwhy\b|reason|comment|improve|feedback|suggest|tell us|anything|in your own words|open.?end|better"
    r"|like (the )?(most|best|least)|thoughts|opinion|describe|what (could|should|can|would|did|do)\b"
    r"|issues?\b|problem",
    re.IGNORECASE,
)
_PERSONAL = re.compile(
    r"이름|성함|성명|연락처|(전화|휴대폰|핸드폰|계좌|회원|주문|차량) ?번호|이메일( ?주소|을|$)|메일 ?주소"
    r"|주소를|주소$|생년|생일|주민 ?등록|아이디(?!어)|사번"
    r"|your name|(first|last|full|family|given|company).?name|^name\b|your e-?mail|e-?mail address|^e-?mail"
    r"|(your|tele|mobile).?phone|(phone|mobile|contact) (number|no\b|details?|info)"
    r"|(your|postal|mailing|street|home|delivery|shipping) address|^address|birth|passport|postcode|zip.?code"
    r"|(order|customer|account|member|membership) (number|no\b|id\b)",
    re.IGNORECASE,
)
_SPECIFY = re.compile(r"기타|직접 ?입력|\bother\b|please specify", re.IGNORECASE)
_STRICT_CONSENT = re.compile(r"동의(하|합|여부|함|서)|consent|개인정보|gdpr", re.IGNORECASE)
_DEGREE = re.compile(
    r"strongly|somewhat|neither|slightly|completely|매우|전혀|보통|약간|대체로|그렇|neutral|undecided", re.IGNORECASE
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_ENDS = (
    (0, re.compile(r"not at all likely|전혀", re.IGNORECASE)),
    (10, re.compile(r"^\W*extremely likely|^(?!.*(않|비추천|없|안 )).*매우", re.IGNORECASE)),
)
"""The ends of a scale whose ends have words alone."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question: the place and name of its column, its wording, and a sample of its filled cells.

    ``is_open`` says whether it is answered in free words, where the export tells; None where it does not.
    ``is_recommend`` says that the export itself calls it the recommend question.
    """

    place: int
    name: str
    text: str
    values: Sequence[Cell]
    is_open: bool | None = None
    is_recommend: bool = False

    @property
    def shown(self) -> str:
        """The wording as a reason may quote it: on one line, masked, cut."""
        line = " ".join(mask_text(self.text)[0].split())
        return line if len(line) <= SHOWN_TEXT else line[: SHOWN_TEXT - 1] + "…"


def recommend_number(cell: Cell) -> int | None:
    """The answer 0 to 10 in a cell such as 9, '9', '10 - Extremely likely' or 'Not at all likely', else None."""
    if isinstance(cell, bool) or cell != cell:
        return None
    if isinstance(cell, int | float):
        return int(cell) if 0 <= cell <= 10 and cell == int(cell) else None
    return _number_in_text(cell) if isinstance(cell, str) else None


def _number_in_text(text: str) -> int | None:
    """The one number 0 to 10 in a text, or the end of the scale that its words are."""
    numbers = _NUMBER.findall(text[:100])
    if numbers:
        whole = re.fullmatch(r"(\d{1,2})(?:[.,]0+)?", numbers[0])
        is_negative = text.lstrip().startswith(("-", "−"))
        return int(whole[1]) if len(numbers) == 1 and whole and int(whole[1]) <= 10 and not is_negative else None
    return next((number for number, words in _ENDS if len(text) <= SHOWN_TEXT and words.search(text)), None)


def recommend_questions(questions: Sequence[Question]) -> list[Question]:
    """The recommend questions: those the export calls so, else those about recommending answered with 0 to 10."""
    marked = [question for question in questions if question.is_recommend]
    return marked or [q for q in questions if _RECOMMEND.search(q.text) and _is_answered_so(q.values)]


def _is_answered_so(values: Sequence[Cell]) -> bool:
    numbers = [number for number in map(recommend_number, values) if number is not None]
    if not any(_NUMBER.search(str(value)) for value in values):
        return False
    is_other_scale = len(numbers) >= OWN_SCALE and max(numbers) <= 5
    return len(numbers) >= ANSWERED * len(values) and not is_other_scale


def open_questions(questions: Sequence[Question]) -> list[Question]:
    """The questions whose answers are read as text: those that ask for reasons and opinions; else the wordiest one.

    Names, addresses and 'other, please specify' are no opinions.
    """
    possible = [question for question in questions if question.is_open is not False and not is_personal(question)]
    return _opinions(possible) or _wordiest(possible)


def _opinions(possible: Sequence[Question]) -> list[Question]:
    """The questions that ask for reasons and opinions and are answered in free words."""
    asked = [q for q in possible if _OPINION.search(q.text) and not _SPECIFY.search(q.text)]
    return [question for question in asked if question.is_open or _are_phrases(question.values)]


def _wordiest(possible: Sequence[Question]) -> list[Question]:
    """The question with the longest answers in free words, alone; none where no answers are that."""
    wordy = [q for q in possible if (_are_phrases if q.is_open else _is_prose)(q.values)]
    return [max(wordy, key=lambda question: _mean_length(question.values))] if wordy else []


def is_personal(question: Question) -> bool:
    """Whether a question asks for a name, an address, a number of somebody."""
    return bool(_PERSONAL.search(question.text)) and not _RECOMMEND.search(question.text)


def _is_prose(values: Sequence[Cell]) -> bool:
    return _are_phrases(values) and _mean_length(values) >= PROSE_LENGTH


def _are_phrases(values: Sequence[Cell]) -> bool:
    """Whether most answers have several words and differ, which the choices of a list do not."""
    texts = [value for value in values if isinstance(value, str)]
    spaced = 2 * sum(" " in text.strip() for text in texts) > len(values)
    return spaced and 2 * len(set(texts)) > len(texts)


def _mean_length(values: Sequence[Cell]) -> float:
    return sum(len(str(value)) for value in values) / max(1, len(values))


def consent_questions(questions: Sequence[Question]) -> Iterator[tuple[Question, str]]:
    """The questions that ask for consent, each with its field; degrees of agreement are no consent."""
    for question in questions:
        field = consent_field(question.text)
        if field and not _is_scale(question):
            yield question, field


def _is_scale(question: Question) -> bool:
    words = {str(value).strip() for value in question.values}
    if any(_DEGREE.search(word) for word in words):
        return True
    if _say_yes_or_no(words):
        return False
    is_coded = all(word.isdecimal() for word in words)
    return question.is_open is True or len(words) > 2 or (is_coded and not _STRICT_CONSENT.search(question.text))


def _say_yes_or_no(answers: Iterable[str]) -> bool:
    """Whether any answer gives or refuses consent in words; a number could as well be a degree."""
    return any(consent_in(answer) is not None and not answer.isdecimal() for answer in answers)
