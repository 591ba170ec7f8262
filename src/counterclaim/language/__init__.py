"""Folding, tokens, sentences and language packs: what every stage knows of language."""

from counterclaim.language.folding import Token, fold, spelled, tokens
from counterclaim.language.packs import Pack, available, known, load
from counterclaim.language.sentences import sentences

__all__ = ["Pack", "Token", "available", "fold", "known", "load", "sentences", "spelled", "tokens"]
