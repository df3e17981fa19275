"""What the server asks to be waited for, in every form; nothing is waited for that does not fit the budget."""

from __future__ import annotations

import time
from email.utils import formatdate
from typing import TYPE_CHECKING

import pytest

from openrouter_core.models import errors
from openrouter_core.testing import LocalServer, Reply, error

if TYPE_CHECKING:
    from tests.faults.conftest import Client, MakeClient


@pytest.mark.parametrize(
    ("headers", "waits"),
    [
        ({}, [0.5]),
        ({"Retry-After": "2"}, [2]),
        ({"Retry-After": "2.5"}, [2.5]),
        ({"Retry-After": " 3 "}, [3]),
        ({"retry-after-ms": "150"}, [0.15]),
        ({"retry-after-ms": "150", "Retry-After": "9"}, [0.15]),
        ({"Retry-After": "0"}, [0.5]),
        ({"Retry-After": formatdate(0, usegmt=True)}, [0.5]),
        ({"Retry-After": "-5"}, [0.5]),
        ({"Retry-After": "soon"}, [0.5]),
        ({"Retry-After": "NaN"}, [0.5]),
        ({"Retry-After": "inf"}, [0.5]),
        ({"Retry-After": "9" * 400}, [0.5]),
        ({"Retry-After": ""}, [0.5]),
        ({"Retry-After": "Sat, 99 Foo 2026 99:99:99 GMT"}, [0.5]),
        ({"Retry-After": "Fri, 31 Dec 99999 23:59:59 GMT"}, [0.5]),
        ({"Retry-After": "2, 4"}, [4]),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_a_wait_that_fits_is_waited_and_the_request_sent_again(
    server: LocalServer,
    client: Client,
    answer: Reply,
    status: int,
    headers: dict[str, str],
    waits: list[float],
) -> None:
    server.enqueue(Reply.error(status, headers=headers), answer)
    assert client.text() == "Paris it is."
    assert client.waits == waits
    assert len(server.requests) == 2
    assert server.requests[0].body == server.requests[1].body
    assert server.connections.accepted == 1


def test_a_date_is_waited_for(server: LocalServer, client: Client, answer: Reply) -> None:
    at = formatdate(time.time() + 30, usegmt=True)
    server.enqueue(Reply.error(429, headers={"Retry-After": at}), answer)
    assert client.text() == "Paris it is."
    [wait] = client.waits
    assert 28 <= wait <= 30


@pytest.mark.parametrize("days", ["86400", "61", "1000000000"])
def test_a_wait_that_does_not_fit_is_not_begun(
    server: LocalServer, client: Client, answer: Reply, days: str
) -> None:
    server.enqueue(Reply.error(429, "Slow down", {"Retry-After": days}), answer)
    failed = client.error()
    assert type(failed) is errors.TooManyRequestsResponseError
    assert failed.retry_after == float(days)
    assert (client.waits, len(server.requests)) == ([], 1)


def test_the_number_of_attempts_is_bounded(server: LocalServer, make_client: MakeClient) -> None:
    for status in (429, 500, 502, 503, 529):
        client = make_client()
        server.reset()
        server.always(Reply.error(status))
        failed = client.error()
        assert failed.status_code == status
        assert failed.http_meta is not None
        assert (len(server.requests), failed.http_meta.attempts) == (3, 3)
        assert client.waits == [0.5, 1.0]


@pytest.mark.parametrize(
    "status", [400, 401, 402, 403, 404, 408, 409, 413, 422, 501, 504, 520, 524]
)
def test_what_may_have_been_billed_or_will_not_change_is_sent_once(
    server: LocalServer, client: Client, status: int
) -> None:
    server.always(Reply.error(status, headers={"Retry-After": "1"}))
    assert client.error().status_code == status
    assert (len(server.requests), client.waits) == (1, [])


def test_an_error_inside_a_200_is_repeated_like_its_status(
    server: LocalServer, client: Client, answer: Reply
) -> None:
    body = error(429, "Slow down", availability={"retryable": True, "retry_after": 4})
    server.enqueue(Reply.json(body), answer)
    assert client.text() == "Paris it is."
    assert client.waits == [4]
