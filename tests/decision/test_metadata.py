"""Names, numbers and dates: what the text says, and null where it does not."""

from types import SimpleNamespace

import pytest

from textclass import lexicon
from textclass.decision import closing, dates, forms, header, kinds, officers, parties, schools
from textclass.decision.days import mentions
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
            "Beslutet fattades den 17 maj 2022. Där begärdes att kommunen den 31 januari 2023, eller dessförinnan,"
            " skulle beskriva sitt arbete. Bolagets svar är diariefört den 22 januari 2023.",
            ("2022-05-17", "2023-01-31", "2023-01-22"),
        ),
        (
            "Beslutet fattades den 17 maj 2022. Kommunen skulle den 31 januari 2023 lämna uppgifter om sitt arbete."
            " Uppgifterna är registrerade den 3 februari 2023.",
            ("2022-05-17", "2023-01-31", "2023-02-03"),
        ),
        (
            "Skolinspektionen begärde den 17 maj 2022 i sitt beslut att bolaget skulle redovisa sina åtgärder senast"
            " den 3 oktober 2022. Redovisningen är ankomststämplad den 2 oktober 2022.",
            ("2022-05-17", "2022-10-03", "2022-10-02"),
        ),
        (
            "I beslut den 3 mars 2020 angavs brister. Svar skulle ges senast den 1 juni 2020. Skolinspektionen medgav"
            " på begäran att svaret fick dröja till den 1 september 2020.",
            ("2020-03-03", "2020-09-01", None),
        ),
        (
            "I beslut den 3 mars 2020 angavs brister. Inom den tid som sattes i beslutet (den 1 juni 2020) har bolaget"
            " redovisat åtgärder. Svaret finns i ärendet sedan den 29 maj 2020.",
            ("2020-03-03", "2020-06-01", "2020-05-29"),
        ),
        (
            "Den 3 mars 2020 förelades bolaget. Bolaget lämnade sitt svar den 1 juni 2020, vilket var samma dag som"
            " tiden gick ut.",
            ("2020-03-03", "2020-06-01", "2020-06-01"),
        ),
        (
            "Beslutet för Ekskolan i Ekby kommun är från den 3 mars 2020. Skolan skulle senast den 1 juni 2020 redovisa"
            " åtgärder, vilket skedde den 29 maj 2020. En rutin finns sedan den 5 maj 2020.",
            ("2020-03-03", "2020-06-01", "2020-05-29"),
        ),
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
        (
            "I beslut den 3 mars 2020 angavs brister. Svar skulle ges senast den 1 juni 2020. Redovisningen inkom en"
            " vecka senare.",
            ("2020-03-03", "2020-06-01", "2020-06-08"),
        ),
        (
            "I beslutet från den 3 mars 2020 angavs brister. Svar skulle ges senast den 1 juni 2020. Redovisningen togs"
            " emot samma dag.",
            ("2020-03-03", "2020-06-01", "2020-06-01"),
        ),
        (
            "I beslut den 3 mars 2020 angavs brister. Svar begärdes till den 1 juni 2020. Redovisningen är daterad den"
            " 28 maj 2020 och inkom samma dag.",
            ("2020-03-03", "2020-06-01", "2020-05-28"),
        ),
        (
            "Beslut meddelades den 3 mars 2020. Kommunen fick till den 1 juni 2020 att redovisa. Kommunen hemställde om"
            " att få inkomma den 1 oktober 2020. Skolinspektionen biföll framställningen.",
            ("2020-03-03", "2020-10-01", None),
        ),
        (
            "Beslut meddelades den 3 mars 2020. Kommunen fick till den 1 juni 2020 att redovisa. Kommunen hemställde om"
            " att få inkomma den 1 oktober 2020. Skolinspektionen avslog framställningen.",
            ("2020-03-03", "2020-06-01", None),
        ),
        (
            "Beslutet meddelades den 3 mars 2020. Efter en begäran om mer tid skulle redovisningen, som först skulle ha"
            " lämnats den 30 maj, ha kommit in den 20 juni 2020. Den inkom den 22 juni 2020.",
            ("2020-03-03", "2020-06-20", "2020-06-22"),
        ),
        (
            "Kommunen har den 15 augusti 2020, efter anstånd till den dagen från den 13 juni 2020, skickat in svar.",
            (None, "2020-08-15", "2020-08-15"),
        ),
        (
            "I beslut den 3 mars 2020 angavs brister. Svar skulle ges senast den 1 juni 2020. Nämnden fastställde sitt"
            " svar den 26 maj 2020 och det inkom den 28 maj 2020.",
            ("2020-03-03", "2020-06-01", "2020-05-28"),
        ),
        (
            "I beslut den 3 mars 2020 angavs brister. Svaret nådde oss den\n\n14 maj 2020.",
            ("2020-03-03", None, "2020-05-14"),
        ),
        ("Skolinspektionen besökte skolan den 3 maj 2020 och intervjuade rektorn.", (None, None, None)),
        (
            "Av beslut den 3 mars 2020 framgår att en redovisning ska lämnas senast den 1 juni 2020. Skolan lämnade"
            " en redovisning den 30 maj 2020 som kompletterades den 20 juni 2020.",
            ("2020-03-03", "2020-06-01", "2020-05-30"),
        ),
        (
            "Beslut fattades den 3 mars 2020. Kommunen anmodades att senast den 1 juni 2020 redovisa sina åtgärder,"
            " vilket kommunen genom en den 29 maj 2020 inkommen skrivelse har gjort.",
            ("2020-03-03", "2020-06-01", "2020-05-29"),
        ),
        (
            "Beslut fattades den 3 mars 2020. Bolaget har anmodats att senast den 1 juni 2020 yttra sig, vilket har"
            " skett genom skrivelse den 28 maj 2020.",
            ("2020-03-03", "2020-06-01", "2020-05-28"),
        ),
        (
            "I beslut den 3 mars 2020 angavs tre områden. Förbundet fick i uppdrag att redovisa sina åtgärder den"
            " 1 juni 2020. Den dagen kom redovisningen in.",
            ("2020-03-03", "2020-06-01", "2020-06-01"),
        ),
        (
            "I beslut den 3 mars 2020 angavs tre områden. Bolaget fick som uppgift att lämna en redovisning den"
            " 1 juni 2020.",
            ("2020-03-03", "2020-06-01", None),
        ),
        (
            "I beslut den 3 mars 2020 angavs tre områden. Inom den till den 1 juni 2020 utsatta tiden har bolaget"
            " redovisat åtgärder.",
            ("2020-03-03", "2020-06-01", None),
        ),
        (
            "I beslut den 3 mars 2020 angavs tre områden. Rektorn fick i uppdrag att följa upp betygen.",
            ("2020-03-03", None, None),
        ),
        (
            "I beslut den 3 mars 2020 angavs brister. Kommunen har på Skolinspektionens begäran den 1 juni 2020, som"
            " också var sista dag, lämnat en redogörelse.",
            ("2020-03-03", "2020-06-01", "2020-06-01"),
        ),
        (
            "I beslut den 3 mars 2020 angavs brister. Kommunens begäran om anstånd lämnades den 28 maj 2020.",
            ("2020-03-03", None, None),
        ),
        (
            "I beslut den 3 mars 2020 angavs brister. Kommunen har den 1 juni 2020, som var den dag svaret senast"
            " skulle lämnas, kommit in med en redovisning.",
            ("2020-03-03", "2020-06-01", "2020-06-01"),
        ),
        (
            "I beslut den 3 mars 2020 angavs brister. Kommunen har den 1 juni 2020, som var en måndag, kommit in med en"
            " redovisning.",
            ("2020-03-03", None, "2020-06-01"),
        ),
        (
            "I beslut den 3 mars 2020 angavs brister. Kommunen redovisade sina åtgärder den 29 maj 2020, tre dagar före"
            " den angivna tidpunkten den 1 juni 2020.",
            ("2020-03-03", "2020-06-01", "2020-05-29"),
        ),
        (
            "I beslut den 3 mars 2020 angavs brister. Svar skulle ha kommit in den 1 juni 2020. Nämnden bad om"
            " anstånd. Skolinspektionen godtog att svaret lämnades senast den 15 juni 2020.",
            ("2020-03-03", "2020-06-15", None),
        ),
        (
            "I beslut den 3 mars 2020 angavs brister. Svar skulle ha kommit in den 1 juni 2020. Det har dröjt."
            " Rektorn ska enligt planen senast den 15 juni 2020 ha haft möten.",
            ("2020-03-03", "2020-06-01", None),
        ),
        (
            "I beslut den 3 mars 2020 angavs brister. Sedan rektorn påmints kom svaret in den 4 juni 2020.",
            ("2020-03-03", None, "2020-06-04"),
        ),
        (
            "I beslut den 3 mars 2020 angavs brister. Efter påminnelse den 1 juni 2020 inkom den 9 juni 2020 ett svar.",
            ("2020-03-03", None, "2020-06-09"),
        ),
        (
            "Rektorn har fått tillfälle att lämna synpunkter. Ett yttrande inkom den 3 mars 2020.",
            (None, None, None),
        ),
        (
            "I beslut den 3 mars 2020 fick kommunen tillfälle att yttra sig senast den 1 juni 2020. Ett yttrande inkom"
            " den 28 maj 2020.",
            ("2020-03-03", "2020-06-01", "2020-05-28"),
        ),
        (
            "I beslut den 3 mars 2020 angavs brister. Kommunen skulle svara senast den 1 juni 2020, vilket på begäran"
            " ändrades till den 1 september 2020. Svaret kom in den 2 september.",
            ("2020-03-03", "2020-09-01", "2020-09-02"),
        ),
        (
            "I beslut den 3 mars 2020 angavs brister. Svar skulle ges senast den 1 juni 2020. Skolinspektionen medgav"
            " att redovisningen lämnades senast den 1 september 2020.",
            ("2020-03-03", "2020-09-01", None),
        ),
        (
            "I beslut den 3 mars 2020 angavs brister. Svar skulle ges senast den 1 juni 2020. Kommunen medgav att"
            " lokalerna inte blir klara förrän den 1 september 2020.",
            ("2020-03-03", "2020-06-01", None),
        ),
        (
            "I beslut den 3 mars 2020 angavs brister. Svar skulle ges senast den 1 juni 2020. Kommunen bad om uppskov"
            " till den 1 september 2020, vilket beviljades.",
            ("2020-03-03", "2020-09-01", None),
        ),
        (
            "I beslut den 3 mars 2020 angavs brister. Svar skulle ges senast den 1 juni 2020. Kommunen bad om uppskov"
            " till den 1 september 2020 men fick avslag.",
            ("2020-03-03", "2020-06-01", None),
        ),
        (
            "I beslut den 3 mars 2020 angavs brister. Kommunen har den 29 maj 2020, det vill säga inom den tid som"
            " löpte ut den 1 juni, besvarat beslutet.",
            ("2020-03-03", "2020-06-01", "2020-05-29"),
        ),
        (
            "I beslut den 3 mars 2020 angavs brister. Stiftelsen har, som ålagts den, före utgången av maj månad,"
            " närmare bestämt den 29 maj 2020, lämnat en redovisning. Sista dag var den 31 maj 2020.",
            ("2020-03-03", "2020-05-31", "2020-05-29"),
        ),
        (
            "I beslut den 3 mars 2020 angavs brister. Stiftelsen har, som ålagts den, närmare bestämt den 29 maj 2020"
            " antagit en plan. Sista dag var den 31 maj 2020.",
            ("2020-03-03", "2020-05-31", None),
        ),
        ("Skolinspektionen skickade den 5 juni 2020 ett utkast till kommunen.", (None, None, None)),
        ("Kommunen skickade den 5 juni 2020 sin redovisning.", (None, None, "2020-06-05")),
        (
            "I beslut den 3 mars 2020 angavs brister. Man kom överens om att svaret kunde lämnas den 1 juli 2020 i"
            " stället för den 1 juni 2020.",
            ("2020-03-03", "2020-07-01", None),
        ),
        ("I ett tidigare ärende fattade Skolinspektionen beslut den 3 mars 2020.", (None, None, None)),
        (
            "Beslut fattades den 3 mars 2020. Redovisning skulle ske den 1 juni 2020 och inlämnades den 4 juni 2020.",
            ("2020-03-03", "2020-06-01", "2020-06-04"),
        ),
        (
            "Rektorn skulle enligt beslutet den 3 mars 2020 ha möten. Ett möte skulle ske den 1 juni 2020.",
            ("2020-03-03", None, None),
        ),
        (
            "Tillsynen genomfördes den 9 februari 2020 och avslutades med ett beslut den 3 mars 2020. I beslutet angavs"
            " den 1 juni 2020 som sista dag. Nämnden har gjort det den 28 maj 2020.",
            ("2020-03-03", "2020-06-01", "2020-05-28"),
        ),
        (
            "Tillsynsbeslutet är från den 3 mars 2020. Svaret kom den 28 maj 2020, inom den tid som beslutet angav (den"
            " 1 juni 2020).",
            ("2020-03-03", "2020-06-01", "2020-05-28"),
        ),
        ("Rektorn angav den 1 juni 2020 som sista dag för anmälan.", (None, None, None)),
        (
            "Den första uppföljningen avslutades den 3 november 2020. Bristerna angavs i beslut den 3 mars 2020.",
            ("2020-03-03", None, None),
        ),
        ("Den första uppföljningen avslutades den 3 november 2020.", ("2020-11-03", None, None)),
        (
            "Bristerna i föreläggandet den 3 juni 2020 kvarstår. Tillsynen avslutades genom beslut den 3 mars 2019.",
            ("2019-03-03", None, None),
        ),
        (
            "Bristerna i föreläggandet den 3 juni 2020 kvarstår. Nämnden fattade beslut den 3 mars 2019.",
            ("2020-06-03", None, None),
        ),
        ("Besök gjordes den 9, 11 och 15 maj 2020 samt den 5-7 februari 2020.", (None, None, None)),
        ("Den 1 juli 2023 genomförde Skolinspektionen ett namnbyte.", (None, None, None)),
        ("Åtgärderna gäller läsåret 2023/2024 och 2 kap. 9 § skollagen (2010:800).", (None, None, None)),
        ("Huvudmannen ska senast den 3 maj 2025 lämna en ny redovisning.", (None, None, None)),
    ],
)
def test_the_dates_of_the_case(text, expected):
    found = read(text)
    assert (found.assessment_decision, found.report_due, found.report_received) == expected


