"""`OpenRouterCore`: configuration and transport, and nothing else."""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final

import attrs

from openrouter_core.clock import SYSTEM_CLOCK, Clock
from openrouter_core.hooks import NO_HOOKS, Hooks
from openrouter_core.misfit import expect
from openrouter_core.options import NO_OPTIONS, RequestOptions
from openrouter_core.request import DEFAULT_SERVER_URL, Settings, merge_headers, with_attribution
from openrouter_core.retries import RetryConfig
from openrouter_core.secret import KeySource, Secret, hide
from openrouter_core.timeouts import Timeout, check_timeout, limits_of

if TYPE_CHECKING:
    import httpx

    from openrouter_core.transport import Transport

VERSION: Final = "0.1.0"
MAX_EVENT_BYTES: Final = 64 * 1024 * 1024
_DEFAULT_RETRIES: Final = RetryConfig()


@attrs.frozen(slots=False, eq=False, init=False)
class OpenRouterCore:
    """What the functions in `openrouter_core.funcs` take as their first argument. One serves threads, event loops and
    forks.

    Arguments:
        api_key: a key, or a function (sync or async) that is asked for one at each request. Without it
            ``OPENROUTER_API_KEY`` is read when a request is made, and sent to the default server or the one that
            ``OPENROUTER_SERVER_URL`` names, and to no other.
        http_referer: the URL of your app, for OpenRouter's rankings.
        x_title: the name of your app.
        app_categories: the app's categories, for the same.
        server_url: what stands before ``/chat/completions``; the default is ``https://openrouter.ai/api/v1``.
        user_agent: the User-Agent header.
        timeout: a `Timeout`, or a number of seconds for every phase and, where nothing is streamed, the total.
        retry_config: when a request is sent again; see `RetryConfig`.
        hooks: your own functions to call; see `Hooks`.
        max_event_bytes: the largest event of a stream that is taken, in bytes.
        http_client: an `httpx.Client` of your own. It is never closed here, and gets our timeouts and
            ``follow_redirects=False`` with each request; the rest is its own.
        async_http_client: the same for async calls.

    Copying keeps the configuration and injected clients, and opens connections of its own. Pickling keeps the
    configuration, **a literal key included**: pass a function instead where pickles travel. An injected client, or a
    function that cannot be pickled, makes it a TypeError.

    Raises:
        TypeError: an argument is of another class.
        ValueError: a time limit is no positive number.

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
    max_event_bytes: int
    http_client: httpx.Client | None
    async_http_client: httpx.AsyncClient | None
    clock: Clock = attrs.field(repr=False)
    _lock: threading.Lock = attrs.field(repr=False, factory=threading.Lock)
    _transport: list[Transport] = attrs.field(repr=False, factory=list)

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
        max_event_bytes: int = MAX_EVENT_BYTES,
        http_client: httpx.Client | None = None,
        async_http_client: httpx.AsyncClient | None = None,
    ) -> None:
        api_key = hide(api_key)  # first of all: from here on no frame's locals show it
        check_timeout(timeout)
        check_bytes("max_event_bytes", max_event_bytes)
        expect("retry_config", retry_config, RetryConfig)
        expect("hooks", hooks, Hooks)
        check_clients(http_client, async_http_client)
        categories = (
            (app_categories,) if isinstance(app_categories, str) else tuple(app_categories or ())
        )
        for category in categories:
            expect("app_categories", category, str)
        self.__attrs_init__(  # pyright: ignore[reportAttributeAccessIssue]  # attrs makes it
            api_key=api_key,
            http_referer=http_referer,
            x_title=x_title,
            app_categories=categories,
            server_url=server_url,
            user_agent=user_agent or f"openrouter-core/{VERSION}",
            timeout=timeout,
            retry_config=retry_config or _DEFAULT_RETRIES,
            hooks=hooks or NO_HOOKS,
            max_event_bytes=max_event_bytes,
            http_client=http_client,
            async_http_client=async_http_client,
            clock=SYSTEM_CLOCK,
        )

    def settings(self, options: RequestOptions | None, *, stream: bool) -> Settings:
        """What one call uses: this configuration with the call's options over it, and the environment as it is
        now.
        """
        expect("options", options, RequestOptions)
        said = options or NO_OPTIONS
        from_environment = os.environ.get("OPENROUTER_SERVER_URL") or DEFAULT_SERVER_URL
        in_code = self.server_url if said.server_url is None else said.server_url
        server_url = from_environment if in_code is None else in_code
        key = said.api_key or self.api_key
        is_default = _same(server_url, DEFAULT_SERVER_URL)
        if key is None and (is_default or _same(server_url, from_environment)):
            key = _environment_key()
        referer = said.http_referer or self.http_referer
        title = said.x_title or self.x_title
        headers = {"User-Agent": self.user_agent}
        if referer is not None:
            headers["HTTP-Referer"] = referer
        if title is not None:
            headers["X-Title"] = headers["X-OpenRouter-Title"] = title
        if self.app_categories:
            headers["X-OpenRouter-Categories"] = ",".join(self.app_categories)
        if said.headers:
            headers = merge_headers(headers, with_attribution(said.headers))
        return Settings(
            server_url=server_url,
            key=key,
            key_missing=key is None and is_default,
            headers=headers,
            limits=limits_of(self.timeout, said.timeout, stream=stream),
            retry=said.retries or self.retry_config,
            hooks=self.hooks,
            clock=self.clock,
            max_event_bytes=self.max_event_bytes,
            extra_body=said.extra_body,
            extra_query=said.extra_query,
        )

    @property
    def transport(self) -> Transport:
        """This core's HTTP clients; the first reading imports httpx."""
        if not self._transport:
            from openrouter_core.transport import Transport

            with self._lock:
                if not self._transport:
                    self._transport.append(Transport(self.http_client, self.async_http_client))
        return self._transport[0]

    def close(self) -> None:
        """Close the connections that sync calls opened; a call in progress ends in ``Err(RequestAbortedError)``. May
        be called twice, and from another thread; a later call opens new ones.
        """
        if self._transport:
            self._transport[0].close()

    async def aclose(self) -> None:
        """As `close`, for sync calls and for async calls on the running event loop."""
        if self._transport:
            import asyncio

            await self._transport[0].aclose(asyncio.get_running_loop())

    def __enter__(self) -> OpenRouterCore:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    async def __aenter__(self) -> OpenRouterCore:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.aclose()

    def _configuration(self) -> dict[str, Any]:
        return {
            field.name: getattr(self, field.name)
            for field in attrs.fields(OpenRouterCore)
            if not field.name.startswith("_") and field.name != "clock"
        }

    def __copy__(self) -> OpenRouterCore:
        return _rebuild(self._configuration(), self.clock)

    def __deepcopy__(self, memo: Mapping[int, object]) -> OpenRouterCore:
        return _rebuild(self._configuration(), self.clock)

    def __reduce__(self) -> tuple[Any, ...]:
        if self.http_client is not None or self.async_http_client is not None:
            raise TypeError(
                "a core with an injected HTTP client cannot be pickled: its connections cannot travel"
            )
        import pickle

        configuration = self._configuration()
        for name in ("api_key", "hooks"):
            try:
                pickle.dumps(configuration[name])
            except Exception as error:
                raise TypeError(
                    f"this core cannot be pickled: its {name} holds a function that cannot"
                ) from error
        return _rebuild, (configuration, SYSTEM_CLOCK)


