import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textclass import reading
from textclass.records import Status

SWEDISH = "Skolinspektionen följer upp åtgärder vid Växjö förskola enligt 3 kap. 2 § – ”så här”\n"
SHORT = ["för", "Växjö", "på", "är", "3 §", "Å", "ÖRN", "Malmö går"]


def read(data, **options):
    return reading.read_bytes(data, "a.txt", **options)


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"],
)
def test_every_encoding_of_the_offices_is_found(encoding):
    assert read(SWEDISH.encode(encoding)).pages == (SWEDISH,)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "iso-8859-1", "mac_roman", "cp850"])
@pytest.mark.parametrize("text", SHORT)
def test_a_few_letters_are_enough(text, encoding):
    assert read(text.encode(encoding)).pages == (text,)


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from("åäöÅÄÖé§"), min_size=1, max_size=8).map(lambda signs: "å" + " ord".join(signs)),
    st.sampled_from(["utf-8", "cp1252", "mac_roman", "cp850"]),
)
def test_swedish_letters_survive_every_encoding(text, encoding):
    assert read(text.encode(encoding)).pages == (text,)


@pytest.mark.parametrize(
    ("given", "pages"),
    [
        (b"a\r\nb\rc\n", ("a\nb\nc\n",)),
        (b"a\fb\f", ("a", "b", "")),
        ("a\u0308 \u00ad ﬁ".encode(), ("a\u0308 \u00ad ﬁ",)),
        (b"  a\n\n\n b ", ("  a\n\n\n b ",)),
    ],
)
def test_text_is_given_as_it_is_but_for_line_ends(given, pages):
    assert read(given).pages == pages


def test_a_few_damaged_bytes_do_not_turn_utf8_into_something_older():
    document = read((SWEDISH * 9).encode() + b"\xff" + SWEDISH.encode())
    assert document.pages == (SWEDISH * 9 + "\ufffd" + SWEDISH,)
    assert document.warnings == ("some bytes are not UTF-8 and were replaced",)


@pytest.mark.parametrize("data", [b" \n\t\r\n", b"\xef\xbb\xbf", b"\f\f"])
def test_blanks_are_empty(data):
    document = read(data)
    assert (document.status, document.pages) == (Status.EMPTY, ())


@pytest.mark.parametrize("data", [b"a\0b\0\0\0c" * 9, bytes(range(256)) * 4, b"\x7fELF\x01\0\0"])
def test_binary_is_unsupported(data):
    assert read(data).status is Status.UNSUPPORTED


def test_limits_hold():
    assert read(b"abc", limits=reading.Limits(bytes=2)).status is Status.TOO_LARGE
    assert read(b"abc", limits=reading.Limits(characters=2)).status is Status.TOO_LARGE
    assert read(b"a\fb\fc", limits=reading.Limits(pages=2)).status is Status.TOO_LARGE
    assert read(b"a\fb", limits=reading.Limits(pages=2, bytes=3, characters=3)).status is Status.OK


@settings(max_examples=200)
@given(st.binary(max_size=200))
def test_any_bytes_have_a_status_and_no_carriage_return(data):
    document = read(data)
    assert isinstance(document.status, Status)
    assert not any("\r" in page for page in document.pages)
    assert bool(document.pages) == (document.status is Status.OK)