def test_in_a_paper_of_the_organisers_the_day_to_come_is_the_due_day():
    text = "Skolinspektionen beslutade den 3 mars 2020. Svaret ska vara inne senast den 1 juni 2020."
    paper = dates.find(text, [(0, len(text))], decided="2020-05-01", foreign=True)
    assert paper == Dates("2020-03-03", "2020-06-01", None)
    assert read(text, decided="2020-05-01") == Dates("2020-03-03", None, None)


def test_no_date_of_the_case_lies_after_the_decision():
    assert read(INTRODUCTION, decided="2024-01-15") == Dates("2023-12-19", None, None)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("2016-06-29", "2016-06-29"),
        ("Beslut 2021-10-28", "2021-10-28"),
        ("Göteborg den 4 mars 2021", "2021-03-04"),
        ("Uppföljningsbeslut 2023-12-19", "2023-12-19"),
        ("Uppföljning av planerad kvalitetsgranskning 2024-09-03", "2024-09-03"),
        ("Skolinspektionens beslut 2017-10-24 efter uppföljning", "2017-10-24"),
        ("Föreningen Eken ekonomisk förening 2014-12-04", "2014-12-04"),
        ("Från Skolinspektionen, 6 september 2022", "2022-09-06"),
        ("Sammanträdesdatum 2021-04-27", "2021-04-27"),
        ("Uppföljning av beslut den 3 maj 2020", None),
        ("Inkom 2021-05-03", None),
        ("kompletterades per e-post den 4 november 2021.", None),
        ("Redovisas senast den 3 maj 2020", None),
        ("Den 1 juli 2023 genomfördes ett namnbyte.", None),
        ("Läsåret 2023/2024", None),
        ("2023-02-31", None),
    ],
)
def test_the_decisions_own_date_is_that_of_the_head(line, day):
    assert header.decision_date([line], []) == day


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Detta beslut är fattat den 24 juni 2015 och har diarienummer 400-2014:3340.", "2015-06-24"),
        ("Beslutet är daterat den 11 juni 2025 och har diarienummer SI 2024:1377.", "2025-06-11"),
        ("Beslutet efter granskningen är daterat den 4 maj 2018.", None),
        ("Beslutet, som är daterat den 4 maj 2018, omfattade tre områden.", None),
        ("Den 1 juli 2023 genomförde Skolinspektionen ett namnbyte.", None),
    ],
)
def test_a_sentence_dates_this_decision_only_where_it_says_so(sentence, day):
    assert header.decision_date([], [], sentence) == day


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Dnr SI 2022:1234", "SI 2022:1234"),
        ("Dnr 43-2015:2430", "43-2015:2430"),
        ("Diarienummer: 400-2016:207", "400-2016:207"),
        ("2016:6997", "2016:6997"),
        ("2019-1274", "2019-1274"),
        ("SI 2020:4418, beslutat den 3 juni 2021", "SI 2020:4418"),
        ("PM med beslut i ärende 401-2021:2258", "401-2021:2258"),
        ("Dnr BUN 2014/118", "BUN 2014/118"),
        ("läsåret 2023/2024", None),
        ("Dnr :4722", None),
        ("Dnr xx-2016:xxxx", None),
        ("2023-02", None),
        ("skollagen (2010:800)", None),
        ("prop. 2009/10:165", None),
        ("(dnr 3635/90, 2166/91)", None),
    ],
)
def test_a_diary_number_is_no_act_and_no_school_year(line, number):
    assert header.diary_number([line]) == number


