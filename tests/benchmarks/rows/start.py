"""A process from its first moment: a script that asks once, and an import."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.benchmarks.bench import (
    FLOOR,
    OURS,
    PEERS,
    PROGRAMS,
    SMALL_ANSWER,
    Bench,
    Failed,
    Row,
    ask,
    scaled,
    table,
)

IMPORTS = {
    "httpx": "import httpx",
    "core": (
        "from openrouter_core import OpenRouterCore\n"
        "from openrouter_core.funcs.chat_send import chat_send\n"
        "OpenRouterCore('sk-or-v1-benchmark')"
    ),
    "openrouter": "from openrouter import OpenRouter\nOpenRouter(api_key='sk-or-v1-benchmark')",
    "openai": "from openai import OpenAI\nOpenAI(api_key='sk-or-v1-benchmark')",
}
TIMED_IMPORT = """
import sys, time
cpu, wall = time.process_time(), time.perf_counter()
{code}
cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
modules = len(sys.modules)
import gc
made = [c for c in gc.get_objects() if isinstance(c, type) and "__attrs_attrs__" in c.__dict__]
print(cpu, wall, modules, sum(c.__module__.startswith("openrouter_core") for c in made))
"""
KEY = "sk-or-v1-benchmark"
STORE = r"""
set -e
mount --bind "$1" "$2"
mount --bind "$3" "$4"
shift 4
exec "$@"
"""


def cold_start(bench: Bench) -> Iterator[Row]:
    """A script that imports, asks once over plain HTTP, prints and exits."""
    with starter(bench) as process:
        wall, cpu, memory = _scripts(
            bench, process, f"{bench.url}/answer/small", bench.environment()
        )
    yield Row("cold start: import, one chat, print, exit; wall", "ms", wall, {FLOOR: 1.30})
    yield Row("the same, CPU", "ms", cpu)
    yield Row("the same, peak memory", "MiB", memory, {FLOOR: 1.25})


def tls_file(bench: Bench) -> Iterator[Row]:
    """The same over TLS, where ``SSL_CERT_FILE`` names the server's authority."""
    environment = bench.environment(SSL_CERT_FILE=str(bench.authority))
    with starter(bench) as process:
        wall, cpu, _ = _scripts(bench, process, f"{bench.tls_url}/answer/small", environment)
    yield Row("first answer over TLS, SSL_CERT_FILE set; CPU", "ms", cpu, {FLOOR: 1.35})
    yield Row("the same, wall", "ms", wall)


def tls_instructions(bench: Bench) -> Iterator[Row]:
    """The same, counted: what other processes do does not change instructions."""
    what = "first answer over TLS, SSL_CERT_FILE set; instructions"
    valgrind = shutil.which("valgrind")
    if valgrind is None:
        yield Row(what, "million", {}, note="not measured: no valgrind here")
        return
    values = table((FLOOR, OURS))
    for name in values:
        script = str(PROGRAMS / f"cold_{name}.py")
        command = [valgrind, "--tool=callgrind", "--callgrind-out-file=/dev/null", bench.python]
        environment = bench.environment(SSL_CERT_FILE=str(bench.authority), PYTHONHASHSEED="0")
        # Once before, so that the byte code is there.
        for started in ([bench.python], command):
            done = subprocess.run(
                [*started, script, f"{bench.tls_url}/answer/small", KEY],
                env=environment,
                cwd=bench.folder,
                capture_output=True,
                text=True,
                check=True,
            )
        found = re.search(r"Collected : (\d+)", done.stderr)
        if found is None or len(done.stdout.strip()) != SMALL_ANSWER:
            raise Failed(f"{name} under valgrind printed {done.stdout!r}")
        values[name].append(int(found[1]) / 1e6)
    yield Row(what, "million", values, {FLOOR: 1.30})


def tls_system(bench: Bench) -> Iterator[Row]:
    """The same, nothing set: certifi's bundle for who uses that, the system's store for who uses that.

    The server's authority is added to copies of both, which are bound in their places for the contestants alone.
    """
    what = "first answer over TLS, nothing set; CPU"
    stores = _stores_with(bench)
    if isinstance(stores, str):
        yield Row(what, "ms", {}, note=f"not measured: {stores}")
        return
    inside = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", STORE, "sh", *stores]
    with starter(bench, inside) as process:
        url = f"{bench.tls_url}/answer/small"
        wall, cpu, _ = _scripts(bench, process, url, bench.environment())
    yield Row(what, "ms", cpu, {FLOOR: 1.00})
    yield Row("the same, wall", "ms", wall)


