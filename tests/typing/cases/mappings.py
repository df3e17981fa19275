"""A request may be a mapping whose keys an editor knows, any other mapping, a model, or what writes itself."""

from typing import Any

from openrouter_core import OpenRouterCore
from openrouter_core.funcs.chat_parse import chat_parse
from openrouter_core.funcs.chat_send import chat_send
from openrouter_core.funcs.embeddings_generate import embeddings_generate
from openrouter_core.funcs.responses_send import responses_send
from openrouter_core.mappings import ChatGenerationMapping, ChatRequest, MessageMapping
from openrouter_core.models import UserMessage


class Written:
    """As pydantic's models are."""

    def model_dump(
        self, *, mode: str = "python", by_alias: bool | None = None, exclude_unset: bool = False
    ) -> dict[str, Any]:
        return {}


def test_each_form_is_taken(core: OpenRouterCore, plain: dict[str, Any]) -> None:
    messages: list[MessageMapping] = [{"role": "user", "content": "Hi"}, UserMessage("Hi")]
    known: ChatGenerationMapping = {"model": "a/b", "messages": messages, "temperature": 0}
    request: ChatRequest = known
    chat_send(core, request)
    chat_send(core, {"messages": [{"role": "user", "content": [{"type": "text", "text": "Hi"}]}]})
    chat_send(core, {"messages": [], "a_new_parameter": 1})
    chat_send(core, plain, stream=True)
    chat_send(core, Written())
    chat_parse(core, known, int)
    responses_send(core, {"model": "a/b", "input": [{"role": "user", "content": "Hi"}]})
    embeddings_generate(core, {"model": "a/b", "input": ["Hi"]})


def test_what_is_none_is_refused(core: OpenRouterCore) -> None:
    chat_send(core, "Hi")  # rejected: no mapping
    wrong: ChatGenerationMapping = {"messages": [], "temprature": 0}  # rejected: no such key
    chat_send(core, wrong)
