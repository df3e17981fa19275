"""Resources of an account or an organization: created, listed, changed and deleted, each described by one table."""
