"""A function for AWS Lambda that reads its key from AWS Secrets Manager, at the first call and then once a minute.

The text of the secret is the key, and the variable OPENROUTER_SECRET is the name of the secret. Add the AWS layer
"Parameters and Secrets Lambda Extension" to the function: it answers on port 2773, and reads the secret again every
five minutes (SECRETS_MANAGER_TTL changes that). The function's role needs ``secretsmanager:GetSecretValue``.
`aws_lambda.py` shows how to deploy a function; it is a handler for API Gateway with an HTTP status for each error.

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


# The time limit is below that of the function.
core = OpenRouterCore(api_key=lambda: fetch(int(time.monotonic() // 60)), timeout=Timeout(total=25))
warm_up(core, chat_send)  # it does not fetch the key; if it fails, each call reports why


def handler(event: dict[str, str], context: object) -> dict[str, str]:
    messages = [{"role": "user", "content": event["question"]}]
    match chat_send(core, {"model": "openai/gpt-4o-mini", "messages": messages}):
        case Ok(response):
            return {"answer": response.text}
        case Err(error):
            print(f"{type(error).__name__}: {error}")  # into the function's log
            return {"error": "No answer."}
