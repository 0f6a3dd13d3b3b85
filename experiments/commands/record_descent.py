"""Gradient descent on a narrow valley, recorded by a tracker: record_descent.py [URL]

By hand: scripts/attune ui --create
         PYTHONPATH=scripts/python python3 experiments/commands/record_descent.py
"""

import sys

import attune

url = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8470"
with attune.start(url, "descent", {"rate": 0.05}, tags={"language": "Python"}) as run:
    x, y = 4.0, 1.0
    for step in range(1, 101):
        x, y = x - 0.05 * x, y - 0.05 * 10 * y
        run.log(step, loss=(x * x + 10 * y * y) / 2)
    run.log("arrived at %g, %g" % (x, y))
