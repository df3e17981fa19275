"""Operations of every kind: what goes out, what comes back, and what is refused before anything goes out."""

from __future__ import annotations

import asyncio
import importlib
import inspect
import json
import pickle
from decimal import Decimal
from enum import Enum
from pathlib import Path
from pprint import pformat
from typing import Any

import pytest

from openrouter_core import Err, Ok, OpenRouterCore, RequestOptions, RetryConfig, models
from openrouter_core._protocol.operation import Operation
from openrouter_core.funcs.api_keys_create import api_keys_create
from openrouter_core.funcs.api_keys_delete import api_keys_delete
from openrouter_core.funcs.api_keys_list import api_keys_list
from openrouter_core.funcs.api_keys_update import api_keys_update
from openrouter_core.funcs.credits_get_credits import credits_get_credits
from openrouter_core.funcs.embeddings_generate import embeddings_generate
from openrouter_core.funcs.endpoints_list import endpoints_list
from openrouter_core.funcs.generations_get_generation import generations_get_generation
from openrouter_core.funcs.models_list import models_list
from openrouter_core.funcs.oauth_create_authorization_url import oauth_create_authorization_url
from openrouter_core.funcs.oauth_create_sha256_code_challenge import (
    oauth_create_sha256_code_challenge,
)
from openrouter_core.funcs.oauth_exchange_auth_code_for_api_key import (
    oauth_exchange_auth_code_for_api_key,
)
from openrouter_core.funcs.stt_create_transcription import stt_create_transcription
from openrouter_core.funcs.tts_create_speech import tts_create_speech
from openrouter_core.models import errors
from openrouter_core.testing import LocalServer, Reply
from openrouter_core.wire import unstructure
from tests.funcs.cases import Case, cases
from tests.funcs.conftest import Run, Time

FUNCS = Path(__file__).parent.parent.parent / "funcs"
OPERATIONS: dict[str, Operation] = {
    name: found
    for name in sorted(file.stem for file in FUNCS.glob("*.py") if file.stem != "__init__")
    if (
        found := getattr(
            importlib.import_module(f"openrouter_core.funcs.{name}"), "OPERATION", None
        )
    )
}


CASES = cases()
EACH = list({case.function: case for case in CASES}.values())
"""One case for each function."""


def test_every_operation_has_a_case() -> None:
    tested_elsewhere = {
        "chat_send",
        "responses_send",
        "files_upload",
        "oauth_create_oauth_token",
        "stt_create_transcription_multipart",
    }
    assert {case.function.__name__ for case in CASES} == OPERATIONS.keys() - tested_elsewhere


