"""AgentBench's DBBench: one table, a question to it or a change of it. Source of data and rules: THUDM/AgentBench, Apache-2.0.

AgentBench runs MySQL; this is SQLite, each table in memory. All columns are text, as they are there. What differs: texts and
numbers compare otherwise (`Points < 9` as texts), MySQL's own functions are missing, `\\'` is no escape.
"""

import ast
import hashlib
import json
import math
import os
import re
import sqlite3
import time

SECONDS = 5
ROWS = 50
CHARACTERS = 4000
CHANGES = ("INSERT", "UPDATE", "DELETE")

entries = {}


def load(data):
    stem = re.sub(r"\.jsonl?$", "", os.path.basename(data))
    with open(data, encoding="utf8") as file:
        for number, line in enumerate(line for line in file if line.strip()):
            entries[f"{stem}-{number + 1}"] = json.loads(line)


def tasks():
    return list(entries)


def reset(task, seed):
    return Episode(entries[task])


TOOLS = [
    {
        "name": "execute_sql",
        "description": "Runs one SQL statement (SQLite) in the database of the question and shows what it gives.",
        "parameters": {
            "type": "object",
            "properties": {"statement": {"type": "string", "description": "The statement."}},
            "required": ["statement"],
        },
    }
]


class Episode:
    tools = TOOLS

    def __init__(self, entry):
        self.entry = entry
        self.kind = entry["type"][0]
        self.database = open_table(entry["table"])
        self.observation = query_of(entry, self.kind)

    def step(self, calls):
        return [self.run(call["arguments"]["statement"]) for call in calls]

    def run(self, statement):
        # A statement that never ends is interrupted.
        until = time.monotonic() + SECONDS
        self.database.set_progress_handler(lambda: time.monotonic() > until, 10_000)
        try:
            cursor = self.database.execute(statement)
            rows = fetch(cursor, until)
        # A statement with half of a character in it is a ValueError.
        except (sqlite3.Error, sqlite3.Warning, ValueError, OverflowError, MemoryError) as error:
            return {"content": json.dumps({"error": str(error)}), "failed": True}
        return show(cursor, rows)

    def score(self, ending):
        if self.kind in CHANGES:
            same = self.hash() == self.entry["answer_md5"]
            return {"reward": float(same), "checks": {"table": same}}
        said = ending.get("answer")
        right = said is not None and is_answer(said, self.entry["label"])
        return {"reward": float(right), "checks": {"answer": right}}

    def hash(self):
        """AgentBench's hash of the table: independent of the order of rows, and cut where MySQL cuts it."""
        # The clock of the last statement has run on.
        self.database.set_progress_handler(None, 0)
        table = self.entry["table"]
        columns = ", ".join(quoted(column["name"]) for column in table["table_info"]["columns"])
        try:
            rows = self.database.execute(f"SELECT {columns} FROM {quoted(table['table_name'])}").fetchall()
        except sqlite3.Error:
            return None
        texts = (",".join(str(value) for value in row if value is not None) for row in rows)
        hashes = sorted(hashlib.md5(text.encode()).hexdigest()[:5] for text in texts)
        return f"[('{hashlib.md5(','.join(hashes)[:1024].encode()).hexdigest()}',)]"

    def solution(self):
        """The recorded SQL of questions was written by a model and often fails; only their answers are known."""
        if self.kind in CHANGES:
            yield {"calls": [{"name": "execute_sql", "arguments": {"statement": self.entry["label"][0]}}]}
            yield {"calls": [], "answer": "Done."}
        else:
            yield {"calls": [], "answer": json.dumps(self.entry["label"], ensure_ascii=False)}


def query_of(entry, kind):
    rule = (
        "Change the database as asked, then say that it is done."
        if kind in CHANGES
        else 'End with the answer alone, as a JSON list of texts, such as ["a", "b"]; ["none"] where there is none.'
    )
    return f"{entry['description']}\n{entry['add_description']}\n{rule}"


def quoted(name):
    return '"' + name.replace('"', '""') + '"'


def open_table(table):
    database = sqlite3.connect(":memory:", isolation_level=None)
    database.execute("PRAGMA hard_heap_limit = 268435456")
    columns = [quoted(column["name"]) for column in table["table_info"]["columns"]]
    name = quoted(table["table_name"])
    # MySQL compares texts without regard to case.
    database.execute(f"CREATE TABLE {name} ({', '.join(f'{column} TEXT COLLATE NOCASE' for column in columns)})")
    places = ", ".join("?" * len(columns))
    database.executemany(f"INSERT INTO {name} VALUES ({places})", table["table_info"]["rows"])
    database.set_authorizer(allowed)
    return database


FORBIDDEN = {sqlite3.SQLITE_ATTACH, sqlite3.SQLITE_DETACH, sqlite3.SQLITE_PRAGMA}


def allowed(action, one, two, database, trigger):
    """Nothing but the database itself is in reach of a statement."""
    is_loading = action == sqlite3.SQLITE_FUNCTION and two in ("load_extension", "fts3_tokenizer")
    return sqlite3.SQLITE_DENY if action in FORBIDDEN or is_loading else sqlite3.SQLITE_OK


def fetch(cursor, until):
    """The first rows, of each value no more than is shown: blobs of many megabytes in fifty rows would be too much to hold."""
    rows = []
    while cursor.description is not None and len(rows) <= ROWS and (row := cursor.fetchone()) is not None:
        if time.monotonic() > until:
            raise sqlite3.OperationalError("interrupted")
        rows.append([value[: CHARACTERS + 1] if isinstance(value, (str, bytes)) else value for value in row])
    return rows


def show(cursor, rows):
    if cursor.description is None:
        return f"{max(cursor.rowcount, 0)} rows changed"
    shown = [[as_json(value) for value in row] for row in rows[:ROWS]]
    text = json.dumps({"columns": [column[0] for column in cursor.description], "rows": shown}, ensure_ascii=False)
    more = "\n[more rows]" if len(rows) > ROWS else ""
    return text + more if len(text) <= CHARACTERS else text[:CHARACTERS] + "\n[cut off]"


def as_json(value):
    if isinstance(value, bytes):
        return value.hex()
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value


def is_answer(said, label):
    """As AgentBench judges: of one value each the numbers or the texts are the same, of several the sets of texts."""
    given = listed(said)
    if len(given) == 1 and len(label) == 1:
        try:
            return float(given[0]) == float(label[0])
        except ValueError:
            return given[0] == label[0]
    return set(given) == set(label)


def listed(said):
    text = re.sub(r"^.*final answer:", "", said.strip(), flags=re.I | re.S).strip()
    for read in (json.loads, ast.literal_eval):
        try:
            value = read(text)
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            continue
        return [str(one) for one in value] if isinstance(value, (list, tuple)) else [str(value)]
    return [text]
