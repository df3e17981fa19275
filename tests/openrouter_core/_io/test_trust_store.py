"""Whose certificates are trusted: those that a variable names, else the system's, else certifi's."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import certifi
import httpx
import pytest
import trustme

from openrouter_core import OpenRouterCore, RetryConfig
from openrouter_core._io import trust_store
from openrouter_core._io.environment import Certificates, tls_context
from openrouter_core.funcs.chat_send import chat_send
from openrouter_core.models import errors
from openrouter_core.testing import LocalServer

REQUEST = {"messages": [{"role": "user", "content": "Hi"}]}
AUTHORITY = trustme.CA()
STRANGER = trustme.CA()

needs_openssl = pytest.mark.skipif(
    shutil.which("openssl") is None,
    reason="no openssl command, which gives a certificate the name that OpenSSL looks for",
)


def link(folder: Path, certificate: Path) -> Path:
    """Give a certificate the name under which OpenSSL looks for it, as ``openssl rehash`` does."""
    done = subprocess.run(
        ["openssl", "x509", "-subject_hash", "-noout", "-in", str(certificate)],
        capture_output=True,
        text=True,
        check=True,
    )
    name = folder / f"{done.stdout.strip()}.0"
    name.symlink_to(certificate)
    return name


def store(folder: Path, *authorities: trustme.CA) -> Path:
    """A folder as the system has it, with these authorities."""
    folder.mkdir()
    for number, authority in enumerate(authorities):
        certificate = folder / f"authority{number}.pem"
        authority.cert_pem.write_to_path(str(certificate))
        link(folder, certificate)
    return folder


def all_links_lead_nowhere(folder: Path) -> None:
    for certificate in store(folder, AUTHORITY).glob("*.pem"):
        certificate.unlink()


def no_name_is_hashed(folder: Path) -> None:
    folder.mkdir()
    AUTHORITY.cert_pem.write_to_path(str(folder / "authority.pem"))


def no_authority(folder: Path) -> None:
    """What Debian's package ssl-cert leaves where ca-certificates is not installed."""
    folder.mkdir()
    (folder / "snakeoil.pem").write_bytes(
        AUTHORITY.issue_cert("127.0.0.1").cert_chain_pems[0].bytes()
    )
    link(folder, folder / "snakeoil.pem")


def no_certificates(folder: Path) -> None:
    folder.mkdir()
    (folder / "930ac5d2.0").write_text("no certificate")
    (folder / "930ac5d2.1").mkdir()
    (folder / "930ac5d2.2").symlink_to(folder / "930ac5d2.2")


NO_STORES = {
    "no folder": lambda folder: None,
    "a file": lambda folder: folder.touch(),
    "an empty folder": lambda folder: folder.mkdir(),
    "no name is hashed": no_name_is_hashed,
    "all links lead nowhere": all_links_lead_nowhere,
    "no authority": no_authority,
    "no certificates": no_certificates,
}


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    for name in ("SSL_CERT_FILE", "SSL_CERT_DIR", "SSLKEYLOGFILE"):
        monkeypatch.delenv(name, raising=False)
    tls_context.cache_clear()
    yield monkeypatch
    tls_context.cache_clear()


def set_system(environment: pytest.MonkeyPatch, folder: Path | None) -> None:
    """Let OpenSSL have been built with this folder."""
    found = ssl.get_default_verify_paths()._replace(openssl_capath=str(folder or ""))
    environment.setattr(ssl, "get_default_verify_paths", lambda: found)


def set_certifi(environment: pytest.MonkeyPatch, folder: Path, authority: trustme.CA) -> None:
    """Let certifi's file name this authority only."""
    folder.mkdir()
    authority.cert_pem.write_to_path(str(folder / "certifi.pem"))
    environment.setattr(certifi, "where", lambda: str(folder / "certifi.pem"))


@pytest.fixture(scope="module")
def server() -> Iterator[LocalServer]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    AUTHORITY.issue_cert("127.0.0.1").configure_cert(context)
    with LocalServer(ssl_context=context) as server:
        yield server


def result_of(server: LocalServer) -> Any:
    with OpenRouterCore("k", server_url=server.url, retry_config=RetryConfig("none")) as core:
        return chat_send(core, REQUEST)


def is_trusted(server: LocalServer) -> bool:
    """Whether a call is answered; a server that is not trusted gets no request."""
    before = len(server.requests)
    result = result_of(server)
    sent = len(server.requests) - before
    if sent:
        return bool(result.unwrap().text)
    error = result.failure()
    assert type(error) is errors.APIConnectionError
    assert (error.phase, error.body_sent, error.retryable) == ("tls", False, False)
    return False


@needs_openssl
@pytest.mark.parametrize(
    ("authorities", "trusted"),
    [([AUTHORITY], True), ([STRANGER, AUTHORITY], True), ([STRANGER], False)],
    ids=["the server's", "another's and the server's", "another's"],
)
def test_the_systems_store_says_who_is_trusted(
    server: LocalServer,
    environment: pytest.MonkeyPatch,
    tmp_path: Path,
    authorities: list[trustme.CA],
    trusted: bool,
) -> None:
    set_system(environment, store(tmp_path / "certs", *authorities))
    set_certifi(environment, tmp_path / "certifi", STRANGER if trusted else AUTHORITY)
    assert is_trusted(server) is trusted