@pytest.mark.parametrize(
    "case", CASES, ids=[f"{case.function.__name__} {case.request_line}" for case in CASES]
)
def test_a_call_makes_the_request_that_its_description_says(
    case: Case, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    server.enqueue(Reply.json({"data": None}))
    run(case.function, core, *case.arguments)
    (request,) = server.requests
    assert f"{request.method} {request.target.removeprefix('/api/v1')}" == case.request_line
    assert (json.loads(request.body) if request.body else None) == case.body
    assert request.headers.get("content-type") == (
        None if case.body is None else "application/json"
    )
    operation = OPERATIONS[case.function.__name__]
    streams = operation.events is not None and (case.body or {})["stream"]
    assert request.headers["accept"] == ("text/event-stream" if streams else operation.accept)
    sent_key = request.headers.get("authorization")
    assert sent_key == (None if operation.key == "none" else "Bearer a-key")


@pytest.mark.parametrize("name", OPERATIONS)
def test_a_description_is_named_after_its_module_and_names_classes_that_are_there(
    name: str,
) -> None:
    operation = OPERATIONS[name]
    assert operation.name == name
    assert operation.response is None or hasattr(models, operation.response)
    assert operation.request is None or hasattr(models, operation.request)
    module = importlib.import_module(f"openrouter_core.funcs.{name}")
    forms = (getattr(module, name), getattr(module, f"{name}_async"))
    sync, asynchronous = (inspect.signature(form) for form in forms)
    assert sync.parameters == asynchronous.parameters
    assert next(iter(sync.parameters)) == "core"
    assert sync.parameters["options"].kind is inspect.Parameter.KEYWORD_ONLY
    assert forms[0].__doc__
    assert forms[1].__doc__


STRANGE: list[tuple[str, object]] = [
    ("application/json", {"choices": [{"finish_reason": "error", "error": {"code": 504}}]}),
    ("application/octet-stream", {"choices": [{"message": {"content": "Hi"}}], "error": "cut"}),
    ("text/plain", {"output": [{"type": "message"}], "error": {"code": "server_error"}}),
    ("application/json", {"content": [{"type": "text"}], "error": {"message": "cut"}}),
    ("application/json", {"data": [{"id": 5}, None], "error": {"code": 429, "metadata": [5]}}),
    ("application/json", [{"error": {"code": 503, "message": "cut"}}, {"data": []}]),
    ("text/html", "<html>Not here</html>"),
    ("application/json", {"type": "error", "error": {"type": "overloaded_error"}}),
]
"""Errors beside parts of a response that is another operation's."""


@pytest.mark.parametrize("status", [200, 503])
@pytest.mark.parametrize("case", EACH, ids=lambda case: case.function.__name__)
def test_what_an_operation_does_not_know_is_no_mistake_of_ours(
    case: Case, status: int, server: LocalServer
) -> None:
    """What a body means is told by code without a colour, so one form is enough."""
    with OpenRouterCore(server_url=server.url, retry_config=RetryConfig("none")) as core:
        for media_type, body in STRANGE:
            content = (body if isinstance(body, str) else json.dumps(body)).encode()
            headers = {"Content-Type": media_type}
            server.enqueue(Reply(status=status, headers=headers, body=content))
            result = case.function(core, *case.arguments)
            assert isinstance(result, Err) or status == 200
            if isinstance(result, Err):
                assert not isinstance(result.failure(), errors.UnexpectedClientError), body


@pytest.mark.parametrize("case", EACH, ids=lambda case: case.function.__name__)
def test_an_error_of_the_api_is_told_by_its_class(
    case: Case, run: Run, server: LocalServer
) -> None:
    server.always(Reply.error(403, "Not with this key"))
    with OpenRouterCore(server_url=server.url, retry_config=RetryConfig("none")) as core:
        result = run(case.function, core, *case.arguments)
    assert isinstance(result.failure(), errors.ForbiddenResponseError)
    assert "Not with this key" in str(result.failure())
    assert result.failure().http_meta.status == 403


# --- what is refused before anything goes out ----------------------------------------------------


@pytest.mark.parametrize("segment", ["", ".", "..", None, 5, "\ud800"])
def test_a_path_parameter_that_is_no_segment_is_refused(
    segment: Any, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    error = run(endpoints_list, core, "openai", segment).failure()
    assert isinstance(error, errors.SDKValidationError)
    assert error.path == "slug"
    assert server.requests == []


@pytest.mark.parametrize(
    ("function", "request_", "path"),
    [
        (models_list, {"limit": "ten"}, "limit"),
        (models_list, {"q": ["a"]}, "q"),
        (models_list, {"brand_new": {"a": 1}}, "brand_new"),
        (models_list, {"brand_new": float("nan")}, "brand_new"),
        (models_list, {"brand_new": "\ud800"}, "brand_new"),
        (models_list, {"limit": 10**5000}, "limit"),  # CPython writes none of over 4 300 digits
        (api_keys_create, {"name": "a", "limit": 10**5000}, "limit"),
        (models_list, None, "request"),
        (models_list, models.ApiKeysCreateParams("a"), None),
        (api_keys_create, {"name": 5}, "name"),
        (api_keys_create, {"name": "a", "limit": "5"}, "limit"),
        (embeddings_generate, {"model": "a/b", "input": {"a": 1}}, "input"),
        (embeddings_generate, {"model": "a/b", "input": [{"content": "x"}]}, "input[0].content"),
        (stt_create_transcription, {"model": "a/b", "input_audio": "x"}, "input_audio"),
        (generations_get_generation, "gen-1", "request"),
    ],
)
def test_a_wrong_request_is_refused_and_says_where(
    function: Any,
    request_: Any,
    path: str | None,
    run: Run,
    server: LocalServer,
    core: OpenRouterCore,
) -> None:
    error = run(function, core, request_).failure()
    assert isinstance(error, errors.SDKValidationError), error
    assert (error.path or None) == path
    assert server.requests == []


def test_extra_body_is_refused_where_there_is_no_body(run: Run, core: OpenRouterCore) -> None:
    error = run(models_list, core, options=RequestOptions(extra_body={"a": 1})).failure()
    assert isinstance(error, errors.InvalidRequestError)
    assert "extra_query" in str(error)


def test_extra_query_goes_beside_the_fields(
    run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    options = RequestOptions(extra_query={"b": [1, 2]})
    run(models_list, core, {"q": "a"}, options=options).unwrap()
    assert server.requests[0].params == [("q", "a"), ("b", "1"), ("b", "2")]


@pytest.mark.parametrize(
    "value",
    [[10**5000], {"a": 1}, float("inf"), "\ud800", [None]],
    ids=["long", "object", "infinite", "surrogate", "null"],
)
def test_an_extra_query_that_cannot_be_written_is_refused(
    value: Any, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    error = run(models_list, core, options=RequestOptions(extra_query={"a": value})).failure()
    assert isinstance(error, errors.InvalidRequestError)
    assert "extra_query" in str(error)
    assert server.requests == []


def test_an_enumeration_in_a_query_is_its_value(
    run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    class Region(str, Enum):  # noqa: UP042  # whose str() is not its value
        EU = "eu"

    run(models_list, core, {"region": Region.EU}).unwrap()
    assert server.requests[0].params == [("region", "eu")]


@pytest.mark.parametrize("case", EACH, ids=lambda case: case.function.__name__)
def test_only_operations_that_need_a_key_refuse_to_go_without(
    case: Case, run: Run, server: LocalServer
) -> None:
    if OPERATIONS[case.function.__name__].key == "needed":
        refused = run(case.function, OpenRouterCore(), *case.arguments).failure()
        assert isinstance(refused, errors.InvalidRequestError)
        assert "OPENROUTER_API_KEY" in str(refused)
    else:
        server.enqueue(Reply.json({"data": None}))
        with OpenRouterCore(server_url=server.url) as core:
            run(case.function, core, *case.arguments)
        assert len(server.requests) == 1


# --- what comes back -----------------------------------------------------------------------------


def test_prices_are_kept_as_text_and_reckoned_with_as_decimals(
    run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    pricing = {"prompt": "0.00000025", "completion": "-1", "image": "free", "request": None}
    server.enqueue(Reply.json({"data": [{"id": "a/b", "pricing": pricing, "new": 1}]}))
    response = run(models_list, core).unwrap()
    (found,) = response.data
    assert found.pricing.prompt == "0.00000025"
    assert found.pricing.decimal("prompt") * 1_000_000 == Decimal("0.25")
    assert found.pricing.decimal("completion") == Decimal(-1)
    assert found.pricing.decimal("image") is None
    assert found.pricing.decimal("request") is None
    assert found.pricing.decimal("web_search") is None
    assert found.extra == {"new": 1}
    assert response.http_meta.status == 200
    assert unstructure(response) == {"data": [{"id": "a/b", "pricing": pricing, "new": 1}]}


def test_vectors_are_the_same_whichever_way_they_are_sent(run: Run, core: OpenRouterCore) -> None:
    request = {"model": "openai/text-embedding-3-small", "input": ["a", "b"], "dimensions": 16}
    floats = run(embeddings_generate, core, request).unwrap()
    base64 = run(embeddings_generate, core, {**request, "encoding_format": "base64"}).unwrap()
    assert isinstance(base64.data[0].embedding, str)
    for plain, packed in zip(floats.data, base64.data, strict=True):
        assert len(plain.vector) == 16
        assert packed.vector == pytest.approx(plain.vector, rel=1e-6)
    assert floats.usage.prompt_tokens > 0


@pytest.mark.parametrize("sent", ["not base64!", "AAA=", None, 5])
def test_a_vector_that_cannot_be_read_is_empty_and_kept(sent: Any) -> None:
    from openrouter_core.wire import structure

    embedding = structure({"embedding": sent}, models.Embedding)
    assert embedding.vector == []
    assert unstructure(embedding) == {"embedding": sent}


def test_a_large_answer_arrives_whole(run: Run, server: LocalServer, core: OpenRouterCore) -> None:
    vectors = [[0.1234567 + n / 7 for n in range(3072)] for _ in range(100)]
    data = [{"object": "embedding", "index": i, "embedding": v} for i, v in enumerate(vectors)]
    server.enqueue(Reply.json({"object": "list", "model": "a/b", "data": data}))
    response = run(embeddings_generate, core, {"model": "a/b", "input": ["x"] * 100}).unwrap()
    assert [each.vector for each in response.data] == vectors


def test_keys_are_made_listed_changed_and_deleted(run: Run, core: OpenRouterCore) -> None:
    made = run(api_keys_create, core, {"name": "one", "limit": 5}).unwrap()
    assert made.data.limit == 5
    changed = run(api_keys_update, core, made.data.hash, {"limit": None}).unwrap()
    assert (changed.data.name, changed.data.limit) == ("one", None)
    assert [key.name for key in run(api_keys_list, core).unwrap().data] == ["one"]
    assert run(api_keys_delete, core, made.data.hash).unwrap().deleted is True
    gone = run(api_keys_delete, core, made.data.hash).failure()
    assert isinstance(gone, errors.NotFoundResponseError)


@pytest.mark.parametrize(
    ("function", "request_"),
    [(api_keys_create, {"name": "one"}), (oauth_exchange_auth_code_for_api_key, {"code": "c"})],
)
def test_a_secret_that_was_made_is_in_no_representation(
    function: Any, request_: Any, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    server.enqueue(Reply.json({"key": "sk-or-v1-very-secret", "user_id": "u"}))
    result = run(function, core, request_)
    made = result.unwrap()
    assert made.key == "sk-or-v1-very-secret"
    for shown in (repr(made), str(made), f"{made}", repr(result), repr([made]), pformat(made)):
        assert "very-secret" not in shown
        assert "***" in shown
    assert pickle.loads(pickle.dumps(made)).key == made.key
    assert unstructure(made)["key"] == made.key


def test_a_secret_that_does_not_fit_is_in_no_representation_either() -> None:
    from openrouter_core.wire import structure

    made = structure({"key": ["very-secret"], "new": 1}, models.ApiKeysCreateResponse)
    assert made.extra["key"] == ["very-secret"]
    assert repr(made) == "ApiKeysCreateResponse(extra={'key': '***', 'new': 1})"


def test_a_code_and_its_verifier_are_in_no_debug_output(
    run: Run, core: OpenRouterCore, caplog: pytest.LogCaptureFixture
) -> None:
    request = {"code": "the-code", "code_verifier": "the-verifier", "code_challenge_method": "S256"}
    with caplog.at_level("DEBUG", "openrouter_core"):
        run(oauth_exchange_auth_code_for_api_key, core, request)
    assert "S256" in caplog.text
    assert "the-" not in caplog.text


def test_a_code_and_its_verifier_are_in_no_representation() -> None:
    request = models.AuthCodeExchangeParams(code="the-code", code_verifier="the-verifier")
    assert "the-" not in repr(request)


# --- a generation that is not there yet ----------------------------------------------------------

MISSING = Reply.error(404, "Generation gen-1 not found")
FOUND = Reply.json({"data": {"id": "gen-1", "total_cost": 0.5, "provider_responses": None}})


def test_a_generation_is_asked_for_until_it_is_there(
    run: Run, server: LocalServer, core: OpenRouterCore, time: Time
) -> None:
    server.enqueue(MISSING, Reply.error(502, "Bad gateway"), MISSING, MISSING, MISSING, FOUND)
    found = run(generations_get_generation, core, {"id": "gen-1"}, wait=30).unwrap()
    assert found.data.total_cost == 0.5
    assert time.waits == [0.5, 1.0, 2.0, 4.0, 4.0]
    assert found.http_meta.attempts == 6


@pytest.mark.parametrize(
    "asks",
    [
        {"retry-after-ms": "0.001"},
        {"retry-after-ms": "1"},
        {"Retry-After": "0"},
        {"Retry-After": "0.0001"},
        {"retry-after-ms": "-5"},
        {},
    ],
    ids=str,
)
def test_a_generation_is_asked_for_no_more_than_twice_a_second(
    run: Run, server: LocalServer, core: OpenRouterCore, time: Time, asks: dict[str, str]
) -> None:
    """Whatever the server asks for, and chance chooses."""
    time.chance = 0.0
    server.always(Reply(404, {"Content-Type": "application/json", **asks}, MISSING.pieces[0]))
    error = run(generations_get_generation, core, {"id": "gen-1"}, wait=5).failure()
    assert isinstance(error, errors.NotFoundResponseError)
    assert min(time.waits) >= 0.5
    assert len(server.requests) <= 11


def test_a_generation_that_never_comes_is_not_found_once_the_time_is_up(
    run: Run, server: LocalServer, core: OpenRouterCore, time: Time
) -> None:
    server.always(MISSING)
    error = run(generations_get_generation, core, {"id": "gen-1"}, wait=10).failure()
    assert isinstance(error, errors.NotFoundResponseError)
    assert sum(time.waits) <= 10
    assert len(server.requests) == len(time.waits) + 1 == 5


def test_without_wait_a_missing_generation_is_asked_for_once(
    run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    server.always(MISSING)
    error = run(generations_get_generation, core, {"id": "gen-1"}).failure()
    assert isinstance(error, errors.NotFoundResponseError)
    assert len(server.requests) == 1


def test_another_error_ends_the_waiting(
    run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    server.enqueue(MISSING, Reply.error(401, "No"))
    error = run(generations_get_generation, core, {"id": "gen-1"}, wait=10).failure()
    assert isinstance(error, errors.UnauthorizedResponseError)


def test_the_total_time_limit_holds_while_waiting(
    run: Run, server: LocalServer, core: OpenRouterCore, time: Time
) -> None:
    server.always(MISSING)
    options = RequestOptions(timeout=3)
    result = run(generations_get_generation, core, {"id": "gen-1"}, wait=100, options=options)
    assert isinstance(result.failure(), errors.NotFoundResponseError)
    assert sum(time.waits) <= 3


@pytest.mark.parametrize("wait", [0, -1, float("inf"), float("nan"), "5", True])
def test_a_wait_that_is_no_time_is_refused(
    wait: Any, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    error = run(generations_get_generation, core, {"id": "gen-1"}, wait=wait).failure()
    assert isinstance(error, errors.SDKValidationError)
    assert error.path == "wait"
    assert server.requests == []


# --- sound ---------------------------------------------------------------------------------------

SPEECH = {"model": "a/b", "input": "Hello"}


@pytest.mark.parametrize(
    "content_type", ["audio/mpeg", "AUDIO/PCM;rate=24000", "application/octet-stream", None]
)
def test_speech_is_bytes_with_the_generations_id(
    content_type: str | None, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    sound = bytes(range(256)) * 1000
    headers = {"X-Generation-Id": "gen-7", "Content-Type": content_type or ""}
    server.enqueue(Reply(headers=headers, body=sound))
    spoken = run(tts_create_speech, core, SPEECH).unwrap()
    assert spoken.content == sound
    assert spoken.size == len(sound)
    assert spoken.http_meta.generation_id == "gen-7"
    assert "256000 bytes" in repr(spoken)
    assert len(repr(spoken)) < 200


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (
            Reply.json({"error": {"code": 402, "message": "No credits"}}),
            errors.PaymentRequiredResponseError,
        ),
        (Reply.json({"error": {"code": "server_error"}}), errors.InternalServerResponseError),
        (Reply.json({"audio": "here?"}), errors.ResponseValidationError),
        (Reply.json([1]), errors.ResponseValidationError),
        (
            Reply(headers={"Content-Type": "text/html"}, body="<html>"),
            errors.ResponseValidationError,
        ),
        (
            Reply(502, headers={"Content-Type": "audio/mpeg"}, body=b"x"),
            errors.BadGatewayResponseError,
        ),
    ],
)
def test_speech_that_is_no_sound_is_an_err(
    reply: Reply, expected: type, run: Run, server: LocalServer
) -> None:
    server.enqueue(reply)
    with OpenRouterCore(server_url=server.url, retry_config=RetryConfig("none")) as core:
        error = run(tts_create_speech, core, SPEECH).failure()
    assert isinstance(error, errors.OpenRouterError)
    assert type(error) is expected
    assert error.http_meta is not None


def test_what_is_said_is_written_down(run: Run, server: LocalServer, core: OpenRouterCore) -> None:
    body = {
        "text": "Hello",
        "usage": {"seconds": 1.5, "cost": 0.1},
        "words": [{"word": "Hello", "start": 0, "end": 0.4}],
    }
    server.enqueue(Reply.json(body))
    request = models.TranscriptionParams(model="a/b", input_audio=models.InputAudio("UklG", "wav"))
    heard = run(stt_create_transcription, core, request).unwrap()
    assert heard.text == "Hello"
    assert heard.words[0].end == 0.4
    assert heard.usage.cost == 0.1
    assert unstructure(heard) == body


# --- OAuth ---------------------------------------------------------------------------------------


def test_a_challenge_is_made_of_a_fresh_verifier() -> None:
    one, two = (oauth_create_sha256_code_challenge().unwrap() for _ in range(2))
    assert one.code_verifier != two.code_verifier
    assert len(one.code_verifier) == 43
    assert one.code_challenge_method == "S256"
    again = oauth_create_sha256_code_challenge(one.code_verifier).unwrap()
    assert again.code_challenge == one.code_challenge
    assert one.code_verifier not in repr(one)


@pytest.mark.parametrize(
    "verifier", ["short", "x" * 129, "ü" * 50, "a b" * 20, "", 5, "x" * 43 + "\n"]
)
def test_a_verifier_that_the_standard_refuses_is_an_err_that_does_not_show_it(
    verifier: Any,
) -> None:
    error = oauth_create_sha256_code_challenge(verifier).failure()
    assert isinstance(error, errors.SDKValidationError)
    assert error.path == "code_verifier"
    assert not isinstance(verifier, str) or not verifier or verifier not in f"{error!r}{error}"


def test_the_authorization_page_is_on_the_servers_host() -> None:
    challenge = oauth_create_sha256_code_challenge("a" * 43).unwrap()
    request = models.AuthorizationUrlParams(
        callback_url="https://app.example/back?a=1&b=2",
        code_challenge=challenge.code_challenge,
        code_challenge_method=challenge.code_challenge_method,
        limit=2.5,
    )
    url = oauth_create_authorization_url(OpenRouterCore(), request).unwrap()
    assert url == (
        "https://openrouter.ai/auth?callback_url=https%3A%2F%2Fapp.example%2Fback%3Fa%3D1%26b%3D2"
        f"&code_challenge={challenge.code_challenge}&code_challenge_method=S256&limit=2.5"
    )


@pytest.mark.parametrize(
    ("settings", "request_", "expected"),
    [
        ({}, {}, errors.SDKValidationError),
        ({}, {"callback_url": ""}, errors.SDKValidationError),
        ({}, {"callback_url": 5}, errors.SDKValidationError),
        ({}, None, errors.SDKValidationError),
        ({"server_url": "ftp://x"}, {"callback_url": "https://a"}, errors.InvalidRequestError),
    ],
)
def test_an_authorization_url_that_cannot_be_made_is_an_err(
    settings: Any, request_: Any, expected: type
) -> None:
    result = oauth_create_authorization_url(OpenRouterCore(**settings), request_)
    assert type(result.failure()) is expected


def test_a_code_is_traded_for_a_key_without_sending_one(
    run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    challenge = oauth_create_sha256_code_challenge().unwrap()
    request = models.AuthCodeExchangeParams(
        code="auth_code_1", code_verifier=challenge.code_verifier, code_challenge_method="S256"
    )
    result = run(oauth_exchange_auth_code_for_api_key, core, request)
    assert "authorization" not in server.requests[0].headers
    assert isinstance(result, Ok | Err)
    assert result.unwrap().key.startswith("sk-or-v1-")


def test_two_event_loops_and_a_thread_share_a_core(server: LocalServer) -> None:
    core = OpenRouterCore(server_url=server.url)

    async def both() -> list[Any]:
        from openrouter_core.funcs.credits_get_credits import credits_get_credits_async

        return list(
            await asyncio.gather(
                credits_get_credits_async(core),
                asyncio.to_thread(credits_get_credits, core),
            )
        )

    for _ in range(2):
        assert all(isinstance(result, Ok) for result in asyncio.run(both()))
    core.close()
