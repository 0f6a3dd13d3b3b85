"""Attune's client for programs that train one trial of a sweep. Needs nothing but Python 3.8.

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
"""

import importlib.metadata
import io
import json
import math
import os
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

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

    def report(self, step=None, metrics=None, **more):
        """Reports metrics after a step, and returns whether to go on.

        Steps are whole numbers and grow; without one, it is the next. When the answer comes from a
        server, the report is on its disk. A server that does not answer for a minute is an error,
        because training on would lose what is learned.
        """
        step = self._last_step + 1 if step is None else int(step)
        values = {name: float(value) for name, value in {**(metrics or {}), **more}.items()}
        self._last_step = max(step, self._last_step)
        if self._url:
            answer = self._post("reports", {"step": step, "metrics": values})
            self.should_stop = not answer.get("goOn", True)
        else:
            print(json.dumps({"step": step, **values}), flush=True)
        return not self.should_stop

    def log(self, text):
        """Keeps lines with the trial; printing them does the same."""
        if self._url:
            self._post("log", {"text": str(text)})
        else:
            print(text, flush=True)

    def log_text(self, name, text, step=None):
        """Keeps a text with the trial. Of several of one name and step the last one counts."""
        self._record("text", name, step, {"text": str(text)})

    def log_table(self, name, columns, rows, step=None):
        """Keeps a table; cells are texts, numbers, True, False or None."""
        cells = [[_plain(cell) for cell in row] for row in rows]
        self._record("table", name, step, {"columns": [str(c) for c in columns], "rows": cells})

    def log_histogram(self, name, values=None, step=None, bins=64, edges=None, counts=None):
        """Keeps how values are spread: numbers of any nesting, an array or a tensor. Who has
        counted already gives the edges of the bins, one more than bins, and the counts."""
        if edges is None:
            histogram = _histogram(_flat(values), bins)
        else:
            histogram = {"edges": _flat(edges), "counts": _flat(counts)}
        self._record("histogram", name, step, histogram)

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
