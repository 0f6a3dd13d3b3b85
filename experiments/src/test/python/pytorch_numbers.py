"""Writes what PyTorch computes, for Attune's layers, losses, update rules and schedules to match.

    pip install torch numpy
    python experiments/src/test/python/pytorch_numbers.py

The script writes experiments/src/test/resources/io/attune/experiments/nn/pytorch.json. Numbers go
through 32-bit floats, like those of the trainers.
"""

import json
import math
import pathlib

import torch
from torch.optim import lr_scheduler
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn, update_bn

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
    "adagrad": lambda p, rate, decay: torch.optim.Adagrad(
        p, lr=rate, eps=1e-6, weight_decay=decay
    ),
    "rmsprop": lambda p, rate, decay: torch.optim.RMSprop(
        p, lr=rate, alpha=0.8, eps=1e-6, weight_decay=decay
    ),
    "adadelta": lambda p, rate, decay: torch.optim.Adadelta(
        p, lr=rate, rho=0.8, eps=1e-3, weight_decay=decay
    ),
}

DECOUPLED = {
    "adam": lambda p, rate, decay: torch.optim.AdamW(
        p, lr=rate, betas=(0.85, 0.97), eps=1e-6, weight_decay=decay
    ),
}

SCHEDULES = {
    "constant": lambda o: lr_scheduler.ConstantLR(o, factor=1.0),
    "step": lambda o: lr_scheduler.StepLR(o, step_size=4, gamma=0.3),
    "exponential": lambda o: lr_scheduler.ExponentialLR(o, gamma=math.exp(-0.2)),
    "cosine": lambda o: lr_scheduler.CosineAnnealingLR(o, T_max=UPDATES),
    "square_root": lambda o: lr_scheduler.PolynomialLR(o, total_iters=UPDATES, power=0.5),
    "polynomial": lambda o: lr_scheduler.PolynomialLR(o, total_iters=UPDATES, power=2.0),
    "one_cycle": lambda o: lr_scheduler.OneCycleLR(
        o, max_lr=RATE, total_steps=UPDATES, pct_start=0.3, div_factor=25, final_div_factor=1e4
    ),
    "warm_up": lambda o: lr_scheduler.SequentialLR(
        o,
        [
            lr_scheduler.LinearLR(o, start_factor=1 / 4, end_factor=1.0, total_iters=3),
            lr_scheduler.CosineAnnealingLR(o, T_max=UPDATES - 4),
        ],
        milestones=[4],
    ),
}

LOSSES_TO_WATCH = [3.0, 2.0, 2.1, 2.0, 1.9999, 1.5, 1.6, 1.7, 1.8, 1.4, 1.4, 1.4, 1.4, 1.4, 1.4]


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


def plateau():
    """The rate after every epoch's validation loss."""
    optimizer = torch.optim.SGD([torch.zeros(1)], lr=1.0)
    schedule = lr_scheduler.ReduceLROnPlateau(optimizer, factor=0.1, patience=2)
    rates_seen = []
    for loss in LOSSES_TO_WATCH:
        schedule.step(loss)
        rates_seen.append(optimizer.param_groups[0]["lr"])
    return {"losses": LOSSES_TO_WATCH, "rates": rates_seen}


def annealed(nesterov):
    """Weights under a momentum that moves evenly from 0.5 at the first update to 0.99."""
    weight = torch.tensor([1.0, -2.0, 0.5, 3.0])
    optimizer = torch.optim.SGD([weight], lr=RATE, momentum=0.5, nesterov=nesterov)
    rows = []
    for update in range(1, UPDATES + 1):
        optimizer.param_groups[0]["momentum"] = 0.5 + 0.49 * (update - 1) / (UPDATES - 1)
        weight.grad = quadratic_gradient(weight, update)
        optimizer.step()
        rows.append(weight.tolist())
    return rows


def clipped(clip):
    """Two weights, of which one has large gradients, after every update of SGD."""
    weights = [torch.tensor([1.0, -2.0, 0.5, 3.0]), torch.tensor([0.1, 9.0])]
    optimizer = torch.optim.SGD(weights, lr=RATE, weight_decay=WEIGHT_DECAY)
    rows = []
    for update in range(1, UPDATES + 1):
        for weight in weights:
            weight.grad = quadratic_gradient(weight, update)
        clip(weights)
        optimizer.step()
        rows.append(torch.cat(weights).tolist())
    return rows


