"""`OpenRouterCore`: configuration and transport, and nothing else."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, NoReturn, Protocol, Self

from openrouter_core._check import check_budget, check_bytes, check_clients, expect
from openrouter_core._protocol.url import same_origin
from openrouter_core._shown import Covered
from openrouter_core.clock import SYSTEM_CLOCK, Clock
from openrouter_core.hooks import NO_HOOKS, Hooks
from openrouter_core.models.model import UNSET, Unset
from openrouter_core.options import NO_OPTIONS, RequestOptions
from openrouter_core.retries import RetryConfig
from openrouter_core.secret import EnvironmentKey, KeySource, Secret, hide
from openrouter_core.settings import DEFAULT_SERVER_URL, Settings, merge_headers, with_attribution
from openrouter_core.timeouts import Timeout, check_timeout, limits_of

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop

    import httpx

    from openrouter_core.budget import Budget

VERSION: Final = "0.1.0"
MAX_EVENT_BYTES: Final = 32 * 1024 * 1024
"""Room for a large image in base64. The most expensive event takes about 26 times its bytes as Python objects, and
60 ms of CPU for each MB: 830 MB and 2 s for one of this size.
"""
MAX_RESPONSE_BYTES: Final = 256 * 1024 * 1024
_DEFAULT_RETRIES: Final = RetryConfig()


class Clients(Protocol):
    """The HTTP clients behind a core, as far as it knows them; `openrouter_core._io.transport` makes them."""

    def close(self) -> None: ...

    async def aclose(self, loop: AbstractEventLoop) -> None: ...


class Connections:
    """What cores that differ only in their settings share: the HTTP clients, made with the first call.

    Fields:
        client, async_client: what was injected.
        made: the clients, once there are any.
    """

    made: Clients | None = None

    def __init__(
        self, client: httpx.Client | None = None, async_client: httpx.AsyncClient | None = None
    ) -> None:
        self.client = client
        self.async_client = async_client


class OpenRouterCore:
    """Configuration and connections: the first argument of every function in `openrouter_core.funcs`. One core serves
    many threads, event loops and forked processes.

    Arguments:
        api_key: a key, or a function (sync or async) that is called for a key at each request. Without it
            ``OPENROUTER_API_KEY`` is read at each request. That key is sent only to the default server and to the
            one that ``OPENROUTER_SERVER_URL`` or ``OPENROUTER_BASE_URL`` names.
        http_referer: the URL of your app, for OpenRouter's rankings; the default is ``OPENROUTER_HTTP_REFERER``.
        x_title: the name of your app; the default is ``OPENROUTER_APP_TITLE``.
        app_categories: the categories of your app; the default is ``OPENROUTER_APP_CATEGORIES``, separated by commas.
        server_url: the server's URL, to which paths such as ``/chat/completions`` are added; the default is
            ``OPENROUTER_SERVER_URL``, then ``OPENROUTER_BASE_URL``, then ``https://openrouter.ai/api/v1``.
        user_agent: the User-Agent header.
        timeout: a `Timeout`, or a number of seconds for every phase and, where nothing is streamed, the total.
        retry_config: when a request is sent again; see `RetryConfig`.
        hooks: your functions that are called during a call; see `Hooks`.
        budget: how much the core's calls may cost together; see `openrouter_core.budget.Budget`.
        max_event_bytes: the largest event of a stream that is accepted, in bytes; the default is 32 MiB. In memory, an
            event can become 26 times as large as its JSON: set a lower limit where the server is not trusted.
        max_response_bytes: the largest response without streaming, and the largest download, that is accepted, in
            bytes after decompression; the default is 256 MiB.
        http_client: an `httpx.Client` of your own. The core never closes it. Each request carries the core's timeouts
            and ``follow_redirects=False``; all other settings are the client's.
        async_http_client: an `httpx.AsyncClient` of your own, for async calls.
        allow_http: whether the key may be sent over ``http://`` to another machine, where everybody on the way can
            read it. To this machine (``localhost``, 127.0.0.0/8, ::1) it is always allowed.

    A copy has the same configuration and injected clients, and opens connections of its own. A pickle holds the
    configuration, **including a key that was given as a string**: where pickles leave your machine, give a function
    instead. Pickling raises TypeError where the core holds an injected client, or a function that cannot be pickled.

    Raises:
        TypeError: an argument has the wrong type.
        ValueError: a time limit or a size is not a positive number.

    >>> OpenRouterCore(api_key="sk-or-v1-secret").api_key
    Secret(***)
    """

    api_key: Secret | None
    http_referer: str | None
    x_title: str | None
    app_categories: tuple[str, ...]
    server_url: str | None
    user_agent: str
    timeout: Timeout | float | None
    retry_config: RetryConfig
    hooks: Hooks
    budget: Budget | None
    max_event_bytes: int
    max_response_bytes: int
    http_client: httpx.Client | None
    async_http_client: httpx.AsyncClient | None
    allow_http: bool
    clock: Clock
    connections: Connections

    def __init__(
        self,
        api_key: KeySource | Secret | None = None,
        *,
        http_referer: str | None = None,
        x_title: str | None = None,
        app_categories: str | Sequence[str] | None = None,
        server_url: str | None = None,
        user_agent: str | None = None,
        timeout: Timeout | float | None = None,
        retry_config: RetryConfig | None = None,
        hooks: Hooks | None = None,
        budget: Budget | None = None,
        max_event_bytes: int = MAX_EVENT_BYTES,
        max_response_bytes: int = MAX_RESPONSE_BYTES,
        http_client: httpx.Client | None = None,
        async_http_client: httpx.AsyncClient | None = None,
        allow_http: bool = False,
    ) -> None:
        api_key = hide(api_key)  # first of all: from here on no frame's locals show it
        check_timeout(timeout)
        check_bytes("max_event_bytes", max_event_bytes)
        check_bytes("max_response_bytes", max_response_bytes)
        expect("retry_config", retry_config, RetryConfig)
        expect("hooks", hooks, Hooks)
        check_budget(budget)
        check_clients(http_client, async_http_client)
        expect("allow_http", allow_http, bool)
        self.__dict__.update(
            api_key=api_key,
            http_referer=http_referer,
            x_title=x_title,
            app_categories=_categories(app_categories),
            server_url=server_url,
            user_agent=user_agent or f"openrouter-core/{VERSION}",
            timeout=timeout,
            retry_config=retry_config or _DEFAULT_RETRIES,
            hooks=hooks or NO_HOOKS,
            budget=budget,
            max_event_bytes=max_event_bytes,
            max_response_bytes=max_response_bytes,
            http_client=http_client,
            async_http_client=async_http_client,
            allow_http=bool(allow_http),
            clock=SYSTEM_CLOCK,
            connections=Connections(http_client, async_http_client),
        )

    def with_options(
        self,
        *,
        api_key: KeySource | Secret | Unset | None = UNSET,
        http_referer: str | Unset | None = UNSET,
        x_title: str | Unset | None = UNSET,
        app_categories: str | Sequence[str] | Unset | None = UNSET,
        server_url: str | Unset | None = UNSET,
        user_agent: str | Unset | None = UNSET,
        timeout: Timeout | float | Unset | None = UNSET,
        retry_config: RetryConfig | Unset | None = UNSET,
        hooks: Hooks | Unset | None = UNSET,
        budget: Budget | Unset | None = UNSET,
        max_event_bytes: int | Unset = UNSET,
        max_response_bytes: int | Unset = UNSET,
        allow_http: bool | Unset = UNSET,
    ) -> Self:
        """A copy of this core with other settings. Both use the same connections: closing one core closes the
        connections of the other too, and a later call opens new ones.

        Arguments:
            api_key, http_referer, x_title, app_categories, server_url, user_agent, timeout, retry_config, hooks,
            budget, max_event_bytes, max_response_bytes, allow_http: as for the class. A setting that is not given
            keeps its value; None means the same as in the constructor.

        Raises:
            TypeError: an argument has the wrong type.
            ValueError: a time limit or a size is not a positive number.

        >>> core = OpenRouterCore(x_title="My app", timeout=60)
        >>> patient = core.with_options(timeout=600)
        >>> patient.timeout, patient.x_title, core.timeout
        (600, 'My app', 60)
        """
        api_key = api_key if isinstance(api_key, Unset) else hide(api_key)  # as above
        changes = {
            "api_key": api_key,
            "http_referer": http_referer,
            "x_title": x_title,
            "app_categories": app_categories,
            "server_url": server_url,
            "user_agent": user_agent,
            "timeout": timeout,
            "retry_config": retry_config,
            "hooks": hooks,
            "budget": budget,
            "max_event_bytes": max_event_bytes,
            "max_response_bytes": max_response_bytes,
            "allow_http": allow_http,
        }
        given: dict[str, Any] = {
            name: value for name, value in changes.items() if value is not UNSET
        }
        made = OpenRouterCore(**given)  # which checks them
        return self._copy({name: made.__dict__[name] for name in given})

    def settings(
        self, options: RequestOptions | None, *, stream: bool, waits: bool = False
    ) -> Settings:
        """What one call uses: this configuration, changed by the call's options, and the environment's current values.

        Arguments:
            waits: whether the call waits for a job, within a time limit of its own (``wait=``).
        """
        expect("options", options, RequestOptions)
        said = options or NO_OPTIONS
        named = [url for url in map(os.environ.get, _SERVERS) if url]
        from_environment = named[0] if named else DEFAULT_SERVER_URL
        own_server = from_environment if self.server_url is None else self.server_url
        server_url = own_server if said.server_url is None else said.server_url
        key, no_key = said.api_key, None
        if key is None and self.api_key is not None:
            if same_origin(server_url, own_server):
                key = self.api_key
            else:
                no_key = _KEPT_KEY
        elif key is None:
            is_default = _same(server_url, DEFAULT_SERVER_URL)
            if is_default or any(_same(server_url, url) for url in named):
                key = _environment_key()
            no_key = _NO_KEY if key is None and is_default else None
        headers = {"User-Agent": self.user_agent, **self._attribution(said)}
        if said.headers:
            headers = merge_headers(headers, with_attribution(said.headers))
        return Settings(
            server_url=server_url,
            key=key,
            no_key=no_key,
            headers=Covered(headers),
            limits=limits_of(self.timeout, said.timeout, stream=stream, waits=waits),
            retry=said.retries or self.retry_config,
            hooks=self.hooks,
            clock=self.clock,
            max_event_bytes=self.max_event_bytes,
            max_response_bytes=self.max_response_bytes,
            extra_body=said.extra_body,
            extra_query=said.extra_query,
            allow_http=self.allow_http,
        )

    def _attribution(self, said: RequestOptions) -> dict[str, str]:
        """The headers that say which app this is: what the call says, else the core, else the environment."""
        referer = _said_or_set(said.http_referer or self.http_referer, "OPENROUTER_HTTP_REFERER")
        title = _said_or_set(said.x_title or self.x_title, "OPENROUTER_APP_TITLE")
        categories = _said_or_set(
            ",".join(self.app_categories) or None, "OPENROUTER_APP_CATEGORIES"
        )
        headers = {}
        if referer is not None:
            headers["HTTP-Referer"] = referer
        if title is not None:
            headers["X-Title"] = headers["X-OpenRouter-Title"] = title
        if categories is not None:
            headers["X-OpenRouter-Categories"] = categories
        return headers

    def close(self) -> None:
        """Close the connections of sync calls. A call in progress ends in ``Err(RequestAbortedError)``, and a later
        call opens new connections. It may be called more than once, and from any thread.
        """
        if self.connections.made is not None:
            self.connections.made.close()

    async def aclose(self) -> None:
        """Close the connections of sync calls, and those of async calls on the running event loop; see `close`."""
        if self.connections.made is not None:
            import asyncio

            try:
                loop = asyncio.get_running_loop()
            except RuntimeError:  # another kind of event loop: nothing of ours was opened on it
                self.close()
                return
            await self.connections.made.aclose(loop)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.aclose()

    def __repr__(self) -> str:
        # A traceback that shows its locals may show a core whose making failed: it has no fields yet.
        shown = (
            f"{name}={value!r}" for name, value in self.__dict__.items() if name not in _UNSHOWN
        )
        return f"{type(self).__name__}({', '.join(shown)})"

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(
            f"a core does not change: core.with_options({name}=...) gives another one"
        )

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError("a core does not change: core.with_options() gives another one")

    def _copy(self, changes: Mapping[str, Any]) -> Self:
        """A core of the same class, whatever its constructor takes."""
        made = object.__new__(type(self))
        made.__dict__.update({**self.__dict__, **changes})
        return made

    def __copy__(self) -> Self:
        return self._copy({"connections": Connections(self.http_client, self.async_http_client)})

    def __deepcopy__(self, memo: Mapping[int, object]) -> Self:
        return self.__copy__()

    def __getstate__(self) -> dict[str, Any]:
        if self.http_client is not None or self.async_http_client is not None:
            raise TypeError(
                "this core cannot be pickled: it has an injected HTTP client, whose connections cannot travel"
            )
        import pickle

        for name in ("api_key", "hooks", "budget"):
            try:
                pickle.dumps(self.__dict__[name])
            except Exception as error:
                why = "a budget" if name == "budget" else "a function"
                raise TypeError(
                    f"this core cannot be pickled: {name} is, or holds, {why}"
                ) from error
        return {name: value for name, value in self.__dict__.items() if name not in _UNSHOWN}

    def __setstate__(self, state: Mapping[str, Any]) -> None:
        self.__dict__.update(state, clock=SYSTEM_CLOCK, connections=Connections())


_UNSHOWN: Final = ("clock", "connections")
_SERVERS: Final = ("OPENROUTER_SERVER_URL", "OPENROUTER_BASE_URL")
"""The variables that name the server where the code does not. OpenRouter's own packages read the second."""
_NO_KEY: Final = (
    "no API key: pass api_key= to OpenRouterCore or RequestOptions, or set OPENROUTER_API_KEY"
)
_KEPT_KEY: Final = (
    "no API key for this server: the core's key belongs to the core's server, and RequestOptions(server_url=) names "
    "another; pass RequestOptions(api_key=) for that one (any word will do for a server that wants none)"
)


