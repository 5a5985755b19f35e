"""The way to a company's careers pages: what may be asked, and which pages its sitemaps list."""

import gzip
import html as markup
import json

import pytest

from jobcenter.scraping.sites import careers, crawling
from jobcenter.scraping.sites.base import NoBoardError, PageFailedError, PageUnreadableError
from jobcenter.scraping.sites.registry import SITES
from jobcenter.scraping.sites.targets import check_target, possible_target

SITE = SITES["careers"]
HOST = "jobs.kestrel.example"
PAGE = {"ask": "page", "target": HOST, "pages": ["/jobs/17"], "todo": [], "done": []}


def sitemap(*addresses, root="urlset", entry="url"):
    inner = "".join(f"<{entry}><loc>{markup.escape(one)}</loc></{entry}>" for one in addresses)
    return f'<?xml version="1.0"?><{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inner}</{root}>'.encode()


def after_robots(text="", target=HOST):
    return SITE.read(text.encode(), SITE.first_of(target)).next


def asked(position, target=HOST):
    return SITE.request("https://{target}", target, position).url


def test_the_way_leads_from_robots_over_sitemaps_to_pages():
    assert asked(SITE.first_of(HOST)) == f"https://{HOST}/robots.txt"
    robots = f"User-agent: *\nDisallow: /private\nSitemap: https://{HOST}/maps/all.xml # ours\nSitemap: https://evil.example/s.xml"
    position = after_robots(robots)
    assert asked(position) == f"https://{HOST}/maps/all.xml"
    index = sitemap(
        f"https://{HOST}/a.xml",
        f"https://{HOST}/maps/all.xml",
        "https://evil.example/x",
        root="sitemapindex",
        entry="sitemap",
    )
    position = SITE.read(index, position).next
    assert asked(position) == f"https://{HOST}/a.xml"
    refused = (
        f"https://{HOST}/private/c",
        "https://kestrel.example/d",
        "ftp://x",
        "https://[",
        f"https://user@{HOST}/e",
    )
    pages = sitemap(
        f"https://{HOST}/b?id=1&x=2",
        f"http://www.{HOST}/a#top",
        f"https://{HOST}/a",
        f"https://{HOST}:8080/f",
        *refused,
    )
    position = SITE.read(gzip.compress(pages), position).next
    ways = []
    while position is not None:
        ways.append(asked(position))
        position = SITE.read(b"<html>", position).next
    assert ways == [f"https://{HOST}/a", f"https://{HOST}/b?id=1&x=2"]


def test_only_pages_below_the_targets_path():
    target = "kestrel.example/careers"
    position = SITE.read(
        sitemap(*(f"https://kestrel.example{path}" for path in ("/careers", "/careers/1", "/careersx", "/", "/about"))),
        after_robots(target=target),
    ).next
    assert position["pages"] == ["/careers", "/careers/1"]
    assert asked(position, target) == "https://kestrel.example/careers"
    with pytest.raises(NoBoardError, match=r"list no page below /careers$"):
        SITE.read(sitemap("https://kestrel.example/about"), {**after_robots(target=target), "todo": []})


def test_what_robots_txt_forbids_is_not_asked():
    robots = "User-agent: *\nAllow: /\n\nUser-agent: JobCenter\nDisallow: /\nCrawl-delay: 7"
    position = {**after_robots(robots), "todo": []}
    assert position["pause"] == 7
    with pytest.raises(NoBoardError, match=r"below / that its robots\.txt lets us read"):
        SITE.read(sitemap(f"https://{HOST}/jobs/1"), position)


def test_robots_txt_may_be_missing_or_a_web_page_but_not_endless():
    for following in (SITE.gone(SITE.first_of(HOST)).next, after_robots("<!DOCTYPE html><html>")):
        assert (following["sitemap"], following["todo"]) == ("/sitemap.xml", ["/sitemap_index.xml"])
        assert "pause" not in following
    with pytest.raises(PageUnreadableError, match="65,536 characters of rules"):
        after_robots("User-agent: *\n" + "Disallow: /abcdefghij\n" * 4_000)


