"""The figures of the report, by examples small enough to count by hand."""

import datetime

import pytest

from textclass.report import figures, law, wording


def row(path, stated="in_line", predicted="in_line", p=0.1, **more):
    return {"path": path, "stated_outcome": stated, "predicted_outcome": predicted, "p_more_needed": p} | more


def test_share_counts_areas_and_documents():
    found = figures.share_of("x", [("a", True), ("a", False), ("b", True), ("c", False)])
    assert (found.n, found.documents, found.share) == (4, 3, 0.5)


def test_areas_of_one_document_widen_the_interval():
    apart = figures.share_of("x", [(n, n % 2 == 0) for n in range(40)])
    together = figures.share_of("x", [(n // 10, n // 10 % 2 == 0) for n in range(40)])
    assert together.high - together.low > 1.5 * (apart.high - apart.low)


def test_one_document_says_as_much_as_one_area():
    assert figures.share_of("x", [("a", True)] * 30).low == pytest.approx(figures.wilson(1, 1)[0])


@pytest.mark.parametrize(("hits", "n", "low", "high"), [(0, 10, 0.0, 0.278), (5, 10, 0.237, 0.763), (0, 0, 0, 1)])
def test_wilson_interval(hits, n, low, high):
    assert figures.wilson(hits, n) == pytest.approx((low, high), abs=0.001)


def test_groups_of_four_are_hidden_and_counted():
    rows = [row(f"{n}", group="small") for n in range(4)] + [row(f"{n}", group="large") for n in range(5)]
    found = figures.by_group(rows, lambda r: [r["group"]])
    assert [share.label for share in found.shown] == ["large"]
    assert (found.hidden_groups, found.hidden_areas) == (1, 4)


def test_only_clear_outcomes_count_in_shares():
    rows = [row(str(n), stated) for n, stated in enumerate(["in_line", "partly", "conflict", None, "more_needed"])]
    assert len(figures.judged(rows)) == 2
    assert figures.outcomes(rows) == {"in_line": 1, "partly": 1, "more_needed": 1, "conflict": 1, "none": 1}


def test_cross_table_and_agreement():
    rows = [row(str(n)) for n in range(4)] + [row("x", "more_needed"), row("y", "in_line", "uncertain", 0.5)]
    assert figures.cross(rows)["in_line"] == {"in_line": 4, "more_needed": 0, "uncertain": 1}
    found = figures.agreement(rows)
    assert (found.n, found.share) == (5, 0.8)
    assert figures.agreement(rows[:4]) is None


def test_baseline_names_the_more_frequent_outcome():
    rows = [row(str(n)) for n in range(4)] + [row("x", "more_needed"), row("y", "more_needed", "uncertain", 0.5)]
    assert figures.baseline(rows) == 0.8
    assert figures.baseline([]) == 0.0


def test_groups_are_largest_first_and_years_in_order():
    rows = [row(f"{n}", group="2020") for n in range(5)] + [row(f"{n}", group="2021") for n in range(6)]
    assert [share.label for share in figures.by_group(rows, lambda r: [r["group"]]).shown] == ["2021", "2020"]
    assert [s.label for s in figures.by_group(rows, lambda r: [r["group"]], in_order=True).shown] == ["2020", "2021"]


def test_calibration_of_perfect_and_useless_predictions():
    perfect = [row(str(n), "more_needed" if n % 2 else "in_line", p=float(n % 2)) for n in range(40)]
    assert figures.calibration(perfect).error == 0 and figures.calibration(perfect).brier == 0
    useless = [row(str(n), "more_needed", p=0.0) for n in range(40)]
    assert figures.calibration(useless).error == 1
    assert figures.calibration(perfect[:19]) is None


def test_times_leave_out_what_cannot_be():
    day = datetime.date(2020, 1, 1)
    dates = {"assessment_decision_date": day, "report_received_date": day + datetime.timedelta(100)}
    rows = [row(str(n), decision_date=day + datetime.timedelta(200), report_due_date=day, **dates) for n in range(5)]
    rows.append(row("wrong", decision_date=day, report_due_date=None, **dates))
    spread = {s.key: s for s in figures.times(rows)}
    assert spread["report_to_followup"].n == 5 and spread["report_to_followup"].median == 100
    assert figures.late(rows).share == 1.0
    assert figures.late(rows[:4]) is None


def test_citations_of_fewer_than_five_areas_are_left_out():
    rows = [row(str(n), citations=["2010:800#K1P1", "2010:800#K1P1"]) for n in range(5)]
    rows += [row("x", citations=["2010:800#K2P2"])]
    assert [(c.address, c.areas, c.documents) for c in figures.cited(rows)] == [("2010:800#K1P1", 5, 5)]


@pytest.mark.parametrize(
    ("address", "label"),
    [
        ("2010:800#K4P3", "4 kap. 3 § skollagen"),
        ("2010:800#K26P10S2N3", "26 kap. 10 § 2 st. 3 p. skollagen"),
        ("2010:800#K7P19a", "7 kap. 19 a § skollagen"),
        ("1985:1100#K2P1", "2 kap. 1 § skollagen (1985:1100)"),
        ("2010:800", "skollagen"),
        ("9999:1#P1", "9999:1#P1"),
        ("<b>#K1", "<b>#K1"),
    ],
)
def test_addresses_have_names(address, label):
    assert law.label(address) == label


def test_every_message_is_said_in_both_languages():
    for key, message in wording._messages().items():
        assert set(message) == {"en", "sv"} and all(message.values()), key


@pytest.mark.parametrize(
    ("words", "en", "sv"),
    [
        (wording.share(0.625), "62%", "62\xa0%"),
        (wording.chance(0.001), "<1%", "<1\xa0%"),
        (wording.chance(0.999), ">99%", ">99\xa0%"),
        (wording.chance(1.0), "100%", "100\xa0%"),
        (wording.decimal(0.146, 3), "0.146", "0,146"),
        (wording.signed(-0.5), "−0.50", "−0,50"),
        (wording.signed(-0.001), "±0.00", "±0,00"),
        (wording.count(12345), "12,345", "12\xa0345"),
        (wording.name("outcome", "<i>"), "<i>", "<i>"),
    ],
)
def test_numbers_follow_the_language(words, en, sv):
    assert (words.en, words.sv) == (en, sv)


def test_words_are_escaped_in_pages():
    assert wording.say("archive.title", source="<i>").__html__().count("&lt;i&gt;") == 2
