"""What papers say of a person: resident numbers, driving licences, passports, births, tax numbers."""

import re

from pipeline.masking import checks, label_checks, words
from pipeline.masking.pattern import PersonalPattern, row

_DATE = (
    r"(?:(?:19|20)[0-9]{6}|[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
    r"|(?:19|20)?[0-9]{2} ?[-./년] ?[0-9]{1,2} ?[-./월] ?[0-9]{1,2}일?|[0-9]{1,2}[-./][0-9]{1,2}[-./](?:(?:19|20)[0-9]{2}|[0-9]{2})"
    rf"|{words.DAY_EN})"
)
_SPOKEN_DATE = (
    r"[공영일이삼사오육칠팔구십백천]{2,8}년 ?[일이삼사오육유칠팔구시십]{1,2}월 ?[일이삼사오육칠팔구십]{1,4}일"
)
_YEARLESS = rf"(?:[0-9]{{1,2}}월 ?[0-9]{{1,2}}일|(?:0?[1-9]|1[0-2])[/.\-](?:0?[1-9]|[12][0-9]|3[01])|(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])|{words.DAY_OF_YEAR_EN})"
_BIRTH = r"(?:생년월일|생일|출생(?:일|년월일)?|태어난 ?날|탄생일|(?<![A-Za-z\[_])(?:date of birth|birth ?(?:day|date)|b-?day|d\.?o\.?b\b\.?|born(?: on| in)?))"
_NEAR_BIRTH = "생일|생년월일|출생|태어|탄생|birth|dob|d.o|born|b-day|bday"

