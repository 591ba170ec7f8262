"""The review room: pages, forms and a JSON API over one ledger."""
