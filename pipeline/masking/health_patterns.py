"""What is said of somebody's health: the words that become [health]; the rest of the comment stays."""

import re

from pipeline.masking.pattern import PersonalPattern, row

ILLNESS_KO = (
    "당뇨|고혈압|고지혈|우울증|조울증|공황장애|공황 장애|불안장애|강박장애|조현병|정신과(?=[에를의]? ?(?:의사|전문|진료|치료|상담|병원|약|다니|다녀|다닙|입원|가[고서야봐]|갔|에서|$))|파킨슨병|뇌전증|뇌졸중|뇌경색|뇌출혈|심근경색|협심증|부정맥|심장병|심장질환|백혈병|림프종|항암"
    "|(?:유방|위|폐|간|대장|췌장|갑상선|자궁|자궁경부|난소|전립선|혈액|피부|식도|신장|구강|직장|담도|방광)암(?![가-힣]*컷)|뇌종양|암 ?투병|암 ?환자|암 ?진단|신부전|간경화|[ABC]형 ?간염|매독|성병|류마티스"
    "|루푸스|크론병|자가면역|난임|시험관 ?(?:시술|아기)|사산|유산(?:하|했|을 ?(?:했|겪)|되|후|의 ?아픔)|뇌병변|정신질환|섭식장애|거식증|폭식증|항우울제|신경안정제|산후 ?우울"
    "|혈우병|에이즈|자폐|발달 ?장애|지적 ?장애|청각 ?장애|시각 ?장애|지체 ?장애|장애 ?등급|인슐린|투석|결핵|조산|알코올 ?중독"
)
COMPLAINTS_KO = (
    "불면증|수면제|건선|천식|아토피|녹내장|백내장|관절염|골다공증|대상포진|치질|탈모약?|요실금|메니에르|자궁근종|다낭성"
    "|통풍(?! ?(?:이|도)? ?(?:잘|안|구))|(?<!간질)간질(?!간질|거|여|이는)"
)
"""Words that goods are praised with as well: masked only where somebody has it."""

ILLNESS_EN = (
    r"diabet(?:es|ic)|cancer (?:treatment|patient|diagnos|surg|survivor)|(?:breast|lung|prostate|colon|ovarian|skin|bowel|cervical|thyroid|pancreatic|blood) cancer|chemo(?:therapy)?\b|leuk(?:a)?emia|lymphoma"
    r"|hiv[ -]?positive|type [12] diab(?:etes|etic)?|epilep(?:sy|tic)|dementia|anorexi[ac]|bulimi[ac]|schizophren\w+|bipolar disorder|dialysis|insulin|antidepressants?|anti-?anxiety med\w*|miscarr(?:iage|ied)|ivf\b"
    r"|autistic|wheelchair user"
)
_OF_SOMEBODY = r"(?:저[는희도]|제가|나[는도]|내가|아내|와이프|남편|엄마|어머니|아빠|아버지|딸|아들|아이|아기|며느리|언니|누나|동생)"
_STATE_KO = "임신|치매|디스크|(?<![가-힣])암(?=이|으로|에|을| )|수술|입원|투병|장애|갱년기|폐경|확진|알레르기|알러지|정신병|발작"
_CONTEXT_KO = (
    r"임신(?= ?(?:[0-9]{1,2} ?(?:주|개월)|중|했|초기|중기|말기|성|준비))|임신부(?=예|입|인|라)|임산부(?=예|입|인데|라)"
    r"|[가-힣]{1,6}(?:암|병|증|염)(?= ?(?:진단|판정|확진|투병|수술|치료))"
    r"|(?:혈압|당뇨|우울|갑상선|심장|항암|정신과|발작|간질)[가-힣]{0,2} ?약|치매(?= ?(?:걸|앓|환자|진단|이신|가 ?있|로))"
    r"|수술(?= ?(?:후|하고|받|한 ?지))|장애인(?=입|이라|인데|이에)|생리통|질염|(?<![A-Za-z])(?:ADHD|HIV|PTSD|AIDS)(?![A-Za-z])"
)
_HAS_KO = r"(?= ?(?:환자|진단|판정|약 |약을|수술|치료|앓|[을를] 앓|[이가] ?(?:있|심)|라서|이라|라 |인데|때문에))"
_STATE_EN = (
    r"depression|anxiety (?:disorder|attacks?)|dementia|alzheimer'?s?|epilepsy|asthma|arthritis|ptsd|adhd|autism|bipolar"
    r"|schizophrenia|lupus|hiv|aids|stroke|migraines?|seizures?|eczema|psoriasis|ibs|crohn'?s?|endometriosis|pcos|miscarriage|cancer|tumou?r|panic attacks?|eating disorder|disability|chronic pain|heart (?:condition|disease|failure)|high blood pressure"
)
STEMS_KO = (
    "당뇨|혈압|지혈|우울|조울|공황|장애|조현|정신|불면|파킨슨|뇌|간질|협심|부정맥|심장|백혈|림프|암|신부전|간경화|간염|매독|성병|류마티스|루푸스|크론|자가면역|난임|시험관|사산|유산|거식증|폭식증"
    "|근종|다낭|신경안정|수면제|산후|건선|천식|아토피|녹내|백내|관절염|골다공|대상포진|혈우병|에이즈|자폐|인슐린|투석|결핵|통풍|메니에르|조산|알코올|치질|탈모약|요실금|임신|치매|디스크|수술|입원|투병"
    "|갱년기|폐경|확진|알레르기|알러지|발작|임산부|진단|판정|생리통|질염|갑상선|병|ADHD|HIV|PTSD|AIDS"
)
"""Parts of words of which every pattern in Korean needs one."""

