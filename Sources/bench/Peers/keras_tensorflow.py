"""The epochs of `swift run bench` in Keras with TensorFlow."""
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy
import tensorflow as tf
from tensorflow import keras

from timing import Times

threads = int(os.environ.get("THREADS", 2))
tf.config.threading.set_intra_op_parallelism_threads(threads)
tf.config.threading.set_inter_op_parallelism_threads(threads)
keras.utils.set_random_seed(1)
times = Times("Keras", keras.__version__)
EXAMPLES = 60_000
layers = keras.layers


def epoch(name, network, optimizer, shape, batch):
    if not times.wants(name):
        return
    x = numpy.random.default_rng(1).random((EXAMPLES, *shape), numpy.float32)
    y = numpy.arange(EXAMPLES) % 10
    network.compile(optimizer, keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    times.take(name, lambda: network.fit(x, y, batch_size=batch, epochs=1, verbose=0))


def lenet():
    return keras.Sequential([
        layers.Conv2D(6, 5, activation="relu"), layers.MaxPooling2D(),
        layers.Conv2D(16, 5, activation="relu"), layers.MaxPooling2D(), layers.Flatten(),
        layers.Dense(120, activation="relu"), layers.Dense(84, activation="relu"), layers.Dense(10)])


for name, batch in (("lenet-128", 128), ("lenet-32", 32)):
    epoch(name, lenet(), keras.optimizers.SGD(0.01, momentum=0.9), (32, 32, 1), batch)
epoch(
    "mlp", keras.Sequential([layers.Dense(512, activation="relu"), layers.Dense(10)]),
    keras.optimizers.RMSprop(), (784,), 128)
times.write()
