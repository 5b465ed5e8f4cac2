"""cxmap: the open, self-hosted home of customer journey mapping."""

__version__ = "0.1.0"
