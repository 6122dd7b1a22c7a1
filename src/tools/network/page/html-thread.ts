// A thread that reads hostile HTML, so that no page can hold up or take down anything else: started by read-html.ts.
import { parentPort, workerData } from "node:worker_threads";
import { duckDuckGoResults } from "../search/duckduckgo-results.ts";
import { extractPage } from "./extract-page.ts";

/** What is to be read out of which HTML. */
export interface HtmlQuestion {
  readonly kind: "page" | "results";
  readonly html: string;
}

const { kind, html } = workerData as HtmlQuestion;
parentPort!.postMessage(kind === "page" ? extractPage(html) : duckDuckGoResults(html));
