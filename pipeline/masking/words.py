"""Words and pieces of patterns for masking: Korean places and surnames, and what looks like a name but is none."""

import re
from collections.abc import Iterable
from typing import Any

PROVINCES = (
    "서울 부산 대구 인천 광주 대전 울산 세종 경기 강원 충북 충남 전북 전남 경북 경남 제주 충청북 충청남 전라북 "
    "전라남 경상북 경상남"
).split()
"""Provinces and metropolitan cities; the first 17 also begin the numbers of driving licences."""

DISTRICTS = (
    "종로 중 용산 성동 광진 동대문 중랑 성북 강북 도봉 노원 은평 서대문 마포 양천 강서 구로 금천 영등포 동작 "
    "관악 서초 강남 송파 강동 서 동 남 북 영도 부산진 동래 해운대 사하 금정 연제 수영 사상 수성 달서 미추홀 연수 "
    "남동 부평 계양 서해 광산 유성 대덕 장안 권선 팔달 영통 수정 중원 분당 만안 동안 원미 소사 오정 상록 단원 "
    "덕양 일산동 일산서 처인 기흥 수지 상당 서원 흥덕 청원 동남 서북 완산 덕진 의창 성산 마산합포 마산회원 진해"
).split()
"""Names before 구 (as of 2024)."""

CITIES = (
    "수원 성남 의정부 안양 부천 광명 평택 동두천 안산 고양 과천 구리 남양주 오산 시흥 군포 의왕 하남 용인 파주 "
    "이천 안성 김포 화성 양주 포천 여주 춘천 원주 강릉 동해 태백 속초 삼척 청주 충주 제천 천안 공주 보령 아산 "
    "서산 논산 계룡 당진 전주 군산 익산 정읍 남원 김제 목포 여수 순천 나주 광양 포항 경주 김천 안동 구미 영주 "
    "영천 상주 문경 경산 창원 진주 통영 사천 김해 밀양 거제 양산 서귀포"
).split()
"""Names before 시."""

COUNTIES = (
    "연천 가평 양평 홍천 횡성 영월 평창 정선 철원 화천 양구 인제 고성 양양 보은 옥천 영동 증평 진천 괴산 음성 "
    "단양 금산 부여 서천 청양 홍성 예산 태안 완주 진안 무주 장수 임실 순창 고창 부안 담양 곡성 구례 고흥 보성 "
    "화순 장흥 강진 해남 영암 무안 함평 영광 장성 완도 진도 신안 의성 청송 영양 영덕 청도 고령 성주 칠곡 예천 "
    "봉화 울진 울릉 의령 함안 창녕 남해 하동 산청 함양 거창 합천 달성 군위 기장 울주 강화 옹진"
).split()
"""Names before 군."""

SURNAMES = (
    "김이박최정강조윤장임한오서신권황안송류유홍전고문양손배백허남심노하곽성차주우구민진나지엄채원천방공현"
    "함변염여추도소석선설마길연위표명기맹탁피국금옥복두어편봉은모반왕육제태형독"
)
"""One-syllable surnames that cover more than 99 % of people (2015 census)."""

COMMON_SURNAMES = SURNAMES[: SURNAMES.index("맹")]
"""Those of them that are looked for where nothing else tells a name."""

BANKS = (
    "국민 신한 우리 하나 농협 기업 카카오뱅크 카카오 카뱅 케뱅 토뱅 저축은행 웰컴저축 토스뱅크 토스 케이뱅크 새마을금고 새마을 우체국 제일 "
    "SC제일 수협 신협 대구 부산 경남 광주 전북 제주 씨티 산업 iM뱅크 KB KB국민 NH NH농협 IBK"
).split()
"""Banks as people write them before or after an account number."""

PEOPLE_TITLES = (
    "대리 과장 팀장 부장 실장 사장 원장 점장 기사 선생 교수 회장 이사 차장 소장 감독 배우 작가 여사 반장 국장 "
    "대표 주임 계장 의원 장관 전무 상무 총리 판사 검사 간호"
).split()
"""Titles that follow a surname alone ('김과장님'): no one is named by them."""

