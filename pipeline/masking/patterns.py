"""The table of personal data: what each kind looks like, and what a text must have for it to be worth looking."""

import re
from collections.abc import Callable

from pipeline.masking import checks, words
from pipeline.masking.pattern import PersonalPattern


def patterns_for(digits: int) -> tuple[PersonalPattern, ...]:
    """The patterns worth trying on a text whose longest loose number has so many digits."""
    return _TRIED[min(digits, len(_TRIED) - 1)]


def _row(
    kind: str,
    pattern: str,
    *,
    digits: int = 0,
    needs: str = "",
    accepts: Callable[[re.Match[str]], bool] | None = None,
    flags: re.RegexFlag = re.NOFLAG,
) -> PersonalPattern:
    return PersonalPattern(kind, digits, re.compile(needs) if needs else None, re.compile(pattern, flags), accepts)


_NEAR_PLACE = r"[로길동리가읍면] ?(?:산 ?)?[0-9]"
_NEAR_BANK = rf"{words.ANY_BANK}|입금|송금|환불|이체"
_NEAR_TITLE = "[님씨]|상담|매니저|직원분|기사|엔지니어|간호사|고객입니다|고객인데"
_NAME_WORDS = "이름|성함|성명|예금주|수령인|수취인|받는 ?(?:사람|분)|입금자명?"

