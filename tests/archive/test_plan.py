import dataclasses

import pytest

from textclass.archive import plan, sources
from textclass.archive.plan import Settings

SETTINGS = Settings("model", "1.0")


@pytest.fixture
def files(tmp_path):
    paths = [tmp_path / f"{number}.txt" for number in range(250)]
    for path in paths:
        path.write_text(path.name)
    return [str(path) for path in paths]


@pytest.mark.parametrize(("documents", "parts"), [(1, 1), (16, 16), (17, 9), (250, 16), (1_600, 16), (5_000, 50)])
def test_parts_hold_a_hundred_documents_or_fewer_in_a_small_archive(documents, parts):
    made = list(plan.make({str(number): "" for number in range(documents)}, SETTINGS).parts())
    assert len(made) == parts
    assert sum(len(part.paths) for part in made) == documents
    assert max(len(part.paths) for part in made) <= 100


def test_names_depend_on_files_and_settings_alone(files):
    names = [part.name for part in plan.make(sources.find(files), SETTINGS).parts()]
    assert names == [part.name for part in plan.make(sources.find(files), SETTINGS).parts()]
    assert names == sorted(names) and len(set(names)) == len(names)
    for name, value in [("model_id", "other"), ("version", "2"), ("ocr", True), ("text", False), ("seconds", 1.0)]:
        other = plan.make(sources.find(files), dataclasses.replace(SETTINGS, **{name: value}))
        assert not set(names) & {part.name for part in other.parts()}


def test_a_file_that_was_changed_makes_another_plan(files):
    before = plan.make(sources.find(files), SETTINGS)
    with open(files[17], "a") as file:
        file.write("more")
    after = plan.make(sources.find(files), SETTINGS)
    assert before.id != after.id
    assert plan.differences(after.facts, before.facts) == ["other files, or files that were changed since"]


def test_what_differs_is_said_in_words(files):
    before = plan.make(sources.find(files), SETTINGS).facts
    after = plan.make(sources.find(files[1:]), dataclasses.replace(SETTINGS, model_id="new")).facts
    assert plan.differences(after, before) == ["250 files then, 249 now", "model_id: model then, new now"]
