"""What belongs to an account or an organization: made, listed, changed and deleted in one table for each resource."""
