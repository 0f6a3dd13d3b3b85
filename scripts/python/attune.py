"""Attune's client. Needs nothing but Python 3.8.

For programs that train one trial of a sweep, started by Attune:

    import attune

    trial = attune.trial()
    for epoch in range(trial.first_step + 1, 31):
        ...
        if not trial.report(epoch, val_accuracy=accuracy):
            break  # enough is known of this one

Started by Attune, the program finds in its environment which trial it trains. Reports go to Attune's
server where there is one, else to standard output as lines of JSON. Started by hand, `params` are
those of the command line (`--learning_rate=0.1`) and reports are printed, so that the program can be
tried by itself.

For programs that Attune only records:

    with attune.start("http://127.0.0.1:8470", "digits", {"rate": 0.1}) as run:
        for epoch in range(1, 31):
            ...
            run.log(epoch, val_loss=loss)

Logging never waits for the network; see `Run`.
"""

import importlib.metadata
import io
import atexit
import collections
import hashlib
import http.client
import json
import math
import os
import random
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
import weakref
import zlib

try:
    import fcntl
except ImportError:  # Windows: two programs may send one file, which the tracker finds out.
    fcntl = None

ATTEMPTS = 6
LONGEST_LINE = 8000


class Trial:
    """One attempt of a trial, as the program that trains it sees it. For one thread."""

    def __init__(self, environment=os.environ, arguments=None):
        self.number = int(environment.get("ATTUNE_TRIAL", "0"))
        """Number of the trial in its sweep; 0 if the program was started by hand."""
        self.seed = int(environment.get("ATTUNE_SEED", "0"))
        """For every random choice of the program. May be negative, and beyond 32 bits."""
        self.first_step = int(environment.get("ATTUNE_FIRST_STEP", "0"))
        """0 for a fresh start; else go on from the checkpoint that was kept after this step."""
        self.directory = environment.get("ATTUNE_DIRECTORY", ".")
        """Folder of this trial alone, for checkpoints; later attempts find it again."""
        self.params = self._params(environment, sys.argv[1:] if arguments is None else arguments)
        """The parameters by name."""
        self.should_stop = False
        """Whether the last report was answered with: enough."""
        self._url = environment.get("ATTUNE_URL", "").rstrip("/")
        self._token = environment.get("ATTUNE_TOKEN", "")
        self._last_step = self.first_step
        self._feed = None

    def report(self, step=None, metrics=None, wait=True, **more):
        """Reports metrics after a step, and returns whether to go on.

        Steps are whole numbers and grow; without one, it is the next. When the answer comes from a
        server, the report is on its disk. A server that does not answer for a minute is an error,
        because training on would lose what is learned. With `wait=False` the answer is that to the
        reports before, for steps so short that one more does no harm; `should_stop` has it, too.
        """
        step = self._last_step + 1 if step is None else int(step)
        values = {name: float(value) for name, value in {**(metrics or {}), **more}.items()}
        self._last_step = max(step, self._last_step)
        if self._url and not wait:
            self._later().add({"step": step, "report": values})
        elif self._url:
            self._answered(self._post("reports", {"step": step, "metrics": values}))
        else:
            print(json.dumps({"step": step, **values}), flush=True)
        return not self.should_stop

    def log(self, step, metrics=None, **more):
        """Logs more metrics than are reported, such as the loss of each batch; or keeps lines, if it is a
        text. Does not wait. What the sweep is about is reported; it is left out here."""
        if isinstance(step, str):
            entry = {"log": step, "at": _now()}
        else:
            entry = _measured(step, metrics, more)
        if self._url:
            self._later().add(entry)
        else:
            # Not as a line of JSON, which would be a report.
            print(entry.get("log") or "step %d: %s" % (entry["step"], entry["metrics"]), flush=True)

    def flush(self, patience=60):
        """Waits until all that was logged is with Attune; False if that takes longer."""
        return self._feed is None or self._feed.flush(patience)

    def _later(self):
        """Nothing is spilled: a program that Attune started ends with it."""
        if self._feed is None:
            self._feed = _Feed(lambda stream: _TrialLink(self._url, self._token, stream), None, 10_000, 0, self._answered)
            atexit.register(self._feed.end, None, 5)
        return self._feed

    def _answered(self, answer):
        self.should_stop = self.should_stop or not answer.get("goOn", True)

    def log_text(self, name, text, step=None):
        """Keeps a text with the trial. Of several of one name and step the last one counts."""
        self._record("text", name, step, {"text": str(text)})

    def log_table(self, name, columns, rows, step=None):
        """Keeps a table; cells are texts, numbers, True, False or None."""
        self._record("table", name, step, _table(columns, rows))

    def log_histogram(self, name, values=None, step=None, bins=64, edges=None, counts=None):
        """Keeps how values are spread: numbers of any nesting, an array or a tensor. Who has
        counted already gives the edges of the bins, one more than bins, and the counts."""
        self._record("histogram", name, step, _spread(values, bins, edges, counts))

    def log_image(self, name, png, step=None):
        """Keeps a picture in PNG: a path, or its bytes. Without a server it is not kept."""
        if isinstance(png, (bytes, bytearray)):
            self._upload("image", name, step, lambda: io.BytesIO(png))
        else:
            self._upload("image", name, step, lambda: open(png, "rb"))

    def log_artifact(self, path, name=None):
        """Keeps a file of up to 10 GiB. Without a server it is not kept."""
        name = os.path.basename(path) if name is None else name
        self._upload("file", name, None, lambda: open(path, "rb"))

    def describe(self):
        """Tells which Python this is and which packages it has; `trial()` does it."""
        if self._url:
            facts = {"python": sys.version.split()[0], "program": " ".join(sys.argv)}
            self._post("environment", facts)
            self.log_text("python-packages", "\n".join(_packages()))

    def _record(self, kind, name, step, content):
        body = {"kind" if self._url else "attune": kind, "name": name, **content}
        if step is not None:
            body["step"] = int(step)
        if self._url:
            self._post("attachments", body)
        else:
            print(json.dumps(body), flush=True)

    def _upload(self, kind, name, step, content):
        if not self._url:
            print("attune: %s is not kept: there is no server." % name, flush=True)
            return
        query = {"kind": kind, "name": name}
        if step is not None:
            query["step"] = int(step)
        what = "attachments?" + urllib.parse.urlencode(query)
        with content() as stream:
            size = stream.seek(0, os.SEEK_END)

        def request():
            headers = {"Content-Type": "application/octet-stream", "Content-Length": str(size)}
            return self._request(what, content(), headers, "PUT")

        self._send(request, timeout=600)

    def _post(self, what, body):
        data = json.dumps(body).encode()
        headers = {"Content-Type": "application/json"}
        return self._send(lambda: self._request(what, data, headers, "POST"))

    def _request(self, what, data, headers, method):
        headers = {"Authorization": "Bearer " + self._token, **headers}
        return urllib.request.Request(
            self._url + "/api/v1/trial/" + what, data, headers, method=method
        )

    def _send(self, request, timeout=30):
        for attempt in range(ATTEMPTS):
            try:
                # Not through a proxy: the server is on this machine.
                opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
                with opener.open(request(), timeout=timeout) as response:
                    return json.load(response)
            except urllib.error.HTTPError as error:
                if error.code < 500 and error.code != 429:
                    raise RuntimeError(_detail(error)) from None
                failure = error
            except OSError as error:
                failure = error
            time.sleep(0.2 * 2**attempt)
        raise RuntimeError("Attune does not answer at %s: %s" % (self._url, failure))

    @staticmethod
    def _params(environment, arguments):
        file = environment.get("ATTUNE_PARAMETERS")
        if file:
            with open(file, encoding="utf-8") as parameters:
                return json.load(parameters)
        pairs = (word[2:].split("=", 1) for word in arguments if word.startswith("--") and "=" in word)
        return {name: _value(text) for name, text in pairs}


