"""Embeddings: a vector for each input, or an error that says which of the response is missing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import pytest

from openrouter_core import Ok, OpenRouterCore, RequestOptions, models, wire
from openrouter_core.funcs.embeddings_generate import (
    embeddings_generate,
    embeddings_generate_async,
)
from openrouter_core.models.errors import ResponseValidationError
from openrouter_core.testing import LocalServer, Reply

Generate: TypeAlias = Callable[..., Any]


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with LocalServer() as server:
        yield server


@pytest.fixture(params=[False, True], ids=["sync", "async"])
def generate(request: pytest.FixtureRequest, server: LocalServer) -> Generate:
    """The operation, the one way or the other."""

    def run(data: Any, **arguments: Any) -> Any:
        server.enqueue(Reply.json({"data": data, "usage": {"cost": 0.1}}))
        options = arguments.pop("options", None)
        body = {"model": "a/b", "input": ["a", "b", "c"], **arguments}
        with OpenRouterCore(server_url=server.url) as core:
            if request.param:
                return asyncio.run(embeddings_generate_async(core, body, options=options))
            return embeddings_generate(core, body, options=options)

    return run


def row(index: Any = None, *embedding: Any) -> dict[str, Any]:
    made = {"object": "embedding", "embedding": embedding[0] if embedding else [0.5, 1]}
    return made if index is None else {**made, "index": index}


TEXTS = ["a", "b", "c"]
WHOLE: dict[str, tuple[Any, list[Any]]] = {  # the input, the rows
    "in order": (TEXTS, [row(0), row(1), row(2)]),
    "in another order": (TEXTS, [row(2), row(0), row(1)]),
    "without numbers": (TEXTS, [row(), row(), row()]),
    "all numbered alike": (TEXTS, [row(0), row(0), row(0)]),
    "numbers that are written as floats": (TEXTS, [row(0.0), row(1.0), row(2.0)]),
    "more than was asked for": (TEXTS, [row(0), row(1), row(2), row(3)]),
    "one text": ("a", [row(0)]),
    "one text whose number is that of a batch": ("a", [row(7)]),
    "the tokens of one text": ([1, 2, 3], [row(0)]),
    "the tokens of two texts": ([[1, 2], [3]], [row(0), row(1)]),
    "a tuple of texts": (("a", "b"), [row(0), row(1)]),
    "base64": (["a"], [row(0, "AACAPwAAAMA=")]),
    "content": ([{"content": [{"type": "text", "text": "a"}]}], [row(0)]),
}


@pytest.mark.parametrize(("given", "rows"), WHOLE.values(), ids=WHOLE)
def test_a_vector_for_each_input_is_an_ok(generate: Generate, given: Any, rows: list[Any]) -> None:
    result = generate(rows, input=given)
    assert isinstance(result, Ok)
    assert [bool(each.vector) for each in result.unwrap().data] == [True] * len(rows)


BROKEN: dict[str, tuple[Any, str]] = {  # the rows, what is said
    "null in place of one": ([row(0), None, row(2)], "embedding 1 of the response cannot be read"),
    "null before the one with its number": (
        [None, row(0), row(1)],
        "embedding 2 of the response cannot be read",
    ),
    "text in place of one": ([row(0), row(1), "x"], "embedding 2 of the response cannot be read"),
    "null in place of all": ([None] * 3, "embedding 0 of the response cannot be read, and 2 more"),
    "a vector of null": (
        [row(0), row(1, None), row(2)],
        "embedding 1 of the response cannot be read",
    ),
    "a null in a vector": (
        [row(0), row(1), row(2, [0.5, None])],
        "embedding 2 of the response cannot be read",
    ),
    "a string in a vector": (
        [row(0), row(1, ["0.5"]), row(2)],
        "embedding 1 of the response cannot be read",
    ),
    "an empty vector": ([row(0, []), row(1), row(2)], "embedding 0 of the response cannot be read"),
    "a vector for each token": (
        [row(0), row(1, [[0.5], [1]]), row(2)],
        "embedding 1 of the response cannot be",
    ),
    "no base64": ([row(0), row(1, "!"), row(2)], "embedding 1 of the response cannot be read"),
    "base64 that is cut off": (
        [row(0), row(1, "AACA"), row(2)],
        "embedding 1 of the response cannot be read",
    ),
    "no vector": ([row(0), {"index": 1}, row(2)], "embedding 1 of the response cannot be read"),
    "by its number, not its place": (
        [row(2, None), row(0), row(1)],
        "embedding 2 of the response cannot be read",
    ),
    "the last of the response is missing": (
        [row(0), row(1)],
        "embedding 2 of the response is missing",
    ),
    "one between of the response is missing": (
        [row(0), row(2)],
        "embedding 1 of the response is missing",
    ),
    "two are missing": ([row(1)], "embedding 0 of the response is missing, and 1 more"),
    "one without a number": ([row()], "embedding 1 of the response is missing, and 1 more"),
    "one twice": ([row(0), row(0), row(2)], "embedding 1 of the response is missing"),
    "none": ([], "embedding 0 of the response is missing, and 2 more"),
    "no list": ({"0": row(0)}, "embedding 0 of the response is missing, and 2 more"),
    "null": (None, "embedding 0 of the response is missing, and 2 more"),
}


@pytest.mark.parametrize(("rows", "message"), BROKEN.values(), ids=BROKEN)
def test_an_input_without_a_vector_is_an_err_that_says_which(
    generate: Generate, rows: Any, message: str
) -> None:
    error = generate(rows).failure()
    assert type(error) is ResponseValidationError
    assert error.message.startswith(message)
    assert error.partial.usage.cost == 0.1
    assert wire.unstructure(error.partial)["data"] == rows
    assert error.http_meta is not None
    assert error.http_meta.status == error.status_code == 200
    assert error.body_sent is True
    assert error.retryable is not True


def test_what_is_sent_counts_and_not_what_it_replaces(generate: Generate) -> None:
    options = RequestOptions(extra_body={"input": ["x"]})
    assert isinstance(generate([row(0)], options=options), Ok)
    options = RequestOptions(extra_body={"input": ["x"] * 4})
    assert (
        "embedding 3 of the response is missing"
        in generate([row(0), row(1), row(2)], options=options).failure().message
    )


def test_a_request_may_be_a_model(server: LocalServer) -> None:
    request = models.EmbeddingsGenerateParams(model="a/b", input=["a", "b"])
    server.enqueue(Reply.json({"data": [row(0)]}))
    with OpenRouterCore(server_url=server.url) as core:
        error = embeddings_generate(core, request).failure()
        assert error.message == "embedding 1 of the response is missing"
        assert isinstance(embeddings_generate(core, request), Ok)


@pytest.mark.parametrize("value", [[0.5, None], ["0.5"], [[0.5]], [0.5, True], {}, 5])
def test_a_vector_that_is_none_is_kept_as_it_came(value: Any) -> None:
    embedding = wire.structure({"embedding": value, "index": 0}, models.Embedding)
    assert embedding.embedding is None
    assert embedding.vector == []
    assert embedding.extra == {"embedding": value}
    assert wire.unstructure(embedding) == {"embedding": value, "index": 0}
