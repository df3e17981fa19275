"""Images, and the models that make them."""

from __future__ import annotations

from openrouter_core import models
from openrouter_core.funcs.images_generate import images_generate
from openrouter_core.funcs.images_list_model_endpoints import images_list_model_endpoints
from openrouter_core.funcs.images_list_models import images_list_models
from tests.funcs.cases import Case

CASES = [
    Case(
        images_generate,
        ({"model": "a/b", "prompt": "A dot", "n": 2, "seed": None},),
        "POST /images",
        {"model": "a/b", "prompt": "A dot", "n": 2, "seed": None, "stream": False},
    ),
    Case(
        images_generate,
        (
            models.ImagesGenerateParams(
                "a/b",
                "A dot",
                input_references=[models.ImagePart(models.ImageUrl("https://x.test/a.png"))],
                provider={"options": {"openai": {"x": 1}}},
            ),
        ),
        "POST /images",
        {
            "model": "a/b",
            "prompt": "A dot",
            "input_references": [
                {"type": "image_url", "image_url": {"url": "https://x.test/a.png"}}
            ],
            "stream": False,
            "provider": {"options": {"openai": {"x": 1}}},
        },
    ),
    Case(images_list_models, (), "GET /images/models"),
    Case(
        images_list_model_endpoints,
        ("a/b", "c d"),
        "GET /images/models/a%2Fb/c%20d/endpoints",
    ),
]
