/** The weather at a place, whoever says so. What is not known is left out. */
export interface WeatherReport {
  readonly location: string;
  readonly country?: string | undefined;
  readonly current?: CurrentWeather;
  readonly days?: readonly DayWeather[];
}

/** The weather now. */
export interface CurrentWeather {
  readonly time?: string | undefined;
  readonly weather?: string | undefined;
  readonly temperature_celsius?: number | undefined;
  readonly feels_like_celsius?: number | undefined;
  readonly humidity_percent?: number | undefined;
  readonly wind_kmh?: number | undefined;
  readonly precipitation_mm?: number | undefined;
}

/** The weather of a day. */
export interface DayWeather {
  readonly date: string;
  readonly weather?: string | undefined;
  readonly highest_celsius?: number | undefined;
  readonly lowest_celsius?: number | undefined;
  readonly precipitation_mm?: number | undefined;
  readonly precipitation_chance_percent?: number | undefined;
  readonly wind_kmh?: number | undefined;
}

/** What is asked: days from one to another, as YYYY-MM-DD, or the weather now. */
export interface WeatherQuestion {
  readonly location: string;
  readonly days?: { readonly first: string; readonly last: string } | undefined;
  readonly current: boolean;
}
