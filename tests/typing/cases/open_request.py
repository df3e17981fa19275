"""Any request: what comes of it by what is asked for."""

from typing import Any, assert_type

import attrs

from openrouter_core import AsyncEventStream, Err, EventStream, Ok, OpenRouterCore, models
from openrouter_core.funcs.request import request, request_async
from openrouter_core.models.model import JsonObject


@attrs.frozen
class Activity:
    date: str


def test_what_comes_is_what_was_asked_for(core: OpenRouterCore) -> None:
    match request(core, "GET", "/activity", into=Activity):
        case Ok(one):
            assert_type(one, Activity)
        case Err(error):
            assert_type(error, models.errors.AnyError)
    match request(core, "GET", "/activity", into=list[Activity], query={"date": "2026-11-01"}):
        case Ok(several):
            assert_type(several, list[Activity])
        case Err(_):
            pass
    match request(core, "GET", "/models", into=models.ModelsListResponse):
        case Ok(response):
            assert_type(response, models.ModelsListResponse)
        case Err(_):
            pass
    match request(core, "POST", "/activity", json={"a": [1]}):
        case Ok(plain):
            assert_type(plain, Any)
        case Err(_):
            pass
    match request(core, "GET", "/events", stream=True):
        case Ok(stream):
            assert_type(stream, EventStream[JsonObject])
        case Err(_):
            pass


async def test_async_too(core: OpenRouterCore) -> None:
    match await request_async(core, "GET", "/activity", into=Activity):
        case Ok(one):
            assert_type(one, Activity)
        case Err(_):
            pass
    match await request_async(core, "GET", "/events", stream=True):
        case Ok(stream):
            assert_type(stream, AsyncEventStream[JsonObject])
        case Err(_):
            pass


def test_mistakes(core: OpenRouterCore) -> None:
    request(core, "FETCH", "/activity")  # rejected: there is no such method
    request(core, "GET")  # rejected: the path is missing
    request(core, "GET", b"/activity")  # rejected: a path is text
    request(core, "GET", "/activity", [])  # rejected: the rest is named
