import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** An environment whose only tool runs what a test says, with one task for each of the names. */
export interface WrittenAdapter {
  /** Python at the top of the file. */
  readonly top?: string;
  /** Python of `step(self, calls)`, not indented; `text` is what the call says. */
  readonly step?: string;
  /** A line of Python as an episode of `task` begins. */
  readonly begin?: string;
  readonly score?: string;
  readonly manifest?: object;
}

/** Writes an environment in Python with its manifest, and gives the path of its code. */
export function writeAdapter(
  folder: string,
  { top = "", begin = "pass", step = "return [text]", score, manifest }: WrittenAdapter,
): string {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "written.py");
  const indented = step.replaceAll("\n", "\n        ");
  writeFileSync(
    file,
    `${top}
import os, subprocess, sys, time

def tasks():
    return ["one", "two", "three"]

def reset(task, seed):
    return Episode(task)

class Episode:
    tools = [{"name": "say", "parameters": {"type": "object", "properties": {"text": {"type": "string"}}}}]

    def __init__(self, task):
        ${begin}
        self.task = task
        self.observation = f"Do {task}."

    def step(self, calls):
        text = calls[0]["arguments"].get("text", "")
        ${indented}

    def score(self, ending):
        return ${score ?? '{"reward": 1.0, "checks": {}}'}

    def solution(self):
        yield {"calls": [{"name": "say", "arguments": {"text": self.task}}]}
        yield {"calls": [], "answer": "Done."}
`,
  );
  const about = {
    name: "written",
    title: "Written by a test",
    licence: "CC0-1.0",
    split: "train",
    eval_only: false,
    requirements: [],
    timeout_seconds: 20,
    ...manifest,
  };
  writeFileSync(file.replace(/\.py$/, ".json"), JSON.stringify(about));
  return file;
}
