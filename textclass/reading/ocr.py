"""a page of a PDF -> its text by optical recognition; needs the extra ``ocr`` and the program tesseract."""

from __future__ import annotations

import functools
from typing import Any

LANGUAGES = "swe+eng"  # Swedish alone reads § as 8 or $
_DOTS_PER_INCH = 300
_MOST_PIXELS = 36_000_000  # a page of any size is drawn no larger; an A4 page at 300 dpi has 8.7 million
_SECONDS = 120  # for one page


@functools.cache
def missing() -> str | None:
    """Return what is lacking for recognition and how to get it, None if nothing is."""
    try:
        import PIL  # noqa: F401
        import pytesseract
    except ImportError:
        return "OCR needs more packages: pip install 'textclass[ocr]'"
    try:
        languages = set(pytesseract.get_languages(config=""))
    except (OSError, pytesseract.TesseractNotFoundError):
        return "OCR needs the program tesseract: install it with its Swedish language data"
    lacking = sorted(set(LANGUAGES.split("+")) - languages)
    return f"tesseract lacks the language data: {', '.join(lacking)}" if lacking else None


def recognise(page: Any) -> str:  # noqa: ANN401 - a page of pdfium, which is imported only where used
    r"""Return the text seen on the page, "" if none or if recognition takes over two minutes."""
    import pytesseract

    width, height = page.get_size()
    largest = (_MOST_PIXELS / max(1.0, width * height)) ** 0.5
    image = page.render(scale=min(_DOTS_PER_INCH / 72, largest), grayscale=True).to_pil()
    try:
        text = pytesseract.image_to_string(image, lang=LANGUAGES, timeout=_SECONDS)
    except RuntimeError:  # how pytesseract says that the time is up
        return ""
    return str(text).replace("\r\n", "\n").replace("\f", "").rstrip() + "\n"
