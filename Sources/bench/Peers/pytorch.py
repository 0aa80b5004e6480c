"""The workloads of `swift run bench` in PyTorch, on two threads: the layers, batches and optimizers are the same."""
import os

import torch
from torch import nn

from timing import Times

torch.set_num_threads(int(os.environ.get("THREADS", 2)))
torch.manual_seed(1)
times = Times("PyTorch", torch.__version__)
EXAMPLES = 60_000

for size in (256, 512, 1024, 2048):
    a, b = torch.rand(size, size), torch.rand(size, size)
    times.take(f"matrix-{size}", lambda: a @ b, max(1, int(2e9 / (2 * size**3))))

CONVOLUTIONS = {
    "conv-1-6": (128, 1, 6, 32, 5, 1, 0),
    "conv-6-16": (128, 6, 16, 14, 5, 1, 0),
    "conv-3-32": (128, 3, 32, 32, 3, 1, 1),
    "conv-64-128": (128, 64, 128, 16, 3, 1, 1),
    "conv-64-64": (32, 64, 64, 56, 3, 1, 1),
    "conv-3-96": (16, 3, 96, 227, 11, 4, 0),
}
for name, (n, channels, filters, side, kernel, stride, padding) in CONVOLUTIONS.items():
    if not times.wants(name):
        continue
    x = torch.rand(n, channels, side, side, requires_grad=True)
    layer = nn.Conv2d(channels, filters, kernel, stride, padding)
    seed = torch.rand_like(layer(x))

    def convolve():
        x.grad = None
        layer.zero_grad()
        layer(x).backward(seed)

    out = seed.shape[-1]
    operations = 6 * n * filters * out * out * channels * kernel * kernel
    times.take(name, convolve, max(1, int(1e9 / operations)))


def lenet():
    return nn.Sequential(
        nn.Conv2d(1, 6, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.ReLU(),
        nn.MaxPool2d(2), nn.Flatten(), nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84),
        nn.ReLU(), nn.Linear(84, 10))


def momentum(network):
    return torch.optim.SGD(network.parameters(), lr=0.01, momentum=0.9)


def learner(network, optimizer):
    """One step of learning on a batch."""
    network.train()

    def learn(x, y):
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(network(x), y)
        loss.backward()
        optimizer.step()
        return loss.item()

    return learn


def epoch(name, network, optimizer, shape, batch):
    if not times.wants(name):
        return
    x, y = torch.rand(EXAMPLES, *shape), torch.arange(EXAMPLES) % 10
    learn = learner(network, optimizer(network))

    def body():
        order = torch.randperm(EXAMPLES)
        for start in range(0, EXAMPLES, batch):
            rows = order[start : start + batch]
            learn(x[rows], y[rows])

    times.take(name, body)


epoch("lenet-128", lenet(), momentum, (1, 32, 32), 128)
epoch("lenet-32", lenet(), momentum, (1, 32, 32), 32)
epoch(
    "mlp", nn.Sequential(nn.Linear(784, 512), nn.ReLU(), nn.Linear(512, 10)),
    lambda network: torch.optim.RMSprop(network.parameters(), lr=0.001, alpha=0.9, eps=1e-7),
    (784,), 128)

alexnet = nn.Sequential(
    nn.Conv2d(3, 24, 5, padding=2), nn.ReLU(), nn.MaxPool2d(3, 2),
    nn.Conv2d(24, 32, 5, padding=2), nn.ReLU(), nn.MaxPool2d(3, 2),
    nn.Conv2d(32, 48, 3, padding=1), nn.ReLU(), nn.Conv2d(48, 48, 3, padding=1), nn.ReLU(),
    nn.Conv2d(48, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(3, 2), nn.Flatten(),
    nn.Dropout(0.1), nn.Linear(288, 128), nn.ReLU(), nn.Dropout(0.1), nn.Linear(128, 128),
    nn.ReLU(), nn.Linear(128, 10))
x, y = torch.rand(128, 3, 32, 32), torch.arange(128) % 10
learn = learner(alexnet, momentum(alexnet))
times.take("alexnet-lite", lambda: learn(x, y))

autoencoder = nn.Sequential(
    nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 32), nn.ReLU(), nn.Linear(32, 128), nn.ReLU(),
    nn.Linear(128, 784), nn.Sigmoid())
adam = torch.optim.Adam(autoencoder.parameters())
images = torch.rand(128, 784)


def rebuild():
    adam.zero_grad()
    nn.functional.mse_loss(autoencoder(images), images).backward()
    adam.step()


times.take("autoencoder", rebuild, 20)

leaky = nn.LeakyReLU(0.2)
generator = nn.Sequential(
    nn.Linear(64, 256), leaky, nn.Linear(256, 512), leaky, nn.Linear(512, 784), nn.Sigmoid())
discriminator = nn.Sequential(
    nn.Linear(784, 512), leaky, nn.Linear(512, 256), leaky, nn.Linear(256, 1))
for_generator = torch.optim.Adam(generator.parameters())
for_discriminator = torch.optim.Adam(discriminator.parameters())
ones, zeros = torch.ones(128, 1), torch.zeros(128, 1)
judge = nn.functional.binary_cross_entropy_with_logits


def play():
    with torch.no_grad():
        fake = generator(torch.randn(128, 64))
    for_discriminator.zero_grad()
    (judge(discriminator(images), ones) + judge(discriminator(fake), zeros)).backward()
    for_discriminator.step()
    for_generator.zero_grad()
    for parameter in discriminator.parameters():
        parameter.requires_grad_(False)
    judge(discriminator(generator(torch.randn(128, 64))), ones).backward()
    for parameter in discriminator.parameters():
        parameter.requires_grad_(True)
    for_generator.step()


times.take("gan", play, 5)

reader, digit = lenet().eval(), torch.rand(1, 1, 32, 32)


def read():
    with torch.inference_mode():
        reader(digit)


times.take("lenet-1", read, 1000)
times.write()
