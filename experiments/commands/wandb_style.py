"""Logistic regression as people write it for sweeps of W&B; runs here without account or network."""

import math
import random

import wandb

defaults = {"learning_rate": 0.1, "batch_size": 16, "l2": 0.0, "epochs": 15}


def points(count, source):
    """Two clouds that overlap a little."""
    for _ in range(count):
        label = source.randrange(2)
        yield [source.gauss(2 * label - 1, 1), source.gauss(1 - 2 * label, 1)], label


def probability(weights, x):
    score = weights[0] + sum(w * value for w, value in zip(weights[1:], x))
    return 1 / (1 + math.exp(-max(-30, min(30, score))))


def loss(weights, data):
    errors = [probability(weights, x) if y == 0 else 1 - probability(weights, x) for x, y in data]
    return sum(-math.log(max(1e-12, 1 - error)) for error in errors) / len(data)


def main():
    run = wandb.init(project="clouds", config=defaults)
    config = wandb.config
    source = random.Random(5)
    train, valid = list(points(300, source)), list(points(300, source))
    weights = [0.0, 0.0, 0.0]
    for epoch in range(config.epochs):
        source.shuffle(train)
        for start in range(0, len(train), config.batch_size):
            batch = train[start : start + config.batch_size]
            for i in range(3):
                slope = sum(
                    (probability(weights, x) - y) * (x[i - 1] if i else 1) for x, y in batch
                )
                weights[i] -= config.learning_rate * (slope / len(batch) + config.l2 * weights[i])
        wandb.log({"train": {"loss": loss(weights, train)}, "val": {"loss": loss(weights, valid)}})
    run.summary["weights"] = wandb.Histogram(weights)
    wandb.finish()


main()
