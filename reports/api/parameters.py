"""What the parameters of an address may be: none that its documentation doesn't name, and numbers within bounds."""

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from ninja import Field, Schema
from ninja.errors import HttpError
from pydantic import AfterValidator

from reports.search.answer.known import unknown
from reports.text.region_codes import short_code

Row = TypeVar("Row", bound=Model)


def one_of(*values: str) -> AfterValidator:
    """For a parameter that has one of these values or is empty, or a list of such."""

    def check(given: Any) -> Any:
        for value in given if isinstance(given, list) else [given]:
            if value and value not in values:
                raise ValueError(f"只能是 {'、'.join(values)}")
        return given

    return AfterValidator(check)


def known(name: str) -> AfterValidator:
    """For a parameter whose values, one or a list, are those of the filter ``name`` of Criteria, or empty."""

    def check(given: Any) -> Any:
        if wrong := unknown(
            name, [value for value in (given if isinstance(given, list) else [given]) if value]
        ):
            raise ValueError(f"没有“{wrong[0][:40]}”")
        return given

    return AfterValidator(check)


#: The code of a region of any level, six-digit forms of GB/T 2260 and twelve digits included; "" for none.
RegionCode = Annotated[str, Field(pattern=r"^(?:[0-9]{2,12})?$"), AfterValidator(short_code)]
#: One that there is.
KnownRegion = Annotated[RegionCode, known("regions")]
Year = Annotated[int, Field(ge=1, le=9999)]
Page = Annotated[int, Field(ge=1, le=1_000_000)]
PageSize = Annotated[int, Field(ge=1, le=200)]


def known_alone(operation: Callable[..., Any]) -> Callable[..., Any]:
    """An operation that refuses parameters it doesn't know (422): a misspelt filter would be no filter at all."""
    known = _names(operation)

    @wraps(operation)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        unknown = [name for name in request.GET if name not in known]
        if unknown:
            named = "、".join(f"“{name[:40]}”" for name in unknown[:5])
            allowed = f"可用的有 {'、'.join(sorted(known))}。" if known else "这个地址没有参数。"
            raise HttpError(422, f"没有叫{named}的参数；{allowed}")
        return operation(request, *args, **kwargs)

    return checked


def _names(operation: Callable[..., Any]) -> set[str]:
    """The names of the query parameters of an operation, as its ``Query[…]`` arguments declare them."""
    hints = get_type_hints(operation, include_extras=True)
    found: set[str] = set()
    for name in inspect.signature(operation).parameters:
        hint = hints.get(name)
        if get_origin(hint) is not Annotated or not any(
            type(one).__name__ == "Query" for one in get_args(hint)[1:]
        ):
            continue
        declared = get_args(hint)[0]
        if inspect.isclass(declared) and issubclass(declared, Schema):
            found |= {field.alias or key for key, field in declared.model_fields.items()}
        else:
            found.add(name)
    return found


def on_page(found: QuerySet[Row], page: int, page_size: int) -> QuerySet[Row]:
    """The rows of one page; none on a page past the end."""
    return found[(page - 1) * page_size : page * page_size]
