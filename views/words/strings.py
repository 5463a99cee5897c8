"""Every word on screen, in Korean and English, with its placeholders."""

from collections.abc import Callable
from typing import NamedTuple

LANGUAGES: tuple[str, ...] = ("ko", "en")
DEFAULT_LANGUAGE = "ko"

Words = Callable[..., str]
"""``words(key, **placeholders) -> str``, as made by ``words_in``."""


class Text(NamedTuple):
    """One text in both languages, with the same placeholders in both."""

    ko: str
    en: str


TEXTS: dict[str, Text] = {
    # the frame
    "filter.lang": Text("언어", "Language"),
    "lang.ko": Text("한국어", "한국어"),
    "lang.en": Text("English", "English"),
    "page.summary": Text("요약", "Summary"),
    "page.nps": Text("NPS × 감정", "NPS and emotion"),
    "page.trends": Text("추이", "Trends"),
    "page.journey": Text("여정", "Journey"),
    "page.compare": Text("비교", "Compare"),
    "page.employees": Text("직원", "Employees"),
    "page.comments": Text("댓글", "Comments"),
    "page.data": Text("데이터", "Data"),
    "page.model": Text("모델", "Model"),
    "page.upload": Text("올리기", "Upload"),
    "page.trends.help": Text(
        "접점·채널별 감정과 톤의 변화", "Emotion and tone over time, by touchpoint, channel and more"
    ),
    "page.summary.help": Text("NPS와 감정, 무엇이 달라졌는지 한눈에", "NPS, emotion and what has changed, at a glance"),
    "page.nps.help": Text("NPS와 감정이 만나는 곳, 어긋나는 곳", "Where NPS and emotion meet, and where they disagree"),
    "page.journey.help": Text("여정을 따라 본 감정 곡선", "The emotion curve along the journey"),
    "page.compare.help": Text("두 집단이나 두 기간을 나란히", "Two groups or periods side by side"),
    "page.employees.help": Text("같은 접점의 직원 감정과 고객 감정", "Employees' emotion beside customers'"),
    "page.comments.help": Text("댓글 읽기, 찾기, 내려받기", "Read, search and download comments"),
    "page.data.help": Text("처리 기록, 제외된 행, 지표 정의", "Runs, rows set aside, definitions"),
    "page.upload.help": Text("새 파일을 확인하고 불러오기", "Check new files and load them"),
    "page.model.help": Text("분석 모델의 정확도와 한계", "How right the scorer is, and where it fails"),
    # filters
    "filter.title": Text("필터", "Filters"),
    "filter.selected": Text("댓글·응답 **{n}건** 선택됨", "Answers selected: **{n}**"),
    "filter.reset": Text("필터 초기화", "Reset filters"),
    "filter.more": Text("필터 더 보기", "More filters"),
    "filter.more_active": Text("필터 더 보기 ({n}개 사용 중)", "More filters ({n} in use)"),
    "filter.all": Text("전체", "All"),
    "filter.none": Text("값 없음", "No value"),
    "filter.from": Text("시작일", "From"),
    "filter.until": Text("종료일", "To"),
    "filter.period": Text("기간", "Dates"),
    "filter.period.help": Text(
        "이름 붙은 기간은 데이터의 마지막 날부터 셉니다. 저장한 보기도 데이터와 함께 움직입니다.",
        "Periods by name are counted from the data's last day, so a saved view moves on with the data.",
    ),
    "filter.period.days": Text("{first} ~ {last}", "{first} to {last}"),
    "period.all": Text("전체 기간", "All dates"),
    "period.last_28": Text("최근 28일", "Last 28 days"),
    "period.this_month": Text("이번 달", "This month"),
    "period.last_month": Text("지난달", "Last month"),
    "period.this_year": Text("올해", "This year"),
    "period.free": Text("직접 선택", "Choose days"),
    "filter.intensity_from": Text("감정 세기", "Strength of emotion"),
    "filter.intensity_from.help": Text(
        "고른 감정(고르지 않았으면 가장 강한 감정)이 이 세기 이상인 댓글만 봅니다.",
        "Only comments in which a chosen emotion (or, with none chosen, the strongest) has at least this strength.",
    ),
    "intensity_from.1": Text("약함 이상 (감정 있음)", "Slight or more (any emotion)"),
    "intensity_from.2": Text("뚜렷함 이상", "Clear or more"),
    "intensity_from.3": Text("강함", "Strong"),
    "filter.tone": Text("톤 범위", "Tone"),
    "filter.tone.help": Text(
        "톤은 긍정일 확률 − 부정일 확률입니다. −1은 확실한 부정, +1은 확실한 긍정.",
        "Tone is P(positive) − P(negative): −1 surely negative, +1 surely positive.",
    ),
    "filter.tone_from": Text("톤 하한", "Tone from"),
    "filter.tone_until": Text("톤 상한(미만)", "Tone below"),
    "filter.confidence_from": Text("확신도 하한", "Confidence at least"),
    "filter.confidence_from.help": Text(
        "분석기가 톤의 긍정·부정을 얼마나 확신하는지입니다. 100%에 가까울수록 확실합니다.",
        "How sure the scorer is of the sign of the tone; near 100% is surest.",
    ),
    "filter.emotions.help": Text(
        "고른 감정 중 하나라도 있는 댓글을 봅니다.", "Comments in which any of the chosen emotions is present."
    ),
    "filter.nps_bands.help": Text(
        "0–10점 추천 질문의 답: 9–10 추천, 7–8 중립, 0–6 비추천.",
        "Answers to the 0–10 recommend question: 9–10 promoter, 7–8 passive, 0–6 detractor.",
    ),
    "filter.rating_bands.help": Text(
        "별점은 NPS가 아닙니다. 척도 만점에 대한 비율로 나눕니다.",
        "A rating is not NPS; its groups are parts of its own scale.",
    ),
    "filter.states.help": Text(
        "분석하지 못한 답은 중립이 아니라 따로 셉니다.",
        "Answers that could not be scored are counted apart, never as neutral.",
    ),
    "filter.valences.help": Text(
        "섞임은 긍정과 부정 감정이 함께, 중립은 어느 쪽도 없는 댓글입니다.",
        "Mixed has a positive and a negative emotion; neutral has neither.",
    ),
    "filter.ignored": Text(
        "주소에서 알 수 없는 부분은 빼고 열었습니다: {what}",
        "Parts of the address that make no sense here were left out: {what}",
    ),
    "filter.grain": Text("기간 단위", "Period"),
    "filter.touchpoints": Text("접점", "Touchpoint"),
    "filter.channels": Text("채널", "Channel"),
    "filter.products": Text("상품", "Product"),
    "filter.segments": Text("고객 세그먼트", "Segment"),
    "filter.languages": Text("댓글 언어", "Comment language"),
    "filter.emotions": Text("감정", "Emotion"),
    "filter.leading_emotions": Text("대표 감정", "Leading emotion"),
    "filter.leading_emotions.help": Text(
        "댓글에서 가장 센 감정이 고른 감정인 댓글만 봅니다.", "Comments whose strongest emotion is one of those chosen."
    ),
    "filter.valences": Text("감정 방향", "Valence"),
    "filter.nps_bands": Text("NPS 구분", "NPS group"),
    "filter.rating_bands": Text("별점 구분", "Rating group"),
    "filter.states": Text("분석 상태", "Scoring state"),
    "filter.audience": Text("응답자", "Audience"),
    "filter.words": Text("단어로 찾기", "Search by word"),
    "filter.words.hint": Text("예: 배송 늦다", "e.g. refund slow"),
    "filter.words.help": Text(
        "활용형까지 찾습니다. ‘배송 늦다’는 ‘배송이 늦었어요’도 찾습니다. 여러 단어는 모두 들어 있어야 합니다. "
        '"따옴표"로 묶으면 글자 그대로, 단어 앞에 -를 붙이면 그 단어가 없는 댓글만 찾습니다.',
        "Finds every form of a word: “refund” finds “refunded” too. All words must be there. "
        '"In quotes" finds exactly this text; a word after - must not be there.',
    ),
    "search.by": Text("{what}(으)로 찾았습니다.", "Searched for {what}."),
    "search.ignored": Text("{what}은(는) 뜻이 없는 말이라 뺐습니다.", "Left out, as it says too little: {what}."),
    "search.unknown": Text(
        "{what}: 댓글에 없는 단어입니다. 띄어쓰기와 철자를 확인하거나 글자 그대로 찾아 보세요.",
        "{what}: no comment has this word. Check its spelling, or search for exactly this text.",
    ),
    "search.exact": Text("글자 그대로 찾기", "Search for the exact text"),
    "filter.contains": Text("글자 그대로 찾기", "Exact text"),
    "filter.contains.hint": Text("예: 배송, 환불", "e.g. refund, late"),
    "filter.dates_swapped": Text(
        "시작일이 종료일보다 늦어요. 기간을 다시 골라 주세요.",
        "The first day is after the last. Choose the period again.",
    ),
    "filter.grain_too_fine": Text(
        "기간이 길어 {drawn} 단위로 묶어 그립니다. {limit}{asked} 이하로 좁히면 {asked} 단위로 볼 수 있습니다.",
        "Drawn by {drawn}: the dates span more than {limit} {asked}s. Narrow them to see each {asked}.",
    ),
    "grain.day": Text("일", "Day"),
    "grain.week": Text("주", "Week"),
    "grain.rolling": Text("28일", "28 days"),
    "grain.month": Text("월", "Month"),
    "audience.customer": Text("고객", "Customers"),
    "audience.employee": Text("직원", "Employees"),
    "valence.positive": Text("긍정", "Positive"),
    "valence.negative": Text("부정", "Negative"),
    "valence.mixed": Text("긍정·부정 섞임", "Mixed"),
    "valence.neutral": Text("중립", "Neutral"),
    "nps_band.promoter": Text("추천 고객 (9–10점)", "Promoters (9–10)"),
    "nps_band.passive": Text("중립 고객 (7–8점)", "Passives (7–8)"),
    "nps_band.detractor": Text("비추천 고객 (0–6점)", "Detractors (0–6)"),
    "rating_band.full": Text("만점", "Full marks"),
    "rating_band.high": Text("높음 (70% 이상)", "High (70% or more)"),
    "rating_band.middle": Text("중간", "Middle"),
    "rating_band.low": Text("낮음 (40% 이하)", "Low (40% or less)"),
    "state.scored": Text("분석됨", "Scored"),
    "state.no_text": Text("댓글 없음", "No text"),
    "state.unsupported_language": Text("지원하지 않는 언어", "Unsupported language"),
    "state.empty": Text("내용 없음 (기호·링크뿐)", "Nothing to score (symbols, links)"),
    "comment_language.ko": Text("한국어", "Korean"),
    "comment_language.en": Text("영어", "English"),
    "comment_language.mixed": Text("한국어+영어", "Korean + English"),
    "comment_language.ja": Text("일본어", "Japanese"),
    "comment_language.zh": Text("중국어", "Chinese"),
    "comment_language.ru": Text("러시아어", "Russian"),
    "comment_language.ar": Text("아랍어", "Arabic"),
    "comment_language.he": Text("히브리어", "Hebrew"),
    "comment_language.th": Text("태국어", "Thai"),
    "comment_language.hi": Text("힌디어", "Hindi"),
    "comment_language.el": Text("그리스어", "Greek"),
    "comment_language.es": Text("스페인어", "Spanish"),
    "comment_language.pt": Text("포르투갈어", "Portuguese"),
    "comment_language.fr": Text("프랑스어", "French"),
    "comment_language.de": Text("독일어", "German"),
    "comment_language.it": Text("이탈리아어", "Italian"),
    "comment_language.nl": Text("네덜란드어", "Dutch"),
    "comment_language.sv": Text("스웨덴어", "Swedish"),
    "comment_language.da": Text("덴마크어·노르웨이어", "Danish or Norwegian"),
    "comment_language.pl": Text("폴란드어", "Polish"),
    "comment_language.tr": Text("튀르키예어", "Turkish"),
    "comment_language.vi": Text("베트남어", "Vietnamese"),
    "comment_language.id": Text("인도네시아어·말레이어", "Indonesian or Malay"),
    "comment_language.tl": Text("필리핀어", "Filipino"),
    "comment_language.ko-Latn": Text("로마자로 쓴 한국어", "Korean in Latin letters"),
    "comment_language.ja-Latn": Text("로마자로 쓴 일본어", "Japanese in Latin letters"),
    "touchpoint.none": Text("접점 미지정", "No touchpoint"),
    # copy link and saved views
    "link.copy": Text("링크 복사", "Copy link"),
    "link.note": Text(
        "오른쪽 위 복사 단추를 누르세요. 이 주소를 열면 지금 보는 화면 그대로 열립니다.",
        "Use the copy button at the top right. The address opens exactly what you see now.",
    ),
    "saved.title": Text("저장한 보기 ({n})", "Saved views ({n})"),
    "saved.none": Text(
        "자주 보는 화면을 이름 붙여 저장하세요. 이 설치를 쓰는 모두에게 보입니다.",
        "Save what you look at often under a name. Everyone who uses this installation sees it.",
    ),
    "saved.name": Text("이름", "Name"),
    "saved.name.hint": Text("예: 월요일 회의", "e.g. Monday meeting"),
    "saved.save": Text("지금 화면 저장", "Save this view"),
    "saved.more": Text("‘{name}’ 이름 바꾸기·삭제", "Rename or delete “{name}”"),
    "saved.rename": Text("새 이름", "New name"),
    "saved.rename.do": Text("이름 바꾸기", "Rename"),
    "saved.delete": Text("삭제", "Delete"),
    "saved.bad_name": Text(
        "이름은 1~{letters}자로, 화면에 보이는 글자만 쓸 수 있습니다.",
        "A name has 1 to {letters} visible characters.",
    ),
    "saved.taken": Text(
        "같은 이름이 이미 있습니다. 다른 이름을 써 주세요.", "There is a view of this name. Choose another."
    ),
    "saved.full": Text(
        "{most}개까지 저장할 수 있습니다. 안 쓰는 보기를 지워 주세요.", "There is room for {most}. Delete one first."
    ),
    "saved.long": Text(
        "필터가 너무 많아 저장할 수 없습니다. 줄여 주세요.", "There are too many filters to save. Use fewer."
    ),
    "saved.gone": Text(
        "이 보기는 이미 없거나 열 화면이 없습니다.", "This view, or the page it opens, is no longer there."
    ),
    "saved.unwritable": Text(
        "데이터베이스 옆에 파일을 쓸 수 없어 저장하지 못했습니다. 폴더의 쓰기 권한을 확인해 주세요.",
        "Nothing was saved: the folder of the database cannot be written to. Check its permissions.",
    ),
    "saved.broken": Text(
        "저장한 보기 파일({name})이 손상되어 읽지 못했습니다. 고치거나 지우면 다시 쓸 수 있습니다.",
        "The file of saved views ({name}) is damaged and was left alone. Mend or remove it to use saved views again.",
    ),
    # numbers
    "number.interval": Text("95% 구간 {low}\u00a0~\u00a0{high}", "95% interval {low} to {high}"),
    "number.interval_n": Text(
        "95% 구간 {low}\u00a0~\u00a0{high} · n\u00a0=\u00a0{n}",
        "95% interval {low} to {high} · n\u00a0=\u00a0{n}",
    ),
    "number.range": Text("{low} ~ {high}", "{low} to {high}"),
    "number.hidden": Text("숨김", "Hidden"),
    "number.hidden_n": Text("응답이 너무 적음 · n\u00a0=\u00a0{n}", "Too few answers · n\u00a0=\u00a0{n}"),
    "number.hidden_below": Text("응답이 {limit}건보다 적음", "Fewer than {limit} answers"),
    "number.few": Text("적은 표본", "Few answers"),
    "number.share_points": Text("%p", " points"),
    "number.few_mark": Text("{value} (적은 표본)", "{value} (few answers)"),
    "note.hidden": Text(
        "응답이 {limit}건보다 적은 {count}개 값은 숨겼습니다.",
        "Values hidden, being from fewer than {limit} answers: {count}.",
    ),
    "note.n": Text("n\u00a0=\u00a0{n}.", "n\u00a0=\u00a0{n}."),
    "note.n_span": Text("값마다 n\u00a0=\u00a0{least}~{most}.", "Each value: n\u00a0=\u00a0{least} to {most}."),
    "note.few": Text(
        "속이 비었거나 옅은 표시는 표본이 {limit}건보다 적다는 뜻입니다. 순위를 매기지 마세요.",
        "Hollow or faint marks: fewer than {limit} answers. Do not rank them.",
    ),
    "note.incomplete": Text("점선은 아직 끝나지 않은 기간입니다.", "Dashed: a period that is not over yet."),
    "note.shares": Text(
        "한 댓글에 여러 감정이 있을 수 있어 합이 100%를 넘을 수 있습니다.",
        "A comment can hold several emotions, so shares may add to more than 100%.",
    ),
    "note.click": Text("표시를 누르면 해당 댓글이 아래에 열립니다.", "Click a mark to read its comments below."),
    "note.not_scored": Text(
        "분석하지 못한 댓글은 중립으로 치지 않고 따로 셉니다.",
        "Comments that could not be scored are counted apart, never as neutral.",
    ),
    "note.leads": Text(
        "점 위의 글(넓은 화면)은 그 접점에서 가장 많은 감정 셋과 비율입니다.",
        "Above each point (on a wide screen): the three most frequent emotions there and their shares.",
    ),
    "note.rolling": Text(
        "점마다 그 날까지 28일(네 주)을 모은 값이며, 한 주씩 옮겨 가며 그립니다.",
        "Each point stands for the 28 days (four weeks) that end there, moved on week by week.",
    ),
    "note.band": Text("옅은 띠와 가는 선은 95% 구간입니다.", "Pale bands and thin lines are 95% intervals."),
    "note.map": Text(
        "대표 감정은 댓글에서 가장 센 감정이라 한 줄을 더하면 100%입니다. 칸을 누르면 바로 그 댓글들이 열립니다.",
        "The leading emotion is a comment's strongest, so each row adds to 100%. A click on a cell opens its comments.",
    ),
    "note.gap": Text(
        "◆ 의도한 감정의 비율, ● 실제로 가장 큰 감정의 비율. ✓는 의도한 감정이 실제로도 가장 큰 접점입니다.",
        "◆ share of the intended emotion, ● share of the strongest felt one. ✓ where the intended emotion is the "
        "strongest.",
    ),
    "note.compare": Text(
        "◆ 색은 분명한 차이(95% 구간이 0을 벗어남), ● 회색은 분명하지 않은 차이입니다.",
        "◆ in colour: a clear difference (its 95% interval leaves out zero). ● in grey: not clear.",
    ),
    # words in charts and tables
    "word.nps": Text("NPS", "NPS"),
    "word.tone": Text("톤", "Tone"),
    "word.tone_axis": Text("평균 톤 (−1 ~ +1)", "Mean tone (−1 to +1)"),
    "word.nps_axis": Text("NPS (점)", "NPS (points)"),
    "word.capital": Text("감정 자산", "Emotional capital"),
    "word.capital_axis": Text("댓글 100건당 잔고", "Balance per 100 comments"),
    "word.share": Text("비율", "Share"),
    "word.share_axis": Text("댓글 중 비율 (%)", "Share (%)"),
    "word.period": Text("기간", "Period"),
    "word.touchpoint": Text("접점", "Touchpoint"),
    "word.emotion": Text("감정", "Emotion"),
    "word.n": Text("응답 수 n", "Answers n"),
    "word.n_comments": Text("댓글 수 n", "Comments n"),
    "word.present": Text("감정이 있는 댓글", "Comments with it"),
    "word.range": Text("95% 구간", "95% interval"),
    "word.low": Text("95% 하한", "95% low"),
    "word.high": Text("95% 상한", "95% high"),
    "word.size": Text("표본", "Sample"),
    "word.promoters": Text("추천", "Promoters"),
    "word.passives": Text("중립", "Passives"),
    "word.detractors": Text("비추천", "Detractors"),
    "word.event": Text("이벤트", "Event"),
    "word.of_n": Text("기준 수", "Out of"),
    "word.kind": Text("구분", "Kind"),
    "word.state": Text("상태", "State"),
    "word.intended": Text("의도한 감정", "Intended emotion"),
    "word.felt": Text("실제로 가장 큰 감정", "Strongest felt emotion"),
    "word.complete": Text("끝난 기간", "Complete"),
    "word.valence": Text("방향", "Valence"),
    "word.part": Text("값", "Value"),
    "word.is_other": Text("그 밖의 값", "All others"),
    "word.is_complete": Text("끝난 기간", "Complete"),
    "word.audience": Text("응답자", "Audience"),
    "word.measure": Text("지표", "Measure"),
    "word.gap": Text("감정의 틈새 (1 − 비율)", "Gap (1 − share)"),
    "word.behind_best": Text("가장 나은 접점과의 차이", "Behind the best touchpoint"),
    "word.felt_share": Text("실제 감정 비율", "Share of the felt emotion"),
    "word.divergence": Text("젠슨–섀넌 발산", "Jensen–Shannon divergence"),
    "word.other_n": Text("B 응답 수 n", "Answers n of B"),
    "word.value": Text("A의 값", "Value of A"),
    "word.other_value": Text("B의 값", "Value of B"),
    "word.difference": Text("차이 (A − B)", "Difference (A − B)"),
    "word.difference_low": Text("차이의 95% 하한", "Difference, 95% low"),
    "word.difference_high": Text("차이의 95% 상한", "Difference, 95% high"),
    "word.is_clear": Text("분명함", "Clear"),
    "word.needed": Text("A에 더 필요한 응답", "Still needed in A"),
    "word.other_needed": Text("B에 더 필요한 응답", "Still needed in B"),
    "size.hidden": Text("숨김", "Hidden"),
    "size.few": Text("적은 표본", "Few"),
    "size.normal": Text("충분", "Enough"),
    "group.1": Text("긍정 감정", "Positive"),
    "group.0": Text("그 밖의 감정", "Neither"),
    "group.-1": Text("부정 감정", "Negative"),
    # report
    "report.title": Text("요약 · 고객의 마음", "Summary: how customers feel"),
    "report.colophon": Text(
        "온도가 {now}에 만듦 · 데이터베이스의 응답 {n}건, 마지막 응답 {last} · 분석기 {version}",
        "Made by Ondo at {now} · {n} answers in the database, the last of {last} · scorer {version}",
    ),
    # summary
    "summary.span": Text("볼 기간", "Period"),
    "span.28": Text("최근 28일", "28 days"),
    "span.90": Text("최근 90일", "90 days"),
    "span.365": Text("최근 1년", "1 year"),
    "span.all": Text("전체", "All"),
    "summary.empty_span": Text(
        "이 기간에는 보여 줄 만큼의 응답이 없습니다. 오른쪽 위에서 더 긴 기간을 고르거나 필터를 넓혀 보세요.",
        "There are not enough answers in these days. Choose a longer period at the top right, or widen the filters.",
    ),
    "summary.period": Text("{period} · 그 앞 같은 길이의 기간({former})과 비교", "{period}, compared with {former}"),
    "summary.period.alone": Text(
        "{period} · 비교할 앞 기간의 데이터가 없습니다", "{period}; there are no data before it to compare with"
    ),
    "summary.period.all": Text(
        "전체 기간 · 비교하려면 기간을 고르세요", "All answers; choose a period to compare it with the one before"
    ),
    "summary.nps": Text("NPS", "NPS"),
    "summary.nps.help": Text(
        "추천(9–10점) 비율 − 비추천(0–6점) 비율. −100 ~ +100.",
        "Promoters (9–10) minus detractors (0–6), in points from −100 to +100.",
    ),
    "summary.tone": Text("평균 톤", "Mean tone"),
    "summary.tone.help": Text(
        "댓글이 긍정일 확률 − 부정일 확률의 평균. −1 ~ +1.",
        "Mean of P(positive) − P(negative) of the comments, −1 to +1.",
    ),
    "summary.capital": Text("감정 자산", "Emotional capital"),
    "summary.capital.help": Text(
        "댓글 100건당 쌓인 감정의 잔고입니다. 적립(신뢰·안심, 감동, 고마움, 기쁨)에서 인출(실망·슬픔, 불안, 불편·짜증, 분노)을 뺍니다. "
        "오래된 댓글일수록 가볍게 칩니다.",
        "The balance of feeling per 100 comments: trust, delight, gratitude, joy (deposits) minus disappointment, anxiety, "
        "frustration, anger (withdrawals). Older comments weigh less.",
    ),
    "summary.change": Text(
        "앞 기간 {former}, 차이 {difference} ({low}~{high})",
        "Before {former}, difference {difference} ({low} to {high})",
    ),
    "summary.needed": Text("약 {n}건 더 모이면 가릴 수 있습니다.", "About {n} more answers would tell."),
    "summary.no_former": Text("비교할 앞 기간이 없습니다", "No former period to compare with"),
    "summary.former_few": Text("앞 기간의 응답이 너무 적어 비교하지 않습니다", "Too few answers before to compare"),
    "verdict.clear": Text("분명함", "Clear"),
    "verdict.unclear": Text("분명하지 않음", "Not clear"),
    "verdict.few": Text("비교 불가", "Not compared"),
    "summary.trend.nps": Text("NPS 추이 (점)", "NPS over time (points)"),
    "summary.trend.nps.alt": Text("기간별 NPS와 95% 구간", "NPS by period with its 95% interval"),
    "summary.trend.tone": Text("톤 추이 (−1 ~ +1)", "Tone over time (−1 to +1)"),
    "summary.trend.tone.alt": Text("기간별 평균 톤과 95% 구간", "Mean tone by period with its 95% interval"),
    "summary.trend.capital": Text("감정 자산 추이 (댓글 100건당)", "Emotional capital per 100 comments"),
    "summary.trend.capital.alt": Text(
        "기간이 끝날 때의 감정 자산과 95% 구간", "Emotional capital at the end of each period with its 95% interval"
    ),
    "summary.emotions": Text("어떤 감정이 얼마나 있나 (댓글 중 비율)", "Emotions, share of comments"),
    "summary.emotions.alt": Text(
        "감정별로 그 감정이 있는 댓글의 비율을 95% 구간과 함께 보여 주는 가로 막대",
        "Bars: share of comments with each emotion, with 95% intervals",
    ),
    "summary.changes": Text("가장 분명한 변화", "The clearest changes"),
    "summary.at": Text("{place}에서", " at {place}"),
    "summary.everywhere": Text("전체 댓글에서", " in all comments"),
    "summary.change.up": Text(
        "{place} {emotion} {former}에서 {now}로 늘었습니다 (n\u00a0=\u00a0{former_n}\u00a0→\u00a0{n})",
        "{emotion}{place} rose from {former} to {now} (n\u00a0=\u00a0{former_n}\u00a0→\u00a0{n})",
    ),
    "summary.change.down": Text(
        "{place} {emotion} {former}에서 {now}로 줄었습니다 (n\u00a0=\u00a0{former_n}\u00a0→\u00a0{n})",
        "{emotion}{place} fell from {former} to {now} (n\u00a0=\u00a0{former_n}\u00a0→\u00a0{n})",
    ),
    "summary.changes.note": Text(
        "감정과 접점의 {comparisons}가지 차이를 모두 살펴보고도 분명한 것입니다.",
        "Clear even among the {comparisons} differences of emotions and touchpoints looked at.",
    ),
    "summary.changes.rest": Text(
        "감정과 접점의 {comparisons}가지 차이 가운데 이 밖에 분명한 것은 없습니다.",
        "None of the other {comparisons} differences looked at is clear.",
    ),
    "summary.changes.none": Text(
        "감정과 접점의 {comparisons}가지 차이를 살펴봤지만 분명한 변화가 없습니다.",
        "None of the {comparisons} differences looked at is clear.",
    ),
    "summary.changes.few": Text(
        "두 기간에 댓글이 각각 {limit}건 이상 있어야 감정의 변화를 견줍니다.",
        "Changes of emotions are compared from {limit} comments in each period on.",
    ),
    "summary.quotes": Text("고객의 말", "In customers' words"),
    "summary.quotes.help": Text(
        "사람이 고르지 않고 규칙이 고릅니다. 대표 댓글: 평균에 가장 가까운 것. 가장 강한 댓글: 감정이 가장 센 것. 다른 의견: 전체 "
        "분위기와 반대인 것. 인용에 동의한 댓글만 씁니다.",
        "Chosen by rule, not by hand. Typical: nearest the mean. Strongest: the strongest emotion. Disagreeing: against the "
        "leaning of all. Only comments that may be quoted.",
    ),
    "summary.quotes.none": Text("인용할 수 있는 댓글이 없습니다.", "No comment may be quoted."),
    "quote.typical": Text("대표 댓글", "Typical"),
    "quote.strongest": Text("가장 강한 댓글", "Strongest"),
    "quote.disagreeing": Text("다른 의견", "Disagreeing"),
    "summary.attention": Text("살펴볼 것", "Needs a look"),
    "summary.attention.none": Text("따로 살펴볼 것이 없습니다.", "Nothing needs a look."),
    "summary.look": Text("{what}: {n}건 (대상 {of_n}건 중)", "{what}: {n} of {of_n}"),
    "summary.unread": Text(
        "읽지 못한 댓글(다른 언어, 기호뿐): {n}건", "Comments that could not be read (language, symbols): {n}"
    ),
    "summary.set_aside": Text("형식이 맞지 않아 제외된 행: {n}건", "Rows set aside as unreadable: {n}"),
    "summary.stale": Text("마지막 응답은 {day}, {days}일 전입니다", "The last answer is of {day}, {days} days ago"),
    "summary.ledger": Text("감정 자산의 가장 큰 적립과 인출", "Largest deposits and withdrawals of emotional capital"),
    "summary.deposits": Text("가장 큰 적립", "Largest deposits"),
    "summary.withdrawals": Text("가장 큰 인출", "Largest withdrawals"),
    "summary.ledger.none": Text("해당하는 댓글이 없습니다.", "There are none."),
    # NPS and emotion
    "nps.scores": Text("점수마다 몇 명이 답했나", "How many gave each score"),
    "nps.scores.alt": Text("0–10점마다 응답 수를 보여 주는 막대", "Bars: answers for each score from 0 to 10"),
    "nps.score": Text("추천 점수 (0–10)", "Recommend score (0–10)"),
    "nps.trend": Text("NPS 추이", "NPS over time"),
    "nps.trend.alt": Text("기간별 NPS와 95% 구간", "NPS by period with its 95% interval"),
    "nps.negative": Text("부정 감정 추이", "Negative emotions over time"),
    "nps.negative.alt": Text("기간별 부정 감정 비율", "Share of each negative emotion by period"),
    "nps.map": Text("추천·중립·비추천 고객의 대표 감정", "The leading emotion of each NPS group"),
    "nps.map.alt": Text(
        "NPS 구분마다 댓글의 대표 감정 비율을 보여 주는 색 지도",
        "Heat map: share of comments by leading emotion, a row for each NPS group",
    ),
    "nps.disagreements": Text("점수와 말이 어긋나는 댓글", "Where score and words disagree"),
    "nps.disagreements.kind": Text("어긋남의 종류", "Kind"),
    "nps.disagreements.of": Text(
        "대상 {of_n}건 중 {n}건 ({share}). 분석 확신이 높은 댓글부터 보입니다.",
        "{n} of {of_n} ({share}), the most certain readings first.",
    ),
    "nps.disagreements.none": Text("해당하는 댓글이 없습니다.", "There are none."),
    "nps.drivers": Text("무엇이 NPS와 함께 움직이나", "What goes with NPS"),
    "nps.drivers.note": Text(
        "영향 = 그 주제의 응답을 빼면 전체 NPS가 얼마나 달라지는지(점). 주제와 NPS가 함께 나타난다는 뜻이며, 원인이라는 뜻은 아닙니다. "
        "가는 선은 다시 뽑기(부트스트랩) {draws}번으로 구한 95% 구간입니다.",
        "Impact: by how many points the NPS of all answers differs from that without the theme's. It says what goes with a "
        "higher or lower NPS, not what causes it. Thin lines: 95% intervals from {draws} bootstrap samples.",
    ),
    "nps.drivers.formula": Text(
        "계산: n × (NPS 주제 − NPS 전체) ÷ (N − n) = {n} × ({nps} − ({of_nps})) ÷ ({of_n} − {n}) = **{impact}점** "
        "({theme}, 95% 구간 {low} ~ {high})",
        "Formula: n × (NPS of theme − NPS of all) ÷ (N − n) = {n} × ({nps} − ({of_nps})) ÷ ({of_n} − {n}) = **{impact} "
        "points** ({theme}, 95% interval {low} to {high})",
    ),
    "nps.drivers.alt": Text(
        "주제마다 전체 NPS와의 차이를 95% 구간과 함께 보여 주는 막대",
        "Bars: impact of each theme on the NPS of all, with 95% intervals",
    ),
    "nps.drivers.none": Text(
        "견줄 만큼 응답이 모인 주제가 없습니다. 주제마다, 그리고 그 밖에 각각 {limit}건 이상 있어야 합니다.",
        "No theme has answers enough: {limit} in the theme and as many beside it.",
    ),
    "nps.drivers.touchpoint": Text("접점", "Touchpoints"),
    "nps.drivers.emotion": Text("감정", "Emotions"),
    "nps.drivers.topic": Text("주제어", "Topics"),
    "word.impact": Text("영향 (점)", "Impact (points)"),
    "word.theme": Text("주제", "Theme"),
    "word.dimension": Text("종류", "Kind of theme"),
    "word.of_nps": Text("전체 NPS", "NPS of all"),
    "word.nps_band": Text("NPS 구분", "NPS group"),
    "word.nps_score": Text("추천 점수", "Score"),
    "disagreement.promoter_with_complaint": Text("추천한다면서 불만을 적은 고객", "Promoters with a complaint"),
    "disagreement.full_marks_with_complaint": Text("만점인데 불만을 적은 고객", "Full marks with a complaint"),
    "disagreement.quiet_detractor": Text(
        "부정 감정 없이 조용히 떠나는 비추천 고객", "Quiet detractors (no negative emotion)"
    ),
    # trends
    "trends.what": Text("볼 지표", "Measure"),
    "trends.by": Text("나누어 볼 기준", "Split by"),
    "trends.small": Text("{by}별 추이: {what}", "{what} by {by}"),
    "trends.small.alt": Text("{part}의 {what} 추이", "{what} over time: {part}"),
    "trends.other": Text("그 밖의 값", "All others"),
    "trends.other.note": Text(
        "댓글이 많은 12개만 따로 그리고, 나머지는 “그 밖의 값”에 모았습니다.",
        "The 12 values with the most answers are drawn one by one, all others together.",
    ),
    "trends.no_parts": Text(
        "‘{by}’ 값이 있는 응답이 없거나 적어 나누어 그릴 수 없습니다.",
        "No or too few answers have a value for “{by}”, so there is nothing to draw apart.",
    ),
    "trends.before_after": Text("이벤트 전후: {what}", "Before and after events: {what}"),
    "trends.before_after.note": Text(
        "이벤트 첫날부터 {days}일을 그 앞 {days}일과 견주었습니다. 접점이 정해진 이벤트는 그 접점만 보고, 필터의 기간은 "
        "쓰지 않습니다. 같은 때 있었던 다른 일의 영향도 섞여 있을 수 있습니다.",
        "The {days} days from the first day of the event against the {days} days before. Events of a touchpoint are looked "
        "at there alone; the dates in the filter are not used. Whatever else happened then is in it too.",
    ),
    "trends.event": Text(
        "{before} (n\u00a0=\u00a0{other_n}) → {after} (n\u00a0=\u00a0{n}) · 차이 {difference} (95% 구간 {range})",
        "{before} (n\u00a0=\u00a0{other_n}) → {after} (n\u00a0=\u00a0{n}) · difference {difference} (95% interval {range})",
    ),
    "trends.event.hidden": Text("응답이 적어 견줄 수 없습니다 · {n}", "Too few answers to compare · {n}"),
    "trends.after": Text("이후 댓글", "Comments after"),
    "trends.heat": Text("접점 × 기간: {what}", "Touchpoint × period: {what}"),
    "trends.heat.alt": Text("접점과 기간별 {what}의 색 지도", "Heat map of {what} by touchpoint and period"),
    "trends.events": Text("세로선은 이벤트입니다: {events}", "Vertical lines are events: {events}"),
    "trends.lines": Text("전체 추이: {what}", "{what}, all together"),
    "trends.lines.alt": Text("전체 댓글의 {what} 추이", "{what} over time, all comments"),
    # journey
    "journey.curve": Text("감정 곡선: 여정을 따라 본 평균 톤", "Emotion curve: mean tone along the journey"),
    "journey.curve.alt": Text(
        "여정 순서로 늘어놓은 접점별 평균 톤과 95% 구간, 가장 큰 감정",
        "Mean tone with 95% interval and the leading emotion, touchpoints in journey order",
    ),
    "journey.nps": Text("접점별 NPS", "NPS by touchpoint"),
    "journey.nps.alt": Text(
        "여정 순서로 늘어놓은 접점별 NPS와 95% 구간", "NPS with 95% interval, touchpoints in journey order"
    ),
    "journey.gap": Text("의도한 감정과 실제 감정", "Intended and felt emotion"),
    "journey.gap.alt": Text(
        "접점마다 의도한 감정의 비율과 가장 큰 실제 감정의 비율",
        "For each touchpoint the share of the intended emotion and of the strongest felt one",
    ),
    "journey.outside": Text(
        "여정에 없는 접점은 맨 뒤에 둡니다: {names}", "Touchpoints outside the journey stand last: {names}"
    ),
    "journey.lowest": Text(
        "가장 낮은 곳: {touchpoint} – 평균 톤 {tone} (n\u00a0=\u00a0{n})",
        "Lowest point: {touchpoint} – mean tone {tone} (n\u00a0=\u00a0{n})",
    ),
    "journey.quote.typical": Text(
        "대표 댓글 (이 접점의 평균에 가장 가까움)", "Typical comment (nearest the mean here)"
    ),
    "journey.quote.strongest": Text("가장 강한 댓글", "Strongest comment"),
    "journey.quote.disagreeing": Text("다른 의견", "A comment that disagrees"),
    "journey.quote.none": Text("인용해도 되는 댓글이 없습니다.", "No comment here may be quoted."),
    "journey.gap.widest": Text(
        "감정의 틈새가 가장 큰 접점: {touchpoint}. 의도한 감정은 {intended}({share}), 그 자리에 온 감정은 {felt}"
        "({felt_share})입니다. 틈새가 가장 작은 접점({best})보다 {more}%p 벌어져 있습니다.",
        "The gap is widest at {touchpoint}: {felt} ({felt_share}) has taken the place of {intended} ({share}); "
        "{more} points wider than at {best}, the best one.",
    ),
    "journey.gap.same": Text(
        "감정의 틈새가 가장 큰 접점: {touchpoint}. 의도한 감정({intended})이 가장 많지만 {share}에 그칩니다. 틈새가 가장 "
        "작은 접점({best})보다 {more}%p 벌어져 있습니다.",
        "The gap is widest at {touchpoint}: {intended} is the strongest there, but only {share}; {more} points wider than "
        "at {best}, the best one.",
    ),
    "journey.alike": Text("일관성: 어디서나 같은 감정을 느끼나", "Consistency: do people feel the same everywhere?"),
    "journey.alike.value": Text("일관성 (1 = 어디서나 같음)", "Consistency (1 = the same everywhere)"),
    "journey.alike.odd": Text("가장 다른 접점: {touchpoint}", "The odd one out: {touchpoint}"),
    "journey.alike.chart": Text("전체와 감정이 다른 정도", "How far from the whole in emotion"),
    "journey.alike.alt": Text(
        "접점마다 감정 구성이 전체와 얼마나 다른지를 95% 구간과 함께 보여 주는 막대",
        "Bars: divergence of each touchpoint's emotion mix from the whole's, with 95% intervals",
    ),
    "journey.alike.apart": Text("다른 정도", "Divergence"),
    "journey.alike.axis": Text("젠슨–섀넌 발산 (0 = 전체와 같음)", "Jensen–Shannon divergence (0 = as the whole)"),
    "journey.alike.none": Text(
        "분석된 댓글이 {limit}건 이상인 접점이 둘은 있어야 일관성을 잴 수 있습니다.",
        "Consistency needs two touchpoints with at least {limit} scored comments each.",
    ),
    "journey.heat.what": Text("지도에 볼 지표", "Measure on the map"),
    # compare
    "compare.what": Text(
        "A에서 B를 뺀 차이를 봅니다. A와 B에 따로 정하지 않은 조건은 공통 필터를 따릅니다.",
        "Differences are A minus B. What A and B do not set for themselves is as in the shared filters.",
    ),
    "compare.a": Text("A", "A"),
    "compare.b": Text("B", "B"),
    "compare.after": Text("이후", "After"),
    "compare.before": Text("이전", "Before"),
    "compare.preset.period": Text("이번 기간과 직전 기간", "This period and the one before"),
    "compare.preset.segments": Text("세그먼트끼리", "Two segments"),
    "compare.preset.channels": Text("채널끼리", "Two channels"),
    "compare.preset.event": Text("이벤트 전후 28일", "28 days after and before"),
    "compare.event": Text("이벤트", "Event"),
    "compare.event.hint": Text("이벤트 고르기", "Choose an event"),
    "compare.more": Text("조건 더 보기", "More conditions"),
    "compare.more_active": Text("조건 더 보기 ({n}개 사용 중)", "More conditions ({n} in use)"),
    "compare.as_shared": Text("공통 필터대로", "As in the shared filters"),
    "compare.same": Text(
        "A와 B가 같습니다. 위의 단추를 누르거나 기간이나 조건을 다르게 정하세요.",
        "A and B are the same. Press a button above, or set another period or condition.",
    ),
    "compare.overlap": Text(
        "응답 {n}건이 A와 B에 모두 들어 있습니다. 겹친 만큼 차이가 작아 보이고 구간도 정확하지 않습니다.",
        "Answers in both A and B: {n}. The difference looks smaller than it is, and the intervals are not exact.",
    ),
    "compare.overlap.unknown": Text(
        "직원 응답은 겹친 수를 알려 드리지 않습니다.", "How many employees' answers are in both is not told."
    ),
    "compare.difference": Text("{what} 차이 (A − B)", "{what} difference (A − B)"),
    "compare.gap": Text("차이 (A − B)", "Difference (A − B)"),
    "compare.values": Text("A {a} · B {b}", "A {a} · B {b}"),
    "compare.range": Text("95% 구간 {range}", "95% interval {range}"),
    "compare.none": Text("응답 없음", "No answers"),
    "compare.hidden": Text("응답이 적어 숨김", "Hidden: too few answers"),
    "compare.higher": Text("분명히 높음", "Clearly higher"),
    "compare.lower": Text("분명히 낮음", "Clearly lower"),
    "compare.unclear": Text("분명하지 않음", "Not clear"),
    "compare.needed": Text("더 필요한 응답: {more}", "Answers still needed: {more}"),
    "compare.needed.none": Text(
        "차이가 없어 더 모아도 달라지지 않습니다", "No difference, so more answers would show none"
    ),
    "compare.needed.many": Text(
        "차이가 아주 작아 응답이 {limit}건 넘게 더 필요합니다",
        "So small a difference that over {limit} more answers are needed",
    ),
    "compare.chart": Text("감정 비율의 차이 (A − B)", "Differences in emotion shares (A − B)"),
    "compare.chart.alt": Text(
        "감정마다 A와 B의 비율 차이를 95% 구간과 함께 보여 주는 점",
        "Dots: difference in each emotion's share between A and B, with 95% intervals",
    ),
    "compare.axis": Text("비율 차이 (%p, 오른쪽 = A가 많음)", "Difference in share (points; right: more in A)"),
    "compare.too_few": Text(
        "A와 B에 분석된 댓글이 각각 {limit}건은 있어야 견줄 수 있습니다.",
        "To compare, A and B need at least {limit} scored comments each.",
    ),
    "compare.read": Text("읽을 댓글", "Comments of"),
    "compare.table": Text("모든 차이", "All differences"),
    "compare.column.what": Text("지표", "Measure"),
    "compare.column.verdict": Text("판정", "Verdict"),
    "compare.column.needed": Text("더 필요한 응답", "Answers still needed"),
    # employees
    "employees.what": Text(
        "직원이 느끼는 것은 고객이 느끼는 것의 거울입니다. 같은 접점과 기간의 직원 응답과 고객 응답을 나란히 보여 줍니다. "
        "직원 응답은 {limit}건 이상 모인 곳만 보여 주며, 그보다 적으면 몇 건인지도 숨깁니다.",
        "What employees feel mirrors what customers feel: both at the same touchpoints and times. Employees' answers show "
        "only where there are at least {limit}; where there are fewer, even their number is hidden.",
    ),
    "employees.none": Text("직원 응답이 없습니다", "No comments of employees"),
    "employees.none.do": Text(
        "직원 설문 파일은 `ondo run FILE --audience employee`로 불러오세요. 필터가 좁다면 넓혀 보세요.",
        "Load a file of employees' answers with `ondo run FILE --audience employee`, or widen the filters.",
    ),
    "employees.few": Text("직원 응답이 보여 줄 만큼 모이지 않았습니다", "Not enough employees' comments to show"),
    "employees.few.do": Text(
        "누가 썼는지 짐작할 수 없도록 직원 응답은 {limit}건부터 보여 줍니다. 기간을 넓히거나 필터를 줄여 보세요.",
        "Employees' comments show from {limit} on, so that nobody can be guessed. Widen the period or remove a filter.",
    ),
    "employees.all_hidden": Text(
        "접점별로 나누면 직원 응답이 모두 {limit}건보다 적어 고객만 그렸습니다. 누가 썼는지 짐작할 수 없게 하려는 것입니다.",
        "Apart by touchpoint all groups of employees are smaller than {limit}, so only customers are drawn: nobody is to be "
        "guessed.",
    ),
    "employees.hidden": Text(
        "직원 응답이 {limit}건보다 적은 접점 {n}곳은 직원 값을 숨겼습니다.",
        "Touchpoints with fewer than {limit} comments of employees, whose values are hidden: {n}.",
    ),
    "employees.hidden_periods": Text(
        "직원 응답이 {limit}건보다 적은 기간은 직원 값을 숨겼습니다. 기간 단위를 크게 하면 더 보입니다.",
        "In periods with fewer than {limit} comments of employees their values are hidden. A coarser period shows more.",
    ),
    "employees.apart": Text("가장 다르게 느끼는 곳", "Where they differ most"),
    "employees.apart.lower": Text(
        "{touchpoint}: 직원의 톤({employee})이 고객({customer})보다 낮음 (차이의 95% 구간 {range})",
        "{touchpoint}: employees' tone ({employee}) is below customers' ({customer}); 95% interval of the difference {range}",
    ),
    "employees.apart.higher": Text(
        "{touchpoint}: 직원의 톤({employee})이 고객({customer})보다 높음 (차이의 95% 구간 {range})",
        "{touchpoint}: employees' tone ({employee}) is above customers' ({customer}); 95% interval of the difference {range}",
    ),
    "employees.apart.none": Text(
        "직원과 고객의 댓글이 모두 {limit}건 이상인 접점이 없어 순위를 매기지 않습니다.",
        "No touchpoint has {limit} comments of both, so none is ranked.",
    ),
    "employees.tones": Text("접점별 톤: 직원과 고객", "Tone by touchpoint: employees and customers"),
    "employees.tones.alt": Text(
        "접점마다 직원과 고객의 평균 톤을 95% 구간과 함께 보여 주는 점",
        "Dots: mean tone of employees and of customers at each touchpoint, with 95% intervals",
    ),
    "employees.emotions": Text("접점별로 가장 많은 감정 셋", "The three most frequent emotions by touchpoint"),
    "employees.no_answers": Text("응답 없음", "No comments"),
    "employees.trend": Text("톤 추이: 직원과 고객", "Tone over time: employees and customers"),
    "employees.trend.alt": Text(
        "기간별 직원과 고객의 평균 톤과 95% 구간", "Mean tone of both by period with its 95% interval"
    ),
    # comments
    "comments.order": Text("정렬", "Order"),
    "order.newest": Text("최신순", "Newest"),
    "order.oldest": Text("오래된순", "Oldest"),
    "order.tone_low": Text("톤 낮은 순", "Lowest tone"),
    "order.tone_high": Text("톤 높은 순", "Highest tone"),
    "order.intensity": Text("감정 강한 순", "Strongest emotion"),
    "order.confidence": Text("확신 높은 순", "Most certain"),
    "comments.filtered": Text("필터 – {what}", "Filters – {what}"),
    "comments.count": Text("{n}건 중 {first}–{last}", "{first}–{last} of {n}"),
    "comments.legend": Text("강조 색", "Highlights"),
    "comments.legend.note": Text(
        "칠한 말은 그 감정을 높인 말, 점선은 감정을 낮춘 말, 실선은 톤을 움직인 말입니다.",
        "Filled: words that raised the emotion. Dotted: words that lowered it. Underlined: words that moved the tone.",
    ),
    "comments.tone_up": Text("톤을 높인 말", "raised the tone"),
    "comments.tone_down": Text("톤을 낮춘 말", "lowered the tone"),
    "comments.full": Text("자세히", "In full"),
    "comments.no_text": Text("(댓글 없이 점수만 남긴 응답)", "(a score without a comment)"),
    "comments.expired": Text("(보관 기간이 지나 원문이 삭제된 댓글)", "(text deleted after the retention period)"),
    "comments.not_scored": Text("분석하지 못함: {why}", "Not scored: {why}"),
    "comments.not_quotable": Text("인용 불가", "Not quotable"),
    "comments.no_emotion": Text("감정 없음", "No emotion found"),
    "comments.rating": Text("별점 {rating}/{top}", "Rating {rating}/{top}"),
    "comments.nps": Text("NPS {score}점", "NPS answer {score}"),
    "comments.tone": Text("톤 {tone}", "tone {tone}"),
    "comments.no_date": Text("날짜 없음", "No date"),
    "comments.employee": Text("직원", "Employee"),
    "comments.more_text": Text("… 이하 {n}자", "… {n} more characters"),
    "comments.probability": Text("감정별 확률", "Probability of each emotion"),
    "comments.below": Text("5% 미만", "< 5%"),
    "comments.confidence": Text("확신도", "Confidence"),
    "comments.source": Text("출처", "Source"),
    "comments.source_id": Text("원본 ID", "Source id"),
    "comments.customer": Text("고객 키", "Customer key"),
    "comments.scorer": Text("분석기 버전", "Scorer version"),
    "comments.not_found": Text("이 댓글을 찾을 수 없습니다.", "This comment cannot be found."),
    "comments.not_found.do": Text(
        "새로 불러온 데이터에서 바뀌었거나 지워졌을 수 있습니다. 링크를 다시 확인하거나, 기억나는 말을 ‘단어로 찾기’에 넣어 보세요.",
        "Newer data may have replaced or removed it. Check the link, or search for words that you remember of it.",
    ),
    "comments.not_found.close": Text("댓글 목록 보기", "Go on to the list"),
    "comments.number": Text("댓글 번호", "Comment number"),
    "comments.language": Text("언어", "Language"),
    "comments.state": Text("분석 상태", "Scoring state"),
    "comments.run": Text("처리 기록", "Loaded"),
    "comments.run.text": Text("{number}번째 처리 ({at}) {files}", "run {number} ({at}) {files}"),
    "comments.brand_words": Text("적용된 브랜드 단어", "Brand words applied"),
    "comments.consent": Text("인용 동의", "Consent to quote"),
    "comments.consent.yes": Text("동의함", "given"),
    "comments.consent.no": Text("동의하지 않음", "not given"),
    "comments.evidence": Text("근거가 된 말과 가중치", "Evidence and its weight"),
    "comments.evidence.note": Text(
        "가중치가 +이면 그 감정(톤)을 높인 말, −이면 낮춘 말입니다.",
        "A weight above zero raised the emotion or tone, one below lowered it.",
    ),
    "comments.link": Text(
        "이 댓글의 링크입니다. 오른쪽 아이콘을 눌러 복사하세요.",
        "The link to this comment. Copy it with the icon on the right.",
    ),
    "comments.back": Text("앞에서 보던 댓글로", "Back to the comment before"),
    "comments.customer_others": Text("같은 고객의 다른 댓글", "Other comments of this customer"),
    "comments.customer_unknown": Text("누가 썼는지 알 수 없는 댓글입니다.", "The source does not say who wrote this."),
    "comments.customer_none": Text("이 고객이 남긴 다른 댓글이 없습니다.", "This customer has left no other comment."),
    "comments.customer_order": Text(
        "이 고객의 응답 {n}건, 오래된 것부터입니다.", "Answers of this customer: {n}, the oldest first."
    ),
    "comments.customer_near": Text(
        "이 고객의 응답 {n}건 중 앞뒤로 가까운 {shown}건, 오래된 것부터입니다.",
        "The {shown} nearest in time of {n} answers of this customer, the oldest first.",
    ),
    "comments.earlier": Text("이보다 먼저", "earlier"),
    "comments.later": Text("이보다 나중", "later"),
    "comments.similar": Text("비슷한 댓글", "Similar comments"),
    "comments.similar.rule": Text(
        "드문 단어를 많이 공유할수록 비슷하다고 봅니다. 필터와 상관없이 모든 고객 댓글에서, 다른 고객의 것만 찾습니다.",
        "The more rare words two comments share, the more alike they are. Looked for in all customers' comments, whatever "
        "the filters; only those of others.",
    ),
    "comments.similar.none": Text("비슷한 댓글이 없습니다.", "No comment is like this one."),
    "comments.similar.shared": Text("{share} 비슷함 ({words})", "{share} alike ({words})"),
    "comments.one": Text("댓글 한 건", "One comment"),
    "comments.intensity.1": Text("약함", "slight"),
    "comments.intensity.2": Text("뚜렷함", "clear"),
    "comments.intensity.3": Text("강함", "strong"),
    "panel.title": Text("선택한 표시의 댓글: {what}", "Comments behind the mark: {what}"),
    "panel.all_nps": Text("NPS 응답 전체", "all NPS answers"),
    "panel.all_scored": Text("분석된 댓글 전체", "all scored comments"),
    "panel.read": Text("댓글 읽기", "Read them"),
    "panel.open": Text("댓글 화면에서 열기", "Open in Comments"),
    "panel.close": Text("닫기", "Close"),
    "panel.emotion_replaced": Text(
        "감정 필터 대신 누른 감정으로 찾았습니다.",
        "The emotion that was clicked takes the place of the emotion filter.",
    ),
    # export
    "export.title": Text("필터된 댓글 내려받기", "Download the filtered comments"),
    "export.table": Text("표로 보기 · 내려받기", "Table and download"),
    "export.table_opens": Text(
        "행을 고르면 그 댓글이 열립니다. 키보드: Tab으로 표에 들어가 화살표 키로 옮기고 Shift+Space로 고릅니다.",
        "Choose a row to open its comments. By keyboard: Tab into the table, arrow keys to move, Shift+Space to choose.",
    ),
    "export.table_of": Text("{title}: 표로 보기 · 내려받기", "{title}: table and download"),
    "export.png": Text("그림을 PNG로 저장", "Save the chart as PNG"),
    "export.svg": Text("그림을 SVG로 저장", "Save the chart as SVG"),
    "export.csv": Text("CSV (엑셀용)", "CSV (opens in Excel)"),
    "export.xlsx": Text("엑셀 XLSX", "Excel XLSX"),
    "export.parquet": Text("Parquet", "Parquet"),
    "export.sheet.rows": Text("데이터", "Rows"),
    "export.sheet.info": Text("정보", "About"),
    "export.info.made": Text("만든 시각", "Made at"),
    "export.info.rows": Text("행 수", "Rows"),
    "export.info.filters": Text("필터", "Filters"),
    "export.info.scorer": Text("분석기 버전", "Scorer version"),
    "export.info.safety": Text("안전 처리", "Safety"),
    "export.info.safety.text": Text(
        "=, +, -, @ 로 시작하는 글 앞에는 '를 붙였습니다.",
        "Text that begins with =, +, - or @ got a leading apostrophe.",
    ),
    "export.info.left_out": Text("글을 뺀 응답", "Texts left out"),
    "export.info.left_out.text": Text(
        "{n}건 (인용에 동의하지 않은 응답은 글을 내보내지 않습니다)", "{n} (texts that may not be quoted stay here)"
    ),
    "export.info.cut": Text("잘린 셀", "Cells cut"),
    "export.too_many": Text(
        "한 번에 {limit}건까지 내려받을 수 있습니다. 필터로 좁혀 주세요. 더 많이 필요하면 서버에서 "
        "`ondo export --link '링크 복사로 얻은 주소' -o 댓글.csv`를 실행하세요.",
        "Up to {limit} comments can be downloaded at once: please narrow the filters. For more, run "
        "`ondo export --link 'the address of Copy link' -o comments.csv` on the server.",
    ),
    "export.employees": Text(
        "직원 응답은 {limit}건씩 묶어 묶음 전체가 필터에 맞을 때만 보여 주고 내보냅니다. 날짜는 묶음의 마지막 날입니다.",
        "Employees' answers are shown and exported in blocks of {limit}, only where the whole block fits the filters; "
        "their date is the block's last day.",
    ),
    # data page
    "data.scorer": Text("분석기 버전 {version}", "Scorer version {version}"),
    "data.model": Text("모델", "Model"),
    "data.model.open": Text("얼마나 맞는지, 무엇에 약한지 보기", "How right it is, and what it is bad at"),
    "data.sources": Text("출처", "Sources"),
    "data.sources.note": Text(
        "필터에 맞는 응답을 출처별로 셉니다. 파일은 그 응답을 읽은 처리에서 함께 읽은 파일입니다.",
        "Answers that match the filters, by source. Files: all that were read in the runs that brought them.",
    ),
    "data.sources.no_text": Text("댓글 없음", "Without text"),
    "data.sources.scored": Text("분석됨", "Scored"),
    "data.sources.first": Text("첫날", "First day"),
    "data.sources.last": Text("마지막 날", "Last day"),
    "data.events": Text("이벤트", "Events"),
    "data.events.none": Text(
        "등록된 이벤트가 없습니다. ondo.toml에 [[event]]로 적으면 추이에 표시됩니다.",
        "There are none. Written as [[event]] in ondo.toml, they are marked in the trends.",
    ),
    "data.events.first": Text("시작일", "From"),
    "data.events.last": Text("종료일", "To"),
    "event.release": Text("출시", "Release"),
    "event.incident": Text("사고·장애", "Incident"),
    "event.campaign": Text("캠페인", "Campaign"),
    "data.settings": Text("적용 중인 설정", "Settings in force"),
    "data.settings.note": Text(
        "마지막 처리 때의 ondo.toml 값입니다. 바꾸려면 파일을 고치고 다시 처리하세요.",
        "As in ondo.toml when the last run made this database. To change them, edit it and run again.",
    ),
    "data.settings.name": Text("설정", "Setting"),
    "data.settings.value": Text("값", "Value"),
    "setting.hidden_below": Text("이보다 적으면 숨김 (응답 수)", "Hidden below (answers)"),
    "setting.few_below": Text("이보다 적으면 속 빈 표시 (응답 수)", "Drawn hollow below (answers)"),
    "setting.employee_below": Text("직원 응답은 이보다 적으면 숨김", "Employees' answers hidden below"),
    "setting.time_zone": Text("시간대", "Time zone"),
    "setting.schema_version": Text("데이터베이스 형식 버전", "Schema version"),
    "setting.scorer_version": Text("분석기 버전", "Scorer version"),
    "setting.brand_word_rule": Text("브랜드 단어 규칙 버전", "Version of the brand-word rule"),
    "column.source": Text("출처", "Source"),
    "column.masked": Text("가린 개인정보", "Masked"),
    "column.scorer_version": Text("분석기 버전", "Scorer version"),
    "masked.account": Text("계좌번호", "account"),
    "masked.address": Text("주소", "address"),
    "masked.birth_date": Text("생년월일", "birth date"),
    "masked.card": Text("카드번호", "card"),
    "masked.email": Text("이메일", "e-mail"),
    "masked.handle": Text("아이디", "handle"),
    "masked.ip": Text("IP 주소", "IP address"),
    "masked.licence": Text("면허번호", "licence"),
    "masked.link": Text("링크", "link"),
    "masked.name": Text("이름", "name"),
    "masked.order": Text("주문번호", "order"),
    "masked.passport": Text("여권번호", "passport"),
    "masked.phone": Text("전화번호", "phone"),
    "masked.resident_number": Text("주민등록번호", "resident number"),
    # what a number means, in a sentence
    "help.nps": Text(
        "NPS: 추천(9–10점) 비율 − 비추천(0–6점) 비율. −100 ~ +100.",
        "NPS: promoters (9–10) minus detractors (0–6) in points, from −100 to +100.",
    ),
    "help.share": Text(
        "감정 비율: 분석된 댓글 가운데 그 감정이 있는 댓글의 비율. 합이 100%를 넘을 수 있습니다.",
        "Share: of the comments scored, how many hold the emotion. Shares may add to more than 100%.",
    ),
    "help.tone": Text(
        "톤: 긍정일 확률 − 부정일 확률. −1은 확실한 부정, +1은 확실한 긍정.",
        "Tone: P(positive) − P(negative), from −1 (surely negative) to +1 (surely positive).",
    ),
    "help.confidence": Text(
        "확신도: 분석기가 톤의 긍정·부정을 얼마나 확신하는지 (0–100%).",
        "Confidence: how sure the scorer is of the sign of the tone, 0 to 100%.",
    ),
    "help.intensity": Text(
        "감정 세기: 있는 감정마다 1 약함, 2 뚜렷함, 3 강함.",
        "Intensity: how strong a present emotion is: 1 slight, 2 clear, 3 strong.",
    ),
    "help.capital": Text(
        "감정 자산: 적립(신뢰·안심, 감동, 고마움, 기쁨)에서 인출(실망·슬픔, 불안, 불편·짜증, 분노)을 뺀 댓글 100건당 잔고. "
        "최근 댓글일수록 크게 칩니다.",
        "Emotional capital: deposits (trust, delight, gratitude, joy) minus withdrawals (disappointment, anxiety, "
        "frustration, anger) per 100 comments, older ones counting less.",
    ),
    "help.consistency": Text(
        "일관성: 접점마다 감정의 모습이 얼마나 비슷한지. 1이면 어디서나 같습니다.",
        "Consistency: how alike the emotions are at every touchpoint; 1 is the same everywhere.",
    ),
    "help.gap": Text(
        "감정의 틈새: 의도한 감정이 가장 잘 전해진 접점에 견주어 이 접점에서 얼마나 모자라는지.",
        "Gap: how far the intended emotion falls short here of where it is felt most.",
    ),
    "help.driver": Text(
        "영향: 그 주제의 응답을 빼면 전체 NPS가 몇 점 달라지는지. 원인이라는 뜻은 아닙니다.",
        "Impact: by how many points the NPS of all differs without the theme's answers; not a cause.",
    ),
    "help.coverage": Text(
        "분석 범위: 댓글 없음, 분석하지 못함, 분석됨을 따로 셉니다. 못한 것은 중립이 아닙니다.",
        "Coverage: no text, not scored and scored are counted apart; not scored is never neutral.",
    ),
    "data.range": Text(
        "데이터 기간 {first} ~ {last} · 응답 {n}건 (고객과 직원)",
        "Data from {first} to {last} · {n} answers (customers and employees)",
    ),
    "data.range_none": Text(
        "날짜가 있는 응답이 없습니다 · 응답 {n}건 (고객과 직원)",
        "No answer has a date · {n} answers (customers and employees)",
    ),
    "data.runs": Text("최근 처리 기록", "Latest runs"),
    "data.rejected": Text("제외된 행", "Rows set aside"),
    "data.rejected.none": Text("제외된 행이 없습니다.", "No row was set aside."),
    "data.rejected.denied": Text(
        "{n}개 행을 제외했습니다. 행의 내용은 분석가 이상의 역할만 볼 수 있습니다.",
        "Rows set aside: {n}. What stood in them can be seen from the role analyst on.",
    ),
    "data.rejected.note": Text(
        "값을 읽을 수 없어 저장하지 않은 행입니다.",
        "Rows that were not stored because a value in them could not be read.",
    ),
    "data.rejected.shown": Text(
        "처음 {limit}건만 보여 줍니다. 모두 보려면 내려받으세요.",
        "The first {limit} are shown; the download has them all.",
    ),
    "data.definitions": Text("지표 정의", "Definitions"),
    "data.coverage.chart": Text("응답은 어디까지 분석됐나", "How much could be scored"),
    "data.coverage.alt": Text("응답을 분석 상태별로 나눈 막대", "Answers by scoring state"),
    "column.run_id": Text("번호", "Run"),
    "column.finished_at": Text("끝난 시각", "Finished"),
    "column.files": Text("파일", "Files"),
    "column.rows_read": Text("읽음", "Read"),
    "column.rows_scored": Text("분석", "Scored"),
    "column.rows_new": Text("새로 추가", "New"),
    "column.rows_updated": Text("갱신", "Updated"),
    "column.rows_unchanged": Text("그대로", "Unchanged"),
    "column.rows_repeated": Text("중복", "Repeated"),
    "column.rows_no_consent": Text("동의 없음", "No consent"),
    "column.rows_forgotten": Text("삭제 요청 고객", "Forgotten"),
    "column.rows_set_aside": Text("제외", "Set aside"),
    "column.rows_expired": Text("원문 삭제", "Text deleted"),
    "column.seconds": Text("초", "Seconds"),
    "column.file": Text("파일", "File"),
    "column.row": Text("행", "Row"),
    "column.column": Text("열", "Column"),
    "column.reason": Text("이유", "Reason"),
    "column.remedy": Text("해결 방법", "What to do"),
    "column.raw": Text("내용 (개인정보 가림)", "Row (personal data masked)"),
    "coverage.n": Text("전체 응답", "All answers"),
    "coverage.no_text": Text("댓글 없음", "No text"),
    "coverage.unsupported_language": Text("지원하지 않는 언어", "Unsupported language"),
    "coverage.empty": Text("내용 없음 (기호·링크뿐)", "Nothing to score"),
    "coverage.scored": Text("분석됨", "Scored"),
    "coverage.with_emotion": Text("분석됨 · 감정 있음", "Scored, with emotion"),
    "coverage.no_emotion": Text("분석됨 · 감정 없음", "Scored, no emotion"),
    "coverage.mixed": Text("긍정·부정 섞임", "Mixed"),
    "coverage.with_nps": Text("NPS 응답", "With an NPS answer"),
    "coverage.with_rating": Text("별점 응답", "With a rating"),
    "coverage.without_date": Text("날짜 없음", "Without a date"),
    # model
    "model.what": Text(
        "댓글을 읽어 톤과 감정을 매기는 모델이 얼마나 맞는지, 무엇으로 배웠고 어디에서 틀리는지 적었습니다. 이 화면은 "
        "필터의 영향을 받지 않습니다.",
        "How right the model is that reads tone and emotion from comments, what it learned from, and where it fails. "
        "The filters do not change this page.",
    ),
    "model.same": Text(
        "이 데이터베이스의 점수는 지금 설치된 모델(버전 {version})이 매겼습니다. 아래 수치가 그대로 해당합니다.",
        "The scores in this database come from the installed model, version {version}: the figures below are theirs.",
    ),
    "model.other": Text(
        "이 데이터베이스의 점수는 다른 버전({stored})이 매겼습니다. 아래 수치는 설치된 모델(버전 {installed})의 "
        "것입니다. 다음에 파일을 불러올 때 모든 댓글을 새 모델로 다시 분석합니다.",
        "The scores in this database come from another version ({stored}). The figures below are those of the "
        "installed model, version {installed}. The next run scores all comments again with it.",
    ),
    "model.no_figures": Text(
        "설치된 모델에 수치 파일이 없어 정확도를 보여 줄 수 없습니다.",
        "The installed model comes without its figures, so its accuracy cannot be shown.",
    ),
    "model.ours": Text("온도", "Ondo"),
    "model.baseline_word_list": Text("감성 단어 목록", "A list of polarity words"),
    "model.baseline_vader": Text("VADER", "VADER alone"),
    "model.method": Text("방법", "Method"),
    "model.corpus": Text("측정에 쓴 글", "Measured on"),
    "model.tone": Text("톤: 긍정과 부정을 얼마나 맞히나", "Tone: positive or negative"),
    "model.tone.note": Text(
        "배울 때 보지 않은 글로 쟀습니다. 정확도는 톤의 부호가 맞은 비율(긍정 글과 부정 글의 평균), AUC는 긍정 글과 "
        "부정 글을 하나씩 뽑았을 때 긍정 글의 톤이 더 높을 확률, 확신도 오차는 확신도와 실제 맞은 비율의 평균 "
        "차이입니다. 아무렇게나 찍어도 정확도와 AUC는 0.5입니다.",
        "Measured on texts that it has not learned from. Accuracy: how often the sign of the tone is right, averaged "
        "over positive and negative texts. AUC: how often a positive text has the higher tone than a negative one. "
        "Error of confidence: mean gap between confidence and how often it was right. Guessing gives 0.5 for accuracy "
        "and AUC.",
    ),
    "model.tone.ko": Text("한국어 영화평 (9–10점 대 1–4점)", "Korean film reviews (9–10 against 1–4)"),
    "model.tone.ko_goemotions": Text("한국어 GoEmotions (기계 번역)", "Korean GoEmotions (translated)"),
    "model.tone.en": Text("영어 GoEmotions", "English GoEmotions"),
    "model.tone.ko_seeds": Text("한국어 고객 댓글 (직접 씀)", "Korean customer comments (our own)"),
    "model.tone.en_seeds": Text("영어 고객 댓글 (직접 씀)", "English customer comments (our own)"),
    "model.accuracy": Text("정확도", "Accuracy"),
    "model.auc": Text("AUC", "AUC"),
    "model.confidence_error": Text("확신도 오차", "Error of confidence"),
    "model.emotions": Text("감정: 열두 감정을 얼마나 맞히나", "Emotions: the twelve, one by one"),
    "model.emotions.note": Text(
        "F1은 찾아낸 것 중 맞은 비율(정밀도)과 있는 것 중 찾아낸 비율(재현율)의 조화평균, AUC는 그 감정이 있는 글에 더 "
        "높은 확률을 줄 확률입니다. 비율 오차는 댓글 200건씩 묶어 감정 비율을 잴 때의 평균 오차(%p)입니다. KOTE는 한 "
        "글에 감정을 다섯 개쯤 표시한 자료라 F1이 낮게 나오므로 AUC를 보세요.",
        "F1: harmonic mean of precision (of those found, how many are right) and recall (of those there, how many are "
        "found). AUC: how often a text with the emotion gets the higher probability. Error of shares: mean error of an "
        "emotion's share in groups of 200 comments, in points. KOTE marks about five emotions a text, which lowers F1: "
        "look at its AUC.",
    ),
    "model.emotions.en": Text("영어 GoEmotions", "English GoEmotions"),
    "model.emotions.ko": Text("한국어 GoEmotions (기계 번역)", "Korean GoEmotions (translated)"),
    "model.emotions.ko_kote": Text("한국어 KOTE (한국인이 쓴 댓글)", "Korean KOTE (written by Koreans)"),
    "model.emotions.ko_seeds": Text("한국어 고객 댓글 (직접 씀)", "Korean customer comments (our own)"),
    "model.emotions.en_seeds": Text("영어 고객 댓글 (직접 씀)", "English customer comments (our own)"),
    "model.macro_f1": Text("평균 F1", "Mean F1"),
    "model.mean_auc": Text("평균 AUC", "Mean AUC"),
    "model.calibration_error": Text("확률 오차", "Error of probabilities"),
    "model.share_error_points": Text("비율 오차 (%p)", "Error of shares (points)"),
    "model.f1": Text("F1", "F1"),
    "model.share_true": Text("실제 비율", "True share"),
    "model.share_found": Text("찾은 비율", "Share found"),
    "model.parity": Text(
        "같은 글을 두 언어로 읽혔을 때 감정 비율은 평균 {difference}%p 다르고, 톤의 상관은 {correlation}입니다.",
        "The same texts in both languages: shares differ by {difference} points on average, tone correlates "
        "{correlation}.",
    ),
    "model.each": Text("감정별 수치: {corpus}", "Every emotion: {corpus}"),
    "model.chart.tone_accuracy": Text("톤 정확도", "Accuracy of tone"),
    "model.chart.tone_accuracy.alt": Text(
        "측정에 쓴 글마다 온도와 단순한 방법의 톤 정확도를 점으로 보여 주는 그림",
        "Dots: accuracy of tone for each corpus, Ondo beside plain methods",
    ),
    "model.chart.emotions_f1": Text("감정별 F1", "F1 by emotion"),
    "model.chart.emotions_f1.alt": Text(
        "감정마다 측정에 쓴 글별 F1을 점으로 보여 주는 그림", "Dots: F1 of each emotion by corpus"
    ),
    "model.chart.emotions_auc": Text("감정별 AUC", "AUC by emotion"),
    "model.chart.emotions_auc.alt": Text(
        "감정마다 측정에 쓴 글별 AUC를 점으로 보여 주는 그림", "Dots: AUC of each emotion by corpus"
    ),
    "model.axis.tone_accuracy": Text("정확도 (0.5 = 찍기)", "Accuracy (0.5 = guessing)"),
    "model.axis.emotions_f1": Text("F1 (0–1)", "F1 (0–1)"),
    "model.axis.emotions_auc": Text("AUC (0.5 = 찍기)", "AUC (0.5 = guessing)"),
    "model.weak": Text("이런 글에는 약합니다", "What it is bad at"),
    "model.weak.1": Text(
        "영화평, 뉴스 댓글, 해외 게시판 글과, 고객의 말을 본떠 지어낸 댓글로 배웠습니다. 위 수치는 실제 고객 댓글로 잰 것이 "
        "아닙니다. 직접 라벨을 붙인 댓글로 재려면 `ondo evaluate FILE --text 열 --label 열`을 쓰세요.",
        "It learned from film reviews, news comments, forum posts and invented customer comments; no figure above is "
        "measured on yours. To measure it on comments that you have labelled: `ondo evaluate FILE --text COL --label "
        "COL`.",
    ),
    "model.weak.2": Text(
        "비꼬거나 돌려 말한 글은 적힌 그대로 읽을 때가 많습니다.",
        "Sarcasm and irony are often read literally.",
    ),
    "model.weak.3": Text(
        "한 댓글의 감정은 틀릴 수 있습니다. 댓글 하나보다 여러 댓글의 비율을 보세요.",
        "A single comment can be read wrong: trust the shares of many comments more than any one of them.",
    ),
    "model.weak.4": Text(
        "업종에 따라 뜻이 뒤집히는 말이 있습니다. 디저트의 “달다”와 스릴러의 “무섭다”는 칭찬입니다. 이런 말은 ondo.toml의 "
        "브랜드 단어로 방향을 정할 수 있습니다.",
        "Some words turn round with the product: “sweet” may praise a dessert and fault a sauce. Give such words a sign "
        "of their own as brand words in ondo.toml.",
    ),
    "model.weak.5": Text(
        "60단어가 넘는 긴 글에서는 감정을 실제보다 많이 찾는 편입니다.",
        "In long texts, over some 60 words, it tends to find more emotions than there are.",
    ),
    "model.weak.6": Text(
        "이중 부정(“친절하지 않은 직원이 한 명도 없어요”)은 자주 단어만 보고 판단합니다. 감정 없이 사실만 적은 글은 조금 "
        "부정 쪽으로 기웁니다.",
        "Double negation (“not a single visit without a problem”) is often read by its parts. Plain facts lean a little to "
        "the negative.",
    ),
    "model.weak.7": Text(
        "한국어와 영어만 읽습니다. 다른 언어는 분석하지 않고 따로 세지만, 라틴 문자로 쓴 두세 단어는 영어로 잘못 볼 수 "
        "있습니다.",
        "It reads Korean and English only. Other languages are counted apart, but two or three words in Latin letters "
        "may be taken for English.",
    ),
    "model.weak.8": Text(
        "사투리, 어르신의 말투, 외국인이 쓴 한국어는 배운 글에 드물어 덜 맞을 수 있습니다.",
        "Dialect, older people's and second-language Korean are rare in what it learned from, and may be read less "
        "well.",
    ),
    "model.weakest": Text("{corpus}에서 F1이 가장 낮은 감정: {emotions}", "Lowest F1 on {corpus}: {emotions}"),
    "model.sources": Text("무엇으로 배웠나", "What it learned from"),
    "model.sources.note": Text(
        "모델에는 원문이 들어 있지 않습니다. 단어와 글자 조각은 되돌릴 수 없는 숫자로만 남습니다.",
        "No text of these is in the model: words and pieces of words are kept as one-way numbers only.",
    ),
    "model.column.name": Text("자료", "Corpus"),
    "model.column.use": Text("쓰임", "Used for"),
    "model.column.terms": Text("이용 조건", "Terms"),
    "model.source.1": Text(
        "네이버 영화평 NSMC 원자료 (e9t/nsmc), 별점 518,796건",
        "NSMC raw data (e9t/nsmc): 518,796 rated Korean film reviews",
    ),
    "model.source.1.use": Text("한국어 톤", "Korean tone"),
    "model.source.1.terms": Text("CC0", "CC0"),
    "model.source.2": Text(
        "GoEmotions (Demszky 외 2020, arXiv 2005.00547), 영어 댓글 43,410건",
        "GoEmotions (Demszky et al. 2020, arXiv 2005.00547): 43,410 English comments",
    ),
    "model.source.2.use": Text("영어 톤과 감정", "English tone and emotions"),
    "model.source.2.terms": Text("Apache-2.0 / CC BY 4.0", "Apache-2.0 / CC BY 4.0"),
    "model.source.3": Text(
        "GoEmotions-Korean (monologg), 위 글의 한국어 기계 번역",
        "GoEmotions-Korean (monologg): the same, machine-translated",
    ),
    "model.source.3.use": Text("한국어 감정과 톤 일부", "Korean emotions, some Korean tone"),
    "model.source.3.terms": Text("Apache-2.0", "Apache-2.0"),
    "model.source.4": Text(
        "KOTE (Jeon 외 2022, arXiv 2205.05300), 한국어 댓글 5,000건",
        "KOTE (Jeon et al. 2022, arXiv 2205.05300): 5,000 Korean comments",
    ),
    "model.source.4.use": Text("한국어 감정과 톤 일부", "Korean emotions, some Korean tone"),
    "model.source.4.terms": Text("MIT", "MIT"),
    "model.source.5": Text(
        "고객의 말을 본떠 이 제품을 위해 지어낸 댓글과 어구 28,762건 (seed_comments.tsv)",
        "28,762 customer comments and phrases invented for this product (seed_comments.tsv)",
    ),
    "model.source.5.use": Text("두 언어의 톤과 감정", "Tone and emotions in both languages"),
    "model.source.5.terms": Text("MIT", "MIT"),
    "model.source.6": Text(
        "VADER (Hutto와 Gilbert 2014), 사전과 규칙", "VADER (Hutto & Gilbert 2014): lexicon and rules"
    ),
    "model.source.6.use": Text("영어 톤과 감정", "English tone and emotions"),
    "model.source.6.terms": Text("MIT", "MIT"),
    "model.source.7": Text("Kiwi (bab2min), 한국어 형태소 분석기", "Kiwi (bab2min): Korean morphological analysis"),
    "model.source.7.use": Text("한국어 형태소", "Korean morphemes"),
    "model.source.7.terms": Text("LGPL-3.0", "LGPL-3.0"),
    "model.card": Text("모델 카드 전문 (영어)", "The whole model card"),
    # definitions
    "define.nps": Text("NPS", "NPS"),
    "define.nps.text": Text(
        "0–10점 추천 질문만 씁니다. 9–10점 추천, 7–8점 중립, 0–6점 비추천. NPS = 100 × (추천 − 비추천) ÷ n. 별점은 "
        "NPS로 치지 않습니다. 95% 구간은 가상의 응답 "
        "3건(추천 0.75, 중립 1.5, 비추천 0.75)을 더한 조정 왈드 구간입니다.",
        "Only the 0–10 recommend question counts: 9–10 promoter, 7–8 passive, 0–6 detractor. NPS = 100 × (promoters − "
        "detractors) ÷ n. A star rating is never called NPS. The 95% interval is an adjusted Wald interval with 3 "
        "imaginary answers (0.75 promoter, 1.5 passive, 0.75 detractor).",
    ),
    "define.share": Text("감정 비율", "Emotion share"),
    "define.share.text": Text(
        "그 감정이 있는 댓글 ÷ 분석된 댓글. 한 댓글에 감정이 여럿일 수 있어 합이 100%를 넘을 수 있습니다. 95% "
        "구간은 윌슨 구간입니다.",
        "Comments in which the emotion is present ÷ comments scored. Shares may add to more than 100%. The 95% "
        "interval is Wilson's.",
    ),
    "define.tone": Text("톤", "Tone"),
    "define.tone.text": Text(
        "긍정일 확률 − 부정일 확률, −1 ~ +1. 한국어와 영어에서 뜻이 같습니다. 평균에는 t 구간이 붙습니다.",
        "P(positive) − P(negative), from −1 to +1, the same meaning in Korean and English. Means carry a t interval.",
    ),
    "define.capital": Text("감정 자산", "Emotional capital"),
    "define.capital.text": Text(
        "댓글마다 신뢰·안심, 감동, 고마움, 기쁨의 세기(1–3)를 더하고(적립) 실망·슬픔, 불안, 불편·짜증, 분노의 세기를 뺀(인출) 값을, "
        "반감기에 따라 오래될수록 "
        "가볍게 평균한 것 × 100. 날짜 없는 댓글은 빠집니다.",
        "Each comment's intensities (1 to 3) of trust, delight, gratitude and joy minus those of disappointment, anxiety, "
        "frustration and anger; averaged with weights that halve with every half-life, × 100. Undated comments are left "
        "out.",
    ),
    "define.mixed": Text("섞임과 중립", "Mixed and neutral"),
    "define.mixed.text": Text(
        "섞임은 긍정 감정과 부정 감정이 함께 있는 댓글, 중립은 어느 쪽도 없는 댓글입니다. 분석하지 못한 댓글은 "
        "어느 쪽도 아닙니다.",
        "Mixed has a positive and a negative emotion, neutral has neither. A comment that could not be scored is "
        "neither of the two.",
    ),
    "define.intensity": Text("감정 세기", "Intensity"),
    "define.intensity.text": Text(
        "있는 감정마다 1 약함, 2 뚜렷함, 3 강함.",
        "For each present emotion: 1 slight, 2 clear, 3 strong.",
    ),
    "define.nps_difference": Text("NPS 차이", "Difference of two NPS"),
    "define.nps_difference.text": Text(
        "두 NPS의 표준오차 a, b로 차이의 95% 구간 ± 1.96 × √(a² + b²)을 냅니다. 0을 포함하지 않으면 ‘분명함’, 포함하면 "
        "‘분명하지 않음’입니다.",
        "95% interval: difference ± 1.96 × √(a² + b²), a and b being the standard errors. “Clear” if it leaves out 0, else "
        "“not clear”.",
    ),
    "define.confidence": Text("확신도", "Confidence"),
    "define.confidence.text": Text(
        "톤의 부호가 맞을 것으로 보는 확률입니다: 긍정일 확률과 부정일 확률 중 큰 쪽, 0.5 ~ 1.",
        "The probability that the sign of the tone is right: the larger of P(positive) and P(negative), 0.5 to 1.",
    ),
    "define.coverage": Text("분석 범위", "Coverage"),
    "define.coverage.text": Text(
        "전체 응답 = 댓글 없음 + 분석하지 못함(지원하지 않는 언어, 내용 없음) + 분석됨. 모든 비율은 분석된 댓글로만 냅니다.",
        "All answers = no text + not scored (unsupported language, nothing left after cleaning) + scored. Every share is "
        "of scored comments only.",
    ),
    "define.driver": Text("NPS를 움직이는 것", "Drivers of NPS"),
    "define.driver.text": Text(
        "NPS 전체 − 그 주제를 뺀 NPS = k × (주제의 NPS − 전체 NPS) ÷ (N − k). N은 전체, k는 주제의 응답 수. 함께 움직인다는 뜻이지 "
        "원인이라는 뜻은 아닙니다.",
        "NPS of all − NPS without the theme = k × (NPS of the theme − NPS of all) ÷ (N − k); N answers, k with the theme. "
        "It goes with the NPS; that is not a cause.",
    ),
    "define.comparison": Text("두 묶음 비교", "Comparisons"),
    "define.comparison.text": Text(
        "NPS 차이는 두 표준오차(조정 왈드)를 합친 √(se₁² + se₂²), 톤 차이는 웰치 구간, 감정 비율의 차이는 뉴컴 구간을 "
        "씁니다. 95% 구간이 0을 벗어나면 분명한 차이입니다. 더 필요한 응답은 지금의 차이가 사실일 때 검정력 80%로 "
        "분명해지는 집단별 수 (1.96 + 0.84)² × (분산₁ + 분산₂) ÷ 차이²에서 이미 있는 응답을 뺀 것입니다.",
        "NPS: the square root of both squared standard errors (adjusted Wald) added. Tone: Welch's interval. Shares: "
        "Newcombe's. A difference is clear where its 95% interval leaves out zero. Answers still needed: for each group "
        "(1.96 + 0.84)² × (variance₁ + variance₂) ÷ difference², which shows the observed difference with a power of 80%, "
        "less those there are.",
    ),
    "define.quote": Text("인용", "Quotes"),
    "define.quote.text": Text(
        "정해진 규칙으로 고릅니다: 평균에 가장 가까운 것, 가장 강한 것, 어긋나는 것. 인용에 동의한 댓글만 씁니다.",
        "Chosen by rule: the one nearest the mean, the strongest, and one that disagrees; only where quoting is allowed.",
    ),
    "define.small": Text("적은 표본", "Small numbers"),
    "define.small.text": Text(
        "응답 {hidden}건 미만은 숨기고, {few}건 미만은 속이 빈 표시로 그립니다. 직원 응답은 {employee}건씩 묶은 "
        "묶음으로만 보여 줍니다.",
        "Groups under {hidden} answers are hidden, under {few} drawn hollow. Employees' answers show in whole "
        "blocks of {employee}.",
    ),
    "define.disagreement": Text("점수와 말의 어긋남", "Disagreement"),
    "define.disagreement.text": Text(
        "추천·만점인데 불안, 실망·슬픔, 불편·짜증, 분노가 있는 댓글, 그리고 비추천인데 부정 감정이 없는 댓글입니다.",
        "Promoters or full marks whose text is anxious, disappointed, frustrated or angry; detractors without a "
        "negative emotion.",
    ),
    "define.gap": Text("감정의 틈새", "Gap"),
    "define.gap.text": Text(
        "접점마다 1 − 의도한 감정의 비율. 가장 나은 접점과 견주고, 대신 가장 많은 감정을 함께 적습니다.",
        "At each touchpoint 1 − the share of the intended emotion, compared with the best touchpoint, and the emotion that "
        "took its place.",
    ),
    "define.consistency": Text("일관성", "Consistency"),
    "define.consistency.text": Text(
        "1 − 접점별 감정 구성과 전체 감정 구성 사이 젠슨–섀넌 발산(밑 2)의 평균. 1이면 어디서나 같습니다. 구간은 1,000번 "
        "다시 뽑은 부트스트랩이며, 댓글이 적은 접점(적은 표본)은 빼고 잽니다.",
        "1 − the mean Jensen–Shannon divergence (base 2) between each touchpoint's emotion mix and the whole's; 1 is the same "
        "everywhere. Interval from 1,000 bootstrap resamples; touchpoints with few answers are left out.",
    ),
    "define.period": Text("기간", "Periods"),
    "define.period.text": Text(
        "일, 주(월요일 시작), 월, 그리고 한 주씩 옮겨 가는 28일(네 주). 시간대는 {time_zone}입니다. 마지막 기간이 끝나지 "
        "않았으면 점선으로 그립니다.",
        "Days, ISO weeks (from Monday), months, and 28 days (four weeks) moved on week by week, in {time_zone}. A last period "
        "that is not over is dashed.",
    ),
    # upload
    "upload.what": Text(
        "설문이나 리뷰 파일을 고르면 어떻게 읽을지 먼저 보여 드립니다. 확인한 뒤에만 데이터베이스에 불러옵니다.",
        "Choose survey or review files: you see first how they would be read, and load them only then.",
    ),
    "upload.button": Text("내 컴퓨터에서 고르기", "Browse"),
    "upload.limits": Text("파일당 {megabytes}MB까지 · {kinds}", "Up to {megabytes} MB a file · {kinds}"),
    "upload.choose": Text("파일 고르기", "Choose files"),
    "upload.choose.help": Text(
        "CSV, TSV, Excel, JSON, Parquet 파일, 하나에 {megabytes}MB까지",
        "CSV, TSV, Excel, JSON or Parquet, up to {megabytes} MB each",
    ),
    "upload.privacy": Text(
        "개인정보는 저장하기 전에 가립니다. 올린 파일은 읽는 동안만 서버에 두고 곧바로 지웁니다.",
        "Personal data is masked before anything is stored. An uploaded file stays on the server only while it is read.",
    ),
    "upload.too_large": Text(
        "파일이 너무 큽니다. {megabytes}MB까지 올릴 수 있습니다. 나누어 올리거나 서버에서 `ondo run`을 쓰세요.",
        "The file is too large: {megabytes} MB at most. Split it, or use `ondo run` on the server.",
    ),
    "upload.doing.check": Text("파일을 확인하고 있습니다 …", "Looking at the file …"),
    "upload.doing.run": Text("불러오는 중입니다 · {n}행", "Loading · {n} rows"),
    "upload.cancel": Text("취소", "Cancel"),
    "upload.again": Text("다시 미리 보기", "Preview again"),
    "upload.load": Text("데이터베이스에 불러오기", "Load into the database"),
    "upload.said": Text("상세: {text}", "Details: {text}"),
    "upload.kind": Text("종류", "Kind"),
    "upload.rows": Text("행", "Rows"),
    "upload.source": Text("출처", "Source"),
    "upload.encoding": Text("인코딩", "Encoding"),
    "upload.sheet": Text("시트", "Sheet"),
    "upload.scale": Text("별점 척도", "Rating scale"),
    "upload.scale.to": Text("{top}점 만점", "up to {top}"),
    "upload.guessed": Text("자동으로 판단", "Found automatically"),
    "upload.source.help": Text(
        "같은 출처의 같은 ID는 같은 응답으로 봅니다. 비우면 파일에서 정합니다.",
        "Rows of one source with the same id are one answer. Empty: taken from the file.",
    ),
    "upload.touchpoint": Text("접점", "Touchpoint"),
    "upload.touchpoint.help": Text(
        "접점이 적혀 있지 않은 행의 접점입니다. 예: 결제", "Touchpoint of rows that name none, such as payment."
    ),
    "upload.is_nps": Text("별점이 추천 의향 점수임", "The rating is the recommend score"),
    "upload.is_nps.help": Text(
        "추천 의향(0–10) 문항의 답일 때만 켜세요. 그때만 별점을 NPS로 계산합니다.",
        "Only if it answers the recommend question, 0 to 10; only then is the rating counted as NPS.",
    ),
    "upload.mapping": Text("열을 어떻게 읽을까요", "How columns are read"),
    "upload.mapping.help": Text(
        "열마다 짐작한 항목과 확신 정도입니다. 다르면 바꾼 뒤 다시 미리 보기를 누르세요.",
        "The field guessed for each column, and how sure. Change what is wrong, then preview again.",
    ),
    "upload.sure": Text("확신 {share}", "{share} sure"),
    "upload.kept_out": Text("읽지 않음", "kept out"),
    "upload.field.none": Text("읽지 않음", "Keep out"),
    "upload.field.id": Text("응답 ID", "Id of the answer"),
    "upload.field.text": Text("댓글", "Comment"),
    "upload.field.title": Text("제목", "Title"),
    "upload.field.date": Text("날짜", "Date"),
    "upload.field.rating": Text("별점", "Rating"),
    "upload.field.nps": Text("추천 의향 (0–10)", "Recommend score (0–10)"),
    "upload.field.customer": Text("고객 ID (암호화해 저장)", "Customer id (stored as a keyed hash)"),
    "upload.field.product": Text("상품", "Product"),
    "upload.field.channel": Text("채널", "Channel"),
    "upload.field.touchpoint": Text("접점", "Touchpoint"),
    "upload.field.segment": Text("고객 세그먼트", "Segment"),
    "upload.field.language": Text("댓글 언어", "Language of the comment"),
    "upload.field.audience": Text("응답자 (고객·직원)", "Audience (customer, employee)"),
    "upload.field.consent_analyse": Text("분석 동의", "Consent to analysis"),
    "upload.field.consent_quote": Text("인용 동의", "Consent to quoting"),
    "upload.examples": Text("이렇게 읽힙니다 (개인정보 가림)", "As read, personal data masked"),
    "upload.example.row": Text("행", "Row"),
    "upload.example.text": Text("댓글", "Comment"),
    "upload.example.answered_at": Text("날짜", "Date"),
    "upload.example.rating": Text("별점", "Rating"),
    "upload.example.rating_max": Text("만점", "Scale"),
    "upload.example.nps_score": Text("추천 의향", "Recommend score"),
    "upload.example.product": Text("상품", "Product"),
    "upload.example.channel": Text("채널", "Channel"),
    "upload.example.touchpoint": Text("접점", "Touchpoint"),
    "upload.example.segment": Text("세그먼트", "Segment"),
    "upload.example.audience": Text("응답자", "Audience"),
    "upload.none_aside": Text("모든 행을 읽을 수 있습니다.", "Every row can be read."),
    "upload.aside": Text(
        "{n}개 행은 이대로는 읽을 수 없어 제외합니다. 고쳐서 다시 올리면 반영됩니다.",
        "Rows that cannot be read as they are: {n}. They are set aside; correct them and upload the file again.",
    ),
    "upload.aside.first": Text(
        "처음 {n}개만 보여 드립니다. 불러온 뒤 데이터 화면에서 모두 볼 수 있습니다.",
        "The first {n} are shown; once loaded, the Data page has them all.",
    ),
    "upload.done": Text(
        "불러왔습니다. 다른 화면에 새 숫자가 반영되었습니다.", "Loaded. The other pages show the new numbers."
    ),
    "upload.nothing_new": Text("새로운 내용이 없어 그대로 두었습니다.", "Nothing was new; everything stays as it was."),
    "upload.report.new": Text("새 응답", "New"),
    "upload.report.updated": Text("바뀐 응답", "Updated"),
    "upload.report.unchanged": Text("그대로", "Unchanged"),
    "upload.report.repeated": Text("중복", "Repeated"),
    "upload.report.no_consent": Text("미동의 (저장 안 함)", "No consent (not stored)"),
    "upload.report.set_aside": Text("제외된 행", "Set aside"),
    "upload.report.scored": Text("분석한 댓글", "Scored"),
    "upload.report.masked": Text("가린 개인정보", "Personal items masked"),
    "upload.failed.refused": Text("이 파일은 읽을 수 없습니다", "This file cannot be read"),
    "upload.failed.refused.do": Text(
        "아무것도 저장하지 않았습니다. 열과 인코딩을 바꾸어 다시 미리 보거나 파일을 다시 내보내 주세요.",
        "Nothing was stored. Change columns or encoding and preview again, or export the file anew.",
    ),
    "upload.failed.options": Text("고른 항목이 파일과 맞지 않습니다", "What was chosen does not fit the file"),
    "upload.failed.options.do": Text(
        "한 항목을 두 열에 고르지 않았는지 확인하고 다시 미리 보세요.",
        "See that no field is chosen for two columns, and preview again.",
    ),
    "upload.failed.held": Text("다른 파일을 불러오는 중입니다", "Another file is being loaded"),
    "upload.failed.held.do": Text("끝난 뒤에 다시 불러와 주세요.", "Wait until it is done, then load this one again."),
    "upload.failed.database": Text("데이터베이스에 쓸 수 없습니다", "The database cannot be written"),
    "upload.failed.database.do": Text(
        "이전 데이터는 그대로입니다. 서버 담당자에게 저장 공간과 권한을 확인해 달라고 하세요.",
        "The former data is whole. Ask whoever runs the server to check its space and rights.",
    ),
    "upload.failed.cancelled": Text("취소했습니다", "Cancelled"),
    "upload.failed.cancelled.do": Text("아무것도 바뀌지 않았습니다.", "Nothing was changed."),
    "upload.failed.killed": Text("처리가 도중에 끊겼습니다", "The work was cut off midway"),
    "upload.failed.killed.do": Text(
        "이전 데이터는 그대로입니다. 서버 메모리가 부족했을 수 있습니다. 다시 시도하거나 파일을 나누어 올려 주세요.",
        "The former data is whole. The server may have run out of memory: try again, or split the file.",
    ),
    "upload.failed.broken": Text("처리하지 못했습니다", "It could not be done"),
    "upload.failed.broken.do": Text(
        "이전 데이터는 그대로입니다. 서버 담당자가 서버 기록에서 원인을 찾을 수 있습니다.",
        "The former data is whole. Whoever runs the server finds the reason in the server's log.",
    ),
    "upload.failed.busy": Text("지금은 다른 파일을 읽고 있습니다", "Other files are being read"),
    "upload.failed.busy.do": Text("잠시 뒤 다시 시도해 주세요.", "Try again in a moment."),
    "upload.failed.no_place": Text("파일을 받아 둘 수 없습니다", "The file cannot be taken in"),
    "upload.failed.no_place.do": Text(
        "서버 담당자에게 저장 공간과 접근 기록 파일의 권한을 확인해 달라고 하세요.",
        "Ask whoever runs the server to check its space and the rights of the access log.",
    ),
    # who may come in
    "role.executive": Text("임원", "executive"),
    "role.manager": Text("CX 매니저", "manager"),
    "role.analyst": Text("분석가", "analyst"),
    "role.admin": Text("관리자", "admin"),
    "access.who": Text("{who} · {role}", "{who} · {role}"),
    "access.sign_in": Text("로그인", "Sign in"),
    "access.sign_in_at": Text("{name}(으)로 로그인", "Sign in with {name}"),
    "access.sign_out": Text("로그아웃", "Sign out"),
    "access.signed_out": Text("로그인이 필요합니다", "Please sign in"),
    "access.signed_out.do": Text(
        "고객의 목소리를 보려면 회사 계정으로 로그인해 주세요.",
        "Sign in with your company account to see how customers feel.",
    ),
    "access.expired": Text("다시 로그인해 주세요", "Please sign in again"),
    "access.expired.do": Text(
        "{who} 계정으로 로그인한 지 오래되어 연결을 마쳤습니다.",
        "You signed in as {who} too long ago.",
    ),
    "access.stranger": Text("이 계정에는 아직 권한이 없습니다", "This account has no role yet"),
    "access.stranger.do": Text(
        "{who} 계정으로 로그인하셨습니다. 온도 관리자에게 역할(임원, CX 매니저, 분석가, 관리자)을 요청하시거나 다른 계정으로 "
        "로그인해 주세요.",
        "You are signed in as {who}. Ask whoever looks after Ondo for a role (executive, manager, analyst, admin), or sign in "
        "with another account.",
    ),
    "access.exposed": Text(
        "로그인 없이 외부에 열려 있어 데이터를 보여 드리지 않습니다",
        "No data is shown: this dashboard is open to others, and nobody signs in",
    ),
    "access.exposed.do": Text(
        "서버 담당자는 docs/security.md에 따라 로그인을 설정하거나, 이 컴퓨터의 127.0.0.1에서만 열어 주세요. 그래도 열어야 한다면 "
        "`ondo dashboard --insecure`로 시작할 수 있습니다.",
        "Whoever runs the server: configure sign-in as docs/security.md says, or open it on this machine at 127.0.0.1 only. "
        "If it must be open, start it with `ondo dashboard --insecure`.",
    ),
    "access.settings": Text("설정 파일에 오류가 있어 열 수 없습니다", "Closed: the settings file has an error"),
    "access.settings.do": Text(
        "누가 무엇을 볼 수 있는지 알 수 없어 닫아 두었습니다. 서버 담당자는 서버 기록에서 잘못된 항목을 찾아 고쳐 주세요.",
        "It cannot be told who may see what. Whoever runs the server finds the entry at fault in the server's log.",
    ),
    "access.denied": Text("이 화면을 볼 권한이 없습니다", "Your role does not allow this page"),
    "access.denied.do": Text(
        "현재 역할은 {role}입니다. 필요하시면 온도 관리자에게 역할 변경을 요청해 주세요.",
        "You are here as {role}. If you need this page, ask whoever looks after Ondo for another role.",
    ),
    "access.no_text": Text(
        "댓글 원문은 CX 매니저 이상의 역할만 볼 수 있습니다. 숫자는 그대로 보실 수 있습니다.",
        "Comments can be read from the role manager on; the numbers are open to you.",
    ),
    # empty and failing worlds
    "world.loading": Text("숫자를 세고 있습니다…", "Counting…"),
    "world.upload": Text("여기서 파일 불러오기", "Load a file here"),
    "sample.offer": Text("예시 데이터로 둘러보기", "Look around with sample data"),
    "sample.what": Text(
        "지어낸 회사의 1년치 응답 850여 건을 이 데이터베이스 자리에 넣습니다. 10초쯤 걸리고, 실제 데이터를 넣기 전에 파일을 "
        "지우면 됩니다.",
        "Puts a year of an invented company's feedback, some 850 answers, where the database belongs. It takes about ten "
        "seconds; remove the file before loading your own.",
    ),
    "sample.running": Text("예시 데이터를 읽고 분석하고 있습니다…", "Reading and scoring the sample…"),
    "sample.begun": Text("파일을 확인하고 있습니다…", "Looking at the files…"),
    "sample.doing": Text("{of}건 중 {done}건 분석", "{done} of {of} answers scored"),
    "sample.done": Text("예시 데이터가 준비되었습니다", "The sample is ready"),
    "sample.failed": Text(
        "예시 데이터를 만들지 못했습니다. 터미널에서 아래 명령을 실행하면 이유를 볼 수 있습니다.",
        "The sample could not be made. The command below, in a terminal, says why.",
    ),
    "world.missing": Text("아직 데이터베이스가 없습니다", "There is no database yet"),
    "world.missing.do": Text(
        "터미널에서 아래 명령으로 파일을 불러온 뒤 이 화면을 새로 고치면 나타납니다.",
        "Load a file in a terminal with the command below; reload this page, and it is here.",
    ),
    "world.schema": Text("다른 버전의 데이터베이스입니다", "This database has another version"),
    "world.schema.do": Text(
        "이전 버전에서 만든 파일이면 첫 번째 명령으로 최신 형식으로 바꿀 수 있습니다. 온도 파일이 아니라면 원본 파일을 "
        "불러와 새로 만드세요.",
        "A file of an earlier version is brought up to date by the first command. If it is no Ondo file, load the source "
        "files into a new one.",
    ),
    "world.broken": Text("데이터베이스를 읽을 수 없습니다", "The database cannot be read"),
    "world.broken.do": Text(
        "파일이 손상되었거나 다른 프로그램이 쓰고 있습니다. 잠시 뒤 새로 고치고, 그래도 안 되면 아래 명령으로 파일을 살펴보고 백업을 찾아 되돌리세요.",
        "The file is damaged or in use by another program. Reload in a moment; if that fails, look it over and find a backup to restore with the commands below.",
    ),
    "world.query": Text("이 화면의 숫자를 계산하지 못했습니다", "The numbers of this page could not be computed"),
    "world.query.do": Text(
        "필터를 초기화하고 다시 열어 보세요. 계속되면 서버 기록을 관리자에게 전해 주세요.",
        "Reset the filters and try again. If it stays, show the server's log to whoever runs it.",
    ),
    "world.empty": Text("데이터베이스가 비어 있습니다", "The database is empty"),
    "world.empty.do": Text(
        "아직 불러온 응답이 없습니다. 아래 명령으로 파일을 불러오세요.",
        "No answers have been loaded. Load a file with the command below.",
    ),
    "world.nothing": Text("필터에 맞는 응답이 없습니다", "Nothing matches the filters"),
    "world.nothing.do": Text("기간을 넓히거나 필터를 줄여 보세요.", "Widen the period or remove a filter."),
    "world.few": Text("보여 줄 만큼 응답이 모이지 않았습니다", "Not enough answers to show"),
    "world.few.do": Text(
        "{n}건뿐입니다. {limit}건부터 숫자를 보여 줍니다. 필터를 넓혀 보세요.",
        "There are only {n}; numbers show from {limit} answers on. Widen the filters.",
    ),
    "world.few.unknown": Text(
        "{limit}건부터 숫자와 글을 보여 줍니다. 필터를 넓혀 보세요.",
        "Numbers and text show from {limit} answers on. Widen the filters.",
    ),
    "world.no_nps": Text("NPS 응답이 없습니다", "No NPS answers"),
    "world.no_nps.do": Text(
        "0–10점 추천 질문의 답이 있는 파일을 불러오면 나타납니다. 필터를 쓰고 있다면 줄여 보세요.",
        "Load a file with answers to the 0–10 recommend question, or remove a filter.",
    ),
    "world.no_scored": Text("분석된 댓글이 없습니다", "No scored comments"),
    "world.no_scored.do": Text(
        "한국어와 영어로 쓴 댓글만 분석합니다. 필터를 쓰고 있다면 줄여 보세요.",
        "Comments in Korean and English are scored. Remove a filter, if there is one.",
    ),
    "world.no_dates": Text(
        "날짜가 있는 응답이 없어 추이를 그릴 수 없습니다", "No answer has a date, so there is no trend"
    ),
    "world.no_dates.do": Text("날짜 열이 있는 파일을 불러와 주세요.", "Load a file that has a column of dates."),
    "world.no_touchpoints": Text("접점이 있는 응답이 없습니다", "No answer has a touchpoint"),
    "world.no_touchpoints.do": Text(
        "접점 열이 있는 파일을 불러오거나, 불러올 때 접점을 정해 주세요(`--touchpoint`). 접점의 이름과 순서는 ondo.toml에 있습니다.",
        "Load a file with a column of touchpoints, or name one when loading it (`--touchpoint`). Their names and order stand in ondo.toml.",
    ),
    "world.no_rolling": Text(
        "28일이 다 찬 기간이 없습니다. 기간 단위를 일이나 주로 바꾸어 보세요.",
        "There are no 28 days to roll over. Choose days or weeks as the period.",
    ),
    "world.where": Text("데이터베이스: {name}", "Database: {name}"),
}


def words_in(language: str) -> Words:
    """The words of one language: ``words(key, **placeholders)``.

    Unknown languages get Korean. Raises KeyError for an unknown key or a missing placeholder.
    """
    index = LANGUAGES.index(language) if language in LANGUAGES else 0

    def words(key: str, **placeholders: object) -> str:
        return TEXTS[key][index].format(**placeholders)

    return words


def has(key: str) -> bool:
    """Whether there is a text of this key."""
    return key in TEXTS
