// Calls every operation with OpenRouter's TypeScript SDK, which validates each response: one line of JSON for each.
//
//     node openrouter_sdk.mjs SERVER_URL PATH_TO_THE_SDK
//
// Names are this package's. A call makes what it needs to be there before.

const [serverURL, sdk] = process.argv.slice(2);
const { OpenRouter } = await import(`${sdk}/esm/index.js`);
const client = new OpenRouter({
  apiKey: "sk-or-v1-x",
  serverURL,
  retryConfig: { strategy: "none" },
});

const model = "openai/gpt-4o-mini";
const messages = [{ role: "user", content: "Hi" }];
const chat = { model, messages };
const container = async () => {
  const listed = await client.containers.listContainerFiles({ containerId: "cntr_1" });
  return { containerId: "cntr_1", fileId: listed.data[1].id };
};
const workspaceId = "10ca15e7-0000-4000-8000-000000000000";
const secret = { value: "ghp_1", hosts: ["api.github.com"] };
const decisions = {
  model: "jev-latest",
  state: "My invoice is wrong!",
  questions: { angry: { type: "noul", instructions: "Is the customer angry?" } },
};
const file = () => new File(["a,b"], "a.csv");
let made = 0;
const fresh = () => `a-${++made}`;

const generation = async () => (await client.chat.send({ chatRequest: chat })).id;
const key = async () => (await client.apiKeys.create({ requestBody: { name: "a" } })).data.hash;
const upload = async () => (await client.files.upload({ requestBody: { file: file() } })).id;
const ownKey = async () =>
  (
    await client.byok.create({
      createBYOKKeyRequest: { provider: "openai", key: "sk-proj-12345678" },
    })
  ).data.id;
const guardrail = async () =>
  (await client.guardrails.create({ createGuardrailRequest: { name: fresh() } })).data.id;
const newDestination = () => ({
  createObservabilityDestinationRequest: {
    type: "langfuse",
    name: fresh(),
    config: { publicKey: "pk-lf-12345678", secretKey: "sk-lf-12345678" },
  },
});
const destination = async () => (await client.observability.create(newDestination())).data.id;
const preset = async () => {
  const slug = fresh();
  await client.presets.createPresetsChatCompletions({ slug, chatRequest: chat });
  return slug;
};
const workspace = async () => {
  const slug = fresh();
  return (await client.workspaces.create({ createWorkspaceRequest: { name: slug, slug } })).data.id;
};
const members = async () =>
  (await client.organization.listMembers()).result.data.map((each) => each.id);
const budget = async () => {
  const named = { workspaceRef: await workspace(), interval: "monthly" };
  await client.workspaces.setBudget({ ...named, upsertWorkspaceBudgetRequest: { limitUsd: 100 } });
  return named;
};
const mapping = async () => {
  const groups = (await client.scim.listGroups()).result.data;
  const createScimGroupMappingRequest = {
    scimGroupId: groups[0].id,
    workspaceId: await workspace(),
    role: "member",
  };
  return (await client.scim.create({ createScimGroupMappingRequest })).data.id;
};
const intern = async () =>
  (await client.interns.createIntern({ createInternRequest: { name: fresh() } })).id;
const running = async () => {
  const internId = await intern();
  await client.interns.provisionIntern({ internId });
  while ((await client.interns.getIntern({ internId })).status !== "running");
  return internId;
};
const internsSecret = async () => {
  const named = { internId: await intern(), name: "token" };
  await client.vault.storeInternVaultSecret({ ...named, vaultSecretWriteRequest: secret });
  return named;
};
const kept = async () => {
  const name = fresh().replace("-", "_");
  await client.vault.storeVaultSecret({ name, vaultSecretWriteRequest: secret });
  return name;
};
const video = async () =>
  (
    await client.videoGeneration.generate({
      videoGenerationRequest: { model: "google/veo-3.1", prompt: "A lake" },
    })
  ).id;
const assigned = async () => {
  const id = await guardrail();
  await client.guardrails.bulkAssignKeys({ id, bulkAssignKeysRequest: { keyHashes: ["f01d"] } });
  await client.guardrails.bulkAssignMembers({
    id,
    bulkAssignMembersRequest: { memberUserIds: ["user_a"] },
  });
  return id;
};
const events = async (stream) => {
  let seen = 0;
  for await (const _ of stream) seen += 1;
  if (seen < 2) throw new Error(`${seen} events`);
};

