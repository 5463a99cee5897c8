"""Checks of what a pattern of personal data has matched: whether it is meant."""

import re
from ipaddress import ip_address

_RRN_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
_MOBILE = re.compile(r"(?:0082|82|0)0?1[016789][0-9]{7,8}")
_DAY = re.compile(
    r"(?:(?:19|20)[0-9]{2}(?P<a>[-. ]?)(?:0[1-9]|1[0-2])(?P=a)(?:0[1-9]|[12][0-9]|3[01])"
    r"|[0-9]{2}(?P<b>[-.])(?:0?[1-9]|1[0-2])(?P=b)(?:0?[1-9]|[12][0-9]|3[01]))(?![0-9])"
)
_ACCOUNT_NUMBER = re.compile(r"계좌|통장|acc", re.I)
_ADD_ME = re.compile(r" ?(?:add|dm|msg|message|pm) me", re.I)
_HOTLINE = re.compile(
    r"(?:82)?0?(?:2|3[1-3]|4[1-4]|5[1-5]|6[1-4])?1[568][0-9]{6}|(?:1|001)?8(?:00|88|77|66|55|44|33|22)[0-9]{7}|0(?:800|808|845|344|345|300|330|333|870|871|843)[0-9]{6,7}"
)
_UK_AREAS = frozenset(
    (
        "AB AL B BA BB BD BF BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP "
        "IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ "
        "TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE"
    ).split()
)
_NO_INWARD = frozenset(("GB", "TB"))
_VERSION_WORD = re.compile(
    r"(?:\bv|ver|version|버전|펌웨어|firmware|ios|android|안드로이드|build|빌드|업데이트|release|릴리즈)\.?\s*$", re.I
)


def digits_of(text: str) -> str:
    """The ASCII digits of a text, in order."""
    return "".join(letter for letter in text if letter in "0123456789")


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
    rest = match["rest"].replace(" ", "")
    if match["dash"] or "*" in rest or match["word"]:
        return True
    return _is_checked(digits + rest) or _may_be_unlabelled(digits + rest)


def _may_be_unlabelled(number: str) -> bool:
    """Born in the century that its seventh digit says, before now; no barcode and no moment in milliseconds."""
    year, century = int(number[:2]), number[6]
    is_of_century = (century in "1256" and year >= 27) or (century in "3478" and year <= 15)
    return is_of_century and not _is_barcode(number)


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
    return digits.startswith("880") and _is_barcode(digits)


def _is_barcode(digits: str) -> bool:
    """Whether the last of 13 digits checks the others as in an EAN-13."""
    return sum(int(digit) * (1 + 2 * (place % 2)) for place, digit in enumerate(digits)) % 10 == 0


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


def is_spoken(match: re.Match[str]) -> bool:
    """Some of it in syllables: digits alone are for other patterns."""
    return any(letter in "공영빵일이삼사오육륙칠팔구" for letter in match[0])


def is_no_hotline(match: re.Match[str]) -> bool:
    """No number that a company answers at: 15xx-xxxx behind an area code, free and shared-cost numbers."""
    digits = digits_of(match["p"] if "p" in match.re.groupindex else match[0])
    return _HOTLINE.fullmatch(digits) is None


def is_no_card_before(match: re.Match[str]) -> bool:
    """No word for a card shortly before."""
    return "카드" not in match.string[max(0, match.start() - 8) : match.start()]


def is_masked_card(match: re.Match[str]) -> bool:
    """A card of which some digits are hidden: at least three shown, in groups of four."""
    return 3 <= len(digits_of(match["p"])) < 15


def is_begin_of_resident_number(match: re.Match[str]) -> bool:
    """A birth date and a sex digit of its century."""
    year = int(match["birth"][:2])
    is_of_century = (match["sex"] in "1256" and year >= 27) or (match["sex"] in "3478" and year <= 26)
    return is_of_century and is_day(match["birth"])


def is_birth(match: re.Match[str]) -> bool:
    """Six digits are a day; other forms are meant as one."""
    digits = match["p"]
    return not digits.isdecimal() or is_day(digits[-6:])


def is_uk_postcode(match: re.Match[str]) -> bool:
    """The letters of an area of the United Kingdom, and no size of a memory."""
    outward, _, inward = match[0].partition(" ")
    return _is_uk_area(outward) and inward[1:] not in _NO_INWARD


def _is_uk_area(outward: str) -> bool:
    letters = re.match("[A-Z]+", outward)
    return letters is not None and letters[0] in _UK_AREAS


def is_handle(match: re.Match[str]) -> bool:
    """Something with a digit, a mark or an @, or after a word that says that a name follows."""
    name = match["p"]
    if name.startswith("@"):
        return len(name) > 2
    says_so = (
        ":" in match["is"] or "is" in match["is"] or "아이디" in match[0] or _ADD_ME.match(match.string, match.end())
    )
    return _has_mark(name) or (bool(says_so) and name.isascii() and name.isalpha())


def _has_mark(name: str) -> bool:
    has_letter = any(letter.isalpha() for letter in name)
    return has_letter and (any(letter in "0123456789_#" for letter in name) or "." in name.strip("."))


def is_user_name(match: re.Match[str]) -> bool:
    """Something with a digit or a mark beside its letters; an @ will do."""
    name = match["p"]
    return name.startswith("@") or _has_mark(name)


def has_private_part(match: re.Match[str]) -> bool:
    """The path of a link has a query, an @, or a long piece with digits, so that it may lead to a person."""
    rest = match["p"]
    return any(mark in rest for mark in "?@=") or any(map(_is_token, re.split(r"[/.#]", rest)))


def _is_token(piece: str) -> bool:
    digits = len(digits_of(piece))
    return len(piece) >= 16 and (digits >= 8 or (digits >= 4 and piece.count("-") <= 1))
