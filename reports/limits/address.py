"""Whose request it is (来源地址)."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

_SALT = "reports.limits.address"


def address_of(request: HttpRequest) -> str:
    """The address a request comes from, "" where it is not known.

    Behind ``settings.TRUSTED_PROXIES`` proxies it is the one that the first of them saw: they add theirs at the end of
    X-Forwarded-For, and what stands before is the client's own word. Without proxies the header is not looked at.
    """
    proxies: int = settings.TRUSTED_PROXIES
    if not proxies:
        return str(request.META.get("REMOTE_ADDR", ""))
    told = [one.strip() for one in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    return told[-proxies] if len(told) >= proxies else ""


def counted_as(request: HttpRequest) -> str | None:
    """What a request is counted under, None where it is not to be counted.

    It is a keyed hash: addresses are written down nowhere. Of IPv6 the network counts, of which one customer has a
    whole. The machine's own address is not counted: it is the keeper's, or that of a proxy nobody spoke of, behind
    which all the world would be one.
    """
    try:
        address: IPv4Address | IPv6Address = ip_address(address_of(request))
    except ValueError:
        return None
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            address = address.ipv4_mapped
        elif not address.is_loopback:
            address = IPv6Network((int(address), 64), strict=False).network_address
    return None if address.is_loopback else salted_hmac(_SALT, str(address)).hexdigest()[:32]
