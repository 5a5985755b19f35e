"""What a stolen hash costs whoever wants the password behind it."""

import re

import pytest

from jobcenter.accounts import passwords
from jobcenter.kit.errors import InvalidError

ADA = ("ada.lovelace@example.com", "Ada Lovelace")
PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def _as_people_get_it(costly_passwords, monkeypatch):
    monkeypatch.setattr(passwords, "_hasher", costly_passwords)


async def test_a_hash_takes_as_much_work_as_is_advised():
    stored = await passwords.hashed(PASSWORD)
    memory, passes = re.fullmatch(r"\$argon2id\$v=19\$m=(\d+),t=(\d+),p=\d+\$\S+", stored).groups()
    assert int(memory) >= 19 * 1024  # KiB: OWASP's least for argon2id, with two passes
    assert int(passes) >= 2
    assert await passwords.matches(PASSWORD, stored)
    assert not await passwords.matches(PASSWORD + "!", stored)


@pytest.mark.parametrize(
    ("password", "told"),
    [
        ("elevenchars", "too short with 11 characters"),
        ("ü" * 11, "too short with 11 characters"),
        ("xY7-" * 64 + "z", "too long with 257 characters"),
        ("P@ssw0rd1234", "too easy to guess"),
        ("1q2w3e4r5t6y", "very common"),
        ("aaaaaaaaaaaaaaaaaaaa", "Repeats"),
        ("abcdefghijklmnop", "Sequences"),
        ("jobcenter2026", "own name"),
        ("Ada.Lovelace@example.com", "your own name or e-mail"),
        ("lovelaceADA1!", "your own name or e-mail"),
    ],
)
def test_what_others_try_first_is_refused(password, told):
    with pytest.raises(InvalidError, match=told):
        passwords.check(password, own=ADA)


@pytest.mark.parametrize(
    "password",
    [PASSWORD, "kanu birke amtlich silo", "Ω≈ç√∫§µ≤≥÷åß", "k7mp-x3qz-9fwh-2bnt", "kanu birke amtlich silo " * 10],
)
def test_what_nobody_would_guess_passes(password):
    passwords.check(password, own=ADA)
