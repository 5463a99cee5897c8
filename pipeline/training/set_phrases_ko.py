"""What Korean customers say in set phrases: of people, in thanks, in irony, of what was mended, what they ask for."""

from collections.abc import Iterator, Sequence
from itertools import product

from pipeline.training.made import BAD, GOOD, NEITHER, Made, phrases

SAID_GROUPS = 20
PEOPLE = (
    "직원분이 사장님이 기사님께서 상담원분이 선생님께서 점장님이 원장님이 매니저님이 담당자분께서 간호사분이".split()
)
UNKIND = [
    ("던지고 가셨", "frustration anger?"), ("전화를 안 받으셨", "frustration"), ("반말을 하셨", "anger frustration?"), ("대충 봐 주셨", "frustration disappointment?"),
    ("엉뚱한 걸 갖다 주셨", "frustration"), ("말을 중간에 끊으셨", "frustration anger?"), ("못 본 척하셨", "frustration"), ("건성으로 대답하셨", "frustration disappointment?"),
    ("짜증을 내셨", "frustration anger?"), ("거짓말을 하셨", "anger disappointment? frustration?"), ("하나를 빼먹으셨", "frustration"), ("교환을 안 해 주셨", "frustration"),
    ("설명도 없이 끝내셨", "frustration disappointment?"), ("한숨을 쉬셨", "frustration anger?"), ("제 탓으로 돌리셨", "frustration anger?"), ("다른 색을 보내 주셨", "frustration"),
    ("약속을 안 지키셨", "disappointment frustration?"), ("확인도 안 해 주셨", "frustration"), ("한참 뒤에 오셨", "frustration"), ("문을 쾅 닫고 가셨", "frustration anger?"),
    ("핸드폰만 보고 계셨", "frustration"), ("연락이 없으셨", "frustration"), ("손님을 무시하셨", "anger frustration?"), ("금액을 잘못 찍으셨", "frustration"),
]  # fmt: skip
KIND = [
    ("바로 해결해 주셨", "satisfaction gratitude?"), ("친절하게 알려 주셨", "satisfaction gratitude?"), ("문 앞까지 갖다 주셨", "satisfaction gratitude?"),
    ("먼저 인사해 주셨", "satisfaction"), ("꼼꼼히 봐 주셨", "satisfaction trust?"), ("끝까지 들어 주셨", "satisfaction trust?"), ("군말 없이 바꿔 주셨", "satisfaction"),
    ("하나 더 챙겨 주셨", "satisfaction gratitude? joy?"), ("차근차근 설명해 주셨", "satisfaction trust?"), ("금방 고쳐 주셨", "satisfaction"), ("웃으면서 맞아 주셨", "satisfaction joy?"),
    ("약속을 지키셨", "trust satisfaction?"),
]  # fmt: skip
PAST_ENDS = phrases("""어요 | 네요 | 습니다 | 더라고요 | 음""")
THANKS = phrases(
    """답변은 감사하지만 | 신경 써 주신 건 고맙지만 | 사과는 감사한데 | 빠른 회신 고맙습니다만 | 도와주신 건 감사하나 | 서비스는 고마운데 | 그동안 감사했지만"""
)
STILL = phrases(
    """달라진 게 없어요 | 여전히 안 돼요 | 문제는 그대로예요 | 해결은 안 됐네요 | 또 같은 오류가 나요 | 음식이 식어서 왔어요 | 물건이 깨져 있었어요 | 이제 해지하려고요 | 아직도 못 받았어요 | 환불은 안 됐습니다"""
)
IRONIC = phrases(
    """참 대단하시네요 | 정말 훌륭합니다 | 참 고맙네요 | 박수 쳐 드립니다 | 기술력에 감탄합니다 | 아주 잘하는 짓이네요 | 서비스 정신 최고네요 ㅋㅋ | 참 좋은 세상이네요 | 역시 남다르네요 | 덕분에 하루 날렸습니다"""
)
FAILURES = phrases(
    """두 시간 기다려서 식은 밥 먹고 | 또 멈췄는데 | 세 번이나 전화가 끊기고 | 업데이트하고 실행도 안 되고 | 이틀 만에 고장 나고 | 결제는 두 번 되고 | 일주일째 답도 없고 | 돈은 받고 물건은 안 보내고"""
)
TROUBLE = phrases(
    """오배송됐는데 | 처음에 하나가 빠졌는데 | 결제 오류가 났는데 | 고장이 났는데 | 사이즈를 잘못 샀는데 | 음식이 쏟아져서 왔는데 | 예약이 꼬였는데 | 소리가 안 났는데"""
)
MENDED = phrases(
    """바로 새로 보내 주셨어요 | 전화하니 금방 해결됐어요 | 당일에 고쳐 주네요 | 군말 없이 바꿔 줬어요 | 십 분 만에 처리해 줬습니다 | 무료로 교환해 주셨습니다 | 이제 잘 돼요 | 환불까지 깔끔했어요"""
)
UNMENDED = phrases(
    """아무도 신경을 안 써요 | 고쳐도 또 그래요 | 교환도 안 해 준대요 | 제 탓이라고 하네요 | 일주일째 처리 중이래요 | 수리비를 내라네요 | 연락도 없습니다 | 또 잘못 왔어요"""
)
REQUESTS = phrases(
    """색상을 늘려 주세요 | 주말에도 문을 열었으면 합니다 | 알림을 끌 수 있게 해 주세요 | 작은 용량도 있으면 좋겠네요 | 수원에도 지점 내 주세요 | 영수증을 메일로 받고 싶어요 | 지문 로그인 되게 해 주세요 | 새벽 배송도 부탁드립니다 |
글씨를 키울 수 있었으면 해요 | 비건 메뉴도 넣어 주세요 | 대기 순번을 보여 주면 좋을 것 같아요 | 가족 할인도 생기면 좋겠습니다 | 반품 수거 시간을 고를 수 있으면 해요 | 더 많은 매장에서 쓸 수 있길 바랍니다 | 직원을 늘렸으면 좋겠어요 |
배송이 빨라졌으면 좋겠네요"""
)
FACTS = phrases(
    """어제 주문했어요 | 회색 미디엄으로 샀습니다 | 두 번째 이용이에요 | 지하 1층에 있어요 | 부모님이랑 셋이 갔습니다 | 현금으로 냈어요 | 동생 주려고 골랐어요 | 오늘 도착 예정이래요 | 회사 근처라 걸어서 갔어요 | 주말 저녁에 방문했습니다 | 앱으로 예약했어요
| 작년 겨울에 가입했습니다 | 삼인분 포장해 왔어요 | 2층 창가 자리였어요 | 문자로 연락받았습니다 | 월요일에 상담 예정입니다 | 다음 달에 이사합니다 | 늦어지면 알려 주세요 | 안 맞으면 교환되나요 | 몇 시에 닫나요 | 언제 재입고되나요 |
어느 역에서 내려요? | 선물 포장 되나요? | 얼마부터 무료 배송인가요 | 유통기한이 언제까지예요?"""
)
MOVED_BY = phrases(
    """와 이건 진짜 감탄했습니다 | 손편지까지 넣어 주셔서 감동받았어요 | 기대를 훌쩍 뛰어넘었어요 | 눈물 날 만큼 감동이었습니다 | 이런 곳이 있다니 정말 대단해요 | 입이 떡 벌어지는 전망이었어요 | 인생 최고의 저녁이었어요 | 이렇게까지 해 주시다니 감동이에요 |
말이 필요 없는 최고의 맛 | 예술입니다 진짜 | 존경스러울 정도의 장인 정신 | 역대급이에요 최고입니다 | 소름 돋는 연주였습니다 | 상상 이상이네요 대박 | 경이로운 풍경에 할 말을 잃었어요 | 세상에 이런 서비스가 있다니 감격했어요 | 최고 최고 최고!! |
대박입니다 진짜 미쳤어요 | 직원분의 배려에 뭉클했습니다 | 평생 못 잊을 감동이에요"""
)
OUTRAGES = phrases(
    """사기꾼들이네요 신고할 겁니다 | 손님한테 욕을 하다니 제정신인가요 | 이딴 걸 돈 받고 파나 | 양심이 있으면 장사 접으세요 | 쓰레기 같은 회사 | 장난하나 진짜 열받네 | 다시는 안 간다 꺼져라 | 사람을 뭘로 보고 이러는지 분노가 치밉니다 | 소비자를 호구로 아네
| 도둑놈들 돈 돌려내라 | 곰팡이 핀 걸 팔다니 미쳤습니까 | 바퀴벌레가 나왔어요 역겨워서 토할 뻔 | 개쓰레기 앱 당장 지움 | 사과 한마디 없이 뻔뻔하네요 화가 납니다 | 이게 말이 됩니까 소비자원에 고발합니다 | 욕이 절로 나오네 |
고객을 우롱하는 거죠 불쾌합니다 | 뻔뻔함에 치가 떨립니다 | 별 하나도 아깝다 망해라 | 진상은 당신들입니다 정말 괘씸하네요"""
)
LIKED = phrases(
    """너무너무 맘에 들어요 | 완전 좋아요!! | 애들이 엄청 좋아해요 ㅎㅎ | 기분 좋은 하루였어요^^ | 행복한 시간이었어요 | 정말 즐거웠습니다 | 너무 예뻐요♡ | 진짜 맛있게 먹었어요! | 꿀맛이에요 ㅋㅋ | 아이가 신나서 뛰어다녔어요 | 사랑해요 이 브랜드 ♥ |
볼 때마다 기분이 좋아져요 | 색이 예뻐서 자꾸 보게 돼요 | 완전 내 스타일~ | 득템했어요 신나요 | 웃음이 절로 나네요 ㅎㅎ | 맛있어서 순식간에 다 먹었어요 | 넘 귀여워요 ㅠㅠ | 재밌게 놀다 왔어요 | 입에서 살살 녹아요~"""
)
CONTENT = phrases(
    """잘 쓰고 있어요 | 무난하게 쓰기 좋습니다 | 가끔 이용하는데 편해요 | 추천합니다 | 꾸준히 사 먹고 있습니다 | 필요한 기능은 다 있어요 | 가성비 괜찮네요 | 쓸 만합니다 | 만족합니다 | 그럭저럭 괜찮아요 | 한 끼로 적당해요 | 생각보다 괜찮습니다 |
유용하게 쓰고 있어요 | 자주 애용합니다 | 설명대로네요 | 사이즈 잘 맞아요 | 문제없이 잘 받았습니다 | 할인도 되고 좋네요 | 이 정도면 충분하죠 | 또 이용할게요 | 재구매했어요 | 집 근처라 자주 가요 | 아이 데리고 가기 좋아요 | 다음에 또 시킬게요 |
제 기준에는 합격 | 시간 절약돼요"""
)

