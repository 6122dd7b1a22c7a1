import type { InstructPrompt } from "./instruct-reply.ts";

interface ShownApi {
  readonly api: string;
  readonly of: string;
  readonly does: string;
  readonly parameters: readonly { readonly name: string; readonly type: string; readonly required: boolean }[];
}

type Call = { api: string; parameters: { name: string; value: string; from: string }[] };

/** A query for the APIs of a prompt with its calls: right, or wrong in the way that its number has. */
export function writeApiQuery(prompt: InstructPrompt): { query: string; calls: Call[] } {
  const apis = prompt.facts as unknown as ShownApi[];
  const right = rightQuery(prompt, apis);
  const [first, ...others] = right.calls as [Call, ...Call[]];
  switch (prompt.number % 9) {
    case 2:
      return prompt.again ? right : { ...right, calls: [{ ...first, api: `${first.api}_now` }, ...others] };
    case 3:
      return { ...right, calls: [{ ...first, parameters: [] }, ...others] };
    case 4:
      return prompt.again ? right : { ...right, query: right.query.replace(/\d+/, "some") };
    case 5:
      return prompt.again ? right : { ...right, query: `${right.query} ${first.api}` };
    case 6:
      return { ...right, calls: [] };
    default:
      return right;
  }
}

function rightQuery({ number, language, text }: InstructPrompt, apis: readonly ShownApi[]) {
  const zh = language === "zh";
  const [, least = "1"] = /(?:at least: |接口数：)(\d)/.exec(text) ?? [];
  const tools = [...new Set(apis.map(({ of }) => of))];
  const inTurn = apis.toSorted((a, b) => rank(a, apis) - rank(b, apis) || tools.indexOf(a.of) - tools.indexOf(b.of));
  const calls = inTurn.slice(0, Number(least)).map((api, at): Call => {
    const needed = api.parameters.filter(({ required }) => required);
    return {
      api: api.api,
      parameters: needed.map(({ name, type }, place) => ({
        name,
        value:
          type === "number"
            ? String(number + 2)
            : `${["Toris", "Wesyar", "Aros"][place % 3]} ${number * 7 + at * 3 + place + 1}`,
        from: "query",
      })),
    };
  });
  const wishes = inTurn.slice(0, calls.length).map((api, at) => {
    const values = calls[at]!.parameters.map(({ value }) => value);
    return zh
      ? `我想了解（${values.join("，")}）这方面的情况`
      : `${api.does.toLowerCase()} for ${values.join(" with ")}`;
  });
  const query = zh
    ? `你好，${wishes.join("；还有，")}，可以帮我查查吗？`
    : `Could you please tell me ${wishes.join(" and then ")}?`;
  return { query, calls };
}

/** The how many-th of its tool an API is: APIs of all tools take turns. */
function rank(api: ShownApi, apis: readonly ShownApi[]): number {
  return apis.filter(({ of }) => of === api.of).indexOf(api);
}
