"""Training the tagger: annotated passages in, a model folder out."""
