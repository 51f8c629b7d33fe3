"""Whose request it is, behind any number of proxies that the settings name."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

Address = IPv4Address | IPv6Address

UNKNOWN = ""
MOST_HOPS = 20  # a longer header is made up


def client_address(request: HttpRequest) -> str:
    """Return the address that the request came from, "" if it has none.

    X-Forwarded-For counts as far as TRUSTED_PROXIES wrote it: each proxy adds the
    address that it was called from, and whatever stands before may be a lie.
    """
    sender = read_address(request.META.get("REMOTE_ADDR", ""))
    if sender is None:
        return UNKNOWN
    hops = request.headers.get("X-Forwarded-For", "").rsplit(",", MOST_HOPS)
    while hops and is_trusted(sender):
        earlier = read_address(hops.pop())
        if earlier is None:
            break
        sender = earlier
    return str(sender)


def client_network(request: HttpRequest) -> str:
    """Return what to count requests by: one IPv6 client has 2**64 addresses."""
    text = client_address(request)
    if ":" not in text:
        return text
    return str(ip_network(f"{text}/64", strict=False))


def is_trusted(address: Address) -> bool:
    return any(address in network for network in settings.TRUSTED_PROXIES)


def read_address(text: str) -> Address | None:
    """Read an address as servers and proxies write it, maybe with a port.

    >>> read_address(" 192.0.2.7:4711"), read_address("[2001:db8::7]:443")
    (IPv4Address('192.0.2.7'), IPv6Address('2001:db8::7'))
    >>> read_address("unknown")
    """
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
