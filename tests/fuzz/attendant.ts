import type { Destination, Sections } from "../../core/directory/mod.ts";

const prompt = (name: string) => ({ type: "prompt", name }) as const;
const to = (kind: string, id: string): Destination => ({ kind, id });

/** Where callers are alone with the box, and everything leads to everything else: in circles too. */
export const ATTENDANT: Partial<Sections> = {
  announcements: [
    { name: "on", number: "650", says: [prompt("welcome")], times: 2, onward: to("menu", "main") },
    { name: "off", number: "651", says: [prompt("goodbye")], times: 1, answers: false },
  ],
  hours: [
    {
      name: "office",
      number: "660",
      times: [{ days: [1, 3, 5], from: 540, to: 1050 }, { days: [6], from: 1320, to: 120 }],
      holidays: [{ every: "year", from: "12-25", to: "12-26" }],
      open: to("menu", "main"),
      closed: to("hours", "night"),
      night: "",
    },
    { name: "night", times: [], holidays: [], open: to("dial", "102"), closed: to("hours", "office"), night: "1" },
    { name: "shut", number: "661", times: [], holidays: [], open: to("dial", "102"), night: false, answers: false },
  ],
  menus: [
    {
      name: "main",
      number: "500",
      says: [prompt("welcome")],
      keys: {
        "1": { to: to("extension", "102") },
        "2": { to: to("menu", "more"), language: "ro" },
        "3": { to: to("group", "600") },
        "4": { to: to("announcement", "on") },
        "5": { to: to("directory", "") },
        "6": { to: to("hours", "office") },
        "7": { to: to("hang-up", "busy") },
      },
      direct: true,
      firstS: 6,
      nextS: 3,
      tries: 3,
      onTimeout: to("menu", "more"),
    },
    {
      name: "more",
      says: [prompt("menu-stay-on-line")],
      answers: false,
      keys: { "1": { to: to("menu", "main") }, "9": { language: "en" } },
      direct: false,
      firstS: 1,
      nextS: 1,
      tries: 1,
      onTimeout: to("hours", "office"),
      onInvalid: to("disa", "home"),
    },
  ],
  disa: [{ name: "home", number: "680", pin: "739154", extension: "103" }],
};

/** What of it can be dialled. */
export const ATTENDANT_NUMBERS: readonly string[] = ["500", "500", "650", "651", "660", "661", "680", "*271"];
/** What is keyed in there. */
export const ATTENDANT_KEYS: readonly string[] = ["739154#", "737", "102", "104#"];
