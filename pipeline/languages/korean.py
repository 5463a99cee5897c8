"""Korean: Kiwi's morphemes as feature tokens, with spans in code points of the text as given."""

import re
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from operator import attrgetter
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple, cast
from warnings import catch_warnings, simplefilter

from pipeline.languages import korean_clauses, korean_pairs, korean_scope
from pipeline.languages.composed import compose
from pipeline.languages.emoji import emoji_name
from pipeline.languages.features import MARKS_OF_SCALES, TokenBatch, TokenBatchBuilder, token_hash

if TYPE_CHECKING:
    from kiwipiepy import Kiwi, Token

CONTENT_TAGS = frozenset({"NNG", "NNP", "XR", "VV", "VA", "MAG", "IC", "SL"})
MEMO_LIMIT = 300_000

CUTOFF = 5.0
"""Kiwi gives up readings that fall this far behind the best one. Its own 8 takes about 15 % longer for 0.3 % other morphemes,
and no figure of the model card is better for it. A part of the features: see model_file.FORMAT."""

BOOSTERS = frozenset(
    f"{word}/MAG"
    for word in "너무 정말 진짜 매우 아주 완전 무척 굉장히 엄청 되게 몹시 훨씬 가장 제일 참 넘 개 존나".split()
) | {"ㅠㅠ/SW", "ㅜㅜ/SW", "!!/SF", "정말/IC", "진짜/IC", "최고/NNG", "최악/NNG"}
DAMPENERS = frozenset(f"{word}/MAG" for word in "조금 좀 약간 다소 살짝 그나마 그럭저럭 그냥".split())
"""Feature names that make an emotion stronger or weaker by one step."""

_RESPELT = {
    "조아": "좋아", "죠아": "좋아", "좋와": "좋아", "조은": "좋은", "조쿠": "좋구", "조고": "좋고", "시러": "싫어", "실어요": "싫어요", "업써": "없어",
    "업서": "없어", "업슴": "없음", "업네": "없네", "없슴": "없음", "마싯": "맛있", "마싰": "맛있", "마시써": "맛있어", "맛잇": "맛있", "맜있": "맛있",
    "잇어": "있어", "잇슴": "있음", "있슴": "있음", "갠춘": "괜찮", "괜춘": "괜찮", "괸찮": "괜찮", "괜찬": "괜찮", "갠찮": "괜찮", "않좋": "안좋",
    "않되": "안되", "않돼": "안돼", "않해": "안해", "않와": "안와", "친졀": "친절", "칭절": "친절", "머거": "먹어", "머것": "먹었", "이쁘": "예쁘",
    "이뻐": "예뻐", "별루": "별로", "빨르": "빠르", "불펀": "불편", "어이업": "어이없",
}  # fmt: skip
"""Everyday misspellings and how they are read; as long as they are, so that spans stay."""

_MISSPELT = re.compile("|".join(_RESPELT))
_SURROGATE = re.compile("[\ud800-\udfff]")
_RUN = re.compile(r"(.)\1{2,}")
_threads = 2
_kiwi: "Kiwi | None" = None
_loading = Lock()
_FORM_AND_TAG, _START, _END = attrgetter("form", "tag"), attrgetter("start"), attrgetter("end")


class _Described(dict[tuple[str, str], tuple[int, int, str | None, int, int, str]]):
    """Form and tag of a morpheme -> what ``_describe`` says of it, worked out when first needed."""

    def __missing__(self, key: tuple[str, str]) -> tuple[int, int, str | None, int, int, str]:
        self[key] = described = _describe(*key)
        return described


_memo = _Described()


class KoreanMorpheme(NamedTuple):
    """One morpheme: ``form`` as Kiwi restores it, dictionary form, tag before any dash, half-open span of the text."""

    form: str
    lemma: str
    tag: str
    start: int
    end: int


def kiwi() -> "Kiwi":
    """The one Kiwi of this process, made on first use (1-3 s). Fork after this only where it has no threads."""
    global _kiwi
    if _kiwi is None:
        with _loading:
            _kiwi = _kiwi or _loaded()
    return _kiwi


def _loaded() -> "Kiwi":
    from kiwipiepy import Kiwi

    with catch_warnings():
        simplefilter("ignore", DeprecationWarning)
        found = Kiwi(num_workers=_threads, load_multi_dict=False)
    found.global_config.cutoff_threshold = CUTOFF
    return found


def reader() -> str:
    """What divides words: the versions of Kiwi and of its model, and how far it looks."""
    return f"{version('kiwipiepy')} {version('kiwipiepy-model')} {CUTOFF}"


