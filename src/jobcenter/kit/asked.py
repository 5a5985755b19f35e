"""What an address is asked with: a parameter that it does not know is refused, not passed over in silence."""

from fastapi import Request, params
from fastapi.dependencies.models import Dependant
from fastapi.dependencies.utils import get_flat_params

from jobcenter.kit.errors import InvalidError


def known_parameters(dependant: Dependant) -> frozenset[str]:
    """The names of all query parameters that a route reads, itself or by what it depends on."""
    elsewhere = (params.Path, params.Header, params.Cookie)
    return frozenset(one.alias for one in get_flat_params(dependant) if not isinstance(one.field_info, elsewhere))


def refuse_unknown(request: Request, known: frozenset[str]) -> None:
    """Refuse a request with a parameter that is not known: a misspelt filter would show everything.

    Raises:
        InvalidError: naming them, and those that are known.
    """
    if not request.scope["query_string"]:
        return
    unknown = sorted(set(request.query_params) - known)
    if unknown:
        takes = f"It takes: {', '.join(sorted(known))}." if known else "It takes none."
        raise InvalidError(
            f"This address does not know the parameter{'s' if unknown[1:] else ''} {', '.join(unknown)}. {takes}",
            extra={"allowed": sorted(known)},
        )
