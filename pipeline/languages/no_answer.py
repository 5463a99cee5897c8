"""Answers that say nothing: 없음, 특별히 없어요, N/A, nothing to add. Read as a whole or not at all."""

import re
import unicodedata

LONGEST = 40
"""Code points of the longest answer that is looked at."""

_NOUN = (
    "(?:기타|추가|다른|별도)?(?:의견|건의|건의할것|건의할점|건의사항|사항|특이사항|특이점|해당사항|해당|요청|요청사항|개선사항|개선점|개선할점|개선할것|바라는점|바라는것|바라는바|"
    "원하는것|원하는점|하고싶은말|하고픈말|드릴말씀|남길말|할말|코멘트|답변|응답|대답|문의|문의사항|전달사항|내용|생각나는것|생각나는거|생각나는게|작성할내용|기재할내용|적을내용|쓸내용|비고|그런것|그런거|이유|쓸말|대답할게|답할게|적을게|쓸게|말할게|남길게|말씀드릴게|말씀드릴것|드릴말|떠오르는게|떠오르는것|떠오르는거|적을것|적을말|말)"
)
_HOW = "(?:특별히|특별한|특별하게|딱히|별로|별다른|따로|크게|전혀|아직은|아직|현재는|현재|지금은|그다지|달리|더이상|더는|더|추가로|글쎄요|음+|그냥|아무것도|기타|이번엔|오늘은)"
_NONE = (
    "(?:없음|없슴|없다|없어|없어요|없어여|없어용|없으요|없습니다|없습니당|없읍니다|없네요|없네|없네용|없는듯|없는듯요|없는듯해요|없는듯합니다|없는것같아요|"
    "없는거같아요|없는것같습니다|없구요|없고요|없죠|없지요|없음요|없음다|업음|업슴|업어요|업서요|업습니다|무|없)"
)
_KOREAN = (
    rf"{_HOW}*(?:{_NOUN}(?:이|가|은|는|도|을|를)?)?{_HOW}*{_NONE}"
    r"|무응답|미응답|미기재|무답|답변없음|노코멘트|노코멘|패스(?:요|할게요|합니다|할래요)?|생략|비공개|해당안됨|해당없음|해당무|딱히요?|(?:딱히|별로)?(?:생각|기억)(?:이|은)?안(?:남|나요|납니다|나네요)|(?:응답|답변|대답)(?:은|을)?하지않음|(?:응답|답변|대답)(?:은|을)?안(?:함|합니다|할래요)|이하생략|안쓸래요|노노"
    r"|(?:잘|글쎄요)?(?:모름|모르겠음|모르겠어요|모르겠습니다|모르겠네요|몰라요|몰라)|글쎄요?|그냥요?|그냥저냥요?|그냥그럼"
    r"|(?:위와|위|앞과|전과|상기와|이하)?(?:상동|동상|동일|동일함|동일합니다|같음|같습니다|같아요|동문)|위참조|위참고|위내용참조"
    r"|[ㅇㄴㅁㄹ]{1,8}|ㅇㅋ|ㅇㅅㅇ|네+|넵+|예|응|음+|흠+|아니오|아니요|아뇨|노|테스트|테스트입니다"
)
_MORE = "(?:further|other|additional|more|particular|specific|special|real|major|else)"
_THING = "(?:comments?|suggestions?|feedback|remarks?|inputs?|questions?|thoughts?|answers?|opinions?|response|reply|ideas?|advice|reason|preference|notes?|additions?)"
_NOW = "(?: (?:really|much|else|more|further|in particular|particular|specific|special|at all|at (?:this|the) (?:time|moment|point)|at present|for now|right now|currently|now|yet|today|whatsoever|to (?:add|give|say|report|comment|note|mention|declare|share|suggest|state|answer|write)|comes to mind|(?:that )?i can think of|i can think of|here|thanks|thank you|from me|off the top of my head|worth (?:mentioning|noting)))*"
_ENGLISH = (
    rf"(?:there(?:'?s| is) |i(?:'ve| have)? (?:got )?|have )?nothing{_NOW}|(?:n ?[/.]? ?a|none|non|nil|null|nope|no|nah|nada|zilch|zip){_NOW}"
    rf"|(?:i (?:have|'ve got|do not have|don'?t have) (?:any )?|have )?(?:no|any|none)(?: {_MORE})* {_THING}{_NOW}"
    rf"|i (?:don'?t|do not) have an?y? ?(?:{_MORE} )?(?:{_THING})?{_NOW}"
    r"|not applicable(?: to me)?|does(?:n'?t| not) apply|not (?:really|at this time|right now|now|at the moment|sure)|same(?: as (?:above|before|previous|the above|last time|mentioned))?"
    r"|as (?:above|before|previous)|see (?:above|previous|earlier)(?: answer)?|ditto|idk|(?:i )?(?:don'?t|do not) know(?: what to (?:say|write|add|answer|put))?|dk|dunno|no idea|no clue|can'?t (?:think of any(?:thing)?|say)"
    r"|blank|left blank(?: intentionally)?|(?:already )?answered(?: above)?|that(?:'?s| is) (?:all|it)|not that i know of|(?:i'?d|i would) rather not (?:say|answer)|(?:i )?(?:cannot|can'?t) think of (?:anything|any)(?: right now| at the moment| else)?|skip(?:ped)?|pass|unknown|undecided|prefer not to (?:say|answer)|decline(?:d)?(?: to answer)?|x+|test|testing|asdf+|qwerty|yes|y|yep|yeah|ok then"
)
_SPACE, _TAIL = (
    re.compile(r"\s+"),
    re.compile(r"[\s.,!~?…·;:^_\-*()\[\]\"'<>/\\|ㅋㅎㅠㅜ]+$|^[\s.,!~…·;:\-*()\[\]\"'<>/\\|]+"),
)
_KOREAN_ANSWER, _ENGLISH_ANSWER = re.compile(_KOREAN), re.compile(_ENGLISH)


def says_nothing(text: str) -> bool:
    """Whether the whole of ``text`` is an answer that says nothing."""
    if len(text) > LONGEST:
        return False
    folded = _TAIL.sub("", unicodedata.normalize("NFC", text).lower().replace("\u2019", "'"))
    if not folded:
        return False
    if folded.isascii():
        return _ENGLISH_ANSWER.fullmatch(_SPACE.sub(" ", folded)) is not None
    return _KOREAN_ANSWER.fullmatch(_SPACE.sub("", folded)) is not None
