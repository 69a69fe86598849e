"""Scored tables made up for tests: any number of areas, with the texts that a test wants in them."""

import datetime
import math
import random

from textclass import tables
from textclass.archive.scores import to_pandas

FORMS = ("grundskola", "gymnasieskola", "förskola", "fritidshem", "komvux")
TYPES = ("municipality", "company", "foundation", "region", "association")
TITLES = (
    "Trygghet och studiero",
    "Rektors ledarskap",
    "Extra anpassningar och särskilt stöd",
    "Huvudmannens analys av studieresultat",
    "Undervisning i svenska som andraspråk",
    "Bedömning och betygssättning",
)
LAW = ("2010:800#K4P3", "2010:800#K3P5", "2010:800#K2P8", "2010:800#K5P3", "2011:185#K5P2", "2010:2039#K6P1")
SENTENCE = "Rektorn har under våren infört en gemensam rutin för uppföljning av elevernas närvaro och trivsel. "


def scored(n, *, seed=0, text=None, with_text=True):
    """Return a table of ``n`` areas, three a decision, and a damaged file; ``text`` stands in every text cell."""
    draw = random.Random(seed)
    rows = []
    for number in range(math.ceil(n / 3)):
        document = _document(draw, number, text)
        rows += [document | _area(draw, area, text) for area in range(1, min(3, n - 3 * number) + 1)]
    bad = {"path": text or "arkiv/trasig.pdf", "status": "error", "error": text or "damaged PDF", "source": "pdf"}
    rows.append(bad | {"corrected": False, "model_id": text or "test", "textclass_version": "0"})
    return to_pandas(tables.table(rows, text=with_text))


def _document(draw, number, text):
    decided = datetime.date(draw.randint(2016, 2024), draw.randint(1, 12), draw.randint(1, 28))
    received = decided - datetime.timedelta(days=draw.randint(20, 160))
    return {
        "path": f"arkiv/{number:05d}.pdf" if text is None else f"{number}{text}",
        "sha256": f"{number:064x}",
        "status": "ok",
        "source": "pdf",
        "pages": draw.randint(2, 9),
        "kind": draw.choice(("quality_review_followup", "supervision_followup")),
        "dnr": text or f"SI {decided.year}:{number}",
        "decision_date": decided,
        "organiser": text or f"Exempelstads kommun {number % 57}",
        "organiser_type": text if text and number % 2 else draw.choice(TYPES),
        "school_forms": [text] if text and number % 2 else [draw.choice(FORMS)],
        "assessment_decision_date": received - datetime.timedelta(days=draw.randint(100, 300)),
        "report_due_date": received + datetime.timedelta(days=draw.randint(-4, 10)),
        "report_received_date": received,
        "closed": True,
        "warnings": [],
        "corrected": False,
        "model_id": text or "test",
        "textclass_version": "0",
    }


def _area(draw, number, text):
    p = draw.betavariate(0.7, 0.7)
    stated = draw.choices(("clear", "partly", "conflict", None), (90, 5, 2, 3))[0]
    if stated == "clear":
        stated = "more_needed" if draw.random() < p else "in_line"
    given = {"more_needed": p, "in_line": 1 - p}.get(stated)
    return {
        "area_no": number,
        "area_title": text or draw.choice(TITLES),
        "page": number,
        "stated_outcome": stated,
        "stated_text": text or "Skolinspektionen bedömer att ytterligare åtgärder behövs. " * 3,
        "predicted_outcome": "more_needed" if p > 0.7 else "in_line" if p < 0.3 else "uncertain",
        "p_more_needed": p,
        "prediction_set": ["more_needed"] if p > 0.7 else ["in_line"],
        "surprise": None if given is None else -math.log2(max(given, 1e-9)),
        "needs": [text or "Rektorn behöver följa upp elevernas närvaro på samtliga enheter."] * 2,
        "citations": draw.sample(LAW, 3) + ([text] if text else []),
        "account_chars": 900,
        "account": text or SENTENCE * 9,
        "evidence": [{"text": text or SENTENCE, "contribution": draw.uniform(-2, 2)} for _ in range(3)],
    }
