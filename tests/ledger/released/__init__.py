"""A small ledger of every released schema, as SQL text. Files of released schemas are never changed."""
