"""Makes statistics.json: principal components and areas under ROC curves, for StatisticsTests.

    venv/bin/python make_statistics_fixtures.py

PCA by numpy (eigh of the covariance matrix) and, as a check of the script itself, by scikit-learn; the
areas by scikit-learn's roc_auc_score. Float64; the inputs are rounded to Float32 first.
"""

import json
import os

import numpy as np
from sklearn.decomposition import PCA
from sklearn.metrics import roc_auc_score, roc_curve

rng = np.random.default_rng(9)


def numbers(a):
    a = np.asarray(a)
    return {"shape": list(a.shape), "values": [float(f"{v:.9g}") for v in a.ravel()]}


def components(n, d, k, offset=0.0, decay=0.75):
    rank = min(n, d)
    # Deviations that fall from direction to direction, so that none is left to chance.
    scales = 3.0 * decay ** np.arange(rank)
    axes = np.linalg.qr(rng.normal(size=(d, rank)))[0]
    x = (rng.normal(size=(n, rank)) * scales) @ axes.T + offset * rng.normal(size=d)
    x = x.astype(np.float32).astype(np.float64)
    mean = x.mean(axis=0)
    values, vectors = np.linalg.eigh((x - mean).T @ (x - mean) / (n - 1))
    values, vectors = values[::-1], vectors[:, ::-1].T
    kept = vectors[:k]
    kept = kept * np.sign(kept[np.arange(k), np.abs(kept).argmax(axis=1)])[:, None]
    other = PCA(k, svd_solver="full").fit(x)
    assert np.allclose(other.explained_variance_, values[:k], atol=1e-6)
    assert np.allclose(np.abs(other.components_ @ kept.T), np.eye(k), atol=1e-4)
    codes = (x - mean) @ kept.T
    rebuilt = codes @ kept + mean
    return {
        "x": numbers(x), "count": k, "mean": numbers(mean), "components": numbers(kept),
        "variances": numbers(values[:k]), "total": float(values.sum()), "codes": numbers(codes),
        "error": float(((rebuilt - x) ** 2).mean())}


def area(scores, positive):
    scores, positive = np.asarray(scores, float), np.asarray(positive, bool)
    x, y, _ = roc_curve(positive, scores, drop_intermediate=False)
    return {
        "scores": scores.tolist(), "positive": positive.tolist(), "x": x.tolist(), "y": y.tolist(),
        "area": float(roc_auc_score(positive, scores))}


areas = [
    area([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1]), area([1, 1, 1, 1, 1], [0, 1, 0, 1, 1]),
    area([3, 1], [0, 1]), area([1, 3], [0, 1])]
for count, levels in [(20, 4), (50, 7), (101, 1000), (300, 20)]:
    truth = rng.integers(0, 2, count)
    truth[:2] = [0, 1]
    areas.append(area(np.floor((rng.normal(size=count) + truth) * levels) / levels, truth))

here = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(here, "statistics.json"), "w") as file:
    json.dump(
        {
            "components": [
                components(60, 12, 5), components(200, 30, 8, offset=5.0), components(8, 20, 6),
                components(40, 3, 3), components(30, 1, 1),
                # Slow to converge: the variance falls little, and most directions are not in the block.
                components(80, 40, 3, decay=0.95)],
            "areas": areas},
        file)
