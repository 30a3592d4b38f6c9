"""Follow-up lists that an office kept in a spreadsheet: what their columns mean, which rows are tasks, whose they are.

Pure but for `judging`: rows of `documents.reading.tables` in, entries with their problems out; a person confirms.
"""
