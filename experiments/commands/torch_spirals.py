"""A small network in PyTorch that tells three spirals apart, and goes on after a pause.

By hand: PYTHONPATH=scripts/python python3 experiments/commands/torch_spirals.py --lr=0.05
"""

import math
import os

import attune
import torch
from torch import nn

CLASSES, POINTS = 3, 200


def spirals(seed):
    """Points of the plane along three arms, with noise that the seed decides."""
    source = torch.Generator().manual_seed(seed)
    radius = torch.linspace(0.05, 1, POINTS).repeat(CLASSES)
    arm = torch.arange(CLASSES).repeat_interleave(POINTS)
    angle = radius * 4 + arm * 2 * math.pi / CLASSES
    angle = angle + 0.2 * torch.randn(angle.shape, generator=source)
    return torch.stack([radius * angle.cos(), radius * angle.sin()], dim=1), arm


trial = attune.trial()
params = {"lr": 0.01, "width": 32, "optimizer": "adam", "epochs": 60, **trial.params}
torch.set_num_threads(1)
torch.manual_seed(trial.seed)

train_x, train_y = spirals(1)
valid_x, valid_y = spirals(2)
network = nn.Sequential(
    nn.Linear(2, params["width"]),
    nn.Tanh(),
    nn.Linear(params["width"], params["width"]),
    nn.Tanh(),
    nn.Linear(params["width"], CLASSES),
)
rules = {"adam": torch.optim.Adam, "sgd": torch.optim.SGD}
rule = rules[params["optimizer"]](network.parameters(), lr=params["lr"])
loss_of = nn.CrossEntropyLoss()

checkpoint = os.path.join(trial.directory, "checkpoint.pt")
if trial.first_step > 0:
    saved = torch.load(checkpoint)
    network.load_state_dict(saved["network"])
    rule.load_state_dict(saved["rule"])

for epoch in range(trial.first_step + 1, params["epochs"] + 1):
    for batch in torch.randperm(len(train_x)).split(64):
        rule.zero_grad()
        loss = loss_of(network(train_x[batch]), train_y[batch])
        loss.backward()
        rule.step()
    with torch.no_grad():
        scores = network(valid_x)
    # Saved before it is reported: a trial that pauses here finds it when it goes on.
    torch.save({"network": network.state_dict(), "rule": rule.state_dict()}, checkpoint)
    go_on = trial.report(
        epoch,
        train_loss=loss.item(),
        val_loss=loss_of(scores, valid_y).item(),
        val_accuracy=(scores.argmax(dim=1) == valid_y).float().mean().item(),
    )
    if not go_on:
        break
