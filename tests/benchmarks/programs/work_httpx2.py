"""The other floor: what `work_httpx` does, over httpx's successor."""

import sys
from importlib import import_module

import httpx2

sys.modules["httpx"] = httpx2

globals().update(vars(import_module("work_httpx")))  # it imports httpx, and finds this one
