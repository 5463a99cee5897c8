"""Personal data that a word before it gives away: passwords, codes, numbers of orders and of people, plates, devices."""

import re

from pipeline.masking import label_checks as checks
from pipeline.masking import words
from pipeline.masking.pattern import PersonalPattern, row

WORD = r"(?<![A-Za-z\[_])"
"""No letter before, and no bracket: what stands for a masked item is no label."""

NO_MEASURE = (
    r"(?![0-9]|회|번|건|분|초|일|년|월|만|천|주|배|도|점|장|통| ?(?:자리|글자|시간|원|개(?![가-힣])|명(?![가-힣])|호선|%|대[의가를]|인분|kg|g\b|ml|mm|cm|mAh|GB|TB"
    r"|won\b|krw\b|usd\b|characters?|digits?|times?|minutes?|mins?\b|hours?|days?|weeks?|months?|years?|letters?|chars?|attempts?"
    r"|seconds?|secs?\b|units?|pieces?|pcs|items?|people))"
)
"""The number before counts and measures nothing."""

_IS = r"(?: ?(?:[은는이가을를요]|is|was|to|now)(?= |:|[^A-Za-z가-힣])|[ :=\-.(\"'#]){0,6}"
_IS_TIGHT = r"(?:[은는이가을를요]|[ :=(\"'\[]){0,5}"
_NUMBER_WORD = r" ?(?:no\b\.?|nos?\b\.?|num\b\.?|number|nr\b\.?|id\b|code\b|ref(?:erence)?\b|#)"
_DIGITS = r"[*#]{0,2}[0-9](?:[ \-]?[0-9]){2,9}[*#]{0,2}(?: ?(?:종|별|샵|우물)(?![가-힣]))?"
_MIXED = r"[A-Za-z0-9!@#$%^&*+=_.~?\-]{4,30}"
_CODE = r"[A-Z0-9][A-Z0-9\-_/]{2,30}[A-Z0-9]"
_GROUPS = r"[0-9]{2,6}(?:[ ·][0-9]{2,6}){1,4}"

_KO_SECRET = (
    r"비밀 ?번호|비번|패스워드|암호|인증 ?(?:번호|코드|문자)|핀 ?번호|출입 ?(?:번호|코드)|일회용 ?(?:번호|코드)"
)
_EN_SECRET = (
    r"pass ?words?|passw0rd|passcodes?|passphrase|pwd|pw|pin(?: ?(?:code|number|no\b\.?))?|otp(?: (?:code|number))?"
    r"|one[- ]time (?:code|password|pin)|(?:verification|security|access|auth(?:entication|orization)?|login|sms|2fa|door"
    r"|gate|entry|building|lock ?box|key ?box|alarm|buzzer|garage|entrance|keypad|lobby|wi-?fi) ?(?:code|pin|key|number)"
    r"|pass(?=:| is)"
)
_NEAR_SECRET = (
    "밀번호|밀 번호|비번|패스워드|암호|인증|핀번호|핀 번호|출입|일회용|현관|도어락|pass|pw|pin|otp|one|code|key|number"
)

_ORDER_KO = words.any_of(
    "주문 예약 송장 접수 고객 결제 승인 영수증 문의 구매 교환 반품 환불 티켓 예매 상담 등기 택배 배송 조회 발권 항공 항공권 거래 계약 신청 민원 "
    "수리 관리 발급 사건 심사 청구 사고 보상 입금 예약확인 확인 대기 회원 의뢰 견적".split()
)
_PERSON_KO = words.any_of(
    "사원 직원 수험 환자 진료 차트 병록 등록 조합원 조합 증권 보험 보험증 보험증권 교번 멤버십 멤버쉽 마일리지 적립 포인트 응시 수강 교직원 "
    "학생 가입자 가입 자격증 학적 임직원 교원 스카이패스".split()
)
_ORDER_EN = (
    r"orders?|booking|reservation|tracking|invoice|receipt|ticket|case|confirmation|reference|ref|claim|returns?|rma|po|shipment|parcel"
    r"|transaction|complaint|incident|consignment|waybill|job|quote|application|contract|voucher|pnr|purchase order|delivery|customer|member(?:ship)?"
)
_PERSON_EN = (
    r"policy|staff|employee|student|patient|badge|loyalty|client|insurance|medicare|medicaid|personnel|payroll"
    r"|matric(?:ulation)?|frequent flyer|passenger|nhs|chart|subscriber|worker|guest|cardholder|rewards?"
)

