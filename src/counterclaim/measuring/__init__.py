"""How well a ledger is read: agreement between coders, the engine held against fully read articles, intervals."""
