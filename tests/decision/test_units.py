"""School units: short names, names in titles, and sentences that say of several schools what each has done."""

from typing import Any

import pytest

from textclass.decision import outcomes, schools, stating, units
from textclass.decision.evidence import key
from textclass.decision.paragraphs import Block
from textclass.decision.roles import Unit
from textclass.decision.segments import Found

NAMES = ("Naturbruksgymnasiet Ekby", "Naturbruksgymnasiet Alby")


class Page:
    """Stands for the clean text: all on one page."""

    def page(self, position: int) -> int:
        return 1


def blocks(*texts: str) -> list[Block]:
    return [Block(text, 0, bullet=False, contents=False) for text in texts]


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Naturbruksgymnasiet Ekby (nedan Ekby) och Naturbruksgymnasiet Alby (nedan Alby).", {"ekby", "alby"}),
        ("Beslutet rör Strandgymnasiet Norra i Viks kommun (nedan kallat Norra).", {"norra"}),
        ("Granskningen gällde Talludden friskola (i det följande Talludden).", {"talludden"}),
        ("Vi granskade Naturbruksgymnasiet Ekby och Naturbruksgymnasiet Alby.", {"ekby", "alby"}),
        ("Vi granskade Naturbruksgymnasiet Ekby.", set()),
        ("Lärande i Vik AB (nedan Bolaget) driver skolan.", set()),
        ("Kommunen (nedan Kommunen) har svarat.", set()),
    ],
)
def test_a_text_calls_its_schools_by_short_names(text: str, short: set[str]) -> None:
    assert set(units.called(blocks(text))) == short


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("ELEVHÄLSA (NATURBRUKSGYMNASIET EKBY)", NAMES[0]),
        ("Naturbruksgymnasiet Alby – Särskilt stöd", NAMES[1]),
        ("Naturbruksgymnasiet Albys trygghetsarbete", NAMES[1]),
        ("Miljön vid Naturbruksgymnasiet Ekby", NAMES[0]),
        ("Studieplaner (Naturbruksgymnasiet Ekby och Naturbruksgymnasiet Alby)", None),
        ("Naturbruksgymnasiet Ekbyholms lokaler", None),
        ("Stödet till elever", None),
    ],
)
def test_the_title_of_an_area_may_name_its_school(title: str, unit: str | None) -> None:
    assert units.in_title(title, NAMES) == unit


@pytest.mark.parametrize(
    ("text", "ekby", "alby"),
    [
        ("Bristerna vid Ekby är avhjälpta, medan bristerna vid Alby kvarstår.", "in_line", "more_needed"),
        ("Bristen kvarstår vid Alby men är avhjälpt vid Ekby.", "in_line", "more_needed"),
        ("Kommunen har avhjälpt bristen vid Ekby men inte vid Alby.", "in_line", "more_needed"),
        ("För Ekby godtas åtgärderna, för Alby krävs ytterligare åtgärder.", "in_line", "more_needed"),
        ("Ekby har gjort det som behövdes; Alby har en lång väg att gå.", "in_line", "more_needed"),
        ("Regionen har undanröjt bristen vid Ekby men att den vid Alby består är tydligt.", "in_line", "more_needed"),
        ("Ekby har åtgärdat bristen samt att Alby till en del har åtgärdat den.", "in_line", "partly"),
        ("Naturbruksgymnasiet Ekby uppfyller kraven, Naturbruksgymnasiet Alby gör det inte.", "in_line", "more_needed"),
        ("Vid Ekby och Alby är bristerna avhjälpta.", "in_line", "in_line"),
        ("Bristerna vid Alby kvarstår.", None, "more_needed"),
        ("Ekby fick besök i maj och Alby i juni.", None, None),
    ],
)
def test_a_sentence_about_several_schools_gives_each_its_own_outcome(
    text: str, ekby: str | None, alby: str | None
) -> None:
    areas = [Found("Stöd", key("Stöd"), name) for name in NAMES]
    page: Any = Page()
    stating._state_by_name(page, areas, [(Unit(text, 0, len(text), opens=True, bullet=False), None, None)])
    assert [outcomes.settle(area.places) for area in areas] == [ekby, alby]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("gymnasieskolorna Ekvikens Estetiska i Ljungby kommun och Ekvikens Tekniska i Östby kommun", 2),
        ("förskolorna Korpen, Lodjuret och Myran i Viks kommun", 3),
        ("Detta beslut rör två av Region Västanlandets gymnasieskolor.", 0),
    ],
)
def test_several_schools_are_named_each_with_its_place(line: str, names: int) -> None:
    assert len(schools.in_text([line])) == names
