"""The access file: what it may say, and a sentence for everything else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from analysis.errors import AccessProblem
from analysis.store.roles import Role
from dashboard.access import read_access

WHOLE = """
[provider]
redirect_uri = "https://clinic.example/oauth2callback"
client_id = "dashboard"
client_secret_file = "secret"
cookie_secret = "0123456789abcdef"
server_metadata_url = "https://idp.example/.well-known/openid-configuration"
scope = "openid profile"
[claims]
user = "employeeHsaId"
role = "roles"
care_unit = "commissionHsaId"
patient = "patient_id"
[roles]
"clinic-doctor" = "doctor"
"chief" = "lead"
[care_units]
"SE2321000131-E000000000001" = "Nord"
[session]
idle_minutes = 5
"""


@pytest.fixture
def written(tmp_path):
    (tmp_path / "secret").write_text("of the client\n")

    def write(text):
        path = tmp_path / "access.toml"
        path.write_text(text)
        return path

    return write


def test_a_whole_file(written):
    found = read_access(written(WHOLE))
    assert found.provider["client_secret"] == "of the client"
    assert found.provider["client_kwargs"] == {"scope": "openid profile"}
    assert "scope" not in found.provider
    assert (found.host, found.is_encrypted) == ("clinic.example", True)
    assert found.roles == {"clinic-doctor": Role.DOCTOR, "chief": Role.LEAD}
    assert (found.idle, found.longest) == (timedelta(minutes=5), timedelta(hours=10))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("[provider]", "[provder]", "unknown table: provder"),
        ('client_id = "dashboard"\n', "", "lacks client_id"),
        ('client_secret_file = "secret"', 'client_secret_file = "nowhere"', "cannot be read: .*nowhere"),
        ('client_secret_file = "secret"\n', "", "lacks client_secret"),
        ("0123456789abcdef", "0123456789abcde", "cookie_secret is shorter than 16"),
        ("/oauth2callback", "/callback", "redirect_uri is an address that ends with /oauth2callback"),
        ("https://clinic", "ftp://clinic", "redirect_uri"),
        ('"doctor"', '"physician"', "'physician', the role of 'clinic-doctor', is none of doctor, nurse"),
        ('"clinic-doctor" = "doctor"\n"chief" = "lead"\n', "", "nobody could come in"),
        ('user = "employeeHsaId"', 'person = "employeeHsaId"', "unknown name in .claims.: person"),
        ("idle_minutes = 5", "idle_minutes = 0", "idle_minutes is a number above 0"),
        ("idle_minutes = 5", "idle_minutes = true", "idle_minutes is a number above 0"),
        ("idle_minutes = 5", "idle = 5", "unknown name in .session.: idle"),
        ("[session]", "[session", "is not TOML"),
        ('"Nord"', "7", "names with a text each"),
    ],
)
def test_what_nobody_could_sign_in_by_is_a_sentence(written, old, new, told):
    assert old in WHOLE
    with pytest.raises(AccessProblem, match=told) as raised:
        read_access(written(WHOLE.replace(old, new)))
    assert "of the client" not in str(raised.value)
    assert "0123456789abcdef" not in str(raised.value)


def test_no_file_is_a_sentence(tmp_path):
    with pytest.raises(AccessProblem, match="cannot be read"):
        read_access(tmp_path / "access.toml")
