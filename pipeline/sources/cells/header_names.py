"""Names of columns as Korean and English exports write them, by field; compared without case, spaces and marks."""

import re
from unicodedata import normalize

from pipeline.errors import Reason
from pipeline.text import folded

__all__ = ["DOUBTFUL", "KEPT_OUT", "NAMES", "PARTS", "WHOLE", "folded"]

NAMES: dict[str, tuple[str, ...]] = {
    field: tuple(names.split())
    for field, names in {
        "text": (
            "리뷰상세내용 리뷰내용 후기내용 상품평내용 리뷰본문 리뷰텍스트 reviewtext reviewcontent reviewbody "
            "review reviews comment comments text feedback feedbacktext content contents body message verbatim "
            "리뷰 후기 상품평 구매평 이용후기 댓글 코멘트 의견 고객의견 자유의견 주관식 주관식응답 내용 본문 "
            "문의내용 상담내용 피드백 voc voc내용 document opentext openended 사유 이유 기타의견 건의사항 한줄평 "
            "reviewdescription reviewcomment customercomment customerfeedback 답변내용주관식 pros cons positivereview "
            "negativereview positive negative likes dislikes advantages disadvantages advicetomanagement 장점 단점 좋은점 "
            "나쁜점 좋았던점 아쉬운점 아쉬웠던점 불편한점 개선점 바라는점 칭찬 불만 건의 제안 한마디 감상 총평 소감 "
            "reason reasons explanation followup advice advicetomgmt tiptext snippet contents reviewdetail reviewdetails remark remarks maintext fulltext notesfromcustomer レビュー 感想 コメント "
            "ご意見 口コミ 评论 评价内容 kommentar rezension bewertungstext comentario comentarios reseña opinión commentaire avis"
        ),
        "title": ("reviewtitle reviewheadline reviewsummary headline title summary 리뷰제목 후기제목 제목 한줄요약"),
        "id": (
            "id reviewid feedbackid responseid commentid surveyid answerid ticketid recordid uuid review번호 "
            "리뷰글번호 리뷰번호 리뷰id 후기번호 응답id 응답번호 글번호 게시글번호 상품평번호 문의번호 접수번호 "
            "댓글번호 리뷰아이디 답변id 설문응답id respondentresponseid caseid 예약번호 예약id 예약코드 예약아이디 접수id 티켓번호 "
            "bookingno bookingnumber bookingid bookingref bookingreference bookingcode reservationid reservationno "
            "reservationnumber reservationcode confirmationno confirmationnumber ticketno ticketnumber caseno casenumber"
        ),
        "date": (
            "date answeredat createdat created submittedat reviewsubmitdateandtime reviewdate timestamp datetime "
            "time at createddate createdtime creationdate submitdate submissiondate responsedate recordeddate "
            "enddate completedat dateposted posteddate postedat publishedat reviewcreationtime reviewtime 작성일 "
            "작성일시 작성일자 작성시간 등록일 등록일시 등록일자 리뷰등록일 리뷰작성일 후기작성일 응답일 "
            "응답일시 응답일자 응답시간 제출일 제출일시 일시 날짜 일자 접수일 접수일시 접수일자 문의일시 "
            "상담일시 생성일 생성일시 타임스탬프 설문일 설문응답일 평가일 reviewsubmitmillissinceepoch "
            "reviewlastupdatedateandtime startdate タイムスタンプ 投稿日 日付 回答日時 日期 评论时间 datum zeitstempel fecha "
            "marcatemporal horodateur respondedat responded answered submitted datesubmitted submissiontime finishedat "
            "completed"
        ),
        "rating": (
            "rating starrating stars star overallrating reviewrating overall score reviewscore ratingscore 평점 "
            "별점 구매자평점 리뷰평점 총평점 리뷰점수 점수 평가점수 만족도 종합만족도 전반적만족도 고객만족도 별 "
            "satisfaction csat csatscore grade 구매만족도 평가 total 총점 totalstar totalrating totalscore reviewerscore "
            "ratingoverall scoreoverall averagerating avgrating imrating reviewstars starscore 별점수 총별점 전체평점 전체점수 종합평점 "
            "평균평점 평균별점 전반 종합 종합점수 starsgiven userrating userscore 評価 総合評価 満足度 评分 "
            "评价 zufriedenheit bewertung gesamtbewertung sterne calificación puntuación valoración étoiles"
        ),
        "nps": (
            "nps npsscore netpromoterscore netpromoter enps recommendationscore recommendationrating nps점수 추천의향 추천점수 추천지수 추천의사 추천도 순추천고객지수 순추천지수 "
            "추천의향점수 likelihoodtorecommend ltr recommendscore npsrating 추천가능성"
        ),
        "customer": (
            "customer customerid customerno customernumber userid memberid clientid accountid reviewerid "
            "authorid respondentid contactid buyerid 고객번호 고객id 고객아이디 고객코드 회원번호 회원id "
            "회원아이디 사용자id 유저id 사용자번호 등록자 작성자id 작성자아이디 구매자id 구매자아이디 응답자id "
            "아이디 사번 employeeid externaldatareference 고객식별자 customerkey userno user"
        ),
        "product": (
            "product productname 상품명 제품명 상품 제품 서비스명 productid productcode 상품id 상품번호 상품코드 "
            "제품id 제품번호 제품코드 item itemname itemid sku asin movieid movie movietitle appname app appid "
            "packagename 앱이름 앱 airlinename airline hotel hotelname restaurant business businessid storename "
            "매장명 매장 지점명 지점 brand 브랜드 clothingid 모델명 model service 서비스 plan 요금제 firm firmname company "
            "companyname employer employername place placeid placename venue venuename property propertyname listing "
            "listingid branch branchname shop shopname store course coursename drug drugname game gamename school "
            "hospital clinic 가게 가게명 상호 상호명 업체 업체명 식당 식당명 호텔 호텔명 숙소 숙소명 병원 병원명 회사 회사명 기업 "
            "기업명 강의 강의명 강좌명 업소명 점포 점포명 음식점 음식점명 카페명 학원명 시설명 장소 장소명"
        ),
        "channel": (
            "channel 채널 채널명 유입채널 응답채널 접수채널 판매채널 경로 유입경로 접수경로 source platform "
            "플랫폼 매체 os distributionchannel surveychannel 쇼핑몰 판매처"
        ),
        "touchpoint": (
            "touchpoint 접점 고객접점 여정 여정단계 고객여정 고객여정단계 단계 journeystage journeystep stage "
            "step 접점명 터치포인트 journey 문의유형 상담유형"
        ),
        "segment": (
            "segment 세그먼트 고객군 고객세그먼트 고객유형 고객등급 회원등급 회원유형 등급 customersegment "
            "customertype customertier usertype membertype membership membershiptier tier travellertype "
            "typetraveller traveltype 부서 department 연령대 agegroup 고객구분 회원구분 소속"
        ),
        "language": (
            "language lang 언어 언어코드 locale reviewerlanguage userlanguage languagecode 응답언어 reviewlanguage"
        ),
        "audience": (
            "audience 응답자구분 응답자유형 대상 대상구분 respondenttype 고객직원구분 구분 유형 대상자 type role "
            "respondent"
        ),
        "consent_analyse": (
            "consentanalyse consentanalysis consenttoanalyse consenttoanalyze consentanalyze consent 동의 "
            "동의여부 분석동의 분석동의여부 개인정보동의 개인정보동의여부 개인정보수집동의 개인정보이용동의 "
            "데이터분석동의 수집이용동의 활용동의여부 활용동의 이용동의 개인정보수집이용동의"
        ),
        "consent_quote": (
            "consentquote consenttoquote quoteconsent quotable mayquote consentpublish 인용동의 인용동의여부 "
            "인용허용 공개동의 공개동의여부 게시동의 후기활용동의 후기공개동의 인용가능 consenttopublish"
        ),
    }.items()
}
"""Field -> whole names, the better ones first."""

