"""Checks of what may be a name: whether it is a word, a title, a place or somebody famous."""

import re

from pipeline.masking import words
from pipeline.masking.english_names import FIRST_NAMES, NO_NAMES
from pipeline.masking.korean_names import CLEAR_SURNAMES, FAMOUS, FIRM_LABELS, GIVEN_NAMES, TITLES, WORDS_AS_NAMES

_VERB_END = re.compile(
    r"(?:[시하가오보]기|[는던된할을를에의게고면요로며들만하되겠데느져른운]|[진구]한|[어해라워아러]진|타나|야기|[하주기되오가보쓰리시타르]신|[해하되]서|[았었했]다|하지|합니|이나|으로|해도|전화|번호|[해하]도|하다|없이|같이)$"
)
_CERTAIN_VERB_END = re.compile(r"(?:[는던된할를에의져]|[해하되]서|하지|합니|번호|예쁘|틀렸|없[다어]|뭐[예야])$")
_PARTICLE_END = re.compile(r"[이가도은과와나]$")
_PLACE_END = re.compile(r"[구군시동읍면역점]$")
_PLACES = frozenset((*words.DISTRICTS, *words.CITIES, *words.COUNTIES, *words.PROVINCES))
_TITLES = frozenset(TITLES)
_CLEAR_TITLES = frozenset(
    "고객 회원 선생 쌤 기사 상담사 상담원 매니저 점장 팀장 대리 과장 부장 실장 직원 원장 간호사 교수 엔지니어 주임 강사 코치 사원 소장 차장 배송기사 설치기사 트레이너 환자 어르신 설계사 "
    "부원장 약사 변호사 세무사 수간호사 치위생사 지점장 센터장 본부장".split()
)
_GLUED_TITLES = frozenset(
    "선생 쌤 기사 상담사 상담원 매니저 점장 팀장 대리 과장 부장 실장 간호사 교수 주임 코치".split()
)
_PLACES_LIKE_TITLES = frozenset("주차장 승차장 세차장 폐차장 공사장 행사장 양계장".split())
"""Places whose names end as a title does: 공영주차장 is no 차장 called 공영주."""
_OF_STARS = frozenset("대표 이사 교수 선생 쌤 사장 학생 군 양 의사".split())
_LIKELY_VERB = re.compile(r"(?:ed|ing|ly|ful|ous|ible|able)$")


def is_korean_name(match: re.Match[str]) -> bool:
    """Three or four syllables that begin with a surname and are no listed word or title."""
    return _is_name(match["p"])


def _is_name(name: str) -> bool:
    if _is_listed(name):
        return False
    return _has_given_name(name) or _VERB_END.search(name) is None


def _has_given_name(name: str) -> bool:
    return name[1:] in GIVEN_NAMES or name[1:] in WORDS_AS_NAMES


def _is_listed(name: str) -> bool:
    is_title = name[1:] in words.PEOPLE_TITLES or name[1:] in _TITLES
    return is_title or name in words.NOT_NAMES or name[:2] in words.NOT_NAME_BEGINNINGS


def _is_named(name: str) -> bool:
    """Where 'the name is' stands before: no listed word, no form of a verb."""
    return not _is_listed(name) and _CERTAIN_VERB_END.search(name) is None


def is_addressed_name(match: re.Match[str]) -> bool:
    """A name before an honorific; apart from it one that does not end as a subject does ('소스가 고객님')."""
    name = match["p"]
    is_apart = match.string[match.end("p") : match.end("p") + 1] == " "
    return _is_name(name) and not (is_apart and name[-1] in "가은도" and name[1:] not in GIVEN_NAMES)


def is_likely_name(match: re.Match[str]) -> bool:
    """A likely given name, or no particle at its end."""
    return is_korean_name(match) and _is_likely(match["p"])


def is_titled_name(match: re.Match[str]) -> bool:
    """A name before a title without an honorific; where the title is a common word, or glued to it, a known one."""
    name, title = match["p"], match["title"]
    if name[-1] + title in _PLACES_LIKE_TITLES and match.string[match.end() : match.end() + 1] not in ("님", "께"):
        return False
    if _has_given_name(name):
        return is_korean_name(match) and not (title.strip() in _OF_STARS and name in FAMOUS)
    is_known_title = title.strip() in _CLEAR_TITLES and (title.startswith(" ") or title in _GLUED_TITLES)
    return is_known_title and is_likely_name(match)


