"""The section [digest] of ondo.toml."""

from pathlib import Path

import pytest

from pipeline.config.digest import DigestSettings, MailTarget, WebhookTarget
from pipeline.config.settings import load_settings
from pipeline.errors import WrongUsage

MAIL = 'to = ["minji@example.com"]\nsender = "ondo@example.com"\nserver = "smtp.example.com"\n'


def _load(folder: Path, text: str) -> DigestSettings:
    path = folder / "ondo.toml"
    path.write_text(text, encoding="utf-8")
    return load_settings(path).digest


def test_it_names_receivers_and_where_secrets_are(tmp_path: Path) -> None:
    assert load_settings().digest == DigestSettings()
    found = _load(
        tmp_path,
        f'[digest]\ndashboard = "https://ondo.example.com/x"\nlanguage = "en"\nreport = "pdf"\n[[digest.mail]]\n{MAIL}'
        'user = "ondo"\n[[digest.webhook]]\nshape = "kakaowork"\naddress_variable = "KW"\n',
    )
    mail = MailTarget(
        ("minji@example.com",), "ondo@example.com", "smtp.example.com", 587, "starttls", "ondo", "ONDO_SMTP_PASSWORD"
    )
    assert found == DigestSettings(
        "https://ondo.example.com/x", "en", "pdf", (mail,), (WebhookTarget("kakaowork", "KW"),)
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[digest]\ndashboard = "ondo"', "digest.dashboard"),
        ('[digest]\nlanguage = "fr"', '"ko" or "en"'),
        ('[digest]\nreport = "doc"', '"html", "pdf" and "none"'),
        (f"[[digest.mail]]\n{MAIL}port = 0", "65535"),
        (f'[[digest.mail]]\n{MAIL}security = "none"', "another machine"),
        (f'[[digest.mail]]\n{MAIL}password = "geheim"', "password"),
        ('[[digest.mail]]\nto = []\nsender = "a@b.c"\nserver = "s"', "digest.mail.to"),
        ('[[digest.mail]]\nto = ["minji"]\nsender = "a@b.c"\nserver = "s"', "minji"),
        ('[[digest.webhook]]\nshape = "teams"\naddress_variable = "X"', '"slack", "kakaowork" and "json"'),
    ],
)
def test_what_makes_no_sense_is_refused(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(WrongUsage) as refused:
        _load(tmp_path, text)
    assert told in str(refused.value)


def test_a_secret_in_the_place_of_its_name_is_refused_and_not_repeated(tmp_path: Path) -> None:
    secret = "https://hooks.slack.com/services/T0/B0/geheim"
    with pytest.raises(WrongUsage) as refused:
        _load(tmp_path, f'[[digest.webhook]]\nshape = "slack"\naddress_variable = "{secret}"')
    assert "geheim" not in str(refused.value) and "environment" in str(refused.value)
