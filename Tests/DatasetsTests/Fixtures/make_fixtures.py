"""Makes the .gz files for GzipTests with Python's zlib, an implementation apart from ours.

    python3 make_fixtures.py
"""

import gzip
import os
import struct
import zlib

folder = os.path.dirname(os.path.abspath(__file__))
# GzipTests makes the same bytes again.
squares = bytes(i * i % 251 for i in range(5000))
words = b"".join(b"spring %d after winter %d; " % (i % 17, i % 5) for i in range(600))


def write(name, data):
    with open(os.path.join(folder, name), "wb") as file:
        file.write(data)


def member(data, level, flags=0, parts=b"", strategy=zlib.Z_DEFAULT_STRATEGY):
    packer = zlib.compressobj(level, zlib.DEFLATED, -15, 9, strategy)
    body = packer.compress(data) + packer.flush()
    header = b"\x1f\x8b\x08" + bytes([flags]) + b"\0\0\0\0\0\xff" + parts
    return header + body + struct.pack("<II", zlib.crc32(data), len(data))


write("stored.gz", member(squares, 0))
write("fast.gz", member(words, 1))
write("best.gz", member(words, 9))
write("fixed.gz", member(words, 9, strategy=zlib.Z_FIXED))
write("huffman-only.gz", member(squares, 9, strategy=zlib.Z_HUFFMAN_ONLY))
write("empty.gz", member(b"", 9))
write("two-members.gz", member(words, 9) + member(squares, 6))
extra = struct.pack("<H", 5) + b"extra" + b"name.txt\0" + b"a comment\0"
extra += struct.pack("<H", zlib.crc32(b"not checked") & 0xFFFF)
write("every-header-field.gz", member(words, 6, flags=4 | 8 | 16 | 2, parts=extra))
write("bomb.gz", gzip.compress(bytes(20_000_000), 9, mtime=0))
