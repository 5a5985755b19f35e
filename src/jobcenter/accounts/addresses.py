"""Where a request comes from: the connection's other end or what a trusted proxy says of it, and by which program."""

from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from fastapi import Request

from jobcenter.kit.http import settings_of

NETWORK_OF_ONE = 64  # bits: whoever has one IPv6 address has all that begin with these
MOST_HOPS = 20
LONGEST_PROGRAM = 300

Address = IPv4Address | IPv6Address


def address_of(request: Request) -> str:
    """The caller's address as limits count it: an IPv4 address, or the network of an IPv6 one; `local` without one.

    `X-Forwarded-For` is read from its end, as long as the one who wrote an entry is a proxy of ours: all before that
    may be made up.
    """
    found = _address(request.client.host) if request.client else None
    proxies = settings_of(request).trusted_proxies
    if found is not None and proxies:
        told = ",".join(request.headers.getlist("x-forwarded-for")).split(",")[-MOST_HOPS:]
        while told and _is_among(found, proxies):
            before = _address(told.pop().strip())
            if before is None:
                break
            found = before
    if found is None:
        return "local"
    return str(found) if isinstance(found, IPv4Address) else str(ip_network((found, NETWORK_OF_ONE), strict=False))


def program_of(request: Request) -> str | None:
    """What the program that asks calls itself (`User-Agent`), cut to 300 characters; None where it does not."""
    told = "".join(sign for sign in request.headers.get("user-agent", "") if sign.isprintable())
    return told[:LONGEST_PROGRAM].strip() or None


def _address(text: str) -> Address | None:
    try:
        found = ip_address(text)
    except ValueError:
        return None
    if isinstance(found, IPv6Address) and found.ipv4_mapped is not None:
        return found.ipv4_mapped
    return found


def _is_among(address: Address, networks: frozenset[str]) -> bool:
    return any(address in network for network in _parsed(networks) if network.version == address.version)


@lru_cache(maxsize=8)
def _parsed(networks: frozenset[str]) -> tuple[IPv4Network | IPv6Network, ...]:
    return tuple(ip_network(one, strict=False) for one in sorted(networks))