def require_core(core: object) -> None:
    """Raise TypeError for a first argument that is not a core. Its value is not shown: it may be the key."""
    if not isinstance(core, OpenRouterCore):
        raise TypeError(
            f"core: expected an OpenRouterCore as the first argument; got a value of type {type(core).__name__}"
        )


def with_clock(core: OpenRouterCore, clock: Clock) -> OpenRouterCore:
    """Give a core another clock and return it; for tests, which do not wait."""
    core.__dict__["clock"] = clock
    return core


def _categories(given: str | Sequence[str] | None) -> tuple[str, ...]:
    if not isinstance(given, str | Iterable | None):
        raise TypeError(
            f"app_categories: expected a string or several; got a value of type {type(given).__name__}"
        )
    categories = (given,) if isinstance(given, str) else tuple(given or ())
    for category in categories:
        expect("app_categories", category, str)
    return categories


def _said_or_set(said: str | None, variable: str) -> str | None:
    """What was said in code, else by an environment variable that is not empty."""
    return (os.environ.get(variable) or None) if said is None else said


def _same(url: object, other: str) -> bool:
    return isinstance(url, str) and url.rstrip("/") == other.rstrip("/")


def _environment_key() -> Secret | None:
    name = EnvironmentKey.NAME
    return EnvironmentKey(os.environ[name]) if os.environ.get(name) else None
