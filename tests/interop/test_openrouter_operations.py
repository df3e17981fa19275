"""OpenRouter's own Python SDK calls every operation that it shares with this package, and validates each response by
the description that it was made of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import pytest

from openrouter_core import OpenRouterCore
from openrouter_core.funcs.interns_create_intern import interns_create_intern
from openrouter_core.testing import LocalServer

openrouter: Any = pytest.importorskip("openrouter")

FUNCS = Path(__file__).parents[2] / "funcs"
MODEL: Final = "openai/gpt-4o-mini"
MESSAGES: Final = [{"role": "user", "content": "Hi"}]
WORKSPACE: Final = "10ca15e7-0000-4000-8000-000000000000"
HOSTS: Final = ["api.github.com"]
QUESTIONS: Final[Mapping[str, Any]] = {
    "angry": {"type": "noul", "instructions": "Is the customer angry?"},
    "team": {
        "type": "choice",
        "instructions": "Whose?",
        "criteria": {"a": "Bills", "b": "All else"},
    },
}
ENDPOINT: Final[Mapping[str, Any]] = {
    "model_permaslug": MODEL,
    "provider_slug": "baseten",
    "upstream_model_id": "my-model",
    "base_url": "https://models.example/v1",
}
LANGFUSE: Final = {"publicKey": "pk-lf-12345678", "secretKey": "sk-lf-12345678"}

NOT_THERE: Final[Mapping[str, str]] = {
    "messages_create": "the Python SDK has no Messages API",
    **dict.fromkeys(
        (
            "interns_chat",
            "interns_create_intern",
            "interns_delete_intern",
            "interns_get_intern",
            "interns_list_interns",
            "interns_provision_intern",
            "interns_suspend_intern",
            "interns_update_intern",
        ),
        "the Python SDK has no interns",
    ),
}
"""What the SDK has not."""


class Sdk:
    """The SDK's client, and what calls need to be there before.

    Attributes:
        client: the client.
        core: this package's, for what the SDK cannot make.
        host: the server's URL, without a path.
    """

    def __init__(self, client: Any, core: OpenRouterCore, host: str) -> None:
        self.client = client
        self.core = core
        self.host = host

    def __getattr__(self, name: str) -> Any:
        return getattr(self.client, name)

    def generation(self) -> str:
        return str(self.chat.send(model=MODEL, messages=MESSAGES).id)

    def key(self) -> str:
        return str(self.api_keys.create(name="a").data.hash)

    def batch_id(self) -> str:
        return str(
            self.batch.create_batches(
                endpoint="/v1/chat/completions",
                model=MODEL,
                requests=[{"custom_id": "a", "body": {"messages": MESSAGES}}],
            ).id
        )

    def container_file(self) -> dict[str, str]:
        listed = self.containers.list_container_files(container_id="cntr_1")
        return {"container_id": "cntr_1", "file_id": listed.data[1].id}

    def file(self) -> str:
        return str(self.files.upload(file={"file_name": "a.csv", "content": b"a,b"}).id)

    def own_key(self) -> str:
        return str(self.byok.create(provider="openai", key="sk-proj-12345678").data.id)

    def guardrail(self) -> str:
        return str(self.guardrails.create(name="a").data.id)

    def destination(self) -> str:
        made = self.observability.create(type_="langfuse", name="traces", config=LANGFUSE)
        return str(made.data.id)

    def endpoint(self) -> str:
        return str(self.private_endpoints.create(**ENDPOINT).data.id)

    def tested_endpoint(self) -> str:
        made = self.endpoint()
        self.private_endpoints.validate(id=made, workspace_id=WORKSPACE)
        return made

    def active_endpoint(self) -> str:
        made = self.tested_endpoint()
        self.private_endpoints.activate(id=made)
        return made

    def disabled_endpoint(self) -> str:
        made = self.active_endpoint()
        self.private_endpoints.disable(id=made)
        return made

    def preset(self) -> str:
        self.presets.create_presets_chat_completions(slug="a", messages=MESSAGES, model=MODEL)
        return "a"

    def group(self) -> str:
        return str(self.scim.list_groups().result.data[0].id)

    def mapping(self) -> str:
        workspace = self.workspaces.get(id="default").data.id
        made = self.scim.create(scim_group_id=self.group(), workspace_id=workspace, role="member")
        return str(made.data.id)

    def intern(self) -> str:
        return str(interns_create_intern(self.core, {"name": "Ada"}).unwrap().id)

    def secret(self) -> str:
        self.vault.store_vault_secret(name="token", value="ghp_1", hosts=HOSTS)
        return "token"

    def interns_secret(self) -> dict[str, str]:
        intern = self.intern()
        self.vault.store_intern_vault_secret(
            intern_id=intern, name="token", value="ghp_1", hosts=HOSTS
        )
        return {"intern_id": intern, "name": "token"}

    def video(self) -> str:
        return str(self.video_generation.generate(model="google/veo-3.1", prompt="A lake").id)

    def workspace(self) -> str:
        return str(self.workspaces.create(name="Tests", slug="tests").data.id)

    def members(self) -> list[str]:
        return [each.id for each in self.organization.list_members().result.data]

    def budget(self) -> dict[str, str]:
        self.workspaces.set_budget(workspace_ref="default", interval="monthly", limit_usd=100)
        return {"workspace_ref": "default", "interval": "monthly"}


CALLS: dict[str, Callable[[Sdk], Any]] = {
    "alpha_decisions_create": lambda sdk: sdk.alpha.decisions.create(
        model="typesafe/jev-1.13",
        state="My invoice is wrong!",
        questions=QUESTIONS,
        server_url=sdk.host,
    ),
    "analytics_get_analytics_meta": lambda sdk: sdk.analytics.get_analytics_meta(),
    "analytics_get_user_activity": lambda sdk: sdk.analytics.get_user_activity(),
    "analytics_query_analytics": lambda sdk: sdk.analytics.query_analytics(
        metrics=["request_count"], dimensions=["model"]
    ),
    "api_keys_create": lambda sdk: sdk.api_keys.create(name="a", limit=5),
    "api_keys_delete": lambda sdk: sdk.api_keys.delete(hash=sdk.key()),
    "api_keys_get": lambda sdk: sdk.api_keys.get(hash=sdk.key()),
    "api_keys_get_current_key_metadata": lambda sdk: sdk.api_keys.get_current_key_metadata(),
    "api_keys_list": lambda sdk: sdk.key() and sdk.api_keys.list(),
    "api_keys_update": lambda sdk: sdk.api_keys.update(hash=sdk.key(), name="b"),
    "batch_create_batches": lambda sdk: sdk.batch.create_batches(
        endpoint="/v1/chat/completions",
        model=MODEL,
        requests=[{"custom_id": "a", "body": {"messages": MESSAGES}}],
    ),
    "batch_delete": lambda sdk: sdk.batch.delete(id=sdk.batch_id()),
    "batch_get_batches": lambda sdk: sdk.batch.get_batches(id=sdk.batch_id()),
    "batch_list": lambda sdk: sdk.batch_id() and sdk.batch.list(),
    "benchmarks_get_benchmarks": lambda sdk: sdk.benchmarks.get_benchmarks(),
    "byok_create": lambda sdk: sdk.byok.create(provider="openai", key="sk-proj-12345678"),
    "byok_delete": lambda sdk: sdk.byok.delete(id=sdk.own_key()),
    "byok_get": lambda sdk: sdk.byok.get(id=sdk.own_key()),
    "byok_list": lambda sdk: sdk.own_key() and sdk.byok.list(),
    "byok_update": lambda sdk: sdk.byok.update(id=sdk.own_key(), disabled=True),
    "chat_send": lambda sdk: sdk.chat.send(model=MODEL, messages=MESSAGES),
    "classifications_get_task_classifications": lambda sdk: (
        sdk.classifications.get_task_classifications()
    ),
    "containers_download_container_file_content": lambda sdk: (
        sdk.containers.download_container_file_content(**sdk.container_file())
    ),
    "containers_get_container_file": lambda sdk: sdk.containers.get_container_file(
        **sdk.container_file()
    ),
    "containers_list_container_files": lambda sdk: sdk.containers.list_container_files(
        container_id="cntr_1"
    ),
    "containers_promote_container_file": lambda sdk: sdk.containers.promote_container_file(
        **sdk.container_file()
    ),
    "credits_get_credits": lambda sdk: sdk.credits.get_credits(),
    "datasets_get_app_rankings": lambda sdk: sdk.datasets.get_app_rankings(),
    "datasets_get_rankings_daily": lambda sdk: sdk.datasets.get_rankings_daily(),
    "datasets_get_session_cost": lambda sdk: sdk.datasets.get_session_cost(),
    "embeddings_generate": lambda sdk: sdk.embeddings.generate(
        model="openai/text-embedding-3-small", input=["a", "b"]
    ),
    "embeddings_list_models": lambda sdk: sdk.embeddings.list_models(),
    "endpoints_list": lambda sdk: sdk.endpoints.list(author="openai", slug="gpt-4o-mini"),
    "endpoints_list_zdr_endpoints": lambda sdk: sdk.endpoints.list_zdr_endpoints(),
    "external_users_create": lambda sdk: sdk.external_users.create(user="a"),
    "external_users_delete": lambda sdk: (
        sdk.external_users.create(user="a") and sdk.external_users.delete(user="a")
    ),
    "external_users_get": lambda sdk: (
        sdk.external_users.create(user="a") and sdk.external_users.get(user="a")
    ),
    "external_users_list": lambda sdk: (
        sdk.external_users.create(user="a") and sdk.external_users.list()
    ),
    "external_users_update": lambda sdk: (
        sdk.external_users.create(user="a") and sdk.external_users.update(user="a", is_active=False)
    ),
    "files_delete": lambda sdk: sdk.files.delete(file_id=sdk.file()),
    "files_download": lambda sdk: sdk.files.download(
        file_id=sdk.containers.promote_container_file(**sdk.container_file()).id
    ),
    "files_list": lambda sdk: sdk.file() and sdk.files.list(),
    "files_retrieve": lambda sdk: sdk.files.retrieve(file_id=sdk.file()),
    "files_upload": lambda sdk: sdk.files.upload(file={"file_name": "a.csv", "content": b"a,b"}),
    "generations_get_generation": lambda sdk: sdk.generations.get_generation(id=sdk.generation()),
    "generations_list_generation_content": lambda sdk: sdk.generations.list_generation_content(
        id=sdk.generation()
    ),
    "generations_submit_feedback": lambda sdk: sdk.generations.submit_feedback(
        generation_id=sdk.generation(), category="incorrect_response"
    ),
    "guardrails_bulk_assign_keys": lambda sdk: sdk.guardrails.bulk_assign_keys(
        id=sdk.guardrail(), key_hashes=["f01d"]
    ),
    "guardrails_bulk_assign_members": lambda sdk: sdk.guardrails.bulk_assign_members(
        id=sdk.guardrail(), member_user_ids=["user_a"]
    ),
    "guardrails_bulk_unassign_keys": lambda sdk: sdk.guardrails.bulk_unassign_keys(
        id=sdk.guardrail(), key_hashes=["f01d"]
    ),
    "guardrails_bulk_unassign_members": lambda sdk: sdk.guardrails.bulk_unassign_members(
        id=sdk.guardrail(), member_user_ids=["user_a"]
    ),
    "guardrails_create": lambda sdk: sdk.guardrails.create(name="a", limit_usd=5),
    "guardrails_delete": lambda sdk: sdk.guardrails.delete(id=sdk.guardrail()),
    "guardrails_get": lambda sdk: sdk.guardrails.get(id=sdk.guardrail()),
    "guardrails_list": lambda sdk: sdk.guardrail() and sdk.guardrails.list(),
    "guardrails_list_guardrail_key_assignments": lambda sdk: (
        sdk.guardrails.bulk_assign_keys(id=(made := sdk.guardrail()), key_hashes=["f01d"])
        and sdk.guardrails.list_guardrail_key_assignments(id=made)
    ),
    "guardrails_list_guardrail_member_assignments": lambda sdk: (
        sdk.guardrails.bulk_assign_members(id=(made := sdk.guardrail()), member_user_ids=["user_a"])
        and sdk.guardrails.list_guardrail_member_assignments(id=made)
    ),
    "guardrails_list_key_assignments": lambda sdk: (
        sdk.guardrails.bulk_assign_keys(id=sdk.guardrail(), key_hashes=["f01d"])
        and sdk.guardrails.list_key_assignments()
    ),
    "guardrails_list_member_assignments": lambda sdk: (
        sdk.guardrails.bulk_assign_members(id=sdk.guardrail(), member_user_ids=["user_a"])
        and sdk.guardrails.list_member_assignments()
    ),
    "guardrails_update": lambda sdk: sdk.guardrails.update(id=sdk.guardrail(), name="b"),
    "images_generate": lambda sdk: sdk.images.generate(model="openai/gpt-image-1", prompt="A lake"),
    "images_list_model_endpoints": lambda sdk: sdk.images.list_model_endpoints(
        author="openai", slug="gpt-image-1"
    ),
    "images_list_models": lambda sdk: sdk.images.list_models(),
    "models_count": lambda sdk: sdk.models.count(),
    "models_get": lambda sdk: sdk.models.get(author="openai", slug="gpt-4o-mini"),
    "models_list": lambda sdk: sdk.models.list(),
    "models_list_for_user": lambda sdk: sdk.models.list_for_user(security={"bearer": "sk-or-v1-x"}),
    "oauth_create_auth_code": lambda sdk: sdk.o_auth.create_auth_code(
        callback_url="https://a.example"
    ),
    "oauth_create_oauth_token": lambda sdk: sdk.o_auth.create_oauth_token(
        federation_policy_id="policy",
        grant_type="urn:ietf:params:oauth:grant-type:token-exchange",
        subject_token="eyJhbGciOiJub25lIn0.e30.c2ln",
        subject_token_type="urn:ietf:params:oauth:token-type:jwt",
    ),
    "oauth_exchange_auth_code_for_api_key": lambda sdk: sdk.o_auth.exchange_auth_code_for_api_key(
        code="auth_code_1"
    ),
    "oauth_list_oauth_jwks": lambda sdk: sdk.o_auth.list_oauth_jwks(),
    "observability_create": lambda sdk: sdk.observability.create(
        type_="langfuse", name="traces", config=LANGFUSE
    ),
    "observability_delete": lambda sdk: sdk.observability.delete(id=sdk.destination()),
    "observability_get": lambda sdk: sdk.observability.get(id=sdk.destination()),
    "observability_list": lambda sdk: sdk.destination() and sdk.observability.list(),
    "observability_update": lambda sdk: sdk.observability.update(id=sdk.destination(), name="b"),
    "organization_get_settings": lambda sdk: sdk.organization.get_settings(),
    "organization_list_members": lambda sdk: sdk.organization.list_members(),
    "organization_update_settings": lambda sdk: sdk.organization.update_settings(
        is_filtered_model_catalog_enabled=True
    ),
    "presets_create_presets_chat_completions": lambda sdk: (
        sdk.presets.create_presets_chat_completions(slug="a", messages=MESSAGES, model=MODEL)
    ),
    "presets_create_presets_messages": lambda sdk: sdk.presets.create_presets_messages(
        slug="a", model=MODEL, messages=MESSAGES, max_tokens=100
    ),
    "presets_create_presets_responses": lambda sdk: sdk.presets.create_presets_responses(
        slug="a", model=MODEL, input="Hi"
    ),
    "presets_get": lambda sdk: sdk.presets.get(slug=sdk.preset()),
    "presets_get_version": lambda sdk: sdk.presets.get_version(slug=sdk.preset(), version="1"),
    "presets_list": lambda sdk: sdk.preset() and sdk.presets.list(),
    "presets_list_versions": lambda sdk: sdk.presets.list_versions(slug=sdk.preset()),
    "private_endpoints_activate": lambda sdk: sdk.private_endpoints.activate(
        id=sdk.tested_endpoint()
    ),
    "private_endpoints_create": lambda sdk: sdk.private_endpoints.create(**ENDPOINT),
    "private_endpoints_delete": lambda sdk: sdk.private_endpoints.delete(id=sdk.endpoint()),
    "private_endpoints_disable": lambda sdk: sdk.private_endpoints.disable(
        id=sdk.active_endpoint()
    ),
    "private_endpoints_enable": lambda sdk: sdk.private_endpoints.enable(
        id=sdk.disabled_endpoint()
    ),
    "private_endpoints_get": lambda sdk: sdk.private_endpoints.get(id=sdk.endpoint()),
    "private_endpoints_list": lambda sdk: sdk.endpoint() and sdk.private_endpoints.list(),
    "private_endpoints_update": lambda sdk: sdk.private_endpoints.update(
        id=sdk.endpoint(), upstream_model_id="b"
    ),
    "private_endpoints_update_pricing": lambda sdk: sdk.private_endpoints.update_pricing(
        id=sdk.endpoint(), pricing={"prompt": "0.000001", "completion": "0.000002"}
    ),
    "private_endpoints_validate": lambda sdk: sdk.private_endpoints.validate(
        id=sdk.endpoint(), workspace_id=WORKSPACE
    ),
    "providers_list": lambda sdk: sdk.providers.list(),
    "rerank_rerank": lambda sdk: sdk.rerank.rerank(
        model="cohere/rerank-v3.5", query="a lake", documents=["a lake", "a hill"]
    ),
    "responses_send": lambda sdk: sdk.responses.send(model=MODEL, input="Hi"),
    "scim_create": lambda sdk: sdk.scim.create(
        scim_group_id=sdk.group(),
        workspace_id=sdk.workspaces.get(id="default").data.id,
        role="member",
    ),
    "scim_create_sync_job": lambda sdk: sdk.scim.create_sync_job(),
    "scim_delete": lambda sdk: sdk.scim.delete(id=sdk.mapping(), keep_members=True),
    "scim_get_sync_job": lambda sdk: sdk.scim.get_sync_job(
        id=sdk.scim.create_sync_job().result.data.id
    ),
    "scim_list_groups": lambda sdk: sdk.scim.list_groups(),
    "scim_list_mappings": lambda sdk: sdk.mapping() and sdk.scim.list_mappings(),
    "scim_read": lambda sdk: sdk.scim.read(id=sdk.mapping()),
    "scim_update": lambda sdk: sdk.scim.update(id=sdk.mapping(), role="admin"),
    "stt_create_transcription": lambda sdk: sdk.stt.create_transcription(
        model="openai/whisper-1", input_audio={"data": "UklGRiQ=", "format": "wav"}
    ),
    "stt_create_transcription_multipart": lambda sdk: sdk.stt.create_transcription_multipart(
        model="openai/whisper-1", file={"file_name": "a.wav", "content": b"RIFF$"}
    ),
    "system_one_create": lambda sdk: sdk.system_one.create(
        model="jev-latest", state="My invoice is wrong!", questions=QUESTIONS
    ),
    "tools_get_tool": lambda sdk: sdk.tools.get_tool(
        security={"bearer": "sk-or-v1-x"}, name="openrouter:web_search"
    ),
    "tools_list_tools": lambda sdk: sdk.tools.list_tools(security={"bearer": "sk-or-v1-x"}),
    "tts_create_speech": lambda sdk: sdk.tts.create_speech(
        model="openai/gpt-4o-mini-tts", input="Hello"
    ),
    "vault_copy_vault_secrets_to_intern": lambda sdk: sdk.vault.copy_vault_secrets_to_intern(
        intern_id=sdk.intern(), names=[sdk.secret()]
    ),
    "vault_delete_intern_vault_secret": lambda sdk: sdk.vault.delete_intern_vault_secret(
        **sdk.interns_secret()
    ),
    "vault_delete_vault_secret": lambda sdk: sdk.vault.delete_vault_secret(name=sdk.secret()),
    "vault_list_intern_connections": lambda sdk: sdk.vault.list_intern_connections(
        intern_id=sdk.intern()
    ),
    "vault_list_intern_effective_vault_secrets": lambda sdk: (
        sdk.vault.list_intern_effective_vault_secrets(intern_id=sdk.interns_secret()["intern_id"])
    ),
    "vault_list_intern_vault_secrets": lambda sdk: sdk.vault.list_intern_vault_secrets(
        intern_id=sdk.interns_secret()["intern_id"]
    ),
    "vault_list_vault_secrets": lambda sdk: sdk.secret() and sdk.vault.list_vault_secrets(),
    "vault_store_intern_vault_secret": lambda sdk: sdk.vault.store_intern_vault_secret(
        intern_id=sdk.intern(), name="token", value="ghp_1", hosts=HOSTS
    ),
    "vault_store_vault_secret": lambda sdk: sdk.vault.store_vault_secret(
        name="token", value="ghp_1", hosts=HOSTS
    ),
    "video_generation_generate": lambda sdk: sdk.video_generation.generate(
        model="google/veo-3.1", prompt="A lake"
    ),
    "video_generation_get_generation": lambda sdk: sdk.video_generation.get_generation(
        job_id=sdk.video()
    ),
    "video_generation_get_video_content": lambda sdk: sdk.video_generation.get_video_content(
        job_id=sdk.video()
    ),
    "video_generation_list_videos_models": lambda sdk: sdk.video_generation.list_videos_models(),
    "workspaces_bulk_add_members": lambda sdk: sdk.workspaces.bulk_add_members(
        id=sdk.workspace(), user_ids=sdk.members()
    ),
    "workspaces_bulk_remove_members": lambda sdk: (
        sdk.workspaces.bulk_add_members(id=(made := sdk.workspace()), user_ids=sdk.members())
        and sdk.workspaces.bulk_remove_members(id=made, user_ids=sdk.members()[1:])
    ),
    "workspaces_create": lambda sdk: sdk.workspaces.create(name="Tests", slug="tests"),
    "workspaces_delete": lambda sdk: sdk.workspaces.delete(id=sdk.workspace()),
    "workspaces_delete_budget": lambda sdk: sdk.workspaces.delete_budget(**sdk.budget()),
    "workspaces_get": lambda sdk: sdk.workspaces.get(id=sdk.workspace()),
    "workspaces_get_budget": lambda sdk: sdk.workspaces.get_budget(**sdk.budget()),
    "workspaces_list": lambda sdk: sdk.workspaces.list(),
    "workspaces_list_budgets": lambda sdk: sdk.workspaces.list_budgets(
        workspace_ref=sdk.budget()["workspace_ref"]
    ),
    "workspaces_list_members": lambda sdk: sdk.workspaces.list_members(id="default"),
    "workspaces_set_budget": lambda sdk: sdk.workspaces.set_budget(
        workspace_ref="default", interval="monthly", limit_usd=100
    ),
    "workspaces_update": lambda sdk: sdk.workspaces.update(id=sdk.workspace(), name="b"),
}
"""By this package's function, the same call with the SDK."""

