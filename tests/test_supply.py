"""What Ondo brings along: all of it listed, under licences that are allowed, and matched with advisories without a network."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from packaging.version import Version

from supply.audit import PINS, concerned, pinned
from supply.licences import PAGE, licence_page
from supply.packages import UNKNOWN, Package, all_packages, direct_names
from supply.sbom import SHIPPED, bill_of_materials

ROOT = Path(__file__).resolve().parents[1]


def test_every_package_has_a_licence_that_is_allowed() -> None:
    packages = all_packages()
    assert len(packages) > 60 and {"duckdb", "pyphen", "starlette"} <= set(packages)
    assert [item for item in packages.values() if not item.is_allowed] == []


@pytest.mark.parametrize(
    ("licence", "is_allowed"),
    [
        ("MIT", True),
        ("GPL-3.0-only", False),
        ("MIT AND GPL-3.0-only", False),
        ("GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1", True),
        ("AGPL-3.0-only OR (MIT AND SSPL-1.0)", False),
        (UNKNOWN, False),
    ],
)
def test_a_licence_is_allowed_by_its_parts(licence: str, is_allowed: bool) -> None:
    assert Package("x", "1", licence, ()).is_allowed is is_allowed


def test_the_page_names_every_package_with_its_licence() -> None:
    written = set(PAGE.read_text(encoding="utf-8").splitlines())
    missing = [
        line.rpartition("|")[0].rpartition("|")[0] for line in licence_page().splitlines() if line not in written
    ]
    assert [line for line in missing if not any(other.startswith(line) for other in written)] == [], "make licences"


def test_the_bill_of_materials_is_whole_and_hangs_together() -> None:
    packages = all_packages(SHIPPED)
    bill = bill_of_materials(packages.values(), direct_names(SHIPPED))
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    parts = {part["bom-ref"]: part for part in bill["components"]}
    assert {part["name"] for part in parts.values()} == set(packages) >= direct_names(SHIPPED)
    assert all(part["purl"] == f"pkg:pypi/{part['name']}@{part['version']}" for part in parts.values())
    assert all(part["licenses"][0]["expression"] for part in parts.values())
    needs = {entry["ref"]: entry["dependsOn"] for entry in bill["dependencies"]}
    assert set(needs) == {"ondo", *parts} and {name for each in needs.values() for name in each} == set(parts)
    again = bill_of_materials(packages.values(), direct_names(SHIPPED))
    assert again["serialNumber"] == bill["serialNumber"]


def advisory(number: str, name: str, **affected: Any) -> dict[str, Any]:
    """An invented advisory in OSV's form."""
    entry = {"package": {"ecosystem": "PyPI", "name": name}, **affected}
    return {"id": number, "summary": "invented", "affected": [entry]}


def _range(*events: dict[str, str]) -> list[dict[str, Any]]:
    return [{"type": "ECOSYSTEM", "events": list(events)}]


@pytest.mark.parametrize(
    ("affected", "is_found"),
    [
        ({"versions": ["2.0", "2.1"]}, True),
        ({"versions": ["2.1.0"]}, True),
        ({"versions": ["2.0"]}, False),
        ({"ranges": _range({"introduced": "0"})}, True),
        ({"ranges": _range({"introduced": "0"}, {"fixed": "2.1"})}, False),
        ({"ranges": _range({"introduced": "0"}, {"fixed": "2.1.1"})}, True),
        ({"ranges": _range({"introduced": "2.2"})}, False),
        ({"ranges": _range({"introduced": "1"}, {"last_affected": "2.1"})}, True),
        ({"ranges": _range({"introduced": "1"}, {"last_affected": "2.0.9"})}, False),
        ({"ranges": _range({"introduced": "0"}, {"fixed": "1.5"}, {"introduced": "2.0"}, {"fixed": "3.0"})}, True),
        ({"ranges": [{"type": "GIT", "events": [{"introduced": "0"}]}]}, False),
        ({}, False),
    ],
)
def test_an_advisory_concerns_the_versions_it_names(affected: dict[str, Any], is_found: bool) -> None:
    pins = {"some-thing": Version("2.1")}
    assert concerned(advisory("X-1", "Some_Thing", **affected), pins) == (["some-thing"] if is_found else [])
    assert concerned(advisory("X-1", "other", **affected), pins) == []
    assert concerned(advisory("X-1", "some-thing", **affected) | {"withdrawn": "2026-01-01"}, pins) == []


def audit(*files: Path) -> subprocess.CompletedProcess[str]:
    """`make audit` without make."""
    command = [sys.executable, "-m", "supply.audit", *map(str, files)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_audit_tells_findings_from_none_and_from_a_file_that_is_no_advisory(tmp_path: Path) -> None:
    version = str(pinned(PINS.read_text(encoding="utf-8"))["duckdb"])
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("X-1.json", json.dumps(advisory("X-1", "DuckDB", versions=[version])))
        archive.writestr("X-2.json", json.dumps(advisory("X-2", "duckdb", versions=["0.1"])))
    found = audit(path)
    assert found.returncode == 1 and found.stdout == f"duckdb {version}: X-1 invented\n"
    none = tmp_path / "none.json"
    none.write_text(json.dumps([advisory("X-2", "duckdb", versions=["0.1"])]))
    assert (audit(none).returncode, audit(none).stdout) == (0, "")
    none.write_text('{"no": "advisory"}')
    for wrong in ((none,), (tmp_path / "missing",), ()):
        assert audit(*wrong).returncode == 2