def _is_likely(name: str) -> bool:
    return _has_given_name(name) or (
        _PARTICLE_END.search(name) is None and not _is_place(name) and name[1:] not in words.COMMON_ENDS
    )


def _is_place(name: str) -> bool:
    return _PLACE_END.search(name) is not None and (name[:-1] in _PLACES or name[-1] in "구역점")


def is_labelled_name(match: re.Match[str]) -> bool:
    """After a label that names are expected after, any name; after a title a likely one."""
    if match["label"] in FIRM_LABELS and any(letter in match["is"] for letter in " :=은는이가("):
        return is_korean_name(match) and _is_likely(match["p"]) if not match["is"].strip() else _is_named(match["p"])
    if "님" in match["is"] and match["p"][1:] not in GIVEN_NAMES:
        return False
    return bool(match["is"]) and is_likely_name(match)


def is_relative(match: re.Match[str]) -> bool:
    """A likely name in full after the word for a relative."""
    name = match["p"]
    return is_korean_name(match) and (name[1:] in GIVEN_NAMES or ("(" in match[0] and _is_likely(name)))


def is_given_name(match: re.Match[str]) -> bool:
    """A given name that is no word."""
    return match["p"] in GIVEN_NAMES and match["p"] not in words.NOT_GIVEN


def is_no_star(match: re.Match[str]) -> bool:
    """No words, and nobody famous."""
    return match["p"] not in FAMOUS and match["p"] not in words.NOT_BARE


def is_bare_name(match: re.Match[str]) -> bool:
    """A surname and a common given name that together are no word, nobody famous."""
    name = match["p"]
    is_given = name[1:] in GIVEN_NAMES and name[1:] not in words.NOT_BARE_GIVEN
    return is_given and name not in words.NOT_BARE and name not in FAMOUS and _is_name(name)


def is_who_speaks(match: re.Match[str]) -> bool:
    """A surname and a common given name that are no word: who says so is called so, even as somebody famous is."""
    name = match["p"]
    is_given = name[1:] in GIVEN_NAMES and name[1:] not in words.NOT_BARE_GIVEN
    is_clear = is_given or (name[1:] in WORDS_AS_NAMES and name[0] in CLEAR_SURNAMES)
    return is_clear and name not in words.NOT_BARE and _is_name(name)


def is_one_of_two(match: re.Match[str]) -> bool:
    """A likely name in either place."""
    name = match["p"] or match["q"]
    return _is_name(name) and _is_likely(name) and name not in FAMOUS


def _parts(name: str) -> list[str]:
    return [part.strip(".'’").lower() for part in re.split(r"[ ]", name) if part]


def is_english_name(match: re.Match[str]) -> bool:
    """No word of it is one that names nobody."""
    return _names_somebody(match["p"])


def _names_somebody(name: str) -> bool:
    return not any(part in NO_NAMES for part in _parts(name))


def is_doctor(match: re.Match[str]) -> bool:
    """A doctor and no brand that is called so."""
    return match["p"].split()[0] not in (
        "Martens",
        "Marten",
        "Pepper",
        "Who",
        "Strange",
        "Oetker",
        "Bronner",
        "Bronners",
    ) and is_english_name(match)


def is_known_english_name(match: re.Match[str]) -> bool:
    """A common first name, or two words of which neither names anything else."""
    parts = _parts(match["p"])
    return is_english_name(match) and (
        parts[0] in FIRST_NAMES or (len(parts) == 2 and not any(map(_LIKELY_VERB.search, parts)))
    )


def is_english_name_in_sentence(match: re.Match[str]) -> bool:
    """A common first name, or a word that looks like no verb."""
    parts = _parts(match["p"])
    if parts[0] in FIRST_NAMES:
        return True
    return is_english_name(match) and not parts[0].endswith("s") and _LIKELY_VERB.search(parts[0]) is None


def is_signature(match: re.Match[str]) -> bool:
    """A common first name, alone or with more."""
    return _parts(match["p"])[0] in FIRST_NAMES