def use_threads(count: int) -> None:
    """How many threads Kiwi has of its own in this process (0: none); to be said before its first use (default 2)."""
    global _threads
    _threads = count


def readable(text: str) -> str:
    """``text`` as Kiwi can take it, position by position: lone surrogates and NUL replaced, misspellings put right."""
    text = _SURROGATE.sub("\ufffd", text).replace("\x00", " ")
    return _MISSPELT.sub(lambda found: _RESPELT[found[0]], text)


def tokenise(text: str) -> list[KoreanMorpheme]:
    """The morphemes of one text (its first TEXT_LIMIT code points); offsets count code points of ``text``."""
    whole = compose(text)
    [tokens] = _tokenised([readable(whole.text)])
    return [
        KoreanMorpheme(t.form, t.lemma, t.tag.partition("-")[0], *whole.original(t.start, t.start + t.len))
        for t in tokens
    ]


def stem(dictionary_form: str) -> list[tuple[str, str]]:
    """Form and tag (with dash) of each morpheme of a predicate before its 다, as Kiwi takes them to conjugate it."""
    [tokens] = _tokenised([dictionary_form])
    return [(token.form, str(token.tag)) for token in tokens][:-1]


def token_batch(texts: Sequence[str]) -> TokenBatch:
    """Feature tokens of all texts, in order, by Kiwi's own threads.

    Texts should have gone through ``compose``; spans count their code points. Takes about 0.3 ms
    a text of 30 characters.
    """
    results = _tokenised([readable(text) for text in texts])
    builder = TokenBatchBuilder(korean_scope.SCOPE, korean_clauses.begins, korean_pairs.find)
    if len(_memo) > MEMO_LIMIT:
        _memo.clear()
    for text, tokens in zip(texts, results, strict=True):
        described = map(_memo.__getitem__, map(_FORM_AND_TAG, tokens))
        hashes, begins, lemmas, roles, acts, parts = zip(*described, strict=True) if tokens else ((),) * 6
        builder.hashes.extend(hashes)
        builder.begins.extend(begins)
        builder.roles.extend(roles)
        builder.acts.extend(acts)
        builder.parts.extend(parts)
        builder.starts.extend(map(_START, tokens))
        builder.ends.extend(map(_END, tokens))
        builder.end_row(filter(None, lemmas), text=text)
    return builder.build()


def _tokenised(texts: list[str]) -> Iterable[list["Token"]]:
    """Kiwi's tokens of each text. Its iterator hands texts to threads, which costs more than it gains with one.

    Without threads texts are tokenised in alphabetical order: what begins alike needs the same parts of Kiwi's models, which the
    processor then has at hand (5 to 7 % less time).
    """
    tokenise = kiwi().tokenize
    if len(texts) > 1 and _threads > 1:
        return cast("Iterable[list[Token]]", tokenise(texts))
    found: dict[int, list[Token]] = {}
    for place in sorted(range(len(texts)), key=texts.__getitem__):
        found[place] = cast("list[Token]", tokenise(texts[place]))
    return map(found.__getitem__, range(len(texts)))


def _describe(form: str, tag: str) -> tuple[int, int, str | None, int, int, str]:
    """Feature hash of a morpheme, whether it begins a unit, its content lemma (None for others), its role, act and part."""
    tag = tag.partition("-")[0]
    begins = not tag.startswith(("J", "E", "XS", "VX", "VC", "NNB", "Z"))
    parts = korean_scope.role(form, tag), korean_clauses.act(form, tag), korean_pairs.part(form, tag)
    return token_hash(feature_name(form, tag)), int(begins), lemma_name(form, tag), *parts


def feature_name(form: str, tag: str) -> str:
    """What the model sees of a morpheme: numbers, links and emoji by kind, runs of one letter cut to two."""
    if tag == "SN":
        return f"{form}/SN" if form in MARKS_OF_SCALES else "0/SN"
    if tag in ("W_URL", "W_EMAIL", "W_SERIAL", "W_MENTION"):
        return tag
    if tag in ("W_EMOJI", "SW", "SY") and (name := emoji_name(form)):
        return f":{name}:"
    short = _RUN.sub(r"\1\1", form.lower())
    return f"{short}/{tag}"


def lemma_name(form: str, tag: str) -> str | None:
    """``lemma/TAG`` of a content morpheme (늦다/VA, 배송/NNG), else None."""
    if tag not in CONTENT_TAGS:
        return None
    return f"{form}다/{tag}" if tag[0] == "V" else f"{form.lower()}/{tag}"