def test_without_any_sitemap_the_target_cannot_be_read():
    position = SITE.gone(after_robots()).next
    assert position["sitemap"] == "/sitemap_index.xml"
    with pytest.raises(PageFailedError, match=r"jobs\.kestrel\.example has no sitemap") as failed:
        SITE.gone(position)
    assert failed.value.final


def test_a_page_that_is_gone_is_no_failure():
    assert SITE.gone(PAGE) == careers.Page(())
    assert SITE.gone({**PAGE, "pages": ["/1", "/2"]}).next["pages"] == ["/2"]


@pytest.mark.parametrize("changed", [False, True])
def test_a_long_sitemap_is_read_in_parts_and_none_is_left_out(changed):
    paths = [f"/jobs/{number:04}" for number in range(careers.AT_ONCE * 2 + 10)]
    body = sitemap(*(f"https://{HOST}{path}" for path in reversed(paths)))
    position, seen, maps = after_robots(), [], 0
    while position is not None and position["sitemap"] == "/sitemap.xml":
        if position["ask"] == "sitemap":
            maps += 1
            if changed and maps == 2:  # what was read already has gone from it
                body = sitemap(*(f"https://{HOST}{path}" for path in paths[100:]))
            position = SITE.read(body, position).next
        else:
            seen.append(position["pages"][0])
            assert len(json.dumps(position)) < 10_000
            position = SITE.read(b"<html>", position).next
    assert (seen, maps) == (paths, 3)


def test_skipping_goes_on_behind():
    assert SITE.skip(SITE.first_of(HOST)) is None
    assert SITE.skip(after_robots())["sitemap"] == "/sitemap_index.xml"
    assert SITE.skip({**PAGE, "pages": ["/1", "/2"]})["pages"] == ["/2"]


def test_too_much_is_refused_rather_than_left_out():
    many = sitemap(*(f"https://{HOST}/{number}" for number in range(careers.MOST_PAGES + 1)))
    with pytest.raises(PageUnreadableError, match="more than 20,000 pages; name the path"):
        SITE.read(many, after_robots())
    maps = sitemap(*(f"https://{HOST}/{number}.xml" for number in range(101)), root="sitemapindex", entry="sitemap")
    with pytest.raises(PageUnreadableError, match="more than 100 sitemaps"):
        SITE.read(maps, after_robots())


def test_packed_sitemaps_are_unpacked_to_their_limit(monkeypatch):
    monkeypatch.setattr(crawling, "LARGEST_SITEMAP", 10_000)
    for body, said in (
        (gzip.compress(b" " * 10_001), "more than 10,000 bytes, unpacked"),
        (b" " * 10_001, "more than 10,000 bytes, unpacked"),
        (gzip.compress(sitemap(f"https://{HOST}/1"))[:-12], "breaks off"),
        (b"\x1f\x8bnonsense", "and broken"),
        (b"<html><body>Oops</body></html>", "HTML page"),
        (b"", "empty body"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><urlset><url><loc>&a;</loc></url></urlset>', "DOCTYPE"),
    ):
        with pytest.raises(PageUnreadableError, match=said):
            SITE.read(body, after_robots())
    plain = f"https://{HOST}/1\nhttps://{HOST}/2\n".encode()
    assert SITE.read(plain, after_robots()).next["pages"] == ["/1", "/2"]


@pytest.mark.parametrize(
    "target", ["jobs.example.com", "example.com/careers", "a-b.example.co.uk/en/jobs", "xn--bcher-kva.example"]
)
def test_targets_are_hosts_with_or_without_a_path(target):
    assert possible_target(target) == target
    check_target(target, SITE.facts)


@pytest.mark.parametrize(
    "target",
    [
        "example",
        "Example.com",
        "127.0.0.1",
        "localhost",
        "example.com:8080",
        "a@example.com",
        "example.com/",
        "-a.com",
        "a..com",
    ],
)
def test_other_words_are_no_targets(target):
    with pytest.raises(ValueError, match=r"target at Careers pages|can be no board's name"):
        check_target(possible_target(target), SITE.facts)
