"""Numbers within words, as exports label ratings and recommend scores, and cells that say nothing or hold a list."""

import ast
import json
import re
from typing import NamedTuple

_POINT = r"(?:점|stars?|개|★|⭐️?|points?|pts?)"
_LABEL = r"(?:별점|별표|평점|점수|총점|만족도|rated|rating|score|stars?|점수는)\s*[:=]?\s*|[★⭐]️?\s*"
_RATING = re.compile(
    rf"(?:{_LABEL})?(?P<value>\d{{1,3}}(?:[.,]\d+)?)\s*(?:(?P<percent>%|퍼센트|percent)|{_POINT})?\s*"
    rf"(?:(?:/|of|out of|중)\s*(?P<top>\d{{1,3}})\s*{_POINT}?)?$",
    re.IGNORECASE,
)
_TOP_FIRST = re.compile(
    rf"(?:{_LABEL})?(?P<top>\d{{1,3}})\s*점\s*(?:만점)?\s*(?:중에서|중에|중|에서|에)?\s*(?P<value>\d{{1,3}}(?:[.,]\d+)?)\s*점?$",
    re.IGNORECASE,
)
_BESIDE_WORDS = re.compile(
    rf"(?:(?P<value>\d{{1,3}}(?:\.\d+)?)\s*(?P<points>{_POINT})?\s*[-–—:=.,)(]?\s*[^\d]+"
    rf"|[^\d]+?[-–—:=(\s]\s*(?P<after>\d{{1,3}}(?:\.\d+)?)\s*(?P<points_after>{_POINT})?\s*\)?)$",
    re.IGNORECASE,
)
_RECOMMEND = re.compile(
    r"(?P<value>\d{1,2})(?:[.,]0+)?\s*점?\s*(?:(?:/|out of|of)\s*10\s*점?)?\s*(?:[-–—:=.,)(\s]\s*[^\d]*)?$"
    r"|10\s*점\s*(?:만점)?\s*(?:중에서|중에|중|에서|에)\s*(?P<of_ten>\d{1,2})\s*점?$"
    r"|[^\d\-−]+?\s*[-–—:=(\s]\s*(?P<after>\d{1,2})\s*점?\s*\)?$",
    re.IGNORECASE,
)
_ENDS = (
    (0, re.compile(r"^\W*(?:not (?:at all|likely at all)|전혀)", re.IGNORECASE)),
    (10, re.compile(r"^\W*extremely likely|^(?!.*(?:않|비추천|없|안 )).*매우", re.IGNORECASE)),
)
"""The ends of a recommend scale whose ends have words alone."""

LONGEST = 60
"""Characters of a labelled point of a scale; longer ones are sentences."""

_NOTHING_SAID = re.compile(
    r"\W*(?:(?:특별히|특별한|딱히|따로|별다른|달리|해당|그냥|현재|아직)?\s*(?:해당|기타|추가)?\s*"
    r"(?:사항|특이사항|특이점|의견|내용|건의|건의사항|할\s?말|하고\s?싶은\s?말|말씀|답변)?(?:은|는|이|도)?\s*"
    r"(?:없음|없습니다|없어요|없네요|없다|없슴|없음요)"
    r"|n\s?[/.]?\s?a\.?|nope|nah|pass|skip|패스|(?:잘\s?)?(?:모름|모르겠음|모르겠어요|모르겠습니다)|none|nothing(?: (?:really|to (?:add|say|report|comment|share)|else|at all|specific))?"
    r"|no (?:comments?|negatives?|positives?|answer|response|feedback|text)|not applicable|nil|null|nan|[.x\-])\W*$",
    re.IGNORECASE,
)
LONGEST_NOTHING = 30


class WrittenRating(NamedTuple):
    """A rating in a cell: its ``value``, the ``top`` that the cell names, and whether words beside it may count instead."""

    value: float
    top: int | None
    is_beside_words: bool = False


def rating_number(text: str) -> WrittenRating | None:
    """The rating that a cell's number is: '별점 5점', 'Rated 5 out of 5', '10점 중 8점', '80%', '4 - Good'."""
    if len(text) > LONGEST:
        return None
    found = _TOP_FIRST.match(text) or _RATING.match(text)
    if found is not None:
        top = 100 if found.groupdict().get("percent") else int(found["top"]) if found["top"] else None
        return WrittenRating(_number(found["value"]), top)
    beside = _BESIDE_WORDS.match(text)
    if beside is None:
        return None
    points = beside["points"] or beside["points_after"]
    return WrittenRating(_number(beside["value"] or beside["after"]), None, is_beside_words=points is None)


def _number(digits: str) -> float:
    return float(digits.replace(",", "."))


def recommend_number(text: str) -> int | None:
    """The answer 0 to 10 in a labelled cell: '9 - Very likely', 'Extremely likely - 10', '9/10', '10점 중 8점'."""
    if len(text) > LONGEST:
        return None
    found = _RECOMMEND.match(text)
    if found is None:
        return next((number for number, words in _ENDS if words.search(text) and not re.search(r"\d", text)), None)
    number = int(found["value"] or found["of_ten"] or found["after"])
    return number if number <= 10 else None


def is_nothing_said(text: str) -> bool:
    """Whether a comment only says that there is none: '특별히 없어요', 'N/A', 'No Negative'."""
    return len(text) <= LONGEST_NOTHING and _NOTHING_SAID.match(text) is not None


_TEXT_KEYS = (
    "text",
    "comment",
    "body",
    "content",
    "review",
    "message",
    "value",
    "label",
    "answer",
    "답변",
    "내용",
    "의견",
)
"""Under which keys an object in a cell has its text, the better ones first."""


def listed_text(text: str) -> str:
    """The texts in a cell that is a list or an object as a program prints it, a line each; any other cell as it is."""
    if text.startswith(('{"', "{'")) and text.rstrip().endswith("}"):
        return _text_in_object(text)
    if not (text.startswith(("['", '["')) and text.rstrip().endswith(("']", '"]'))):
        return text
    try:
        found = ast.literal_eval(text.strip())
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return text
    is_plain = isinstance(found, list) and all(isinstance(one, str) for one in found)
    return "\n".join(found) if is_plain else text


def _text_in_object(text: str) -> str:
    try:
        found = ast.literal_eval(text.strip()) if text.startswith("{'") else json.loads(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return text
    texts = (found.get(key) for key in _TEXT_KEYS) if isinstance(found, dict) else iter(())
    return next((one for one in texts if isinstance(one, str)), text)