DOUBTFUL = frozenset(
    (
        "app at body bookingcode bookingid bookingno bookingnumber bookingref bookingreference brand caseno casenumber "
        "confirmationno confirmationnumber created document grade item likelihoodtorecommend ltr model os overall plan "
        "headline title summary 제목 reason reasons explanation followup positive negative likes dislikes total 전반 종합 칭찬 불만 건의 제안 firm company place venue property listing "
        "reservationcode reservationid reservationno reservationnumber ticketno ticketnumber 예약id 예약번호 예약아이디 예약코드 접수id 티켓번호 "
        "branch shop store school hospital clinic 가게 업체 식당 호텔 숙소 병원 회사 기업 장소 점포 음식점 "
        "recommendscore respondent reviews role score service source stage star startdate step time type user "
        "경로 구분 단계 대상 대상자 등급 매장 문의유형 별 부서 브랜드 사유 상담유형 서비스 소속 아이디 연령대 "
        "유형 이유 지점 추천가능성 추천도 추천의사 추천의향 추천의향점수 추천점수 추천지수 평가"
    ).split()
)
"""Whole names that mean other things too: taken only where the values agree."""

PARTS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        (
            "text",
            r"(이유|까닭|사유).{0,16}(적|말씀|알려|무엇|입력|써|남겨|설명|\?|$)|^\W*(\d+\W+)?why\b|reasons? (for|behind|why)|explain"
            r"|(primary|main) reason|why did you|follow.?up",
        ),
        (
            "nps",
            r"추천.{0,14}(의향|의사|가능성|점수|하시겠|하실|정도)|소개.{0,10}(의향|의사)|net.?promoter"
            r"|likely.{0,60}(recommend|suggest|refer\b)|likely.{0,40}recommend|likelihood.{0,20}recommend"
            r"|recommend.{0,60}(0|zero).{0,5}10|권(하|유하)?시?겠|(권유|권장|소개)하시겠|추천하(시나|고 싶|실)|would you recommend"
            r"|(?<![a-z])e?nps(?![a-z])",
        ),
        ("consent_quote", r"(인용|공개|게시).{0,8}허용|(quote|publish).{0,20}permission|may we quote"),
        (
            "text",
            r"이유(를|는|가)|의견|자유롭게|적어\s?주|하고 싶은 말|남겨\s?주|개선.{0,6}(점|사항|바라)|주관식|후기"
            r"|좋았던|좋은 점|개선|보완|하고 싶으신|아쉬(운|웠)|불편(한|했)|칭찬|바라는|바랍|건의|제안|느낀|하실 말씀|무엇을|어떤 점|한마디"
            r"|improve|suggest|like (the )?(most|best|least)|what (could|should|can|would|did|do)\b|thoughts|describe|experience\?"
            r"|리뷰\s?(상세\s?)?내용|review.?text|why did you|reason for (your|the)|tell us|anything else"
            r"|in your own words|open.?end|advice|best (thing|part)|worst (thing|part)|한\s?줄\s?평|ください|お聞かせ|ご意見"
            r"|comments?\b|feedback|\breviews?$|verbatim|opinion|(positive|negative).?review",
        ),
        (
            "rating",
            r"만족(도|하|스)|별점|평점|총점|satisf|how would you rate|(?<![a-z])(ratings?|stars?|scores?|csat)(?![a-z])"
            r"|점수|(rating|score|stars)$|(overall|total).?(rating|score|star)",
        ),
        (
            "date",
            r"(작성|등록|응답|제출|접수|리뷰).{0,4}(일|시간)|date|일시|일자|날짜"
            r"|(submit|review|response|creat|post|complet).{0,14}time",
        ),
        (
            "customer",
            r"(고객|회원|사용자|유저|구매자)\s?_?(번호|id|아이디|코드)"
            r"|(customer|user|member|reviewer|respondent).?(id|no|number|key)\b",
        ),
        (
            "product",
            r"상품|제품|품목"
            r"|(product|item|movie|hotel|airline|restaurant|business|store|app|firm|company|place|venue|shop|branch|property|listing"
            r"|course|drug|game|school|hospital|clinic|brand|employer|merchant|seller)s?[ _.-]?(id|name|code|title)\b"
            r"|(가게|매장|지점|업체|식당|호텔|숙소|병원|회사|기업|강의|점포|브랜드|상호|업소|시설|학원|장소)\s?(명|이름|id|코드|번호)",
        ),
        ("touchpoint", r"접점|여정|touch.?point|journey"),
        ("channel", r"채널|channel"),
        ("segment", r"세그먼트|segment|(고객|회원)\s?(유형|등급|구분)|(customer|member|user|travell?er).?(type|tier)"),
        ("language", r"^언어|language|locale"),
    )
)
"""Field and what in a longer header points to it; the first that matches counts."""