STREAMS: dict[str, Callable[[Sdk], Any]] = {
    "chat_send": lambda sdk: sdk.chat.send(model=MODEL, messages=MESSAGES, stream=True),
    "responses_send": lambda sdk: sdk.responses.send(model=MODEL, input="Hi", stream=True),
    "images_generate": lambda sdk: sdk.images.generate(
        model="openai/gpt-image-1", prompt="A lake", stream=True
    ),
}
WITHOUT_A_BODY: Final = {
    "external_users_delete",
    "vault_delete_intern_vault_secret",
    "vault_delete_vault_secret",
}


@pytest.fixture
def sdk() -> Iterator[Sdk]:
    with (
        LocalServer(job_looks=0) as server,
        OpenRouterCore(api_key="sk-or-v1-x", server_url=server.url) as core,
        openrouter.OpenRouter(api_key="sk-or-v1-x", server_url=server.url) as client,
    ):
        yield Sdk(client, core, server.url.removesuffix("/api/v1"))


def operations() -> list[str]:
    names = sorted(file.stem for file in FUNCS.glob("*.py") if file.stem != "__init__")
    modules = {name: import_module(f"openrouter_core.funcs.{name}") for name in names}
    return [name for name, module in modules.items() if hasattr(module, "OPERATION")]


def test_every_operation_is_called_or_is_none_of_the_sdk() -> None:
    assert sorted({**CALLS, **NOT_THERE}) == operations()


@pytest.mark.parametrize("name", CALLS)
def test_the_sdk_takes_the_response(sdk: Sdk, name: str) -> None:
    taken = CALLS[name](sdk)
    assert (taken is None) is (name in WITHOUT_A_BODY)


@pytest.mark.parametrize("name", STREAMS)
def test_the_sdk_takes_every_event(sdk: Sdk, name: str) -> None:
    with STREAMS[name](sdk) as events:
        assert len(list(events)) > 1
