"""Figures and words of a period, entered once, accepted up the line, and open down to the cell that they came from."""
