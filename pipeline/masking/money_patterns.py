"""Cards and accounts, whole and in part, and what is printed on a card."""

import re

from pipeline.masking import checks, words
from pipeline.masking.pattern import PersonalPattern, row

_NEAR_BANK = "|".join(bank.lower() for bank in words.BANKS) + "|계좌|통장|입금|송금|환불|이체"
_CARD = r"(?:카드|(?<![A-Za-z\[])(?:card|visa|master ?card|amex|american express|debit|credit|maestro|discover))"
_NEAR_CARD = "카드|card|visa|amex|american|debit|credit|maestro|discover"
_END = (
    r"(?:(?: ?번호)?(?:의)? ?(?:끝|뒷|뒤|마지막|맨뒤)(?: ?(?:번호|[네4] ?자리|자리|숫자))*(?:[은는이가]|[ :]){0,3}"
    r"|s? ?(?:number )?(?:is )?(?:that )?(?:ending|ends|ended|finishing)(?: (?:in|with))? ?:? ?"
    r"|(?: number)?(?:'s)?,? ?(?:the )?last (?:4|four)(?: digits)?(?: (?:is|are|being|of))? ?:? ?)"
)
_EXPIRY = r"(?P<p>(?:0?[1-9]|1[0-2]) ?[/\-.월] ?(?:20)?[0-9]{2}년?|20[0-9]{2}년 ?(?:0?[1-9]|1[0-2])월|(?:0[1-9]|1[0-2])(?:2[4-9]|3[0-9]))"

