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

import json
import os
import sys
import time
import urllib.error
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

    def _post(self, what, body):
        data = json.dumps(body).encode()
        headers = {"Content-Type": "application/json", "Authorization": "Bearer " + self._token}
        request = urllib.request.Request(self._url + "/api/v1/trial/" + what, data, headers)
        for attempt in range(ATTEMPTS):
            try:
                # Not through a proxy: the server is on this machine.
                opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
                with opener.open(request, timeout=30) as response:
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
    return Trial()


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
