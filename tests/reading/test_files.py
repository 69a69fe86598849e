import os
import sys
import unicodedata
from collections import Counter

import pytest

from textclass.reading import find_files, read
from textclass.records import Status

NFC, NFD = (unicodedata.normalize(form, "Uppföljning Åmål.txt") for form in ("NFC", "NFD"))
posix = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names that this file system has not")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for name in (
        "b.pdf",
        "a.TXT",
        "c.csv",
        "sub/d.html",
        "sub/e.xyz",
        ".hidden.txt",
        "~$f.docx",
        ".git/g.txt",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["."], ["./a.TXT", "./b.pdf", "./sub/d.html"]),
        (["b.pdf", "."], ["b.pdf", "./a.TXT", "./sub/d.html"]),
        (["sub", "a.TXT"], ["sub/d.html", "a.TXT"]),
        (["c.csv", "sub/e.xyz", ".hidden.txt"], ["c.csv", "sub/e.xyz", ".hidden.txt"]),
        (["*.pdf", "*.csv"], ["b.pdf", "c.csv"]),
        (["**/*.html"], ["sub/d.html"]),
        (["s*"], ["sub/d.html"]),
        (["a.TXT", "./a.TXT", "sub/../a.TXT", "sub//..//a.TXT"], ["a.TXT"]),
        ([], []),
    ],
)
def test_paths_lead_to_files(folder, paths, expected):
    assert find_files(paths) == [path.replace("/", os.sep) for path in expected]


@pytest.mark.parametrize("path", ["nope.pdf", "no/where", "*.docx", "sub/*.pdf", "a\0b", ""])
def test_a_path_to_nothing_is_said(folder, path):
    with pytest.raises(FileNotFoundError, match="no such file|no file"):
        find_files([path])
    with pytest.raises(FileNotFoundError):
        read(path)


def test_a_folder_without_documents_is_said(tmp_path):
    (tmp_path / "x.csv").write_text("x")
    with pytest.raises(FileNotFoundError, match="holds no file with one of the suffixes"):
        find_files([tmp_path])


def test_links_to_a_file_or_folder_count_once(folder):
    (folder / "z.txt").symlink_to("a.TXT")
    (folder / "again").symlink_to("sub")
    (folder / "sub" / "loop").symlink_to("..")
    os.link("a.TXT", "y.txt")
    found = [os.path.relpath(path, folder) for path in find_files([folder])]
    assert found == ["a.TXT", os.path.join("again", "d.html"), "b.pdf"]


def test_a_link_that_leads_nowhere_is_an_error_only_where_it_is_named(folder):
    (folder / "gone.pdf").symlink_to("nowhere.pdf")
    assert "gone.pdf" not in " ".join(find_files([folder]))
    assert find_files(["gone.pdf"]) == ["gone.pdf"]
    with pytest.raises(FileNotFoundError):
        read("gone.pdf")


def test_files_of_other_kinds_are_counted(folder):
    (folder / "sub" / "README").write_text("x")
    passed_over = Counter()
    find_files(["b.pdf", "."], passed_over)
    assert passed_over == {".csv": 1, ".xyz": 1, "": 1}


def test_a_folder_that_cannot_be_searched_is_accounted_for(folder, monkeypatch):
    scandir = os.scandir

    def refuse(path):
        if os.path.basename(path) == "sub":
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert find_files(["."]) == [os.path.join(".", name) for name in ("a.TXT", "b.pdf", "sub")]
    found = read("sub")
    assert (found.status, found.error) == (Status.ERROR, "cannot be opened: Permission denied")


@pytest.mark.parametrize("name", [NFC, NFD, "två ord  .txt", "a\nb.txt", "[1].txt", "*.txt", "%s'\".txt"])
def test_odd_names_are_found_and_read(tmp_path, name):
    path = tmp_path / name
    path.write_text("x")
    assert find_files([tmp_path]) == find_files([path]) == [str(path)]
    assert read(path).pages == ("x",)


@posix
@pytest.mark.parametrize(("on_disk", "asked"), [(NFC, NFD), (NFD, NFC)])
def test_either_form_of_a_name_finds_the_other(tmp_path, monkeypatch, on_disk, asked):
    place = tmp_path / on_disk.removesuffix(".txt")
    place.mkdir()
    (place / on_disk).write_text("x")
    path = os.path.join(tmp_path, asked.removesuffix(".txt"), asked)
    assert read(path).pages == ("x",)
    assert len(find_files([path])) == 1
    monkeypatch.chdir(place)
    assert find_files([asked]) == [on_disk]
    assert find_files([asked[:7] + "*"]) == [on_disk]


@posix
def test_two_files_that_differ_in_form_alone_are_two(tmp_path):
    for name in (NFC, NFD):
        (tmp_path / name).write_text(name)
    assert len(find_files([tmp_path])) == 2
    assert read(tmp_path / NFD).pages == (NFD,)


@posix
def test_undecodable_names_are_found_and_read(tmp_path):
    raw = os.path.join(os.fsencode(tmp_path), b"\xe5\xff.txt")
    with open(raw, "wb") as file:
        file.write(b"x")
    (found,) = find_files([tmp_path])
    assert os.fsencode(found) == raw
    assert read(found).pages == ("x",)


@posix
def test_pipes_and_folders_are_not_opened(tmp_path):
    os.mkfifo(tmp_path / "pipe.pdf")
    assert find_files_or_none(tmp_path) is None
    assert read(tmp_path / "pipe.pdf").status is Status.UNSUPPORTED
    assert read(tmp_path).status is Status.UNSUPPORTED


def find_files_or_none(path):
    try:
        return find_files([path])
    except FileNotFoundError:
        return None