@pytest.mark.parametrize(
    ("head", "number"),
    [
        ("Beslut 2014-06-12", "44-2013:1190"),
        ("Beslut Dnr :5127", None),
        ("Beslut Dnr 43-2013:5127", "43-2013:5127"),
    ],
)
def test_a_diary_number_in_the_text_counts_where_the_head_has_none_at_all(head, number):
    assert header.diary_number([head], "Ärendet har dnr 44-2013:1190.") == number


@pytest.mark.parametrize(
    ("line", "told", "name"),
    [
        ("Förskolan Eken", "Vi besökte Förskolan Eken. På Eken finns 40 barn.", "Förskolan Eken"),
        ("Förskolan Eken", "Vi besökte förskolan Eken. På Eken finns 40 barn.", "Eken"),
        ("Förskolan Eken", "Förskolan Eken har 40 barn. På Eken arbetar åtta.", "Eken"),  # a sentence begins there
        ("Förskolan Eken", "Vi besökte Förskolan Ekens styrelse. På Eken finns 40 barn.", "Eken"),
    ],
)
def test_a_preschool_is_called_so_where_its_kind_has_a_capital_inside_a_sentence(line, told, name):
    assert schools.of_heading(line, [told]) == name


@pytest.mark.parametrize(
    ("head", "foreign"),
    [
        (["Ekby kommun", "SAMMANTRÄDESPROTOKOLL"], True),
        (["Ekens friskola", "Till Skolinspektionen, Linköping"], True),
        (["Svar på begäran om yttrande från Skolinspektionen"], True),
        (["Ekby kommun", "Barn- och utbildningsnämnden", "Beslut efter uppföljning"], False),
        (["Redovisning av åtgärder efter kvalitetsgranskning"], False),
    ],
)
def test_minutes_and_answers_are_papers_of_somebody_else(head, foreign):
    assert header.is_foreign(head) is foreign


