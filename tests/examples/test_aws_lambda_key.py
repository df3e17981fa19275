"""examples/aws_lambda_key.py: the key comes from AWS's extension, when it is needed, and again when it is old.

The extension's place is taken by a second server.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from types import ModuleType, SimpleNamespace

import pytest

from openrouter_core.testing import LocalServer, Reply
from tests.examples.lambda_runtime import EXAMPLES, aws, deployed

QUESTION = {"question": "What is the capital of France?"}
PARIS = {"answer": "The capital of France is Paris."}
NO_ANSWER = {"error": "No answer."}


def secret(key: str) -> Reply:
    return Reply.json({"Name": "prod/key+1", "SecretString": key, "VersionStages": ["AWSCURRENT"]})


def variables(extension: LocalServer) -> dict[str, str]:
    return {
        "OPENROUTER_SECRET": "prod/key+1",
        "AWS_SESSION_TOKEN": "a-token",
        "PARAMETERS_SECRETS_EXTENSION_HTTP_PORT": str(extension.port),
    }


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with LocalServer(api_key="a-key") as server:
        yield server


@pytest.fixture
def extension() -> Iterator[LocalServer]:
    with LocalServer() as server:
        server.always(secret("a-key"))
        yield server


@pytest.fixture
def function(
    server: LocalServer, extension: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> Iterator[ModuleType]:
    """The module, as Lambda imports it."""
    monkeypatch.delenv("OPENROUTER_API_KEY", raising=False)
    monkeypatch.setenv("OPENROUTER_SERVER_URL", server.url)
    for name, value in variables(extension).items():
        monkeypatch.setenv(name, value)
    spec = importlib.util.spec_from_file_location("function", EXAMPLES / "aws_lambda_key.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    with module.core:
        yield module


def test_the_key_is_asked_for_when_it_is_needed_and_kept_for_a_minute(
    function: ModuleType, extension: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = SimpleNamespace(monotonic=lambda: 0.0)
    monkeypatch.setattr(function, "time", clock)
    assert extension.requests == []  # warm_up has asked for none: the extension is not ready then
    for now, asked in [(600.0, 1), (659.0, 1), (660.0, 2), (4000.0, 3), (4001.0, 3)]:
        clock.monotonic = lambda now=now: now
        assert function.handler(QUESTION, None) == PARIS
        assert len(extension.requests) == asked
    request = extension.requests[0]
    assert request.target == "/secretsmanager/get?secretId=prod%2Fkey%2B1"
    assert request.headers["X-Aws-Parameters-Secrets-Token"] == "a-token"


def test_a_key_that_was_replaced_is_taken_a_minute_later(
    function: ModuleType,
    server: LocalServer,
    extension: LocalServer,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    clock = SimpleNamespace(monotonic=lambda: 0.0)
    monkeypatch.setattr(function, "time", clock)
    extension.enqueue(secret("the-old-key"))
    assert function.handler(QUESTION, None) == NO_ANSWER
    assert "UnauthorizedResponseError" in capsys.readouterr().out
    clock.monotonic = lambda: 60.0
    assert function.handler(QUESTION, None) == PARIS
    assert [request.headers["authorization"] for request in server.requests] == [
        "Bearer the-old-key",
        "Bearer a-key",
    ]


def test_without_the_extension_nothing_is_sent_and_the_next_invocation_tries_again(
    function: ModuleType,
    server: LocalServer,
    extension: LocalServer,
    capsys: pytest.CaptureFixture[str],
) -> None:
    extension.enqueue(Reply.error(400, "not ready to serve traffic, please wait"))
    assert function.handler(QUESTION, None) == NO_ANSWER
    assert "UnexpectedClientError" in capsys.readouterr().out
    assert server.requests == []
    assert function.handler(QUESTION, None) == PARIS


@aws
def test_it_runs_under_awss_runtime_client(server: LocalServer, extension: LocalServer) -> None:
    with deployed("aws_lambda_key.handler", server, **variables(extension)) as function:
        assert extension.requests == []
        for _ in range(2):
            assert function.invoke(QUESTION).body == PARIS
        assert len(extension.requests) == 1
        log = function.log()
    assert "Warning" not in log
    assert "a-key" not in log
