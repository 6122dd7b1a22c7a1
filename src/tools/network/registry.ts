import { browseWebsite } from "./browse/browse-website.ts";
import type { NetworkTool } from "./network-tool.ts";
import { videoSearch } from "./search/video-search.ts";
import { webSearch } from "./search/web-search.ts";
import { weatherInfo } from "./weather/weather-info.ts";

/** The tools that ask the network, by name. */
export const NETWORK_TOOLS: Readonly<Record<string, NetworkTool>> = Object.fromEntries(
  [webSearch, browseWebsite, weatherInfo, videoSearch].map((one) => [one.name, one]),
);
