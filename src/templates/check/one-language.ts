import { languageOf } from "../language-of.ts";
import { labelsOf } from "../protocol/labels.ts";
import { marksOf } from "../protocol/marks.ts";
import type { Protocol } from "../protocol/protocol.ts";
import { SLOTS } from "../slots.ts";
import type { CheckSubject, TemplateCheck, TemplateProblem } from "./template-check.ts";

/** The prompt and the labels are in the template's language. JSON keys and marks, which have none, are exempt. */
export const oneLanguage: TemplateCheck = {
  reasons: {
    other_language: "a slot or the body holds text of another language than the template's",
    label_language_differs: "the labels are of another language than the template's",
  },
  problemsOf: (subject) => [...texts(subject), ...labels(subject)],
};

function texts({ template: { language, protocol }, fixed }: CheckSubject): TemplateProblem[] {
  const all: [string, string][] = [
    ...SLOTS.map((slot): [string, string] => [slot, fixed.slots[slot]]),
    ["the body", fixed.body],
  ];
  return all.flatMap(([where, text]) => {
    const odd = (language === "en" ? hanIn : englishIn)(withoutCode(text, protocol));
    if (odd === undefined) return [];
    return [{ reason: "other_language", detail: `${where} is to be "${language}", and says ${JSON.stringify(odd)}` }];
  });
}

function hanIn(text: string): string | undefined {
  return /\p{Script=Han}+/u.exec(text)?.[0];
}

/** Three English words in a row, or no Chinese at all where there are words: single names and terms are everybody's. */
function englishIn(text: string): string | undefined {
  const phrase = /[A-Za-z']{2,}(?:[ ,]+[A-Za-z']+){2,}/.exec(text)?.[0];
  if (phrase !== undefined) return phrase;
  return languageOf(text) === "en" && !/\p{Script=Han}/u.test(text) ? text.trim().slice(0, 40) : undefined;
}

/** What has no language: labels and marks of the protocol (the former are looked at by themselves), and quoted keys. */
function withoutCode(text: string, protocol: Protocol): string {
  const signs = protocol.kind === "labelled" ? labelsOf(protocol).map(([, label]) => label) : [];
  const marks = protocol.kind === "tagged" || protocol.kind === "native" ? marksOf(protocol) : [];
  const bare = [...signs, ...marks].reduce((rest, sign) => rest.replaceAll(sign, " \n"), text);
  return bare.replace(/"[^"\n]*"(?=\s*:)/g, "\n").replace(/<\/?[\w:|-]+[^<>\n]*>/g, "\n");
}

function labels({ template: { language, protocol } }: CheckSubject): TemplateProblem[] {
  if (protocol.kind !== "labelled" || protocol.language === undefined) return [];
  const wrong =
    protocol.language === language
      ? labelsOf(protocol).find(([, label]) => (languageOf(label) ?? language) !== language)?.[1]
      : protocol.thought;
  if (wrong === undefined) return [];
  return [
    { reason: "label_language_differs", detail: `the template is "${language}", a label is ${JSON.stringify(wrong)}` },
  ];
}
