"""Lark grammars: notice.lark (how a notice is built) and claims.lark (how a claim is written)."""
