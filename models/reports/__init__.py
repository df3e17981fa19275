"""Reports of OpenRouter: the account's traffic, everybody's traffic, and models' results in benchmarks."""
