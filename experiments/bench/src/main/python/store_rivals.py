"""Measures the stores of other tools, for `scripts/bench store`.

    scripts/bench store -- python3 experiments/bench/src/main/python/store_rivals.py

Prints a line of JSON for each figure. Needs optuna; tensorboardX, and mlflow are measured if they are
installed, and said to be missing if not. Optuna and MLflow have no call for many values of a trial
that goes to disk at once (Optuna) or have one of up to 1,000 (MLflow), which is used.
"""

import argparse
import json
import os
import shutil
import statistics
import sys
import tempfile
import threading
import time

BATCHES = "points/s, 4 writers, 1,000 at a time"
SINGLES = "points/s, 4 writers, one at a time"
ALONE = "points/s, 1 writer, one at a time"
OPEN = "s to open the trials of a sweep with 10 points each"
WRITERS = 4


def figure(store, what, value):
    print(json.dumps({"store": store, "what": what, "value": value}), flush=True)


def rate(writers, seconds, begin):
    """Points per second of writers that each call the function that `begin` gives them."""
    counts = [0] * writers
    ends = time.perf_counter() + seconds

    def work(index):
        write = begin(index)
        while time.perf_counter() < ends:
            counts[index] += write()

    threads = [threading.Thread(target=work, args=(i,)) for i in range(writers)]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / (time.perf_counter() - start)


def optuna_storage(kind, folder):
    import optuna
    from optuna.storages.journal import JournalFileBackend

    optuna.logging.set_verbosity(optuna.logging.ERROR)
    if kind == "SQLite":
        return optuna.storages.RDBStorage(
            f"sqlite:///{folder}/optuna.db", engine_kwargs={"connect_args": {"timeout": 60}}
        )
    return optuna.storages.JournalStorage(JournalFileBackend(f"{folder}/optuna.log"))


def measure_optuna(kind, folder, seconds, trials):
    import optuna

    name = f"Optuna, {kind}"
    storage = optuna_storage(kind, folder)

    def begin(index):
        study = storage.create_new_study([optuna.study.StudyDirection.MINIMIZE])
        trial = storage.create_new_trial(study)
        step = 0

        def write():
            nonlocal step
            step += 1
            storage.set_trial_intermediate_value(trial, step, 1.0 / step)
            return 1

        return write

    figure(name, SINGLES, rate(WRITERS, seconds, begin))
    figure(name, ALONE, rate(1, seconds, begin))
    study = storage.create_new_study([optuna.study.StudyDirection.MINIMIZE], "many")
    float_ = optuna.distributions.FloatDistribution(0, 1)
    # A batch of inserts instead of trial by trial, which would take minutes with SQLite.
    fill = fill_sqlite if kind == "SQLite" else fill_through
    fill(storage, folder, study, trials, float_)
    times = []
    for _ in range(3):
        start = time.perf_counter()
        fresh = optuna_storage(kind, folder)
        read = optuna.load_study(study_name="many", storage=fresh).get_trials(deepcopy=False)
        times.append(time.perf_counter() - start)
        assert len(read) == trials and len(read[-1].intermediate_values) == 10
    figure(name, OPEN, statistics.median(times))


def template(number, distribution):
    import optuna

    return optuna.trial.create_trial(
        value=1.0 / (number + 1),
        params={"x": number / 1e6},
        distributions={"x": distribution},
        intermediate_values={step: 1.0 / step for step in range(1, 11)},
    )


def fill_through(storage, folder, study, trials, distribution):
    for number in range(trials):
        storage.create_new_trial(study, template(number, distribution))


def fill_sqlite(storage, folder, study, trials, distribution):
    import sqlite3

    storage.create_new_trial(study, template(0, distribution))
    with sqlite3.connect(f"{folder}/optuna.db", timeout=60) as db:
        columns = {
            table: [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
            for table in ("trials", "trial_values", "trial_params", "trial_intermediate_values")
        }
        first = db.execute("SELECT MAX(trial_id) FROM trials").fetchone()[0]
        for table, names in columns.items():
            key = names[0]
            rest = [n for n in names if n != key]
            for number in range(1, trials):
                values = ", ".join(
                    f"{first + number}"
                    if n == "trial_id"
                    else str(number)
                    if n == "number"
                    else n
                    for n in rest
                )
                keys = f"{key}, " if table == "trials" else ""
                shown = f"{first + number}, " if table == "trials" else ""
                db.execute(
                    f"INSERT INTO {table} ({keys}{', '.join(rest)})"
                    f" SELECT {shown}{values} FROM {table} WHERE trial_id = ?",
                    (first,),
                )


def measure_tensorboard(folder, seconds):
    try:
        from tensorboardX import SummaryWriter
    except ImportError:
        print("tensorboardX is not installed: not measured", file=sys.stderr)
        return

    def begin(index, every):
        # It has a thread that writes; flush() waits for it, and for the file's buffer, not the disk.
        writer = SummaryWriter(f"{folder}/board{index}-{every}")
        step = 0

        def write():
            nonlocal step
            for _ in range(every):
                step += 1
                writer.add_scalar("loss", 1.0 / step, step)
            writer.flush()
            return every

        return write

    name = "TensorBoard's files, unsynced"
    figure(name, BATCHES, rate(WRITERS, seconds, lambda index: begin(index, 1000)))
    figure(name, SINGLES, rate(WRITERS, seconds, lambda index: begin(index, 1)))
    figure(name, ALONE, rate(1, seconds, lambda index: begin(index, 1)))


def measure_mlflow(folder, seconds):
    try:
        from mlflow.entities import Metric
        from mlflow.tracking import MlflowClient
    except ImportError:
        print("mlflow is not installed: not measured", file=sys.stderr)
        return
    client = MlflowClient(f"sqlite:///{folder}/mlflow.db")
    experiment = client.create_experiment("many")

    def begin(index, every):
        run = client.create_run(experiment).info.run_id
        step = 0

        def write():
            nonlocal step
            step += every
            now = int(time.time() * 1000)
            client.log_batch(
                run, [Metric(f"m{i % 10}", 1.0, now, step + i) for i in range(every)]
            )
            return every

        return write

    figure("MLflow, SQLite", BATCHES, rate(WRITERS, seconds, lambda index: begin(index, 1000)))
    figure("MLflow, SQLite", SINGLES, rate(WRITERS, seconds, lambda index: begin(index, 1)))
    figure("MLflow, SQLite", ALONE, rate(1, seconds, lambda index: begin(index, 1)))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", required=True)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--trials", type=int, default=10_000)
    options = parser.parse_args()
    os.makedirs(options.folder, exist_ok=True)
    folder = tempfile.mkdtemp(dir=options.folder)
    try:
        for kind in ("SQLite", "journal"):
            measure_optuna(kind, folder, options.seconds, options.trials)
        measure_tensorboard(folder, options.seconds)
        measure_mlflow(folder, options.seconds)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
