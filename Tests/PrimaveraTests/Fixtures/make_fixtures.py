"""Makes pytorch.json: what PyTorch computes, for PyTorchTests.

    python3 -m venv venv && venv/bin/pip install torch && venv/bin/python make_fixtures.py

Everything is float32 on one thread with fixed seeds. Made with torch 2.15.0; the file names the
version too.
"""

import json
import os

import torch
import torch.nn.functional as F

torch.manual_seed(7)
torch.set_num_threads(1)


def tensor(t):
    t = t.detach()
    return {"shape": list(t.shape), "values": [float(f"{v:.9g}") for v in t.flatten().tolist()]}


def activation(name, z):
    return {
        "linear": lambda: z,
        "relu": lambda: F.relu(z),
        "sigmoid": lambda: torch.sigmoid(z),
        "tanh": lambda: torch.tanh(z),
        "leakyReLU": lambda: F.leaky_relu(z, 0.01),
        "elu": lambda: F.elu(z),
        "softmax": lambda: F.softmax(z, dim=-1),
    }[name]()


def dense():
    cases = []
    for name in ["linear", "relu", "sigmoid", "tanh", "leakyReLU", "elu", "softmax"]:
        x = torch.randn(5, 4, requires_grad=True)
        layer = torch.nn.Linear(4, 3)
        seed = torch.randn(5, 3)
        y = activation(name, layer(x))
        (y * seed).sum().backward()
        cases.append({
            "activation": name, "x": tensor(x), "weight": tensor(layer.weight),
            "bias": tensor(layer.bias), "seed": tensor(seed), "y": tensor(y), "dx": tensor(x.grad),
            "dweight": tensor(layer.weight.grad), "dbias": tensor(layer.bias.grad)})
    return cases


def batch_norm():
    cases = []
    for shape in [[6, 3], [4, 3, 2, 5]]:
        layer = torch.nn.BatchNorm1d(3) if len(shape) == 2 else torch.nn.BatchNorm2d(3)
        with torch.no_grad():
            layer.weight.copy_(torch.tensor([0.5, 1.5, -1.0]))
            layer.bias.copy_(torch.tensor([0.1, -0.2, 0.3]))
        first, second, third = (torch.randn(shape) * 2 + 1 for _ in range(3))
        layer(first)
        x = second.clone().requires_grad_()
        seed = torch.randn(shape)
        y = layer(x)
        (y * seed).sum().backward()
        mean, var = layer.running_mean.clone(), layer.running_var.clone()
        layer.eval()
        cases.append({
            "weight": tensor(layer.weight), "bias": tensor(layer.bias), "first": tensor(first),
            "x": tensor(x), "seed": tensor(seed), "y": tensor(y), "dx": tensor(x.grad),
            "dweight": tensor(layer.weight.grad), "dbias": tensor(layer.bias.grad),
            "runningMean": tensor(mean), "runningVariance": tensor(var),
            "inferenceInput": tensor(third), "inference": tensor(layer(third))})
    return cases


def losses():
    cases = []

    def add(name, x, target, loss):
        x = x.clone().requires_grad_()
        value = loss(x, target)
        value.backward()
        cases.append({
            "name": name, "x": tensor(x), "target": tensor(target), "loss": tensor(value),
            "dx": tensor(x.grad)})

    x, t = torch.randn(4, 3) * 2, torch.randn(4, 3) * 2
    add("meanSquaredError", x, t, F.mse_loss)
    add("meanAbsoluteError", x, t, F.l1_loss)
    add("huber", x, t, F.huber_loss)
    signs = torch.where(torch.randn(4, 3) > 0, 1.0, -1.0)
    add("hinge", x, signs, lambda s, y: torch.clamp(1 - s * y, min=0).mean())
    zeros_ones = (torch.randn(4, 3) > 0).float()
    add("binaryCrossEntropyLogits", x, zeros_ones, F.binary_cross_entropy_with_logits)
    extreme = torch.tensor([[90.0, -90.0, 30.0], [-200.0, 200.0, 0.0]])
    add("binaryCrossEntropyLogits", extreme, (extreme < 50).float(),
        F.binary_cross_entropy_with_logits)
    add("binaryCrossEntropyProbabilities", torch.sigmoid(x), zeros_ones, F.binary_cross_entropy)
    one_hot = F.one_hot(torch.tensor([0, 2, 1, 2]), 3).float()
    add("categoricalCrossEntropyLogits", x, one_hot, F.cross_entropy)
    add("categoricalCrossEntropyLogits", extreme * 5, one_hot[:2], F.cross_entropy)
    soft = F.softmax(torch.randn(4, 3), dim=-1)
    add("categoricalCrossEntropyLogits", x, soft, F.cross_entropy)
    add("categoricalCrossEntropyProbabilities", F.softmax(x, dim=-1), one_hot,
        lambda p, y: -(y * torch.log(p)).sum() / 4)
    x = torch.tensor([[0.2, 0.5, -0.5], [3.0, -4.0, 0.0]])
    add("huberHalf", x, torch.zeros(2, 3), lambda p, y: F.huber_loss(p, y, delta=0.5))
    return cases


