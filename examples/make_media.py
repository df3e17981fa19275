"""A picture, and its title as speech: lighthouse.png and lighthouse.mp3.

    OPENROUTER_API_KEY=sk-or-... python examples/make_media.py lighthouse "A lighthouse at night"

A file appears when it is complete. Exit status: 0, and 1 after an error.
"""

import sys

from openrouter_core import Err, Ok, OpenRouterCore, and_then
from openrouter_core.funcs.chat_send import chat_send
from openrouter_core.funcs.tts_create_speech import tts_create_speech
from openrouter_core.media import save

PAINTER = {"model": "google/gemini-2.5-flash-image", "modalities": ["image", "text"]}
SPEAKER = {"model": "openai/gpt-4o-mini-tts", "voice": "alloy", "response_format": "mp3"}

if len(sys.argv) != 3:
    sys.exit(__doc__)
name, title = sys.argv[1:]
with OpenRouterCore() as core:
    painted = chat_send(core, {**PAINTER, "messages": [{"role": "user", "content": title}]})
    spoken = tts_create_speech(core, {**SPEAKER, "input": title})
for saved in (  # each is saved, even if the other one failed
    and_then(spoken, lambda speech: save(speech, f"{name}.mp3")),
    and_then(painted, lambda chat: save(next(iter(chat.images), None), f"{name}.png")),
):
    match saved:
        case Ok(path):
            print(path)
        case Err(error):
            sys.exit(f"failed: {error}")
