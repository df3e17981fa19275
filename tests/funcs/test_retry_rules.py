"""What may be sent again, of each operation: the table that a change of a description has to answer to."""

from __future__ import annotations

import pytest

from openrouter_core._protocol.retry import BILLED, IDEMPOTENT, NON_IDEMPOTENT, SAFE, RetryRule
from tests.funcs.test_operations import OPERATIONS

IS_BILLED = {
    "alpha_decisions_create",
    "chat_send",
    "embeddings_generate",
    "images_generate",
    "messages_create",
    "private_endpoints_validate",  # a live request with your own key
    "rerank_rerank",
    "responses_send",
    "stt_create_transcription",
    "stt_create_transcription_multipart",
    "system_one_create",
    "tts_create_speech",
}
MAKES_SOMETHING = {
    "api_keys_create",
    "batch_create_batches",
    "byok_create",
    "containers_promote_container_file",  # a new document each time
    "external_users_create",
    "files_upload",
    "generations_submit_feedback",
    "guardrails_create",
    "interns_chat",  # an intern that was told something may be at work
    "oauth_create_auth_code",
    "oauth_create_oauth_token",
    "oauth_exchange_auth_code_for_api_key",  # the code is good once
    "observability_create",
    "presets_create_presets_chat_completions",  # a new version each time
    "presets_create_presets_messages",
    "presets_create_presets_responses",
    "scim_create_sync_job",
    "video_generation_generate",
    "workspaces_bulk_remove_members",  # nobody says whether who is gone already is a mistake
    "workspaces_create",
}
REPEATABLE_POSTS = {
    "guardrails_bulk_assign_keys",
    "guardrails_bulk_assign_members",
    "guardrails_bulk_unassign_keys",
    "guardrails_bulk_unassign_members",
    "interns_create_intern",  # by its key of idempotency
    "interns_provision_intern",
    "interns_suspend_intern",
    "private_endpoints_activate",
    "private_endpoints_create",  # by its key of idempotency
    "private_endpoints_disable",
    "private_endpoints_enable",
    "scim_create",  # the same mapping again is no mistake
    "vault_copy_vault_secrets_to_intern",
    "workspaces_bulk_add_members",
}
READING_POSTS = {"analytics_query_analytics"}


def expected(name: str, method: str) -> RetryRule:
    if name in IS_BILLED:
        return BILLED
    if name in MAKES_SOMETHING:
        return NON_IDEMPOTENT
    if method == "GET" or name in READING_POSTS:
        return SAFE
    assert method in ("PUT", "PATCH", "DELETE") or name in REPEATABLE_POSTS
    return IDEMPOTENT


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_each_operation_is_repeated_as_far_as_it_may_be(name: str) -> None:
    operation = OPERATIONS[name]
    assert operation.rule._replace(not_yet=()) == expected(name, operation.method)
    if operation.rule.not_yet:
        assert operation.method == "GET"
    if operation.idempotency:
        assert operation.retry == NON_IDEMPOTENT  # what holds where no key goes along
