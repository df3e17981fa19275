"""What the stand-in answers where a model would work: text, vectors, sound, pictures, events."""
