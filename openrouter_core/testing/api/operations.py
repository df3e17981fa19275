"""Every operation of the stand-in besides those that generate text, and what clients create with them.

A server imports this on the first request for one of them: most tests only use chat.
"""

from __future__ import annotations

from collections import deque

from openrouter_core.testing.api import listings, reports, tools
from openrouter_core.testing.api.account import Account
from openrouter_core.testing.api.collection import Collection
from openrouter_core.testing.api.files import Files
from openrouter_core.testing.api.generations import Answered, Generations
from openrouter_core.testing.api.inference.answers import Answer
from openrouter_core.testing.api.inference.audio import Audio
from openrouter_core.testing.api.inference.decisions import Decisions
from openrouter_core.testing.api.inference.embeddings import Embeddings
from openrouter_core.testing.api.inference.images import Images
from openrouter_core.testing.api.inference.messages import Messages
from openrouter_core.testing.api.inference.rerank import Rerank
from openrouter_core.testing.api.jobs.containers import Containers
from openrouter_core.testing.api.jobs.every import Jobs
from openrouter_core.testing.api.management.byok import BYOK
from openrouter_core.testing.api.management.external_users import ExternalUsers
from openrouter_core.testing.api.management.guardrails import Guardrails
from openrouter_core.testing.api.management.intern_chat import InternChat
from openrouter_core.testing.api.management.interns import Interns
from openrouter_core.testing.api.management.observability import Destinations
from openrouter_core.testing.api.management.organization import Organization
from openrouter_core.testing.api.management.private_endpoints import PrivateEndpoints
from openrouter_core.testing.api.management.scim import Scim
from openrouter_core.testing.api.management.vault import Vault
from openrouter_core.testing.api.management.workspace_budgets import WorkspaceBudgets
from openrouter_core.testing.api.management.workspace_members import WorkspaceMembers
from openrouter_core.testing.api.management.workspaces import Workspaces
from openrouter_core.testing.api.oauth import Authorization
from openrouter_core.testing.api.presets import Presets
from openrouter_core.testing.routes import Route


class Operations:
    """The routes, and the state behind them.

    Args:
        answered: the server's answers so far, the latest last; they are taken out when they are read.
        answer: as in `LocalServer`.
        generation_lag, keep_generations: as in `Generations`.
        downloadable_uploads: as in `Files`.
        jobs: batches and videos.
    """

    def __init__(
        self,
        answered: deque[Answered],
        *,
        answer: Answer | None,
        generation_lag: int,
        keep_generations: int | None,
        downloadable_uploads: bool,
        jobs: Jobs,
    ):
        self._generations = Generations(answered, generation_lag, keep_generations)
        self._account = Account()
        self._authorization = Authorization(self._account)
        self._presets = Presets()
        self._files = Files(downloadable_uploads)
        self._jobs = jobs
        self._external_users = ExternalUsers()
        self._organization = Organization()
        self._scim = Scim()
        self._workspaces = Workspaces(self._account.has_active_keys)
        self._workspace_members = WorkspaceMembers(self._workspaces)
        self._workspace_budgets = WorkspaceBudgets(self._workspaces)
        self._interns = Interns()
        self._intern_chat = InternChat(self._interns, answer)
        self._vault = Vault(self._interns)
        self._private_endpoints = PrivateEndpoints()
        self._collections = (Collection(BYOK), Guardrails(), Destinations())
        self.routes = (
            *listings.ROUTES,
            Route("POST", "/messages", Messages(answer)),
            *reports.ROUTES,
            *tools.ROUTES,
            Route("POST", "/embeddings", Embeddings()),
            Route("POST", "/rerank", Rerank()),
            *Audio().routes,
            *Images().routes,
            *Decisions().routes,
            *self._generations.routes,
            *self._account.routes,
            *self._authorization.routes,
            *self._files.routes,
            *self._presets.routes,
            *self._jobs.routes,
            *Containers(self._files).routes,
            *self._external_users.routes,
            *self._organization.routes,
            *self._scim.routes,
            *self._workspaces.routes,
            *self._workspace_members.routes,
            *self._workspace_budgets.routes,
            *self._interns.routes,
            *self._intern_chat.routes,
            *self._vault.routes,
            *self._private_endpoints.routes,
            *(route for each in self._collections for route in each.routes),
        )

    def accepts(self, key: str) -> bool:
        """Whether this is an access token from a token exchange."""
        return self._authorization.accepts(key)

    def forget(self) -> None:
        """Forget generations, keys, codes and files; may be called from any thread."""
        self._generations.forget()
        self._account.forget()
        self._authorization.forget()
        self._files.forget()
        self._presets.forget()
        self._jobs.forget()
        self._external_users.forget()
        self._organization.forget()
        self._scim.forget()
        self._workspaces.forget()
        self._workspace_members.forget()
        self._workspace_budgets.forget()
        self._interns.forget()
        self._intern_chat.forget()
        self._vault.forget()
        self._private_endpoints.forget()
        for each in self._collections:
            each.forget()
