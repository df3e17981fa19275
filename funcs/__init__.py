"""One module for each operation, named after it. Nothing is imported here: you pay for what you import."""
