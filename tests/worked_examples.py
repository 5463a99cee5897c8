"""The blocks of code of the worked examples in docs/adding-*.md, which tests run as they are printed."""

import re
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent


def blocks(page: str, language: str) -> list[str]:
    """The code of one language on a page of docs/, in order."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, flags=re.DOTALL)


def module_of(code: str) -> ModuleType:
    """A block as a module."""
    module = ModuleType("example")
    exec(compile(code, "example.py", "exec"), module.__dict__)
    return module
