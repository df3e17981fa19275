"""Address and credentials of observability destinations: one class for each type. Some field names are in camel case,
as they are on the wire; of a secret, responses contain only the ends.
"""

# ruff: noqa: N815

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import attrs

from openrouter_core.models.model import ResponseModel, model


@model
class DestinationConfig(ResponseModel):
    """What all of them share. `repr` hides secrets, and fields that this version does not know: one may be a secret.

    Fields:
        headers: sent with each request to the destination. `repr` hides them.
    """

    headers: Mapping[str, str] | None = attrs.field(default=None, metadata={"secret": True})

    def __repr__(self) -> str:
        shown = [
            f"{name}={'***' if name in self.__secret__ else repr(value)}"
            for name, value in vars(self).items()
            if value is not None and name in self.__wire__
        ]
        shown += [f"{name}=***" for name in self.extra]
        return f"{type(self).__name__}({', '.join(shown)})"


@model
class ArizeDestinationConfig(DestinationConfig):
    """For Arize AX.

    Fields:
        modelId: the name of the tracing project.
    """

    baseUrl: str | None = None
    modelId: str | None = None
    apiKey: str | None = attrs.field(default=None, metadata={"secret": True})
    spaceKey: str | None = attrs.field(default=None, metadata={"secret": True})


@model
class BraintrustDestinationConfig(DestinationConfig):
    """For Braintrust."""

    baseUrl: str | None = None
    projectId: str | None = None
    apiKey: str | None = attrs.field(default=None, metadata={"secret": True})


@model
class ClickhouseDestinationConfig(DestinationConfig):
    """For ClickHouse.

    Fields:
        shouldIncludeCacheWriteTokens: whether there is a column for tokens written to a cache.
    """

    host: str | None = None
    database: str | None = None
    table: str | None = None
    username: str | None = None
    password: str | None = attrs.field(default=None, metadata={"secret": True})
    shouldIncludeCacheWriteTokens: bool | None = None


@model
class DatadogDestinationConfig(DestinationConfig):
    """For Datadog.

    Fields:
        url: the API of your region, such as ``https://api.datadoghq.eu``.
        mlApp: your application's name in LLM Observability.
    """

    url: str | None = None
    mlApp: str | None = None
    apiKey: str | None = attrs.field(default=None, metadata={"secret": True})


@model
class GrafanaDestinationConfig(DestinationConfig):
    """For Grafana."""

    baseUrl: str | None = None
    instanceId: str | None = None
    apiKey: str | None = attrs.field(default=None, metadata={"secret": True})


@model
class LangfuseDestinationConfig(DestinationConfig):
    """For Langfuse."""

    baseUrl: str | None = None
    publicKey: str | None = attrs.field(default=None, metadata={"secret": True})
    secretKey: str | None = attrs.field(default=None, metadata={"secret": True})


@model
class LangsmithDestinationConfig(DestinationConfig):
    """For LangSmith.

    Fields:
        workspaceId: required if the key belongs to an organization.
    """

    endpoint: str | None = None
    project: str | None = None
    workspaceId: str | None = None
    apiKey: str | None = attrs.field(default=None, metadata={"secret": True})


@model
class NewrelicDestinationConfig(DestinationConfig):
    """For New Relic."""

    region: Literal["us", "eu"] | str | None = None
    licenseKey: str | None = attrs.field(default=None, metadata={"secret": True})


@model
class OpikDestinationConfig(DestinationConfig):
    """For Opik."""

    workspace: str | None = None
    projectName: str | None = None
    apiKey: str | None = attrs.field(default=None, metadata={"secret": True})


@model
class OtelCollectorDestinationConfig(DestinationConfig):
    """For an OpenTelemetry collector."""

    endpoint: str | None = None


@model
class PosthogDestinationConfig(DestinationConfig):
    """For PostHog."""

    endpoint: str | None = None
    apiKey: str | None = attrs.field(default=None, metadata={"secret": True})


@model
class RampDestinationConfig(DestinationConfig):
    """For Ramp."""

    baseUrl: str | None = None
    apiKey: str | None = attrs.field(default=None, metadata={"secret": True})


@model
class S3DestinationConfig(DestinationConfig):
    """For a bucket of Amazon S3, or of a compatible service.

    Fields:
        endpoint: of a service other than Amazon's.
        pathTemplate: where in the bucket, such as ``{prefix}/{date}``.
        roleArn: the role that OpenRouter assumes if `authMode` is ``iam_role``.
        externalId: the external id that the role's trust policy requires.
    """

    provider: Literal["aws", "cloudflare_r2", "gcs", "other"] | str | None = None
    endpoint: str | None = None
    region: str | None = None
    bucketName: str | None = None
    prefix: str | None = None
    pathTemplate: str | None = None
    authMode: Literal["access_keys", "iam_role"] | str | None = None
    roleArn: str | None = None
    externalId: str | None = None
    accessKeyId: str | None = attrs.field(default=None, metadata={"secret": True})
    secretAccessKey: str | None = attrs.field(default=None, metadata={"secret": True})
    sessionToken: str | None = attrs.field(default=None, metadata={"secret": True})


@model
class SentryDestinationConfig(DestinationConfig):
    """For Sentry."""

    otlpEndpoint: str | None = None
    dsn: str | None = attrs.field(default=None, metadata={"secret": True})


@model
class SnowflakeDestinationConfig(DestinationConfig):
    """For Snowflake.

    Fields:
        shouldIncludeCacheWriteTokens: whether there is a column for tokens written to a cache.
    """

    account: str | None = None
    warehouse: str | None = None
    database: str | None = None
    schema: str | None = None
    table: str | None = None
    token: str | None = attrs.field(default=None, metadata={"secret": True})
    shouldIncludeCacheWriteTokens: bool | None = None


@model
class WeaveDestinationConfig(DestinationConfig):
    """For Weave, of Weights & Biases."""

    baseUrl: str | None = None
    entity: str | None = None
    project: str | None = None
    apiKey: str | None = attrs.field(default=None, metadata={"secret": True})


@model
class WebhookDestinationConfig(DestinationConfig):
    """For your own web server.

    Fields:
        url: `repr` hides it: often a webhook's URL is its only secret.
    """

    method: Literal["POST", "PUT"] | str | None = None
    url: str | None = attrs.field(default=None, metadata={"secret": True})
