"""Drawings that stand in for photographs: small JPEG files, the same for the same seed."""

from __future__ import annotations

import io
from collections.abc import Callable
from random import Random

from PIL import Image, ImageDraw, ImageFilter

SIZE = (420, 280)
Colour = tuple[int, int, int]
Draw = ImageDraw.ImageDraw

_WALLS: tuple[Colour, ...] = ((206, 203, 190), (190, 199, 205), (214, 208, 198), (198, 205, 192))
_DOORS: tuple[Colour, ...] = ((58, 92, 122), (92, 110, 84), (120, 74, 60), (84, 84, 96))


def _shade(colour: Colour, factor: float) -> Colour:
    red, green, blue = (max(0, min(255, round(c * factor))) for c in colour)
    return red, green, blue


def _gradient(top: Colour, bottom: Colour) -> Image.Image:
    """A picture that runs from one colour at the top to another at the bottom."""
    strip = Image.new("RGB", (1, 2))
    strip.putpixel((0, 0), top)
    strip.putpixel((0, 1), bottom)
    return strip.resize(SIZE, Image.Resampling.BILINEAR)


def _room(draw: Draw, wall: Colour, x0: int, y0: int, x1: int, y1: int) -> None:
    """Walls, floor and ceiling around a back wall."""
    width, height = SIZE
    draw.polygon([(0, 0), (width, 0), (x1, y0), (x0, y0)], fill=_shade(wall, 1.12))
    draw.polygon([(0, height), (width, height), (x1, y1), (x0, y1)], fill=_shade(wall, 0.62))
    draw.polygon([(0, 0), (x0, y0), (x0, y1), (0, height)], fill=_shade(wall, 0.92))
    draw.polygon([(width, 0), (x1, y0), (x1, y1), (width, height)], fill=_shade(wall, 0.84))
    draw.rectangle((x0, y0, x1, y1), fill=wall)


