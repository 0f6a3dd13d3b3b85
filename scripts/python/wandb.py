"""Stands in for W&B's client, so that programs of W&B's sweeps run here without account or network.

Attune puts this file where Python finds it first when it starts a program for a trial. What the
program logs becomes the curves of the trial, as the sweep's `metric` names it; `wandb.config` holds
the trial's parameters. What has no place here, such as images, is left out and said so once.
With `ATTUNE_WANDB=real` in the program's environment, W&B's own client is imported instead.
"""

import atexit
import importlib
import numbers
import os
import sys

import attune

_HERE = os.path.dirname(os.path.abspath(__file__))

run = None
"""The run, between `init` and `finish`."""


def _real():
    """W&B's own client, found as if this file were not there."""
    kept = list(sys.path)
    sys.path[:] = [folder for folder in kept if os.path.abspath(folder or ".") != _HERE]
    own = sys.modules.pop(__name__)
    try:
        return importlib.import_module("wandb")
    except BaseException:
        sys.modules[__name__] = own
        raise
    finally:
        sys.path[:] = kept


class Error(Exception):
    """What W&B's client raises."""


CommError = UsageError = Error

_said = set()


def termwarn(text, repeat=True, **_):
    """Says something where people see it."""
    if repeat or text not in _said:
        _said.add(text)
        print("wandb: " + text, file=sys.stderr, flush=True)


termlog = termerror = termwarn


def _note(text):
    termwarn(text, repeat=False)


class Config(dict):
    """Parameters of the trial, and whatever the program adds; by key and by attribute."""

    def __getattr__(self, name):
        try:
            return self[name]
        except KeyError:
            raise AttributeError("wandb.config has no %s" % name) from None

    def __setattr__(self, name, value):
        self[name] = value

    def __setitem__(self, name, value):
        # As in W&B: a program's own value never replaces one that the sweep has chosen.
        if name not in self._fixed():
            super().__setitem__(name, value)

    def update(self, values=(), allow_val_change=None, **more):
        for name, value in {**_mapping(values), **more}.items():
            self[name] = value

    def setdefaults(self, values):
        for name, value in _mapping(values).items():
            self.setdefault(name, value)

    def setdefault(self, name, value=None):
        if name not in self:
            self[name] = value
        return self[name]

    def as_dict(self):
        return dict(self)

    @staticmethod
    def _fixed():
        return _trial().params


class Summary(dict):
    """What the program says of the run as a whole; its numbers are a last report."""

    def __init__(self):
        super().__init__()
        self.said = {}

    def __setitem__(self, name, value):
        self.said[name] = value
        super().__setitem__(name, value)

    def update(self, values=(), **more):
        for name, value in {**_mapping(values), **more}.items():
            self[name] = value

    def __getattr__(self, name):
        try:
            return self[name]
        except KeyError:
            raise AttributeError("the summary has no %s" % name) from None

    def seen(self, values):
        """Takes over what was logged."""
        super().update(values)


class Run:
    """One trial. Rows of history are reported once they are whole: when a later step begins."""

    def __init__(self, settings):
        trial = _trial()
        self.id = os.environ.get("WANDB_RUN_ID", "0")
        self.sweep_id = os.environ.get("WANDB_SWEEP_ID")
        self.name = settings.get("name") or "trial-%d" % trial.number
        self.project = settings.get("project") or "attune"
        self.entity = settings.get("entity") or ""
        self.group = settings.get("group") or ""
        self.job_type = settings.get("job_type") or ""
        self.tags = tuple(settings.get("tags") or ())
        self.notes = settings.get("notes") or ""
        self.dir = trial.directory
        self.url = os.environ.get("ATTUNE_URL", "")
        self.resumed = trial.first_step > 0
        self.disabled = False
        self.config = config
        self.summary = Summary()
        self._row = {}
        self._step = trial.first_step
        self._reported = trial.first_step if self.resumed else -1

    @property
    def step(self):
        return self._step

    def log(self, data, step=None, commit=None, sync=None):
        """Adds to the row of a step; without a step, to the row under way, which ends with it."""
        if not isinstance(data, dict):
            raise Error("wandb.log takes a dict, not %s" % type(data).__name__)
        if step is not None and not self._go_to(int(step)):
            return
        values = dict(_numbers(data))
        self._row.update(values)
        self.summary.seen(values)
        if commit or (commit is None and step is None):
            self._flush()

    def _go_to(self, step):
        if step < self._step:
            _note("step %d comes after step %d; such rows are left out" % (step, self._step))
            return False
        if step > self._step:
            self._flush()
            self._step = step
        return True

    def _flush(self):
        if self._row:
            row, self._row = self._row, {}
            step = max(self._step, self._reported + 1)
            self._reported = step
            goes_on = _trial().report(step, row)
            self._step = step + 1
            if not goes_on:
                raise SystemExit(0)

    def finish(self, exit_code=None, quiet=None):
        """Reports what is left."""
        global run
        if run is not self:
            return
        run = None
        self._flush()
        said = dict(_numbers(self.summary.said))
        if said:
            _trial().report(max(self._step, self._reported + 1), said)

    join = finish

    def define_metric(self, name, *_, summary=None, step_metric=None, **__):
        if step_metric is not None:
            _note("define_metric: curves go over the steps of wandb.log, not over %s" % step_metric)

    def watch(self, *_, **__):
        _note("watch: gradients are not kept")

    unwatch = mark_preempting = lambda self, *_, **__: None

    def save(self, *_, **__):
        _note("save: files stay where they are; ATTUNE_DIRECTORY is kept with the trial")

    def log_artifact(self, *_, **__):
        _note("artifacts are not kept; write to ATTUNE_DIRECTORY, which is kept with the trial")

    log_code = log_model = log_artifact

    def use_artifact(self, *_, **__):
        raise Error("use_artifact: W&B's artifacts are not here; read the file itself")

    def alert(self, title="", text="", **_):
        print("wandb: alert: %s %s" % (title, text), flush=True)

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        self.finish(0 if kind is None else 1)