def optimizers():
    """20 steps each on f(w) = sum(a (w - c)^2 + 0.1 sin(3 w)): gradients of all sizes."""
    a = torch.tensor([[0.1, 1.0, 3.0], [0.5, 2.0, 0.01]])
    c = torch.tensor([[1.0, -2.0, 0.5], [0.0, 3.0, -1.0]])
    start = torch.tensor([[2.0, 1.0, -1.0], [0.3, -0.5, 4.0]])
    makers = {
        "gradientDescent": lambda p: torch.optim.SGD(p, lr=0.05),
        "momentum": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9),
        "nesterov": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9, nesterov=True),
        "weightDecay": lambda p: torch.optim.SGD(p, lr=0.05, weight_decay=0.1),
        "momentumWeightDecay": lambda p: torch.optim.SGD(
            p, lr=0.05, momentum=0.8, weight_decay=0.1),
        "adaGrad": lambda p: torch.optim.Adagrad(p, lr=0.1),
        "adaDelta": lambda p: torch.optim.Adadelta(p, lr=1.0),
        "rmsProp": lambda p: torch.optim.RMSprop(p, lr=0.01, alpha=0.9, eps=1e-7),
        "rmsPropPyTorch": lambda p: torch.optim.RMSprop(p, lr=0.01),
        "nesterovWeightDecay": lambda p: torch.optim.SGD(
            p, lr=0.05, momentum=0.8, nesterov=True, weight_decay=0.1),
        "adaDeltaSlow": lambda p: torch.optim.Adadelta(p, lr=0.5, rho=0.95, eps=1e-4),
        "adaGradEpsilon": lambda p: torch.optim.Adagrad(p, lr=0.1, eps=0.1),
        "adamBetas": lambda p: torch.optim.Adam(p, lr=0.05, betas=(0.8, 0.95), eps=1e-3),
        "adam": lambda p: torch.optim.Adam(p, lr=0.05),
        "adamW": lambda p: torch.optim.AdamW(p, lr=0.05, weight_decay=0.1),
    }
    cases = []
    for name, make in makers.items():
        w = start.clone().requires_grad_()
        optimizer = make([w])
        path = []
        for _ in range(20):
            optimizer.zero_grad()
            (a * (w - c) ** 2 + 0.1 * torch.sin(3 * w)).sum().backward()
            optimizer.step()
            path.append(tensor(w))
        cases.append({"name": name, "path": path})
    return {"a": tensor(a), "c": tensor(c), "start": tensor(start), "cases": cases}


def clipping():
    gradients = [torch.randn(3, 2) * 4, torch.randn(5)]
    parameters = [torch.zeros_like(g).requires_grad_() for g in gradients]
    for p, g in zip(parameters, gradients):
        p.grad = g.clone()
    norm = torch.nn.utils.clip_grad_norm_(parameters, 1.5)
    clipped = [tensor(p.grad) for p in parameters]
    for p, g in zip(parameters, gradients):
        p.grad = g.clone()
    torch.nn.utils.clip_grad_value_(parameters, 0.75)
    return {
        "gradients": [tensor(g) for g in gradients], "limit": 1.5, "norm": float(norm),
        "clipped": clipped, "valueLimit": 0.75,
        "clippedValues": [tensor(p.grad) for p in parameters]}


def schedules():
    rules = torch.optim.lr_scheduler
    makers = {
        "step": lambda o: rules.StepLR(o, step_size=3, gamma=0.5),
        "exponential": lambda o: rules.ExponentialLR(o, gamma=0.9),
        "cosine": lambda o: rules.CosineAnnealingLR(o, T_max=8),
    }
    cases = []
    for name, make in makers.items():
        optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
        schedule = make(optimizer)
        factors = []
        for _ in range(9):
            factors.append(schedule.get_last_lr()[0])
            optimizer.step()
            schedule.step()
        cases.append({"name": name, "factors": factors})
    return cases


def training():
    """25 steps of Adam on all examples at once, on two layers."""
    x = torch.randn(12, 3)
    labels = torch.arange(12) % 4
    first, second = torch.nn.Linear(3, 6), torch.nn.Linear(6, 4)
    parameters = [first.weight, first.bias, second.weight, second.bias]
    start = [tensor(p) for p in parameters]
    optimizer = torch.optim.Adam(parameters, lr=0.05)
    losses = []
    for _ in range(25):
        loss = F.cross_entropy(second(torch.tanh(first(x))), labels)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return {
        "x": tensor(x), "y": tensor(F.one_hot(labels, 4).float()), "weight1": start[0],
        "bias1": start[1], "weight2": start[2], "bias2": start[3], "losses": losses,
        "after": [tensor(p) for p in parameters]}


fixtures = {
    "torch": torch.__version__, "dense": dense(), "batchNorm": batch_norm(), "losses": losses(),
    "optimizers": optimizers(), "clipping": clipping(), "schedules": schedules(),
    "training": training()}
path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "pytorch.json")
with open(path, "w") as file:
    json.dump(fixtures, file, indent=None, separators=(",", ":"))
    file.write("\n")
