"""Lesson 10's network in PyTorch, for seconds an epoch and peak memory beside ours.

    python lesson10_peer.py FOLDER_OF_MNIST [epochs]

Same layers, initial distribution (Glorot uniform), optimizer (RMSProp with Keras' constants), batch
size and number of threads. Needs torch and numpy from PyPI.
"""
import gzip
import resource
import sys
import time

import numpy as np
import torch

folder, epochs = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 5
torch.set_num_threads(2)
torch.manual_seed(1)


def read(name, header):
    with gzip.open(f"{folder}/{name}.gz") as file:
        return np.frombuffer(file.read(), np.uint8, offset=header)


def part(name):
    images = read(f"{name}-images-idx3-ubyte", 16).reshape(-1, 784).astype(np.float32) / 255
    labels = read(f"{name}-labels-idx1-ubyte", 8).astype(np.int64)
    return torch.from_numpy(images), torch.from_numpy(labels)


x, y = part("train")
test_x, test_y = part("t10k")
network = torch.nn.Sequential(torch.nn.Linear(784, 512), torch.nn.ReLU(), torch.nn.Linear(512, 10))
for layer in (network[0], network[2]):
    torch.nn.init.xavier_uniform_(layer.weight)
    torch.nn.init.zeros_(layer.bias)
optimizer = torch.optim.RMSprop(network.parameters(), lr=0.001, alpha=0.9, eps=1e-7)
loss_of = torch.nn.CrossEntropyLoss()
for epoch in range(epochs):
    start = time.perf_counter()
    order = torch.randperm(len(x))
    hits = 0
    for i in range(0, len(x), 128):
        rows = order[i : i + 128]
        logits = network(x[rows])
        loss = loss_of(logits, y[rows])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        hits += (logits.argmax(1) == y[rows]).sum().item()
    seconds = time.perf_counter() - start
    with torch.no_grad():
        test = (network(test_x).argmax(1) == test_y).float().mean().item()
    print(f"epoch {epoch + 1}: {seconds:.2f} s, accuracy {hits / len(x):.4f}, test {test:.4f}")
print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")
