"""What sentences of the inspectorate state, and what only looks like a verdict."""

import pytest

from textclass.decision.outcomes import rules, settle
from textclass.records import Outcome, StatedOutcome

STATED = [
    ("Huvudmannen har påbörjat ett arbete som ligger i linje med Skolinspektionens bedömning.", "in_line"),
    ("Ytterligare kvalitetshöjande åtgärder behövs.", "more_needed"),
    ("Inga ytterligare åtgärder behövs.", "in_line"),
    ("Det behövs inte några ytterligare åtgärder.", "in_line"),
    ("Arbetet ligger ännu inte i linje med vad som behövs.", "more_needed"),
    ("Bristen kvarstår inte.", "in_line"),
    ("Bristen står kvar.", "more_needed"),
    ("Skolinspektionen finner att båda bristerna har rättats till.", "in_line"),
    ("Kravet har därmed ännu inte uppfyllts och bristen står kvar.", "more_needed"),
    ("Skolinspektionen kan inte se att det som redovisats räcker.", "more_needed"),
    ("Skolinspektionen anser inte att ytterligare åtgärder behövs.", "in_line"),
    ("Arbetet är på rätt väg, men ytterligare åtgärder behövs.", "more_needed"),
    ("Även om planer återstår bedömer Skolinspektionen att åtgärderna är tillräckliga.", "in_line"),
    ("Bristen är delvis avhjälpt.", "partly"),
    ("Bristen i fråga om stöd är avhjälpt, men bristen i fråga om frånvaro kvarstår.", "partly"),
]
NOT_STATED = [
    "Skolinspektionen avslutar granskningen.",
    "Ytterligare åtgärder är planerade.",
    "Satsningen är i linje med regeringens intentioner.",
    "Bristen ska avhjälpas före höstterminen.",
    "Skolinspektionen bedömer att bristen kommer att avhjälpas.",
    "Huvudmannen gör i låg utsträckning relevanta analyser.",
    "Skolinspektionen fann att åtgärderna inte var tillräckliga.",
    "Kommunen arbetar vidare med sin handlingsplan.",
    "Frågan prövas inte vidare.",
]


@pytest.mark.parametrize(("sentence", "outcome"), STATED)
def test_a_verdict_is_read(sentence, outcome):
    assert rules().find(sentence) == outcome


@pytest.mark.parametrize("sentence", NOT_STATED)
def test_what_is_no_verdict_is_not_read_as_one(sentence):
    assert rules().find(sentence) is None


def place(where: str, outcome: str) -> StatedOutcome:
    return StatedOutcome(where, Outcome(outcome), "", 0, 0, 1)


@pytest.mark.parametrize(
    ("places", "settled"),
    [
        ([], None),
        ([place("decision", "in_line"), place("conclusion", "in_line")], "in_line"),
        ([place("decision", "in_line"), place("conclusion", "more_needed")], "conflict"),
        ([place("conclusion", "in_line"), place("conclusion", "more_needed")], "partly"),
        ([place("decision", "more_needed"), place("conclusion", "partly")], "partly"),
    ],
)
def test_places_that_disagree_are_never_settled_in_silence(places, settled):
    assert settle(places) == settled