def elastic():
    """SGD on a loss with 0.3 * |w| + 0.5 * 0.2 * w^2, by automatic differentiation."""
    weight = torch.tensor([1.0, -2.0, 0.5, 0.0], requires_grad=True)
    rows, penalties = [], []
    for update in range(1, UPDATES + 1):
        penalty = 0.3 * weight.abs().sum() + 0.5 * 0.2 * (weight**2).sum()
        penalties.append(penalty.item())
        data = ((weight - torch.sin(torch.tensor(float(update)))) ** 2).sum()
        (gradient,) = torch.autograd.grad(penalty + data, weight)
        with torch.no_grad():
            weight -= RATE * gradient
        rows.append(weight.tolist())
    return {"weights": rows, "penalties": penalties}


def loss(function, targets, hits=True):
    """Loss and gradient for scores that include large ones, where a careless exp overflows."""
    torch.manual_seed(5)
    scores = (3 * torch.randn(6, 4)).requires_grad_()
    with torch.no_grad():
        scores[2] = torch.tensor([200.0, -150.0, 199.0, 0.0])
    value = function(scores, targets)
    (value / len(targets)).backward()
    return {
        "scores": scores.flatten().tolist(),
        "labels": targets.flatten().tolist(),
        "loss": value.item(),
        "hits": int((scores.argmax(1) == targets).sum()) if hits else 0,
        "gradient": scores.grad.flatten().tolist(),
    }


def losses():
    functional = torch.nn.functional
    labels = torch.tensor([0, 3, 2, 1, 1, 2])
    numbers = torch.linspace(-3, 4, 24).reshape(6, 4)
    return {
        "cross_entropy": loss(lambda s, t: functional.cross_entropy(s, t, reduction="sum"), labels),
        "smoothed": loss(
            lambda s, t: functional.cross_entropy(s, t, reduction="sum", label_smoothing=0.1),
            labels,
        ),
        # PyTorch divides the sum over classes by their number, 4.
        "margin": loss(
            lambda s, t: 4 * functional.multi_margin_loss(s, t, reduction="sum"), labels
        ),
        "squared_margin": loss(
            lambda s, t: 4 * functional.multi_margin_loss(s, t, p=2, reduction="sum"), labels
        ),
        "squared_error": loss(
            lambda s, t: len(t) * functional.mse_loss(s, t), numbers, hits=False
        ),
    }


def batch_norm(shape):
    """Two training batches, then an evaluation, with the gradient of the sum of cubes."""
    torch.manual_seed(3)
    layer = (torch.nn.BatchNorm1d if len(shape) == 2 else torch.nn.BatchNorm2d)(
        shape[1], momentum=0.3
    )
    with torch.no_grad():
        layer.weight.copy_(torch.linspace(0.5, 1.5, shape[1]))
        layer.bias.copy_(torch.linspace(-1, 1, shape[1]))
    batches = [2 * torch.randn(shape) + 1, torch.randn(shape)]
    outputs, gradients = [], []
    for batch in batches:
        layer.zero_grad()
        output = layer(batch)
        (output**3).sum().backward()
        outputs.append(output.flatten().tolist())
        gradients.append([p.grad.flatten().tolist() for p in (layer.weight, layer.bias)])
    running = [layer.running_mean.tolist(), layer.running_var.tolist()]
    layer.eval()
    evaluated = layer(batches[0]).flatten().tolist()
    network = torch.nn.Sequential(layer)
    update_bn(batches, network)
    return {
        "scale": layer.weight.tolist(),
        "shift": layer.bias.tolist(),
        "batches": [batch.flatten().tolist() for batch in batches],
        "outputs": outputs,
        "gradients": gradients,
        "running": running,
        "evaluated": evaluated,
        "calibrated": [layer.running_mean.tolist(), layer.running_var.tolist()],
    }


def averages():
    """Means of weights that an optimizer moves, exponential and plain from the fourth update on."""
    model = torch.nn.Linear(2, 2, bias=False)
    with torch.no_grad():
        model.weight.copy_(torch.tensor([[1.0, -2.0], [0.5, 3.0]]))
    exponential = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(0.8))
    plain = AveragedModel(model)
    weights, ema, swa = [], [], []
    for update in range(1, UPDATES + 1):
        with torch.no_grad():
            model.weight -= RATE * quadratic_gradient(model.weight, update)
        weights.append(model.weight.flatten().tolist())
        exponential.update_parameters(model)
        ema.append(exponential.module.weight.flatten().tolist())
        if update >= 4:
            plain.update_parameters(model)
            swa.append(plain.module.weight.flatten().tolist())
    return {"weights": weights, "ema": ema, "swa": swa}


