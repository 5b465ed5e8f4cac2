"""Benchmarks: how fast cxmap is, each figure beside a limit that is measured in the same run.

`run` is the list of figures · `figure` what one is · `servers` the product and the limit as processes · `load` the clients, a
process too · `world` the maps that are measured · one module per figure: `arrival`, `sustained`, `cpu`, `painting`, `dragging`,
`echo`, `opening`. `python -m tests.bench --only cpu --seconds 3` measures one of them shortly.
"""
