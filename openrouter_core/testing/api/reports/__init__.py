"""Reports on traffic and benchmarks. No figure is real: all are computed from the day and the model."""

from __future__ import annotations

from openrouter_core.testing.api.reports import analytics, benchmarks, datasets

ROUTES = (*analytics.ROUTES, *datasets.ROUTES, *benchmarks.ROUTES)
