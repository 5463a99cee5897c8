"""Telephone numbers: written, spelled out, of any country, and parts of one that a word before gives away."""

import re

from pipeline.masking import checks, words
from pipeline.masking.pattern import PersonalPattern, row

_GAP = words.GAP
_WIDE = r"[^0-9A-Za-zㄱ-ㅎ가-힣\[\]$₩%]{0,4}"
_DIGIT_EN = "(?:zero|oh|o|nought|one|two|three|four|five|six|seven|eight|nine|double|triple|treble|hundred|[0-9])"
_CALL = (
    r"전화|연락|휴대폰|핸드폰|핸펀|폰|문자|번호|전번|(?<![A-Za-z\[])(?:phone|mobile|cell|landline|call|contact|tel|text(?:ed|ing)?|sms|ring|rang|reach"
    r"|number|whatsapp|dial|fax|signal|viber)"
)
_NEAR_CALL = "전화|연락|폰|펀|문자|번호|전번|phone|mobile|cell|call|contact|tel|text|sms|ring|rang|reach|number|whatsapp|dial|fax|landline|signal|viber"
_PART = r"(?:뒷|뒤|끝|가운데|중간|앞|마지막)"

_SPOKEN = (
    rf"(?:(?<![가-힣])에이 ?)?(?:[공영빵0]{words.SPOKEN_GAP}[일1]{words.SPOKEN_GAP}[공영빵0일육칠팔구16789])"
    rf"(?:{words.SPOKEN_GAP}{words.SPOKEN}){{7,8}}(?![0-9])"
)

