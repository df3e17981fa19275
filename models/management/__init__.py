"""What belongs to an account or an organization: one module for each resource."""
