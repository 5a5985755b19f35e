"""Addresses: which belong to the public internet, and the refusal of those that do not."""

import ipaddress


class PrivateAddressError(Exception):
    """A host's address is not a public one, and no setting allows the host."""

    @classmethod
    def of(cls, host: str, address: str) -> "PrivateAddressError":
        """The refusal of one host, in words that also say what to do where it is meant."""
        return cls(
            f"{host} leads to {address}, a private address. If that is meant, add {host} to "
            "JOBCENTER_ALLOWED_PRIVATE_HOSTS"
        )


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet, also where IPv6 wraps an IPv4 one."""
    ip = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast
