"""Runs one environment for mat: requests come as JSON lines on standard input, answers go out as JSON lines.

python bridge.py ADAPTER.py [DATA]

docs/python-environments.md says what an adapter has and what the lines are. Standard library alone; Python 3.9 or newer.
"""

import importlib.util
import itertools
import json
import os
import random
import shutil
import signal
import sys
import traceback

PROTOCOL = 1
LIFELINE = 3
# More do not fit into an answer.
MOST_TASKS = 1_000_000
MOST_STEPS = 10_000


def claim_streams():
    """Keeps the two streams of the bridge for itself: what an adapter prints goes to standard error."""
    requests = os.fdopen(os.dup(0), "rb")
    replies = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    return requests, replies


def end():
    """Mat is gone, or wants no more: nothing of this process group and of its folder stays."""
    folder = os.environ.get("MAT_BRIDGE_FOLDER")
    if folder:
        shutil.rmtree(folder, ignore_errors=True)
        if hasattr(os, "killpg"):
            # Mat has given it a group of its own.
            os.killpg(0, signal.SIGKILL)
    os._exit(0)


def supervise():
    """Goes on as a child of itself, so that somebody sees mat's end even while an adapter computes without a pause.

    Mat holds the other end of the lifeline and never writes to it. How the child ends, this process ends.
    """
    if not hasattr(os, "fork") or not is_open(LIFELINE):
        return
    signal.signal(signal.SIGCHLD, lambda *_: end_as(*os.waitpid(-1, 0)))
    if os.fork() == 0:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.close(LIFELINE)
        return
    os.close(0)
    os.close(1)
    while os.read(LIFELINE, 1):
        pass
    end()


def is_open(stream):
    try:
        os.fstat(stream)
        return True
    except OSError:
        return False


def end_as(_, status):
    if os.WIFSIGNALED(status):
        if os.WTERMSIG(status) != signal.SIGKILL:
            signal.signal(os.WTERMSIG(status), signal.SIG_DFL)
        os.kill(os.getpid(), os.WTERMSIG(status))
    os._exit(os.WEXITSTATUS(status))


def load_adapter(path, data):
    sys.path[0] = os.path.dirname(os.path.abspath(path))
    spec = importlib.util.spec_from_file_location("mat_environment", path)
    adapter = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(adapter)
    if data is not None:
        adapter.load(data)
    return adapter


def first(most, items, source):
    """All items of what may have no end, which is an error."""
    taken = list(itertools.islice(items, most + 1))
    if len(taken) > most:
        raise ValueError(f"{source} gives more than {most}")
    return taken


class Host:
    """Answers requests. There is one episode at a time; a reset begins the next one."""

    def __init__(self, path, data):
        self.path, self.data = path, data
        self.adapter = None
        self.episode = None

    def hello(self, protocol):
        if protocol != PROTOCOL:
            raise ValueError(f"mat speaks protocol {protocol}, this is {PROTOCOL}")
        self.adapter = load_adapter(self.path, self.data)
        return {"protocol": PROTOCOL, "python": ".".join(map(str, sys.version_info[:3]))}

    def list(self):
        tasks = first(MOST_TASKS, self.adapter.tasks(), "tasks()")
        named = [task if isinstance(task, dict) else {"id": str(task)} for task in tasks]
        return {"tasks": named}

    def reset(self, task, seed):
        # Whatever was played before in this process, an episode draws the same.
        random.seed(f"{task}\n{seed}")
        self.episode = None
        self.episode = self.adapter.reset(task, seed)
        return {"tools": self.episode.tools, "observation": self.episode.observation}

    def solution(self):
        solve = getattr(self.episode, "solution", None)
        return {"steps": first(MOST_STEPS, solve(), "solution()") if solve else []}

    def step(self, calls):
        outcome = self.episode.step(calls)
        observations, done = outcome if isinstance(outcome, tuple) else (outcome, False)
        if isinstance(observations, (str, bytes, dict)):
            raise TypeError(f"step() gives a list with an observation for each call, not a {type(observations).__name__}")
        shown = [one if isinstance(one, dict) else {"content": one} for one in observations]
        if len(shown) != len(calls):
            raise ValueError(f"step() gave {len(shown)} observations for {len(calls)} calls")
        return {"observations": shown, "done": done}

    def reply(self, message):
        answer = getattr(self.episode, "reply", None)
        return {"message": answer(message) if answer else None}

    def score(self, ending):
        return self.episode.score(ending)


OPERATIONS = ("hello", "list", "reset", "solution", "step", "reply", "score")


def answer(host, line):
    request = json.loads(line)
    operation = request.pop("op")
    if operation not in OPERATIONS:
        raise ValueError(f"no such operation: {operation}")
    return getattr(host, operation)(**request)


def main():
    if sys.version_info < (3, 9):
        sys.exit("Python 3.9 or newer is needed")
    supervise()
    requests, replies = claim_streams()
    host = Host(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None)
    for line in requests:
        try:
            text = json.dumps({"ok": answer(host, line)}, allow_nan=False)
        except Exception as error:
            traceback.print_exc()
            sys.stderr.flush()
            text = json.dumps({"error": f"{type(error).__name__}: {error}"})
        replies.write(text.encode("ascii") + b"\n")
        replies.flush()
    end()


if __name__ == "__main__":
    main()
