import type { Random } from "../../core/random.ts";
import type { Tool } from "../../core/tool.ts";
import type { Language } from "../../templates/template.ts";
import { madeTool, type ToolParameter } from "./made-tool.ts";
import type { NameWords, ToolNames } from "./tool-name.ts";

/** What a tool is for that no task needs. */
interface Errand extends NameWords {
  readonly en: string;
  readonly zh: string;
  /** Its parameters: names that one may have, what it means in English and in Chinese. */
  readonly parameters: readonly (readonly [names: string, en: string, zh: string])[];
}

const errand = (verbs: string, nouns: string, en: string, zh: string, ...parameters: Errand["parameters"]): Errand => ({
  verbs: verbs.split(" "),
  nouns: nouns.split(" "),
  en,
  zh,
  parameters,
});

const PLACE = ["city|place|location|where", "The place", "地点"] as const;
const TEXT = ["text|content|input|message", "The text", "文本内容"] as const;
const WHO = ["recipient|to|contact|receiver", "Whom it goes to", "接收人"] as const;
const AMOUNT = ["amount|sum|total", "How much", "金额"] as const;

/** Errands of everyday tools; none of them answers a question on a made-up world. */
const ERRANDS: readonly Errand[] = [
  errand(
    "get check fetch",
    "weather forecast rain_radar humidity",
    "Says what the weather will be at a place",
    "查询某地的天气预报",
    PLACE,
  ),
  errand(
    "send write post",
    "mail message letter telegram",
    "Sends a message to somebody",
    "向某人发送一条消息",
    WHO,
    TEXT,
  ),
  errand(
    "translate convert",
    "text sentence subtitle document",
    "Translates a text into another language",
    "把文本翻译成另一种语言",
    TEXT,
  ),
  errand("book reserve", "table room seat ticket", "Makes a reservation", "进行预订", PLACE),
  errand(
    "convert exchange",
    "currency money units",
    "Converts an amount of money into another currency",
    "把金额换算成另一种货币",
    AMOUNT,
  ),
  errand("play stop queue", "music song radio playlist", "Plays a piece of music", "播放一段音乐", [
    "title|song|track",
    "What to play",
    "曲目",
  ]),
  errand("set cancel snooze", "alarm reminder timer", "Sets an alarm", "设置一个闹钟", [
    "time|at|when",
    "When it rings",
    "响铃时间",
  ]),
  errand("track locate", "parcel shipment delivery", "Says where a parcel is", "查询包裹到了哪里", [
    "number|code|parcel_number",
    "The parcel's number",
    "运单号",
  ]),
  errand("summarize shorten condense", "text report note", "Shortens a text", "缩写一段文本", TEXT),
  errand(
    "draw make render",
    "picture chart diagram logo",
    "Draws a picture of what is described",
    "根据描述画一幅图",
    TEXT,
  ),
  errand("buy order", "groceries flowers coffee lunch", "Orders something to be delivered", "下单购买并送货", [
    "item|goods|product",
    "What to buy",
    "商品",
  ]),
  errand("measure get", "noise air_quality pollen", "Measures the air at a place", "测量某地的空气质量", PLACE),
  errand(
    "create add make",
    "note todo list_entry",
    "Adds a note to the user's own list",
    "在用户的清单里添加一条笔记",
    TEXT,
  ),
  errand("plan find", "route bus_line train_ride", "Plans a route to a place", "规划前往某地的路线", PLACE),
  errand("scan encrypt compress", "file folder archive", "Works on a file of the user", "处理用户的一个文件", [
    "file|path|file_name",
    "The file",
    "文件名",
  ]),
  errand("roll toss", "dice coin", "Throws dice", "掷骰子", ["times|throws", "How often", "次数"]),
  errand("check spell", "grammar spelling style", "Finds mistakes of spelling in a text", "检查文本中的错别字", TEXT),
  errand("call dial", "phone taxi doctor", "Calls somebody on the phone", "拨打电话", WHO),
  errand("detect guess", "language mood tone", "Guesses the mood of a text", "判断文本的情绪", TEXT),
  errand("pay transfer", "bill rent invoice", "Pays a bill", "支付一笔账单", WHO, AMOUNT),
];

/** So many different tools that no task needs; each call of one is answered by {@link idleReply}. */
export function distractorTools(random: Random, names: ToolNames, language: Language, count: number): Tool[] {
  const errands = random.shuffled(ERRANDS);
  return Array.from({ length: count }, (_, at) => {
    const { parameters, en, zh, ...words } = errands[at % errands.length]!;
    return madeTool(
      names.name(words),
      language === "zh" ? `${zh}。` : `${en}.`,
      parametersOf(names, language, parameters),
    );
  });
}

/** What a distractor says, whatever it is asked: it did its errand, or found nothing. */
export function idleReply(language: Language): string {
  return JSON.stringify(
    language === "zh" ? { result: null, message: "没有可返回的内容" } : { result: null, message: "nothing to report" },
  );
}

function parametersOf(names: ToolNames, language: Language, parameters: Errand["parameters"]): ToolParameter[] {
  return parameters.map(([options, en, zh]) => ({
    name: names.parameter(options.split("|")),
    description: language === "zh" ? zh : en,
  }));
}
