import pytest

from textclass import lexicon
from textclass.citations import find, load_register
from textclass.citations.register import SFS

ACTS = load_register().by_id.values()
CURRICULA = lexicon.load("curricula")["curriculum"]
WORD_LISTS = lexicon.load("citation_words")


@pytest.mark.parametrize("act", ACTS, ids=[act.id for act in ACTS])
def test_the_example_of_each_act_is_read(act):
    found = [citation for citation in find(act.example or "") if citation.act == act.id]
    assert len(found) == 1
    assert "#" in found[0].ids[0]


@pytest.mark.parametrize("row", CURRICULA, ids=[row["address"] for row in CURRICULA])
def test_the_example_of_each_curriculum_is_read(row):
    assert {citation.act for citation in find(row["example"])} == {row["address"]}


def test_the_register_is_large_and_well_formed():
    acts = [act for act in ACTS if SFS.fullmatch(act.id)]
    assert len(acts) >= 150
    assert all(act.example and act.names for act in ACTS)
    assert all((act.valid_from or "") <= (act.valid_until or "9999") for act in ACTS)


def test_namesakes_follow_one_another_without_overlap():
    by_name = {}
    for act in ACTS:
        for name in act.names:
            by_name.setdefault(name.lower(), []).append(act)
    for acts in by_name.values():
        ordered = sorted(acts, key=lambda act: act.valid_from or "")
        for earlier, later in zip(ordered, ordered[1:], strict=False):
            assert earlier.valid_until is not None
            assert earlier.valid_until < (later.valid_from or "")


@pytest.mark.parametrize("act", [a for a in ACTS if a.names], ids=[a.id for a in ACTS if a.names])
def test_each_name_gives_its_act_while_it_is_in_force(act):
    register = load_register()
    for name in act.names:
        assert register.resolve(name, act.valid_from or act.valid_until or "2020-01-01") == act


@pytest.mark.parametrize("name", WORD_LISTS)
def test_each_list_of_words_has_an_example(name):
    assert WORD_LISTS[name]["words"]
    assert WORD_LISTS[name]["example"]


def test_a_user_adds_an_act_by_a_file(tmp_path):
    path = tmp_path / "my.toml"
    path.write_text(
        '[[act]]\nnumber = "2099:12"\nnames = ["friskolelagen"]\nabbreviations = ["FriL"]\n', encoding="utf-8"
    )
    register = load_register(path)
    ids = [i for c in find("23 § friskolelagen, 4 § FriL och 4 kap. 3 § skollagen", acts=register) for i in c.ids]
    assert ids == ["2099:12#P23", "2099:12#P4", "2010:800#K4P3"]
    assert [c.ids for c in find("23 § friskolelagen")] == [("?friskolelagen#P23",)]


@pytest.mark.parametrize(
    "line",
    [
        'names = "friskolelagen"',
        "names = [1]",
        'name = "friskolelagen"',
        'from = "2011"',
        'chapters = "ja"',
        'names = [""]',
    ],
)
def test_an_act_with_something_wrong_is_refused(tmp_path, line):
    path = tmp_path / "my.toml"
    path.write_text(f'[[act]]\nnumber = "2099:12"\n{line}\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"my\.toml: act 2099:12: "):
        load_register(path)


def test_a_date_of_toml_is_a_date(tmp_path):
    path = tmp_path / "my.toml"
    path.write_text('[[act]]\nnumber = "2099:12"\nnames = ["friskolelagen"]\nfrom = 2099-01-01\n', encoding="utf-8")
    assert load_register(path).by_id["2099:12"].valid_from == "2099-01-01"


def test_a_user_adds_a_name_with_no_usual_ending(tmp_path):
    path = tmp_path / "my.toml"
    path.write_text('[[act]]\nnumber = "2099:12"\nnames = ["Friskolereglerna"]\n', encoding="utf-8")
    found = find("Enligt 23 § friskolereglerna och Friskolereglerna gäller", acts=load_register(path))
    assert [c.ids for c in found] == [("2099:12#P23",), ("2099:12",)]


def test_a_user_adds_an_abbreviation_to_a_known_act(tmp_path):
    path = tmp_path / "my.toml"
    path.write_text('[[act]]\nnumber = "2010:800"\nabbreviations = ["SLG"]\n', encoding="utf-8")
    found = find("4 kap. 3 § SLG och 5 kap. 3 § skollagen", acts=load_register(path))
    assert [c.ids for c in found] == [("2010:800#K4P3",), ("2010:800#K5P3",)]


@pytest.mark.parametrize("text", ["[[act]]\nnames = ['x']\n", "[[act]]\nnumber = '10:800'\n", "act = 3\n", "[[act]\n"])
def test_a_file_that_is_no_register_is_refused(tmp_path, text):
    path = tmp_path / "my.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="act|TOML|number"):
        load_register(path)


def test_the_default_register_is_read_once():
    assert load_register() is load_register()
