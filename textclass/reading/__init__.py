"""path -> RawDocument: the pages of a PDF, DOCX, HTML or text file, and what became of the reading.

read(path)  ->  formats.recognise  ->  pdf | docx | html | plain  ->  RawDocument
decode_text(data): the text of a text file, line ends as they are
find_files(paths): files, folders and globs -> the files to read
"""

from textclass.reading.files import SUFFIXES, find_files
from textclass.reading.limits import Limits
from textclass.reading.plain import decode_text
from textclass.reading.reader import read, read_bytes

__all__ = ["SUFFIXES", "Limits", "decode_text", "find_files", "read", "read_bytes"]