def activations():
    """Values and slopes."""
    functional = torch.nn.functional
    functions = {
        "relu": torch.relu,
        "leaky_relu": functional.leaky_relu,
        "elu": functional.elu,
        "gelu": functional.gelu,
        "tanh": torch.tanh,
        "sigmoid": torch.sigmoid,
    }
    inputs = torch.tensor([-3.0, -1.0, -0.25, 0.5, 2.0], requires_grad=True)
    table = {"inputs": inputs.tolist()}
    for name, function in functions.items():
        outputs = function(inputs)
        (slopes,) = torch.autograd.grad(outputs.sum(), inputs)
        table[name] = {"outputs": outputs.tolist(), "slopes": slopes.tolist()}
    return table


def residual():
    """One update of a block with stride 2, a projection, normalization and mean pooling."""
    torch.manual_seed(11)
    nn = torch.nn
    first, second = nn.Conv2d(2, 4, 3, 2, 1, bias=False), nn.Conv2d(4, 4, 3, 1, 1, bias=False)
    across, head = nn.Conv2d(2, 4, 1, 2, bias=False), nn.Linear(4, 3)
    norms = [nn.BatchNorm2d(4) for _ in range(3)]
    body = nn.Sequential(first, norms[0], nn.ReLU(), second, norms[1])
    shortcut = nn.Sequential(across, norms[2])
    images = torch.randn(5, 2, 6, 6)
    labels = torch.tensor([0, 2, 1, 1, 0])
    parameters = [*body.parameters(), *shortcut.parameters(), *head.parameters()]
    before = [p.detach().clone() for p in parameters]
    pooled = nn.functional.avg_pool2d(images, 1)
    hidden = torch.relu(body(pooled) + shortcut(pooled))
    scores = head(hidden.mean((2, 3)))
    nn.functional.cross_entropy(scores, labels).backward()
    torch.optim.SGD(parameters, lr=RATE).step()
    return {
        "images": images.flatten().tolist(),
        "labels": labels.tolist(),
        "before": [p.flatten().tolist() for p in before],
        "scores": scores.detach().flatten().tolist(),
        "after": [p.detach().flatten().tolist() for p in parameters],
        "statistics": [s.tolist() for n in norms for s in (n.running_mean, n.running_var)],
    }


def pooling():
    images = torch.arange(50, dtype=torch.float32).reshape(1, 2, 5, 5).sin()
    return {
        "images": images.flatten().tolist(),
        "max": torch.nn.functional.max_pool2d(images, 2).flatten().tolist(),
        "average": torch.nn.functional.avg_pool2d(images, 2).flatten().tolist(),
    }


def rows_within():
    """Rows of a matrix projected onto the ball of radius 1.5."""
    matrix = torch.tensor([[3.0, 4.0], [0.3, -0.4], [-1.2, 0.9], [0.0, 0.0]])
    return {
        "before": matrix.flatten().tolist(),
        "after": torch.renorm(matrix, 2, 0, 1.5).flatten().tolist(),
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
        "optimizers_decoupled": {
            name: trace(make, WEIGHT_DECAY) for name, make in DECOUPLED.items()
        },
        "annealed": {"momentum": annealed(False), "nesterov": annealed(True)},
        "clipped": {
            "norm": clipped(lambda w: torch.nn.utils.clip_grad_norm_(w, 3.0)),
            "value": clipped(lambda w: torch.nn.utils.clip_grad_value_(w, 1.5)),
        },
        "elastic": elastic(),
        "rows_within": rows_within(),
        "plateau": plateau(),
        "losses": losses(),
        "batch_norm": {"units": batch_norm((4, 3)), "images": batch_norm((3, 2, 2, 2))},
        "averages": averages(),
        "activations": activations(),
        "pooling": pooling(),
        "residual": residual(),
        "network": network(),
    }
    module = pathlib.Path(__file__).resolve().parents[3]
    (module / TARGET).write_text(json.dumps(numbers) + "\n")


if __name__ == "__main__":
    main()
