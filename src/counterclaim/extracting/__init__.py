"""Extraction: tagging text, then resolving the tags to claims."""
