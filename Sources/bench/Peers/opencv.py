"""Sobel's magnitude in OpenCV: two derivatives, then the root of their squares."""
import os

import cv2
import numpy

from timing import Times

cv2.setNumThreads(int(os.environ.get("THREADS", 2)))
times = Times("OpenCV", cv2.__version__)
image = numpy.random.default_rng(1).random((2160, 3840), numpy.float32)
times.take(
    "sobel",
    lambda: cv2.magnitude(cv2.Sobel(image, cv2.CV_32F, 1, 0), cv2.Sobel(image, cv2.CV_32F, 0, 1)), 10)
times.write()