def trial():
    """The trial that this program was started for."""
    current = Trial()
    current.describe()
    return current


def _packages():
    found = {}
    for package in importlib.metadata.distributions():
        name = package.metadata["Name"]
        if name:
            found[name.lower()] = "%s==%s" % (name, package.version)
    return [found[name] for name in sorted(found)]


def _table(columns, rows):
    cells = [[_plain(cell) for cell in row] for row in rows]
    return {"columns": [str(column) for column in columns], "rows": cells}


def _spread(values, bins, edges, counts):
    if edges is None:
        return _histogram(_flat(values), bins)
    return {"edges": _flat(edges), "counts": _flat(counts)}


def _plain(cell):
    """A cell as JSON has it: NumPy's numbers are none of Python's."""
    if cell is None or isinstance(cell, (str, bool, int, float)):
        return cell
    return cell.item() if hasattr(cell, "item") else str(cell)


def _flat(values):
    """Numbers of any nesting as one list."""
    if hasattr(values, "detach"):
        values = values.detach().cpu()
    if hasattr(values, "tolist"):
        values = values.tolist()
    if not isinstance(values, (list, tuple)):
        return [float(values)]
    return [number for value in values for number in _flat(value)]


def _histogram(values, bins):
    finite = [value for value in values if math.isfinite(value)]
    low, high = (min(finite), max(finite)) if finite else (0.0, 1.0)
    size = max(abs(low), abs(high))
    # The range itself may be more than the largest number, its half is not.
    width = high / 2 - low / 2
    if width <= 1e-12 * size:
        half = max(0.5, 1e-12 * size)
        edges = [low - half, high + half]
    else:
        edges = [low * (1 - i / bins) + high * (i / bins) for i in range(bins)] + [high]
    counts = [0] * (len(edges) - 1)
    for value in finite:
        share = (value / 2 - low / 2) / width * bins if len(counts) > 1 else 0
        counts[min(len(counts) - 1, int(share))] += 1
    nan = sum(1 for value in values if math.isnan(value))
    return {
        "edges": edges,
        "counts": counts,
        "nan": nan,
        "infinite": len(values) - len(finite) - nan,
    }


def _value(text):
    words = {"True": True, "False": False, "None": None}
    if text in words:
        return words[text]
    try:
        return json.loads(text)
    except ValueError:
        return text


