"""Personal data that is a number or an address on a network: links, cards, accounts, orders, telephones, machines."""

import re

from pipeline.masking import checks, words
from pipeline.masking.pattern import PersonalPattern, row

_NEAR_BANK = rf"{words.ANY_BANK}|입금|송금|환불|이체"

NUMBER_PATTERNS: tuple[PersonalPattern, ...] = (
    row("link", r"https?://(?P<p>[^\s/@\[]{1,200}@)(?=[A-Za-z0-9])", needs="//", flags=re.I),
    row(
        "link",
        rf"{words.HOST}(?P<p>(?:[^\s\[<>\"']|\[(?!link\]))+)",
        needs="/|www",
        accepts=checks.has_private_part,
        flags=re.I,
    ),
    row(
        "email",
        r"(?:(?<![A-Za-z0-9._%+\-])[A-Za-z0-9._%+\-]{1,256}(?:@\n?| @[ \n]| ?(?:[(\[]at[)\]]|골뱅이) ?)|[가-힣]{2,10}@)"
        r"(?:[A-Za-z0-9가-힣\-]{1,63}(?:\.[A-Za-z0-9가-힣\-]{1,63}){0,4}(?:\.| ?(?:[점닷]|[(\[]dot[)\]]) ?)"
        r"(?:[A-Za-z]{2,24}|한국|닷컴|닷넷)"
        r"|(?:naver|gmail|daum|hanmail|kakao|nate|hotmail|outlook|yahoo|icloud)\b)",
        needs=r"@|[(\[]at|[(\[]AT|골뱅이",
        flags=re.I,
    ),
    row(
        "resident_number",
        r"(?:(?P<word>(?:주민|외국인|RRN)[^0-9\n]{0,10})|(?<![0-9]))"
        r"(?P<p>(?P<birth>[0-9]{6})(?P<dash>[ \n]?[-./_:*]?[ \n]?)(?P<rest>[1-8][0-9*]{6}))(?![0-9*])",
        digits=7,
        accepts=checks.is_resident_number,
        flags=re.I,
    ),
    row(
        "card",
        r"(?<![0-9])(?P<p>[0-9]{4}(?P<s>[ \-]?)[0-9]{4}(?P=s)[0-9]{4}(?P=s)[0-9]{2,7})(?![0-9])",
        digits=14,
        accepts=checks.is_card,
    ),
    row(
        "card",
        r"(?<![0-9])(?P<p>3[0-9]{3}(?P<s>[ \-])[0-9]{6}(?P=s)[0-9]{4,5})(?![0-9])",
        digits=14,
        accepts=checks.is_card,
    ),
    row(
        "card",
        r"(?:카드|card)[^0-9\n]{0,12}(?P<p>[3-6][0-9]{3}[ \-]?[0-9]{4}[ \-]?[0-9]{4}[ \-]?[0-9]{4})(?![0-9\-])",
        digits=14,
        needs="카드|ard|ARD",
        flags=re.I,
    ),
    row("licence", r"(?<![0-9\-])(?:1[1-9]|2[0-8])[- ][0-9]{2}[- ][0-9]{6}[- ][0-9]{2}(?![0-9\-])", digits=12),
    row("licence", rf"{words.ANY_LICENCE_REGION} ?(?P<p>[0-9]{{2}}[- ][0-9]{{6}}[- ][0-9]{{2}})(?![0-9\-])", digits=10),
    row(
        "passport",
        r"(?<![A-Za-z0-9\-])(?:M[0-9]{8}|[MSROD][0-9]{3}[A-Z][0-9]{4})(?![A-Za-z0-9\-])",
        digits=4,
        needs="[MSROD][0-9]",
    ),
    row(
        "passport",
        r"(?:여권|passport)(?: ?(?:번호|number|no\.?))?[^A-Za-z0-9\n]{0,8}(?:is )?"
        r"(?P<p>[A-Z]{1,2}[0-9]{6,8}|[0-9]{9})(?![0-9])",
        digits=6,
        needs="여권|assport|ASSPORT",
        flags=re.I,
    ),
    row(
        "birth_date",
        r"(?:생년월일|생일|출생일|date of birth|birth ?(?:day|date)|\bDOB|born on)[^0-9\n]{0,8}"
        r"(?P<p>(?:19|20)[0-9]{6}|[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
        r"|(?:19|20)?[0-9]{2} ?[-./년] ?[0-9]{1,2} ?[-./월] ?[0-9]{1,2}일?|[0-9]{1,2}[-./][0-9]{1,2}[-./](?:19|20)[0-9]{2}"
        rf"|{words.DAY_EN})(?![0-9])",
        digits=1,
        needs="생|irth|BIRTH|DOB|dob|born",
        flags=re.I,
    ),
    row(
        "account",
        r"(?:계좌|통장|account|acct)[^0-9\n]{0,16}(?P<p>[0-9](?:[ \-]?[0-9]){7,19})(?![0-9])",
        digits=8,
        needs="계좌|통장|cc|CC",
        accepts=checks.is_account,
        flags=re.I,
    ),
    row(
        "account",
        rf"{words.ANY_BANK}(?:은행|뱅크)?[ :,)]{{0,3}}"
        r"(?P<p>[0-9]{2,6}-[0-9]{2,8}(?:-[0-9]{1,8}){1,2}|[0-9]{3,6} [0-9]{2,6} [0-9]{4,8}|[0-9]{10,14})(?![0-9])",
        digits=9,
        needs=_NEAR_BANK,
        accepts=checks.is_account,
    ),
    row(
        "account",
        r"(?<![0-9\-])(?P<p>[0-9]{3,6}-[0-9]{2,6}-[0-9]{4,8}(?:-[0-9]{1,3})?)"
        rf"(?= ?\(?{words.ANY_BANK}| ?(?:으로|로) ?(?:입금|송금|환불|이체))",
        digits=9,
        needs=_NEAR_BANK,
        accepts=checks.is_account,
    ),
    row(
        "account",
        r"(?<![A-Za-z0-9])(?P<p>[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?)(?![A-Za-z0-9])",
        digits=8,
        needs="[A-Z]{2}[0-9]{2}",
        accepts=checks.is_long_code,
    ),
    row(
        "order",
        rf"{words.NUMBERED}(?P<p>[A-Z0-9][A-Z0-9\-_]{{4,30}})",
        needs=r"[0-9][0-9A-Za-z\-_]{4}",
        accepts=checks.is_long_code,
        flags=re.I,
    ),
    row(
        "order",
        rf"{words.NUMBERED}(?P<p>[0-9]{{4}}(?:(?P<s>[ \-])[0-9]{{4}})(?:(?P=s)[0-9]{{2,4}}){{1,3}})(?![0-9])",
        digits=10,
        flags=re.I,
    ),
    row(
        "order",
        r"(?:예약|항공권|booking|reservation|confirmation|PNR)(?: ?(?:번호|no\b\.?|number|code|ref(?:erence)?))?"
        r"[ :.#=(은는이가]{1,6}(?:is |was )?(?P<p>(?=[A-Z]*[0-9])(?=[0-9]*[A-Z])(?-i:[A-Z0-9]{6,10}))(?![A-Za-z0-9\-])",
        needs="예약|항공권|ooking|OOKING|eservation|RESERVATION|onfirmation|CONFIRMATION|PNR",
        flags=re.I,
    ),
    row(
        "order",
        r"(?:운송장|송장)[ :]{0,2}(?P<p>[0-9]{3,4}(?P<s>[ \-]?)[0-9]{4}(?P=s)[0-9]{3,5})(?![0-9])",
        digits=10,
        needs="송장",
    ),
    row(
        "order",
        r"(?:주문|[Oo]rder) ?#?(?P<p>[A-Z]{1,4}-?[0-9][0-9\-]{7,30})",
        needs=r"[0-9][0-9\-]{6}",
        accepts=checks.is_long_code,
    ),
    row(
        "phone",
        rf"{words.ALONE}\(?[0oO][1lI][016789oO]\)?{words.GAP}[0-9]{{3,4}}{words.GAP}[0-9]{{4}}(?![0-9])",
        digits=7,
    ),
    row("phone", rf"{words.ALONE}(?<![A-Za-z\-])01[016789](?:[ .\-]?[0-9]){{8}}(?![0-9])", digits=11),
    row(
        "phone",
        rf"(?:공일[공영일육칠팔구]|[공영0][일1][공영0])(?:{words.SPOKEN_GAP}{words.SPOKEN}{{3,4}})"
        rf"{words.SPOKEN_GAP}{words.SPOKEN}{{4}}(?![0-9])",
        needs="공일|[공영0][일1][공영0]",
    ),
    row("phone", r"(?<![0-9])0[ .\-/_:*\n]1[ .\-/_:*\n]0(?:[ .\-/_:*\n]{1,3}[0-9]){8}(?![0-9])", digits=10),
    row(
        "phone",
        rf"[공영] ?일 ?[공영일육칠팔구](?:{words.SPOKEN_GAP}{words.SPOKEN}){{7,8}}(?![0-9])",
        needs="[공영] ?일 ?[공영일육칠팔구]",
    ),
    row(
        "phone",
        r"(?:전화|연락|휴대폰|핸드폰|폰|문자|phone|mobile|cell|call|contact|\btel)[^0-9\n]{0,10}(?P<p>10[0-9]{8})(?![0-9])",
        digits=10,
        needs="전화|연락|폰|문자|[Pp]hone|obile|[Cc]ell|[Cc]all|ontact|[Tt]el",
        flags=re.I,
    ),
    row(
        "phone",
        rf"{words.ALONE}(?<![A-Za-z\-])\(?{words.KOREAN_AREA}\)?{words.GAP}[0-9]{{3,4}}{words.GAP}[0-9]{{4}}"
        r"(?![0-9\-])",
        digits=9,
    ),
    row(
        "phone",
        rf"(?<![0-9])(?:(?:\+ ?|00)82|82(?=[ \-])){words.GAP}\(?0?\)?{words.GAP}"
        rf"(?:1[016789]|2|[3-6][1-5]|70|50[2-8])\)?{words.GAP}[0-9]{{3,4}}{words.GAP}[0-9]{{4}}(?![0-9])",
        digits=9,
    ),
    row("phone", r"(?<![0-9.\-+])82 ?0?1(?:0[0-9]{8}|[16789][0-9]{7,8})(?![0-9])", digits=11),
    row("phone", r"(?<![0-9A-Za-z])\+ ?[1-9](?:[ .()\-]{0,3}[0-9]){7,14}(?![0-9])", digits=8, needs=r"\+"),
    row(
        "phone",
        r"(?<![0-9.\-])(?:1[ .\-])?(?:\([2-9][0-9]{2}\) ?|[2-9][0-9]{2}(?P<s>[.\-]))"
        r"[2-9][0-9]{2}(?(s)(?P=s)|[ .\-])[0-9]{4}(?![0-9\-])",
        digits=10,
    ),
    row(
        "phone",
        r"(?<![0-9])(?:07[0-9]{3} ?[0-9]{6}|020 [0-9]{4} [0-9]{4}|0[89]0-[0-9]{4}-[0-9]{4})(?![0-9])",
        digits=10,
    ),
    row(
        "ip",
        r"(?<![0-9.])(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?![0-9]|\.[0-9])",
        digits=4,
        accepts=checks.is_machine_address,
    ),
    row(
        "ip",
        r"(?<![0-9A-Za-z:])(?:[0-9A-Fa-f]{1,4}:){2,7}(?::?[0-9A-Fa-f]{1,4})(?::[0-9A-Fa-f]{1,4}){0,6}(?![0-9A-Za-z:])",
        digits=1,
        needs="[0-9A-Fa-f]:[0-9A-Fa-f:]",
        accepts=checks.is_machine_address,
    ),
)
"""In the order of masking."""
