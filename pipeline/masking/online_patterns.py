"""Personal data of the network: links, e-mail addresses, handles, addresses of machines."""

import re

from pipeline.masking import checks, words
from pipeline.masking.pattern import PersonalPattern, row

_AT = r"(?:@\n?| ?@[ \n]| ?(?:[(\[{<]at[)\]}>]|[ _]?골뱅이[ _]?|[ _]앳[ _]) ?)"
_DOT = r"(?:\.|[ _]?(?:[점닷쩜]|[(\[{<]dot[)\]}>])[ _]?)"
_TLD = r"(?:[A-Za-z]{2,24}|한국|닷컴|닷넷|컴|넷)"
_KNOWN = "(?:naver|gmail|daum|hanmail|kakao|nate|hotmail|outlook|yahoo|icloud|proton(?:mail)?)"
_KNOWN_KO = "(?:네이버|지메일|쥐메일|구글|다음|한메일|네이트|카카오|핫메일|아웃룩|야후|아이클라우드)"
_TOP = "(?:com|net|org|edu|gov|io|me|kr|jp|cn|uk|de|fr|us|ca|au|co|info|biz|컴|넷)"
_LOCAL = r"(?<![A-Za-z0-9._%+\-])[A-Za-z0-9_](?:[A-Za-z0-9._%+\-]|'(?=[A-Za-z])){0,255}"
_HANDLE = r"@?[A-Za-z0-9_][A-Za-z0-9_.\-]{2,29}(?:#[0-9]{4})?"
_PLATFORM = words.any_of(words.PLATFORMS)

ONLINE_PATTERNS: tuple[PersonalPattern, ...] = (
    row("link", has_latin=True, pattern=r"https?://(?P<p>[^\s/@\[]{1,200}@)(?=[A-Za-z0-9])", near="//", flags=re.I),
    row(
        "link",
        rf"{words.HOST}(?P<p>(?:[^\s\[<>\"']|\[(?!link\]))+)",
        has_latin=True,
        near="/|www",
        accepts=checks.has_private_part,
        flags=re.I,
    ),
    row(
        "link",
        r"(?:instagram|facebook|twitter|tiktok|threads|youtube|t|x|fb|open\.kakao)\.(?:com|net|me)/@?(?P<p>(?!link\])[A-Za-z0-9_.\-]{3,40})",
        has_latin=True,
        near=".com/|.net/|.me/",
        needs=r"\.(?:com|net|me)/",
        flags=re.I,
    ),
    row(
        "email",
        rf"{_LOCAL} ?@ ?(?:[A-Za-z0-9\-]{{1,63}}|{_KNOWN_KO})(?: ?[.,] ?[A-Za-z0-9\-]{{2,20}}){{0,2}} ?[.,] ?{_TOP}(?![A-Za-z0-9])",
        has_latin=True,
        near="@",
        flags=re.I,
    ),
    row(
        "email",
        rf"(?:{_LOCAL}{_AT}|[가-힣]{{2,10}}@)"
        rf"(?:[A-Za-z0-9가-힣\-]{{1,63}}(?:\.[A-Za-z0-9가-힣\-]{{1,63}}){{0,4}}{_DOT}{_TLD}|{_KNOWN}\b|{_KNOWN_KO}(?:[ _]?(?:닷|점|쩜)?[ _.]?(?:컴|넷|com|net))?)",
        has_latin=True,
        near="@|(at|[at|{at|<at|골뱅이|앳",
        needs=r"@|[(\[{<]at|[(\[]AT|골뱅이|앳",
        flags=re.I,
    ),
    row(
        "email",
        r"(?<![A-Za-z0-9._\-])[A-Za-z0-9_](?:[A-Za-z0-9._+\-]{0,60})(?: (?:dot|underscore|dash) [A-Za-z0-9]{1,30}){0,3} at [A-Za-z0-9\-]{2,40}"
        rf"(?: dot [A-Za-z]{{2,15}}){{0,2}} dot {_TOP}(?![A-Za-z0-9])",
        has_latin=True,
        near="dot ",
        needs="(?:at|AT|At) .{1,60}(?:dot|DOT|Dot) ",
        flags=re.I,
    ),
    row(
        "email",
        rf"(?:메일|이메일|e-?mail)(?: ?주소)?(?:[은는이가]|is|[ :])[ :]{{0,3}}(?P<p>{_LOCAL} at {_KNOWN}(?:\.com|\.net)?)\b",
        has_latin=True,
        near="ail|메일",
        needs="(?:ail|AIL|메일).{0,12} at (?:naver|gmail|daum|hanmail|kakao|nate|hotmail|outlook|yahoo|icloud|proton)",
        flags=re.I,
    ),
    row(
        "handle",
        rf"(?<![A-Za-z\[가-힣])(?:{_PLATFORM})(?: ?(?:아이디|ID|계정|handle|name|user(?:name)?|account|닉네임|닉))?"
        rf"(?!\.(?:com|net|me)\b)(?P<is>(?:[은는이가]|으로|로|에서?| is | was |[ :=\-(]){{1,4}}|(?=@)|(?<=[가-힣]))(?P<p>{_HANDLE})(?<![.\-])(?![A-Za-z0-9@])",
        has_latin=True,
        near=words.NEAR_PLATFORM,
        accepts=checks.is_handle,
        flags=re.I,
    ),
    row(
        "handle",
        rf"(?:아이디|계정|닉네임|닉|(?<![A-Za-z\[])(?:ID|IG|handle|user ?name|user id|login|gamertag|psn|nickname|screen name))"
        rf"(?P<is>(?:[은는이가]| is | was |[ :=\-(]){{1,4}})(?P<p>{_HANDLE})(?<![.\-])(?![A-Za-z0-9@]){words.NO_COUNT}",
        has_latin=True,
        near="아이디|계정|닉|id|ig|handle|username|user name|login|gamertag|psn|nickname|screen name",
        needs=r"[0-9_#@]|[A-Za-z]\.[A-Za-z]",
        accepts=checks.is_user_name,
        flags=re.I,
    ),
    row(
        "handle",
        rf"닉(?:네임)?(?:[은는이가]|[ :=\-(]){{1,4}}(?P<p>[가-힣]{{2,8}}[0-9]{{1,6}})(?![A-Za-z0-9@]){words.NO_COUNT}",
        digits=1,
        near="닉",
    ),
    row(
        "handle",
        has_latin=True,
        pattern=r"(?<![A-Za-z0-9._@/\[])@(?=[0-9_.]*[A-Za-z])[A-Za-z0-9_][A-Za-z0-9_.]{1,29}(?:@[A-Za-z0-9_.]{1,30}){0,9}",
        near="@",
    ),
    row(
        "ip",
        r"(?<![0-9.])(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?![0-9]|\.[0-9])",
        digits=4,
        accepts=checks.is_machine_address,
    ),
    row(
        "ip",
        r"(?<![0-9A-Za-z:])(?:[0-9A-Fa-f]{1,4}:){2,7}(?::?[0-9A-Fa-f]{1,4})(?::[0-9A-Fa-f]{1,4}){0,6}(?![0-9A-Za-z:])",
        digits=1,
        needs="[0-9A-Fa-f]:[0-9A-Fa-f:]",
        accepts=checks.is_machine_address,
    ),
)
"""In the order of masking."""