def _detail(error):
    try:
        return "Attune refused a request: " + json.load(error)["detail"]
    except (ValueError, KeyError):
        return "Attune refused a request: %s" % error


def start(url, sweep, params=None, **more):
    """Begins a run of a program that Attune did not start; does not wait for the tracker.

    `more` may have `tags`, `name`, `group`, `parent`, `run` (what it is called, so that a later program
    can go on with it), `token`, `unsent` (a folder), `room` (entries in memory) and `disk` (bytes).
    """
    return Run(url, sweep, params, **more)


def sync(folder=None, url=None, token=None):
    """Sends what earlier programs could not, and returns how many entries that were.

    A tracker that does not answer is an OSError; what it did not acknowledge is kept.
    """
    return _leftovers(folder or unsent(), lambda head: True, url, _token(token))


def unsent():
    """Where what cannot be sent is kept if nothing else is said."""
    return os.environ.get("ATTUNE_UNSENT") or os.path.join(os.path.expanduser("~"), ".attune", "unsent")


Stats = collections.namedtuple(
    "Stats", "logged acknowledged queued spilled spill_bytes blocked lost trouble"
)
"""How what a program logs gets to the tracker: entries that were logged; of these, the ones on its disk
and the ones in memory; those that went to this machine's disk on their way, and its bytes now; how often
logging waited because memory and disk were full; entries that could be kept nowhere when the program
ended; why nothing is sent at the moment."""


class Run:
    """A run that Attune records but did not start.

    Entries go to a queue in memory, and a thread sends them in batches. Where the tracker is slow or
    away, they are kept in a file, and sent in their order when it is back, by this program or a later
    one. The tracker writes down each entry once, whatever is sent again. What was logged two seconds ago
    survives the program's being killed. Nothing is ever dropped: where memory and disk are full, logging
    waits, which `stats` and a line on standard error tell. For any number of threads. A process that is
    forked off goes on with a stream of its own; it has to `flush` before it ends.
    """

    def __init__(
        self, url, sweep, params=None, tags=None, name=None, group=None, parent=None, run=None,
        token=None, unsent=None, room=10_000, disk=1 << 30,
    ):
        self.id = run or str(uuid.uuid4())
        """What the run is called."""
        opening = {"sweep": sweep, "run": self.id, "at": _now(), "name": name, "group": group, "parent": parent}
        opening = {key: value for key, value in opening.items() if value is not None}
        if tags:
            opening["tags"] = _texts(tags)
        self._broken = None
        self._pid = os.getpid()
        first = [{"state": "running", "at": _now()}]
        if params:
            first.append({"params": _texts(params)})
        folder = unsent if unsent is not None else globals()["unsent"]()
        self._feed = _Feed(lambda stream: _RunLink(url, _token(token), stream, opening), folder, room, disk)
        for entry in first:
            self._feed.add(entry)
        _RUNS.add(self)

    def log(self, step, metrics=None, **more):
        """Logs metrics at a step, whatever the program counts; or keeps a line, if it is a text."""
        if isinstance(step, str):
            self._feed.add({"log": step[:LONGEST_TEXT], "at": _now()})
        else:
            self._feed.add(_measured(step, metrics, more))

    def params(self, params=None, **more):
        """Adds parameters. One that is known already keeps its value, which is said."""
        self._feed.add({"params": _texts({**(params or {}), **more})})

    def tags(self, tags=None, **more):
        """Sets tags."""
        self._feed.add({"tags": _texts({**(tags or {}), **more})})

    def log_text(self, name, text, step=None):
        """Keeps a text, of up to 1 MB as JSON. Of several of one name and step the last one counts."""
        self._feed.add(_attached("text", name, step, {"text": str(text)}))

    def log_table(self, name, columns, rows, step=None):
        """Keeps a table; cells are texts, numbers, True, False or None."""
        self._feed.add(_attached("table", name, step, _table(columns, rows)))

    def log_histogram(self, name, values=None, step=None, bins=64, edges=None, counts=None):
        """Keeps how values are spread: numbers of any nesting, an array or a tensor. Who has
        counted already gives the edges of the bins, one more than bins, and the counts."""
        self._feed.add(_attached("histogram", name, step, _spread(values, bins, edges, counts)))

    def log_image(self, name, png, step=None):
        """Keeps a picture in PNG, up to 20 MB: a path, or its bytes. A file is kept as it is now: it is
        copied to where what cannot be sent is kept, and may be changed or deleted afterwards."""
        self._file("image", name, step, png)

    def log_artifact(self, path, name=None):
        """Keeps a file of up to 10 GiB, as it is now, like pictures."""
        self._file("file", os.path.basename(path) if name is None else name, None, path)

    def _file(self, kind, name, step, source):
        if isinstance(source, (bytes, bytearray)):
            content = lambda: io.BytesIO(source)
        else:
            content = lambda: open(source, "rb")
        _check_file(kind, _place(name, step), content)
        self._feed.add(_attached(kind, name, step, {"sha256": self._feed.copy(content)}))

    def flush(self, patience=60):
        """Waits until all that was logged is on the tracker's disk; False if that takes longer."""
        return self._feed.flush(patience)

    def stats(self):
        """How what is logged gets to the tracker."""
        return self._feed.stats()

    def finish(self, state="completed", message="", patience=10):
        """The run is done. Waits for the tracker for some seconds; what is left is kept on disk."""
        last = {"state": state, "message": message, "at": _now()}
        # The one who began it ends it, not a process that was forked off.
        self._feed.end(last if os.getpid() == self._pid else None, patience)
        _RUNS.discard(self)

    def fail(self, message):
        """The run broke."""
        self.finish("failed", str(message))

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        self._end(kind, error, 10)

    def _end(self, kind, error, patience):
        if kind is None:
            self.finish(patience=patience)
        elif issubclass(kind, KeyboardInterrupt):
            self.finish("stopped", "it was interrupted", patience)
        elif issubclass(kind, SystemExit) and error.code in (None, 0):
            self.finish(patience=patience)
        else:
            self.finish("failed", "%s: %s" % (kind.__name__, error), patience)


