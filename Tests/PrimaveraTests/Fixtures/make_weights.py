"""Makes python.safetensors, and checks that Python reads primavera.safetensors, for
SafetensorsTests. Only struct and json are used: the format is that simple.

    python3 make_weights.py

primavera.safetensors was written by `Safetensors.encode`; a test compares it byte by byte.
"""

import json
import os
import struct

folder = os.path.dirname(os.path.abspath(__file__))


def write(path, tensors):
    header, data = {"__metadata__": {"made": "by hand"}}, b""
    # The second tensor's numbers come first, and the header is not padded: both are allowed.
    for name, (shape, values) in reversed(tensors.items()):
        numbers = struct.pack(f"<{len(values)}f", *values)
        header[name] = {
            "dtype": "F32", "shape": shape, "data_offsets": [len(data), len(data) + len(numbers)]}
        data += numbers
    text = json.dumps(header).encode()
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)


def read(path):
    with open(path, "rb") as file:
        content = file.read()
    (length,) = struct.unpack_from("<Q", content)
    assert length % 8 == 0, "the numbers begin at a multiple of eight"
    header, data = json.loads(content[8 : 8 + length]), content[8 + length :]
    tensors, end = {}, 0
    for name, entry in sorted(header.items(), key=lambda item: item[1]["data_offsets"]):
        assert entry["dtype"] == "F32" and entry["data_offsets"][0] == end
        start, end = entry["data_offsets"]
        tensors[name] = (entry["shape"], list(struct.unpack(f"<{(end - start) // 4}f", data[start:end])))
    assert end == len(data), "there are no other bytes"
    return tensors


write(
    os.path.join(folder, "python.safetensors"),
    {"a": ([2, 2], [1, 2, 3, -4.5]), "b": ([], [7])})
ours = os.path.join(folder, "primavera.safetensors")
if os.path.exists(ours):
    assert read(ours) == {
        "0.weight": ([2, 3], [0.5, -1, 2, 3.25, -0.0, 2.0 ** -149]),
        "0.bias": ([2], [float("inf"), -3.4028234663852886e38]),
        'a "name" é': ([], [7]),
        "empty": ([0, 3], [])}, read(ours)
    print("primavera.safetensors is what Python reads")