const calls = {
  alpha_decisions_create: () =>
    client.alpha.decisions.create(
      { decisionsRequest: decisions },
      { serverURL: serverURL.replace("/api/v1", "") },
    ),
  analytics_get_analytics_meta: () => client.analytics.getAnalyticsMeta(),
  analytics_get_user_activity: () => client.analytics.getUserActivity(),
  analytics_query_analytics: () =>
    client.analytics.queryAnalytics({ requestBody: { metrics: ["request_count"] } }),
  api_keys_create: () => client.apiKeys.create({ requestBody: { name: "a", limit: 5 } }),
  api_keys_delete: async () => client.apiKeys.delete({ hash: await key() }),
  api_keys_get: async () => client.apiKeys.get({ hash: await key() }),
  api_keys_get_current_key_metadata: () => client.apiKeys.getCurrentKeyMetadata(),
  api_keys_list: () => client.apiKeys.list(),
  api_keys_update: async () =>
    client.apiKeys.update({ hash: await key(), requestBody: { name: "b" } }),
  benchmarks_get_benchmarks: () => client.benchmarks.getBenchmarks(),
  byok_create: () => ownKey(),
  byok_delete: async () => client.byok.delete({ id: await ownKey() }),
  byok_get: async () => client.byok.get({ id: await ownKey() }),
  byok_list: () => client.byok.list(),
  byok_update: async () =>
    client.byok.update({ id: await ownKey(), updateBYOKKeyRequest: { disabled: true } }),
  chat_send: () => client.chat.send({ chatRequest: chat }),
  "chat_send, streamed": async () =>
    events(await client.chat.send({ chatRequest: { ...chat, stream: true } })),
  classifications_get_task_classifications: () => client.classifications.getTaskClassifications(),
  containers_download_container_file_content: async () =>
    client.containers.downloadContainerFileContent(await container()),
  containers_get_container_file: async () => client.containers.getContainerFile(await container()),
  containers_list_container_files: () =>
    client.containers.listContainerFiles({ containerId: "cntr_1" }),
  containers_promote_container_file: async () =>
    client.containers.promoteContainerFile(await container()),
  credits_get_credits: () => client.credits.getCredits(),
  datasets_get_app_rankings: () => client.datasets.getAppRankings(),
  datasets_get_rankings_daily: () => client.datasets.getRankingsDaily(),
  datasets_get_session_cost: () => client.datasets.getSessionCost(),
  embeddings_generate: () =>
    client.embeddings.generate({
      requestBody: { model: "openai/text-embedding-3-small", input: ["a", "b"] },
    }),
  embeddings_list_models: () => client.embeddings.listModels(),
  endpoints_list: () => client.endpoints.list({ author: "openai", slug: "gpt-4o-mini" }),
  endpoints_list_zdr_endpoints: () => client.endpoints.listZdrEndpoints(),
  files_delete: async () => client.files.delete({ fileId: await upload() }),
  files_download: async () =>
    client.files.download({
      fileId: (await client.containers.promoteContainerFile(await container())).id,
    }),
  files_list: () => client.files.list(),
  files_retrieve: async () => client.files.retrieve({ fileId: await upload() }),
  files_upload: () => upload(),
  generations_get_generation: async () =>
    client.generations.getGeneration({ id: await generation() }),
  generations_list_generation_content: async () =>
    client.generations.listGenerationContent({ id: await generation() }),
  generations_submit_feedback: async () =>
    client.generations.submitFeedback({
      submitGenerationFeedbackRequest: {
        generationId: await generation(),
        category: "incorrect_response",
      },
    }),
  guardrails_bulk_assign_keys: async () =>
    client.guardrails.bulkAssignKeys({
      id: await guardrail(),
      bulkAssignKeysRequest: { keyHashes: ["f01d"] },
    }),
  guardrails_bulk_assign_members: async () =>
    client.guardrails.bulkAssignMembers({
      id: await guardrail(),
      bulkAssignMembersRequest: { memberUserIds: ["user_a"] },
    }),
  guardrails_bulk_unassign_keys: async () =>
    client.guardrails.bulkUnassignKeys({
      id: await assigned(),
      bulkUnassignKeysRequest: { keyHashes: ["f01d"] },
    }),
  guardrails_bulk_unassign_members: async () =>
    client.guardrails.bulkUnassignMembers({
      id: await assigned(),
      bulkUnassignMembersRequest: { memberUserIds: ["user_a"] },
    }),
  guardrails_create: () => guardrail(),
  guardrails_delete: async () => client.guardrails.delete({ id: await guardrail() }),
  guardrails_get: async () => client.guardrails.get({ id: await guardrail() }),
  guardrails_list: () => client.guardrails.list(),
  guardrails_list_guardrail_key_assignments: async () =>
    client.guardrails.listGuardrailKeyAssignments({ id: await assigned() }),
  guardrails_list_guardrail_member_assignments: async () =>
    client.guardrails.listGuardrailMemberAssignments({ id: await assigned() }),
  guardrails_list_key_assignments: () => client.guardrails.listKeyAssignments(),
  guardrails_list_member_assignments: () => client.guardrails.listMemberAssignments(),
  guardrails_update: async () =>
    client.guardrails.update({ id: await guardrail(), updateGuardrailRequest: { name: "b" } }),
  images_generate: () =>
    client.images.generate({
      imageGenerationRequest: { model: "openai/gpt-image-1", prompt: "A lake" },
    }),
  "images_generate, streamed": async () =>
    events(
      await client.images.generate({
        imageGenerationRequest: { model: "openai/gpt-image-1", prompt: "A lake", stream: true },
      }),
    ),
  images_list_model_endpoints: () =>
    client.images.listModelEndpoints({ author: "openai", slug: "gpt-image-1" }),
  images_list_models: () => client.images.listModels(),
  interns_chat: async () => {
    const internChatCompletionRequest = { messages, stream: true };
    const request = { internId: await running(), internChatCompletionRequest };
    return events((await client.interns.chat(request)).result);
  },
  interns_create_intern: () => intern(),
  interns_delete_intern: async () =>
    client.interns.deleteIntern({
      internId: await intern(),
      deleteInternRequest: { confirm: true },
    }),
  interns_get_intern: async () => client.interns.getIntern({ internId: await intern() }),
  interns_list_interns: () => client.interns.listInterns(),
  interns_provision_intern: async () =>
    client.interns.provisionIntern({ internId: await intern() }),
  interns_suspend_intern: async () => client.interns.suspendIntern({ internId: await running() }),
  interns_update_intern: async () =>
    client.interns.updateIntern({ internId: await intern(), updateInternRequest: { name: "b" } }),
  models_count: () => client.models.count(),
  models_get: () => client.models.get({ author: "openai", slug: "gpt-4o-mini" }),
  models_list: () => client.models.list(),
  models_list_for_user: () => client.models.listForUser({ bearer: "sk-or-v1-x" }),
  oauth_create_auth_code: () =>
    client.oAuth.createAuthCode({ requestBody: { callbackUrl: "https://a.example" } }),
  oauth_create_oauth_token: () =>
    client.oAuth.createOauthToken({
      tokenExchangeRequest: {
        federationPolicyId: "policy",
        grantType: "urn:ietf:params:oauth:grant-type:token-exchange",
        subjectToken: "eyJhbGciOiJub25lIn0.e30.c2ln",
        subjectTokenType: "urn:ietf:params:oauth:token-type:jwt",
      },
    }),
  oauth_exchange_auth_code_for_api_key: () =>
    client.oAuth.exchangeAuthCodeForAPIKey({ requestBody: { code: "auth_code_1" } }),
  oauth_list_oauth_jwks: () => client.oAuth.listOauthJwks(),
  observability_create: () => destination(),
  observability_delete: async () => client.observability.delete({ id: await destination() }),
  observability_get: async () => client.observability.get({ id: await destination() }),
  observability_list: () => client.observability.list(),
  observability_update: async () =>
    client.observability.update({
      id: await destination(),
      updateObservabilityDestinationRequest: { name: "b" },
    }),
  organization_list_members: () => client.organization.listMembers(),
  presets_create_presets_chat_completions: () => preset(),
  presets_create_presets_messages: () =>
    client.presets.createPresetsMessages({
      slug: fresh(),
      messagesRequest: { ...chat, maxTokens: 100 },
    }),
  presets_create_presets_responses: () =>
    client.presets.createPresetsResponses({
      slug: fresh(),
      responsesRequest: { model, input: "Hi" },
    }),
  presets_get: async () => client.presets.get({ slug: await preset() }),
  presets_get_version: async () =>
    client.presets.getVersion({ slug: await preset(), version: "1" }),
  presets_list: () => client.presets.list(),
  presets_list_versions: async () => client.presets.listVersions({ slug: await preset() }),
  providers_list: () => client.providers.list(),
  rerank_rerank: () =>
    client.rerank.rerank({
      requestBody: {
        model: "cohere/rerank-v3.5",
        query: "a lake",
        documents: ["a lake", "a hill"],
      },
    }),
  responses_send: () => client.responses.send({ responsesRequest: { model, input: "Hi" } }),
  "responses_send, streamed": async () =>
    events(await client.responses.send({ responsesRequest: { model, input: "Hi", stream: true } })),
  scim_create: () => mapping(),
  scim_create_sync_job: () => client.scim.createSyncJob(),
  scim_delete: async () => client.scim.delete({ id: await mapping(), keepMembers: true }),
  scim_get_sync_job: async () =>
    client.scim.getSyncJob({ id: (await client.scim.createSyncJob()).result.data.id }),
  scim_list_groups: () => client.scim.listGroups(),
  scim_list_mappings: () => client.scim.listMappings(),
  scim_read: async () => client.scim.read({ id: await mapping() }),
  scim_update: async () =>
    client.scim.update({ id: await mapping(), updateScimGroupMappingRequest: { role: "admin" } }),
  stt_create_transcription: () =>
    client.stt.createTranscription({
      sttRequest: { model: "openai/whisper-1", inputAudio: { data: "UklGRiQ=", format: "wav" } },
    }),
  stt_create_transcription_multipart: () =>
    client.stt.createTranscriptionMultipart({
      requestBody: { model: "openai/whisper-1", file: new File(["RIFF$"], "a.wav") },
    }),
  system_one_create: () => client.systemOne.create({ decisionsRequest: decisions }),
  tts_create_speech: () =>
    client.tts.createSpeech({ speechRequest: { model: "openai/gpt-4o-mini-tts", input: "Hello" } }),
  vault_copy_vault_secrets_to_intern: async () =>
    client.vault.copyVaultSecretsToIntern({
      internId: await intern(),
      vaultSecretCopyRequest: { names: [await kept()] },
    }),
  vault_delete_intern_vault_secret: async () =>
    client.vault.deleteInternVaultSecret(await internsSecret()),
  vault_delete_vault_secret: async () => client.vault.deleteVaultSecret({ name: await kept() }),
  vault_list_intern_vault_secrets: async () =>
    client.vault.listInternVaultSecrets({ internId: (await internsSecret()).internId }),
  vault_list_vault_secrets: () => client.vault.listVaultSecrets(),
  vault_store_intern_vault_secret: () => internsSecret(),
  vault_store_vault_secret: () => kept(),
  video_generation_generate: () => video(),
  video_generation_get_generation: async () =>
    client.videoGeneration.getGeneration({ jobId: await video() }),
  video_generation_get_video_content: async () =>
    client.videoGeneration.getVideoContent({ jobId: await video() }),
  video_generation_list_videos_models: () => client.videoGeneration.listVideosModels(),
  workspaces_bulk_add_members: async () =>
    client.workspaces.bulkAddMembers({
      id: await workspace(),
      bulkAddWorkspaceMembersRequest: { userIds: await members() },
    }),
  workspaces_bulk_remove_members: async () => {
    const [id, userIds] = [await workspace(), await members()];
    await client.workspaces.bulkAddMembers({ id, bulkAddWorkspaceMembersRequest: { userIds } });
    return client.workspaces.bulkRemoveMembers({
      id,
      bulkRemoveWorkspaceMembersRequest: { userIds: userIds.slice(1) },
    });
  },
  workspaces_create: () => workspace(),
  workspaces_delete: async () => client.workspaces.delete({ id: await workspace() }),
  workspaces_delete_budget: async () => client.workspaces.deleteBudget(await budget()),
  workspaces_get: async () => client.workspaces.get({ id: await workspace() }),
  workspaces_get_budget: async () => client.workspaces.getBudget(await budget()),
  workspaces_list: () => client.workspaces.list(),
  workspaces_list_budgets: async () =>
    client.workspaces.listBudgets({ workspaceRef: (await budget()).workspaceRef }),
  workspaces_list_members: () => client.workspaces.listMembers({ id: "default" }),
  workspaces_set_budget: () => budget(),
  workspaces_update: async () =>
    client.workspaces.update({ id: await workspace(), updateWorkspaceRequest: { name: "b" } }),
};

for (const [name, call] of Object.entries(calls)) {
  let error = null;
  try {
    await call();
  } catch (thrown) {
    error = String(thrown?.message ?? thrown)
      .concat(" ", String(thrown?.cause?.message ?? ""))
      .slice(0, 2000);
  }
  console.log(JSON.stringify({ name, error }));
}
