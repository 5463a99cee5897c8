"""`make sbom`: all packages that Ondo needs, as CycloneDX 1.6 in JSON (https://cyclonedx.org/docs/1.6/json/).

The same packages give the same list, but for its time, which SOURCE_DATE_EPOCH can set.
"""

import json
import os
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from pipeline import __version__
from supply.packages import UNKNOWN, Package, all_packages, direct_names

SHIPPED = ("auth", "report", "spark", "train")
"""Extras that people install to use Ondo; those of its tests stay out."""


def bill_of_materials(packages: Iterable[Package], direct: Iterable[str]) -> dict[str, Any]:
    """The list as CycloneDX has it; ``direct`` are names of packages that Ondo itself needs."""
    found = {package.name: package for package in packages}
    own = {"ref": "ondo", "dependsOn": [_address(found[name]) for name in sorted(direct) if name in found]}
    content = "".join(map(_address, found.values()))
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, content)}",
        "version": 1,
        "metadata": {"timestamp": _time(), "component": _own()},
        "components": [_component(package) for package in found.values()],
        "dependencies": [
            own,
            *(
                {"ref": _address(item), "dependsOn": [_address(found[name]) for name in item.needs if name in found]}
                for item in found.values()
            ),
        ],
    }


def _own() -> dict[str, Any]:
    return {"type": "application", "bom-ref": "ondo", "name": "ondo", "version": __version__, **_licences("MIT")}


def _component(package: Package) -> dict[str, Any]:
    address = _address(package)
    named = {"type": "library", "bom-ref": address, "name": package.name, "version": package.version, "purl": address}
    return named if package.licence == UNKNOWN else named | _licences(package.licence)


def _licences(expression: str) -> dict[str, Any]:
    return {"licenses": [{"expression": expression}]}


def _address(package: Package) -> str:
    """Its package URL (https://github.com/package-url/purl-spec)."""
    return f"pkg:pypi/{package.name}@{package.version}"


def _time() -> str:
    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.fromtimestamp(int(seconds), UTC) if seconds else datetime.now(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def main() -> None:
    """Print the list."""
    json.dump(bill_of_materials(all_packages(SHIPPED).values(), direct_names(SHIPPED)), sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