class _Feed:
    """Entries on their way, numbered from 1: the older ones maybe on disk, the rest in memory.

    Whoever logs only appends to the queue; one thread sends, another keeps on disk what waits too long.
    """

    def __init__(self, connect, folder, room, disk, answered=None):
        self.connect, self.folder, self.room, self.disk = connect, folder, room, disk
        self.answered = answered or (lambda answer: None)
        self.over = self.ended = False
        self._renew()
        _FEEDS.add(self)

    def _renew(self):
        """Begins a stream; in a process that was forked off, another sends what was there before."""
        self.stream = str(uuid.uuid4())
        self.link = self.connect(self.stream)
        self.changed = threading.Condition(threading.Lock())
        self.storing = threading.RLock()
        self.queue = collections.deque()
        self.first, self.done = 1, 0
        self.spilled = self.blocked = self.lost = 0
        self.hurry = False
        self.file = None
        self.contents = _Contents(self.folder, self.stream, self.disk)
        self.fault = None
        self.voice = _Voice()
        self.threads = []

    def add(self, entry):
        if self.ended:
            raise RuntimeError("the run has ended; nothing more can be logged.")
        self._add(entry)

    def copy(self, content):
        """Keeps a copy of a file that an entry will name by its SHA-256, which is returned."""
        if self.ended:
            raise RuntimeError("the run has ended; nothing more can be logged.")
        with self.storing:
            # Shows on disk that this stream is somebody's, so that nobody deletes its contents.
            self.file = self.file or _SpillFile.create(self._path(), self.link.head())
        return self.contents.keep(content)

    def _add(self, entry):
        with self.changed:
            if len(self.queue) >= self.room:
                self.blocked += 1
                self.changed.notify_all()
                while len(self.queue) >= self.room:
                    self.changed.wait()
            self.queue.append(entry)
            size = len(self.queue)
            if size == 1 or size == BATCH or size == self.room // 2:
                self.changed.notify_all()
            if not self.threads:
                self.threads = [
                    threading.Thread(target=work, name=name, daemon=True)
                    for work, name in ((self._send_all, "attune-sender"), (self._keep_all, "attune-keeper"))
                ]
                for thread in self.threads:
                    thread.start()

    def flush(self, patience):
        deadline = time.monotonic() + patience
        with self.changed:
            last = self.first + len(self.queue) - 1
            self.hurry = True
            self.changed.notify_all()
            while self.done < last and not self.fault and time.monotonic() < deadline:
                self.changed.wait(max(0.0, deadline - time.monotonic()))
            self.hurry = False
            return self.done >= last

    def stats(self):
        with self.changed:
            return Stats(
                self.first + len(self.queue) - 1, self.done, len(self.queue), self.spilled,
                self._on_disk() + self.contents.size, self.blocked + self.contents.blocked, self.lost,
                (self.fault or self.voice.trouble) if self.queue or self.done + 1 < self.first else None,
            )

    def end(self, last, patience):
        if self.ended:
            return
        self.ended = True
        if last is not None:
            self._add(last)
        self.flush(patience)
        with self.changed:
            self.over = True
            self.changed.notify_all()
        for thread in self.threads:
            # A sender that still waits for an answer is left alone: what it sends is on disk as well.
            thread.join(1)
        self._keep_rest()

    def _keep_rest(self):
        stats = self.stats()
        try:
            kept = self._spill(stats.logged, float("inf"))
        except OSError as error:
            kept = False
            self.voice.say(str(error))
        if not kept:
            self.lost = len(self.queue)
            self.voice.say("%d entries are lost: there is no room for them on disk." % self.lost)
        left = stats.logged - self.done - self.lost
        if left > 0:
            self.voice.say(
                "%d entries could not be sent and are kept in %s. `attune sync` sends them, and so does the"
                " next run." % (left, self._path())
            )
        with self.storing:
            if self.file:
                if self.file.all_sent():
                    self.contents.clear()
                self.file.close()

    # Sending.

    def _send_all(self):
        swept = opened = False
        failures = 0
        while self._await_entries():
            try:
                if not swept and self.folder:
                    target = self.link.url
                    _leftovers(self.folder, lambda head: head["url"] == target, None, self.link.token, self.voice)
                swept = True
                status, answer = self.link.open() if not opened else self._send()
                if status == 200:
                    opened = True
                    failures = 0
                    continue
                if status == 404 and opened:
                    # Another store than before: the run has to be opened there.
                    opened = False
                elif _passes(status):
                    self.voice.trouble = "%s: %s" % (self.link.url, _why(status, answer))
                else:
                    self._refused(_why(status, answer))
                    return
            except (OSError, http.client.HTTPException, ValueError) as error:
                self.link.close()
                self.voice.trouble = "%s does not answer (%s)." % (self.link.url, error or type(error).__name__)
            failures += 1
            self._pause(min(5.0, 0.1 * 2 ** min(failures, 10)) * (0.5 + random.random() / 2))

    def _refused(self, why):
        with self.changed:
            self.fault = why
            self.changed.notify_all()
        self.voice.trouble = "%s refuses what is logged: %s." % (self.link.url, why.rstrip("."))
        self.voice.tell("Nothing more is sent.")

    def _await_entries(self):
        """Waits for entries, and a while for more of them; False when nothing is to be sent any more."""
        with self.changed:
            while not self.over and not self.queue and self.done + 1 == self.first:
                self.changed.wait()
            deadline = time.monotonic() + 0.1
            while not (self.over or self.hurry or self._on_disk() or len(self.queue) >= min(BATCH, self.room // 2)):
                left = deadline - time.monotonic()
                if left <= 0:
                    break
                self.changed.wait(left)
            return not self.over

    def _pause(self, seconds):
        deadline = time.monotonic() + seconds
        with self.changed:
            while not self.hurry and not self.over and time.monotonic() < deadline:
                self.changed.wait(max(0.0, deadline - time.monotonic()))
            self.hurry = False

    def _send(self):
        with self.storing:
            lines = (self.file.peek() if self.file else []) or self._queued()
        if not lines:
            return 200, {}
        status, answer = _deliver(self.link, self.contents, lines, self.voice)
        if status == 200:
            if answer["acknowledged"] < lines[-1][0]:
                raise ValueError("only %d entries were acknowledged" % answer["acknowledged"])
            self._acknowledged(lines)
            self.contents.sent(lines)
            self.answered(answer)
            _tell_refused(answer, self.voice)
            if not self._on_disk():
                self.voice.over("%s has all that was logged." % self.link.url)
        return status, answer

    def _queued(self):
        """The entries at the head of the queue, with their numbers, as JSON."""
        with self.changed:
            number = self.first
            entries = [self.queue[i] for i in range(min(BATCH, len(self.queue)))]
        lines, size = [], 0
        for entry in entries:
            text = json.dumps(entry)
            size += len(text)
            if size > BATCH_BYTES and lines:
                break
            lines.append((number, text))
            number += 1
        return lines

    def _acknowledged(self, lines):
        with self.storing:
            # Some may have gone to disk while they were under way.
            stored = [line for line in lines if line[0] < self.first]
            if self.file and stored:
                self.file.sent(stored)
            self._drop(lines[-1][0])
            with self.changed:
                self.done = lines[-1][0]
                self.changed.notify_all()

    def _drop(self, last):
        with self.changed:
            while self.first <= last:
                self.queue.popleft()
                self.first += 1
            self.changed.notify_all()

    # Keeping.

    def _keep_all(self):
        mark = 0
        while not self.over:
            with self.changed:
                now = self.first + len(self.queue) - 1
                deadline = time.monotonic() + 1
                while not self.over and len(self.queue) < self.room // 2 and time.monotonic() < deadline:
                    self.changed.wait(max(0.0, deadline - time.monotonic()))
                pressed = len(self.queue) >= self.room // 2
                last = self.first + len(self.queue) - 1 if pressed else mark
                held = self.first <= last and self.queue
            mark = now
            if held:
                self._keep(last, pressed)

    def _keep(self, last, pressed):
        why = "there is no more room for it."
        try:
            if self._spill(last, self.disk):
                self.voice.tell("What cannot be sent is kept in %s." % self._path())
                return
        except OSError as error:
            why = str(error)
        if pressed:
            if len(self.queue) >= self.room:
                self.voice.tell("Training waits until it is taken: " + why)
            time.sleep(0.1)

    def _spill(self, last, most):
        """Brings entries in memory to disk; False if it may not take more."""
        with self.storing:
            while self.first <= last:
                if not self.folder or self._on_disk() >= most:
                    return False
                if not self.file:
                    self.file = _SpillFile.create(self._path(), self.link.head())
                lines = self._queued()
                self.file.append(lines)
                self.spilled += len(lines)
                self._drop(lines[-1][0])
            return True

    def _path(self):
        return os.path.join(self.folder, self.stream + SUFFIX) if self.folder else "memory"

    def _on_disk(self):
        return 0 if self.file is None or self.file.all_sent() else self.file.end


class _SpillFile:
    """Entries that could not be sent yet, in their order, on disk.

    Each line is a checksum, a number and JSON; the first, numbered 0, says where they belong. Locked as
    long as it is open. What was torn at the end by a crash is not there.
    """

    def __init__(self, path, file, head):
        self.path, self.file, self.head = path, file, head
        self.begin = self.next = self.end = len(_line(0, head))
        _OPEN.add(path)

    @classmethod
    def create(cls, path, head):
        """Makes a file. It gets its name when it is locked, so that nobody finds it before."""
        os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
        file = open(path + ".new", "w+b", buffering=0)
        try:
            _lock(file)
            file.write(_line(0, head))
            os.fsync(file.fileno())
            os.replace(path + ".new", path)
        except OSError:
            file.close()
            raise
        return cls(path, file, head)

    @classmethod
    def take(cls, path):
        """A file that another program left; None if one has it open, or it is gone."""
        if path in _OPEN:
            return None
        try:
            file = open(path, "r+b", buffering=0)
        except FileNotFoundError:
            return None
        try:
            _lock(file)
        except OSError:
            file.close()
            return None
        begin = data = file.read(BATCH_BYTES)
        while data and b"\n" not in begin:
            data = file.read(BATCH_BYTES)
            begin += data
        head = _parse(begin[: begin.find(b"\n") + 1])
        if not os.path.exists(path) or head is None or head[0] != 0:
            file.close()
            raise ValueError("%s does not begin like a file of Attune's." % path)
        spill = cls(path, file, head[1])
        spill.end = os.fstat(file.fileno()).st_size
        return spill

    def append(self, lines):
        data = b"".join(_line(*line) for line in lines)
        self.file.seek(self.end)
        written = 0
        while written < len(data):
            written += self.file.write(data[written:])
        os.fsync(self.file.fileno())
        self.end += len(data)

    def peek(self):
        """The entries that come next."""
        self.file.seek(self.next)
        data = self.file.read(min(BATCH_BYTES, self.end - self.next)) or b""
        while b"\n" not in data and self.next + len(data) < self.end:
            data += self.file.read(BATCH_BYTES)
        whole = data[: data.rfind(b"\n") + 1].splitlines(True)[:BATCH]
        while len(whole) > 1 and sum(map(len, whole)) > BATCH_BYTES:
            whole.pop()
        if not whole:
            # A line without its end was being written when its program was killed.
            self.end = self.next
        lines = [_parse(line) for line in whole]
        if None in lines:
            raise ValueError("%s was changed after byte %d; what follows cannot be sent." % (self.path, self.next))
        return lines

    def sent(self, lines):
        self.next += sum(len(_line(*line)) for line in lines)
        if self.all_sent():
            self.file.truncate(self.begin)
            self.next = self.end = self.begin

    def all_sent(self):
        return self.next >= self.end

    def close(self):
        _OPEN.discard(self.path)
        if self.all_sent():
            try:
                os.remove(self.path)
            except OSError:
                pass  # Windows lets nobody remove what is open; without entries it does no harm.
        self.file.close()


class _Contents:
    """Copies of the files that a stream of entries names, each under its SHA-256, until the server has
    them: the program may go on to change or delete its own."""

    def __init__(self, folder, stream, most):
        self.folder = os.path.join(folder, stream + ".files") if folder else None
        self.most = most
        self.changed = threading.Condition()
        self.size = self.blocked = 0
        self.lost = {}

    def keep(self, content):
        """Keeps a copy, on disk when this returns. Waits while there is no room beside others."""
        with content() as source:
            size = source.seek(0, os.SEEK_END)
            source.seek(0)
            with self.changed:
                self.blocked += self._full(size)
                while self._full(size):
                    self.changed.wait()
            os.makedirs(self.folder, exist_ok=True)
            part, path = tempfile.mkstemp(".part", "copy", self.folder)
            try:
                with open(part, "wb") as target:
                    digest, size = _copy(source, target)
                with self.changed:
                    copy = os.path.join(self.folder, digest)
                    self.size += 0 if os.path.exists(copy) else size
                    os.replace(path, copy)
            except BaseException:
                os.remove(path)
                raise
        return digest

    def _full(self, size):
        # One alone is let in whatever its size, or it would never be.
        return self.size > 0 and self.size + size > self.most

    def find(self, digest):
        """The copy of a content; None if there is none any more."""
        path = os.path.join(self.folder or "", digest)
        return path if self.folder and os.path.isfile(path) else None

    def wire(self, text):
        """What is sent for an entry: itself, unless its content is lost."""
        why = self.lost.get(_content(text)) if self.lost else None
        if why is None:
            return text
        return json.dumps({"log": "attune: %s is lost: %s" % (json.loads(text)["name"], why), "at": _now()})

    def sent(self, lines):
        """These entries were acknowledged; the server has what they name."""
        for _, text in lines:
            digest = _content(text)
            if digest and self.find(digest):
                self._delete(self.find(digest))

    def _delete(self, path):
        with self.changed:
            if os.path.exists(path):
                self.size = max(0, self.size - os.path.getsize(path))
                os.remove(path)
            self.changed.notify_all()

    def clear(self):
        """Deletes all of them, half-written ones too: nothing names them any more."""
        if self.folder and os.path.isdir(self.folder):
            for name in os.listdir(self.folder):
                self._delete(os.path.join(self.folder, name))
            os.rmdir(self.folder)


def _deliver(link, contents, lines, voice):
    """Sends entries, and the contents that they name if the server says that it lacks them."""
    for attempt in range(4):
        status, answer = link.send(lines[0][0], [contents.wire(text) for _, text in lines])
        if not answer.get("missing") or attempt == 3:
            return status, answer
        for digest in answer["missing"]:
            path = contents.find(digest)
            status, refusal = link.put(digest, path) if path else (400, {"detail": "its copy is gone"})
            if status in (400, 413):
                # It must not hold up what follows.
                contents.lost[digest] = _why(status, refusal)
                voice.say("content %s is lost: %s" % (digest, contents.lost[digest]))
            elif status != 200:
                return status, refusal


class _Link:
    """Attune's server."""

    def __init__(self, url, token):
        self.url = url.rstrip("/")
        self.token = token
        self.connection = None

    def post(self, path, text):
        """Asks once; returns status and answer."""
        return self._ask("POST", path, text.encode(), {"Content-Type": "application/json"})

    def put_file(self, path, file):
        """Sends a file once."""
        with open(file, "rb") as content:
            size = os.fstat(content.fileno()).st_size
            headers = {"Content-Type": "application/octet-stream", "Content-Length": str(size)}
            return self._ask("PUT", path, content, headers, 600)

    def _ask(self, method, path, body, headers, patience=30):
        if self.connection is None:
            where = urllib.parse.urlsplit(self.url)
            kind = http.client.HTTPSConnection if where.scheme == "https" else http.client.HTTPConnection
            # Not through a proxy: trackers are near.
            self.connection = kind(where.hostname, where.port, timeout=30)
            self.base = where.path
        if self.connection.sock is None:
            self.connection.connect()
        self.connection.sock.settimeout(patience)
        if self.token:
            headers["Authorization"] = "Bearer " + self.token
        self.connection.request(method, self.base + path, body, headers)
        response = self.connection.getresponse()
        body = response.read()
        try:
            return response.status, json.loads(body)
        except ValueError:
            if response.status == 200:
                raise
            return response.status, {}

    def close(self):
        if self.connection is not None:
            self.connection.close()
            self.connection = None


class _RunLink(_Link):
    def __init__(self, url, token, stream, opening):
        super().__init__(url, token)
        self.stream, self.opening = stream, opening

    def head(self):
        return json.dumps({"url": self.url, "stream": self.stream, "opening": self.opening})

    def open(self):
        return self.post("/api/v1/recordings", json.dumps(self.opening))

    def send(self, first, entries):
        return self.post(self._place() + "/batches", _batch(self.stream, first, entries))

    def put(self, digest, path):
        return self.put_file(self._place() + "/blobs/" + digest, path)

    def _place(self):
        return "/api/v1/recordings/" + urllib.parse.quote(self.opening["run"], safe="")


class _TrialLink(_Link):
    def __init__(self, url, token, stream):
        super().__init__(url, token)
        self.stream = stream

    def open(self):
        return 200, {}

    def send(self, first, entries):
        return self.post("/api/v1/trial/batches", _batch(self.stream, first, entries))


class _Voice:
    """Tells people of trouble: one line when it begins, one when it is over."""

    def __init__(self):
        self.trouble = None
        self.told = False
        self.silent_until = 0.0

    def tell(self, consequence):
        if not self.told and time.monotonic() >= self.silent_until:
            self.told = True
            self.silent_until = time.monotonic() + 60
            self.say("%s %s" % (self.trouble or "More is logged than the tracker takes.", consequence))

    def over(self, what):
        self.trouble = None
        if self.told:
            self.told = False
            self.say(what)

    @staticmethod
    def say(what):
        print("attune: " + what, file=sys.stderr, flush=True)


def _leftovers(folder, wanted, url, token, voice=None):
    """Sends what earlier programs could not, oldest first, and deletes what was sent."""
    voice = voice or _Voice()
    paths = [os.path.join(folder, name) for name in os.listdir(folder)] if os.path.isdir(folder) else []
    paths = [(os.path.getmtime(path), path) for path in paths if path.endswith(SUFFIX) and os.path.exists(path)]
    total = 0
    for _, path in sorted(paths):
        try:
            file = _SpillFile.take(path)
        except ValueError as error:
            voice.say("cannot be sent: %s" % error)
            continue
        if file is None:
            continue
        try:
            head = json.loads(file.head)
            if wanted(head):
                contents = _Contents(folder, head["stream"], 0)
                link = _RunLink(url or head["url"], token, head["stream"], head["opening"])
                total += _send_file(file, link, contents, voice)
                if file.all_sent():
                    contents.clear()
        finally:
            file.close()
    return total


def _send_file(file, link, contents, voice):
    sent = 0
    try:
        status, answer = link.open()
        while status == 200:
            lines = file.peek()
            if not lines:
                break
            status, answer = _deliver(link, contents, lines, voice)
            if status == 200:
                _tell_refused(answer, voice)
                sent += len(lines)
                file.sent(lines)
                contents.sent(lines)
        if _passes(status):
            raise OSError(_why(status, answer))
        if status != 200:
            voice.say("%s is kept: its tracker refuses it: %s" % (file.path, _why(status, answer)))
    except http.client.HTTPException as error:
        raise OSError(str(error) or type(error).__name__) from None
    except ValueError as error:
        voice.say("cannot be sent: %s" % error)
    finally:
        link.close()
    if sent:
        voice.say("%s: %d entries were sent to their tracker." % (file.path, sent))
    return sent


BATCH = 1000
BATCH_BYTES = 1 << 18
LONGEST_TEXT = 10_000
LONGEST_ENTRY = 1_000_000
MOST_STEPS = 68_719_476_735
MOST_BYTES = {"image": 20 << 20, "file": 10 << 30}
PNG = b"\x89PNG\r\n\x1a\n"
SUFFIX = ".spill"
_RUNS = set()
_FEEDS = weakref.WeakSet()
_OPEN = set()


def _measured(step, metrics, more):
    values = {_name(name): float(value) for name, value in {**(metrics or {}), **more}.items()}
    return {"step": int(step), "at": _now(), "metrics": values}


def _attached(kind, name, step, content):
    """An entry with its content; what the server would refuse is refused here."""
    entry = {"attach": kind, **_place(name, step), **content, "at": _now()}
    size = len(json.dumps(entry))
    if size > LONGEST_ENTRY:
        raise ValueError("%s takes %d bytes; %d are the most. Maybe log it as an artifact." % (name, size, LONGEST_ENTRY))
    return entry


def _place(name, step):
    if step is None:
        return {"name": _name(name)}
    if not 0 <= int(step) <= MOST_STEPS:
        raise ValueError("%s was recorded at step %d; steps go from 0 to %d." % (name, step, MOST_STEPS))
    return {"name": _name(name), "step": int(step)}


def _check_file(kind, place, content):
    """Looks whether a file can be recorded, before it is copied."""
    with content() as source:
        begin = source.read(len(PNG))
        size = source.seek(0, os.SEEK_END)
    if size > MOST_BYTES[kind]:
        raise ValueError("%s has %d bytes; %d are the most." % (place["name"], size, MOST_BYTES[kind]))
    if kind == "image" and begin != PNG:
        raise ValueError("%s is no picture in PNG. Maybe log it as an artifact." % place["name"])


def _copy(source, target):
    """Copies and brings to disk; returns the SHA-256 and how many bytes."""
    digest, size = hashlib.sha256(), 0
    for part in iter(lambda: source.read(1 << 20), b""):
        target.write(part)
        digest.update(part)
        size += len(part)
    target.flush()
    os.fsync(target.fileno())
    return digest.hexdigest(), size


def _content(text):
    """SHA-256 of the content that an entry names. Only few entries are looked into: most are metrics."""
    return json.loads(text).get("sha256") if text.startswith('{"attach": ') else None


def _name(name):
    if not name.strip() or len(name) > 250 or not name.isprintable():
        raise ValueError("%r is no name; names have 1 to 250 characters, and no control characters." % name)
    return name


def _texts(values):
    texts = {_name(name): value if isinstance(value, str) else json.dumps(value, default=str) for name, value in values.items()}
    for name, text in texts.items():
        if len(text) > 8000:
            raise ValueError("%s has %d characters; 8000 are the most." % (name, len(text)))
    return texts


def _batch(stream, first, entries):
    return '{"stream": %s, "first": %d, "entries": [%s]}' % (json.dumps(stream), first, ",".join(entries))


def _tell_refused(answer, voice):
    for entry in answer.get("refused", []):
        voice.say("entry %s was refused: %s" % (entry["number"], entry["detail"]))


def _passes(status):
    return status >= 500 or status in (408, 429)


def _why(status, answer):
    return answer.get("detail") or "HTTP status %d" % status


def _token(token):
    return os.environ.get("ATTUNE_TOKEN", "") if token is None else token


def _now():
    return int(time.time() * 1000)


def _line(number, text):
    content = b"%d %s" % (number, text.encode())
    return b"%08x %s\n" % (zlib.crc32(content), content)


def _parse(line):
    content = line[9:-1]
    if not line.endswith(b"\n") or line[:9] != b"%08x " % zlib.crc32(content):
        return None
    number, _, text = content.partition(b" ")
    return int(number), text.decode()


def _lock(file):
    if fcntl:
        # The kind of lock that Java's programs take as well.
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _after_fork():
    _OPEN.clear()
    for feed in list(_FEEDS):
        feed._renew()


def _watch_errors():
    """An error that ends the program is what its runs failed of."""
    previous = sys.excepthook

    def hook(kind, error, trace):
        for run in list(_RUNS):
            run._broken = (kind, error)
        previous(kind, error, trace)

    sys.excepthook = hook


@atexit.register
def _at_exit():
    for run in list(_RUNS):
        run._end(*(run._broken or (None, None)), 5)


_watch_errors()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