_NEAR_EN = (
    "diab|cancer|chemo|leuk|lymphoma|depress|anxi|dementia|alzheim|epilep|asthma|arthritis|ptsd|adhd|autis|bipolar|schizo|lupus|hiv|aids"
    "|stroke|migraine|seizure|eczema|psoriasis|ibs|crohn|endometri|pcos|miscarr|tumo|panic|disorder|disab|chronic|heart|blood pressure|anorex"
    "|bulim|dialysis|insulin|pregnan|ivf|wheelchair|surgery|operation|mental|therapist|psychiat|medication|abortion"
)


HEALTH_KO: tuple[str, ...] = (
    rf"(?P<p>{ILLNESS_KO})",
    rf"(?P<p>{COMPLAINTS_KO}){_HAS_KO}",
    rf"{_OF_SOMEBODY}[^.!?\n]{{0,10}}?(?P<p>{_STATE_KO})",
    rf"(?P<p>{_CONTEXT_KO})",
)
"""What somebody has, as patterns in Korean; the group p is what is masked."""

_STATE_OF_EN = (
    rf"(?:my|his|her|their|with|from|has|have|had|clinical|postnatal|postpartum|severe|chronic) (?P<p>{_STATE_EN})"
)
_PREGNANT_EN = r"(?:i am|i'm|im|wife is|is|was|being|while|got|she's|daughter is|my|weeks|months)(?: [0-9a-z]+ (?:weeks?|months?))? (?P<p>pregnan(?:t|cy))"
_CARE_EN = r"(?:my|i am|i'm|he is|she is) (?P<p>surgery|operation|mental health|therapist|psychiatrist|medication|chemo|abortion|disab(?:led|ility|ilities))"
HEALTH_EN: tuple[str, ...] = (rf"(?P<p>{ILLNESS_EN})", _STATE_OF_EN, _PREGNANT_EN, _CARE_EN)
"""The same in English, in lower case; words may go on."""

_WORD_ENDS = "(?![A-Za-z])"


def _ko(pattern: str) -> PersonalPattern:
    return row("health", pattern, needs=STEMS_KO, of_health=True)


def _en(pattern: str) -> PersonalPattern:
    end = _WORD_ENDS if pattern in (_STATE_OF_EN, _CARE_EN) else ""
    return row("health", rf"(?<![A-Za-z]){pattern}{end}", near=_NEAR_EN, has_latin=True, flags=re.IGNORECASE)


HEALTH_PATTERNS: tuple[PersonalPattern, ...] = (*map(_ko, HEALTH_KO), *map(_en, HEALTH_EN))

_STEMS = re.compile(STEMS_KO)


def may_tell_of_health(folded: str) -> bool:
    """Whether a text in Korean has any part of a word that the patterns in Korean need."""
    return _STEMS.search(folded) is not None
