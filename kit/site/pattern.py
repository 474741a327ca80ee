"""Drawings made from a business's name, one family per look, so that a site without photos is its own.

Each is one SVG of under 1.5 kB for the page itself: shapes in three tones (classes `a`, `b`, `c`, from quiet
to strong), which the style sheet colours, so that dark mode and print follow without a second drawing.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from hashlib import blake2b
from random import Random

from kit.facts.look import load_look

WIDTH, HEIGHT = 1200, 600


def pattern(look: str, name: str, *, colours: tuple[str, str, str] | None = None) -> str:
    """Draw the pattern of a look for `name`: the same name, whatever its case, gives the same bytes.

    With `colours` (quiet to strong) the drawing stands by itself as an image file.
    """
    seed = blake2b(f"{look}:{name.strip().casefold()}".encode(), digest_size=8).digest()
    # Not for secrets: a drawing that anybody may foresee.
    worn = load_look(look)
    shapes = "".join(_FAMILIES[worn.pattern](Random(seed)))  # noqa: S311
    fit = "xMidYMid slice" if worn.keeps_shape else "none"
    head = f'<svg class="pattern" viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="{fit}"'
    if colours is None:
        return f'{head} aria-hidden="true" focusable="false">{shapes}</svg>'
    for tone, colour in zip("abc", colours, strict=True):
        shapes = shapes.replace(f'class="{tone}"', f'fill="{colour}"')
        shapes = shapes.replace(f'class="{tone} s"', f'fill="none" stroke="{colour}" stroke-linecap="round"')
    return f'{head} xmlns="http://www.w3.org/2000/svg">{shapes}</svg>'


def _waves(chance: Random) -> Iterator[str]:
    """Swell: bands of one wave length, hair-thin at the horizon, ending in the sea itself."""
    length = chance.choice((160, 200, 240, 300, 400))
    count = chance.randint(6, 8)
    lean = chance.choice((-1, 1)) * chance.uniform(0.08, 0.25)
    steep = chance.uniform(0.10, 0.19)
    y = HEIGHT * chance.uniform(0.1, 0.22)
    gap = (HEIGHT * 0.86 - y) / (count * (count + 3) / 2)
    for row in range(count):
        half = length // 2
        start = -length + lean * row * length % length
        rise = steep * length * (0.6 + 0.5 * row / count)
        waves = f"t{half} 0" * math.ceil((WIDTH + 2 * length) / half)
        path = f"M{start:.0f} {y:.0f}q{half // 2}-{rise:.0f} {half} 0{waves}"
        if row == count - 1:
            yield f'<path class="c" d="{path}V{HEIGHT}H-400z"/>'
            return
        yield f'<path class="{"abc"[row * 3 // count]} s" stroke-width="{4 + row * 5}" d="{path}"/>'
        y += gap * (row + 2)


def _deckle(chance: Random) -> Iterator[str]:
    """Torn sheets of paper laid over each other, and a round one behind them."""
    radius = chance.randint(90, 170)
    yield f'<circle class="c" cx="{chance.randint(200, 1000)}" cy="{chance.randint(170, 260)}" r="{radius}"/>'
    level = chance.uniform(200, 260)
    for tone in "abac":
        step, slope, phase = 50, chance.uniform(-70, 70), chance.uniform(0, 6.3)
        before = round(level + 30 * math.sin(phase))
        path = f"M-20 {before}"
        for x in range(0, WIDTH + step, step):
            wave = 30 * math.sin(phase + x / 210) + slope * x / WIDTH
            after = round(level + wave + chance.uniform(-9, 9))
            path += f"l{step} {after - before}".replace(" -", "-")
            before = after
        yield f'<path class="{tone}" d="{path}V600H-20z"/>'
        level += chance.uniform(75, 110)


def _leaves(chance: Random) -> Iterator[str]:
    """Leaves of two arcs in a loose grid, each turned one of four ways, some left out."""
    size = chance.choice((150, 200))
    tones: dict[str, str] = {"a": "", "b": "", "c": ""}
    for row in range(HEIGHT // size):
        for column in range(WIDTH // size):
            pick = chance.random()
            if pick < 0.22:
                continue
            x, y = column * size, row * size
            tone = "a" if pick < 0.62 else "b" if pick < 0.88 else "c"
            if chance.random() < 0.5:
                tones[tone] += f"M{x} {y}q{size} 0 {size} {size}q-{size} 0-{size}-{size}"
            else:
                tones[tone] += f"M{x + size} {y}q0 {size}-{size} {size}q0-{size} {size}-{size}"
    for tone, path in tones.items():
        yield f'<path class="{tone}" d="{path}"/>'


def _lines(chance: Random) -> Iterator[str]:
    """Fine lines drawn from one curve into another, like the guilloche of an old certificate."""
    first, last = (
        [chance.uniform(low, high) for low, high in ((40, 560), (-120, 720), (-120, 720), (40, 560))]
        for _ in "ab"
    )
    count = 17
    for tone, width, share in (("b", 1.25, (0, count)), ("c", 2.5, (0, 1))):
        path = ""
        for line in range(*share):
            at = line / (count - 1)
            y = [round(one + (other - one) * at) for one, other in zip(first, last, strict=True)]
            bend = round(300 + 300 * at)
            path += f"M0 {y[0]}C{bend} {y[1]} {1200 - bend // 2} {y[2]} 1200 {y[3]}"
        yield f'<path class="{tone} s" stroke-width="{width}" d="{path}"/>'


def _tiles(chance: Random) -> Iterator[str]:
    """Square tiles: quarter discs, triangles and whole ones, as a floor is laid."""
    size = chance.choice((150, 200))
    tones: dict[str, str] = {"a": "", "b": "", "c": ""}
    for row in range(HEIGHT // size):
        for column in range(WIDTH // size):
            x, y, tone = column * size, row * size, chance.choice("aaabbc")
            kind = chance.randrange(6)
            arc = f"a{size} {size} 0 01"
            tones[tone] += (
                f"M{x} {y}h{size}{arc}-{size} {size}z",
                f"M{x + size} {y}v{size}{arc}-{size}-{size}z",
                f"M{x + size} {y + size}h-{size}{arc} {size}-{size}z",
                f"M{x} {y}h{size}l-{size} {size}z",
                f"M{x} {y}l{size} {size}h-{size}z",
                "",
            )[kind]
    for tone, path in tones.items():
        yield f'<path class="{tone}" d="{path}"/>'


def _dots(chance: Random) -> Iterator[str]:
    """A coarse halftone: dots that swell around two points, as on a poster seen from near."""
    step = chance.choice((90, 100, 110))
    points = [(chance.uniform(0.05, 0.95) * WIDTH, chance.uniform(0, 1) * HEIGHT) for _ in "ab"]
    reach = chance.uniform(380, 560)
    sizes: dict[int, str] = {}
    for row in range(HEIGHT // step + 1):
        for column in range(WIDTH // step + 1):
            x, y = column * step + (row % 2) * step // 2, row * step
            near = min(math.dist((x, y), point) for point in points) / reach
            size = round(max(0.0, 1 - near) * 4)
            if size:
                sizes[size] = sizes.get(size, "") + f"M{x} {y}h0"
    for size, path in sorted(sizes.items()):
        tone = "abcc"[size - 1]
        yield f'<path class="{tone} s" stroke-width="{round(step * (0.2 + 0.19 * size))}" d="{path}"/>'


_FAMILIES = {
    "waves": _waves,
    "deckle": _deckle,
    "leaves": _leaves,
    "lines": _lines,
    "tiles": _tiles,
    "dots": _dots,
}
