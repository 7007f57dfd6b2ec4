"""Figures of a simulated term, counted again from its raw export by code that shares nothing with the platform.

    attune simulate term EXPORT
    attune serve
    python -m scripts.recount_term EXPORT --url http://127.0.0.1:5000

Imports nothing of attune: what is counted stands in `ledger`, how figures are made of it in `statistics`, and `compare`
holds both against what the HTTP API answers. A figure that is hidden may be hidden; one that is shown has to be right,
and has to be of k learners at least.
"""
