"""``examples/batch.py`` against a server that is given: ``batch_at.py <example> <url> <the example's arguments>``."""

import importlib.util
import os
import sys

example, url = sys.argv[1:3]
sys.argv[1:3] = []
spec = importlib.util.spec_from_file_location("batch", example)
assert spec is not None
assert spec.loader is not None
batch = importlib.util.module_from_spec(spec)
sys.modules["batch"] = batch
spec.loader.exec_module(batch)
os.environ |= {"OPENROUTER_API_KEY": "a-key", "OPENROUTER_SERVER_URL": url}
raise SystemExit(batch.main())