@needs_openssl
def test_of_the_systems_store_one_certificate_is_read_for_the_context(
    environment: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    set_system(environment, store(tmp_path / "certs", *(trustme.CA() for _ in range(3))))
    context = tls_context(Certificates.now())
    assert context.cert_store_stats() == {"x509": 1, "crl": 0, "x509_ca": 1}


@needs_openssl
def test_links_that_lead_nowhere_beside_some_that_do_are_passed_over(
    server: LocalServer, environment: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = store(tmp_path / "certs", AUTHORITY)
    for number in range(20):
        (folder / f"0000000{number:x}"[-8:]).with_suffix(".0").symlink_to(folder / "gone.pem")
    set_system(environment, folder)
    set_certifi(environment, tmp_path / "certifi", STRANGER)
    assert is_trusted(server)


@needs_openssl
@pytest.mark.parametrize("case", NO_STORES)
def test_where_the_system_has_no_such_store_certifi_says_who_is_trusted(
    server: LocalServer, environment: pytest.MonkeyPatch, tmp_path: Path, case: str
) -> None:
    NO_STORES[case](tmp_path / "certs")
    set_system(environment, tmp_path / "certs")
    assert trust_store.system_context() is None
    set_certifi(environment, tmp_path / "certifi", AUTHORITY)
    assert is_trusted(server)
    tls_context.cache_clear()
    set_certifi(environment, tmp_path / "another", STRANGER)
    assert not is_trusted(server)


def test_an_openssl_without_a_folder_has_no_store(environment: pytest.MonkeyPatch) -> None:
    set_system(environment, None)
    assert trust_store.system_context() is None


@needs_openssl
def test_windows_has_no_such_store(environment: pytest.MonkeyPatch, tmp_path: Path) -> None:
    set_system(environment, store(tmp_path / "certs", AUTHORITY))
    environment.setattr(trust_store, "IS_WINDOWS", True)
    assert trust_store.system_context() is None


@needs_openssl
@pytest.mark.parametrize("variable", ["SSL_CERT_FILE", "SSL_CERT_DIR"])
@pytest.mark.parametrize("named", [AUTHORITY, STRANGER], ids=["the server's", "another's"])
def test_a_variable_comes_before_the_system_and_before_certifi(
    server: LocalServer,
    environment: pytest.MonkeyPatch,
    tmp_path: Path,
    variable: str,
    named: trustme.CA,
) -> None:
    other = STRANGER if named is AUTHORITY else AUTHORITY
    set_system(environment, store(tmp_path / "certs", other))
    set_certifi(environment, tmp_path / "certifi", other)
    folder = store(tmp_path / "named", named)
    is_file = variable == "SSL_CERT_FILE"
    environment.setenv(variable, str(folder / "authority0.pem" if is_file else folder))
    assert is_trusted(server) is (named is AUTHORITY)


@needs_openssl
def test_a_file_comes_before_a_folder_and_a_folder_may_be_several(
    server: LocalServer, environment: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    set_system(environment, None)
    ours, theirs = store(tmp_path / "ours", AUTHORITY), store(tmp_path / "theirs", STRANGER)
    environment.setenv("SSL_CERT_DIR", f"{tmp_path / 'gone'}:{theirs}:{ours}")
    assert is_trusted(server)
    environment.setenv("SSL_CERT_FILE", str(theirs / "authority0.pem"))
    assert not is_trusted(server)


@pytest.mark.parametrize(
    "make", [Path.mkdir, no_name_is_hashed], ids=["an empty folder", "no name is hashed"]
)
def test_a_named_folder_in_which_openssl_finds_nothing_is_an_invalid_request(
    server: LocalServer, environment: pytest.MonkeyPatch, tmp_path: Path, make: Any
) -> None:
    make(tmp_path / "named")
    environment.setenv("SSL_CERT_DIR", str(tmp_path / "named"))
    before = len(server.requests)
    error = result_of(server).failure()
    assert type(error) is errors.InvalidRequestError
    assert str(error).startswith("SSL_CERT_DIR: ")
    assert "openssl rehash" in str(error)
    assert len(server.requests) == before


SETTINGS = (
    *("verify_mode", "check_hostname", "hostname_checks_common_name", "verify_flags", "options"),
    *("protocol", "minimum_version", "maximum_version", "post_handshake_auth", "keylog_filename"),
)


@needs_openssl
@pytest.mark.skipif(
    tuple(map(int, version("httpx").split(".")[:2])) < (0, 28),
    reason="before 0.28 httpx set ciphers and versions of its own",
)
@pytest.mark.parametrize("source", ["system", "certifi", "file", "folder"])
def test_all_else_of_the_context_is_as_httpx_makes_it(
    environment: pytest.MonkeyPatch, tmp_path: Path, source: str
) -> None:
    folder = store(tmp_path / "certs", AUTHORITY)
    set_system(environment, folder if source == "system" else None)
    if source == "file":
        environment.setenv("SSL_CERT_FILE", str(folder / "authority0.pem"))
    if source == "folder":
        environment.setenv("SSL_CERT_DIR", str(folder))
    environment.setenv("SSLKEYLOGFILE", str(tmp_path / "keys"))
    ours, theirs = tls_context(Certificates.now()), httpx.create_ssl_context()
    for name in SETTINGS:
        assert getattr(ours, name) == getattr(theirs, name), name
    assert ours.get_ciphers() == theirs.get_ciphers()
    assert ours.verify_mode == ssl.CERT_REQUIRED
