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


@pytest.mark.parametrize(
    ("sentence", "closed"),
    [
        ("Skolinspektionen avslutar granskningen.", True),
        ("Med detta är Skolinspektionens granskning avslutad.", True),
        ("Ärendet avslutas.", True),
        ("Skolinspektionen avslutar därför inte ärendet.", False),
        ("Ärendet är alltså ännu inte avslutat.", False),
        ("Lektionen avslutas med en genomgång.", None),
    ],
)
def test_closing_is_no_outcome_but_told_apart(sentence, closed):
    assert rules().closes(sentence) is closed


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