PERSONAL_PATTERNS: tuple[PersonalPattern, ...] = (
    _row("link", r"https?://(?P<p>[^\s/@\[]{1,200}@)(?=[A-Za-z0-9])", needs="//", flags=re.I),
    _row(
        "link",
        rf"{words.HOST}(?P<p>(?:[^\s\[<>\"']|\[(?!link\]))+)",
        needs="/|www",
        accepts=checks.has_private_part,
        flags=re.I,
    ),
    _row(
        "email",
        r"(?:(?<![A-Za-z0-9._%+\-])[A-Za-z0-9._%+\-]{1,256}(?:@\n?| @[ \n]| ?(?:[(\[]at[)\]]|골뱅이) ?)|[가-힣]{2,10}@)"
        r"(?:[A-Za-z0-9가-힣\-]{1,63}(?:\.[A-Za-z0-9가-힣\-]{1,63}){0,4}(?:\.| ?(?:[점닷]|[(\[]dot[)\]]) ?)"
        r"(?:[A-Za-z]{2,24}|한국|닷컴|닷넷)"
        r"|(?:naver|gmail|daum|hanmail|kakao|nate|hotmail|outlook|yahoo|icloud)\b)",
        needs=r"@|[(\[]at|[(\[]AT|골뱅이",
        flags=re.I,
    ),
    _row(
        "resident_number",
        r"(?:(?P<word>(?:주민|외국인|RRN)[^0-9\n]{0,10})|(?<![0-9]))"
        r"(?P<p>(?P<birth>[0-9]{6})(?P<dash>[ \n]?[-./_:*]?[ \n]?)(?P<rest>[1-8][0-9*]{6}))(?![0-9*])",
        digits=7,
        accepts=checks.is_resident_number,
        flags=re.I,
    ),
    _row(
        "card",
        r"(?<![0-9])(?P<p>[0-9]{4}(?P<s>[ \-]?)[0-9]{4}(?P=s)[0-9]{4}(?P=s)[0-9]{2,7})(?![0-9])",
        digits=14,
        accepts=checks.is_card,
    ),
    _row(
        "card",
        r"(?<![0-9])(?P<p>3[0-9]{3}(?P<s>[ \-])[0-9]{6}(?P=s)[0-9]{4,5})(?![0-9])",
        digits=14,
        accepts=checks.is_card,
    ),
    _row(
        "card",
        r"(?:카드|card)[^0-9\n]{0,12}(?P<p>[3-6][0-9]{3}[ \-]?[0-9]{4}[ \-]?[0-9]{4}[ \-]?[0-9]{4})(?![0-9\-])",
        digits=14,
        needs="카드|ard|ARD",
        flags=re.I,
    ),
    _row("licence", r"(?<![0-9\-])(?:1[1-9]|2[0-8])[- ][0-9]{2}[- ][0-9]{6}[- ][0-9]{2}(?![0-9\-])", digits=12),
    _row(
        "licence", rf"{words.ANY_LICENCE_REGION} ?(?P<p>[0-9]{{2}}[- ][0-9]{{6}}[- ][0-9]{{2}})(?![0-9\-])", digits=10
    ),
    _row(
        "passport",
        r"(?<![A-Za-z0-9\-])(?:M[0-9]{8}|[MSROD][0-9]{3}[A-Z][0-9]{4})(?![A-Za-z0-9\-])",
        digits=4,
        needs="[MSROD][0-9]",
    ),
    _row(
        "passport",
        r"(?:여권|passport)(?: ?(?:번호|number|no\.?))?[^A-Za-z0-9\n]{0,8}(?:is )?"
        r"(?P<p>[A-Z]{1,2}[0-9]{6,8}|[0-9]{9})(?![0-9])",
        digits=6,
        needs="여권|assport|ASSPORT",
        flags=re.I,
    ),
    _row(
        "birth_date",
        r"(?:생년월일|생일|출생일|date of birth|birth ?(?:day|date)|\bDOB|born on)[^0-9\n]{0,8}"
        r"(?P<p>(?:19|20)[0-9]{6}|[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
        r"|(?:19|20)?[0-9]{2} ?[-./년] ?[0-9]{1,2} ?[-./월] ?[0-9]{1,2}일?|[0-9]{1,2}[-./][0-9]{1,2}[-./](?:19|20)[0-9]{2}"
        rf"|{words.DAY_EN})(?![0-9])",
        digits=1,
        needs="생|irth|BIRTH|DOB|dob|born",
        flags=re.I,
    ),
    _row(
        "account",
        r"(?:계좌|통장|account|acct)[^0-9\n]{0,16}(?P<p>[0-9](?:[ \-]?[0-9]){7,19})(?![0-9])",
        digits=8,
        needs="계좌|통장|cc|CC",
        accepts=checks.is_account,
        flags=re.I,
    ),
    _row(
        "account",
        rf"{words.ANY_BANK}(?:은행|뱅크)?[ :,)]{{0,3}}"
        r"(?P<p>[0-9]{2,6}-[0-9]{2,8}(?:-[0-9]{1,8}){1,2}|[0-9]{3,6} [0-9]{2,6} [0-9]{4,8}|[0-9]{10,14})(?![0-9])",
        digits=9,
        needs=_NEAR_BANK,
        accepts=checks.is_account,
    ),
    _row(
        "account",
        r"(?<![0-9\-])(?P<p>[0-9]{3,6}-[0-9]{2,6}-[0-9]{4,8}(?:-[0-9]{1,3})?)"
        rf"(?= ?\(?{words.ANY_BANK}| ?(?:으로|로) ?(?:입금|송금|환불|이체))",
        digits=9,
        needs=_NEAR_BANK,
        accepts=checks.is_account,
    ),
    _row(
        "account",
        r"(?<![A-Za-z0-9])(?P<p>[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?)(?![A-Za-z0-9])",
        digits=8,
        needs="[A-Z]{2}[0-9]{2}",
        accepts=checks.is_long_code,
    ),
    _row(
        "order",
        rf"{words.NUMBERED}(?P<p>[A-Z0-9][A-Z0-9\-_]{{4,30}})",
        needs=r"[0-9][0-9A-Za-z\-_]{4}",
        accepts=checks.is_long_code,
        flags=re.I,
    ),
    _row(
        "order",
        rf"{words.NUMBERED}(?P<p>[0-9]{{4}}(?:(?P<s>[ \-])[0-9]{{4}})(?:(?P=s)[0-9]{{2,4}}){{1,3}})(?![0-9])",
        digits=10,
        flags=re.I,
    ),
    _row(
        "order",
        r"(?:예약|항공권|booking|reservation|confirmation|PNR)(?: ?(?:번호|no\b\.?|number|code|ref(?:erence)?))?"
        r"[ :.#=(은는이가]{1,6}(?:is |was )?(?P<p>(?=[A-Z]*[0-9])(?=[0-9]*[A-Z])(?-i:[A-Z0-9]{6,10}))(?![A-Za-z0-9\-])",
        needs="예약|항공권|ooking|OOKING|eservation|RESERVATION|onfirmation|CONFIRMATION|PNR",
        flags=re.I,
    ),
    _row(
        "order",
        r"(?:운송장|송장)[ :]{0,2}(?P<p>[0-9]{3,4}(?P<s>[ \-]?)[0-9]{4}(?P=s)[0-9]{3,5})(?![0-9])",
        digits=10,
        needs="송장",
    ),
    _row(
        "order",
        r"(?:주문|[Oo]rder) ?#?(?P<p>[A-Z]{1,4}-?[0-9][0-9\-]{7,30})",
        needs=r"[0-9][0-9\-]{6}",
        accepts=checks.is_long_code,
    ),
    _row(
        "phone",
        rf"{words.ALONE}\(?[0oO][1lI][016789oO]\)?{words.GAP}[0-9]{{3,4}}{words.GAP}[0-9]{{4}}(?![0-9])",
        digits=7,
    ),
    _row("phone", rf"{words.ALONE}(?<![A-Za-z\-])01[016789](?:[ .\-]?[0-9]){{8}}(?![0-9])", digits=11),
    _row(
        "phone",
        rf"(?:공일[공영일육칠팔구]|[공영0][일1][공영0])(?:{words.SPOKEN_GAP}{words.SPOKEN}{{3,4}})"
        rf"{words.SPOKEN_GAP}{words.SPOKEN}{{4}}(?![0-9])",
        needs="공일|[공영0][일1][공영0]",
    ),
    _row("phone", r"(?<![0-9])0[ .\-/_:*\n]1[ .\-/_:*\n]0(?:[ .\-/_:*\n]{1,3}[0-9]){8}(?![0-9])", digits=10),
    _row(
        "phone",
        rf"[공영] ?일 ?[공영일육칠팔구](?:{words.SPOKEN_GAP}{words.SPOKEN}){{7,8}}(?![0-9])",
        needs="[공영] ?일 ?[공영일육칠팔구]",
    ),
    _row(
        "phone",
        r"(?:전화|연락|휴대폰|핸드폰|폰|문자|phone|mobile|cell|call|contact|\btel)[^0-9\n]{0,10}(?P<p>10[0-9]{8})(?![0-9])",
        digits=10,
        needs="전화|연락|폰|문자|[Pp]hone|obile|[Cc]ell|[Cc]all|ontact|[Tt]el",
        flags=re.I,
    ),
    _row(
        "phone",
        rf"{words.ALONE}(?<![A-Za-z\-])\(?{words.KOREAN_AREA}\)?{words.GAP}[0-9]{{3,4}}{words.GAP}[0-9]{{4}}"
        r"(?![0-9\-])",
        digits=9,
    ),
    _row(
        "phone",
        rf"(?<![0-9])(?:(?:\+ ?|00)82|82(?=[ \-])){words.GAP}\(?0?\)?{words.GAP}"
        rf"(?:1[016789]|2|[3-6][1-5]|70|50[2-8])\)?{words.GAP}[0-9]{{3,4}}{words.GAP}[0-9]{{4}}(?![0-9])",
        digits=9,
    ),
    _row("phone", r"(?<![0-9.\-+])82 ?0?1(?:0[0-9]{8}|[16789][0-9]{7,8})(?![0-9])", digits=11),
    _row("phone", r"(?<![0-9A-Za-z])\+ ?[1-9](?:[ .()\-]{0,3}[0-9]){7,14}(?![0-9])", digits=8, needs=r"\+"),
    _row(
        "phone",
        r"(?<![0-9.\-])(?:1[ .\-])?(?:\([2-9][0-9]{2}\) ?|[2-9][0-9]{2}(?P<s>[.\-]))"
        r"[2-9][0-9]{2}(?(s)(?P=s)|[ .\-])[0-9]{4}(?![0-9\-])",
        digits=10,
    ),
    _row(
        "phone",
        r"(?<![0-9])(?:07[0-9]{3} ?[0-9]{6}|020 [0-9]{4} [0-9]{4}|0[89]0-[0-9]{4}-[0-9]{4})(?![0-9])",
        digits=10,
    ),
    _row(
        "ip",
        r"(?<![0-9.])(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?![0-9]|\.[0-9])",
        digits=4,
        accepts=checks.is_machine_address,
    ),
    _row(
        "ip",
        r"(?<![0-9A-Za-z:])(?:[0-9A-Fa-f]{1,4}:){2,7}(?::?[0-9A-Fa-f]{1,4})(?::[0-9A-Fa-f]{1,4}){0,6}(?![0-9A-Za-z:])",
        digits=1,
        needs="[0-9A-Fa-f]:[0-9A-Fa-f:]",
        accepts=checks.is_machine_address,
    ),
    _row(
        "address",
        rf"(?<![가-힣]){words.PLACES}{words.HAMLET}{words.STREET_KO}{words.ROOM}",
        digits=1,
        needs=_NEAR_PLACE,
    ),
    _row("address", rf"{words.LANE_KO}{words.ROOM}", digits=1, needs=_NEAR_PLACE),
    _row(
        "address",
        r"(?:주소|배송지|수령지|거주지|사는 ?곳)(?:는|은|가|이|를)? ?:? ?"
        rf"(?P<p>{words.HAMLET}{words.STREET_KO}{words.ROOM})",
        digits=1,
        needs=_NEAR_PLACE,
    ),
    _row("address", rf"{words.LOT_WORD}{words.ROOM}", digits=1, needs="번지"),
    _row(
        "address",
        rf"(?<![0-9])(?:{words.BUILDING} ?)?[0-9]{{2,4}}동 ?[0-9]{{2,5}}호(?![점선])",
        digits=4,
        needs="동 ?[0-9]",
    ),
    _row("address", rf"(?<![0-9A-Za-z]){words.STREET_EN}", digits=1, needs=words.NEAR_STREET),
    _row(
        "address",
        r"(?<![0-9A-Za-z])[0-9]{2,5} [a-z]{3,20} (?:street|avenue|boulevard)\b",
        digits=2,
        needs="street|avenue|boulevard",
    ),
    _row(
        "address",
        r"(?:우편번호|zip(?: ?code)?|postal code)[^0-9\n]{0,4}(?P<p>[0-9]{5}(?:-[0-9]{4})?)(?![0-9])",
        digits=5,
        needs="우편번호|[Zz]ip|ZIP|ostal",
        flags=re.I,
    ),
    _row(
        "name",
        rf"(?<![가-힣A-Za-z0-9]){words.NAME_KO}(?={words.HONORIFIC})",
        needs=_NEAR_TITLE,
        accepts=checks.is_korean_name,
    ),
    _row(
        "name",
        rf"(?:{_NAME_WORDS})(?:은|는|이|가)?[ :]{{0,3}}{words.NAME_KO}{words.NAME_KO_ENDS}",
        needs=_NAME_WORDS,
        accepts=checks.is_korean_name,
    ),
    _row(
        "name", rf"저는 ?{words.NAME_KO}(?=입니다|이라고|라고 ?(?:합|해))", needs="저는", accepts=checks.is_korean_name
    ),
    _row(
        "name",
        rf"\b(?:Dear|DEAR) {words.TITLE}{words.NAME_EN}(?![A-Za-z])",
        needs="Dear|DEAR",
        accepts=checks.is_english_name,
    ),
    _row(
        "name",
        rf"\b(?:[Hh]i|[Hh]ello|[Hh]ey),? {words.TITLE}{words.NAME_EN}(?= ?(?:[,!.:;\n\-]|$))",
        needs="(?:[Hh]i|ello|ey),? [A-Z]",
        accepts=checks.is_english_name,
    ),
    _row("name", rf"\b[Mm]y name(?: is|'s) {words.NAME_EN}", needs="name(?: i|')s", accepts=checks.is_english_name),
    _row("name", rf"\bM(?:r|rs|s)\.? {words.NAME_EN}", needs="M[rs]", accepts=checks.is_english_name),
    _row(
        "name",
        rf"(?:[Rr]egards|[Ss]incerely|[Cc]heers|[Bb]est wishes|[Yy]ours (?:truly|faithfully)),? ?\n? ?"
        rf"{words.NAME_EN}\.?\s{{0,9}}$",
        needs="egards|incerely|heers|wishes|ours ",
        accepts=checks.is_english_name,
    ),
    _row(
        "name",
        rf"(?:^|[\n.!?] ?)(?:(?:Best|All the best), ?\n?|(?:Many thanks|Thanks|Thank you),? ?\n)"
        rf"{words.NAME_EN}\.?\s{{0,9}}$",
        needs="est, ?|hanks|hank you",
        accepts=checks.is_english_name,
    ),
    _row("handle", r"(?<![A-Za-z0-9._@/\[])@(?=[0-9_.]*[A-Za-z])[A-Za-z0-9_][A-Za-z0-9_.]{1,29}", needs="@"),
)
"""Every kind of personal data that is masked, in the order of masking; a new kind is one more row.

The patterns see the text after mask_fold.fold; no repeat may be tried again at each character, so that the work grows
with the length. Prices, dates, times, versions and public call-centre numbers (1588-1234) are meant to stay.
"""

_TRIED = tuple(tuple(entry for entry in PERSONAL_PATTERNS if entry.digits <= digits) for digits in range(15))
"""The patterns by number of digits; the last entry is for that many and more."""