LABELLED_PATTERNS: tuple[PersonalPattern, ...] = (
    row(
        "secret",
        rf"(?:{_KO_SECRET}|{WORD}(?:{_EN_SECRET})){_IS}[\"'\[(]?(?P<p>(?:(?:종|별|샵|우물정?) ?)?{_DIGITS}){NO_MEASURE}(?![A-Za-z0-9!@#$%^&_])",
        digits=3,
        near=_NEAR_SECRET,
        accepts=checks.is_secret_number,
        flags=re.I,
    ),
    row(
        "secret",
        rf"(?:{_KO_SECRET}|{WORD}(?:{_EN_SECRET})){_IS}[\"'\[(]?(?P<p>{_MIXED})(?<!\.)",
        has_latin=True,
        near=_NEAR_SECRET,
        needs="[0-9@#$%^&*]",
        accepts=checks.is_password,
        flags=re.I,
    ),
    row(
        "secret",
        r"인증 ?(?:번호|코드)[^0-9\n\[]{0,10}(?P<p>[0-9]{4,8})(?![0-9\-./])" + NO_MEASURE,
        digits=4,
        near="인증",
    ),
    row(
        "secret",
        rf"(?:공동 ?현관|현관 ?문?|도어락|도어 ?록|출입문|대문|자동문)(?:[은는이가을를]|에|에서|[ :]){{0,4}}"
        rf"(?P<p>(?:(?:종|별|샵|우물정?) ?)?(?:{_DIGITS}(?<=[*#종별샵])|[*#]{{1,2}}[0-9]{{3,8}}|[0-9]{{3,8}}(?= ?(?:누르|눌|입력|치[시고세]|번? ?누))))",
        digits=3,
        near="현관|도어|출입문|대문|자동문",
    ),
    row(
        "secret",
        rf"{WORD}code:? ?(?:is |was )?(?P<p>#?[0-9]{{3,8}}[#*]?)(?= (?:for|to|at|on) (?:the |my |our )?(?:\w+ )?(?:gate|door|building|house|lobby|entrance|front|garage))",
        digits=3,
        has_latin=True,
        near="code",
        flags=re.I,
    ),
    row(
        "order",
        rf"(?:{_ORDER_KO}) ?(?:번호|코드|넘버|no\b\.?|id\b){_IS_TIGHT}#?(?P<p>{_GROUPS}|{_CODE}){NO_MEASURE}",
        digits=1,
        near="번호|코드|넘버|no|id",
        accepts=checks.is_code,
        flags=re.I,
    ),
    row(
        "id_number",
        rf"(?:(?:{_PERSON_KO}) ?(?:번호|코드|넘버|no\b\.?|id\b)|사번|학번|군번|의사 ?면허){_IS_TIGHT}#?(?P<p>{_GROUPS}|{_CODE}){NO_MEASURE}",
        digits=3,
        near="번호|코드|넘버|no|id|사번|학번|군번|면허",
        accepts=checks.is_code,
        flags=re.I,
    ),
    row(
        "order",
        rf"{WORD}(?:{_ORDER_EN})(?:{_NUMBER_WORD})?[ :.#=(\-]{{1,4}}(?:is |was )?#?(?P<p>{_GROUPS}|{_CODE})(?![A-Za-z0-9]){NO_MEASURE}",
        digits=1,
        has_latin=True,
        near="order|book|reserv|track|invoice|receipt|ticket|case|confirm|ref|claim|return|rma|po|shipment|parcel|transact|complaint|incident|consign|waybill|job|quote|appli|contract|voucher|pnr|deliver|customer|member",
        accepts=checks.is_english_code,
        flags=re.I,
    ),
    row(
        "id_number",
        rf"{WORD}(?:{_PERSON_EN})(?:{_NUMBER_WORD})?[ :.#=(\-]{{1,4}}(?:is |was )?#?(?P<p>{_GROUPS}|{_CODE})(?![A-Za-z0-9]){NO_MEASURE}",
        digits=3,
        has_latin=True,
        near="policy|staff|student|employee|patient|badge|loyalty|client|chart|insur|medic|personnel|payroll|matric|flyer|passenger|nhs|subscriber|worker|guest|reward|cardholder",
        accepts=checks.is_english_code,
        flags=re.I,
    ),
    row(
        "order",
        rf"(?:{words.any_of(words.COURIERS)})[^0-9\n\[]{{0,12}}(?P<p>[A-Z0-9]{{0,2}}[0-9]{{4}}(?:[ \-]?[0-9]{{2,5}}){{1,4}}(?:[A-Z]{{2}})?)(?![0-9A-Z\-])",
        digits=9,
        accepts=checks.is_parcel,
    ),
    row(
        "order",
        r"(?<![A-Za-z0-9])(?P<p>1Z[0-9A-Z]{16}|[A-Z]{2}[0-9]{9}[A-Z]{2})(?![A-Za-z0-9])",
        digits=4,
        needs="1Z|[0-9]{9}[A-Z]{2}",
    ),
    row(
        "order",
        r"(?:운송장|송장|등기|주문|접수|예약|승인) ?(?:[은는이가]|[ :#]){0,3}(?P<p>[0-9]{3,6}(?P<s>[ \-]?)[0-9]{3,6}(?P=s)[0-9]{2,8}|[0-9]{8,20})(?![0-9\-])"
        + NO_MEASURE,
        digits=8,
        near="송장|등기|주문|접수|예약|승인",
        accepts=checks.is_no_date,
    ),
    row(
        "plate",
        r"(?<![0-9가-힣])(?P<p>(?:(?:"
        + "|".join(words.PROVINCES[:17])
        + r") ?)?(?P<class>[0-9]{2,3}) ?(?P<use>[가나다라마거너더러머버서어저고노도로모보소오조구누두루무부수우주바사아자배하허호국합육공해]) ?(?P<number>[0-9]{4}))"
        + NO_MEASURE
        + r"(?![-,./~] ?[0-9])",
        digits=4,
        needs="[0-9] ?[가-힣] ?[0-9]{4}",
        accepts=checks.is_plate,
    ),
    row(
        "plate",
        rf"(?:{WORD}(?:(?:licen[cs]e|number|reg(?:istration)?) ?plates?|plates?|(?:car |vehicle )?reg(?:istration)?(?: (?:no\b\.?|number|mark))?|number plate|tag number"
        r"|rego)|번호판|차 ?번호|차량 ?번호)"
        r"(?:[은는이가]|[ :.#(]|is |was ){1,4}(?P<p>(?-i:(?=[A-Z0-9 \-]{0,8}[0-9])[A-Z0-9]{1,4}(?:[ \-][A-Z0-9]{1,4}){0,2}|[A-Z0-9]{4,8}))(?![A-Za-z0-9])",
        digits=1,
        near="plate|reg|tag|번호",
        accepts=checks.is_plate_of_label,
        flags=re.I,
    ),
    row(
        "device",
        r"(?<![0-9A-Za-z:\-])(?:[0-9A-Fa-f]{2}[:\-]){5}[0-9A-Fa-f]{2}(?![0-9A-Za-z:\-])",
        digits=1,
        needs="[0-9A-Fa-f]{2}[:\\-][0-9A-Fa-f]{2}[:\\-]",
    ),
    row(
        "device",
        rf"(?:{WORD}(?:IMEI|MEID|IDFA|GAID|UDID|device id|serial(?: ?(?:no\b\.?|number|#))?|S/N|SN(?=:))|시리얼(?: ?(?:번호|넘버))?|일련 ?번호|기기 ?(?:번호|아이디|ID))"
        r"(?:[은는이가]|is |was |[ :#=.(]){1,5}(?P<p>[A-Z0-9][A-Z0-9\-]{5,40})",
        digits=1,
        near="imei|meid|idfa|gaid|udid|device|serial|s/n|sn:|시리얼|일련|기기",
        accepts=checks.is_serial,
        flags=re.I,
    ),
)
"""In the order of masking."""

LAST_PATTERNS: tuple[PersonalPattern, ...] = (
    row(
        "order",
        r"(?P<label>[가-힣]{1,6}) ?(?:번호|코드)" + rf"{_IS_TIGHT}#?(?P<p>{_GROUPS}|{_CODE}){NO_MEASURE}",
        digits=5,
        near="번호|코드",
        accepts=checks.is_unknown_code,
        flags=re.I,
    ),
)
"""Numbers that stand for something, by the word before: after all whose form tells what they are."""
