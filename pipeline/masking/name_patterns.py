"""Names of people: by what stands before or behind them, in signatures, and common Korean ones that stand alone."""

from pipeline.masking import name_checks as checks
from pipeline.masking import words
from pipeline.masking.korean_names import (
    ANY_NAME_LABEL,
    ANY_TITLE,
    CLEAR_SURNAMES,
    FIRST_SYLLABLES,
    LAST_SYLLABLES,
    WORDS_AS_NAMES,
)
from pipeline.masking.pattern import PersonalPattern, row

_BEFORE = r"(?<![가-힣A-Za-z0-9])"
_KIN_KO = words.any_of(words.KIN)
_ROLE_EN = (
    r"agent|rep(?:resentative)?|manager|nurse|technician|driver|courier|cashier|server|waiter|waitress|stylist|colleague|doctor|dentist|advisor"
    r"|adviser|assistant|employee|operator|engineer|plumber|supervisor|postman|receptionist|consultant|host|teacher|guy|lady|girl|man|woman|staff member"
    r"|team member|customer service rep"
)
_KIN_EN = (
    r"husband|wife|son|daughter|brother|sister|mother|father|mum|mom|dad|friend|partner|fianc[eé]e?|boyfriend|girlfriend|neighbou?r|flatmate|roommate|colleague"
    r"|niece|nephew|cousin|grandson|granddaughter|boss"
)
_SPOKE = (
    r"(?:[Ss]poke|[Ss]peak(?:ing)?|[Ss]poken|[Tt]alk(?:ed|ing)?|[Cc]hatt?(?:ed|ing)?|[Dd]ealt|[Dd]ealing) (?:briefly )?(?:to|with)|[Aa]sk(?:ed)? for|[Ss]erved by|[Hh]elped by|[Aa]ssisted by"
    r"|[Aa]nswered by|[Ss]igned by|[Ss]igned:|[Nn]amed|[Cc]alled|[Ss]hout[ -]?out to|[Tt]hanks to|[Tt]hank you to|[Kk]udos to|[Cc]redit to|[Pp]raise for|[Bb]illed to|[Aa]ddressed to"
    r"|[Rr]egistered to|[Ss]hipped to|[Dd]elivered to|[Bb]ooked by|[Oo]rdered by|[Cc]are of|[Cc]/o|[Aa]ttn:?|[Gg]o(?:es)? by|[Uu]nder the name(?: of)?|[Ii]n the name of"
)
_NEAR_SPOKE = (
    "spoke|speak|talk|chat|dealt|dealing|ask for|asked for|served by|helped by|assisted by|answered by|signed by|signed:|named|called|shout|thank"
    "|kudos|credit|praise|billed|addressed|registered|shipped|delivered|booked by|ordered by|care of|c/o|attn|go by|goes by|under the name|in the name"
)
_NEAR_PERSON = (
    "agent|rep|manager|nurse|technician|driver|courier|cashier|server|waiter|waitress|stylist|colleague|doctor|dentist|advisor|adviser|assistant"
    "|employee|operator|engineer|plumber|supervisor|postman|receptionist|consultant|host|teacher|guy|lady|girl|man|staff member|team member|husband|wife"
    "|son|daughter|brother|sister|mother|father|mum|mom|dad|friend|partner|fianc|neighbo|mate|niece|nephew|cousin|boss"
)
_GREETING = r"(?:안녕하세요|안녕하십니까|여보세요|수고하세요|수고하십니다|투숙했던|묵었던|예약한|구매한|주문한|\d호|호실|방)[,.!~ ]{1,3}"
"""What somebody says or names before who he is."""

_LABEL_EN = (
    r"(?:[Cc]ustomer|[Cc]ardholder|[Aa]ccount holder|[Ff]ull|[Ff]irst|[Ll]ast|[Ss]ur|[Gg]uest|[Pp]atient|[Pp]assenger|[Rr]ecipient|[Aa]ccount)(?:'s)? ?[Nn]ame|[Nn]ame on (?:the |my )?[a-z]{3,12}"
    r"|[Cc]ardholder|[Rr]ecipient|[Nn]ame(?=:)|NAME(?=:)|[Cc]ontact person"
)
_CAPS = r"[A-Z][A-Z'\-]{1,20}(?: [A-Z][A-Z'\-]{1,20}){1,2}"

