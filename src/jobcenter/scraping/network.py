"""The way out: connections only to addresses that may be asked, checked at the moment of connecting."""

import asyncio
import socket
import ssl
from collections.abc import Iterable
from functools import cache
from typing import Any

import httpcore2
import httpx2

from jobcenter.kit.settings import Settings
from jobcenter.scraping.addresses import PrivateAddressError, is_public

CONNECT_SECONDS = 10.0
READ_SECONDS = 30.0
MOST_REDIRECTS = 5


class GuardedBackend(httpcore2.AsyncNetworkBackend):
    """Resolves a host once, refuses it unless every address is public, and connects to the address it checked.

    Checking here, and not on the URL, also holds for redirects and for names whose answer changes between two look-ups.
    """

    def __init__(self, allowed_hosts: frozenset[str]) -> None:
        self._allowed = allowed_hosts
        self._backend = httpcore2.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's own signature
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """Connect to the first address of `host` that answers, after all were found to be allowed."""
        addresses = await self._addresses(host, port)
        for number, address in enumerate(addresses, start=1):
            try:
                return await self._backend.connect_tcp(address, port, timeout, local_address, socket_options)
            except httpcore2.ConnectError:
                if number == len(addresses):
                    raise
        raise httpcore2.ConnectError(f"{host} has no address")

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ARG002, ASYNC109 - httpcore's own signature
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002
    ) -> httpcore2.AsyncNetworkStream:
        """Refused: no site lives there."""
        raise PrivateAddressError(f"a local socket ({path}) is no site")

    async def sleep(self, seconds: float) -> None:
        """Wait between two tries."""
        await self._backend.sleep(seconds)

    async def _addresses(self, host: str, port: int) -> list[str]:
        try:
            found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore2.ConnectError(f"the name {host} cannot be looked up: {error}") from error
        addresses = list(dict.fromkeys(str(one[4][0]) for one in found))
        if host.lower() not in self._allowed:
            for address in addresses:
                if not is_public(address):
                    raise PrivateAddressError.of(host, address)
        return addresses


@cache
def trust() -> ssl.SSLContext:
    """Whom this process trusts: loaded once, before it forks, since that takes longer than many a request."""
    return httpx2.create_ssl_context(trust_env=False)


def client(settings: Settings) -> httpx2.AsyncClient:
    """An HTTP client that goes out through the guard, says honestly who it is, and obeys no proxy variables."""
    transport = httpx2.AsyncHTTPTransport(verify=trust(), trust_env=False)
    # httpx has no option for the network backend; its transport's pool is where httpcore takes one.
    pool: Any = transport._pool  # noqa: SLF001
    pool._network_backend = GuardedBackend(settings.allowed_private_hosts)  # noqa: SLF001
    return httpx2.AsyncClient(
        transport=transport,
        trust_env=False,
        follow_redirects=True,
        max_redirects=MOST_REDIRECTS,
        timeout=httpx2.Timeout(READ_SECONDS, connect=CONNECT_SECONDS),
        headers={"User-Agent": settings.user_agent, "Accept": "application/json, */*;q=0.5"},
    )