NOT_NAMES = (
    "여고생 남고생 여대생 초등생 주방장 마지막 주방님 구매자 이용자 주문자 방문자 신청자 전문가 변호사 지점장 연구원 안내원 조리사 안경사 정비사 조무사 설계사 "
    "경비원 도우미 주차원 심사자 유튜버 진행자 제작자 강아지 고양이 하느님 노약자 임차인 임대인 장애인 공무원 "
    "민원인 한의사 이사장 구독자 이발사 정회원 준회원 전직원 현직원 지도사 조교수 성직자 양육자 임산부 예비맘 "
    "신랑님 신부님 주치의 지원자 최고다 정말요 이웃님 서비스 배달원 배송원 이벤트 강사님 유저님 원장님 주인장 "
    "오타쿠 안주인 우수자 고객님 하나님 선생님 장모님 이모님 고모님 조카님 공주님 서방님 차주님 여신님 주인님 "
    "지인님 남편님 부모님 도련님 추천인 수강생 유학생 고등학 대학생 졸업생 임직원 정직원 상담원 상담사 설치원 "
    "판매원 매니저 엄마님 강의자 기획자 개발자 관리자 운영자 담당자 이분들 여러분 모두들 우리들 이놈의 오빠들 "
    "언니들 누나들 자기님 지배인 조합원 주재원 교육생 신입생 연예인 소유자 소비자 조력자 차주분 선구자 나머지 "
    "배우자 노동자 마스터 임원진 주최자 주관자 심판관 수험생 소방관 경찰관 조종사 승무원 기관사 운전자 도지사 "
    "주인공 남친이 나이팅 신부인 주무관 변리사 세무사 노무사 회계사 법무사 미용사 간병인 명예인 도매상 소매상 "
    "여행자 여행객 관람객"
).split()
"""Three syllables that begin like a surname, stand before 님 or 씨, and are no name."""

NOT_NAME_BEGINNINGS = (
    "정신 만성 급성 이름 구매 구입 이용 주문 방문 문의 신청 유명 소중 선정 지정 지불 조회 변경 반품 교환 기존 이탈 임시 전체 오래 "
    "이름 연결 전기 교육 신규 주요 현재 최근 최초 하루 여러 모든 이런 어떤 저런 진짜 정말 고마 반가 안녕 이상 황당 양심 성실 신뢰 "
    "안전 정직 진상 강성 고급 주위 주변 노령 남녀 여자 남자 지인 지방 전국 한국 중국 미국 외국 명예 공동 장기 "
    "단기 원래 심한 엄청 차분 민감 예민 채팅 전화 상담 모두 우수 단골 유료 무료 정회 준회 배송 배달 택배 설치 "
    "판매 안내 하자 불편 불만 문제 서비 고객 회원 직원 나쁜 착한 좋은 이번 지난 다음 오늘 어제 내일 요즘 우리 "
    "저희 너희 모범 예비 신혼 임신 노인 어린 청소 강조 강제 강력 강추 장난 장애 유튜 조용 조금 한번 한분 한명 "
    "두분 매장 지점 본사 지하 주차 주말 주중 주민 유저 여성 남성 성인 원하 원장 전문 전부 전혀 전담 전직 현직 "
    "현장 공식 공인 방금 방송 기다 기사 기타 연락 연예 도착 도와 설명 설마 위대 위험 표정 명품 명절 선물 선배 "
    "선생 석사 소비 소개 추가 추천"
).split()
"""Two syllables with which a word of three is no name."""

COMMON_ENDS = frozenset(
    "선생 사장 여러 연결 전화 연락 상담 응대 교육 친절 불친 번호 이름 성함 확인 안내 설명 배정 방문 호출 변경 요청 통화 대기".split()
)
"""Two syllables after a surname's syllable that make a word of everyday service rather than a name."""

NOT_GIVEN = frozenset(
    "주연 수영 진정 정수 지원 정원 미정 인정 인성 상호 기호 현지 성경 자영 미숙 동의 수지 지수".split()
)
"""Given names that are words as well: not taken alone."""

NOT_BARE_GIVEN = frozenset("성은 정은 고은 해진 정인 성인 재성 주연 정선 상호 정원 경수 인성 영상 기호 동수".split())
"""Given names that behind a syllable are words ('구성은', 'the make-up is'): not taken without more."""

NOT_BARE = frozenset(
    (
        "이미정 소수민 소수정 원주민 우수성 우수정 정상진 정상호 현지인 여성민 변동성 이용수 이용석 전용석 전용수 신용석 신용수 공용수 표준수 이영상 강인성 노인성 이상호 이상진 이상훈 여유진 "
        "공유진 소유진 사유진 고유진 이유나 채소영 최소연 최소민 여기영 여기현 여기훈 정상훈 정상우 정상윤 정상희 정상민 정상욱 정상현 정상철 지인영 주인영 공동하 신경숙 전기호 이수지 "
        "정다운 정나라 신나라 유나라 노하늘 노바다 문하나 정우리 정하나 송하나"
    ).split()
)
"""A surname's syllable and a given name that together are words."""

