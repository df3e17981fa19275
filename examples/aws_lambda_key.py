"""A function for AWS Lambda whose key is in Secrets Manager: it asks for it when it is needed, and again each minute.

The key is the secret's whole text; the variable OPENROUTER_SECRET holds the secret's name. It comes through AWS's layer
"Parameters and Secrets Lambda Extension", which asks Secrets Manager anew every five minutes (SECRETS_MANAGER_TTL says
otherwise); the function's role needs ``secretsmanager:GetSecretValue``. `aws_lambda.py` tells how to deploy, and is a
handler behind API Gateway, with a status for each error.

The event is ``{"question": "..."}``, the result ``{"answer": "..."}`` or ``{"error": "..."}``.
"""

import json
import os
import time
from contextlib import closing
from functools import lru_cache
from http.client import HTTPConnection
from urllib.parse import quote

from openrouter_core import Err, Ok, OpenRouterCore, Timeout, warm_up
from openrouter_core.funcs.chat_send import chat_send


@lru_cache(maxsize=1)
def fetch(minute: int) -> str:
    port = int(os.environ.get("PARAMETERS_SECRETS_EXTENSION_HTTP_PORT", "2773"))
    path = f"/secretsmanager/get?secretId={quote(os.environ['OPENROUTER_SECRET'], safe='')}"
    token = {"X-Aws-Parameters-Secrets-Token": os.environ["AWS_SESSION_TOKEN"]}
    with closing(HTTPConnection("localhost", port, timeout=5)) as extension:
        extension.request("GET", path, headers=token)
        return str(json.load(extension.getresponse())["SecretString"])


# Less time than the function has itself.
core = OpenRouterCore(api_key=lambda: fetch(int(time.monotonic() // 60)), timeout=Timeout(total=25))
warm_up(core, chat_send)  # it asks for no key; what it says is wrong, each call says too


def handler(event: dict[str, str], context: object) -> dict[str, str]:
    messages = [{"role": "user", "content": event["question"]}]
    match chat_send(core, {"model": "openai/gpt-4o-mini", "messages": messages}):
        case Ok(response):
            return {"answer": response.text}
        case Err(error):
            print(f"{type(error).__name__}: {error}")  # into the function's log
            return {"error": "No answer."}
