"""Giao Ban: the working platform of a coalition of civic organisations."""

__version__ = "0.1.0"
