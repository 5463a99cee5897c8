"""What masking needs besides patterns: a quick look before, and checks of what was matched."""

import re
from ipaddress import ip_address

from pipeline.masking import words

_WORDS = (
    r"님|씨|공 ?일|영 ?일|골뱅이|\(at|\[at|상담|매니저|직원분|기사|엔지니어|간호사|고객입니다|고객인데|성함|성명|이름|예금주|수령인|수취인|받는|입금자|저는"
    "|Dear|DEAR|Hi |hi |ello|Hey|hey|Mr|Ms|name is|name's|egards|incerely|heers|wishes|ours truly|ours faithfully"
    "|est, ?|hanks,? ?\n|hank you,? ?\n|예약|항공권|송장|http|www|/"
)
_HINT = re.compile("[0-9@]")
_WORD_HINT = re.compile(_WORDS)
HINTS = f"{_HINT.pattern}|{_WORDS}"
"""What a text must have for any pattern of the table to match, as one pattern for DuckDB; Python is faster with two."""

_DIGIT = re.compile("[0-9]")
_LOOSE_NUMBER = re.compile(r"[0-9](?:[^0-9A-Za-z가-힣]{0,5}[0-9])*")
_RRN_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
_MOBILE = re.compile(r"(?:0082|82|0)0?1[016789][0-9]{7,8}")
_DAY = re.compile(
    r"(?:(?:19|20)[0-9]{2}(?P<a>[-. ]?)(?:0[1-9]|1[0-2])(?P=a)(?:0[1-9]|[12][0-9]|3[01])"
    r"|[0-9]{2}(?P<b>[-.])(?:0?[1-9]|1[0-2])(?P=b)(?:0?[1-9]|[12][0-9]|3[01]))(?![0-9])"
)
_ACCOUNT_NUMBER = re.compile(r"계좌 ?번호|(?:account|acct)\.? ?(?:no|num)", re.I)
_VERB_END = re.compile(r"(?:[는던된할을를]|[하주기되오가보쓰리시타르]신)$")
_VERSION_WORD = re.compile(
    r"(?:\bv|ver|version|버전|펌웨어|firmware|ios|android|안드로이드|build|빌드|업데이트|release|릴리즈)\.?\s*$", re.I
)


def may_be_personal(folded: str) -> bool:
    """Whether any pattern could match: most comments have neither digit, @, honorific nor greeting."""
    return _HINT.search(folded) is not None or _WORD_HINT.search(folded) is not None


def digits_of(text: str) -> str:
    """The ASCII digits of a text, in order."""
    return "".join(letter for letter in text if letter in "0123456789")


def longest_number(text: str) -> int:
    """The most digits in one loose number: digits with up to five marks or spaces between two of them."""
    return max((len(_DIGIT.findall(number)) for number in _LOOSE_NUMBER.findall(text)), default=0)


def is_card(match: re.Match[str]) -> bool:
    """14 to 19 digits that begin as cards do, with a valid check digit."""
    digits = digits_of(match["p"])
    begins = digits[0] in "34569" or "2221" <= digits[:4] <= "2720"
    return begins and passes_luhn(digits)


def passes_luhn(digits: str) -> bool:
    """Whether the last digit checks the others (Luhn, ISO/IEC 7812-1); one digit repeated does not count."""
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits))]
    total = sum(number - 9 if number > 9 else number for number in doubled)
    return total % 10 == 0 and len(set(digits)) > 1


def is_resident_number(match: re.Match[str]) -> bool:
    """A birth date and a sex digit; without a dash between them also the check digit, or the word for it before."""
    digits = match["birth"]
    if not is_day(digits):
        return False
    if match["dash"] or "*" in match["rest"] or match["word"]:
        return True
    return _is_checked(digits + match["rest"])


def _is_checked(number: str) -> bool:
    total = sum(int(digit) * weight for digit, weight in zip(number, _RRN_WEIGHTS, strict=False))
    return (11 - total % 11) % 10 == int(number[12])


def is_day(digits: str) -> bool:
    """Whether six digits can be a birth date, as YYMMDD."""
    return 1 <= int(digits[2:4]) <= 12 and 1 <= int(digits[4:6]) <= 31


def kind_of_code(digits: str) -> str | None:
    """What a label of digits alone gives away: a mobile telephone, a resident number, a card; None for mere codes."""
    if len(digits) < 10:
        return None
    if _MOBILE.fullmatch(digits):
        return "phone"
    if len(digits) == 13 and digits[6] in "12345678" and is_day(digits):
        return "resident_number" if _is_checked(digits) or not _is_korean_barcode(digits) else None
    return "card" if _is_plain_card(digits) else None


def _is_plain_card(digits: str) -> bool:
    return len(digits) == 16 and digits[0] in "3456" and passes_luhn(digits)


def _is_korean_barcode(digits: str) -> bool:
    """An EAN-13 with the prefix of Korea and a valid check digit: it may look like a birth in 1988."""
    total = sum(int(digit) * (1 + 2 * (place % 2)) for place, digit in enumerate(digits))
    return digits.startswith("880") and total % 10 == 0


def is_machine_address(match: re.Match[str]) -> bool:
    """A valid IP address that is no version number (by the word before it)."""
    try:
        ip_address(match[0])
    except ValueError:
        return False
    before = match.string[max(0, match.start() - 16) : match.start()]
    return _VERSION_WORD.search(before) is None


def is_account(match: re.Match[str]) -> bool:
    """Nine digits (eight after the word for it) that begin with no date and are no mobile number."""
    digits = digits_of(match["p"])
    least = 8 if _ACCOUNT_NUMBER.search(match[0]) else 9
    is_mobile = digits.startswith("010") and len(digits) <= 11
    return len(digits) >= least and _DAY.match(match["p"]) is None and not is_mobile


def is_long_code(match: re.Match[str]) -> bool:
    """At least five digits: an order number, no count."""
    return len(digits_of(match["p"])) >= 5


def is_korean_name(match: re.Match[str]) -> bool:
    """Three or four syllables that begin with a surname and are no listed word or title."""
    name = match["p"]
    is_listed = name in words.NOT_NAMES or name[:2] in words.NOT_NAME_BEGINNINGS or name[1:] in words.PEOPLE_TITLES
    return not is_listed and _VERB_END.search(name) is None


def is_english_name(match: re.Match[str]) -> bool:
    """No word of the greeting is one that names nobody."""
    return not any(word.strip(".").lower() in words.NOT_ENGLISH_NAMES for word in match["p"].split())


def has_private_part(match: re.Match[str]) -> bool:
    """The path of a link has a query, an @, or a long piece with digits, so that it may lead to a person."""
    rest = match["p"]
    return any(mark in rest for mark in "?@=") or any(map(_is_token, re.split(r"[/.#]", rest)))


def _is_token(piece: str) -> bool:
    digits = len(digits_of(piece))
    return len(piece) >= 16 and (digits >= 8 or (digits >= 4 and piece.count("-") <= 1))
