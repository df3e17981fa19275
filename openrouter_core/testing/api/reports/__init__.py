"""What OpenRouter tells of traffic and of benchmarks. No figure is real: all follow from the day and the model."""

from __future__ import annotations

from openrouter_core.testing.api.reports import analytics, benchmarks, datasets

ROUTES = (*analytics.ROUTES, *datasets.ROUTES, *benchmarks.ROUTES)
