"""Makes pytorch-convolution.json: what PyTorch computes, for PyTorchConvolutionTests.

    venv/bin/python make_convolution_fixtures.py

Float32, one thread, fixed seeds; see make_fixtures.py.
"""

import json
import os

import torch
import torch.nn.functional as F

torch.manual_seed(11)
torch.set_num_threads(1)
MODES = {"zeros": "constant", "extended": "replicate", "cyclic": "circular"}


def tensor(t):
    t = t.detach()
    return {"shape": list(t.shape), "values": [float(f"{v:.9g}") for v in t.flatten().tolist()]}


def case(kind, x, parameters, forward, **options):
    x = x.clone().requires_grad_()
    parameters = [p.clone().requires_grad_() for p in parameters]
    y = forward(x, *parameters)
    seed = torch.randn(y.shape)
    (y * seed).sum().backward()
    return {
        "kind": kind, "options": options, "x": tensor(x), "parameters": [tensor(p) for p in parameters],
        "y": tensor(y), "seed": tensor(seed), "dx": tensor(x.grad),
        "dparameters": [tensor(p.grad) for p in parameters]}


def convolution(n, c, h, w, f, k, mode="zeros", padding=0, stride=1, dilation=1, groups=1):
    def forward(x, weight, bias):
        wide = F.pad(x, [padding] * 4, mode=MODES[mode]) if padding else x
        return F.conv2d(wide, weight, bias, stride=stride, dilation=dilation, groups=groups)

    return case(
        "conv2d", torch.randn(n, c, h, w), [torch.randn(f, c // groups, *k), torch.randn(f)], forward,
        mode=mode, padding=padding, stride=stride, dilation=dilation, groups=groups)


cases = [convolution(2, 2, 7, 6, 3, (3, 3), mode=m, padding=p) for m in MODES for p in (1, 2)]
cases += [convolution(2, 3, 11, 9, 4, (3, 2), stride=s, padding=1) for s in (1, 2, 3, 4)]
cases += [convolution(1, 2, 9, 9, 2, (3, 3), dilation=2, padding=2)]
cases += [convolution(2, 6, 5, 5, 4, (3, 3), groups=2), convolution(1, 4, 6, 5, 4, (2, 2), groups=4)]
cases += [convolution(1, 1, 1, 1, 1, (1, 1)), convolution(2, 5, 5, 5, 7, (5, 5))]
cases += [convolution(1, 2, 17, 13, 13, (5, 3), mode="cyclic", padding=2, stride=2, dilation=2)]
for stride, padding, extra in [(1, 0, 0), (2, 1, 0), (2, 1, 1), (3, 0, 2)]:
    cases.append(case(
        "convTranspose2d", torch.randn(2, 3, 4, 3), [torch.randn(3, 2, 3, 3), torch.randn(2)],
        lambda x, w, b: F.conv_transpose2d(
            x, w, b, stride=stride, padding=padding, output_padding=extra),
        stride=stride, padding=padding, outputPadding=extra))
for window, stride, padding in [(2, 2, 0), (3, 2, 0), (3, 2, 1), (2, 3, 1)]:
    cases.append(case(
        "maxPool2d", torch.randn(2, 2, 7, 8), [], lambda x: F.max_pool2d(x, window, stride, padding),
        window=window, stride=stride, padding=padding))
    cases.append(case(
        "averagePool2d", torch.randn(2, 2, 7, 8), [],
        lambda x: F.avg_pool2d(x, window, stride, padding, count_include_pad=False),
        window=window, stride=stride, padding=padding))
for mode in ("nearest", "bilinear"):
    cases.append(case(
        "upsample2d", torch.randn(1, 2, 4, 3), [], lambda x: F.interpolate(
            x, scale_factor=3, mode=mode), mode=mode, factor=3))
cases.append(case(
    "localResponseNorm", torch.randn(2, 9, 2, 3), [],
    lambda x: F.local_response_norm(x, 5, alpha=5 * 0.1, beta=0.75, k=2.0)))
path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "pytorch-convolution.json")
with open(path, "w") as file:
    json.dump({"torch": torch.__version__, "cases": cases}, file, separators=(",", ":"))
    file.write("\n")
