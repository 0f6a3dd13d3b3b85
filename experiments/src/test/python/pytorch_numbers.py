"""Writes what PyTorch computes, for Attune's update rules, schedules and loss to agree with.

    pip install torch numpy
    python experiments/src/test/python/pytorch_numbers.py

The script writes experiments/src/test/resources/io/attune/experiments/nn/pytorch.json. Numbers go
through 32-bit floats, like those of the trainers.
"""

import json
import pathlib

import torch
from torch.optim import lr_scheduler

TARGET = "src/test/resources/io/attune/experiments/nn/pytorch.json"
RATE = 0.05
WEIGHT_DECAY = 0.02
UPDATES = 12


def quadratic_gradient(weight, update):
    """A gradient that a reader can compute by hand: it pulls every weight to the update's sine."""
    return 2 * (weight - torch.sin(torch.tensor(float(update))))


def trace(make, weight_decay):
    """Weights after every update of one optimizer."""
    weight = torch.tensor([1.0, -2.0, 0.5, 3.0])
    optimizer = make([weight], RATE, weight_decay)
    rows = []
    for update in range(1, UPDATES + 1):
        weight.grad = quadratic_gradient(weight, update)
        optimizer.step()
        rows.append(weight.tolist())
    return rows


OPTIMIZERS = {
    "sgd": lambda p, rate, decay: torch.optim.SGD(p, lr=rate, weight_decay=decay),
    "momentum": lambda p, rate, decay: torch.optim.SGD(
        p, lr=rate, momentum=0.8, weight_decay=decay
    ),
    "nesterov": lambda p, rate, decay: torch.optim.SGD(
        p, lr=rate, momentum=0.8, nesterov=True, weight_decay=decay
    ),
    "adam": lambda p, rate, decay: torch.optim.Adam(
        p, lr=rate, betas=(0.85, 0.97), eps=1e-6, weight_decay=decay
    ),
}

SCHEDULES = {
    "constant": lambda o: lr_scheduler.ConstantLR(o, factor=1.0),
    "step": lambda o: lr_scheduler.StepLR(o, step_size=4, gamma=0.3),
    "exponential": lambda o: lr_scheduler.ExponentialLR(o, gamma=0.5 ** (1 / 4)),
    "cosine": lambda o: lr_scheduler.CosineAnnealingLR(o, T_max=UPDATES),
}


def rates(make):
    """The learning rate of every update of one schedule."""
    optimizer = torch.optim.SGD([torch.zeros(1)], lr=RATE)
    schedule = make(optimizer)
    values = []
    for _ in range(UPDATES):
        values.append(schedule.get_last_lr()[0])
        optimizer.step()
        schedule.step()
    return values


def cross_entropy():
    """Loss and gradient for scores that include large ones, where a careless exp overflows."""
    torch.manual_seed(5)
    scores = (3 * torch.randn(6, 4)).requires_grad_()
    with torch.no_grad():
        scores[2] = torch.tensor([200.0, -150.0, 199.0, 0.0])
    labels = torch.tensor([0, 3, 2, 1, 1, 2])
    loss = torch.nn.functional.cross_entropy(scores, labels, reduction="sum")
    (loss / len(labels)).backward()
    return {
        "scores": scores.flatten().tolist(),
        "labels": labels.tolist(),
        "loss": loss.item(),
        "hits": int((scores.argmax(1) == labels).sum()),
        "gradient": scores.grad.flatten().tolist(),
    }


def network():
    """One update of a small convolutional network with L2 on weights but not on biases."""
    torch.manual_seed(9)
    convolution = torch.nn.Conv2d(1, 2, 3, padding=1)
    dense = torch.nn.Linear(2 * 2 * 2, 3)
    images = torch.randn(5, 1, 4, 4)
    labels = torch.tensor([0, 2, 1, 1, 0])
    before = [p.detach().clone() for layer in (convolution, dense) for p in layer.parameters()]
    hidden = torch.nn.functional.max_pool2d(torch.relu(convolution(images)), 2)
    scores = dense(hidden.flatten(1))
    torch.nn.functional.cross_entropy(scores, labels).backward()
    groups = [
        {"params": [convolution.weight, dense.weight], "weight_decay": WEIGHT_DECAY},
        {"params": [convolution.bias, dense.bias]},
    ]
    torch.optim.SGD(groups, lr=RATE).step()
    after = [p.detach() for layer in (convolution, dense) for p in layer.parameters()]
    return {
        "images": images.flatten().tolist(),
        "labels": labels.tolist(),
        "before": [p.flatten().tolist() for p in before],
        "scores": scores.detach().flatten().tolist(),
        "after": [p.flatten().tolist() for p in after],
    }


def main():
    numbers = {
        "pytorch": torch.__version__,
        "rate": RATE,
        "weight_decay": WEIGHT_DECAY,
        "optimizers": {name: trace(make, 0.0) for name, make in OPTIMIZERS.items()},
        "optimizers_with_decay": {
            name: trace(make, WEIGHT_DECAY) for name, make in OPTIMIZERS.items()
        },
        "schedules": {name: rates(make) for name, make in SCHEDULES.items()},
        "cross_entropy": cross_entropy(),
        "network": network(),
    }
    module = pathlib.Path(__file__).resolve().parents[3]
    (module / TARGET).write_text(json.dumps(numbers) + "\n")


if __name__ == "__main__":
    main()
