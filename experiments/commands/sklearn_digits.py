"""A network of scikit-learn's on its own handwritten digits, one report for each epoch.

By hand: PYTHONPATH=scripts/python python3 experiments/commands/sklearn_digits.py --alpha=0.01
"""

import attune
from sklearn.datasets import load_digits
from sklearn.metrics import log_loss
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPClassifier
from sklearn.preprocessing import StandardScaler

trial = attune.trial()
params = {"learning_rate": 0.001, "hidden": 64, "alpha": 1e-4, "epochs": 20, **trial.params}

images, labels = load_digits(return_X_y=True)
# The split must not depend on the trial, or trials could not be compared.
train_x, valid_x, train_y, valid_y = train_test_split(images, labels, test_size=0.25, random_state=1)
scale = StandardScaler().fit(train_x)
train_x, valid_x = scale.transform(train_x), scale.transform(valid_x)

network = MLPClassifier(
    hidden_layer_sizes=(params["hidden"],),
    learning_rate_init=params["learning_rate"],
    alpha=params["alpha"],
    random_state=trial.seed % 2**32,
)
for epoch in range(1, params["epochs"] + 1):
    network.partial_fit(train_x, train_y, classes=range(10))
    go_on = trial.report(
        epoch,
        train_loss=network.loss_,
        val_loss=log_loss(valid_y, network.predict_proba(valid_x)),
        val_accuracy=network.score(valid_x, valid_y),
    )
    if not go_on:
        break
