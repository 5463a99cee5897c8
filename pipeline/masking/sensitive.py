"""What a text says of somebody's health, belief or union: marked, so that it is read and never quoted."""

import re

from pipeline.masking.health_patterns import COMPLAINTS_KO, HEALTH_EN, HEALTH_KO, STEMS_KO
from pipeline.masking.normalise import fold
from pipeline.masking.pattern import SENSITIVE, kinds_kept

_TOLD_KO = r"진단명|(?:진단|판정) ?받(?:은|았|고)"
_BELIEF_KO = (
    r"(?:기독교|천주교|가톨릭|카톨릭|불교|이슬람교?|무슬림|힌두교|유대교|원불교|여호와의 ?증인|신천지|통일교|개신교|교회|성당)[가-힣]{0,2} ?(?:신자|신도|집안|다니|다녀|다닙|인이|이라|라서|라 |믿|세례|교인|집사|권사|장로|목사)"
    r"|(?:기독교|천주교|불교)인|무슬림(?:이|입|인)|크리스천(?:이|입|인)|할랄[가-힣]{0,2} ?(?:만|때문|먹)|(?:예수|하나님|부처님|알라)[가-힣]{0,2} ?(?:믿|섬기)|제 ?종교|종교(?:적)? ?(?:이유|때문|신념)|진보당|당원(?:이|입|인데|으로)"
)
_UNION_KO = (
    r"(?:노조|노동조합|민주노총|한국노총|전교조|조합원)(?:[은는이가을를에의도] ?|원|위원장|[ ,])[^.!?\n]{0,14}(?:가입|활동|탈퇴|불이익|눈치|총회|파업|교섭|간부|지부|했다고|때문|찍히|해고|탄압|조합원|입니다|인데|이라)"
    r"|(?:노조|노동조합) ?(?:가입|활동|탈퇴|간부|지부|위원장|조합원|원(?:이|입|인))|파업 ?(?:참가|참여|했)"
)
_TOLD_EN = "diagnosed with|breastfeeding my"
_BELIEF_EN = (
    r"(?:i am|i'm|i’m|im|as|we are|we're|being|practi[sc]ing|devout|my (?:wife|husband|family) is|family is) (?:an? )?(?:muslims?|christians?|jew(?:ish|s)?|hindus?|buddhists?|sikhs?|catholics?|mormons?|atheists?|jehovah'?s witness(?:es)?|orthodox|religious)"
    r"|my (?:religion|faith|religious belief\w*|church|mosque|synagogue|temple|rabbi|imam|pastor)\b|religious reasons|(?:kosher|halal) (?:for|because|only)"
)
_UNION_EN = r"(?:trade |labou?r |workers' )union|union (?:rep|member|membership|steward|activit\w+|meeting|dues|busting|leader|organi[sz]\w+|card)|(?:joined|join|joining|in|left|the|our) (?:the |a |our )?union\b(?! (?:jack|square|station|street|pacific))|unioni[sz]\w+|went on strike|shop steward"

_STEMS = re.compile(
    f"{STEMS_KO}|기독교|천주교|톨릭|불교|이슬람|무슬림|힌두교|유대교|여호와|신천지|통일교|개신교|교회|성당|크리스천|할랄|예수|하나님|부처님|알라|종교"
    "|진보당|당원|노조|노동조합|노총|전교조|조합원|파업"
)
"""What every pattern in Korean needs."""


def _any_of(*patterns: str) -> str:
    return "|".join(patterns).replace("(?P<p>", "(?:")


_SENSITIVE = re.compile(_any_of(*HEALTH_KO, COMPLAINTS_KO, _TOLD_KO, _BELIEF_KO, _UNION_KO))
_SENSITIVE_EN = re.compile(rf"(?<![a-z])(?:{_any_of(*HEALTH_EN, _TOLD_EN, _BELIEF_EN, _UNION_EN)})")
_LATIN = re.compile("[A-Za-z]{3}")


def is_sensitive(text: str) -> bool:
    """Whether a text tells of somebody's health, belief or union, as far as words can tell."""
    if SENSITIVE in kinds_kept():
        return False
    folded = fold(text)
    if "[health]" in folded:
        return True
    if _STEMS.search(folded) is not None and _SENSITIVE.search(folded) is not None:
        return True
    return _LATIN.search(folded) is not None and _SENSITIVE_EN.search(folded.lower()) is not None