OVERALL = re.compile(r"overall|total|general|전체|전반|종합|총|all in all", re.IGNORECASE)
"""What says of a rating that it is of the whole, beside those of parts."""

_RATED = re.compile(
    r"만족(?:도|하|스)\S*|별점|평점|점수|satisf\w*|ratings?|stars?|scores?|csat|how would you rate|얼마나|에|의|는|은",
    re.IGNORECASE,
)
_OF_NOTHING = re.compile(
    r"customer|user|review(?:er)?|your|our|the|my|guest|average|avg|value|given|고객|사용자|이용자|구매자|리뷰|상품|서비스|평균|체감|최종|이용|귀하"
    r"|with|for|of|you|are|how|이번|구매|방문|전체|전반|종합|총|overall|total|general|\d+|[\W_]",
    re.IGNORECASE,
)


def tidy(name: str) -> str:
    """A name with its letters in their usual form and one space between words."""
    return " ".join(normalize("NFKC", name).split())


def is_of_part(column: str) -> bool:
    """Whether a rating's name says which part of a thing it is of: '시설 만족도', 'Food rating', 'satisfied? [price]'."""
    if OVERALL.search(column):
        return False
    return "[" in column or bool(_OF_NOTHING.sub("", _RATED.sub("", ADDITION.sub("", column))))


