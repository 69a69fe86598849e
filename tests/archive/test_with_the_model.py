"""The table of the shipped model says what the model says elsewhere."""

from textclass import archive, reader
from textclass.classifier import commands, load_model


def test_score_and_predict_give_the_same_probability_to_the_last_bit(folder, tmp_path):
    files = sorted(folder.glob("synth-0000?.txt"))
    archive.run(files, [tmp_path / "s.csv", tmp_path / "s.parquet"], jobs=2, progress="none")
    archive.run(files, tmp_path / "bare.parquet", no_text=True, progress="none")
    lines = [
        {"id": f"{path}#{number}", "title": area.title, "needs": list(area.needs), "account": area.account.text}
        for path in files
        for number, area in enumerate(reader.parse(path).areas, 1)
        if area.account
    ]
    model = load_model()
    told = [(line["p_more_needed"], line["predicted_outcome"]) for line in commands.predict(lines, model)]
    assert len(told) > 15
    for name in ("s.csv", "s.parquet", "bare.parquet"):
        frame = archive.read_scores(tmp_path / name)
        assert list(zip(frame["p_more_needed"], frame["predicted_outcome"], strict=True)) == told
        assert set(frame["model_id"]) == {model.model_id}


def test_evidence_points_at_sentences_of_the_account(folder):
    frame = archive.score(sorted(folder.glob("synth-0000?.txt"))[:3])
    for account, evidence in zip(frame["account"], frame["evidence"], strict=True):
        assert len(evidence) == 3
        assert all(item["text"] in account for item in evidence)
        sizes = [abs(item["contribution"]) for item in evidence]
        assert sizes == sorted(sizes, reverse=True)