def test_minutes_have_a_day_of_their_own_and_an_answer_has_none():
    assert header.is_minutes(["Ekby kommun", "SAMMANTRÄDESPROTOKOLL"])
    assert header.is_minutes(["P R O T O K O L L", "Sammanträdesdatum 2021-04-27"])
    assert not header.is_minutes(["EKBY KOMMUN YTTRANDE", "2015-04-27", "Ert diarienummer 43-2014:7018"])


ENDS, ON, REST = lexicon.load("closing")["ends"], lexicon.load("closing")["goes_on"], lexicon.load("closing")


@pytest.mark.parametrize(
    ("sentence", "said"),
    [(s, "ends") for s in ENDS["examples"]]
    + [(s, "goes on") for s in ON["examples"] + REST["not_ends"]["examples_denied"]]
    + [(s, "ends in part") for s in REST["not_ends"]["examples_part"]]
    + [("Granskningen är avslutad vad gäller båda skolorna.", "ends")],
)
def test_what_a_sentence_says_of_the_case(sentence, said):
    assert closing.says(sentence) == said
    assert list(closing._worth_reading(sentence, [(0, len(sentence))]))


@pytest.mark.parametrize("sentence", ENDS["near_misses"])
def test_what_only_sounds_like_the_end_of_a_case(sentence):
    assert closing.says(sentence) != "ends"


