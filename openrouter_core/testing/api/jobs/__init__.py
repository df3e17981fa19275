"""Jobs that end some time after they were begun, and the files that they leave."""
