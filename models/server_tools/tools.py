"""Further tools that the server runs: a shell, a clock, files, images, a list of models; and any newer one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

import attrs

from openrouter_core.models.model import UNSET, JsonObject, RequestModel, TaggedUnion, Unset, model


@model
class ServerTool(RequestModel):
    """A server tool by its type, such as one for which this version has no class."""

    type: str = attrs.field(kw_only=False)
    parameters: JsonObject | Unset | None = UNSET


@model
class ContainerNetworkDisabled(RequestModel):
    """The container has no network access."""

    type: Literal["disabled"] = "disabled"


@model
class ContainerNetworkAllowlist(RequestModel):
    """The container can reach only these domains."""

    type: Literal["allowlist"] = "allowlist"
    allowed_domains: Sequence[str] = attrs.field(kw_only=False)


if TYPE_CHECKING:
    ContainerNetwork: TypeAlias = ContainerNetworkDisabled | ContainerNetworkAllowlist | JsonObject
else:
    ContainerNetwork = Annotated[
        Any,
        TaggedUnion(
            "type",
            {"disabled": "ContainerNetworkDisabled", "allowlist": "ContainerNetworkAllowlist"},
        ),
    ]


@model
class ContainerAuto(RequestModel):
    """A container that is created for the request and then deleted.

    Fields:
        file_ids: of uploaded files to put into it.
        network_policy: its network access.
    """

    type: Literal["container_auto"] = "container_auto"
    file_ids: Sequence[str] | Unset | None = UNSET
    network_policy: ContainerNetwork | Unset | None = UNSET


@model
class ContainerReference(RequestModel):
    """An existing container.

    Fields:
        container_id: at most 20 characters.
        file_ids: of uploaded files to put into it.
        network_policy: its network access.
    """

    type: Literal["container_reference"] = "container_reference"
    container_id: str = attrs.field(kw_only=False)
    file_ids: Sequence[str] | Unset | None = UNSET
    network_policy: ContainerNetwork | Unset | None = UNSET


if TYPE_CHECKING:
    BashEnvironment: TypeAlias = ContainerAuto | ContainerReference | JsonObject
else:
    BashEnvironment = Annotated[
        Any,
        TaggedUnion(
            "type",
            {"container_auto": "ContainerAuto", "container_reference": "ContainerReference"},
        ),
    ]


@model
class BashServerToolConfig(RequestModel):
    """Where to run commands.

    Fields:
        engine: ``openrouter`` runs them on the server; with ``auto`` and ``native`` the call comes
            back to the caller.
        sleep_after_seconds: how long the container waits for the next command; 900 by default, at
            most 2 592 000.
    """

    engine: Literal["auto", "native", "openrouter"] | str | Unset | None = UNSET
    environment: BashEnvironment | Unset | None = UNSET
    sleep_after_seconds: int | Unset | None = UNSET


@model
class BashServerTool(RequestModel):
    """Runs shell commands in a container."""

    type: Literal["openrouter:bash"] = "openrouter:bash"
    parameters: BashServerToolConfig | JsonObject | Unset | None = attrs.field(
        default=UNSET, kw_only=False
    )


@model
class DatetimeServerToolConfig(RequestModel):
    """Which clock to read.

    Fields:
        timezone: an IANA name, such as ``America/New_York``; UTC unless given.
    """

    timezone: str | Unset | None = UNSET


@model
class DatetimeServerTool(RequestModel):
    """Gives the date and the time."""

    type: Literal["openrouter:datetime"] = "openrouter:datetime"
    parameters: DatetimeServerToolConfig | JsonObject | Unset | None = attrs.field(
        default=UNSET, kw_only=False
    )


@model
class FilesServerTool(RequestModel):
    """Reads, writes, edits and lists the files of the key's workspace. It has no settings."""

    type: Literal["openrouter:files"] = "openrouter:files"
    parameters: JsonObject | Unset | None = attrs.field(default=UNSET, kw_only=False)


@model
class ImageGenerationServerToolConfig(RequestModel):
    """Which model makes images, and how: the keys of a request's `image_config` go into `extra`.

    Fields:
        model: the slug of a model that makes images.
    """

    model: str | Unset | None = UNSET


@model
class ImageGenerationServerTool(RequestModel):
    """Makes images."""

    type: Literal["openrouter:image_generation"] = "openrouter:image_generation"
    parameters: ImageGenerationServerToolConfig | JsonObject | Unset | None = attrs.field(
        default=UNSET, kw_only=False
    )


@model
class SearchModelsServerToolConfig(RequestModel):
    """How to search for models.

    Fields:
        max_results: 5 by default, at most 20.
    """

    max_results: int | Unset | None = UNSET


@model
class SearchModelsServerTool(RequestModel):
    """Searches the models that OpenRouter has; experimental."""

    type: Literal["openrouter:experimental__search_models"] = (
        "openrouter:experimental__search_models"
    )
    parameters: SearchModelsServerToolConfig | JsonObject | Unset | None = attrs.field(
        default=UNSET, kw_only=False
    )
