"""Checks of what a label gave away: whether what stands after it is a code, a password, a plate or a device."""

import re

from pipeline.masking.checks import digits_of, is_day

_SYMBOL = re.compile(r"[!@#$%^&*]")
_DATE = re.compile(
    r"(?:(?:19|20)[0-9]{2}[-./ ][01]?[0-9][-./ ][0-3]?[0-9]|[0-9]{2}[-./][01][0-9][-./][0-3][0-9]|(?:19|20)[0-9]{2})(?![0-9\-])"
)
_THINGS = re.compile(
    r"(?:전화|모델|제품|상품|품|대표|버전|노선|버스|출구|좌석|객실|페이지|부품|품목|색상|사이즈|우편|게시물|게시글|방|트랙|규격|호실|에러|오류|할인|추천|초대|프로모션"
    r"|국가|지역|채널|순|등|차|열|고객센터|바|큐알|소스|드레스|쿠폰|수신|발신|상담|안내)$"
)
_COUNTING = frozenset("주호배도부수구사조고자오나로아서보국무마바가다하공해")
"""Letters of plates that also count something or end a word."""


def is_secret_number(match: re.Match[str]) -> bool:
    """Four digits and more, or three with a mark of a keypad or after the words for a security code."""
    value = match["p"]
    digits = len(digits_of(value))
    return digits >= 4 or any(mark in value for mark in "*#종별샵") or "ecurity" in match[0]


def is_password(match: re.Match[str]) -> bool:
    """A letter and a digit, or a symbol that no sentence ends with."""
    value = match["p"].rstrip(".?!~")
    has_digit, has_letter = bool(digits_of(value)), any(letter.isalpha() for letter in value)
    if not has_letter:
        return _SYMBOL.search(value) is not None and len(digits_of(value)) >= 3
    return has_digit or _SYMBOL.search(value) is not None


def is_code(match: re.Match[str]) -> bool:
    """Four digits at least, or two and capital letters in six characters; no date."""
    return _is_code(match["p"], 4)


def is_english_code(match: re.Match[str]) -> bool:
    """As is_code; without a word for number five digits, or four with letters, dashes or a # before."""
    value = match["p"]
    before = match[0][: match.start("p") - match.start()]
    if re.search(r"(?:no\.?|number|num\.?|nr\.?|id|code|ref|reference|#|:)[ :.#=(\-]*(?:is |was )?$", before, re.I):
        return _is_code(value, 3 if "#" in before else 4)
    digits = digits_of(value)
    if re.match("booking|reserv|confirm|pnr", before, re.I) and _is_locator(value):
        return True
    return len(digits) >= 5 - (len(digits) < len(value)) and _DATE.match(value) is None


def _is_code(value: str, least: int) -> bool:
    digits = len(digits_of(value))
    if _DATE.fullmatch(value):
        return False
    return digits >= least or _is_locator(value) or (digits >= 3 and len(value) >= 5 and any(map(str.isalpha, value)))


def _is_locator(value: str) -> bool:
    return len(value) == 6 and value.isupper() and value.isalnum() and any(map(str.isdigit, value))


def is_unknown_code(match: re.Match[str]) -> bool:
    """A number of something that is no kind of thing."""
    return _THINGS.search(match["label"]) is None and _is_code(match["p"], 5)


def is_no_date(match: re.Match[str]) -> bool:
    """No date with the time of the day, as after the word for an order."""
    return _DATE.match(match["p"]) is None and not _is_moment(digits_of(match["p"]))


def _is_moment(digits: str) -> bool:
    return len(digits) in (8, 12) and digits[:2] == "20" and is_day(digits[2:8])


def is_parcel(match: re.Match[str]) -> bool:
    """Nine to sixteen digits that begin with no date."""
    return 9 <= len(digits_of(match["p"])) <= 16 and _DATE.match(match["p"]) is None


def is_plate(match: re.Match[str]) -> bool:
    """A Korean plate; where its letter may count something, only with three digits, a region or the word for it before, or glued."""
    before = match.string[max(0, match.start() - 12) : match.start()]
    if re.search(r"차|번호판|택시|plate|vehicle|\bcar\b", before, re.I) or not match["p"][0].isdigit():
        return True
    is_glued = " " not in match["p"]
    return match["use"] not in _COUNTING or (
        (is_glued or len(match["class"]) == 3) and match["use"] not in "도주배호구부수"
    )


def is_plate_of_label(match: re.Match[str]) -> bool:
    """A digit, and four characters at least or a letter and a number."""
    value = match["p"]
    return bool(digits_of(value)) and len(value) >= 4


def is_serial(match: re.Match[str]) -> bool:
    """At least two digits, in capital letters or digits alone."""
    value = match["p"]
    return len(digits_of(value)) >= 2 and value.upper() == value


def is_business_number(match: re.Match[str]) -> bool:
    """Ten digits with a valid check digit, or after the word for it."""
    digits = digits_of(match["p"])
    return bool(match["word"]) or _is_checked(digits)


def _is_checked(digits: str) -> bool:
    weights = (1, 3, 7, 1, 3, 7, 1, 3, 5)
    total = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False)) + int(digits[8]) * 5 // 10
    return len(set(digits)) > 2 and (10 - total % 10) % 10 == int(digits[9])
