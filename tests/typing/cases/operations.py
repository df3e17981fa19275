"""Operations of other kinds: what each gives, and that pages keep the type of their items."""

from typing import Any, assert_type

from openrouter_core import Err, Ok, OpenRouterCore, models
from openrouter_core.funcs.api_keys_list import api_keys_list, api_keys_list_async
from openrouter_core.funcs.endpoints_list import endpoints_list
from openrouter_core.funcs.files_download import files_download
from openrouter_core.funcs.files_upload import files_upload
from openrouter_core.funcs.models_list import models_list
from openrouter_core.paginate import paginate, paginate_async


def test_what_an_operation_gives(core: OpenRouterCore) -> None:
    match models_list(core):
        case Ok(response):
            assert_type(response, models.ModelsListResponse)
        case Err(error):
            assert_type(error, models.errors.AnyError)
    match files_download(core, "f", to="x", progress=print):
        case Ok(got):
            assert_type(got, models.BinaryResponse)
        case Err(_):
            pass


def test_pages_keep_the_type_of_their_items(core: OpenRouterCore) -> None:
    for result in paginate(api_keys_list, core, {"include_disabled": True}):
        match result:
            case Ok(key):
                assert_type(key, models.ApiKey)
            case Err(error):
                assert_type(error, models.errors.AnyError)


async def test_async_pages_too(core: OpenRouterCore) -> None:
    async for result in paginate_async(api_keys_list_async, core):
        if isinstance(result, Ok):
            assert_type(result.unwrap(), models.ApiKey)


def test_mistakes(core: OpenRouterCore, request: dict[str, Any]) -> None:
    endpoints_list(core, "openai")  # rejected: the slug is missing
    files_upload(core)  # rejected: there is nothing to upload
    models_list(core, models.FilesDownloadParams())  # rejected: another operation's request
    models_list(core, request, stream=True)  # rejected: it does not stream
