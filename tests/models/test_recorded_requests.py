"""What the API was seen to take is sent: every recorded request that was answered 200, and kinds of those."""

from __future__ import annotations

from typing import Any

import pytest

from openrouter_core import models
from openrouter_core.models.errors import SDKValidationError
from openrouter_core.wire import checked, unstructure

REQUESTS = {
    "/chat/completions": models.ChatGenerationParams,
    "/responses": models.ResponsesRequest,
    "/embeddings": models.EmbeddingsGenerateParams,
}


def test_every_request_that_was_answered_is_taken_as_it_was(
    recordings: list[dict[str, Any]],
) -> None:
    taken = 0
    for exchange in recordings:
        request, cls = exchange["request"], REQUESTS.get(exchange["path"])
        if cls is None or exchange["status"] != 200 or not request:
            continue
        assert unstructure(checked(request, cls)) == request, exchange["id"]
        taken += 1
    assert taken > 700


TEXT = {"type": "text", "text": "you"}


@pytest.mark.parametrize("role", ["system", "developer", "user", "assistant", "tool"])
@pytest.mark.parametrize(
    "parts", [["Hi"], ["Hi", TEXT], [TEXT, "Hi"], [""]], ids=["one", "first", "last", "empty"]
)
def test_a_part_may_be_a_bare_string(role: str, parts: list[Any]) -> None:
    request = {"messages": [{"role": role, "content": parts, "tool_call_id": "call_1"}]}
    assert unstructure(checked(request, models.ChatGenerationParams)) == request


def test_a_class_takes_a_bare_string_as_well() -> None:
    message = models.UserMessage(["Hi", models.TextPart("you")])
    assert unstructure(message) == {"role": "user", "content": ["Hi", TEXT]}


@pytest.mark.parametrize("part", [5, None, True, ["Hi"], b"Hi"])
def test_a_part_of_another_kind_is_refused(part: Any) -> None:
    request = {"messages": [{"role": "user", "content": ["Hi", part]}]}
    with pytest.raises(
        SDKValidationError, match=r"messages\[0\].content\[1\]: expected a string or an object"
    ):
        checked(request, models.ChatGenerationParams)
