import io
import stat
import struct
import tracemalloc
import zipfile
import zlib
from contextlib import suppress

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reports.ingest.archives.zips import MEMBERS_MAX, members
from reports.reading import UnreadableFile
from reports.reading.formats import sniff
from reports.reading.zips import ENTRIES_MAX
from tests.reading.documents import docx, p, zipped


def told(data: bytes, max_mb: int = 1) -> list[tuple[str, bytes | str]]:
    """Name and bytes of each member, or the kind of its refusal."""
    return [(m.name, m.refusal.kind if m.refusal else m.data) for m in members(data, max_mb=max_mb)]


def test_members_come_in_the_order_of_their_names_without_folders_and_hidden_files() -> None:
    parts = {
        "乙/二.txt": b"2",
        "乙/": b"",
        "一.txt": b"1",
        ".DS_Store": b"",
        "__MACOSX/._一.txt": b"",
        "~$一.docx": b"",
    }
    assert told(zipped(parts)) == [("一.txt", b"1"), ("乙/二.txt", b"2")]


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_names_without_the_utf8_flag_are_read_as_what_they_are(encoding: str) -> None:
    raw = "衢山镇报告.txt".encode(encoding)
    placeholder = "x" * len(raw)
    data = zipped({placeholder: b"1"}).replace(placeholder.encode(), raw)
    assert told(data) == [("衢山镇报告.txt", b"1")]


def test_names_that_lead_out_of_the_folder_are_only_names() -> None:
    assert told(zipped({"../../etc/passwd": b"1", "/tmp/二.txt": b"2"})) == [
        ("../../etc/passwd", b"1"),
        ("/tmp/二.txt", b"2"),
    ]


def test_a_zip_in_a_zip_is_refused_and_a_word_document_is_not() -> None:
    document = docx(p("正文"))
    parts = {"一.zip": zipped({"里.txt": b"1"}), "二.docx": document, "三.txt": b"3"}
    assert told(zipped(parts)) == [("一.zip", "nested"), ("三.txt", b"3"), ("二.docx", document)]


def test_a_member_over_the_limit_is_refused_whatever_size_it_claims() -> None:
    data = zipped({"大.txt": b"\0" * (2 * 1024 * 1024), "小.txt": b"1"})
    assert told(data) == [("大.txt", "too_large"), ("小.txt", b"1")]
    lying = data.replace(struct.pack("<L", 2 * 1024 * 1024), struct.pack("<L", 10))
    assert [name for name, found in told(lying) if isinstance(found, str)] == ["大.txt"]


def test_an_encrypted_member_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("密.txt", b"1")
    data = bytearray(packed.getvalue())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    assert told(bytes(data)) == [("密.txt", "encrypted")]


def test_a_damaged_member_is_refused_and_the_others_are_read() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.txt", b"first")
        archive.writestr("b.txt", b"second")
    assert told(packed.getvalue().replace(b"first", b"worst")) == [("a.txt", "damaged"), ("b.txt", b"second")]


def test_a_zip_that_unpacks_beyond_all_measure_is_stopped() -> None:
    data = zipped({f"{n:02d}.txt": b"\0" * (1024 * 1024) for n in range(12)})
    with pytest.raises(UnreadableFile) as refusal:
        told(data)
    assert refusal.value.kind == "too_large"


def test_too_many_members_are_refused() -> None:
    with pytest.raises(UnreadableFile) as refusal:
        told(zipped({f"{n}.txt": b"" for n in range(MEMBERS_MAX + 1)}))
    assert refusal.value.kind == "too_many"


def test_what_is_no_zip_is_refused() -> None:
    with pytest.raises(UnreadableFile) as refusal:
        told(b"PK\x03\x04" + bytes(100))
    assert refusal.value.kind == "damaged"


def test_a_link_is_left_out_and_no_path_is_followed() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        link = zipfile.ZipInfo("报告.txt")
        link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        for name in ("/etc/a.txt", "../../b.txt"):
            archive.writestr(name, "正文")
    assert [(member.name, member.data.decode()) for member in members(packed.getvalue())] == [
        ("../../b.txt", "正文"),
        ("/etc/a.txt", "正文"),
    ]


