"""The settings under [access]."""

from pathlib import Path

import pytest

from pipeline.config.access import Access
from pipeline.config.ondo_toml.access import AccessSection, access_of
from pipeline.config.ondo_toml.checking import converted
from pipeline.config.settings import load_settings
from pipeline.errors import WrongUsage
from queries import access_settings


def test_the_defaults_of_file_and_code_agree() -> None:
    assert load_settings().access == Access()


def test_all_of_it_is_read() -> None:
    raw = {
        "local_role": "manager",
        "default_role": "executive",
        "claim": "groups",
        "claim_role": {"ondo": "admin"},
        "people": {"admin": ["Minji@Example.com"], "executive": ["@example.com"]},
        "trust_unverified_email": True,
        "session_hours": 2,
        "upload": True,
        "upload_megabytes": 9,
    }
    access = access_of(converted(raw, AccessSection, "access"))
    assert access == Access(
        "manager", "executive", "groups", {"ondo": "admin"},
        {"minji@example.com": "admin", "@example.com": "executive"}, True, 2, True, 9,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ('local_role = "king"', "access.local_role is 'king', not one of executive"),
        ('default_role = "king"', "access.default_role"),
        ('locale_role = "admin"', "access: unknown setting 'locale_role'"),
        ("upload = 1", "access.upload"),
        ("session_hours = 0", "access.session_hours"),
        ("session_hours = true", "access.session_hours"),
        ('claim_role = { x = "admin" }', "access.claim"),
        ('claim = "g"\nclaim_role = { x = "boss" }', "access.claim_role.x"),
        ('people = { boss = ["a@b.c"] }', "access.people"),
        ('people = { admin = "a@b.c" }', "access.people.admin"),
        ('people = { admin = ["nobody"] }', "no e-mail address"),
        ('people = { admin = ["a@b.c"], manager = ["A@b.c"] }', "under admin and under manager"),
    ],
)
def test_what_makes_no_sense_is_refused_and_named(tmp_path: Path, raw: str, said: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(f"[access]\n{raw}\n", encoding="utf-8")
    with pytest.raises(WrongUsage, match=r"own\.toml") as caught:
        load_settings(path)
    assert said in str(caught.value) and caught.value.remedy


def test_a_changed_file_holds_from_the_next_question_on() -> None:
    assert access_settings() == Access()
    Path("ondo.toml").write_text('[access]\nlocal_role = "executive"\n', encoding="utf-8")
    assert access_settings().local_role == "executive"
    Path("ondo.toml").write_text('[access]\nlocal_role = "manager"\nupload = true\n', encoding="utf-8")
    assert access_settings().local_role == "manager"
    Path("ondo.toml").write_text('[access]\nlocal_role = "nobody at all"\n', encoding="utf-8")
    with pytest.raises(WrongUsage):
        access_settings()