MONEY_PATTERNS: tuple[PersonalPattern, ...] = (
    row(
        "account",
        r"(?<![A-Za-z0-9])(?P<p>[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?)(?![A-Za-z0-9])",
        digits=6,
        needs="[A-Z]{2}[0-9]{2}",
        accepts=checks.is_long_code,
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
        rf"{_CARD}[^0-9\n\[]{{0,12}}(?P<p>[2-69][0-9]{{3}}[ .\-]?[0-9]{{4}}[ .\-]?[0-9]{{4}}[ .\-]?[0-9]{{4}}|3[47][0-9]{{2}}[ \-]?[0-9]{{6}}[ \-]?[0-9]{{5}})(?![0-9\-])",
        digits=14,
        near=_NEAR_CARD,
        flags=re.I,
    ),
    row(
        "card",
        r"(?<![0-9\-])(?P<p>[2-69][0-9]{3}(?P<s>[ \-])[0-9]{4}(?P=s)[0-9]{4}(?P=s)[0-9]{4})(?= ?(?:카드|card))",
        digits=14,
        near=_NEAR_CARD,
        flags=re.I,
    ),
    row(
        "card",
        r"(?<![0-9*])(?P<p>[0-9*xX•]{4}(?:[ \-][0-9*xX•]{4}){2}[ \-][0-9*xX•]{2,4}|[0-9]{4,6}[*xX•]{4,8}[0-9]{3,4})(?![0-9*])",
        digits=3,
        needs="[*xX•]{2}",
        accepts=checks.is_masked_card,
    ),
    row("card", rf"{_CARD} ?(?P<p>[*xX•.]{{2,12}}[ \-]?[0-9]{{4}})(?![0-9])", digits=4, near=_NEAR_CARD, flags=re.I),
    row("card", rf"{_CARD}{_END}(?P<p>[0-9]{{3,4}})(?![0-9]| ?[자원개])", digits=3, near=_NEAR_CARD, flags=re.I),
    row(
        "card",
        rf"(?:last (?:4|four) (?:digits )?(?:of|on) (?:my|the) {_CARD})[^0-9\n\[]{{0,10}}(?P<p>[0-9]{{4}})(?![0-9])",
        digits=4,
        near="last ",
        flags=re.I,
    ),
    row(
        "card",
        r"카드[^0-9\n\[]{0,5}앞 ?(?:번호)? ?(?:[468] ?자리)?(?:[은는이가]|[ :]){0,3}(?P<p>[0-9]{4,8})(?![0-9]| ?[자원개])",
        digits=4,
        near="카드",
    ),
    row(
        "card",
        rf"(?:유효 ?기간|만료 ?(?:일|월)|(?<![A-Za-z\[])(?:expir(?:y|es|ed|ation)(?: date| on)?|exp(?: date)?|valid (?:thru|until|through)))"
        rf"(?:[은는이가]|is |was |[ :.(]){{0,4}}{_EXPIRY}(?![0-9]| ?[/.\-일까] ?[0-9지]|[/.\-][0-9]| ?[가-힣]{{0,2}}까지|월? ?[0-9]+일)",
        digits=3,
        near="유효|만료|exp|valid ",
        flags=re.I,
    ),
    row(
        "card",
        r"(?<![A-Za-z\[])(?:cv[cv]2?|cid|card verification|씨브이씨)(?: ?(?:번호|코드|no\b\.?|number|code))?(?:[은는이가]|is |was |[ :=(]){0,5}(?P<p>[0-9]{3,4})(?![0-9]| ?[자원])",
        digits=3,
        near="cvc|cvv|cid|씨브이씨|card ver",
        flags=re.I,
    ),
    row(
        "account",
        r"(?<![A-Za-z\[])sort[ \-]?code(?: is| was)?[^0-9\n\[]{0,6}(?P<p>[0-9]{2}[ \-]?[0-9]{2}[ \-]?[0-9]{2})(?![0-9])",
        digits=6,
        near="sort",
        flags=re.I,
    ),
    row(
        "account",
        r"(?<![A-Za-z\[])sort:? (?P<p>[0-9]{2}[ \-][0-9]{2}[ \-][0-9]{2})(?![0-9])",
        digits=6,
        near="sort",
        flags=re.I,
    ),
    row(
        "account",
        r"(?<![A-Za-z\[])(?:routing|aba|bsb|swift|transit)(?: (?:no\b\.?|number|code))?(?: is)?[ :#]{1,3}(?P<p>[0-9]{3}-?[0-9]{3}(?:[0-9]{3})?)(?![0-9])",
        digits=6,
        near="routing|aba|bsb|swift|transit",
        flags=re.I,
    ),
    row(
        "account",
        r"(?:계좌|통장|(?<![A-Za-z\[])(?:accounts?|acct|acc|a/c|checking|savings))[^0-9\n\[]{0,16}(?P<p>[0-9](?:[ .\-]?[0-9]){7,19})(?![0-9])",
        digits=8,
        near="계좌|통장|acc|a/c|checking|savings",
        accepts=checks.is_account,
        flags=re.I,
    ),
    row(
        "account",
        rf"(?:계좌|통장|(?<![A-Za-z\[])(?:account|acct)){_END}(?P<p>[0-9]{{3,4}})(?![0-9]| ?[자원개])",
        digits=3,
        near="계좌|통장|acc",
        flags=re.I,
    ),
    row(
        "account",
        rf"{words.ANY_BANK}(?:은행|뱅크)?(?: ?(?:계좌|통장|예금)(?: ?번호)?)?[은는이가]?[ :,)]{{0,3}}(?P<p>[0-9]{{2,6}}-[0-9]{{2,8}}(?:-[0-9]{{1,8}}){{1,2}}|[0-9]{{3,6}}(?P<s>[ .])[0-9]{{2,6}}(?P=s)[0-9]{{4,8}}(?:(?P=s)[0-9]{{1,3}})?|[0-9]{{10,14}})(?![0-9])",
        digits=9,
        near=_NEAR_BANK,
        accepts=checks.is_account,
    ),
    row(
        "account",
        r"(?<![0-9\-])(?P<p>[0-9]{2,6}[\-. ][0-9]{2,6}[\-. ][0-9]{4,8}(?:[\-. ][0-9]{1,3})?|[0-9]{10,14})"
        rf"(?= ?[(,]? ?{words.ANY_BANK}(?!카드)| ?(?:으로|로) ?(?:입금|송금|환불|이체))",
        digits=9,
        near=_NEAR_BANK,
        accepts=checks.is_account,
    ),
)
"""In the order of masking."""
