"""examples/local_models.py: one program for every server with this interface, and OpenRouter's key for none of them."""

from __future__ import annotations

import runpy
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from openrouter_core.testing import LocalServer, Reply

if TYPE_CHECKING:
    from tests.examples.conftest import Programs

NAME = "local_models"
KEY = {"OPENROUTER_API_KEY": "sk-or-v1-secret"}


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with LocalServer(base_path="/v1", answer="Paris.") as server:
        yield server


def test_without_a_server_a_stand_in_answers(programs: Programs) -> None:
    done = programs.run(NAME)
    assert (done.returncode, done.stdout) == (0, "The capital of France is Paris.\n")
    assert "local server" in done.stderr


def test_a_server_named_on_the_command_line_is_asked_without_openrouters_key(
    programs: Programs, server: LocalServer
) -> None:
    done = programs.run(NAME, server.url, "llama3.2", "Capital?", env=KEY)
    assert (done.returncode, done.stdout, done.stderr) == (0, "Paris.\n", "")
    [request] = server.requests
    assert request.path == "/v1/chat/completions"
    assert request.json["model"] == "llama3.2"
    assert request.json["messages"] == [{"role": "user", "content": "Capital?"}]
    assert "authorization" not in request.headers


def test_a_server_named_in_the_environment_is_asked_without_openrouters_key(
    programs: Programs, server: LocalServer
) -> None:
    done = programs.run(NAME, env={**KEY, "LOCAL_SERVER": server.url, "LOCAL_MODEL": "my-model"})
    assert done.stdout == "Paris.\n"
    [request] = server.requests
    assert request.json["model"] == "my-model"
    assert "authorization" not in request.headers


def test_a_server_with_one_model_needs_no_name(programs: Programs, server: LocalServer) -> None:
    done = programs.run(NAME, server.url)
    assert done.returncode == 0
    assert "model" not in server.requests[0].json


def test_a_server_with_a_key_of_its_own_gets_that(programs: Programs) -> None:
    with LocalServer(api_key="token-abc123", answer="Paris.") as server:
        refused = programs.run(NAME, server.url, env=KEY)
        done = programs.run(NAME, server.url, env={**KEY, "LOCAL_API_KEY": "token-abc123"})
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr == (
        "no answer: No auth credentials found [HTTP 401: the API key is missing or not valid]\n"
    )
    assert (done.returncode, done.stdout) == (0, "Paris.\n")


@pytest.mark.parametrize("arguments", [["openrouter", "a/b"], []])
def test_openrouter_is_asked_by_the_same_code_with_its_key(
    programs: Programs, arguments: list[str]
) -> None:
    with LocalServer(api_key="a-key", answer="Paris.") as server:
        done = programs.run(NAME, *arguments, server=server)
    assert (done.returncode, done.stdout, done.stderr) == (0, "Paris.\n", "")


@pytest.mark.parametrize(
    ("name", "url"),
    [
        ("ollama", "http://localhost:11434/v1"),
        ("vllm", "http://localhost:8000/v1"),
        ("llama.cpp", "http://localhost:9931/v1"),
    ],
)
def test_a_name_stands_for_the_address_where_that_server_listens(name: str, url: str) -> None:
    program = Path(__file__).parents[2] / "examples" / f"{NAME}.py"
    core_for = runpy.run_path(str(program))["core_for"]
    with ExitStack() as stack:
        assert core_for(name, stack).server_url == url


USAGE = {"prompt_tokens": 14, "completion_tokens": 3, "total_tokens": 17}


def body(message: dict[str, Any], choice: dict[str, Any], **more: Any) -> dict[str, Any]:
    message = {"role": "assistant", "content": "Paris.", **message}
    return {
        "object": "chat.completion",
        "created": 1_750_000_000,
        "choices": [{"index": 0, "message": message, "finish_reason": "stop", **choice}],
        "usage": USAGE,
        **more,
    }


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(
            body({}, {}, id="chatcmpl-7", model="llama3.2", system_fingerprint="fp_ollama"),
            id="ollama",
        ),
        pytest.param(
            body(
                {"refusal": None, "function_call": None, "tool_calls": [], "reasoning": None},
                {"logprobs": None, "stop_reason": None, "token_ids": None},
                id="chatcmpl-9a",
                model="my-model",
                service_tier=None,
                prompt_logprobs=None,
                kv_transfer_params=None,
            ),
            id="vllm",
        ),
        pytest.param(
            body(
                {"reasoning_content": "France... Paris."},
                {},
                id="chatcmpl-Xy",
                model="gpt-3.5-turbo",
                system_fingerprint="b9000-abc",
                timings={"prompt_n": 14, "prompt_ms": 20.5, "predicted_per_second": 80.25},
            ),
            id="llama.cpp",
        ),
    ],
)
def test_what_each_server_adds_or_leaves_out_does_no_harm(
    programs: Programs, server: LocalServer, answer: dict[str, Any]
) -> None:
    server.enqueue(Reply.json(answer))
    done = programs.run(NAME, server.url, "a-model")
    assert (done.returncode, done.stdout, done.stderr) == (0, "Paris.\n", "")


@pytest.mark.parametrize(
    ("problem", "message"),
    [
        pytest.param(
            {"error": {"message": "model 'x' not found", "type": "not_found_error", "code": None}},
            "model 'x' not found",
            id="ollama",
        ),
        pytest.param(
            {"error": {"message": "No model `x`.", "type": "NotFoundError", "code": 404}},
            "No model `x`.",
            id="vllm",
        ),
        pytest.param(
            {"object": "error", "message": "No model `x`.", "type": "NotFoundError", "code": 404},
            "No model `x`.",
            id="an older vllm",
        ),
        pytest.param(
            {"error": {"code": 404, "message": "File Not Found", "type": "not_found_error"}},
            "File Not Found",
            id="llama.cpp",
        ),
    ],
)
def test_what_a_server_says_against_it_is_told(
    programs: Programs, server: LocalServer, problem: dict[str, Any], message: str
) -> None:
    server.enqueue(Reply.json(problem, 404))
    done = programs.run(NAME, server.url, "x")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"no answer: {message} [HTTP 404")


def test_a_server_that_is_not_there_is_asked_for(programs: Programs) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed_soon:
        url = f"http://127.0.0.1:{closed_soon.getsockname()[1]}/v1"
    done = programs.run(NAME, url, "x")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[-1] == f"Does a server listen at {url}?"
