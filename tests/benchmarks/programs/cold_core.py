"""This project, as a script: one chat."""

import sys

from openrouter_core import Err, Ok, OpenRouterCore
from openrouter_core.funcs.chat_send import chat_send

url, key = sys.argv[1:]
with OpenRouterCore(key, server_url=url) as core:
    result = chat_send(
        core,
        {
            "model": "openai/gpt-4o-mini",
            "messages": [
                {"role": "system", "content": "You are a helpful assistant."},
                {"role": "user", "content": "What is the capital of France?"},
            ],
        },
    )
match result:
    case Ok(response):
        print(response.text)
    case Err(error):
        raise error