@pytest.mark.parametrize("sentence", ON["near_misses"])
def test_what_only_sounds_like_going_on(sentence):
    assert closing.says(sentence) != "goes on"


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [(s, True) for s in REST["demand"]["examples"]] + [(s, False) for s in REST["demand"]["near_misses"]],
)
def test_a_later_day_by_which_something_is_asked_for(sentence, asked):
    assert closing.demands(sentence) is asked


@pytest.mark.parametrize(
    ("text", "ended"),
    [
        ("Skolinspektionen avslutar granskningen.", True),
        ("Kommunen ska senast den 15 mars 2022 redovisa sina åtgärder. Granskningen avslutas i övriga delar.", False),
        ("Skolinspektionen avslutar granskningen. Kommunen hade till den 15 mars 2020 på sig att svara.", True),
        ("Beslutet innehåller bedömningar av tre områden.", None),
        ("Område\n\nSenaste datum för redovisning\n\nSärskilt stöd\n\n15 mars 2022\n\nBristen kvarstår.", False),
        ("Område\n\nNästa läsår börjar\n\nSärskilt stöd\n\n15 augusti 2022\n\nBristen kvarstår.", None),
    ],
)
def test_a_case_ends_goes_on_or_is_left_unsaid(text, ended):
    found = closing.closed(text, [(0, len(text))], days=mentions(text), after="2021-12-01")
    assert found is ended


@pytest.mark.parametrize(
    ("printed", "base"),
    [
        ("Borlänge kommuns", "Borlänge kommun"),
        ("Mora kommun", "Mora kommun"),
        ("Finspångs kommun", "Finspångs kommun"),
        ("Västervikens gymnasieförbunds", "Västervikens gymnasieförbund"),
        ("Björkens ekonomiska förenings", "Björkens ekonomiska förening"),
        ("Ekskolan AB:s", "Ekskolan AB"),
        ("Mörtfors", "Mörtfors"),
        ("Region Västanlandets", "Region Västanlandet"),
        ("Region Västanlandet", "Region Västanlandet"),
        ("Region Ekenäs", "Region Ekenäs"),
        ("Region Ekbys", "Region Ekby"),
        ("Stiftelsen Ekens samskolas", "Stiftelsen Ekens samskola"),
        ("Stiftelsen Ekens gymnasiers", "Stiftelsen Ekens gymnasier"),
        ("Ekskolas", "Ekskolas"),
    ],
)
def test_the_base_form_of_an_organisers_name(printed, base):
    assert parties.base_form(printed) == base


@pytest.mark.parametrize(
    ("head", "paragraphs", "expected"),
    [
        (["Beslut", "Ekby kommun"], [], ("Ekby kommun", "municipality")),
        (["EKBY KOMMUN", "Utbildningsnämnden"], [], ("Ekby kommun", "municipality")),
        (["Ekby Stad", "Utbildningsnämnden"], [], ("Ekby Stad", "municipality")),
        (["Ekby Stadshus"], [], (None, None)),
        (["Styrelsen för Eken ekonomisk förening"], [], ("Eken ekonomisk förening", "association")),
        (["Direktionen för Ekeby Lärcentrum"], [], ("Ekeby Lärcentrum", "federation")),
        (["Ekskolan AB", "För kännedom: Norrby kommun"], [], ("Ekskolan AB", "company")),
        (
            ["Stiftelsen Ekskolan, att. ordföranden"],
            ["Stiftelsen Ekskolan är huvudman för en grundskola i Norrby kommun."],
            ("Stiftelsen Ekskolan", "foundation"),
        ),
        ([], ["Den ideella föreningen Ekbergs Waldorfskola driver skolan."], ("Ekbergs Waldorfskola", "association")),
        (["Region Norrdal Söderdal"], [], ("Region Norrdal Söderdal", "region")),
        (["Stiftelsen Ekens samskola"], [], ("Stiftelsen Ekens samskola", "foundation")),
        (["Stiftelsen Ekens styrelse"], [], ("Stiftelsen Ekens", "foundation")),
        (["Norra Ekbys läns gymnasieförbund"], [], ("Norra Ekbys läns gymnasieförbund", "federation")),
        (["EKBY education college AB"], [], ("EKBY education college AB", "company")),
        (["Beslut"], ["Skolan ligger vid en sjö."], (None, None)),
    ],
)
def test_the_organiser_is_the_one_addressed_or_called_so(head, paragraphs, expected):
    assert parties.organiser(head, paragraphs) == expected