FAINT = phrases(
    """쏘쏘 | 평범해요 | 나쁘진 않아요 | 그저 그래요 | 먹을 만은 합니다 | 기대 없이 가면 괜찮아요 | 딱 그 가격 수준 | 급할 때나 쓸 만해요 | 특별한 건 없어요 | 중간은 갑니다 | 그냥 보통 맛 | 없는 것보단 낫죠 | 굳이 찾아갈 정도는 아니에요 |
한 번쯤은 괜찮아요 | 그럭저럭이에요 | 싼 맛에 씁니다 | 무난무난 | 평타는 치네요"""
)


def set_phrases(nouns: Sequence[str]) -> Iterator[Made]:
    """All of them, and ``nouns``, which say nothing of what somebody feels."""
    for verbs, sign in ((UNKIND, BAD), (KIND, GOOD)):
        for place, (who, (verb, emotions)) in enumerate(product(PEOPLE, verbs)):
            text = f"{who} {verb}{PAST_ENDS[place % len(PAST_ENDS)]}"
            yield Made(f"everyday-ko-person-{place % SAID_GROUPS}", sign, emotions, text)
    pairs = (
        (THANKS, STILL, BAD, "frustration disappointment? gratitude?"),
        (FAILURES, IRONIC, BAD, "frustration anger? disappointment?"),
        (TROUBLE, MENDED, GOOD, "satisfaction frustration? gratitude?"),
        (TROUBLE, UNMENDED, BAD, "frustration anger? disappointment?"),
    )
    for first, second, sign, emotions in pairs:
        for place, (one, two) in enumerate(product(first, second)):
            yield Made(f"everyday-ko-said-{place % SAID_GROUPS}", sign, emotions, f"{one} {two}")
    for texts, sign, emotions in (
        (REQUESTS, NEITHER, ""), (FACTS, NEITHER, "curiosity?"), (MOVED_BY, GOOD, "delight joy?"), (OUTRAGES, BAD, "anger frustration? disappointment?"),
        (LIKED, GOOD, "joy satisfaction?"), (CONTENT, GOOD, "satisfaction"),
        (FAINT, NEITHER, "satisfaction? disappointment?"), (nouns, NEITHER, ""),
    ):  # fmt: skip
        for place, text in enumerate(texts):
            yield Made(f"everyday-ko-said-{place % SAID_GROUPS}", sign, emotions, text)
