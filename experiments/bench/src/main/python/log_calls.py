"""Prints how many nanoseconds each call of `log` took: log_calls.py URL FOLDER CALLS MICROSECONDS"""

import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../../../../../scripts/python"))
import attune

url, folder, calls, pause = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]) / 1e6
run = attune.start(url, "bench", unsent=folder)
times = []
for step in range(calls):
    before = time.perf_counter_ns()
    run.log(step, loss=1 / (step + 1), accuracy=0.5)
    times.append(time.perf_counter_ns() - before)
    time.sleep(pause)
run.finish(patience=1)
print("\n".join(map(str, times)))