NAME_PATTERNS: tuple[PersonalPattern, ...] = (
    row(
        "name",
        rf"{words.NAME_KO_ALONE}(?={words.HONORIFIC})",
        of_korean_names=True,
        accepts=checks.is_addressed_name,
    ),
    row(
        "name",
        rf"{words.NAME_KO_ALONE}(?P<title> ?(?:{ANY_TITLE}))(?=(?:$|[^가-힣]|[이가은는을를의께도님한과와랑]|에게|덕분|입니다|이에|예요|보호자|앞으로|이름))",
        of_korean_names=True,
        accepts=checks.is_titled_name,
    ),
    row(
        "name", rf"{_BEFORE}(?P<p>[{words.SURNAMES}] [가-힣] [가-힣])(?= ?(?:님|씨|고객|입니다))", of_korean_names=True
    ),
    row(
        "name",
        rf"(?P<label>{ANY_NAME_LABEL})(?: ?(?:성함|이름|명))?(?P<is>(?:은|는|이|가|께서|님)?[ :=]{{0,3}}\(?)(?<=[:= (은는이가님명서함름]){words.NAME_KO}{words.NAME_KO_ENDS}",
        of_korean_names=True,
        accepts=checks.is_labelled_name,
    ),
    row(
        "name",
        rf"(?:(?<![가-힣])(?:저는?|제가|나는?|내가|전|본인은?)) ?(?P<p>{words.NAME_KO_INSIDE})(?=입니다|인데|이라고|라고|라는|이에요|예요|이고|임(?![가-힣])|이구요)",
        of_korean_names=True,
        near="인데|입니다|이라|라고|라는|이에요|예요|이고|임|이구요",
        accepts=checks.is_likely_name,
    ),
    row(
        "name",
        rf"(?:^|[.!?~\n] {{0,2}}|{_GREETING})(?P<p>{words.NAME_KO_INSIDE})(?=입니다|이에요|예요|인데요| ?이?라고 ?(?:합니다|해요|하는데))",
        of_korean_names=True,
        near="입니다|이에요|예요|인데요|라고",
        accepts=checks.is_who_speaks,
    ),
    row(
        "name",
        rf"{words.NAME_KO_ALONE}(?= ?(?:드림|올림|배상|拜上|씀|백)[ .)~!\]]{{0,3}}(?:$|\n))",
        of_korean_names=True,
        near="드림|올림|배상|拜上|씀|백",
        accepts=checks.is_likely_name,
    ),
    row(
        "name",
        rf"{_BEFORE}(?:{_KIN_KO}) ?\(? ?{words.NAME_KO}(?=\)| ?(?:이름|명의|앞으로|님|씨|에게|한테|카드|계좌|번호|소개|추천)|[이가은는도](?: |$)|[ ,.]|$)",
        of_korean_names=True,
        near=words.NEAR_KIN,
        accepts=checks.is_relative,
    ),
    row(
        "name",
        rf"{_BEFORE}(?:{_KIN_KO}) ?(?P<p>[{FIRST_SYLLABLES}][{LAST_SYLLABLES}])(?=[이가은는도의와과랑야](?![가-힣]{{3}})|이[가는도랑의]|에게|한테|[ ,.]|$)",
        of_korean_names=True,
        near=words.NEAR_KIN,
        accepts=checks.is_given_name,
    ),
    row(
        "name",
        rf"{_BEFORE}(?P<p>[{CLEAR_SURNAMES}](?:{words.any_of(WORDS_AS_NAMES)}))(?=[이가은는을를도의](?![가-힣])|에게|한테|께서|이라|라는|라고| ?(?:명의|때문|덕분|앞으로|이름)|[^가-힣]|$)",
        of_korean_names=True,
        near="|".join(sorted(WORDS_AS_NAMES)),
        accepts=checks.is_no_star,
    ),
    row(
        "name",
        rf"(?P<p>[{words.COMMON_SURNAMES}](?<![가-힣].)[{FIRST_SYLLABLES}][{LAST_SYLLABLES}])"
        rf"{words.NAME_ALONE_ENDS}",
        of_korean_names=True,
        accepts=checks.is_bare_name,
    ),
    row(
        "name",
        rf"(?:명의자?|이 사람|라는 직원|칭찬합니다|책임자는?) ?:? ?(?P<p>{words.NAME_KO_INSIDE})(?=[^가-힣]|$)|{_BEFORE}(?P<q>{words.NAME_KO_INSIDE})(?= ?(?:라는|이라는) (?:직원|사람|분|상담|기사|매니저))",
        of_korean_names=True,
        near="명의|이 사람|라는|칭찬|책임자",
        accepts=checks.is_one_of_two,
    ),
    row(
        "name",
        rf"(?<![A-Za-z])(?P<p>{words.CAPITAL}(?:[ \-]{words.CAPITAL}){{0,2}})(?= ?(?:님|씨)(?:께|이|은|의|[^가-힣]|$))",
        near="님|씨",
        needs="[a-z] ?[님씨]",
        has_latin=True,
        accepts=checks.is_english_name,
    ),
    row(
        "name",
        rf"\b(?:Dear|DEAR) {words.TITLE}{words.NAME_EN}(?![A-Za-z])",
        near="dear",
        needs="D(?:ear|EAR) [A-ZÀ-Þ]",
        has_latin=True,
        accepts=checks.is_english_name,
    ),
    row(
        "name",
        rf"\b(?:[Hh]i|[Hh]ello|[Hh]ey),? {words.TITLE}{words.NAME_EN}(?= ?(?:[,!.:;\n\-]|$))",
        near="hi |hi,|hello|hey |hey,",
        needs="(?:[Hh]i|ello|ey),? [A-Z]",
        has_latin=True,
        accepts=checks.is_english_name,
    ),
    row(
        "name",
        rf"\b[Mm]y (?:full )?name(?: is|'s|’s|:) {words.NAME_EN}",
        near="name",
        needs="name(?: i|['’]s|:)",
        has_latin=True,
        accepts=checks.is_english_name,
    ),
    row(
        "name",
        rf"\b(?:{_LABEL_EN})(?: is|:| was)? ?(?P<p>{_CAPS}|{words.NAME_EN_INSIDE})(?![A-Za-z])",
        near="name|ardholder|ecipient|ontact person",
        needs="(?:[Nn]ame|NAME|ardholder|ecipient|ontact person).{0,20} ?[A-ZÀ-Þ]",
        has_latin=True,
        accepts=checks.is_english_name,
    ),
    row(
        "name",
        rf"\b(?:Mr|Mrs|Ms|Miss|Mx|Sir|Madam|Prof)\.? {words.NAME_EN}",
        near="mr |mr.|mrs|ms |ms.|mx |mx.|miss|sir |sir.|madam|prof",
        needs=r"(?:M(?:r|rs|s|x|iss)|Sir|Madam|Prof)\.? [A-ZÀ-Þ]",
        has_latin=True,
        accepts=checks.is_english_name,
    ),
    row("name", rf"\bDr\.? {words.NAME_EN}", near="dr", has_latin=True, accepts=checks.is_doctor),
    row(
        "name",
        rf"\b(?:{_SPOKE}),? {words.TITLE}{words.NAME_EN}(?![A-Za-z])",
        near=_NEAR_SPOKE,
        needs=rf"(?:{_SPOKE}),? [A-ZÀ-Þ]",
        has_latin=True,
        accepts=checks.is_english_name,
    ),
    row(
        "name",
        rf"\b(?:[Tt]his is|I am|I'm|I’m|[Ii]t's|[Ii]t is),? {words.NAME_EN}(?![A-Za-z])",
        near="this is|i am|i'm|i’m|it's|it is",
        needs="(?:his is|I am|I['’]m|[Ii]t['’]?s|t is),? [A-Z]",
        has_latin=True,
        accepts=checks.is_known_english_name,
    ),
    row(
        "name",
        rf"(?:^|[\n.!?] ?){words.NAME_EN}(?= here(?:[ ,.!]|$)|,? (?:from|in) (?:room|apartment|flat|unit) )",
        near=" here|room|apartment|flat|unit",
        needs="[a-z.] (?:here|from|in)|, (?:from|in)",
        has_latin=True,
        accepts=checks.is_signature,
    ),
    row(
        "name",
        rf"\b(?:{_ROLE_EN}|{_KIN_EN}),? (?:is |was |named |called )?\(?{words.NAME_EN}(?=[ ,.)!?'’\n]|$)",
        near=_NEAR_PERSON,
        needs=rf"(?:{_ROLE_EN}|{_KIN_EN}),? (?:is |was |named |called )?\(?[A-ZÀ-Þ]",
        has_latin=True,
        accepts=checks.is_english_name_in_sentence,
    ),
    row(
        "name",
        rf"(?:(?:[Kk]ind |[Bb]est |[Ww]arm )?[Rr]egards|(?:[Yy]ours )?[Ss]incerely|[Cc]heers|[Bb]est wishes|[Yy]ours(?: (?:truly|faithfully))?|[Ww]armly|[Rr]espectfully|[Ll]ove),? ?[\n\-]? ?"
        rf"(?P<p>{words.SIGNED_EN})\.?\s{{0,9}}$",
        near="regards|sincerely|cheers|wishes|yours|warmly|respectfully|love",
        needs="(?:egards|incerely|heers|ishes|ours|aithfully|ruly|armly|espectfully|ove),? ?[\n-]? ?[A-ZÀ-Þ]",
        has_latin=True,
        accepts=checks.is_english_name,
    ),
    row(
        "name",
        rf"(?:^|[\n.!?] ?)(?:(?:Best|All the best|(?:Many )?[Tt]hanks(?: again| in advance)?|Thank you|Thx|Ta), ?\n?|(?:Many thanks|Thanks|Thank you|Thx),? ?\n)"
        rf"(?P<p>{words.SIGNED_EN})\.?\s{{0,9}}$",
        near="best|thank|thx|ta,",
        needs="(?:est|anks|again|advance|you|hx|Ta)(?:, ?\n?|,? ?\n)[A-ZÀ-Þ]",
        has_latin=True,
        accepts=checks.is_english_name,
    ),
    row(
        "name",
        rf"(?:^|\n| )(?:-{{1,2}}|~) ?(?P<p>{words.SIGNED_EN})\.?\s{{0,9}}$",
        near="-|~",
        needs="[-~] ?[A-Z][a-z' .A-Z]*\\s*$",
        has_latin=True,
        accepts=checks.is_signature,
    ),
)
"""In the order of masking."""