BEGINNING = re.compile(
    r"start|begin|sent|invited|발송|요청|시작|방문|visit|stay|구매|purchase|order|주문|travel|experience", re.IGNORECASE
)
"""What says of a date that it is another than that of the answer."""

ADDITION = re.compile(
    r"\s*\((?:\d+|(?:UTC|GMT|KST)[^()]{0,8}|\d+\s*[-~–]\s*\d+|/?\s*\d+(?:점\s?(?:만점|척도)?)?|선택|필수|optional|required)\)$"
    r"|^\W*(?:Q|문)?\s?\d{1,2}\s*[.)]\s*|\s*\*$",
    re.IGNORECASE,
)
"""What stands before or after a name and is no part of it: a number, a zone, a scale."""

QUESTION = re.compile(
    r"[?？]|^¿|(주세요|주십시오|하시오|ください)\W*$|^(please|tell|describe|share|explain|name|list)\b", re.IGNORECASE
)
"""How the name of a column asks for something."""

LONGEST_QUESTION = 200


def question_of(column: str) -> str:
    """A column's name as the question that its texts answer: without number, scale and line breaks, cut to LONGEST_QUESTION."""
    name = " ".join(column.split())
    question = ADDITION.sub("", name).strip() or name
    return question if len(question) <= LONGEST_QUESTION else question[: LONGEST_QUESTION - 1] + "…"


