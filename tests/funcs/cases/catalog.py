"""Models, who serves them, and providers."""

from __future__ import annotations

from openrouter_core import models
from openrouter_core.funcs.embeddings_list_models import embeddings_list_models
from openrouter_core.funcs.endpoints_list import endpoints_list
from openrouter_core.funcs.endpoints_list_zdr_endpoints import endpoints_list_zdr_endpoints
from openrouter_core.funcs.models_count import models_count
from openrouter_core.funcs.models_get import models_get
from openrouter_core.funcs.models_list import models_list
from openrouter_core.funcs.models_list_for_user import models_list_for_user
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
    Case(endpoints_list_zdr_endpoints, (), "GET /endpoints/zdr"),
    Case(models_count, (), "GET /models/count"),
    Case(
        models_count,
        (models.ModelsCountParams(output_modalities=["text", "image"]),),
        "GET /models/count?output_modalities=text%2Cimage",
    ),
    Case(models_count, ({"output_modalities": None},), "GET /models/count"),
    Case(
        models_get,
        ("meta-llama", "llama-3.3-70b-instruct:free"),
        "GET /model/meta-llama/llama-3.3-70b-instruct%3Afree",
    ),
    Case(models_get, ("a/b", "ü?#"), "GET /model/a%2Fb/%C3%BC%3F%23"),
    Case(models_list_for_user, (), "GET /models/user"),
    Case(
        models_list_for_user,
        (models.ModelsListForUserParams(offset=0, limit=5, sort="newest"),),
        "GET /models/user?offset=0&limit=5&sort=newest",
    ),
    Case(embeddings_list_models, (), "GET /embeddings/models"),
    Case(
        embeddings_list_models,
        (models.EmbeddingsListModelsParams(limit=3),),
        "GET /embeddings/models?limit=3",
    ),
    Case(
        embeddings_list_models, ({"offset": 3, "limit": None},), "GET /embeddings/models?offset=3"
    ),
    Case(providers_list, (), "GET /providers"),
]
