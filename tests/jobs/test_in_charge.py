"""Who is offered to be in charge of a job: the agency's people and the client's own, and nobody who has left."""


async def test_who_may_be_in_charge_is_who_may_be_given(api, amber, company, person, *, sign_in, sql):
    other = await company("Basalt")
    await person("ada@example.com")
    await person("gone@example.com")
    await sql("UPDATE users SET is_active = false WHERE email = 'gone@example.com'")
    await person("hers@example.com", "manager", company_id=amber)
    await person("theirs@example.com", "manager", company_id=other)

    async def offered(headers=None, **params):
        answer = await api.get("/api/jobs/in-charge", params=params, headers=headers)
        return [one["name"] for one in answer.json()["people"]] if answer.status_code == 200 else answer.status_code

    assert await offered() == ["ada@example.com"]
    assert await offered(company_id=amber) == ["ada@example.com", "hers@example.com"]
    assert await offered(company_id=amber, q="ERS") == ["hers@example.com"]
    assert await offered(await sign_in("ada@example.com"), q="%") == []
    assert await offered(await sign_in("hers@example.com")) == 403
