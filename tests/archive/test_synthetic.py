import pytest

from textclass import reader, synthetic


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(tmp_path):
    for name, seed in [("a", 4), ("b", 4), ("c", 5)]:
        synthetic.write(3, tmp_path / name, seed=seed)
    a, b, c = ([p.read_bytes() for p in sorted((tmp_path / name).iterdir())] for name in "abc")
    assert a == b and not set(a) & set(c)


def test_a_document_does_not_depend_on_how_many_there_are(tmp_path):
    few = synthetic.write(2, tmp_path / "few", seed=1)
    many = synthetic.write(5, tmp_path / "many", seed=1)
    assert few[1].read_bytes() == many[1].read_bytes()


def test_made_up_decisions_are_read_as_follow_ups(tmp_path):
    for path in synthetic.write(5, tmp_path, seed=2):
        found = reader.parse(path)
        assert found.status == "ok" and found.kind == "quality_review_followup"
        assert 2 <= len(found.areas) <= 4
        assert all(area.account and area.needs and area.outcome for area in found.areas)


def test_pdfs_have_four_pages_of_the_same_text(tmp_path):
    pytest.importorskip("reportlab", reason="needs the extra 'synth'")
    (pdf,) = synthetic.write(1, tmp_path / "pdf", pdf=True, seed=3)
    (text,) = synthetic.write(1, tmp_path / "text", seed=3)
    printed, plain = reader.parse(pdf), reader.parse(text)
    assert printed.pages == 4
    assert [area.title for area in printed.areas] == [area.title for area in plain.areas]
    assert [area.account.text.split() for area in printed.areas] == [area.account.text.split() for area in plain.areas]


def test_the_vocabulary_goes_on_growing_but_ever_more_slowly():
    seen, sizes = set(), []
    for item in range(1, 401):
        seen.update(" ".join(synthetic.decision(item)).split())
        sizes.append(len(seen))
    first, second, third = sizes[99], sizes[199] - sizes[99], sizes[399] - sizes[199]
    assert first > second > 100 and third / 2 < second and third > 300
