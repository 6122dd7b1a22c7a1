"""The baseline of bench/glpft-export.ts: the same GLPFT steps in Python, each row written by the stock json.dump.

usage: glpft_baseline.py STAGE_1_JSONL PROMPTS_JSON OUT_FOLDER   (OUT_FOLDER - writes to the null device)
"""

import json
import os
import sys

ROLES = ("backbone", "planner", "caller", "summarizer")
SUFFIX = {"backbone": " assistant: ", "planner": " assistant: ", "caller": " caller: ", "summarizer": " conclusion: "}


def finish(call, content):
    try:
        args = json.loads(call["arguments"])
        if args["return_type"] == "give_up_and_restart":
            return None
        return args.get("final_answer", "none")
    except (ValueError, KeyError, TypeError):
        text = call["arguments"]
        if "give_up_and_restart" in text:
            return None
        _, key, rest = text.partition('"final_answer": ')
        return rest.strip().strip("}").strip('"') if key else (content or "none")


def observation(content):
    try:
        return json.loads(content)["response"]
    except ValueError:
        _, _, rest = content.partition('"response":')
        return rest


def conversation(row):
    yield {"from": "user", "value": row["instruction"]}
    for message in row["chains"][2:]:
        content = message["content"]
        thought = "" if content is None else content + "\n"
        if message["role"] == "user":
            yield {"from": "user", "value": content}
        elif message["role"] == "function":
            yield {"from": "observation", "value": observation(content)}
        elif message["role"] == "assistant" and "function_call" in message:
            call = message["function_call"]
            if call["name"] != "Finish":
                yield {"from": "assistant", "value": thought + " Next: caller."}
                yield {"from": "caller", "value": "Action: " + call["name"] + "\nAction Input: " + call["arguments"]}
                continue
            answer = finish(call, content)
            if answer is None:
                yield {"from": "assistant", "value": thought + " Next: give up."}
            else:
                yield {"from": "assistant", "value": thought + " Next: conclusion."}
                yield {"from": "conclusion", "value": answer}


def instances(role, tools, turns, template, leftover):
    doc = "".join(json.dumps(tool) + "\n" for tool in tools)
    prompt = template.replace("{doc}", doc).replace("{tool_names}", ", ".join(tool["Name"] for tool in tools))
    history = ""
    for at, turn in enumerate(turns):
        who, value = turn["from"], turn["value"]
        after = turns[at + 1] if at + 1 < len(turns) else {"from": "", "value": ""}
        invented = "invalid_hallucination_function_name"
        target, shown = None, "%s: %s%s" % (who, value, "" if who == "observation" else "</s>")
        if role == "planner" and who == "assistant":
            leads = "Next: give up." in value or after["from"] == "conclusion"
            target = value if leads or (after["from"] == "caller" and invented not in after["value"]) else None
        elif role == "caller" and who == "caller":
            target = None if invented in value else value
            shown = shown if target is not None else ""
        elif role == "summarizer" and who == "conclusion":
            target = None if value == "none" else value
            shown = shown if target is not None else ""
        elif role == "backbone":
            shown = shown if who in ("user", "observation") else ""
            if who == "assistant":
                if "Next: give up." in value:
                    target = value.replace("Next: give up.", "").strip() + "\nconclusion: give up."
                elif after["from"] == "caller":
                    target = value.replace("Next: caller.", "").strip() + "\n" + after["value"]
                else:
                    target = value.replace("Next: conclusion.", "").strip() + "\nconclusion: " + after["value"]
                shown = "assistant: " + target + "</s>"
        if target is not None:
            if not (role == "backbone" and "Next: give up." in value):
                leftover[role] = prompt.replace("{history}", history)
                if role == "caller":
                    leftover[role] = leftover[role].replace("{thought}", turns[at - 1]["value"])
            yield {"tools": tools, "history": turns[:at], "input": leftover[role] + SUFFIX[role], "target": target}
        history += shown


def main(source, prompts, folder):
    with open(prompts) as file:
        texts = json.load(file)
    where = {role: os.devnull if folder == "-" else os.path.join(folder, "train_%s.json" % role) for role in ROLES}
    files = {role: open(path, "w") for role, path in where.items()}
    leftover, started = {}, set()
    with open(source) as lines:
        for line in lines:
            row = json.loads(line)
            turns = list(conversation(row))
            for role in ROLES:
                for instance in instances(role, row["tools"], turns, texts["toolbench_" + role], leftover):
                    files[role].write(",\n" if role in started else "[\n")
                    started.add(role)
                    json.dump(instance, files[role], indent=2)
    for role, file in files.items():
        file.write("\n]" if role in started else "[]")
        file.close()


main(*sys.argv[1:])
