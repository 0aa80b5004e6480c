"""The yardstick of lesson 07: PyTorch's model of the same layers, trained the same way on CIFAR-10.

    python lesson07_peer.py FOLDER [EPOCHS]     the folder of CIFAR-10's binary version (.bin.gz)
"""
import glob
import gzip
import math
import sys
import time

import numpy
import torch
from torch import nn

torch.set_num_threads(2)
torch.manual_seed(1)
folder = sys.argv[1]
epochs = int(sys.argv[2]) if len(sys.argv) > 2 else 30


def read(paths):
    rows = [numpy.frombuffer(gzip.open(path).read(), numpy.uint8).reshape(-1, 3073) for path in paths]
    rows = numpy.concatenate(rows)
    x = torch.tensor(rows[:, 1:].reshape(-1, 3, 32, 32) / 255, dtype=torch.float32)
    flat = x.flatten(1)
    mean = flat.mean(1)[:, None, None, None]
    deviation = flat.std(1, unbiased=False)[:, None, None, None]
    return (x - mean) / (deviation + 0.02), torch.tensor(rows[:, 0].astype(numpy.int64))


def convolution(channels, filters, size):
    layer = nn.Conv2d(channels, filters, size, padding=size // 2)
    nn.init.xavier_uniform_(layer.weight, gain=math.sqrt(2))
    nn.init.zeros_(layer.bias)
    return [layer, nn.ReLU()]


def dense(inputs, outputs):
    layer = nn.Linear(inputs, outputs)
    nn.init.xavier_uniform_(layer.weight, gain=math.sqrt(2))
    nn.init.zeros_(layer.bias)
    return layer


def augmented(images):
    """A crop out of four rows and columns more on each side, and a mirror image every second time."""
    padded = nn.functional.pad(images, (4, 4, 4, 4))
    result = []
    for image in padded:
        y, x = torch.randint(0, 9, (2,)).tolist()
        crop = image[:, y : y + 32, x : x + 32]
        result.append(crop.flip(2) if torch.rand(1) < 0.5 else crop)
    return torch.stack(result)


network = nn.Sequential(
    *convolution(3, 36, 5), nn.MaxPool2d(3, 2), *convolution(36, 48, 5), nn.MaxPool2d(3, 2),
    *convolution(48, 72, 3), *convolution(72, 72, 3), *convolution(72, 48, 3), nn.MaxPool2d(3, 2),
    nn.Flatten(), nn.Dropout(0.1), dense(432, 128), nn.ReLU(), nn.Dropout(0.1), dense(128, 128),
    nn.ReLU(), dense(128, 10))
x, labels = read(sorted(glob.glob(folder + "/data_batch_*.bin.gz")))
other, truth = read([folder + "/test_batch.bin.gz"])
optimizer = torch.optim.SGD(network.parameters(), lr=0.03, momentum=0.9, weight_decay=5e-4)
for epoch in range(epochs):
    for group in optimizer.param_groups:
        group["lr"] = 0.03 * 0.5 * (1 + math.cos(math.pi * epoch / epochs))
    network.train()
    start, total, learning = time.time(), 0.0, 0.0
    order = torch.randperm(len(x))
    for first in range(0, len(x), 64):
        rows = order[first : first + 64]
        images = augmented(x[rows])
        begin = time.time()
        loss = nn.functional.cross_entropy(network(images), labels[rows])
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1)
        optimizer.step()
        total += loss.item() * len(rows)
        learning += time.time() - begin
    print(f"epoch {epoch + 1}: loss {total / len(x):.3f}, {time.time() - start:.1f} s, "
          f"{learning:.1f} s without augmentation", flush=True)
network.eval()
with torch.no_grad():
    parts = [network(p).softmax(1) + network(p.flip(3)).softmax(1) for p in other.split(500)]
print("test accuracy", (torch.cat(parts).argmax(1) == truth).float().mean().item())
