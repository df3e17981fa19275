"""What type checkers read in place of the table in `__init__.py`: the names again would be 8 kB of the wheel.
`python -m tests.model_index` writes it.
"""

from openrouter_core.models import errors as errors
from openrouter_core.models.api_keys import *
from openrouter_core.models.audio import *
from openrouter_core.models.audio_parts import *
from openrouter_core.models.batches import *
from openrouter_core.models.binary import *
from openrouter_core.models.caching import *
from openrouter_core.models.chat.annotations import *
from openrouter_core.models.chat.chunk import *
from openrouter_core.models.chat.content import *
from openrouter_core.models.chat.formats import *
from openrouter_core.models.chat.logprobs import *
from openrouter_core.models.chat.media import *
from openrouter_core.models.chat.messages import *
from openrouter_core.models.chat.options import *
from openrouter_core.models.chat.parts import *
from openrouter_core.models.chat.reasoning import *
from openrouter_core.models.chat.request import *
from openrouter_core.models.chat.response import *
from openrouter_core.models.chat.tool_choice import *
from openrouter_core.models.chat.tools import *
from openrouter_core.models.chat.turns import *
from openrouter_core.models.chat.usage import *
from openrouter_core.models.containers import *
from openrouter_core.models.credits import *
from openrouter_core.models.decisions import *
from openrouter_core.models.embeddings import *
from openrouter_core.models.files import *
from openrouter_core.models.formats import *
from openrouter_core.models.generations import *
from openrouter_core.models.http_meta import *
from openrouter_core.models.images import *
from openrouter_core.models.management.byok import *
from openrouter_core.models.management.deleted import *
from openrouter_core.models.management.destination_configs import *
from openrouter_core.models.management.destinations import *
from openrouter_core.models.management.external_users import *
from openrouter_core.models.management.filter_rules import *
from openrouter_core.models.management.guardrails import *
from openrouter_core.models.management.intern_chat import *
from openrouter_core.models.management.interns import *
from openrouter_core.models.management.observability import *
from openrouter_core.models.management.organization import *
from openrouter_core.models.management.private_endpoints import *
from openrouter_core.models.management.scim import *
from openrouter_core.models.management.vault import *
from openrouter_core.models.management.workspace_budgets import *
from openrouter_core.models.management.workspace_members import *
from openrouter_core.models.management.workspaces import *
from openrouter_core.models.messages.citations import *
from openrouter_core.models.messages.content import *
from openrouter_core.models.messages.context import *
from openrouter_core.models.messages.events import *
from openrouter_core.models.messages.input import *
from openrouter_core.models.messages.input_blocks import *
from openrouter_core.models.messages.request import *
from openrouter_core.models.messages.response import *
from openrouter_core.models.messages.settings import *
from openrouter_core.models.messages.sources import *
from openrouter_core.models.messages.tool_changes import *
from openrouter_core.models.messages.tool_results import *
from openrouter_core.models.messages.tools import *
from openrouter_core.models.messages.usage import *
from openrouter_core.models.model import UNSET as UNSET
from openrouter_core.models.model import FileSource as FileSource
from openrouter_core.models.model import JsonObject as JsonObject
from openrouter_core.models.model import Response as Response
from openrouter_core.models.model import Unset as Unset
from openrouter_core.models.model_catalog import *
from openrouter_core.models.model_endpoints import *
from openrouter_core.models.model_filters import *
from openrouter_core.models.oauth import *
from openrouter_core.models.openrouter_metadata import *
from openrouter_core.models.plugins import *
from openrouter_core.models.presets import *
from openrouter_core.models.provider_preferences import *
from openrouter_core.models.providers import *
from openrouter_core.models.rate_limit import *
from openrouter_core.models.reasoning import *
from openrouter_core.models.reports.analytics import *
from openrouter_core.models.reports.benchmarks import *
from openrouter_core.models.reports.classifications import *
from openrouter_core.models.reports.datasets import *
from openrouter_core.models.rerank import *
from openrouter_core.models.responses.call_events import *
from openrouter_core.models.responses.citations import *
from openrouter_core.models.responses.events import *
from openrouter_core.models.responses.function_tools import *
from openrouter_core.models.responses.fusion import *
from openrouter_core.models.responses.fusion_events import *
from openrouter_core.models.responses.hosted import *
from openrouter_core.models.responses.hosted_events import *
from openrouter_core.models.responses.input import *
from openrouter_core.models.responses.input_context import *
from openrouter_core.models.responses.input_parts import *
from openrouter_core.models.responses.input_results import *
from openrouter_core.models.responses.logprobs import *
from openrouter_core.models.responses.mcp import *
from openrouter_core.models.responses.openai_tools import *
from openrouter_core.models.responses.output import *
from openrouter_core.models.responses.output_calls import *
from openrouter_core.models.responses.output_server import *
from openrouter_core.models.responses.output_text import *
from openrouter_core.models.responses.patches import *
from openrouter_core.models.responses.rare_events import *
from openrouter_core.models.responses.request import *
from openrouter_core.models.responses.response import *
from openrouter_core.models.responses.server_tools import *
from openrouter_core.models.responses.settings import *
from openrouter_core.models.responses.shell import *
from openrouter_core.models.responses.stream import *
from openrouter_core.models.responses.text import *
from openrouter_core.models.responses.thought_events import *
from openrouter_core.models.responses.thoughts import *
from openrouter_core.models.responses.tool_choice import *
from openrouter_core.models.responses.tools import *
from openrouter_core.models.responses.unknown import *
from openrouter_core.models.responses.usage import *
from openrouter_core.models.safeguards import *
from openrouter_core.models.server_tools.agents import *
from openrouter_core.models.server_tools.choices import *
from openrouter_core.models.server_tools.deferred import *
from openrouter_core.models.server_tools.tools import *
from openrouter_core.models.server_tools.unions import *
from openrouter_core.models.server_tools.usage import *
from openrouter_core.models.server_tools.web import *
from openrouter_core.models.stops import *
from openrouter_core.models.tools import *
from openrouter_core.models.tracing import *
from openrouter_core.models.videos import *
from openrouter_core.models.webhooks import *

__all__: list[str]
_HOME: dict[str, str]
_MODULES: dict[str, str]
