"""The multi-turn tasks of the Berkeley Function Calling Leaderboard, with its own classes, data and checkers (bfcl-eval).

One task is a talk of several turns: the agent calls functions, says that a turn is done with a message, and gets the user's
next request. The category in which functions come along later (miss_func) is left out: a world's tools do not change.
"""

import ast
import functools
import inspect
import itertools
import json
import keyword
import pathlib

import bfcl_eval
from bfcl_eval.constants.executable_backend_config import CLASS_FILE_PATH_MAPPING, MULTI_TURN_FUNC_DOC_FILE_MAPPING
from bfcl_eval.eval_checker.multi_turn_eval.multi_turn_checker import (
    multi_turn_checker,
    multi_turn_irrelevance_checker,
)
from bfcl_eval.eval_checker.multi_turn_eval.multi_turn_utils import execute_multi_turn_func_call

DATA = pathlib.Path(bfcl_eval.__file__).parent / "data"
CATEGORIES = ("multi_turn_base", "multi_turn_miss_param", "multi_turn_long_context")
# Instances of the classes are kept by bfcl-eval under a name, for ever: each episode has names of its own.
numbers = itertools.count()


@functools.cache
def entries():
    found = {}
    for category in CATEGORIES:
        truths = {row["id"]: row["ground_truth"] for row in rows(f"possible_answer/BFCL_v4_{category}.json")}
        for row in rows(f"BFCL_v4_{category}.json"):
            found[row["id"]] = {**row, "ground_truth": truths[row["id"]]}
    return found


def rows(path):
    with open(DATA / path, encoding="utf8") as file:
        return [json.loads(line) for line in file]


def tasks():
    return list(entries())


def reset(task, seed):
    return Episode(entries()[task])


class BadCall(Exception):
    pass


class Episode:
    def __init__(self, entry):
        self.entry = entry
        self.tools = tools_of(entry)
        self.names = {tool["name"] for tool in self.tools}
        self.messages = [turn[0]["content"] for turn in entry["question"]]
        self.observation = self.messages[0]
        self.made = [[]]
        self.name = f"mat{next(numbers)}"

    def step(self, calls):
        try:
            written = [self.as_python(call) for call in calls]
        except BadCall as error:
            return [{"content": json.dumps({"error": str(error)}), "failed": True} for _ in calls]
        self.made[-1].append(written)
        results, _ = execute_multi_turn_func_call(
            written,
            self.entry["initial_config"],
            self.entry["involved_classes"],
            self.name,
            self.entry["id"],
            long_context="long_context" in self.entry["id"],
        )
        return [{"content": result, "failed": is_error(result)} for result in results]

    def reply(self, message):
        if len(self.made) == len(self.messages):
            return None
        self.made.append([])
        return self.messages[len(self.made) - 1]

    def score(self, ending):
        truth = self.entry["ground_truth"]
        # Turns that the agent never came to have no calls, which the checkers take as wrong where there should be some.
        made = self.made + [[] for _ in truth[len(self.made) :]]
        checks = {
            "all_turns": len(self.made) == len(truth),
            "calls": holds(multi_turn_checker, made, truth, self.entry, None, self.name),
            "restraint": holds(multi_turn_irrelevance_checker, made, truth),
        }
        # BFCL counts the first two; that turns which ask for nothing got no call is worth knowing beside.
        return {"reward": float(checks["all_turns"] and checks["calls"]), "checks": checks}

    def as_python(self, call):
        """The text that bfcl-eval evaluates: nothing of what a model wrote may stand in it but as a literal."""
        if call["name"] not in self.names:
            raise BadCall(f"there is no function {call['name']}")
        if not all(name.isidentifier() and not keyword.iskeyword(name) for name in call["arguments"]):
            raise BadCall("an argument's name is none that a function could have")
        arguments = ", ".join(f"{key}={value!r}" for key, value in call["arguments"].items())
        return f"{call['name']}({arguments})"

    def solution(self):
        for turn in self.entry["ground_truth"]:
            for call in turn:
                yield {"calls": [self.as_call(call)]}
            yield {"calls": [], "answer": "Done."}

    def as_call(self, text):
        node = ast.parse(text, mode="eval").body
        signature = inspect.signature(getattr(class_with(node.func.id, self.entry["involved_classes"]), node.func.id))
        values = [ast.literal_eval(value) for value in node.args]
        named = {one.arg: ast.literal_eval(one.value) for one in node.keywords}
        bound = signature.bind(None, *values, **named).arguments
        return {"name": node.func.id, "arguments": {key: value for key, value in bound.items() if key != "self"}}


def holds(check, *values):
    return check(*values)["valid"]


def class_with(function, classes):
    for name in classes:
        module = __import__(CLASS_FILE_PATH_MAPPING[name], fromlist=[name])
        if hasattr(getattr(module, name), function):
            return getattr(module, name)
    raise LookupError(f"no class has {function}")


def is_error(result):
    if result.startswith("Error during execution"):
        return True
    try:
        value = json.loads(result)
    except ValueError:
        return False
    return isinstance(value, dict) and "error" in value


def tools_of(entry):
    documents = (rows(f"multi_turn_func_doc/{MULTI_TURN_FUNC_DOC_FILE_MAPPING[one]}") for one in entry["involved_classes"])
    left_out = set(entry.get("excluded_function", []))
    return [
        {"name": one["name"], "description": one["description"], "parameters": as_json_schema(one["parameters"])}
        for one in itertools.chain.from_iterable(documents)
        if one["name"] not in left_out
    ]


TYPES = {"dict": "object", "float": "number", "tuple": "array", "list": "array", "String": "string"}


def as_json_schema(schema):
    """BFCL writes Python's names of types; `any` says nothing."""
    if not isinstance(schema, dict):
        return schema
    made = {}
    for key, value in schema.items():
        if key == "type":
            if value != "any":
                made[key] = TYPES.get(value, value)
        elif key == "properties":
            made[key] = {name: as_json_schema(one) for name, one in value.items()}
        elif key == "items":
            made[key] = as_json_schema(value)
        else:
            made[key] = value
    return made