KEPT_OUT: tuple[tuple[Reason, re.Pattern[str]], ...] = tuple(
    (reason, re.compile(pattern, re.IGNORECASE))
    for reason, pattern in (
        (
            Reason("reply"),
            r"답글|답변(?!.*주관식)|댓글\s?(수|여부)|reply|replies|response.?text|owner.?response|판매자\s?(의견|코멘트)",
        ),
        (
            Reason("personal_data"),
            r"^(\W*\d+\W+)?(이름|성명|성함|작성자명?|고객명|회원명|구매자명?|수령인|수취인|주문자명?|닉네임|별명|응답자명?|예약자명?|투숙객명?|환자명"
            r"|신청자명?|참가자명?|직원명?|담당자명?|상담사명?|판매자명?|보호자명?|author|reviewer|name|nick|handle|username|user|writer|nickname|guest"
            r"|agent|employee|who|from|by)$"
            r"|(?<![a-z])(full|first|last|sur|family|given|middle|user|customer|reviewer|author|nick|display|guest|contact|client|"
            r"member|patient|respondent|staff|agent|employee|rep|person|buyer|passenger|attendee|student|screen|account|your|host)"
            r"[ _.-]?names?(?![a-z])|displayname|"
            r"^(?!.*(?:식당|가게|매장|상품|제품|앱|업체|병원|회사|호텔|숙소|브랜드|강의|지점|기관|학교|메뉴|게임|도서|영화|장소|카페|음식점|점포|서비스)\s?이름)"
            r".*(이름|성함|성명|닉네임|별명|존함)(을|은|이|를|과|\s|\W|$)|(이름|성함|성명)\s?\(|고객\s?이름"
            r"|(?<![a-z])(twitter|instagram|kakao|카카오톡?|인스타|sns)[ _.-]?(handle|id|아이디|계정)|카톡"
            r"|what should we call you|^who are you|handle$|how (can|may|should) we (reach|contact)|(?<![a-z])contact( details?| info\w*| number)?\W*$"
            r"|(phone|mobile|tel|cell)[ _.-]?(no|number)?\.?$|연락\s?(가능|받|드)|경품.{0,12}(받|연락)|추첨"
            r"|우편|postcode|zip.?code|사번|차량\s?번호|여권|(?<![a-z])ssn(?![a-z])"
            r"|전화|연락처|휴대폰|핸드폰|이메일|메일주소|주소|생년월일|생일|주민|계좌|phone|^mobile(.?(no|number))?$|e-?mail"
            r"|address|birth|passport|\bip\b|latitude|longitude|위도|경도"
            r"|주문\s?(번호|id)|(^|[^a-z])order.?(id|no|number)$",
        ),
        (
            Reason("staff_words"),
            r"(agent|staff|internal|support|admin|manager|operator|employee|csr|rep).{0,3}(notes?|comments?|remarks?|memo|summary|response)\b"
            r"|(상담사|상담원|담당자|직원|내부|관리자|처리|조치)\s?(메모|의견|내용|코멘트|기록|답변|결과|노트|비고|사항)|resolution.?notes?|비고|메모$",
        ),
        (
            Reason("title"),
            r"^(title|headline|summary|subject|review.?title|review.?headline|제목|리뷰\s?제목)$",
        ),
        (
            Reason("count_or_link"),
            r"(도움|공감|추천|좋아요|조회)(이?\s?된)?\s?수$"
            r"|\b(helpful|thumbs|votes?|likes?|views?)([ _]?(up|count|votes?))?$"
            r"|\blink\b|url|이미지|사진|동영상|photo|image",
        ),
        (
            Reason("running_number"),
            r"^(no|no\.|번호|순번|순서|연번|index|row|#|seq|rownum|unnamed:?\s?0|column 1)$",
        ),
    )
)
"""Why a column is left alone, and the names it is left alone for; looked at after the whole names."""


def _whole_names() -> dict[str, tuple[tuple[str, float], ...]]:
    meanings: dict[str, tuple[tuple[str, float], ...]] = {}
    for field, names in NAMES.items():
        for place, name in enumerate(names):
            confidence = round((0.8 if name in DOUBTFUL else 1.0) - 0.001 * place, 3)
            meanings[name] = (*meanings.get(name, ()), (field, confidence))
    return meanings | {"등급": (("segment", 0.8), ("rating", 0.85))}


WHOLE = _whole_names()
"""Folded whole name -> the fields it may mean, with confidence: falling slowly with the place in NAMES."""
