"""The openai package, as a script: one chat."""

import sys

from openai import OpenAI  # type: ignore[import-not-found]  # in the benchmarks' own environment only

url, key = sys.argv[1:]
with OpenAI(api_key=key, base_url=url) as client:
    response = client.chat.completions.create(
        model="openai/gpt-4o-mini",
        messages=[
            {"role": "system", "content": "You are a helpful assistant."},
            {"role": "user", "content": "What is the capital of France?"},
        ],
    )
print(response.choices[0].message.content)
