"""Models, who serves them, and providers."""

from __future__ import annotations

from openrouter_core import models
from openrouter_core.funcs.endpoints_list import endpoints_list
from openrouter_core.funcs.models_list import models_list
from openrouter_core.funcs.providers_list import providers_list
from tests.funcs.cases import Case

CASES = [
    Case(models_list, (), "GET /models"),
    Case(
        models_list,
        ({"supported_parameters": ["tools", "seed"], "zdr": True, "max_price": 0.5, "sort": None},),
        "GET /models?supported_parameters=tools%2Cseed&zdr=true&max_price=0.5",
    ),
    Case(
        models_list,
        (models.ModelsListParams(q="a b&c=ü", input_modalities="text"),),
        "GET /models?input_modalities=text&q=a%20b%26c%3D%C3%BC",
    ),
    Case(models_list, ({"brand_new": 7},), "GET /models?brand_new=7"),
    Case(endpoints_list, ("openai", "gpt-4o-mini"), "GET /models/openai/gpt-4o-mini/endpoints"),
    Case(
        endpoints_list, ("a/b", "c d:free?#%"), "GET /models/a%2Fb/c%20d%3Afree%3F%23%25/endpoints"
    ),
    Case(providers_list, (), "GET /providers"),
]
