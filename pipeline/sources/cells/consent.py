"""Consent: which columns are about it, and what their cells say. Whatever is in doubt is never taken for a yes."""

import re
from functools import lru_cache
from unicodedata import normalize

from pipeline.records import ConsentAnswers
from pipeline.text import folded_name

_CONSENT = re.compile(r"동의(?!어)|consent|(?<![a-z])(?:dis)?agree|opt[ _-]?(?:in|out)(?![a-z])|gdpr", re.IGNORECASE)
_QUOTE = re.compile(r"(?<!개)인용|공개|게시|quot(?:e|able|ing)|publish", re.IGNORECASE)
_MARKETING = re.compile(
    r"마케팅|광고|홍보|뉴스레터|수신|marketing|newsletter|advert|(?:e-?mail|sms|push|문자|이메일|알림).{0,6}opt",
    re.IGNORECASE,
)
_ANALYSIS = re.compile(r"분석|analy[sz]", re.IGNORECASE)
_REVERSED = re.compile(r"철회|거부|미동의|비동의|withdr[ae]w|revok|opt[ _-]?out|disagree|without|not[ _]consent", re.I)

_IGNORED = re.compile(r"(?:\.(?!\d)|[\s,!~'’()\[\]\ufe0e\ufe0f\u200b-\u200d\u2060])+")

YES = frozenset(
    (
        "y yes yeah true t 1 1.0 o ok agree agreed iagree yesiagree consent iconsent consented accept accepted granted "
        "given checked ticked selected ja oui sí si opt-in optin optedin on 동의 동의함 동의합니다 동의해요 동의하였음 동의했음 동의완료 예 네 "
        "예동의합니다 네동의합니다 예동의함 허용 허용함 승인 수락 ㅇ ⭕ ○ ◯ 〇 ✓ ✔ ☑ ✅"
    ).split()
)
NO = frozenset(
    (
        "n no nope unchecked unticked unselected nein non false f 0 0.0 x disagree disagreed idisagree noidonotagree idonotagree idontagree donotagree "
        "notagreed idonotconsent noconsent notconsented decline declined denied refused rejected opt-out optout "
        "optedout off withdrawn withdrew revoked 미동의 비동의 부동의 동의안함 동의안합니다 동의안해요 동의하지않음 "
        "동의하지않습니다 동의하지않아요 동의하지않겠습니다 동의못함 동의철회 철회 철회함 거부 거부함 거절 "
        "아니오 아니요 아뇨 아니오동의하지않습니다 아니요동의하지않습니다 불가 안함 × ✕ ✖ ✗ ✘ ❌ ❎"
    ).split()
)
"""Words of consent and refusal, in lower case, without spaces and punctuation."""


_REFUSAL = re.compile(
    r"동의\s?(?:하지|는|를|할 수|안|못)\s?.{0,6}(?:않|안|못|없)(?:음|함|습니다|합니다|아요|해요|어요|겠습니다)\W*$"
    r"|동의\s?(?:안|못)\s?(?:함|합니다|해요)\W*$|(?:거부|거절)(?:합니다|함|해요|하겠습니다)\W*$"
    r"|^\W*(?:no\W+)?(?:i |we )?(?:do not|don['’]t|did not) (?:agree|consent|accept)\b[^.?!;]{0,80}\W*$",
    re.IGNORECASE,
)
"""Sentences that refuse."""

_AGREED = re.compile(
    r"^\W*(?:네|예|yes|y)\b.{0,80}(?:동의(?:합니다|함|해요|했습니다|하였습니다)|agree|consent)\W*$",
    re.IGNORECASE | re.S,
)
_I_AGREE = re.compile(
    r"^\W*(?:위 |상기 |본인은 |.{0,40}(?:안내|내용|약관|수집|이용|활용|분석|방침|고지|설명|개인정보|처리)).{0,80}동의(?:합니다|함|해요|했습니다|하였습니다)\W*$"
    r"|^\W*(?:yes\W+)?(?:i|we) (?:have read.{0,60}\band )?(?:i |hereby )?(?:agree|consent|accept)\b[^.?!]{0,80}\W*$",
    re.I | re.S,
)
_DENIED = re.compile(
    r"않|안\s?함|안\s?합|못|아니|거부|거절|철회|미동의|비동의|부동의|불가|없|\bno\b|\bnot\b|n['’]t|refus|declin|withdr|disagree|unless|except|but\b|only\b|마케팅|광고|일부|제외|다만|단,|만\s|조건",
    re.I,
)
"""Whole sentences of consent, and what takes it back or limits it."""

_YES_FIRST = re.compile(r"\W*(?:네|예|yes|y)\b", re.IGNORECASE)
LONGEST_SENTENCE = 120


def consent_in(text: str, own: ConsentAnswers | None = None) -> bool | None:
    """Whether a cell's words grant consent; None for words that are neither a yes nor a no. What ``own`` answers say goes first.

    A sentence is a yes only where it begins and ends as one, and nothing in it denies or limits it.
    """
    if own is not None and own.are_set and (name := folded_name(text)) in own.yes | own.no:
        return name in own.yes
    word = _IGNORED.sub("", normalize("NFKC", text)).lower()
    if word in YES:
        return True
    if word in NO:
        return False
    if len(text) <= LONGEST_SENTENCE and _REFUSAL.search(text):
        return None if _YES_FIRST.match(text) else False
    is_sentence = len(text) <= LONGEST_SENTENCE and (_AGREED.match(text) or _I_AGREE.match(text))
    return True if is_sentence and not _DENIED.search(text) else None


@lru_cache(maxsize=1_000)
def consent_field(column: str) -> str | None:
    """The field of a column that is about consent by its name, or None. Consent to marketing is another matter."""
    if not _CONSENT.search(column) or is_marketing(column):
        return None
    return "consent_quote" if _QUOTE.search(column) else "consent_analyse"


def is_marketing(column: str) -> bool:
    """Whether a column asks for consent to advertising alone."""
    return bool(_CONSENT.search(column) and _MARKETING.search(column)) and not _ANALYSIS.search(column)


def is_reversed(column: str) -> bool:
    """Whether a yes in a column of consent would mean a no: 'consent withdrawn', '동의 철회'."""
    return _REVERSED.search(column) is not None