HONORIFICS = (
    "고객님 고객입니다 고객인데 회원님 선생님 기사님 상담사 상담원 상담직원 매니저 점장님 팀장님 대리님 과장님 "
    "부장님 실장님 직원분 직원님 원장님 간호사 교수님 배송기사 설치기사 엔지니어 주임님 강사님 코치님 담당자님 "
    "사원님"
).split()
"""What follows a name in a salutation, besides 님 and 씨."""

NO_ROADS = (
    "으로 바로 새로 서로 별로 따로 실제로 그대로 제대로 맘대로 추가로 정도로 별도로 의외로 진짜로 정말로"
).split()
"""Words that end like a road's name (로) and stand before numbers."""


def any_of(names: Iterable[str]) -> str:
    """A pattern that matches any of the names, the longest first."""
    return "(?:" + "|".join(sorted(map(re.escape, names), key=len, reverse=True)) + ")"


def longest_of(names: Iterable[str]) -> str:
    """As any_of, written as a tree of letters: as quick for many names as for few."""
    tree: dict[str, Any] = {}
    for name in names:
        branch = tree
        for letter in name:
            branch = branch.setdefault(letter, {})
        branch[""] = {}
    return _written(tree)


def _written(branch: dict[str, Any]) -> str:
    ways = [re.escape(letter) + _written(further) for letter, further in branch.items() if letter]
    if not ways:
        return ""
    return f"(?:{'|'.join(ways)})" + ("?" if "" in branch else "")


ANY_BANK = any_of(BANKS)
ANY_LICENCE_REGION = any_of(PROVINCES[:17])

GAP = r"[ .,\-~()/_:*\n]{0,3}"
"""What may stand between the parts of a telephone number."""

SPOKEN_GAP = r"(?:다시|대시|[ .,\-~/_:*\n에의]){0,3}"
SPOKEN = r"[0-9공영빵일이삼사오육륙칠팔구oOlI]"
"""A digit, written or spelled out."""

KOREAN_AREA = r"0(?:2|3[1-3]|4[1-4]|5[1-5]|6[1-4]|70|50[2-8])"
"""Prefixes of land lines, internet telephones and safe numbers; 080 and 15xx are call centres."""

ALONE = r"(?<![0-9])(?<![0-9][.,])"
"""No digits of a longer number before."""

_REGION = rf"(?:{any_of(DISTRICTS)}구|{any_of(CITIES)}시|{any_of(COUNTIES)}군)"
_PROVINCE = rf"{any_of(PROVINCES)}(?:특별자치시|특별자치도|특별시|광역시|시|도)?"
PLACES = rf"(?:{_PROVINCE} ?(?:[가-힣]{{1,5}}[시군구] ?){{0,2}}|(?:{_REGION} ?){{1,2}})"
"""A province and what follows, or known districts."""

HAMLET = r"(?:[가-힣0-9]{1,8}(?:읍|면|동|리|가) ?){0,3}"
NO_UNIT = r"(?![0-9]| ?(?:호[점선]|번(?!지|길)|인(?!데|가요|지|것)|[개원명분시점회%만천년월주일차대곳위박세배층]|군데))"
"""The number before counts nothing ('강남구 매장 3번')."""

_ROAD_END = "(?:로|길)" + "".join(f"(?<!{word})" for word in NO_ROADS)
_LANE = r" ?[0-9]{1,4}번?[가-하]?길 ?[0-9]{1,4}"
_HOUSE = r"[0-9]{1,4}(?:-[0-9]{1,4})?"
_ROAD = rf"[가-힣A-Za-z0-9.]{{1,12}}{_ROAD_END}(?:{_LANE}(?:-[0-9]{{1,4}})?| ?{_HOUSE}){NO_UNIT}"
_LOT = rf"[가-힣]{{1,6}}[0-9]?(?:동|리|가|읍|면) ?(?:산 ?)?{_HOUSE}(?: ?번지)?{NO_UNIT}"
STREET_KO = rf"(?:{_ROAD}|{_LOT})"
"""A road or a lot down to its number."""

LANE_KO = rf"[가-힣]{{2,8}}(?:로|길){_LANE}(?:-[0-9]{{1,4}})?{NO_UNIT}"
"""A lane of a road: enough of an address without any place before it."""

