"""Runs with tools: what a program passes to `chat_run_tools` and similar functions, and what they return.

>>> from openrouter_core import Ok, OpenRouterCore
>>> from openrouter_core.funcs.chat_run_tools import chat_run_tools
>>> from openrouter_core.testing import LocalServer
>>> from openrouter_core.tools import RequestedCall, Tool
>>> def log(call: RequestedCall) -> None:
...     print("calling", call.name)
>>> time = Tool("time", "The time of day.", {"type": "object", "properties": {}}, lambda given: "noon")
>>> request = {"messages": [{"role": "user", "content": "How late?"}], "tool_choice": "required"}
>>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
...     run = chat_run_tools(core, request, tools=[time], before_call=log).unwrap()
calling time
>>> run.messages[2].content
'noon'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from openrouter_core._tools.chat import ToolRun as ToolRun
from openrouter_core._tools.events import CallBegun as CallBegun
from openrouter_core._tools.events import CallResult as CallResult
from openrouter_core._tools.events import ReasoningDelta as ReasoningDelta
from openrouter_core._tools.events import ResponsesToolEvent as ResponsesToolEvent
from openrouter_core._tools.events import RunFinished as RunFinished
from openrouter_core._tools.events import StepUsage as StepUsage
from openrouter_core._tools.events import TextDelta as TextDelta
from openrouter_core._tools.events import ToolEvent as ToolEvent
from openrouter_core._tools.given import AnyTool as AnyTool
from openrouter_core._tools.given import AsyncBeforeCall as AsyncBeforeCall
from openrouter_core._tools.given import BeforeCall as BeforeCall
from openrouter_core._tools.given import Decision as Decision
from openrouter_core._tools.given import Pause as Pause
from openrouter_core._tools.given import RequestedCall as RequestedCall
from openrouter_core._tools.given import Tool as Tool
from openrouter_core._tools.stream import ToolStream as ToolStream

if TYPE_CHECKING:
    from openrouter_core._tools.responses import ResponsesToolRun as ResponsesToolRun
    from openrouter_core._tools.stream_async import AsyncToolStream as AsyncToolStream
else:
    _LATER = {"AsyncToolStream": "stream_async", "ResponsesToolRun": "responses"}

    def __getattr__(name: str) -> Any:
        """Imported on first use: one imports asyncio, the other the models of another API."""
        if name not in _LATER:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"openrouter_core._tools.{_LATER[name]}"), name)
