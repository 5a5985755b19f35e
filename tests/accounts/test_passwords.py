"""What a stolen hash costs whoever wants the password behind it."""

import re

import pytest

from jobcenter.accounts import passwords

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