LOT_WORD = rf"[가-힣]{{1,6}}(?:동|리|가) ?(?:산 ?)?{_HOUSE} ?번지"
BUILDINGS = (
    "(?:아파트|빌라|오피스텔|빌딩|타워|맨션|주택|자이|래미안|푸르지오|힐스테이트|하이츠|빌|타운|캐슬|파크|아이파크|편한세상|더샵|마을|단지|팰리스|빌리지|하우스|원룸|고시원|고시텔"
    "|기숙사|주공|시티|에버빌|센트럴|스카이|뷰|상가|연립|롯데캐슬|주상복합|그린|힐|에코|레지던스)"
)
BUILDING = rf"[가-힣A-Za-z0-9]{{1,15}}{BUILDINGS}"
BUILDING_OF = rf"[가-힣A-Za-z0-9]{{1,12}}{BUILDINGS}"
_ROOM_NUMBER = r"[0-9]{2,5} ?호(?![점선기])(?! ?(?:객실|룸|방(?![으이]로)|차(?![가-힣])))"
HOME_KO = rf"(?<![0-9])(?:(?:{BUILDING} ?)?(?:[0-9]{{1,2}}단지 ?)?(?<![0-9])[0-9가-하A-Z]{{1,4}}동 ?{_ROOM_NUMBER}|{BUILDING_OF} ?{_ROOM_NUMBER})"
"""A building or its part and a room in it."""
ROOM = (
    rf"(?:,? ?\([가-힣0-9, ]{{1,20}}\))?(?:,? ?{BUILDING})?(?:,? ?[0-9A-Z가-힣]{{1,4}}동(?= ?[0-9]))?"
    r"(?:,? ?(?:지하 ?)?[0-9]{1,3}층)?(?:,? ?[0-9]{1,5}호(?![점선]))?"
)
"""What follows the number of the house."""

_SURNAME = rf"(?:남궁|황보|제갈|사공|선우|독고|[{SURNAMES}])"
NAME_KO_INSIDE = rf"(?:(?:남궁|황보|제갈|사공|선우|독고)[가-힣]|{_SURNAME}[가-힣]{{2}})"
NAME_KO = rf"(?P<p>{NAME_KO_INSIDE})"
NAME_KO_ALONE = (
    rf"(?P<p>[{SURNAMES}사](?<![가-힣A-Za-z0-9].)"
    r"(?:(?:(?<=남)궁|(?<=황)보|(?<=제)갈|(?<=사)공|(?<=선)우|(?<=독)고)[가-힣]{2}|(?<=사)공[가-힣]|(?<!사)[가-힣]{2}))"
)
"""As NAME_KO at the start of a word."""

_NIM = r"(?<! )님(?!들)|(?<![은는이가도을를고의에만] )님(?!들)|(?<= )님(?=께|,|[.!~?]|$)|(?<=[은의] )님(?= )"
_SSI = r"(?<![날글솜음저])씨(?=$|[^가-힣]|[가는를와의께도랑]|한테|에게|입니다)"
HONORIFIC = rf" ?(?:{any_of(HONORIFICS)}|{_NIM}|{_SSI})"
"""What makes three syllables before it a name; ' 님' after a particle is the pronoun 'you'."""

NAME_ALONE_ENDS = (
    r"(?=(?:[이가은는을를도의와과랑님씨]|에게|한테|께서|이라|라는|라고|이란|입니다|예요|이에요|이랑|이름|명의)?(?![가-힣])"
    r"|이[가는라름]|때문|덕분|으로|앞으로|한테)"
)
"""What follows a name that nothing else tells: nothing, or a particle."""