PAPER_PATTERNS: tuple[PersonalPattern, ...] = (
    row(
        "resident_number",
        r"(?:(?P<word>(?:주민|외국인|RRN)[^0-9\n]{0,10})|(?<![0-9]))"
        r"(?P<p>(?P<birth>[0-9]{6})(?P<dash>[ \n]?[-./_:*]?[ \n]?)(?P<rest>[1-8] ?[0-9*]{6}))(?![0-9*])",
        digits=7,
        accepts=checks.is_resident_number,
        flags=re.I,
    ),
    row(
        "resident_number",
        r"(?<![0-9])(?P<p>(?P<birth>[0-9]{6})-(?P<sex>[1-8]))(?![0-9*\-])",
        digits=7,
        accepts=checks.is_begin_of_resident_number,
    ),
    row(
        "resident_number",
        r"(?:주민|외국인)(?: ?등록)?(?: ?번호)?(?:의)? ?(?:앞 ?(?:자리)?|뒷? ?(?:자리)?)?(?: ?[67] ?자리)?(?:[은는이가]|[ :]){0,3}(?P<p>[0-9]{6,7})(?![0-9]| ?[자원])",
        digits=6,
        near="주민|외국인",
    ),
    row(
        "resident_number",
        r"(?<=\[resident_number\]) ?뒤(?:자리)?[은는이가]? ?(?P<p>[1-8][0-9*]{0,6})(?![0-9])",
        digits=1,
        near="뒤",
    ),
    row(
        "resident_number",
        r"(?<![A-Za-z\[_])(?:ssn|social(?: security)?(?: (?:number|no\b\.?|num))?)[^0-9\n\[]{0,12}(?P<p>[0-9]{3}[ \-.]?[0-9]{2}[ \-.]?[0-9]{4})(?![0-9])",
        digits=9,
        near="ssn|social",
        flags=re.I,
    ),
    row("resident_number", r"(?<![0-9\-])(?!000|666|9)[0-9]{3}-(?!00)[0-9]{2}-(?!0000)[0-9]{4}(?![0-9\-])", digits=9),
    row(
        "resident_number",
        r"(?<![A-Za-z0-9])(?:(?:(?<=NINO )|(?<=NI )|(?<=umber )|(?<=no )|(?<=nsurance ))[A-Z]{2}|[A-CEGHJ-PR-TW-Z]{2}) ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-D](?![A-Za-z0-9])",
        digits=6,
        needs="[A-Z]{2} ?[0-9]{2} ?[0-9]{2}",
    ),
    row(
        "licence",
        rf"면허(?:증)?(?: ?번호)?(?:[은는이가]|[ :]){{0,4}}(?P<p>(?:{words.ANY_LICENCE_REGION}[ \-]?)?[0-9]{{2}}(?:[ \-]?[0-9]{{2,6}}){{2,3}})(?![0-9\-])",
        digits=10,
        near="면허",
    ),
    row("licence", r"(?<![0-9\-])(?:1[1-9]|2[0-8])[- ][0-9]{2}[- ][0-9]{6}[- ][0-9]{2}(?![0-9\-])", digits=12),
    row(
        "licence",
        rf"{words.ANY_LICENCE_REGION}[ \-]?(?P<p>[0-9]{{2}}[- ][0-9]{{6}}[- ][0-9]{{2}})(?![0-9\-])",
        digits=10,
    ),
    row(
        "licence",
        r"(?<![A-Za-z\[_])(?:driv(?:er'?s?|ing)|dl) ?(?:licen[cs]e)?(?: (?:no\b\.?|number|id))?(?: is| was)?[ :#]{1,3}(?P<p>(?=[A-Z]{0,6}[0-9])[A-Z0-9\-]{6,20})(?![A-Za-z0-9])",
        digits=4,
        near="driv|dl",
        accepts=checks.is_long_code,
        flags=re.I,
    ),
    row(
        "passport",
        r"(?<![A-Za-z0-9\-])(?:M[0-9]{8}|[MSROD][0-9]{3}[A-Z][0-9]{4})(?![A-Za-z0-9\-])",
        digits=4,
        needs="[MSROD][0-9]",
    ),
    row(
        "passport",
        r"(?:여권|(?<![A-Za-z\[])passport)(?: ?(?:번호|number|no\.?))?[^A-Za-z0-9\n\[]{0,8}(?:is )?"
        r"(?P<p>[A-Z]{1,2}[0-9]{6,8}|[0-9]{9})(?![0-9])",
        digits=6,
        near="여권|passport",
        flags=re.I,
    ),
    row("birth_date", rf"{_BIRTH}[^0-9\n\[]{{0,8}}(?P<p>{_DATE})(?![0-9])", digits=1, near=_NEAR_BIRTH, flags=re.I),
    row(
        "birth_date",
        rf"{_BIRTH}(?:날)?(?:[은는이가]|[ :])* ?(?P<p>{_SPOKEN_DATE})".replace(")*", "){0,3}"),
        near="년",
        needs="년 ?[일이삼사오육유칠팔구시십]{1,2}월",
    ),
    row(
        "birth_date",
        rf"(?:{_BIRTH}|음력(?: ?생일)?|양력(?: ?생일)?)(?:[은는이가]|is |was |[ :(]){{0,4}}(?P<p>{_YEARLESS})(?![0-9]| ?(?:원|만|개|명|까지|전|후|부터|점|호|월|%|am|pm))",
        digits=1,
        near=_NEAR_BIRTH + "|음력|양력",
        flags=re.I,
    ),
    row(
        "birth_date",
        r"출생 ?(?:년도|연도|년)(?:[은는이가]|[ :]){0,3}(?P<p>(?:19|20)?[0-9]{2}년?(?: ?[0-9]{1,2}월)?)(?![0-9])",
        digits=2,
        near="출생",
    ),
    row(
        "birth_date",
        r"(?<![0-9])(?P<p>(?:(?:19|20)?[0-9]{2} ?[-./년] ?[0-9]{1,2} ?[-./월] ?[0-9]{1,2}일?|(?:19|20)[0-9]{6}|[0-9]{6}))\)?(?= ?(?:생(?![산활각맥크선수강방육])|출생|에 태어|태어났))",
        digits=2,
        needs="[0-9일)] ?(?:생|출생|에 태|태어)",
        accepts=checks.is_birth,
    ),
    row(
        "business_number",
        r"(?P<word>사업자(?: ?등록)?(?: ?번호)?[^0-9\n\[]{0,6}|(?<![0-9\-]))(?P<p>[0-9]{3}(?P<s>[\- ]?)[0-9]{2}(?P=s)[0-9]{5})(?![0-9\-])",
        digits=10,
        accepts=label_checks.is_business_number,
    ),
)
"""In the order of masking."""
