"""Names, numbers and dates: what the text says, and null where it does not."""

import pytest

from textclass.decision import dates, officers, parties
from textclass.records import Dates

INTRODUCTION = (
    "Skolinspektionen fattade den 19 december 2023 beslut efter en granskning. Kommunen skulle senast den 30 augusti"
    " 2024 redovisa sina åtgärder. Redovisningen kom in den 29 augusti 2024."
)


def read(text: str, decided: str | None = None) -> Dates:
    return dates.find(text, [(0, len(text))], decided=decided)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (INTRODUCTION, ("2023-12-19", "2024-08-30", "2024-08-29")),
        (
            "I beslut den 3 mars 2020 angavs vad som behövde utvecklas. Skolan skulle redovisa åtgärder senast den"
            " 1 juni 2020. Anstånd beviljades till den 15 oktober 2020, och redovisningen inkom den 14 oktober 2020.",
            ("2020-03-03", "2020-10-15", "2020-10-14"),
        ),
        (
            "Skolinspektionen har begärt att huvudmannen senast den 21 augusti 2023 ska redovisa åtgärder."
            " Huvudmannen har inkommit med en sådan redovisning den 10 augusti 2023.",
            (None, "2023-08-21", "2023-08-10"),
        ),
        (
            "I beslut den 3 mars 2020 förelades bolaget. Svaret skulle vara inne den 1 juni 2020. Svaret är daterat den"
            " 29 maj 2020 och inkom den 2 juni 2020.",
            ("2020-03-03", "2020-06-01", "2020-06-02"),
        ),
        (
            "Bolaget fick den 3 mars 2020 ett beslut. Sista dagen flyttades från den 1 juni 2020 till den 1 juli 2020."
            " Bolagets begäran kom in den 28 maj 2020. Så skedde den 30 juni 2020.",
            ("2020-03-03", "2020-07-01", "2020-06-30"),
        ),
        ("Skolinspektionen besökte skolan den 3 maj 2020 och intervjuade rektorn.", (None, None, None)),
        ("Den 1 juli 2023 genomförde Skolinspektionen ett namnbyte.", (None, None, None)),
        ("Åtgärderna gäller läsåret 2023/2024 och 2 kap. 9 § skollagen (2010:800).", (None, None, None)),
        ("Huvudmannen ska senast den 3 maj 2025 lämna en ny redovisning.", (None, None, None)),
    ],
)
def test_the_dates_of_the_case(text, expected):
    found = read(text)
    assert (found.assessment_decision, found.report_due, found.report_received) == expected


def test_no_date_of_the_case_lies_after_the_decision():
    assert read(INTRODUCTION, decided="2024-01-15") == Dates("2023-12-19", None, None)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("2016-06-29", "2016-06-29"),
        ("Beslut 2021-10-28", "2021-10-28"),
        ("Göteborg den 4 mars 2021", "2021-03-04"),
        ("Den 1 juli 2023 genomfördes ett namnbyte.", None),
        ("Läsåret 2023/2024", None),
        ("2023-02-31", None),
    ],
)
def test_the_decisions_own_date_stands_alone_on_a_line(line, day):
    assert dates.decision_date([line], []) == day


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Dnr SI 2022:1234", "SI 2022:1234"),
        ("Dnr 43-2015:2430", "43-2015:2430"),
        ("Diarienummer: 400-2016:207", "400-2016:207"),
        ("2016:6997", "2016:6997"),
        ("läsåret 2023/2024", None),
        ("skollagen (2010:800)", None),
        ("prop. 2009/10:165", None),
    ],
)
def test_a_diary_number_is_no_act_and_no_school_year(line, number):
    assert parties.diary_number([line]) == number


@pytest.mark.parametrize(
    ("printed", "base"),
    [
        ("Borlänge kommuns", "Borlänge kommun"),
        ("Mora kommun", "Mora kommun"),
        ("Västervikens gymnasieförbunds", "Västervikens gymnasieförbund"),
        ("Björkens ekonomiska förenings", "Björkens ekonomiska förening"),
    ],
)
def test_the_base_form_of_an_organisers_name(printed, base):
    assert parties.base_form(printed) == base


@pytest.mark.parametrize(
    ("closing", "names"),
    [
        (
            ["Beslutet har fattats av enhetschef Eva Ek.", "Utredare Bo Al har varit föredragande i ärendet."],
            ("Eva Ek", "Bo Al"),
        ),
        (["Eva Ek", "Beslutsfattare", "Bo Al-Hed", "Föredragande"], ("Eva Ek", "Bo Al-Hed")),
        (["Eva Ek, enhetschef, har fattat beslutet. Bo Al har föredragit ärendet."], ("Eva Ek", "Bo Al")),
        (["Beslutet är fattat av enhetschef Eva Ek efter föredragning av utredaren Bo Al."], ("Eva Ek", "Bo Al")),
        (["Eva Ek", "Avdelningschef", "Bo Al", "Jurist"], ("Eva Ek", "Bo Al")),
        (["Eva Ek", "Avdelningschef"], ("Eva Ek", None)),
        (["Eva Ek, enhetschef Bo Al, utredare (föredragande)"], ("Eva Ek", "Bo Al")),
        (["Enhetschef Eva Ek har beslutat i ärendet efter föredragning av utredaren Bo Al."], ("Eva Ek", "Bo Al")),
        (["Betygen vid Ekskolan Norra beslutas av lärarna."], (None, None)),
        (["På Skolinspektionens vägnar"], (None, None)),
    ],
)
def test_who_decided_and_who_presented(closing, names):
    assert officers.find(closing, "") == names
