"""`make audit ADVISORIES=FILE`: which pinned packages have known vulnerabilities, by a file that can be brought along.

The file is in OSV's form (https://ossf.github.io/osv-schema/): one advisory as JSON, a list of them, or a ZIP of such files, as
https://osv-vulnerabilities.storage.googleapis.com/PyPI/all.zip is. Nothing is fetched.
"""

import json
import sys
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

from supply.packages import ROOT

PINS = ROOT / "constraints.txt"

Advisory = Mapping[str, Any]


def pinned(text: str) -> dict[str, Version]:
    """Name -> version of the lines NAME==VERSION."""
    pairs = [line.partition("==") for line in text.split() if "==" in line]
    return {canonicalize_name(name): Version(version) for name, _, version in pairs}


def advisories(path: Path) -> Iterator[Advisory]:
    """The advisories of a file. Raises ValueError or OSError where it is none."""
    if not zipfile.is_zipfile(path):
        yield from _listed(json.loads(path.read_bytes()))
        return
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.endswith(".json"):
                yield from _listed(json.loads(archive.read(name)))


def _listed(content: Any) -> list[Advisory]:
    entries = content if isinstance(content, list) else content.get("vulns", [content])
    if not all(isinstance(entry, dict) and "id" in entry for entry in entries):
        raise ValueError("an entry is no advisory in OSV's form")
    return list(entries)


def concerned(advisory: Advisory, pins: Mapping[str, Version]) -> list[str]:
    """Names of the pinned packages that an advisory speaks of in their pinned version; none where it is withdrawn."""
    if advisory.get("withdrawn"):
        return []
    found = set()
    for affected in advisory.get("affected", ()):
        package = affected.get("package", {})
        name = canonicalize_name(str(package.get("name", "")))
        if str(package.get("ecosystem", "")).startswith("PyPI") and name in pins and _is_affected(affected, pins[name]):
            found.add(name)
    return sorted(found)


def _is_affected(affected: Mapping[str, Any], version: Version) -> bool:
    """As OSV says: the version is listed, or lies in a range."""
    if any(_version(text) == version for text in affected.get("versions", ())):
        return True
    ranges = [each for each in affected.get("ranges", ()) if each.get("type") in ("ECOSYSTEM", "SEMVER")]
    return any(_lies_in(each.get("events", ()), version) for each in ranges)


def _lies_in(events: Any, version: Version) -> bool:
    """Whether a version lies in a range: each event at or before it, in order, says whether it is vulnerable from there on."""
    is_vulnerable = False
    for place, kind in sorted((_version(text), kind) for event in events for kind, text in event.items()):
        if kind == "last_affected":
            is_vulnerable = is_vulnerable and version <= place
        elif place <= version:
            is_vulnerable = kind == "introduced"
    return is_vulnerable


def _version(text: str) -> Version:
    """A version, that before all others for "0" and for what is none."""
    try:
        return Version(text)
    except InvalidVersion:
        return Version("0.dev0")


def main(arguments: list[str]) -> int:
    """Print a line for each finding; 0 where there is none, 1 where there are some, 2 where the file cannot be used."""
    try:
        [place] = arguments
        pins, count, found = pinned(PINS.read_text(encoding="utf-8")), 0, 0
        for advisory in advisories(Path(place)):
            count += 1
            for name in concerned(advisory, pins):
                found += 1
                print(f"{name} {pins[name]}: {advisory['id']} {advisory.get('summary', '')}".rstrip())
    except (ValueError, AttributeError, OSError, zipfile.BadZipFile) as error:
        print(f"make audit ADVISORIES=FILE: no file of advisories in OSV's form ({error})", file=sys.stderr)
        return 2
    print(f"{found} of {count:,} advisories concern the {len(pins)} pinned packages", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
