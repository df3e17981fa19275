"""The certificates that the operating system trusts, where OpenSSL can look up the one that it needs.

Debian, Ubuntu, Alpine and most images have a folder in which a link such as ``4042bcee.0`` leads to each authority's
certificate: the name is a hash of the authority's. Opening it reads one certificate, where certifi's file is 140 of
them, which take 20 to 35 ms. It is also where a company's own authority is installed, and what curl and git read.
"""

from __future__ import annotations

import os
import re
import ssl
from collections.abc import Iterator
from typing import Final

IS_WINDOWS: Final = os.name == "nt"
_HASHED: Final = re.compile(r"[0-9a-f]{8}\.[0-9]+")


def hashed_files(folder: str) -> Iterator[str]:
    """The files in a folder whose names OpenSSL looks for; a link that leads nowhere is not one of them."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if _HASHED.fullmatch(entry.name) and os.path.isfile(entry.path):  # noqa: PTH113  # Path.is_file raises
                    yield entry.path
    except OSError:  # it is not there, or not ours to read
        return


def system_context() -> ssl.SSLContext | None:
    """A TLS context that trusts whom the system trusts; None where its store cannot be read so, or is no store:

    - no folder (macOS, images without certificates), or one without hashed names (Red Hat's)
    - only links that lead nowhere: the files were not copied into the image with them
    - no authority among its certificates: Debian's ``ssl-cert`` puts one there that is for this machine's own servers

    On Windows OpenSSL was built with a folder that there is not, and that others might make.
    """
    folder = ssl.get_default_verify_paths().openssl_capath
    if IS_WINDOWS or not folder:
        return None
    context: ssl.SSLContext | None = None
    for file in hashed_files(folder):
        context = context or ssl.create_default_context(capath=folder)
        try:
            context.load_verify_locations(cafile=file)  # which OpenSSL would load when it needs it
        except OSError:
            continue
        if context.cert_store_stats()["x509_ca"]:
            return context
    return None
