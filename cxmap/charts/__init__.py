"""Figures: what `insights` found and `documents` laid out, as Plotly charts."""
