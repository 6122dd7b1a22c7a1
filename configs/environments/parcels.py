"""An environment of one's own for mat, as small as one can be: docs/python-environments.md goes through it.

Tools find and move parcels on the shelves of a depot. The user asks for a move and then, in a second turn, where some parcel is.
"""

import json
import random

COLOURS = ["red", "green", "blue", "yellow", "grey", "violet", "orange", "brown"]
SHELVES = ["A", "B", "C", "D"]


def tasks():
    """The names of all tasks; an item may also say its level: {"id": "depot-1", "level": 2}."""
    return [f"depot-{number}" for number in range(1000)]


def reset(task, seed):
    """Begins an episode. The same task and seed are always the same world."""
    return Episode(random.Random(f"{task} {seed}"))


def tool(name, description, *parameters):
    properties = {parameter: {"type": "string"} for parameter in parameters}
    schema = {"type": "object", "properties": properties, "required": list(parameters)}
    return {"name": name, "description": description, "parameters": schema}


class Episode:
    tools = [
        tool("find_parcel", "Says on which shelf a parcel stands.", "parcel"),
        tool("move_parcel", "Brings a parcel to a shelf.", "parcel", "shelf"),
    ]

    def __init__(self, draw):
        self.shelf_of = {colour: draw.choice(SHELVES) for colour in draw.sample(COLOURS, 5)}
        self.moved, self.sought = draw.sample(sorted(self.shelf_of), 2)
        self.target = draw.choice([shelf for shelf in SHELVES if shelf != self.shelf_of[self.moved]])
        self.wanted = {**self.shelf_of, self.moved: self.target}
        self.asked_again = False
        self.observation = f"Please bring the {self.moved} parcel to shelf {self.target}."

    def step(self, calls):
        """One observation for each call: a text, or {"content": ..., "failed": True}."""
        return [self.call(call["name"], call["arguments"]) for call in calls]

    def call(self, name, arguments):
        parcel = arguments["parcel"].removesuffix(" parcel")
        if parcel not in self.shelf_of:
            return {"content": json.dumps({"error": f"there is no parcel {parcel}"}), "failed": True}
        if name == "find_parcel":
            return f"The {parcel} parcel stands on shelf {self.shelf_of[parcel]}."
        if arguments["shelf"] not in SHELVES:
            return {"content": json.dumps({"error": f"there is no shelf {arguments['shelf']}"}), "failed": True}
        self.shelf_of[parcel] = arguments["shelf"]
        return f"The {parcel} parcel now stands on shelf {arguments['shelf']}."

    def reply(self, message):
        """What the user says to a message of the agent; None ends the episode with it."""
        if self.asked_again:
            return None
        self.asked_again = True
        return f"Thank you. And on which shelf is the {self.sought} parcel?"

    def score(self, ending):
        """From 0 to 1, and what was looked at. `ending` has what the agent said last, as "answer" or "give_up"."""
        said = ending.get("answer", "") if self.asked_again else ""
        named = [shelf for shelf in SHELVES if f"shelf {shelf}" in said]
        checks = {"moved": self.shelf_of == self.wanted, "told": named == [self.wanted[self.sought]]}
        return {"reward": float(all(checks.values())), "checks": checks}

    def solution(self):
        """The steps of one right solution, for the oracle; may be left out."""
        yield {"calls": [{"name": "move_parcel", "arguments": {"parcel": self.moved, "shelf": self.target}}]}
        yield {"calls": [], "answer": f"The {self.moved} parcel is on shelf {self.target} now."}
        yield {"calls": [{"name": "find_parcel", "arguments": {"parcel": self.sought}}]}
        yield {"calls": [], "answer": f"The {self.sought} parcel is on shelf {self.wanted[self.sought]}."}
