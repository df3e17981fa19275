"""The floor, as a script: one chat with bare httpx."""

import json
import sys

import httpx

url, key = sys.argv[1:]
with httpx.Client() as client:
    response = client.post(
        f"{url}/chat/completions",
        headers={"Authorization": f"Bearer {key}"},
        json={
            "model": "openai/gpt-4o-mini",
            "messages": [
                {"role": "system", "content": "You are a helpful assistant."},
                {"role": "user", "content": "What is the capital of France?"},
            ],
        },
    )
    response.raise_for_status()
print(json.loads(response.content)["choices"][0]["message"]["content"])
