"""Draws the formulas of the book: NAME.tex -> ../Resources/formula-NAME.svg and formula-NAME~dark.svg.

DocC has no mathematics, so each formula is a picture. This script makes them when a formula is written;
the pictures are committed, and nobody needs Python to build the book.

    python3 -m venv ~/formulas && ~/formulas/bin/pip install matplotlib==3.11.2
    ~/formulas/bin/python render.py              # all
    ~/formulas/bin/python render.py sobel-x      # one
    ~/formulas/bin/python render.py --check      # are the pictures those of the sources?

matplotlib reads a subset of TeX: fractions, sums, roots, Greek, brackets that grow; not `cases` and not
`matrix`. Rows stand in `\\substack{first \\\\ second}`. The letters are paths, so a page needs no fonts, and
the same source gives the same bytes.
"""

import pathlib
import re
import sys

import matplotlib
from matplotlib import _mathtext
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.textpath import TextToPath

HERE = pathlib.Path(__file__).resolve().parent
RESOURCES = HERE.parent / "Resources"
SIZE = 20.0  # height of the letters, in the page's pixels: a little above the text around it
MARGIN = 4.0
INKS = {"": "#1d1d1f", "~dark": "#f5f5f7"}  # DocC's own colours of text, light and dark


def column(parser, tokens):
    """Rows of one height, centred on the line of the minus sign: columns beside each other make a matrix."""
    letter = parser.get_state().fontsize
    rows = [_mathtext.Hlist(part) for part in tokens["parts"][0]]
    width, stack = max(row.width for row in rows), []
    for row in rows:
        line = _mathtext.HCentered([row])
        line.hpack(width, "exactly")
        line.height, line.depth = 0.75 * letter, 0.25 * letter
        stack.append(line)
    pile = _mathtext.Vlist(stack)
    pile.shift_amount = (pile.height - pile.depth) / 2 - 0.25 * letter
    return [_mathtext.Hlist([pile])]


_mathtext.Parser.substack = column  # matplotlib's own stands on its last row


def outline(vertices, codes, place):
    """The path as SVG writes it, each point as the way from the one before: half as long."""
    letters = {Path.MOVETO: "m", Path.LINETO: "l", Path.CURVE3: "q", Path.CURVE4: "c"}
    lengths = {Path.CURVE3: 2, Path.CURVE4: 3}
    pieces, start, pen, curve = [], (0, 0), (0, 0), []
    for vertex, code in zip(vertices, codes):
        if code == Path.CLOSEPOLY:
            pieces.append("z")
            pen = start
            continue
        curve.append(place(vertex))
        if len(curve) < lengths.get(code, 1):
            continue
        ways = " ".join(f"{x - pen[0]} {y - pen[1]}" for x, y in curve)
        pieces.append(letters[code] + ways.replace(" -", "-"))
        pen, curve = curve[-1], []
        start = pen if code == Path.MOVETO else start
    return "".join(pieces)


def picture(source):
    """The formula's SVG for each ink."""
    font = FontProperties(size=SIZE)
    tracer = TextToPath()
    tracer.FONT_SCALE = SIZE
    width, height, descent = tracer.get_text_width_height_descent(f"${source}$", font, ismath=True)
    vertices, codes = tracer.get_text_path(font, f"${source}$", ismath=True)
    # A line of text at least, so that formulas beside each other stand on one height.
    above, below = max(height - descent, 0.8 * SIZE) + MARGIN, max(descent, 0.3 * SIZE) + MARGIN
    across, down = round(width + 2 * MARGIN), round(above + below)
    # Whole hundredths of a pixel: finer than any screen, and the same on every machine.
    path = outline(vertices, codes, lambda v: (round(100 * (v[0] + MARGIN)), round(100 * (above - v[1]))))
    return {
        suffix: f'<svg xmlns="http://www.w3.org/2000/svg" width="{across}" height="{down}" '
        f'viewBox="0 0 {across}00 {down}00"><path fill="{ink}" d="{path}"/></svg>\n'
        for suffix, ink in INKS.items()
    }


def main(arguments):
    matplotlib.rcParams["mathtext.fontset"] = "cm"
    check = "--check" in arguments
    names = [a for a in arguments if not a.startswith("-")] or sorted(f.stem for f in HERE.glob("*.tex"))
    wrong = []
    for name in names:
        if not (HERE / f"{name}.tex").exists():
            sys.exit(f"There is no formula {name}.tex here; README.md lists the names.")
        try:
            drawn = picture((HERE / f"{name}.tex").read_text().strip())
        except ValueError as error:
            sys.exit(f"{name}.tex is not what matplotlib can read. It says: {str(error).strip()}")
        for suffix, text in drawn.items():
            file = RESOURCES / f"formula-{name}{suffix}.svg"
            if not check:
                file.write_text(text)
            elif not file.exists() or file.read_text() != text:
                wrong.append(file.name)
    if not arguments or check:
        listed = set(re.findall(r"^\| `([a-z0-9-]+)` \|", (HERE / "README.md").read_text(), re.MULTILINE))
        wrong += [f"README.md: {name}" for name in sorted(listed ^ {f.stem for f in HERE.glob("*.tex")})]
    if wrong:
        sys.exit("Differs from its source, or is missing:\n  " + "\n  ".join(wrong))
    print(f"{len(names)} formulas {'are as their sources say' if check else 'drawn'}.")


main(sys.argv[1:])