@pytest.mark.parametrize(
    ("head", "paragraphs", "names"),
    [
        (
            ["Uppföljning av tillsyn vid Norrängsskolan och Sjöviks skola i Ekby kommun"],
            [],
            ("Norrängsskolan", "Sjöviks skola"),
        ),
        (["Rektorn vid Ulvkulla gymnasium Teboda"], [], ("Ulvkulla gymnasium Teboda",)),
        (["Tillsyn vid Internationella Engelska Skolan Ekby"], [], ("Internationella Engelska Skolan Ekby",)),
        (["Förskolorna Solen, Månen och Stjärnan"], [], ("Solen", "Månen", "Stjärnan")),
        (["Granskning vid Vuxenutbildningen i Ekby kommun"], [], ()),
        (
            ["Granskning av förskolorna Lövsångaren och Kråkbäret – beslut"],
            [],
            ("Lövsångaren", "Kråkbäret"),
        ),
        (["Kvalitetsgranskning av gymnasieskolan Zenit Praktiska i Överängen"], [], ("Zenit Praktiska",)),
        (["Andra uppföljningen vid Zenitskolan (f.d. Norrgårdsskolan)"], [], ("Zenitskolan",)),
        (["Sameskolan i Njalluvárre, uppföljning"], [], ("Sameskolan i Njalluvárre",)),
        (["Förskolan Tallkotten"], [], ("Förskolan Tallkotten",)),
        (["Uppföljning"], ["Förskolan Ekorren granskades. I förskolan Ekorren finns 40 barn."], ("Ekorren",)),
        (["Uppföljning av fritidshemmet"], ["Vi besökte Ekskolans fritidshem."], ("Ekskolan",)),
        (["Uppföljning av Ekby kommuns ansvarstagande för grundskolan"], ["Ekskolan besöktes."], ()),
        (["Uppföljning"], ["Grundskolan och förskolan granskades. Skolan har 40 elever."], ()),
        (["Uppföljning"], ["Utbildningen drivs dels av Zandervalls lärcentrum."], ()),
        (["Uppföljning av tillsyn i Ekskolan 7-9"], [], ("Ekskolan 7-9",)),
        (
            ["Uppföljning av planerad tillsyn vid Ekbys gymnasium Hamnen och Ekbys gymnasium Kullen", "Sammanfattning"],
            [],
            ("Ekbys gymnasium Hamnen", "Ekbys gymnasium Kullen"),
        ),
        (
            ["Beslut efter uppföljning av granskning av gymnasieskolan vid Ekbys Läroverk", "Om ord"],
            [],
            ("Ekbys Läroverk",),
        ),
        (["Uppföljning av Ekskolan 2016-09-01"], [], ("Ekskolan",)),
        (["TILLSYN I DE FRISTÅENDE GRUNDSKOLORNA EKBY NORRA OCH EKBY SÖDRA"], [], ("Ekby Norra", "Ekby Södra")),
        (["TILLSYN AV GRUNDSKOLAN OCH FRITIDSHEMMEN I EKBY KOMMUN"], [], ()),
        (["Granskning vid Ekens och Lindens fritidshem"], [], ("Ekens fritidshem", "Lindens fritidshem")),
        (["Granskning vid Ekens och Lindens kök"], [], ()),
        (
            ["Granskning av Ekens, Lindens och Almens fritidshem"],
            [],
            ("Ekens fritidshem", "Lindens fritidshem", "Almens fritidshem"),
        ),
        (["Tillsyn vid skolenheterna Eken 1 och Eken 2"], [], ("Eken 1", "Eken 2")),
        (["Tillsyn vid skolenheten Eken 7-9"], [], ("Eken",)),
        (["Ekskolan Norra: uppföljning"], [], ("Ekskolan Norra",)),
        (["Granskning vid Ekbergska skolan"], [], ("Ekbergska skolan",)),
        (
            ["Granskning av Ekmanska gymnasiet och Ekbergska skolans fritidshem"],
            [],
            ("Ekmanska gymnasiet", "Ekbergska skolan"),
        ),
        (["Tillsyn av den svenska skolan"], [], ()),
        (["Tillsyn av Kommunala skolan"], [], ()),
        (
            ["Uppföljning"],
            ["Vi har granskat Ekby kommuns arbete som huvudman för gymnasieskolan. Kommunen driver Ekens gymnasium."],
            (),
        ),
        (["Uppföljning"], ["Vi har granskat kommunens arbete som huvudman för Ekskolan."], ("Ekskolan",)),
        (["Ekskolan Uppföljning: tillsyn"], [], ("Ekskolan",)),
        (["Granskning vid Ekskolan och Lindens fritidshem"], [], ("Ekskolan", "Lindens fritidshem")),
        (["Uppföljning"], ["Ekbyskolan hette före den 1 maj 2020 Lindskolan."], ("Ekbyskolan",)),
        (["Uppföljning"], ["Ekbyskolan samarbetar sedan den 1 maj 2020 med Lindskolan."], ("Ekbyskolan", "Lindskolan")),
    ],
)
def test_the_school_units_that_were_reviewed(head, paragraphs, names):
    assert schools.find(head, paragraphs) == names


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
        (["Eva Ek /enhetschef/", "Bo Al /utredare/"], ("Eva Ek", "Bo Al")),
        (["Eva Ek /enhetschef/", "Bo Al /sekreterare/"], ("Eva Ek", None)),
        (["Eva Ek, enhetschef Bo Al, utredare (föredragande)"], ("Eva Ek", "Bo Al")),
        (["Enhetschef Eva Ek har beslutat i ärendet efter föredragning av utredaren Bo Al."], ("Eva Ek", "Bo Al")),
        (["På Skolinspektionens vägnar", "Eva Ek", "Ärendet har föredragits av Bo Al."], ("Eva Ek", "Bo Al")),
        (["På Skolinspektionens vägnar", "Eva Ek undervisningsråd", "Bo Al, föredragande"], ("Eva Ek", "Bo Al")),
        (["Beslutet har handlagts av utredarna Åsa By och Bo Al, den senare föredragande."], (None, "Bo Al")),
        (
            ["I handläggningen har utredarna Åsa By och Bo Al deltagit, den sistnämnda som föredragande."],
            (None, "Bo Al"),
        ),
        (["Eva Ek, enhetschef Ärendet har föredragits av utredare Bo Al."], ("Eva Ek", "Bo Al")),
        (["Skolinspektionen förelägger Ekens Lärande AB att se till att betygen beslutas av lärarna."], (None, None)),
        (["På Skolinspektionens vägnar", "Kopia till Eva Ek"], (None, None)),
        (["Eva Ek Bo Al", "Enhetschef Utredare"], ("Eva Ek", "Bo Al")),
        (["Eva-Britt Ek Bo Al enhetschef utredare", "Beslutsfattare Föredragande"], ("Eva-Britt Ek", "Bo Al")),
        (["Eva Ek-Dal Bo Al", "Beslutsfattare Föredragande"], ("Eva Ek-Dal", "Bo Al")),
        (["Eva-Britt Ek Bo Al", "enhetschef, beslutsfattare utredare, föredragande"], ("Eva-Britt Ek", "Bo Al")),
        (["Bo Al Eva-Britt Ek", "utredare, föredragande avdelningschef, beslutsfattare"], ("Eva-Britt Ek", "Bo Al")),
        (["Eva Ek Bo Al", "Enhetschef och beslutsfattare Utredare och föredragande"], ("Eva Ek", "Bo Al")),
        (["På Skolinspektionens vägnar Eva Ek Bo Al enhetschef utredare"], ("Eva Ek", "Bo Al")),
        (["Eva Ek", "Bo Al", "enhetschef, beslutsfattare", "utredare, föredragande"], ("Eva Ek", "Bo Al")),
        (["Eva Ek Bo Dal", "enhetschef, beslutsfattare"], ("Eva Ek Bo", None)),  # one office: one name, however long
        (["Beslutsfattare", "Eva Ek", "Föredragande", "Bo Al"], ("Eva Ek", "Bo Al")),
        (["Avdelningschef", "Bo Al", "Undervisningsråd", "Föredragande"], (None, "Bo Al")),
        (["Eva Ek Enhetschef Bo Al Föredragande utredare"], ("Eva Ek", "Bo Al")),
        (["Bo Al har föredragit ärendet och Eva Ek har beslutat."], ("Eva Ek", "Bo Al")),
        (["Som föredragande har Bo Al deltagit i handläggningen. Eva Ek har beslutat."], ("Eva Ek", "Bo Al")),
        (["I handläggningen har Bo Al deltagit. Eva Ek har beslutat."], ("Eva Ek", None)),
        (["Enhetschef: Eva Ek", "Utredare: Bo Al"], ("Eva Ek", "Bo Al")),
        (["Utredare: Bo Al"], (None, None)),  # nobody has signed whom he stands beside
        (["Beslutet har fattats av Eva Ek. Ärendet bereddes av utredaren Bo Al."], ("Eva Ek", "Bo Al")),
        (["Beslutet fattades av Eva Ek. Vid föredragningen deltog juristen Åsa By."], ("Eva Ek", None)),
        (["Bo Al Eva von Ek", "föredragande beslutsfattare"], ("Eva von Ek", "Bo Al")),
        (["Bo Al Eva Ek undervisningsråd enhetschef"], ("Eva Ek", "Bo Al")),
        (["Eva Ek Bo Al", "tf. avdelningschef jurist/föredragande"], ("Eva Ek", "Bo Al")),
        (["Eva M. Ek Bo Al", "Beslutande Handläggare"], ("Eva M. Ek", "Bo Al")),
        (["Utredare Bo Al har föredragit ärendet för Eva Ek, som har fattat beslutet."], ("Eva Ek", "Bo Al")),
        (["Betygen vid Ekskolan Norra beslutas av lärarna."], (None, None)),
        (["På Skolinspektionens vägnar"], (None, None)),
        (["Eva Ek", "Beslutsfattare", "Utredare Bo Al Dal har varit föredragande i ärendet."], ("Eva Ek", "Bo Al Dal")),
        (["Eva Ek Bo Al Dal", "enhetschef utredare, föredragande"], ("Eva Ek", "Bo Al Dal")),
        (["Utredare Bo Al Dal Ekby har varit föredragande."], (None, "Bo Al Dal")),  # no name has four words
        (
            ["Eva Ek", "Beslutsfattare", "Bo Al", "Föredragande Box 12, 100 10 Ekby, Besök Storgatan 18 Telefon 08-12"],
            ("Eva Ek", "Bo Al"),
        ),
        (["Eva Ek", "Beslutsfattare", "Besök Nygatan 8", "Föredragande"], ("Eva Ek", None)),
    ],
)
def test_who_decided_and_who_presented(closing, names):
    assert officers.find(closing, "") == names


