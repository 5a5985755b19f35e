"""What single settings may hold, where a type alone does not say it, and the settings that each site has of its own."""

import re
from collections.abc import Mapping
from ipaddress import ip_address, ip_network
from urllib.parse import urlsplit

SITE_URL = re.compile(r"JOBCENTER_SITE_([A-Z0-9_]+)_URL")
SITE_RATE = re.compile(r"JOBCENTER_SITE_([A-Z0-9_]+)_REQUESTS_PER_SECOND")


class SettingsError(Exception):
    """One or more settings are wrong; the message names each, its value and what is allowed."""


def postgres_url(value: str) -> str:
    """An address of PostgreSQL, or nothing."""
    if value and urlsplit(value).scheme not in {"postgresql", "postgres"}:
        raise ValueError("must look like postgresql://user:password@host:5432/name")
    return value


def redis_url(value: str | None) -> str | None:
    """An address of Redis, or nothing."""
    if value and urlsplit(value).scheme not in {"redis", "rediss"}:
        raise ValueError("must look like redis://:password@host:6379/0 (or rediss://)")
    return value


def web_url(value: str) -> str:
    """An address of the web without anything behind its path, or nothing."""
    parts = urlsplit(value)
    if value and (parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment):
        raise ValueError("must look like https://jobs.example.com")
    return value.rstrip("/")


def issuer_url(value: str) -> str:
    """An issuer exactly as it calls itself, or nothing: https, or on this machine."""
    parts = urlsplit(value)
    if value and not (parts.hostname and (parts.scheme == "https" or (parts.scheme == "http" and _is_here(parts)))):
        raise ValueError("must look like https://login.example.com/realms/agency; http:// only on this machine")
    return value


def _is_here(parts: object) -> bool:
    host = str(getattr(parts, "hostname", ""))
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def networks(value: frozenset[str]) -> frozenset[str]:
    """Addresses or networks (`10.0.0.0/8`)."""
    for one in value:
        try:
            ip_network(one, strict=False)
        except ValueError:
            raise ValueError(
                f"{one!r} is neither an address such as 10.0.0.7 nor a network such as 10.0.0.0/8"
            ) from None
    return value


def site_urls(values: Mapping[str, str]) -> dict[str, str]:
    """Where sites are asked instead of at their vendors', by the site's name.

    Raises:
        SettingsError: one is no address of the web.
    """
    urls: dict[str, str] = {}
    for name, value in values.items():
        found = SITE_URL.fullmatch(name)
        if found and value:
            if urlsplit(value).scheme not in {"http", "https"} or not urlsplit(value).hostname:
                raise SettingsError(f"{name} is {value!r}: it must be an http:// or https:// address.")
            urls[found.group(1).lower()] = value.rstrip("/")
    return urls


def site_rates(values: Mapping[str, str]) -> dict[str, float]:
    """How many requests a second a site is asked, by the site's name.

    Raises:
        SettingsError: one is no such number.
    """
    rates: dict[str, float] = {}
    for name, value in values.items():
        found = SITE_RATE.fullmatch(name)
        if found and value:
            try:
                rate = float(value)
            except ValueError:
                rate = 0.0
            if not 0 < rate <= 10_000:  # noqa: PLR2004 - the sentence below says it
                raise SettingsError(
                    f"{name} is {value!r}: it must be a number of requests a second, above 0 and at most 10000."
                )
            rates[found.group(1).lower()] = rate
    return rates