def test_a_member_that_lies_about_its_size_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", "正文")
    data = bytearray(packed.getvalue())
    # Compressed and plain size in the directory: 4 GB.
    struct.pack_into("<II", data, data.rindex(b"PK\x01\x02") + 20, 0xFFFFFFFF, 0xFFFFFFFF)
    assert [member.refusal and member.refusal.kind for member in members(bytes(data))] == ["too_large"]


def packed(method: int, **parts: str) -> bytearray:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, text in parts.items():
            archive.writestr(f"{name}.txt", text)
    return bytearray(held.getvalue())


def test_what_is_packed_by_a_rare_method_is_refused_unread_and_the_others_are_read() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, method in (("a", zipfile.ZIP_LZMA), ("b", zipfile.ZIP_BZIP2), ("c", zipfile.ZIP_DEFLATED)):
            archive.writestr(f"{name}.txt", "正文" * 50, method)
    assert told(held.getvalue()) == [
        ("a.txt", "unsupported"),
        ("b.txt", "unsupported"),
        ("c.txt", ("正文" * 50).encode()),
    ]


@pytest.mark.parametrize("version", [64, 90, 255])
def test_a_zip_of_a_version_nobody_knows_is_refused(version: int) -> None:
    data = packed(zipfile.ZIP_DEFLATED, a="正文")
    struct.pack_into("<H", data, data.index(b"PK\x01\x02") + 6, version)
    with pytest.raises(UnreadableFile) as refusal:
        told(bytes(data))
    assert refusal.value.kind == "damaged"


@given(
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), min_size=1, max_size=6), st.integers(0, 400)
)
@example(hits=[(189, 0)], cut=0)
@settings(max_examples=300)
def test_a_zip_damaged_in_any_way_is_read_or_refused(hits: list[tuple[int, int]], cut: int) -> None:
    data = packed(zipfile.ZIP_DEFLATED, a="正文" * 9, b="第二" * 9)
    for at, value in hits:
        data[at % len(data)] = value
    whole = bytes(data[: len(data) - cut % 40])
    sniff(whole)
    with suppress(UnreadableFile):
        told(whole)


def test_bytes_count_also_when_the_checksum_is_wrong_in_the_end() -> None:
    data = zipped({f"{n:02d}.txt": b"\0" * (1024 * 1024) for n in range(12)})
    checksum = zlib.crc32(b"\0" * (1024 * 1024)).to_bytes(4, "little")
    with pytest.raises(UnreadableFile) as refusal:
        told(data.replace(checksum, b"none"))
    assert refusal.value.kind == "too_large"


def test_entries_that_lie_in_one_another_are_refused() -> None:
    data = packed(zipfile.ZIP_DEFLATED, a="正文" * 9, b="第二" * 9)
    second = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 4)
    # The second begins where the first does.
    struct.pack_into("<L", data, second + 42, 0)
    with pytest.raises(UnreadableFile) as refusal:
        told(bytes(data))
    assert refusal.value.kind == "hostile"


@pytest.mark.parametrize("said", [None, 1])
def test_entries_are_counted_before_they_are_read_whatever_number_is_said(said: int | None) -> None:
    data = packed(zipfile.ZIP_STORED, **{str(n): "" for n in range(ENTRIES_MAX + 1)})
    if said is not None:
        struct.pack_into("<2H", data, len(data) - 14, said, said)
    tracemalloc.start()
    with pytest.raises(UnreadableFile) as refusal:
        told(bytes(data))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (refusal.value.kind, peak < 2 * len(data)) == ("too_many", True)


def test_a_zip_of_64_bit_records_is_read() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive, archive.open("a.txt", "w", force_zip64=True) as file:
        file.write("正文".encode())
    plain = held.getvalue()
    end = plain.rindex(b"PK\x05\x06")
    said, _, length, start = struct.unpack_from("<2H2L", plain, end + 8)
    wide = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, said, said, length, start)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, end, 1)
    ending = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    assert told(plain[:end] + wide + locator + ending) == [("a.txt", "正文".encode())]
