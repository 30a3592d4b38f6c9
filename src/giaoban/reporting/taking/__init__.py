"""What is not typed into the form: a filled workbook, a pasted column, a Word document. Each becomes a preview first.

Nothing is guessed: a cell that may be read in two ways is refused by its address, with the reason.
"""
