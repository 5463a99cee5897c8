"""The packages that Ondo needs, directly and indirectly, as they are installed: what each needs, and its licence."""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
_RULES = tomllib.loads(Path(__file__).with_name("licences.toml").read_text(encoding="utf-8"))
_PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

EXTRAS: tuple[str, ...] = tuple(_PROJECT["optional-dependencies"])
"""The extras of Ondo, those for its own tests among them."""

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Package:
    """An installed package: its name in lower case with hyphens, its licence in SPDX's words, names of what it needs."""

    name: str
    version: str
    licence: str
    needs: tuple[str, ...]

    @property
    def is_allowed(self) -> bool:
        """Whether its licence, or one of those it leaves to choose, is among the allowed ones."""
        choices = self.licence.replace("(", "").replace(")", "").split(" OR ")
        return any(all(part.strip() in _RULES["allowed"] for part in choice.split(" AND ")) for choice in choices)


def packages_of(extra: str | None = None) -> dict[str, Package]:
    """Name -> package of all that Ondo needs, or an extra of it; what is not installed here is left out."""
    wanted = _PROJECT["dependencies"] if extra is None else _PROJECT["optional-dependencies"][extra]
    found: dict[str, Package] = {}
    waiting = [Requirement(text) for text in wanted]
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        if name == "ondo":
            found |= {key: item for each in requirement.extras for key, item in packages_of(each).items()}
        elif name not in found and (installed := _installed(name)):
            needs = list(_needs(installed, requirement.extras))
            names = tuple(sorted({canonicalize_name(each.name) for each in needs}))
            found[name] = Package(name, installed.version, _licence(name, installed), names)
            waiting += needs
    return dict(sorted(found.items()))


def direct_names(extras: Iterable[str]) -> set[str]:
    """Names of the packages that Ondo itself names, with these extras."""
    wanted = [
        *_PROJECT["dependencies"],
        *(text for extra in extras for text in _PROJECT["optional-dependencies"][extra]),
    ]
    return {canonicalize_name(Requirement(text).name) for text in wanted}


def all_packages(extras: Iterable[str] = EXTRAS) -> dict[str, Package]:
    """Name -> package of all that Ondo needs with these extras."""
    found = packages_of()
    for extra in extras:
        found |= packages_of(extra)
    return dict(sorted(found.items()))


def _installed(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def _needs(installed: Distribution, extras: Iterable[str]) -> Iterator[Requirement]:
    for requirement in map(Requirement, installed.requires or ()):
        marker = requirement.marker
        if marker is None or any(marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            yield requirement


def _licence(name: str, installed: Distribution) -> str:
    """What has been read of a package's licence, else what its metadata say, in SPDX's words; UNKNOWN where nothing does."""
    about = installed.metadata
    if name in _RULES["read"]:
        return str(_RULES["read"][name])
    classes = [text.rpartition("::")[2].strip() for text in about.get_all("Classifier") or () if "License ::" in text]
    said = [*(about.get_all("License-Expression") or ()), *(about.get_all("License") or ()), *classes]
    named = next((text for text in said if text and len(text) < 80), UNKNOWN)
    return str(_RULES["said"].get(named, named))