def _wing(rng: Random, draw: Draw) -> None:
    """A landing with doors on both sides and a gallery above."""
    width, height = SIZE
    wall, door = rng.choice(_WALLS), rng.choice(_DOORS)
    x0, x1, y0, y1 = 170, 250, 95, 180
    _room(draw, wall, x0, y0, x1, y1)
    draw.rectangle((188, 105, 232, 165), fill=(226, 236, 242))
    for bar in range(188, 233, 9):
        draw.line((bar, 105, bar, 165), fill=_shade(wall, 0.5), width=2)
    for number in range(6):
        near, far = round(8 + x0 * (1 - 0.62**number)), round(x0 * (1 - 0.62**number * 0.78))
        for flip in (False, True):
            xs = (width - near, width - far) if flip else (near, far)
            tops = [round(100 + 20 * x / x0) for x in (near, far)]
            feet = [round(height - (height - y1) * x / x0) for x in (near, far)]
            corners = [(xs[0], tops[0]), (xs[1], tops[1]), (xs[1], feet[1]), (xs[0], feet[0])]
            draw.polygon(corners, fill=_shade(door, 0.9 if flip else 1.0))
    for rail in (0, 10, 20):
        draw.line((0, 62 + rail, x0, 112 + rail // 3), fill=_shade(wall, 0.45), width=2)
        draw.line((width, 62 + rail, x1, 112 + rail // 3), fill=_shade(wall, 0.45), width=2)


def _cell(rng: Random, draw: Draw) -> None:
    """A bed, a window, a table."""
    wall, blanket = rng.choice(_WALLS), rng.choice(_DOORS)
    _room(draw, wall, 110, 50, 320, 190)
    draw.rectangle((175, 68, 250, 118), fill=(216, 232, 244), outline=_shade(wall, 0.5), width=4)
    for bar in (194, 212, 230):
        draw.line((bar, 68, bar, 118), fill=_shade(wall, 0.4), width=3)
    draw.polygon([(30, 225), (118, 165), (205, 165), (150, 240)], fill=blanket)
    draw.polygon([(30, 225), (150, 240), (150, 262), (30, 248)], fill=_shade(blanket, 0.6))
    draw.polygon([(100, 172), (118, 160), (160, 160), (142, 176)], fill=(236, 236, 230))
    draw.rectangle((270, 140, 345, 150), fill=_shade(wall, 0.55))
    draw.rectangle((278, 150, 286, 215), fill=_shade(wall, 0.45))
    draw.rectangle((330, 150, 338, 225), fill=_shade(wall, 0.45))
    draw.rectangle((290, 112, 325, 138), fill=(40, 44, 50))


def _shower(rng: Random, draw: Draw) -> None:
    """Tiles, cubicles and shower heads."""
    tile = rng.choice(((226, 232, 232), (214, 222, 228), (206, 206, 190)))
    draw.rectangle((0, 0, *SIZE), fill=tile)
    for x in range(0, SIZE[0], 28):
        draw.line((x, 0, x, 210), fill=_shade(tile, 0.88), width=2)
    for y in range(0, 211, 28):
        draw.line((0, y, SIZE[0], y), fill=_shade(tile, 0.88), width=2)
    draw.rectangle((0, 210, *SIZE), fill=_shade(tile, 0.6))
    for left in (25, 160, 295):
        draw.rectangle((left + 96, 60, left + 104, 235), fill=_shade(tile, 0.45))
        draw.line((left + 48, 20, left + 48, 60), fill=(120, 126, 130), width=5)
        draw.ellipse((left + 34, 54, left + 62, 70), fill=(120, 126, 130))
        if rng.random() < 0.5:
            draw.ellipse((left + 20, 180, left + 70, 205), fill=_shade(tile, 0.75))


def _yard(rng: Random, draw: Draw) -> None:
    """A yard with a wall, a fence and a block behind."""
    width, height = SIZE
    brick = rng.choice(((150, 98, 80), (162, 120, 92), (140, 130, 120)))
    draw.rectangle((60, 60, 330, 180), fill=brick)
    for row in range(2):
        for column in range(8):
            x, y = 75 + column * 32, 75 + row * 48
            draw.rectangle((x, y, x + 16, y + 24), fill=(52, 60, 70))
    draw.rectangle((0, 170, width, height), fill=(134, 136, 132))
    for post in range(0, width, 42):
        draw.line((post, 90, post, 200), fill=(90, 96, 96), width=4)
    for wire in range(96, 198, 9):
        draw.line((0, wire, width, wire), fill=(170, 176, 176), width=1)
    for _ in range(rng.choice((0, 18))):
        x, y = rng.randint(0, width), rng.randint(205, height)
        draw.rectangle((x, y, x + rng.randint(4, 16), y + 6), fill=rng.choice(_DOORS))


def _class(rng: Random, draw: Draw) -> None:
    """A room with tables, chairs and a board."""
    wall, top = rng.choice(_WALLS), rng.choice(((176, 142, 104), (196, 180, 150)))
    _room(draw, wall, 80, 60, 340, 165)
    draw.rectangle((150, 75, 270, 130), fill=(244, 246, 246), outline=(110, 112, 116), width=3)
    for line in (88, 98, 108):
        draw.line((162, line, rng.randint(200, 258), line), fill=(90, 110, 160), width=2)
    for row, y in enumerate((172, 208, 246)):
        for column in range(4 - row // 2):
            x = 40 - row * 14 + column * (92 + row * 22)
            draw.polygon([(x, y), (x + 70, y), (x + 62, y - 14), (x + 8, y - 14)], fill=top)
            draw.rectangle((x + 6, y, x + 11, y + 24), fill=_shade(top, 0.5))
            draw.rectangle((x + 59, y, x + 64, y + 24), fill=_shade(top, 0.5))
            draw.rectangle((x + 24, y + 8, x + 46, y + 28), fill=rng.choice(_DOORS))


_SCENES: dict[str, Callable[[Random, Draw], None]] = {
    "wing": _wing,
    "cell": _cell,
    "shower": _shower,
    "yard": _yard,
    "class": _class,
}


def jpeg(scene: str, seed: int) -> bytes:
    """A drawing of a scene as a JPEG file of about ten kilobytes."""
    rng = Random(f"{scene}/{seed}")
    picture = _gradient((188, 206, 220), (226, 230, 232))
    _SCENES[scene](rng, ImageDraw.Draw(picture))
    light = _gradient((255, 252, 240), (90, 90, 100))
    picture = Image.blend(picture, light, 0.18).filter(ImageFilter.GaussianBlur(0.9))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=62)
    return out.getvalue()
