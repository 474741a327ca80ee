"""Photos: the right sizes and formats, nothing a camera hides, nothing that blows up, and never made twice."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from kit.base.cache import FolderCache, key_of
from kit.site.drawn import card, favicon, icon, icon_svg, initial
from kit.site.front_matter import ContentError
from kit.site.lettering import face
from kit.site.palette import palette
from kit.site.pictures import WIDTHS, Photos, open_photo
from tests.site.made import facts, made

ROLES = palette("#0b5d7a", "harbour").light
CAFE = """
business: {name: Corner Cup, trade: cafe, country: IE}
place: {mode: [premises], street: 4 Example Quay, town: Westport}
contact: {phone: 020 912 0123}
"""


def _jpeg(size: tuple[int, int] = (600, 400), **more: Any) -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert(more.pop("mode", "RGB")).save(
        out, more.pop("kind", "JPEG"), **more
    )
    return out.getvalue()


def _photos(content: bytes | None, cache: FolderCache | None = None) -> Photos:
    return Photos(lambda file: content if file == "content/photos/van.jpg" else None, cache)


def test_a_photo_comes_in_three_formats_and_every_width_it_fills() -> None:
    photos = _photos(_jpeg((1000, 500)))
    made_photo = photos.photo("content/photos/van.jpg")
    assert made_photo is not None
    assert [(each.media, each.width) for each in made_photo.variants] == [
        (media, width) for width in (480, 960, 1000) for media in ("image/avif", "image/webp", "image/jpeg")
    ]
    for path, content in photos.files():
        width, height = (int(part) for part in path.rsplit(".", 1)[0].rsplit("-", 1)[1].split("x"))
        assert Image.open(io.BytesIO(content)).size == (width, height)
    record = made_photo.record("A van")
    assert (record["width"], record["height"], record["alt"]) == ("960", "480", "A van")
    assert [source["type"] for source in record["sources"]] == ["image/avif", "image/webp"]


@pytest.mark.slow
def test_a_large_photo_stops_at_the_largest_width() -> None:
    """Slow: encodes twelve pictures of up to 2000 pixels."""
    made_photo = _photos(_jpeg((2600, 300))).photo("content/photos/van.jpg")
    assert made_photo is not None
    assert {each.width for each in made_photo.variants} == set(WIDTHS)


def test_what_cameras_hide_is_dropped_and_the_picture_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x8825] = {1: "N", 2: (54.0, 29.0, 0.0)}
    exif[0x010F] = "A camera"
    photos = _photos(_jpeg((600, 400), exif=exif, comment=b"secret"))
    made_photo = photos.photo("content/photos/van.jpg")
    assert made_photo is not None
    assert (made_photo.width, made_photo.height) == (400, 600)
    for _, content in photos.files():
        picture = Image.open(io.BytesIO(content))
        assert not picture.getexif()
        assert not {"exif", "comment", "icc_profile", "xmp"} & set(picture.info)
        assert b"A camera" not in content
        assert b"secret" not in content


def test_a_picture_with_see_through_parts_keeps_them_in_every_format() -> None:
    """A logo on a coloured header must not stand on a white card."""
    out = io.BytesIO()
    Image.new("RGBA", (300, 100), (255, 0, 0, 0)).save(out, "PNG")
    photos = _photos(out.getvalue())
    logo = photos.photo("content/photos/van.jpg")
    assert logo is not None
    assert logo.record("Logo")["src"].endswith("-300x100.png")
    assert len(logo.record("Logo")["sources"]) == 2
    for path, content in photos.files():
        assert Image.open(io.BytesIO(content)).convert("RGBA").getpixel((1, 1))[3] == 0, path  # type: ignore[index]


def test_a_screenshot_with_nothing_to_see_through_is_a_jpeg() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (300, 100), (255, 0, 0, 255)).save(out, "PNG")
    photos = _photos(out.getvalue())
    photos.photo("content/photos/van.jpg")
    assert {path.rsplit(".", 1)[1] for path, _ in photos.files()} == {"avif", "webp", "jpg"}


@pytest.mark.parametrize("mode", ["L", "CMYK", "P"])
def test_unusual_pictures_are_read(mode: str) -> None:
    kind = "PNG" if mode == "P" else "JPEG"
    assert open_photo("a", _jpeg((60, 40), mode=mode, kind=kind)).mode in {"RGB", "RGBA"}


def test_wide_colours_become_ordinary_ones() -> None:
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert open_photo("a", _jpeg((60, 40), icc_profile=profile)).info == {}
    assert open_photo("a", _jpeg((60, 40), icc_profile=b"broken")).info == {}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(
            b"not a picture", "is not a picture that can be read; save it again as JPEG or PNG", id="text"
        ),
        pytest.param(_jpeg()[:900], "is not a picture that can be read", id="cut off"),
        pytest.param(
            b"<svg xmlns='http://www.w3.org/2000/svg'/>", "is not a picture that can be read", id="svg"
        ),
        pytest.param(b"", "is not a picture that can be read", id="empty"),
        pytest.param(b"x" * 40_000_001, "is 40 MB; a picture may have 40 MB", id="too many bytes"),
    ],
)
def test_what_is_no_picture_is_refused_with_its_name(content: bytes, expected: str) -> None:
    with pytest.raises(ContentError) as caught:
        _photos(content).photo("content/photos/van.jpg")
    assert str(caught.value).startswith("content/photos/van.jpg:1:1: ")
    assert expected in str(caught.value)


@pytest.mark.parametrize(
    "side", [pytest.param(8000, id="64 megapixels"), pytest.param(20000, id="400 megapixels")]
)
def test_a_pixel_bomb_is_refused_before_it_is_opened(side: int) -> None:
    """A PNG of a hundred bytes whose head promises a picture that would fill the memory."""
    head = b"IHDR" + struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))
    with pytest.raises(ContentError, match="at most 60 million are read"):
        _photos(bomb + struct.pack(">I", 0) + b"IDAT" + b"\0" * 100).photo("content/photos/van.jpg")


def test_photos_are_made_once_and_kept(tmp_path: Path) -> None:
    cache = FolderCache(tmp_path / "cache")
    first = _photos(_jpeg(), cache)
    first.photo("content/photos/van.jpg")
    first.photo("content/photos/van.jpg")
    kept = list((tmp_path / "cache").rglob("*.made"))
    assert len(kept) == 1
    again = _photos(_jpeg(), cache)
    again.photo("content/photos/van.jpg")
    assert dict(again.files()) == dict(first.files())
    kept[0].write_bytes(kept[0].read_bytes()[:-1])
    assert cache.load(kept[0].stem) is None


def test_equal_inputs_give_equal_keys() -> None:
    assert key_of("a", b"b") == key_of("a", b"b")
    assert key_of("ab") != key_of("a", "b")


def test_a_photo_that_is_not_there_names_the_line_of_the_facts() -> None:
    text = CAFE + "photos: [{file: content/photos/no.jpg}]\n"
    with pytest.raises(
        ContentError, match=r'business\.yaml:5:1: there is no picture "content/photos/no\.jpg"'
    ):
        made(facts(text), read=lambda file: text.encode() if file == "business.yaml" else None)


def test_a_logo_and_a_portrait_are_shown() -> None:
    text = (
        CAFE
        + "look: {logo: content/logo.png}\npeople: [{name: Ann, about: Bakes., photo: content/ann.jpg}]\n"
    )
    files = made(facts(text), read=lambda _file: _jpeg((200, 100)))
    home, about = files["index.html"].decode(), files["about.html"].decode()
    assert 'alt="Corner Cup"' in home
    assert 'alt="Ann"' in about


def test_a_card_is_small_and_of_the_asked_size() -> None:
    for look in ("harbour", "table", "practice", "study", "bench", "corner"):
        content = card(
            "Should the autumn workshop be one day in a room or four mornings online? " * 3,
            "Corner Cup",
            look,
            ROLES,
        )
        assert Image.open(io.BytesIO(content)).size == (1200, 630)
        assert len(content) < 60_000


def test_icons_have_their_sizes() -> None:
    assert Image.open(io.BytesIO(icon("Cup", 180, ROLES, full=True))).size == (180, 180)
    assert Image.open(io.BytesIO(favicon("Cup", ROLES))).size == (32, 32)
    assert icon_svg("<&>", ROLES).count("<text") == 1


@pytest.mark.parametrize(
    ("name", "letter"), [("the cup", "T"), ("&?", "•"), ("ß", "SS"), ("مقهى", "م"), ("'n Kop", "N")]
)
def test_the_initial_is_the_first_letter(name: str, letter: str) -> None:
    assert initial(name) == letter


def test_a_text_no_typeface_knows_is_not_drawn_at_all() -> None:
    assert face("\U0001f9ff\U00013000", 30) is None
    assert face("Plain words", 30) is not None


def test_cards_are_linked_with_their_full_address_and_made() -> None:
    files = made(facts(CAFE + "site: {address: https://corner.ie/}"), cards=True)
    home = files["index.html"].decode()
    path = home.partition('property="og:image" content="https://corner.ie/')[2].partition('"')[0]
    assert path in files
    assert 'name="twitter:card"' in home
