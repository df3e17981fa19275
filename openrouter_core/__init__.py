"""A functional core for the OpenRouter API: import one function, get `Ok` or `Err`.

>>> from openrouter_core import Err, Ok, OpenRouterCore
>>> from openrouter_core.funcs.chat_send import chat_send
"""

from __future__ import annotations

from openrouter_core.core import VERSION, OpenRouterCore
from openrouter_core.hooks import Hooks, PreparedRequest
from openrouter_core.models.model import UNSET, Unset
from openrouter_core.options import RequestOptions
from openrouter_core.result import Err, Ok
from openrouter_core.retries import BackoffStrategy, RetryConfig
from openrouter_core.timeouts import Timeout

__version__ = VERSION

__all__ = [
    "UNSET",
    "BackoffStrategy",
    "Err",
    "Hooks",
    "Ok",
    "OpenRouterCore",
    "PreparedRequest",
    "RequestOptions",
    "RetryConfig",
    "Timeout",
    "Unset",
    "__version__",
]
