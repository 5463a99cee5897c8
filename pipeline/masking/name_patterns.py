"""Personal data that is written in words: postal addresses, names of people, handles."""

import re

from pipeline.masking import checks, words
from pipeline.masking.pattern import PersonalPattern, row

_NEAR_PLACE = r"[로길동리가읍면] ?(?:산 ?)?[0-9]"
_NEAR_TITLE = "[님씨]|상담|매니저|직원분|기사|엔지니어|간호사|고객입니다|고객인데"
_NAME_WORDS = "이름|성함|성명|예금주|수령인|수취인|받는 ?(?:사람|분)|입금자명?"

NAME_PATTERNS: tuple[PersonalPattern, ...] = (
    row(
        "address",
        rf"(?<![가-힣]){words.PLACES}{words.HAMLET}{words.STREET_KO}{words.ROOM}",
        digits=1,
        needs=_NEAR_PLACE,
    ),
    row("address", rf"{words.LANE_KO}{words.ROOM}", digits=1, needs=_NEAR_PLACE),
    row(
        "address",
        r"(?:주소|배송지|수령지|거주지|사는 ?곳)(?:는|은|가|이|를)? ?:? ?"
        rf"(?P<p>{words.HAMLET}{words.STREET_KO}{words.ROOM})",
        digits=1,
        needs=_NEAR_PLACE,
    ),
    row("address", rf"{words.LOT_WORD}{words.ROOM}", digits=1, needs="번지"),
    row(
        "address",
        rf"(?<![0-9])(?:{words.BUILDING} ?)?[0-9]{{2,4}}동 ?[0-9]{{2,5}}호(?![점선])",
        digits=4,
        needs="동 ?[0-9]",
    ),
    row("address", rf"(?<![0-9A-Za-z]){words.STREET_EN}", digits=1, needs=words.NEAR_STREET),
    row(
        "address",
        r"(?<![0-9A-Za-z])[0-9]{2,5} [a-z]{3,20} (?:street|avenue|boulevard)\b",
        digits=2,
        needs="street|avenue|boulevard",
    ),
    row(
        "address",
        r"(?:우편번호|zip(?: ?code)?|postal code)[^0-9\n]{0,4}(?P<p>[0-9]{5}(?:-[0-9]{4})?)(?![0-9])",
        digits=5,
        needs="우편번호|[Zz]ip|ZIP|ostal",
        flags=re.I,
    ),
    row(
        "name",
        rf"(?<![가-힣A-Za-z0-9]){words.NAME_KO}(?={words.HONORIFIC})",
        needs=_NEAR_TITLE,
        accepts=checks.is_korean_name,
    ),
    row(
        "name",
        rf"(?:{_NAME_WORDS})(?:은|는|이|가)?[ :]{{0,3}}{words.NAME_KO}{words.NAME_KO_ENDS}",
        needs=_NAME_WORDS,
        accepts=checks.is_korean_name,
    ),
    row(
        "name", rf"저는 ?{words.NAME_KO}(?=입니다|이라고|라고 ?(?:합|해))", needs="저는", accepts=checks.is_korean_name
    ),
    row(
        "name",
        rf"\b(?:Dear|DEAR) {words.TITLE}{words.NAME_EN}(?![A-Za-z])",
        needs="Dear|DEAR",
        accepts=checks.is_english_name,
    ),
    row(
        "name",
        rf"\b(?:[Hh]i|[Hh]ello|[Hh]ey),? {words.TITLE}{words.NAME_EN}(?= ?(?:[,!.:;\n\-]|$))",
        needs="(?:[Hh]i|ello|ey),? [A-Z]",
        accepts=checks.is_english_name,
    ),
    row("name", rf"\b[Mm]y name(?: is|'s) {words.NAME_EN}", needs="name(?: i|')s", accepts=checks.is_english_name),
    row("name", rf"\bM(?:r|rs|s)\.? {words.NAME_EN}", needs="M[rs]", accepts=checks.is_english_name),
    row(
        "name",
        rf"(?:[Rr]egards|[Ss]incerely|[Cc]heers|[Bb]est wishes|[Yy]ours (?:truly|faithfully)),? ?\n? ?"
        rf"{words.NAME_EN}\.?\s{{0,9}}$",
        needs="egards|incerely|heers|wishes|ours ",
        accepts=checks.is_english_name,
    ),
    row(
        "name",
        rf"(?:^|[\n.!?] ?)(?:(?:Best|All the best), ?\n?|(?:Many thanks|Thanks|Thank you),? ?\n)"
        rf"{words.NAME_EN}\.?\s{{0,9}}$",
        needs="est, ?|hanks|hank you",
        accepts=checks.is_english_name,
    ),
    row("handle", r"(?<![A-Za-z0-9._@/\[])@(?=[0-9_.]*[A-Za-z])[A-Za-z0-9_][A-Za-z0-9_.]{1,29}", needs="@"),
)
"""In the order of masking."""
