"""Tagging by rules whose every word stands in a language pack."""