@pytest.mark.parametrize(
    ("text", "facts", "kind"),
    [
        (
            "Uppföljning av kvalitetsgranskning vid Ekskolan.",
            {"assessed": True, "reported": True},
            "quality_review_followup",
        ),
        (
            "Ekskolan efter granskningen. Utveckling behövdes.",
            {"assessed": True, "reported": True},
            "quality_review_followup",
        ),
        (
            "Beslut efter uppföljning av tillsyn. Bristen kvarstår.",
            {"assessed": True, "reported": True},
            "supervision_followup",
        ),
        (
            "Beslut efter förstagångstillsyn. Bolaget föreläggs att senast den 1 maj 2021 avhjälpa bristen.",
            {"assessed": False, "reported": False},
            "supervision",
        ),
        (
            "Beslut efter kvalitetsgranskning. Huvudmannen ska senast den 1 maj 2021 redovisa åtgärder.",
            {"assessed": False, "reported": False},
            "quality_review",
        ),
        ("Anmälan om kränkande behandling. Kommunen yttrade sig.", {"assessed": False, "reported": True}, "other"),
        ("Sammanträdesprotokoll. Svar till Skolinspektionen.", {"assessed": True, "reported": False}, "other"),
        (
            "Anmälan om stöd. Yttrandet kom in. Kommunen har redovisat vidtagna åtgärder. Bristen kvarstår.",
            {"assessed": False, "reported": True},
            "other",
        ),
        (
            "Kvalitetsgranskning av matematik. Skolan ska senast den 1 maj redovisa. Tillsyn 2008 visade brister. "
            "Bristen är avhjälpt. Tillsynen är slut.",
            {"assessed": False, "reported": False},
            "quality_review",
        ),
        (
            "Beslut efter tillsyn. Skolan ska senast den 1 maj redovisa. Det ärendet har följts upp och avslutats.",
            {"assessed": False, "reported": False},
            "supervision",
        ),
    ],
)
def test_the_kind_of_a_document(text, facts, kind):
    assert kinds.classify(text, judged=0, **facts) == kind


