import type { ToneName } from "../../core/sound/mod.ts";
import { type Cadence, readCadence } from "./cadence.ts";

/** ITU-T E.180 §7: the special information tone is the same everywhere. */
const UNOBTAINABLE = "950/330,1400/330,1800/330,0/1000";

/** Tones of ours, the same everywhere: two notes that rise, and the same two that fall. */
const EVERYWHERE = {
  unobtainable: UNOBTAINABLE,
  entry: "!659/130,!880/200",
  exit: "!880/130,!659/200",
} as const satisfies Partial<Record<ToneName, string>>;

type Row = Readonly<Record<Exclude<ToneName, keyof typeof EVERYWHERE>, string>>;

/** What most of Europe uses. */
const EUROPE: Row = {
  dial: "425",
  ringback: "425/1000,0/4000",
  busy: "425/500,0/500",
  congestion: "425/250,0/250",
  waiting: "425/200,0/600,425/200,0/3000",
};

/**
 * The tones by country (ISO 3166), as commonly configured; ITU-T E.180 Supplement 2 is the authority wherever a row proves
 * different.
 */
const COUNTRIES: Readonly<Record<string, Row>> = {
  at: {
    dial: "420",
    ringback: "420/1000,0/5000",
    busy: "420/400,0/400",
    congestion: "420/200,0/200",
    waiting: "420/40,0/1960",
  },
  be: {
    ...EUROPE,
    ringback: "425/1000,0/3000",
    congestion: "425/167,0/167",
    waiting: "1400/175,0/175,1400/175,0/3500",
  },
  bg: { ...EUROPE, waiting: "425/150,0/150,425/150,0/4000" },
  ch: {
    ...EUROPE,
    congestion: "425/200,0/200",
    waiting: "425/200,0/200,425/200,0/4000",
  },
  cz: {
    dial: "425/330,0/330,425/660,0/660",
    ringback: "425/1000,0/4000",
    busy: "425/330,0/330",
    congestion: "425/165,0/165",
    waiting: "425/330,0/9000",
  },
  de: { ...EUROPE, busy: "425/480,0/480", congestion: "425/240,0/240", waiting: "425/200,0/200,425/200,0/5000" },
  dk: { ...EUROPE, waiting: "425/200,0/600,425/200,0/3000" },
  es: {
    dial: "425",
    ringback: "425/1500,0/3000",
    busy: "425/200,0/200",
    congestion: "425/200,0/200,425/200,0/200,425/200,0/600",
    waiting: "425/175,0/175,425/175,0/3500",
  },
  fi: {
    ...EUROPE,
    busy: "425/300,0/300",
    congestion: "425/200,0/200",
    waiting: "425/150,0/150,425/150,0/8000",
  },
  fr: {
    dial: "440",
    ringback: "440/1500,0/3500",
    busy: "440/500,0/500",
    congestion: "440/250,0/250",
    waiting: "440/300,0/10000",
  },
  gb: {
    dial: "350+440",
    ringback: "400+450/400,0/200,400+450/400,0/2000",
    busy: "400/375,0/375",
    congestion: "400/400,0/350,400/225,0/525",
    waiting: "400/100,0/4000",
  },
  gr: {
    dial: "425/200,0/300,425/700,0/800",
    ringback: "425/1000,0/4000",
    busy: "425/300,0/300",
    congestion: "425/200,0/200",
    waiting: "425/150,0/150,425/150,0/8000",
  },
  hu: {
    dial: "425",
    ringback: "425/1250,0/3750",
    busy: "425/300,0/300",
    congestion: "425/300,0/300",
    waiting: "425/40,0/1960",
  },
  it: {
    dial: "425/200,0/200,425/600,0/1000",
    ringback: "425/1000,0/4000",
    busy: "425/500,0/500",
    congestion: "425/200,0/200",
    waiting: "425/400,0/100,425/250,0/100,425/150,0/14000",
  },
  nl: { ...EUROPE, waiting: "425/500,0/9500" },
  no: { ...EUROPE, congestion: "425/200,0/200", waiting: "425/200,0/600,425/200,0/10000" },
  pl: { ...EUROPE, congestion: "425/500,0/500", waiting: "425/150,0/150,425/150,0/4000" },
  pt: { ...EUROPE, ringback: "425/1000,0/5000", congestion: "425/200,0/200", waiting: "425/200,0/200,425/200,0/5000" },
  ro: {
    dial: "450",
    ringback: "450/1850,0/4150",
    busy: "450/167,0/167",
    congestion: "450/167,0/167",
    waiting: "450/100,0/400,450/100,0/6000",
  },
  se: {
    dial: "425",
    ringback: "425/1000,0/5000",
    busy: "425/250,0/250",
    congestion: "425/250,0/750",
    waiting: "425/200,0/500,425/200,0/9100",
  },
  us: {
    dial: "350+440",
    ringback: "440+480/2000,0/4000",
    busy: "480+620/500,0/500",
    congestion: "480+620/250,0/250",
    waiting: "440/300,0/10000",
  },
};

const ELSEWHERE: Readonly<Record<string, string>> = { ca: "us", gg: "gb", im: "gb", je: "gb", ie: "gb", li: "ch" };

/** The countries with tones of their own; all others hear Europe's. */
export const TONE_COUNTRIES: readonly string[] = Object.keys(COUNTRIES);

/** A country's tone. @param country ISO 3166: `RO`, `ro`; one that is not known sounds as most of Europe */
export function toneOf(country: string, name: ToneName): Cadence {
  const code = country.toLowerCase();
  const row = COUNTRIES[ELSEWHERE[code] ?? code] ?? EUROPE;
  return readCadence({ ...row, ...EVERYWHERE }[name]);
}
