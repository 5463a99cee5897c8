"""Postal addresses: Korean ones by road and by lot, buildings and rooms, and English ones."""

import re

from pipeline.masking import checks, words
from pipeline.masking.pattern import PersonalPattern, row

_NEAR_PLACE = r"[로길동리가읍면] ?(?:산 ?)?[0-9]"
_HOME = r"(?:주소지?|배송지|수령지|거주지|사는 ?곳|받는 ?곳|보내는 ?곳|우리 ?집|저희 ?집|저희집|제 ?집|집|옆집|앞집|윗집|아랫집|자택|호수|몇 ?호)"
_UK = words.UK_POSTCODE

ADDRESS_PATTERNS: tuple[PersonalPattern, ...] = (
    row(
        "address",
        rf"(?<![가-힣]){words.PLACES}{words.HAMLET}{words.STREET_KO}{words.ROOM}",
        digits=1,
        needs=_NEAR_PLACE,
    ),
    row(
        "address",
        rf"(?<![가-힣]){words.PLACES}{words.HAMLET}{words.HOME_KO}",
        digits=2,
        needs="[동가-힣] ?[0-9]{2,5} ?호",
    ),
    row(
        "address",
        rf"(?<![가-힣]){words.PLACES}{words.HAMLET}{words.BUILDING_OF}(?= ?(?:살아|살고|사는|거주|로 ?(?:보내|배송|변경)))",
        near="살아|살고|사는|거주|보내|배송|변경",
        needs=words.BUILDINGS + " ?(?:살|사는|거주|로)",
    ),
    row("address", rf"{words.LANE_KO}{words.ROOM}", digits=1, needs=_NEAR_PLACE),
    row(
        "address",
        rf"{_HOME}(?:는|은|가|이|를|:|[ ]){{0,3}}"
        rf"(?P<p>{words.HAMLET}(?:{words.STREET_KO}{words.ROOM}|{words.HOME_KO}))",
        digits=1,
        needs=_NEAR_PLACE + "|[동단] ?[0-9]|지 ?[0-9]",
    ),
    row("address", rf"{words.LOT_WORD}{words.ROOM}", digits=1, near="번지"),
    row("address", words.HOME_KO, digits=3, needs="동 ?[0-9]|[가-힣] ?[0-9]{2,4} ?호"),
    row(
        "address",
        rf"{_HOME}(?:는|은|가|이|를|인|:|[ ]){{0,3}}(?P<p>[0-9]{{2,4}} ?호)(?![점선기]| ?(?:차|객실))",
        digits=2,
        needs="[0-9] ?호",
    ),
    row(
        "address",
        rf"(?<![0-9A-Za-z]){words.STREET_EN}{words.TAIL_EN}",
        digits=1,
        has_latin=True,
        near=words.NEAR_STREET,
    ),
    row(
        "address",
        rf"(?<![0-9A-Za-z])[0-9]{{1,5}}[A-Za-z]? (?!(?:min|hour|mile|km|way|star|day|week|month|year|lane|inch|dollar|people|minute)s?\b)[a-z]{{3,20}}(?: [a-z]{{3,20}})? "
        rf"(?:street|avenue|boulevard|lane|crescent)\b{words.TAIL_EN}",
        digits=1,
        has_latin=True,
        near="street|avenue|boulevard|lane|crescent",
    ),
    row(
        "address",
        rf"(?<![A-Za-z])(?i:P\.?O\.? ?Box) [0-9]{{1,6}}{words.TAIL_EN}",
        digits=1,
        has_latin=True,
        near="box",
    ),
    row(
        "address",
        rf"(?:{words.FLAT_EN},? )(?P<street>[A-Z][a-z]+ (?:House|Court|Tower|Towers|Building|Heights|Mansions|Lodge|Point)){words.TAIL_EN}",
        digits=1,
        has_latin=True,
        near="flat|apt|apartment|unit|suite|room",
    ),
    row(
        "address",
        r"(?<![A-Za-z\[])(?:house|flat|door|apartment|apt|building) ?(?:no\b\.?|number|#) ?(?P<p>[0-9]{1,5}[A-Za-z]?)(?![0-9A-Za-z])",
        digits=1,
        has_latin=True,
        near="house|flat|door|apartment|apt|building",
        flags=re.I,
    ),
    row(
        "address",
        rf"(?<![A-Za-z\[])(?:post ?code|postal code|zip(?: ?code)?)[^0-9A-Za-z\n\[]{{0,4}}(?:is )?(?P<p>(?-i:{words.ANY_UK_POSTCODE})|[0-9]{{5}}(?:-[0-9]{{4}})?|[A-Z][0-9][A-Z] ?[0-9][A-Z][0-9])(?![0-9A-Za-z])",
        digits=1,
        has_latin=True,
        near="post|zip",
        flags=re.I,
    ),
    row(
        "address",
        rf"(?<![A-Za-z0-9]){_UK}(?![A-Za-z0-9])",
        digits=1,
        has_latin=True,
        needs="[0-9A-Z] [0-9][A-Z]{2}",
        accepts=checks.is_uk_postcode,
    ),
    row(
        "address",
        r"number (?P<p>[0-9]{1,4}[a-z]?)(?=,? (?:at |in |, )?\[address\])",
        digits=1,
        has_latin=True,
        near="number ",
    ),
    row("address", r"우편번호[^0-9\n\[]{0,4}(?P<p>[0-9]{3}-?[0-9]{2,3})(?![0-9])", digits=5, near="우편번호"),
)
"""In the order of masking."""
