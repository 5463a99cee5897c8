"""A font with Hangul for pictures and files: the system's, else one that a package brings."""

import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

PACKAGES: tuple[str, ...] = ("noto_cjk_sans_kr_regular", "pylopdf_fonts_ko")
"""Packages that hold an OTF or TTF with Hangul; looked for where the system has none."""

HANGUL = "\uac00"
SECONDS = 10


OWN = Path(__file__).parents[1] / "server" / "fonts" / "OndoSans.woff2"
"""The dashboard's own font: letters of Pretendard."""


def own_font() -> Path | None:
    """The file of the dashboard's own font; None where it was not brought along."""
    return OWN if OWN.is_file() else None


def korean_font(*, is_bold: bool = False) -> Path | None:
    """The file of a font with Hangul, or None where neither the system nor a package has one; of packages only the regular face."""
    return _of_system(":bold" if is_bold else "") or _of_package()


def _of_system(style: str) -> Path | None:
    lister = shutil.which("fc-match")
    if lister is None:
        return None
    command = [lister, "-f", "%{file}\n%{lang}", f"NanumGothic,Noto Sans KR,Noto Sans CJK KR,sans-serif:lang=ko{style}"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    file, _, languages = done.stdout.partition("\n")
    return Path(file) if "ko" in languages.split("|") else None


def _of_package() -> Path | None:
    for name in PACKAGES:
        found = find_spec(name)
        for folder in (found.submodule_search_locations or ()) if found else ():
            files = sorted(path for path in Path(folder).rglob("*") if path.suffix.lower() in (".otf", ".ttf"))
            if files:
                return files[0]
    return None