for _field in attrs.fields(OpenRouterCore):
    # A traceback that shows its locals may show a core whose making failed: that needs a representation too.
    setattr(OpenRouterCore, _field.name, None)


def _rebuild(configuration: Mapping[str, Any], clock: Clock) -> OpenRouterCore:
    return with_clock(OpenRouterCore(**configuration), clock)


def with_clock(core: OpenRouterCore, clock: Clock) -> OpenRouterCore:
    """Give a core another clock and return it; for tests, which do not wait."""
    object.__setattr__(core, "clock", clock)
    return core


def check_bytes(name: str, value: object) -> None:
    """Raise ValueError unless `value` is a positive integer."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ValueError(f"{name}: expected a positive integer; got {value!r}")


def check_clients(client: object, async_client: object) -> None:
    """Raise TypeError when an injected client is of the other kind."""
    if hasattr(client, "aclose"):
        raise TypeError("http_client: expected an httpx.Client; pass this one as async_http_client")
    if async_client is not None and not hasattr(async_client, "aclose"):
        raise TypeError(
            "async_http_client: expected an httpx.AsyncClient; pass this one as http_client"
        )


def _same(url: object, other: str) -> bool:
    return isinstance(url, str) and url.rstrip("/") == other.rstrip("/")


def _environment_key() -> Secret | None:
    return (
        Secret(os.environ["OPENROUTER_API_KEY"]) if os.environ.get("OPENROUTER_API_KEY") else None
    )
