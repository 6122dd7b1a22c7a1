import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { InputMissingError, MalformedInputError } from "../../../src/core/errors.ts";
import { readChatTemplate } from "../../../src/llm/chat-template/read-chat-template.ts";
import { temporaryFolder } from "../../store/temporary-folder.ts";

const root = temporaryFolder();
let count = 0;

function folderOf(files: Readonly<Record<string, unknown>>): string {
  const folder = join(root, String(count++));
  mkdirSync(folder);
  for (const [name, value] of Object.entries(files))
    writeFileSync(join(folder, name), typeof value === "string" ? value : JSON.stringify(value));
  return folder;
}

test("a file of its own goes before the tokenizer's configuration, which has the special tokens", () => {
  const config = {
    chat_template: "old",
    bos_token: { __type: "AddedToken", content: "<s>", lstrip: false },
    eos_token: "</s>",
    pad_token: null,
    model_max_length: 8192,
  };
  const folder = folderOf({ "chat_template.jinja": "new", "tokenizer_config.json": config });
  const tokens = { bos_token: "<s>", eos_token: "</s>" };
  expect(readChatTemplate(folder)).toEqual({ file: folder, text: "new", tokens });
  expect(readChatTemplate(join(folder, "chat_template.jinja"))).toMatchObject({ text: "new", tokens });
  expect(readChatTemplate(join(folder, "tokenizer_config.json"))).toMatchObject({ text: "old", tokens });
});

test("of several templates by name it is the default one", () => {
  const chat_template = [
    { name: "tool_use", template: "tools" },
    { name: "default", template: "chat" },
  ];
  const folder = folderOf({ "tokenizer_config.json": { chat_template } });
  expect(readChatTemplate(folder)).toEqual({ file: folder, text: "chat", tokens: {} });
});

test("whether texts begin with a token of their own is what the tokenizer's file says, else its configuration", () => {
  const files = { "chat_template.jinja": "chat", "tokenizer_config.json": { bos_token: "<s>", add_bos_token: true } };
  const template = {
    type: "TemplateProcessing",
    single: [{ SpecialToken: { id: "<s>", type_id: 0 } }, { Sequence: {} }],
  };
  const addsBos = (more: Readonly<Record<string, unknown>>) =>
    readChatTemplate(folderOf({ ...files, ...more })).adds_bos;
  expect(addsBos({})).toBe(true);
  expect(addsBos({ "tokenizer.json": { post_processor: template } })).toBe(true);
  const sequence = { type: "Sequence", processors: [{ type: "ByteLevel" }, template] };
  expect(addsBos({ "tokenizer.json": { post_processor: sequence } })).toBe(true);
  expect(
    addsBos({ "tokenizer.json": { post_processor: { ...template, single: [{ Sequence: {} }] } } }),
  ).toBeUndefined();
  expect(addsBos({ "tokenizer.json": { post_processor: null } })).toBeUndefined();
});

test("what is none is named", () => {
  expect(() => readChatTemplate(folderOf({}))).toThrow(InputMissingError);
  expect(() => readChatTemplate(join(root, "nowhere.jinja"))).toThrow(InputMissingError);
  expect(() => readChatTemplate(folderOf({ "tokenizer_config.json": { bos_token: "<s>" } }))).toThrow(
    MalformedInputError,
  );
  expect(() => readChatTemplate(folderOf({ "tokenizer_config.json": "{" }))).toThrow(MalformedInputError);
  expect(() => readChatTemplate(folderOf({ "chat_template.jinja": "x".repeat(300_000) }))).toThrow("300000 characters");
});
