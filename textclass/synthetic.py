"""a number and a seed -> a folder of made-up decisions, for load tests only: never to train on or to measure with.

Words are drawn so that the vocabulary goes on growing with the number of documents, as it does in real text.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_PARTS = (
    "analys elev resultat skol stöd trygghet undervisning kvalitet resurs klass lärar hälso närvaro språk läs"
    " matematik betyg kunskap studie rektor enhet forum plan mål arbets lednings besöks fritids ämnes samtals"
    " nätverks utbildnings gransknings mentors kommun stads lands bygd program års termins vecko rutin enkät"
    " schema övergångs likvärdighets behovs grupp pedagog kollegie bedömnings modell process system struktur"
    " strategi dokument underlags register"
).split()
_HEADS = (
    "arbete grupp plan rutin forum modell enkät samtal kartläggning uppföljning stöd analys möte underlag"
    " program insats dialog mall nätverk satsning"
).split()
_PLACES = "Alm Berg Dal Ek Fors Gran Hag Källe Lind Marke Norr Sjö Sten Söder Tall Väster Ås Öster".split()
_ENDS = "by stad vik ås hult torp näs rum köping ryd".split()
_NAMES = "Alma Bo Cecilia David Eva Fredrik Gunilla Hans Inger Johan Karin Lars Maja Nils Oskar Petra".split()
_SURNAMES = "Ahlgård Björkvall Cederbo Dahlrot Ekmark Forsbo Granvik Hedås Lindryd Näsman Stenvall Åmark".split()
_MONTHS = "januari februari mars april maj augusti september oktober november december".split()
_TITLES = (
    "Huvudmannens analys av studieresultat och trygghet",
    "Huvudmannens kompensatoriska arbete",
    "Rektors ledarskap",
    "Undervisning",
    "Trygghet och studiero",
    "Bedömning och betygssättning",
)
_LAW = (
    "1 kap. 9 §, 4 kap. 3, 5-7 §§, 5 kap. 3 § skollagen",
    "1 kap. 9 §, 2 kap. 8 §, 4 kap. 7 § skollagen",
    "2 kap. 9 och 10 §§, 4 kap. 4 § skollagen (2010:800)",
    "3 kap. 2 och 5 §§ skollagen samt 5 kap. 2 § skolförordningen (2011:185)",
)
_NEEDS = (
    "Huvudmannen behöver analysera orsakerna till skillnader mellan enheterna och använda {0} som underlag.",
    "Huvudmannen behöver följa upp {0} och rikta {1} till de elever som har störst behov.",
    "Rektorn behöver se till att {0} används i alla årskurser och att {1} följs upp.",
    "Huvudmannen behöver säkerställa att {0} leder till åtgärder på varje skolenhet.",
)
_DONE = (
    "Under våren har {0} genomförts på samtliga skolenheter, och resultatet har följts upp i {1}.",
    "Huvudmannen har infört {0}, som används varje månad av alla arbetslag.",
    "En genomgång av {0} visar att andelen elever som når målen har ökat med {n} procent.",
    "Rektorerna har arbetat med {0} tillsammans med {1} sedan höstterminens start.",
    "Lärarna har fått utbildning i {0}, och {1} har visat att det används i undervisningen.",
    "Orsakerna till resultaten har analyserats utifrån {0}, och {1} har ändrats till följd av det.",
)
_PLANNED = (
    "Huvudmannen avser att ta fram {0} under nästa läsår.",
    "Arbetet med {0} har inte påbörjats, men ska planeras i {1}.",
    "Det finns ett beslut om att {0} ska upphandlas, och {1} väntas bli klar till hösten.",
    "Ytterligare {0} är planerade, och {1} ska diskuteras vid ett möte i höst.",
    "En arbetsgrupp ska utses som får i uppgift att se över {0}.",
    "Uppföljningen av {0} har skjutits upp till vårterminen.",
)
_IN_LINE = "huvudmannen har påbörjat ett arbete som ligger i linje med vad som behövs för att höja kvaliteten"
_MORE = "ytterligare kvalitetshöjande åtgärder behövs"


@dataclass(frozen=True, slots=True)
class _Area:
    title: str
    law: str
    need: str
    account: tuple[str, ...]
    in_line: bool


def write(number: int, folder: str | os.PathLike[str], *, seed: int = 0, pdf: bool = False) -> list[Path]:
    """Write ``number`` decisions as text or, if ``pdf``, as four-page PDFs; the same seed gives the same bytes.

    Raises: ImportError: ``pdf`` without the extra ``synth``.
    """
    put = _pdf_writer() if pdf else _write_text
    home = Path(folder)
    home.mkdir(parents=True, exist_ok=True)
    width = max(5, len(str(number)))
    paths = []
    for item in range(1, number + 1):
        path = home / f"synth-{item:0{width}d}{'.pdf' if pdf else '.txt'}"
        put(path, decision(item, seed=seed))
        paths.append(path)
    return paths


def decision(item: int, *, seed: int = 0) -> list[str]:
    """Return the paragraphs of one made-up decision.

    >>> decision(7, seed=1) == decision(7, seed=1) != decision(8, seed=1)
    True
    """
    chance = random.Random(f"textclass {seed} {item}")
    place = chance.choice(_PLACES) + chance.choice(_ENDS)
    year = chance.randint(2016, 2024)
    titles = chance.sample(_TITLES, chance.randint(2, 4))
    return list(_paragraphs(chance, place, year, [_area(chance, title) for title in titles]))


def _area(chance: random.Random, title: str) -> _Area:
    in_line = chance.random() < 0.5
    sentences = [
        _sentence(chance, chance.choices((_DONE, _PLANNED), (4, 1) if in_line else (1, 4))[0]) for _ in range(11)
    ]
    account = (" ".join(sentences[:4]), " ".join(sentences[4:8]), " ".join(sentences[8:]))
    return _Area(title, chance.choice(_LAW), _sentence(chance, _NEEDS), account, in_line)


def _sentence(chance: random.Random, forms: Sequence[str]) -> str:
    return chance.choice(forms).format(word(chance), word(chance), n=chance.randint(2, 40))


def word(chance: random.Random) -> str:
    """Return a compound noun; the rarer, the longer, and there is no end of them."""
    rank = min(int(chance.paretovariate(0.5)), 10**9) - 1
    head, rank = _HEADS[rank % len(_HEADS)], rank // len(_HEADS)
    parts = ""
    while rank:
        parts, rank = parts + _PARTS[rank % len(_PARTS)], rank // len(_PARTS)
    return parts + head


def _day(chance: random.Random, year: int) -> str:
    return f"{chance.randint(1, 28)} {chance.choice(_MONTHS)} {year}"


def _paragraphs(chance: random.Random, place: str, year: int, areas: Sequence[_Area]) -> Iterator[str]:
    yield "Beslut"
    yield f"{place} kommun"
    yield f"Dnr {chance.choice(('40', '400'))}-{year}:{chance.randint(100, 9999)}"
    yield f"{year}-{chance.randint(10, 12)}-{chance.randint(10, 28)}"
    yield f"Uppföljning av kvalitetsgranskning i {place} kommun"
    yield "Inledning"
    yield (
        f"Skolinspektionen har genomfört en regelbunden kvalitetsgranskning av {place} kommuns ansvarstagande för "
        f"grundskolan. Vid granskningen identifierade Skolinspektionen ett antal utvecklingsområden för huvudmannen "
        f"som angetts i beslut den {_day(chance, year - 1)}."
    )
    yield (
        f"Skolinspektionen har begärt att huvudmannen senast den {_day(chance, year)} ska redovisa till "
        f"Skolinspektionen vilka åtgärder som vidtagits utifrån identifierade utvecklingsbehov. Huvudmannen har "
        f"inkommit med en sådan redovisning den {_day(chance, year)}."
    )
    yield "Beslut:"
    yield "Skolinspektionen bedömer redovisade åtgärder på följande sätt:"
    for area in areas:
        yield area.title
        yield _upper(_IN_LINE if area.in_line else _MORE) + "."
    yield "Skolinspektionen avslutar granskningen."
    yield "Bakgrund"
    for area in areas:
        yield from _reasons(area)
    yield "På Skolinspektionens vägnar"
    yield f"Beslutet har fattats av enhetschef {chance.choice(_NAMES)} {chance.choice(_SURNAMES)}."
    yield f"Utredare {chance.choice(_NAMES)} {chance.choice(_SURNAMES)} har varit föredragande i ärendet."


def _reasons(area: _Area) -> Iterator[str]:
    yield area.title
    yield "Författningsstöd"
    yield area.law
    yield (
        "Bedömningen var: Huvudmannen arbetar i låg utsträckning med detta. Ett utvecklingsarbete behövde inledas "
        "inom följande del:"
    )
    yield f"• {area.need}"
    first, *others = area.account
    yield f"Av huvudmannens redovisning av vidtagna åtgärder framgår följande. {first}"
    yield from others
    verdict = _IN_LINE if area.in_line else _MORE
    yield f"Mot bakgrund av ovanstående gör Skolinspektionen bedömningen att {verdict}."


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _write_text(path: Path, paragraphs: Sequence[str]) -> None:
    path.write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8", newline="\n")


_MARGIN, _LEADING, _SIZE = 85, 12, 11  # points
_LINE = 78  # characters
_PAGES = 4


def _pdf_writer() -> Callable[[Path, Sequence[str]], None]:
    try:
        from reportlab.lib.pagesizes import A4
        from reportlab.pdfgen.canvas import Canvas
    except ImportError as error:
        raise ImportError("PDF needs the extra 'synth': pip install 'textclass[synth]'") from error

    def put(path: Path, paragraphs: Sequence[str]) -> None:
        canvas = Canvas(str(path), pagesize=A4, invariant=1, pageCompression=1)
        pages = _pages(paragraphs)
        for number, page in enumerate(pages, 1):
            _draw(canvas, A4[1], page, f"{number} ({len(pages)})")
        canvas.save()

    return put


def _pages(paragraphs: Sequence[str]) -> list[list[str]]:
    """Return the lines of each page, spread evenly."""
    import textwrap

    lines = [line for paragraph in paragraphs for line in [*textwrap.wrap(paragraph, _LINE), ""]]
    each = -(-len(lines) // _PAGES)
    return [lines[first : first + each] for first in range(0, len(lines), each)]


def _draw(canvas: Any, height: float, lines: Sequence[str], mark: str) -> None:  # noqa: ANN401 - reportlab's canvas
    canvas.setFont("Helvetica", 9)
    canvas.drawString(_MARGIN, height - 40, "Skolinspektionen")
    canvas.drawRightString(510, height - 40, mark)
    canvas.setFont("Helvetica", _SIZE)
    text = canvas.beginText(_MARGIN, height - _MARGIN)
    text.setLeading(_LEADING)
    text.textLines("\n".join(lines), trim=0)
    canvas.drawText(text)
    canvas.showPage()