PHONE_PATTERNS: tuple[PersonalPattern, ...] = (
    row(
        "phone",
        rf"{words.ALONE}\(?[0oO][1lI][016789oO]\)?{_WIDE}[0-9]{{3,4}}{_WIDE}[0-9]{{4}}(?![0-9])",
        digits=4,
        needs="[0oO][1lI][016789oO]",
    ),
    row(
        "phone",
        rf"{words.ALONE}[0oO][1lI][016789oO][ .\-]{{0,3}}[0-9lIoO]{{4}}[ .\-]{{0,3}}[0-9lIoO]{{4}}(?![0-9A-Za-z])",
        digits=4,
        needs="[0oO][1lI][016789oO]",
    ),
    row("phone", rf"{words.ALONE}(?<![A-Za-z\-])0 ?1 ?[016789](?:[ .\-]{{0,3}}[0-9]){{8}}(?![0-9])", digits=11),
    row(
        "phone",
        _SPOKEN,
        digits=1,
        needs="[공영빵0].{0,3}[일1].{0,3}[공영빵0일육칠팔구16789]",
        accepts=checks.is_spoken,
    ),
    row(
        "phone",
        _SPOKEN,
        near="공일|영일|빵일|공 일|영 일|빵 일|공-일|공.일|공,일|공에일|공다시일",
        accepts=checks.is_spoken,
    ),
    row("phone", r"(?<![0-9])0[ .\-/_:*\n]1[ .\-/_:*\n]0(?:[ .\-/_:*\n]{1,3}[0-9]){8}(?![0-9])", digits=10),
    row(
        "phone",
        rf"(?<![A-Za-z])(?:(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple|treble|plus)(?:[ ,.\-]{{1,3}}))"
        rf"(?:{_DIGIT_EN}[ ,.\-]{{1,3}}){{5,16}}{_DIGIT_EN}(?![A-Za-z0-9])",
        has_latin=True,
        near="zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple|treble|plus",
        needs="(?:ero|oh|ne|wo|hree|our|ive|ix|even|ight|ouble|riple|reble|lus)[ ,.-]{1,3}(?:zero|oh|o |one|two|three|four|five|six|seven"
        "|eight|nine|double|triple|treble|hundred)",
        flags=re.I,
    ),
    row(
        "phone",
        rf"(?:{_CALL})[^0-9\n]{{0,10}}(?P<p>10[ \-]?[0-9]{{4}}[ \-]?[0-9]{{4}})(?![0-9])",
        digits=10,
        near=_NEAR_CALL,
        flags=re.I,
    ),
    row(
        "phone",
        rf"(?:{_CALL})[^0-9\n\[]{{0,25}}?(?P<p>\(?[2-9][0-9]{{2}}\)?[ .\-]?[2-9][0-9]{{2}}[ .\-]?[0-9]{{4}}|[2-9][0-9]{{2}}[ .\-][0-9]{{4}})(?![0-9\-]| ?원)",
        digits=7,
        near=_NEAR_CALL,
        accepts=checks.is_no_hotline,
        flags=re.I,
    ),
    row(
        "phone",
        rf"(?:전화|연락처|휴대폰|휴대전화|핸드폰|핸펀|폰|전번|번호|연락)(?: ?번호)?(?:의|[은는이가])? ?{_PART} ?(?:번호|[네4] ?자리|자리|쪽)?(?: ?[네4] ?자리)?"
        r"(?:[은는이가의]|[ :]){0,3}(?P<p>[0-9]{4})(?![0-9]| ?[자원개])",
        digits=4,
        needs=r"[뒷뒤끝간앞막]",
    ),
    row(
        "phone",
        r"(?<!카드 )(?<!카드)(?:뒷|끝) ?(?:번호|자리)(?: ?[네4] ?자리)?(?:[은는이가]|[ :]){0,3}(?P<p>[0-9]{4})(?![0-9]| ?[자원개])",
        digits=4,
        needs=r"[뒷끝] ?[번자]",
        accepts=checks.is_no_card_before,
    ),
    row(
        "phone",
        r"(?:가운데|중간|뒤)(?:가|는|은|이)? ?(?P<p>[0-9]{4})(?![0-9]| ?[자원개년])(?=[은는이가, ]{0,3}(?:\[phone\]|뒤|끝|$|이[고에]|입니다|예요))",
        digits=4,
        near="가운데|중간|뒤",
    ),
    row(
        "phone",
        rf"{words.ALONE}(?<![A-Za-z\-])\(?{words.KOREAN_AREA}\)?{_GAP}[0-9]{{3,4}}{_GAP}[0-9]{{4}}(?![0-9\-])",
        digits=9,
        accepts=checks.is_no_hotline,
    ),
    row(
        "phone",
        rf"{words.ALONE}(?<![A-Za-z\-])0 2[ .\-)]{{1,3}}[0-9]{{3,4}}[ .\-]{{1,3}}[0-9]{{4}}(?![0-9\-])",
        digits=9,
    ),
    row(
        "phone",
        rf"(?<![0-9])(?:(?:\+ ?|00)82|82(?=[ \-])){_GAP}\(?0?\)?{_GAP}"
        rf"(?:1[016789]|2|[3-6][1-5]|70|50[2-8])\)?{_GAP}[0-9]{{3,4}}{_GAP}[0-9]{{4}}(?![0-9])",
        digits=9,
        accepts=checks.is_no_hotline,
    ),
    row("phone", r"(?<![0-9.\-+])82 ?0?1(?:0[0-9]{8}|[16789][0-9]{7,8})(?![0-9])", digits=11),
    row(
        "phone",
        r"(?<![0-9A-Za-z])(?:\+ ?|00)[1-9](?:[ .()\-/]{0,3}[0-9]){7,14}(?![0-9])",
        digits=8,
        needs=r"\+|00[1-9]",
        accepts=checks.is_no_hotline,
    ),
    row(
        "phone",
        r"(?<![0-9.\-])(?:1[ .\-])?(?:\([2-9][0-9]{2}\) ?|[2-9][0-9]{2}(?P<s>[.\-]))"
        r"[2-9][0-9]{2}(?(s)(?P=s)|[ .\-])[0-9]{4}(?![0-9\-])",
        digits=10,
        accepts=checks.is_no_hotline,
    ),
    row(
        "phone",
        r"(?<![0-9])(?:07[0-9]{3}[ \-]?[0-9]{3}[ \-]?[0-9]{3}|020 [0-9]{4} [0-9]{4}|0(?:1[1-9]1|1[2-9][0-9]{2}|11[0-9])[ \-][0-9]{3}[ \-]?[0-9]{3,4}"
        r"|04[0-9]{2} [0-9]{3} [0-9]{3}|0[89]0-[0-9]{4}-[0-9]{4})(?![0-9])",
        digits=10,
        accepts=checks.is_no_hotline,
    ),
)
"""In the order of masking."""
