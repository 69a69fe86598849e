"""many paths -> many rows: a table of every area in an archive, complete whatever is in it and whatever happens.

run / score: files -> plan of parts -> workers (one process each) -> parts -> table; resumes, shards, Dask
parse_files: files -> Decisions, in order, by the same workers; read_scores: a table -> DataFrame
"""

from textclass.archive.parsing import parse_files
from textclass.archive.plan import ArchiveError
from textclass.archive.runs import merge, run, score
from textclass.archive.scores import read_rows, read_scores
from textclass.archive.tally import Summary

__all__ = ["ArchiveError", "Summary", "merge", "parse_files", "read_rows", "read_scores", "run", "score"]
