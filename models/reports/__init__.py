"""What OpenRouter tells of traffic: the account's own, everybody's, and how models did in benchmarks."""