@pytest.mark.parametrize(
    ("head", "paragraphs", "names"),
    [
        (["Beslut för förskoleklass och grundskola"], ["Skolan har ett fritidshem."], ("förskoleklass", "grundskola")),
        (["Uppföljning vid Ekskolan"], ["Ekskolan är en grundskola.", "Fritidshemmet berörs inte."], ("grundskola",)),
        (["Uppföljning vid Hantverksgymnasiet"], ["Eleverna kommer från grundskolan."], ("gymnasieskola",)),
        (["Uppföljning vid Ekgymnasiet"], ["Gymnasiesärskolan granskades."], ("anpassad gymnasieskola",)),
        (["Uppföljning vid Ekens yrkesgymnasium"], ["Skolan har 90 elever."], ("gymnasieskola",)),
        (["Uppföljning vid Ekskolan"], ["Skolan har elever i årskurs 4-6."], ("grundskola",)),
        (["Övergången till gymnasieskolan"], ["Grundskolan granskades."], ("grundskola",)),
        (["Uppföljning vid Ekens vuxenutbildning av sfi"], [], ("sfi",)),
        (["Uppföljning"], ["Skolinspektionen bedömer åtgärderna."], ()),
        (
            ["Uppföljning av kommunal vuxenutbildning i Ekby"],
            ["Beslut efter granskning av svenska för invandrare (sfi) inom kommunal vuxenutbildning fattades i maj."],
            ("komvux", "sfi"),
        ),
        (
            ["Uppföljning av kommunal vuxenutbildning i Ekby"],
            ["Vuxenutbildningen granskades i maj. Kommunen har också sfi."],
            ("komvux",),
        ),
        (
            ["Övergången mellan förskoleklass, skola och fritidshem"],
            [],
            ("förskoleklass", "grundskola", "fritidshem"),
        ),
        (["Övergången mellan förskoleklass och skola i Ekby"], [], ("förskoleklass",)),
        (
            ["Uppföljning"],
            ["Tillsynen gällde Ekskolan och Lindens grundsärskola."],
            ("anpassad grundskola", "grundskola"),
        ),
        (["Uppföljning"], ["Tillsynen gällde grundsärskolan vid Ekskolan."], ("anpassad grundskola",)),
        (["Uppföljning"], ["Tillsynen gällde Lindens grundsärskola."], ("anpassad grundskola",)),
        (
            ["Uppföljning"],
            ["Grundsärskolan heter nu anpassad grundskola.", "Gymnasieskolan granskades i maj."],
            ("gymnasieskola",),
        ),
        (["Uppföljning"], ["Grundsärskolan heter nu anpassad grundskola."], ("anpassad grundskola",)),
        (
            ["Uppföljning vid Ekskolan 7-9"],
            ["Skolinspektionen genomför sedan 2018 granskningar av grundskolor och gymnasieskolor. Eken är stor."],
            ("grundskola",),
        ),
        (
            ["Uppföljning vid Ekskolan 7-9"],
            ["Skolinspektionen genomför granskningar. Tillsynen gällde grundskolan och gymnasieskolan."],
            ("grundskola", "gymnasieskola"),
        ),
        (
            ["Uppföljning vid Eken"],
            ["Skolinspektionen genomför sedan 2018 granskningar av grundskolor och gymnasieskolor."],
            ("grundskola", "gymnasieskola"),  # nothing else tells it
        ),
    ],
)
def test_the_school_forms_of_a_decision(head, paragraphs, names):
    assert forms.of(head, paragraphs, " ".join([*head, *paragraphs])) == names


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("Undervisningen i fritidshemmet", ("grundskola", "fritidshem")),
        ("Samverkan med fritidshemmet", ("grundskola",)),
        ("Undervisning av elever som läser enligt den anpassade grundskolans kursplaner", ("grundskola",)),
        ("Undervisning i den anpassade grundskolan", ("grundskola", "anpassad grundskola")),
    ],
)
def test_the_titles_of_areas_may_add_forms(title, names):
    assert forms.with_areas(("grundskola",), [SimpleNamespace(title=title)], []) == names
