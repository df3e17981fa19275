"""A picture, and its title spoken: lighthouse.png and lighthouse.mp3.

    OPENROUTER_API_KEY=sk-or-... python examples/make_media.py lighthouse "A lighthouse at night"

A file appears when all of it is there. Exit status: 0, and 1 after an error.
"""

import sys

from openrouter_core import Err, Ok, OpenRouterCore, and_then
from openrouter_core.funcs.chat_send import chat_send
from openrouter_core.funcs.tts_create_speech import tts_create_speech
from openrouter_core.media import save
from openrouter_core.models import ChatImage, ChatResponse

PAINTER = {"model": "google/gemini-2.5-flash-image", "modalities": ["image", "text"]}
SPEAKER = {"model": "openai/gpt-4o-mini-tts", "voice": "alloy", "response_format": "mp3"}


def picture(response: ChatResponse) -> ChatImage | None:
    images = (image for choice in response.choices for image in choice.message.images or ())
    return next(images, None)


def main() -> int:
    name, title = sys.argv[1:]
    messages = [{"role": "user", "content": f"Paint this: {title}"}]
    with OpenRouterCore() as core:
        painted = chat_send(core, {**PAINTER, "messages": messages})
        spoken = tts_create_speech(core, {**SPEAKER, "input": title})
    status = 0
    for saved in (
        and_then(painted, lambda response: save(picture(response), f"{name}.png")),
        and_then(spoken, lambda speech: save(speech, f"{name}.mp3")),
    ):
        match saved:
            case Ok(path):
                print(path)
            case Err(error):
                print(f"failed: {error}", file=sys.stderr)
                status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
