"""Gradient descent on a narrow valley, as a trial of a sweep.

By hand: PYTHONPATH=scripts/python python3 experiments/commands/descent.py --rate=0.05
"""

import attune

trial = attune.trial()
rate = trial.params["rate"]
momentum = trial.params.get("momentum", 0)
x, y, u, v = 4.0, 1.0, 0.0, 0.0
for step in range(trial.first_step + 1, 21):
    u = momentum * u - rate * x
    v = momentum * v - rate * 10 * y
    x, y = x + u, y + v
    trial.log(step, speed=(u * u + v * v) ** 0.5)  # for people; does not wait
    if not trial.report(step, height=(x * x + 10 * y * y) / 2):
        break  # enough is known of this one
