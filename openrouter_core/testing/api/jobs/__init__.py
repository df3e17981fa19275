"""Jobs that end some time after their start, and the files that they create."""