NAME_KO_ENDS = r"(?=$|[^가-힣]|입니다|이에요|예요|이었|이셨|이신|였|이구요|구요|고요|이라고|라고|이라|이고|인데|이며|님|씨|쌤|으로|[이가은는을를의도과와](?![가-힣])|에게|한테|께서|이[가는]|입니|이시)"
_MONTH_EN = (
    "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_ORDINAL = "[0-9]{1,2}(?:st|nd|rd|th)?"
DAY_OF_YEAR_EN = rf"(?:{_MONTH_EN} {_ORDINAL}|(?:the )?{_ORDINAL} (?:of )?{_MONTH_EN})"
DAY_EN = rf"{DAY_OF_YEAR_EN},? (?:19|20)[0-9]{{2}}"
"""A day as English writes it, with its year."""

_SMALL = "a-zß-öø-ÿ"
CAPITAL = rf"[A-ZÀ-ÖØ-Þ](?:['’][A-ZÀ-ÖØ-Þ])?[{_SMALL}]{{1,20}}(?:[A-Z][{_SMALL}]{{1,15}})?(?:['’\-](?!s\b)[A-Za-z][{_SMALL}]{{0,20}}){{0,2}}"
NAME_EN_INSIDE = rf"{CAPITAL}(?: [A-Z]\.)?(?: {CAPITAL})?"
NAME_EN = rf"(?P<p>{NAME_EN_INSIDE})"
SIGNED_EN = rf"(?:[A-Z]\. ?){{1,2}}{CAPITAL}|{CAPITAL}(?: [A-Z]\.?)?(?: {CAPITAL})?"
TITLE = r"(?:(?:Mr|Mrs|Ms|Miss|Dr)\.? )?"

_STREETS = (
    "Street St Avenue Ave Road Rd Boulevard Blvd Lane Ln Drive Dr Court Ct Terrace Square Crescent Parkway Pkwy Close Gardens Grove Mews "
    "View Walk Highway Hwy Circle Cir Trail Quay Rise Row Wharf Place Pl Way Hill Green Park Cottages Croft Drove Loop"
).split()
NEAR_STREET = "|".join(f" {word.lower()}" for word in _STREETS)
FLAT_EN = r"(?:[Ff]lat|[Aa]partment|[Aa]pt|[Uu]nit|[Ss]uite|Room|#)\.? ?[0-9A-Za-z\-]{1,6}"
UK_POSTCODE = r"[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][ABD-HJLNP-UW-Z]{2}"
ANY_UK_POSTCODE = r"[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][ABD-HJLNP-UW-Z]{2}"
TAIL_EN = (
    rf"(?:,? {FLAT_EN})?(?:,? [A-Z][a-z]+(?: [A-Z][a-z]+)?(?=,? (?:[A-Z]{{2,3}}\b|{UK_POSTCODE}|[0-9]{{4,5}}\b))|)"
    rf"(?:,? {UK_POSTCODE}|,? [A-Z]{{2,3}}(?:,? [0-9]{{4,5}}(?:-[0-9]{{4}})?)?(?![A-Za-z0-9]))?"
)
"""What follows an English street or box: flat, town, state or county, postcode."""
STREET_EN = (
    rf"(?:{FLAT_EN},? )?[0-9]{{1,5}}[A-Za-z]? (?:[NSEW]\.? )?"
    rf"(?:{CAPITAL}|St\.?|[0-9]{{1,3}}(?:st|nd|rd|th)) (?:{CAPITAL} ){{0,2}}"
    rf"{any_of(_STREETS)}\b\.?(?:,? {FLAT_EN})?"
)
"""An English street down to the number, with the flat before or after it."""

HOST = (
    r"(?:https?://|www\.|(?<![A-Za-z0-9.\-@])(?:[A-Za-z0-9\-]{1,60}\.){1,4}"
    r"(?:com|net|org|kr|io|me|ly|gg|app|dev|be)(?=[/?]))[A-Za-z0-9가-힣.\-:]*/?"
)
KIN = (
    "아들 딸 아이 아기 애기 손자 손녀 조카 남동생 여동생 동생 막내 첫째 둘째 셋째 남편 아내 와이프 신랑 집사람 친구 엄마 아빠 어머니 아버지 언니 오빠 누나 사위 며느리"
).split()
"""Relatives, before whose names a word for them stands."""

NEAR_KIN = "|".join(KIN)
PLATFORMS = (
    "카카오톡 카톡 카카오 인스타그램 인스타 텔레그램 텔레 디스코드 디코 트위터 페이스북 페북 스냅챗 틱톡 스레드 위챗 라인 스카이프 스팀 유튜브 "
    "instagram insta telegram discord twitter facebook snapchat tiktok threads kakaotalk kakao wechat skype steam twitch signal"
).split()
NEAR_PLATFORM = "|".join(sorted({name.lower() for name in PLATFORMS}))
NO_COUNT = r"(?! ?(?:개|명|회|번|건|원|자))"

COURIERS = (
    "대한통운 우체국택배 한진택배 한진 롯데택배 로젠택배 로젠 경동택배 일양로지스 CJ택배 편의점택배 택배 등기 UPS FedEx Fedex FEDEX DHL USPS "
    "TNT EMS Hermes Evri DPD"
).split()
