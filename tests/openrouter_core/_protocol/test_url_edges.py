"""URLs at the edges: what a path and a query hold, what no request can go to, and which servers are one."""

from __future__ import annotations

import enum
from typing import Any

import pytest

from openrouter_core._protocol.url import (
    field_text,
    host_of,
    is_confidential,
    origin,
    path_of,
    same_origin,
    url_of,
    url_problem,
)
from openrouter_core.models.errors import InvalidRequestError, SDKValidationError
from openrouter_core.models.model import UNSET

SERVER = "https://openrouter.ai/api/v1"


class Kind(enum.StrEnum):
    CHAT = "chat"


@pytest.mark.parametrize(
    ("parameters", "wanted"),
    [
        ({"id": "a"}, "/keys/a/use"),
        ({"id": "a/b c"}, "/keys/a%2Fb%20c/use"),
        ({"id": "..."}, "/keys/.../use"),
        ({"id": "ä"}, "/keys/%C3%A4/use"),
        ({"other": "b"}, "/keys/{id}/use"),
        ({"id": "a", "other": "b"}, "/keys/a/use"),
    ],
)
def test_a_parameter_is_one_segment(parameters: dict[str, str], wanted: str) -> None:
    assert path_of("/keys/{id}/use", parameters) == wanted


@pytest.mark.parametrize("value", ["", ".", "..", "\ud800", None, 7, b"a"])
def test_what_is_no_segment_is_a_mistake_at_its_name(value: Any) -> None:
    with pytest.raises(
        SDKValidationError, match=r"^id: expected a string that is not empty"
    ) as exc:
        path_of("/keys/{id}", {"id": value})
    assert exc.value.path == "id"


@pytest.mark.parametrize(
    ("query", "extra", "wanted"),
    [
        ({}, None, ""),
        ({"a": None, "b": UNSET}, {"c": None, "d": UNSET}, ""),
        ({"a": "x y", "b": UNSET, "c": None}, None, "?a=x%20y"),
        ({"a": ["x", "y"]}, None, "?a=x%2Cy"),
        ({"a": ("x", 2)}, None, "?a=x%2C2"),
        ({}, {"a": ["x", "y"]}, "?a=x&a=y"),
        ({}, {"a": ("x", 2)}, "?a=x&a=2"),
        ({"a": True, "b": False, "c": 7, "d": 0.5}, None, "?a=true&b=false&c=7&d=0.5"),
        ({}, {"a": True, "b": 7, "c": 0.5, "d": UNSET}, "?a=true&b=7&c=0.5"),
        ({"a": "own"}, {"a": "added"}, "?a=added"),
        ({"a": Kind.CHAT}, {"b": Kind.CHAT}, "?a=chat&b=chat"),
        ({"a": ""}, None, "?a="),
    ],
)
def test_what_a_query_holds(
    query: dict[str, Any], extra: dict[str, Any] | None, wanted: str
) -> None:
    assert url_of(SERVER, "/models", query, extra) == f"{SERVER}/models{wanted}"
    assert url_of(SERVER + "/", "/models", query, extra) == f"{SERVER}/models{wanted}"


@pytest.mark.parametrize("value", [float("nan"), float("inf"), {"a": 1}, [[1]], b"a", None, [None]])
def test_what_no_query_holds_is_a_mistake(value: Any) -> None:
    with pytest.raises(SDKValidationError, match=r"^q: expected a string, a number"):
        field_text("q", value)
    if value is not None:
        with pytest.raises(InvalidRequestError, match=r"^extra_query: expected strings, numbers"):
            url_of(SERVER, "/models", {}, {"q": value})


