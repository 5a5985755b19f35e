"""Postings as runs of several boards leave them, matched, and a saved search of the admin's that has hits."""

import uuid

from sqlalchemy import text

from jobcenter.kit.clock import new_id
from jobcenter.kit.db import writing
from jobcenter.postings import actions
from jobcenter.postings.found import FoundPosting
from jobcenter.postings.openings.actions import match_some
from jobcenter.postings.schemas import SavedQuery
from jobcenter.postings.searches.actions import make_search
from jobcenter.postings.searches.telling import tell_new_matches

RUN = text(
    "INSERT INTO scrape_runs (id, run_id, trigger, site_name, target) VALUES (:id, :run_id, 'manual', :site, :target)"
)
MANY = 130
DUTIES = "".join(
    f"<li>{one}</li>"
    for one in (
        "You weld frames and pipes by TIG and MAG, from drawings and to the tolerances that they give.",
        "You test seams by eye and by ultrasound, and you write down what you find for the next shift.",
        "You teach two apprentices how to prepare edges, how to choose a wire, and when to stop and ask.",
        "You keep the machines of the hall in order together with the colleagues who maintain them.",
        "You plan the week with the foreman, so that material and people are there when they are needed.",
    )
)
WELDER = FoundPosting(
    vendor_id="w-1",
    title="Senior Welder",
    company="Harbour Works GmbH",
    places=("Hamburg, Germany",),
    employment_type="Vollzeit",
    requisition="HW-20417",
    url="https://jobs.example.com/harbour/w-1",
    description_html=(
        "<h1>Senior Welder</h1><p>We build <b>ships' frames</b> in Hamburg, Germany, and look for somebody who likes "
        f"to do it well.</p><ul>{DUTIES}</ul><p>The pay is <i>60.000 - 72.000 € pro Jahr</i>, and there is more at "
        '<a href="https://harbour.example.com/work">our own page</a>.</p>'
    ),
)
COPY = FoundPosting(
    vendor_id="copy-77",
    title="Senior Welder",
    company="Harbour Works",
    places=("Hamburg, Germany",),
    url="https://board.example.com/copy-77",
    description_html=f"<p>Harbour Works builds ships' frames in Hamburg.</p><ul>{DUTIES}</ul>",
)
DATA = FoundPosting(
    vendor_id="d-1",
    title="Data Engineer",
    company="Northwind",
    is_remote=True,
    places=("Remote",),
    employment_type="Full-time",
    url="https://jobs.example.com/northwind/d-1",
    description_html="<p>Pipelines, and the people who read them. You work remotely.</p>",
)
PLATFORM = FoundPosting(
    vendor_id="d-2",
    title="Platform Data Engineer",
    company="Northwind",
    places=("Berlin, Germany",),
    url="https://jobs.example.com/northwind/d-2",
    description_html="<p>The ground that pipelines stand on, in our Berlin office.</p>",
)
PORTER = FoundPosting(vendor_id="n-1", title="Night Porter", company="Northwind", places=("Leeds, UK",))


async def fill_postings(engine, *, user_id):
    """Store two passes, match, and tell the saved search `Welders` of the person."""
    async with writing(engine) as session:
        await make_search(session, user_id=user_id, name="Welders", query=SavedQuery(q="welder"), actor="test")
    clerks = [
        FoundPosting(
            vendor_id=f"c-{number}", title=f"Warehouse Clerk {number}", company="Boxes Ltd", places=("Leeds, UK",)
        )
        for number in range(MANY)
    ]
    await _run(engine, "greenhouse", "boxes", clerks)
    await _run(engine, "lever", "harbour", [WELDER])
    await _run(engine, "greenhouse", "northwind", [DATA, PLATFORM, PORTER])
    await _run(engine, "recruitee", "jobsboard", [COPY])
    changed = FoundPosting(
        vendor_id="d-1",
        title="Senior Data Engineer",
        company="Northwind",
        is_remote=True,
        places=("Remote",),
        employment_type="Full-time",
        url=DATA.url,
        description_html="<p>Pipelines, and the people who read them. The pay is $120,000 - $150,000 a year.</p>",
    )
    await _run(engine, "greenhouse", "northwind", [changed, PLATFORM], whole=True)
    while True:
        async with writing(engine) as session:
            if not await match_some(session):
                break
    async with writing(engine) as session:
        await tell_new_matches(session)


async def _run(engine, site, target, found, *, whole=False):
    run = new_id()
    async with writing(engine) as session:
        began = await session.scalar(text("SELECT now()"))
        given = {"id": run, "run_id": str(uuid.uuid4()), "site": site, "target": target}
        await session.execute(RUN, given)
        await actions.store_page(session, site=site, target=target, run=run, found=found)
        if whole:
            await actions.close_unseen(session, site=site, target=target, run=run, began_at=began)
