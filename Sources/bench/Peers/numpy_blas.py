"""The matrix products of `swift run bench` in NumPy, which calls OpenBLAS."""
import numpy

from timing import Times

times = Times("NumPy", numpy.__version__)
random = numpy.random.default_rng(1)
for size in (256, 512, 1024, 2048):
    a, b = (random.random((size, size), numpy.float32) for _ in range(2))
    times.take(f"matrix-{size}", lambda: a @ b, max(1, int(2e9 / (2 * size**3))))
times.write()
