"""Makes the small PNG files for PictureTests with Pillow, an implementation apart from ours.

    pip install pillow numpy && python3 make_pictures.py
"""

import os

import numpy as np
from PIL import Image

folder = os.path.dirname(os.path.abspath(__file__))
y, x = np.mgrid[0:9, 0:13]
red, green = x / 12, y / 8
blue = (red + green) / 2


def bytes_of(values):
    return np.round(values * 255).astype(np.uint8)


def save(name, image, **options):
    image.save(os.path.join(folder, name + ".png"), **options)


rgb = Image.fromarray(bytes_of(np.stack([red, green, blue], axis=2)))
save("rgb", rgb)
save("rgba", Image.fromarray(bytes_of(np.stack([red, green, blue, red], axis=2)), "RGBA"))
grey = Image.fromarray(bytes_of(blue))
save("grey", grey)
save("grey-alpha", Image.fromarray(bytes_of(np.stack([blue, red], axis=2)), "LA"))
save("palette", rgb.quantize(64))
save("palette-2", rgb.quantize(4), bits=2)
save("grey-16", Image.fromarray(np.round(blue * 65535).astype(np.uint16)))
save("bits-1", Image.fromarray(blue > 0.5))

# Pillow writes no interlaced files: the header alone says that this one is.
import struct
import zlib


def chunk(name, content):
    body = name + content
    return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))


with open(os.path.join(folder, "interlaced.png"), "wb") as file:
    file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 1))
               + chunk(b"IDAT", zlib.compress(bytes(64 + 15))) + chunk(b"IEND", b""))