def _stores_with(bench: Bench) -> list[str] | str:
    """Copies of the system's store and of certifi's that trust the server too, each before its place; or why not."""
    ask_python = (
        "import certifi, ssl; print(certifi.where(), ssl.get_default_verify_paths().capath)"
    )
    asked = subprocess.run(
        [bench.python, "-c", ask_python], env=bench.environment(), capture_output=True, text=True
    )
    bundle, _, folder = asked.stdout.strip().partition(" ")
    if folder in ("", "None") or not any(Path(folder).glob("*.0")):
        return "the system has no folder of hashed certificates"
    for needed in ("unshare", "openssl"):
        if shutil.which(needed) is None:
            return f"no {needed} here"
    if subprocess.run(
        ["unshare", "--user", "--map-root-user", "--mount", "true"], capture_output=True
    ).returncode:
        return "this user may not make a mount namespace"
    certificate = bench.authority.read_text()
    our_bundle = Path(bench.folder, "bundle.pem")
    our_bundle.write_text(Path(bundle).read_text(encoding="utf-8") + certificate, encoding="utf-8")
    our_folder = Path(bench.folder, "certs")
    if not our_folder.exists():
        shutil.copytree(folder, our_folder)
        hashed = subprocess.run(
            ["openssl", "x509", "-hash", "-noout", "-in", str(bench.authority)],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        (our_folder / f"{hashed}.0").write_text(certificate)
        for together in our_folder.glob("ca-certificates.crt"):
            together.write_text(together.read_text(encoding="utf-8") + certificate, "utf-8")
    return [str(our_folder), os.path.realpath(folder), str(our_bundle), bundle]


@contextmanager
def starter(
    bench: Bench, inside: Sequence[str] = (), stderr: int | None = None
) -> Iterator[subprocess.Popen[str]]:
    """What starts scripts (`programs/starter.py`), inside of another program where one is given."""
    started = subprocess.Popen(
        [*inside, bench.python, str(PROGRAMS / "starter.py")],
        cwd=bench.folder,
        env=bench.environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=stderr,
        text=True,
    )
    with started:
        yield started


def _scripts(
    bench: Bench, process: subprocess.Popen[str], url: str, environment: Mapping[str, str]
) -> tuple[dict[str, list[float]], ...]:
    """Wall, CPU (ms) and peak memory (MiB) of scripts that ask once."""
    wall, cpu, memory = table(), table(), table()
    for number, order in enumerate(bench.rounds(15, 5)):
        for name in order:
            command = [bench.python, str(PROGRAMS / f"cold_{name}.py"), url, KEY]
            done: dict[str, Any] = ask(
                process, {"command": command, "environment": dict(environment)}, name
            )
            if done["status"] or len(done["printed"].strip()) != SMALL_ANSWER:
                raise Failed(f"{shlex.join(command)} printed {done['printed']!r}")
            if number == 0:
                continue  # the first brings files into memory
            wall[name].append(done["wall"] * 1e3)
            cpu[name].append(done["cpu"] * 1e3)
            memory[name].append(done["peak"])
    return wall, cpu, memory


def imports(bench: Bench) -> Iterator[Row]:
    """What an import and a client cost, without Python's own start."""
    cpu, wall, modules, classes = table(), table(), table(), table()
    for number, order in enumerate(bench.rounds(15, 5)):
        for name in order:
            process = bench.start(
                "-c", TIMED_IMPORT.format(code=IMPORTS[name]), stdout=subprocess.PIPE
            )
            printed, _ = process.communicate()
            figures = [float(each) for each in printed.split()]
            if number:
                for values, value in zip((cpu, wall, modules, classes), figures, strict=True):
                    values[name].append(value)
    what = "import and make a client (httpx: import alone), without Python's start; wall"
    yield Row(what, "ms", scaled(wall, 1e3), {FLOOR: 0.90})
    yield Row("the same, CPU", "ms", scaled(cpu, 1e3))
    yield Row("modules loaded", "", modules)
    made = {OURS: classes[OURS]}
    yield Row("attrs classes of this project created", "", made, floor=None)


ROWS = {
    "cold_start": cold_start,
    "imports": imports,
    "tls_file": tls_file,
    "tls_instructions": tls_instructions,
    "tls_system": tls_system,
}
assert set(IMPORTS) == set(PEERS)
