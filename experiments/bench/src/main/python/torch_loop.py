"""Trains on Fashion-MNIST as our loop does, with PyTorch, and prints samples per second after each epoch.

Arguments: MODEL (mlp or cnn) BATCH EPOCHS EXAMPLES. One thread, 32-bit floats, data in memory, the order
of examples drawn anew for each epoch; loss and accuracy of the training are kept as our loop keeps them.
"""

import gzip
import sys
import time

import numpy
import torch
from torch import nn

FOLDER = "/usr/share/datasets/fashion-mnist/"


def read(name, header):
    with gzip.open(FOLDER + name, "rb") as file:
        return numpy.frombuffer(file.read(), dtype=numpy.uint8, offset=header)


def network(model):
    if model == "mlp":
        layers = [nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 128), nn.ReLU()]
        return nn.Sequential(*layers, nn.Linear(128, 10))
    return nn.Sequential(
        nn.Conv2d(1, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(32 * 7 * 7, 64), nn.ReLU(), nn.Linear(64, 10),
    )


def main(model, batch, epochs, examples):
    torch.set_num_threads(1)
    images = read("train-images-idx3-ubyte.gz", 16).reshape(-1, 1, 28, 28)[:examples]
    labels = torch.from_numpy(read("train-labels-idx1-ubyte.gz", 8)[:examples].astype(numpy.int64))
    pixels = torch.from_numpy(images.astype(numpy.float32))
    pixels = (pixels - pixels.mean()) / pixels.std()
    net = network(model)
    optimizer = torch.optim.SGD(net.parameters(), lr=0.01, momentum=0.9)
    for _ in range(epochs):
        start = time.perf_counter()
        loss_sum = 0.0
        hits = 0
        order = torch.randperm(examples)
        for first in range(0, examples, batch):
            rows = order[first : first + batch]
            wanted = labels[rows]
            scores = net(pixels[rows])
            loss = nn.functional.cross_entropy(scores, wanted)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            loss_sum += loss.item() * len(rows)
            hits += (scores.argmax(1) == wanted).sum().item()
        print(examples / (time.perf_counter() - start), flush=True)


main(sys.argv[1], *map(int, sys.argv[2:5]))