@pytest.mark.parametrize("extra", [{"q": "\ud800"}, {"q": ["\ud800"]}, {"\ud800": "q"}])
def test_a_lone_surrogate_is_said_to_be_one(extra: dict[str, Any]) -> None:
    with pytest.raises(InvalidRequestError, match="lone surrogate"):
        url_of(SERVER, "/models", {}, extra)


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("http://a", None),
        ("https://a:1/b", None),
        ("https://a:65535", None),
        ("https://[::1]:8080/v1", None),
        ("HTTPS://A", None),
        ("https://a!~", None),
        (None, "expected a string; got a value of type NoneType"),
        (b"https://a", "expected a string; got a value of type bytes"),
        ("", "expected http:// or https://"),
        ("ftp://a", "expected http:// or https://"),
        ("a", "expected http:// or https://"),
        ("https://", "it names no host"),
        ("https://:80", "it names no host"),
        ("https://:0", "it names no host"),
        ("https://a:0", "port 0 cannot be reached"),
        (
            "https://a:65536",
            "it is not a valid URL: its port is not a number up to 65535, or its address is wrong",
        ),
        (
            "https://a:b",
            "it is not a valid URL: its port is not a number up to 65535, or its address is wrong",
        ),
        (
            "https://[::1",
            "it is not a valid URL: its port is not a number up to 65535, or its address is wrong",
        ),
        ("https://u@a", "it holds a user"),
        ("https://u:p@a", "it holds a user"),
        ("https://@a", "it holds a user"),
        ("https://a?b", "it holds a query"),
        ("https://a#b", "it holds a query"),
        ("https://a/ b", "it holds a space"),
        ("https://a\n", "it holds a space"),
        ("https://ä", "it holds a space"),
        ("https://a\x7f", "it holds a space"),
    ],
)
def test_what_no_request_can_go_to(url: object, problem: str | None) -> None:
    found = url_problem(url)
    assert found == problem if problem is None else (found or "").startswith(problem)


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("https://a", ("https", "a")),
        ("https://A.:443/b", ("https", "a")),
        ("http://a:80", ("http", "a")),
        ("http://a:443", ("http", "a:443")),
        ("https://a:80", ("https", "a:80")),
        ("https://a:8443", ("https", "a:8443")),
        ("https://[::1]/b", ("https", "[::1]")),
        ("https://[::1]:8443", ("https", "[::1]:8443")),
        ("ws://a:80", ("ws", "a:80")),
        ("", ("", "")),
    ],
)
def test_an_origin_is_scheme_host_and_an_unusual_port(url: str, wanted: tuple[str, str]) -> None:
    assert origin(url) == wanted


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://a/b", "https://a:443/c", True),
        ("https://a", "http://a", False),
        ("https://a", "https://b", False),
        ("https://a:1", "https://a:2", False),
        ("https://a:b", "https://a:b", True),
        ("https://a:b", "https://a:c", False),
        ("https://a", None, False),
        (None, "https://a", False),
        (None, None, False),
    ],
)
def test_two_urls_are_of_one_server(one: object, other: object, same: bool) -> None:
    assert same_origin(one, other) is same


@pytest.mark.parametrize(
    ("url", "confidential"),
    [
        ("https://a", True),
        ("HTTPS://a", True),
        ("http://a", False),
        ("https", False),
        ("http://localhost", True),
        ("http://LOCALHOST.:1", True),
        ("http://a.localhost", True),
        ("http://alocalhost", False),
        ("http://localhost.a", False),
        ("http://[::1]:1", True),
        ("http://[::2]", False),
        ("http://[fe80::1%25eth0]", False),
        ("http://127.0.0.1", True),
        ("http://127.255.255.255:1", True),
        ("http://127.0.0.256", False),
        ("http://127.0.0.00001", True),
        ("http://127.0.0.2551", False),
        ("http://127.0.0.25599", False),
        ("http://127.0.0", False),
        ("http://127.0.0.1.1", False),
        ("http://127.0.0.a", False),
        ("http://128.0.0.1", False),
        ("http://1.0.0.127", False),
    ],
)
def test_what_nobody_on_the_way_can_read(url: str, confidential: bool) -> None:
    assert is_confidential(url) is confidential


def test_a_host_is_in_small_letters_without_its_dot() -> None:
    assert [host_of(url) for url in ("https://A.b.:1", "https://[::1]", "a")] == ["a.b", "::1", ""]