def init(project=None, config=None, **settings):
    """Begins the run, or gives the one that began."""
    global run
    own = globals()["config"]
    own.update(_mapping(config or {}))
    if run is None:
        run = Run({"project": project, **settings})
        atexit.register(_at_exit)
    return run


def log(data, step=None, commit=None, sync=None):
    """Logs to the run."""
    if run is None:
        raise Error("You must call wandb.init() before wandb.log()")
    run.log(data, step, commit, sync)


def finish(exit_code=None, quiet=None):
    """Ends the run."""
    if run is not None:
        run.finish(exit_code, quiet)


join = finish


def _at_exit():
    try:
        finish()
    except (SystemExit, RuntimeError) as end:
        if isinstance(end, RuntimeError):
            print("wandb: %s" % end, file=sys.stderr)


def login(*_, **__):
    """Nobody needs to."""
    return True


def __getattr__(name):
    if name == "summary" and run is not None:
        return run.summary
    raise AttributeError("module 'wandb' has no attribute %r here; see docs/programs.md" % name)


def setup(*_, **__):
    return None


def watch(*arguments, **settings):
    _note("watch: gradients are not kept")


def unwatch(*_):
    return None


def define_metric(name, *arguments, **settings):
    if run is not None:
        return run.define_metric(name, *arguments, **settings)


def save(*arguments, **settings):
    _note("save: files stay where they are; ATTUNE_DIRECTORY is kept with the trial")


def log_artifact(*_, **__):
    _note("artifacts are not kept; write to ATTUNE_DIRECTORY, which is kept with the trial")


def alert(title="", text="", **settings):
    print("wandb: alert: %s %s" % (title, text), flush=True)


def sweep(*_, **__):
    raise Error("wandb.sweep: write the sweep to a file and start it with `attune run FILE`")


def agent(*_, **__):
    raise Error("wandb.agent: `attune run FILE` starts this program for each trial instead")


def Api(*_, **__):
    raise Error("wandb.Api: there is no W&B server here; Attune has a REST interface of its own")


class _Media:
    """Something that is shown by W&B and not kept here."""

    def __init__(self, *arguments, **settings):
        _note("%s: only numbers are kept" % type(self).__name__)

    def add_data(self, *row):
        return None

    add_column = add_file = add_dir = add_data


def _media(name):
    return type(name, (_Media,), {"__module__": __name__})


Image, Table, Histogram, Video, Audio, Html, Object3D, Molecule, Plotly, Graph, Artifact = map(
    _media,
    "Image Table Histogram Video Audio Html Object3D Molecule Plotly Graph Artifact".split(),
)


class Settings(dict):
    """Taken and not used."""

    def __init__(self, **settings):
        super().__init__(settings)


class AlertLevel:
    INFO, WARN, ERROR = "INFO", "WARN", "ERROR"


class _Plots:
    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *_, **__: _Media()


plot = _Plots()


def _numbers(data, prefix=""):
    """Numbers by name; those of dicts inside by names with dots, as W&B names them."""
    for name, value in data.items():
        name = prefix + str(name)
        if isinstance(value, dict):
            yield from _numbers(value, name + ".")
        else:
            number = _number(value)
            if number is not None:
                yield name, number
            elif not isinstance(value, (_Media, str)):
                _note("%s is no number and not kept" % name)


def _number(value):
    if isinstance(value, numbers.Real):
        return float(value)
    # Tensors and arrays with a single number in them.
    if getattr(value, "size", None) == 1 or (hasattr(value, "numel") and value.numel() == 1):
        try:
            return float(value.item())
        except (TypeError, ValueError):
            return None
    return None


def _mapping(values):
    """A dict of whatever programs hand over: dicts, pairs, and what argparse makes."""
    if isinstance(values, dict):
        return values
    return dict(values) if hasattr(values, "__iter__") else vars(values)


_started = []


def _trial():
    if not _started:
        _started.append(attune.trial())
    return _started[0]


config = Config()
__version__ = "0.0.0+attune"

if os.environ.get("ATTUNE_WANDB") == "real":
    sys.modules[__name__] = _real()
else:
    dict.update(config, _trial().params)
