"""How text is compared: each kind of comparison in one place, so that what is stored and what is asked for agree."""

import re
from hashlib import blake2b
from unicodedata import normalize

STOP_WORDS = frozenset(
    "a an the and or but if then than that this these those there here it its it's i i'm i've i'd i'll me my mine we "
    "our ours us you your yours he him his she her hers they them their theirs is am are was were be been being do "
    "does did done have has had having will would shall should can could may might must to of in on at by for from "
    "with about as into over under so too very just also only not no nor don't doesn't didn't isn't wasn't can't won't "
    "what which who whom whose when where why how all any some each such own same s t".split()
)
"""English words that are no content, lower case with plain apostrophes: no lemmas of a comment, and not searched for."""


FILL_WORDS = frozenset(
    "still yet every again always even now much more most many really quite ever already get gets got getting back after "
    "before since until because while one two lot lots bit thing things anything everything something way time times day "
    "days today im ive dont let like am pm etc ok okay well make makes made go goes going went other another up out off "
    "down no first last new old good great nice bad never too".split()
)
"""English words that have a lemma but name no topic, and say little of what stands beside them."""

NO_TOPICS = FILL_WORDS | frozenset(
    # English: who, when, how many, how; what people do to all things; judgements and feelings, which tone and emotions tell
    "someone somebody anyone anybody everyone everybody nobody none whoever people person guy guys man woman self myself "
    "yourself itself themselves monday tuesday wednesday thursday friday saturday sunday january february march april june "
    "july august september october november december week weeks month months year years hour hours minute minutes second "
    "seconds morning evening night tonight yesterday tomorrow once three four five six seven eight nine ten third half few "
    "several both else little long short big small large high low next few whole full total number place side part end start "
    "same different sure exactly honestly finally actually literally basically simply totally absolutely completely probably "
    "maybe almost nearly enough rather pretty far away instead later soon often usually sometimes especially however though "
    "although yes please sorry hello hi thank thanks thankful grateful say says said tell tells told ask asks asked know knows "
    "knew think thinks thought thoughts feel feels felt feeling feelings look looks looked looking see sees saw seen seem seems "
    "seemed want wants wanted need needs needed try tries tried trying take takes took taken taking give gives gave given come comes came coming put "
    "puts keep keeps kept leave left find finds found show shows showed use used using work works worked start started stop "
    "stopped turn turned happen happened buy bought become became mean means meant let's that's there's it'll i'll you'll "
    "love loved loves loving like liked likes happy glad pleased satisfied satisfying enjoy enjoyed hate hated angry sad upset "
    "disappointed disappointing worried worry scared nervous anxious afraid curious trust best better worst worse well fine "
    "amazing awesome excellent perfect perfectly lovely beautiful wonderful fantastic terrible horrible awful poor poorly bad "
    "badly nicely greatly highly recommend recommended right wrong real really true able "
    "between through across around against along among behind below beneath beside besides beyond during except inside near "
    "onto outside past per than toward towards under until upon within without itself whose whether either neither "
    # Korean
    "것 거 수 때 말 일 전 후 뒤 중 앞 옆 위 아래 안 밖 속 곳 데 점 편 쪽 측 분 명 번 원 건 반 정도 만큼 이상 이하 이후 이전 동안 내내 "
    "이번 저번 지난번 다음 처음 마지막 끝 시작 오늘 어제 내일 그날 하루 이틀 며칠 매일 매번 요즘 지금 아까 나중 최근 당시 순간 평소 예전 올해 작년 "
    "날 달 해 주 월 년 주말 평일 아침 점심 저녁 밤 오전 오후 봄 여름 가을 겨울 월요일 화요일 수요일 목요일 금요일 토요일 일요일 "
    "나 너 저 우리 저희 제 내 본인 자신 누구 사람 분들 여러분 모두 전부 전체 부분 경우 생각 마음 느낌 기분 이유 때문 덕분 대신 상태 상황 내용 결과 "
    "진짜 정말 완전 역시 그냥 조금 약간 제일 최고 최악 대박 굿 강추 추천 비추 가능 필요 사실 무엇 뭐 어디 언제 여기 거기 저기 이거 그거 저거 "
    "하나 둘 셋 감사 고마움 만족 불만 실망 감동 행복 기쁨 사랑 걱정 불안 안심 짜증 화 분노 후회 기대 별로 자체 관련 기준 보통 ㅎㅎ ㅋㅋ ㅠㅠ".split()
)
"""Words, Korean nouns among them, that may have a lemma but say by themselves of no thing; feelings are told by the emotions."""

OTHER = "(other)"
"""Stands for the values of an attribute that are not told apart."""


def folded(name: str) -> str:
    """A column name without case, spaces and punctuation."""
    return re.sub(r"[\W_]+", "", name).casefold()


def folded_name(name: str) -> str:
    """The name of a touchpoint or a product without case and spaces, in NFC; punctuation counts."""
    return "".join(normalize("NFC", name).split()).casefold()


def folded_text(text: str) -> str:
    """A comment, or words searched for in comments, in NFC and lower case."""
    return normalize("NFC", text).lower()


def folded_term(term: str) -> str:
    """What a topic is known by, as stored: ``배송 + 늦다`` is 배송+늦다, in NFC and lower case, single spaces."""
    return "+".join(" ".join(half.split()) for half in folded_text(term).split("+"))


_WORD = re.compile(r"[^\W_]+")

LEAST_WORDS_ALIKE = 4
"""Words from which on two comments that say the same are more than a coincidence."""

FLOOD_COMMENTS, FLOOD_PERCENT = 30, 3
"""Comments with the same words are a flood where they are more than so many, and more than this part of all (METRICS)."""


def words_hash(text: str | None) -> int | None:
    """A 63-bit hash of a comment's words without case, punctuation and signs; None for fewer than LEAST_WORDS_ALIKE."""
    return hash_of_words(folded_text(text) if text else None)


def hash_of_words(folded: str | None) -> int | None:
    """As ``words_hash``, for a comment as ``folded_text`` gives it."""
    words = _WORD.findall(folded) if folded else []
    if len(words) < LEAST_WORDS_ALIKE:
        return None
    return hash_of(" ".join(words)) >> 1


def hash_of(content: str, size: int = 8) -> int:
    """A hash of characters of so many bytes, without a key."""
    return int.from_bytes(blake2b(content.encode("utf-8", "surrogatepass"), digest_size=size).digest(), "big")


def one_line(text: str, longest: int) -> str:
    """A text on one line, cut to so many letters."""
    return cut(" ".join(text.split()), longest)


def cut(text: str, longest: int) -> str:
    """A text of at most so many letters, the last one … where there were more."""
    return text if len(text) <= longest else text[: longest - 1] + "…"