@pytest.mark.parametrize(
    ("sentence", "outcome"),
    [
        ("Skolinspektionen ser inte, mot den bakgrunden, någon anledning att kräva mer.", "in_line"),
        ("Skolan har tagit de steg som Skolinspektionen efterlyste.", "in_line"),
        ("Skolinspektionen bedömer att arbetet har fått den form och den omfattning som behövs.", "in_line"),
        ("Kritiken har genom de redovisade åtgärderna förlorat sin grund.", "in_line"),
        ("Kritiken har inte förlorat sin grund.", "more_needed"),
        ("Förskolans arbete har blivit så som det behöver vara.", "in_line"),
        ("Det har inte blivit den förändring på skolan som vi bedömde var nödvändig.", "more_needed"),
        ("Skolinspektionen konstaterar att bristerna är lika allvarliga nu som vid tillsynen.", "more_needed"),
        ("Redovisningen svarar bara i ringa grad mot det som Skolinspektionen pekade på.", "more_needed"),
        ("Det som kritiserades förekommer i samma omfattning som tidigare.", "more_needed"),
        ("Kommunen har delvis vidtagit de åtgärder som behövs.", "partly"),
        ("Skolinspektionen erinrar om att huvudmannen ansvarar för att tillräckliga åtgärder vidtas.", None),
        ("Kommunen har med marginal motsvarat det som efterfrågades.", "in_line"),
        ("Den brist i uppföljningen som påtalades föreligger inte längre.", "in_line"),
        ("Den brist som påtalades föreligger alltjämt.", "more_needed"),
        (
            "Skolinspektionen kan inte finna att bolaget har gett rektorn de förutsättningar som beslutet avsåg.",
            "more_needed",
        ),
        ("Skolinspektionen finner inte anledning att vidare pröva bristen.", None),
        ("Någon ytterligare åtgärd krävs inte enligt Skolinspektionen.", "in_line"),
        ("Några ytterligare åtgärder bedöms inte vara nödvändiga.", "in_line"),
        ("Skolinspektionen bedömer att några fler åtgärder inte behöver vidtas.", "in_line"),
        ("Skolinspektionen bedömer att det inte finns skäl att ställa fler krav på huvudmannen.", "in_line"),
        ("Skolinspektionen finner inte att något mer behöver göras inom området.", "in_line"),
        ("Skolinspektionen bedömer att det inte längre finns någon brist.", "in_line"),
        ("Skolinspektionen bedömer att bristen inte längre finns kvar.", "in_line"),
        ("Skolinspektionen kan inte finna att behovet har mötts.", "more_needed"),
        ("Skolinspektionen anser inte att det som gjorts är nog.", "more_needed"),
        ("Skolinspektionen bedömer att arbetet inte har kommit så långt att området kan lämnas.", "more_needed"),
        ("Skolinspektionen bedömer att arbetet har kommit så långt att området kan lämnas.", "in_line"),
        ("Skolinspektionen har inte något att invända mot det som redovisats.", "in_line"),
        (
            "Mot den bakgrunden bedömer Skolinspektionen att huvudmannen gjort vad som krävs, även om en del återstår.",
            "in_line",
        ),
        (
            "Skolinspektionen bedömer att skolan, trots att allt inte är klart, har vidtagit tillräckliga åtgärder.",
            "in_line",
        ),
        ("Även om inte alla åtgärder är genomförda bedömer Skolinspektionen att de är tillräckliga.", "in_line"),
        ("Trots insatserna bedömer Skolinspektionen att bristen inte är avhjälpt.", "more_needed"),
        ("Att rutinen inte är antagen ännu innebär inte att bristen kvarstår.", "in_line"),
        ("Skolinspektionen bedömer att det som gjorts inte räcker, trots att ambitionen är god.", "more_needed"),
        ("Skolinspektionen bedömer därför att det behövs mer än det som redovisats.", "more_needed"),
        ("Skolinspektionen bedömer att huvudmannen inte har gjort tillräckligt.", "more_needed"),
        ("Skolinspektionen bedömer att arbetet är på plats och att inget mer krävs.", "in_line"),
        ("Skolinspektionen bedömer att åtgärderna, som inte enbart är planer, är tillräckliga.", "in_line"),
        ("Utan tvekan har skolan nu avhjälpt bristen.", "in_line"),
        ("Skolinspektionen är inte övertygad om att åtgärderna är tillräckliga.", "more_needed"),
        ("Det går inte att säga annat än att bristen är avhjälpt.", "in_line"),
        ("Skolinspektionen bedömer inte att ytterligare åtgärder är nödvändiga.", "in_line"),
        (
            "Skolinspektionen bedömer att insatserna inte är av den omfattningen att behovet är tillgodosett.",
            "more_needed",
        ),
        ("Skolinspektionen anser att rektorn har kommit en bit på väg men inte ända fram.", "more_needed"),
        ("Enligt Skolinspektionens bedömning är det som gjorts hittills inte nog.", "more_needed"),
        ("Skolinspektionen bedömer att bristen är avhjälpt, eftersom ingen elev längre saknar stöd.", "in_line"),
        ("Eftersom åtgärderna inte omfattar alla elever bedömer Skolinspektionen att bristen kvarstår.", "more_needed"),
        ("Då ingen elev längre väntar på utredning bedömer Skolinspektionen att bristen är avhjälpt.", "in_line"),
        (
            "Då rutinen inte används bedömer Skolinspektionen att de redovisade åtgärderna inte är tillräckliga.",
            "more_needed",
        ),
    ],
)
def test_a_denial_counts_in_its_own_clause(sentence, outcome):
    assert rules().find(sentence) == outcome
