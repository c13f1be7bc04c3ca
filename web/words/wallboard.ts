import { AGENTS, type AgentWords } from "./agents.ts";
import type { InBoth } from "./in_both.ts";

/** The big screen: plain text, since it travels to the browser. */
export interface WallboardWords {
  readonly title: string;
  readonly waiting: string;
  readonly longest: string;
  readonly agents: string;
  readonly free: string;
  readonly talking: string;
  readonly paused: string;
  readonly agentWords: AgentWords;
  readonly calls: string;
  readonly missed: string;
  readonly stillOpen: string;
  readonly trunks: string;
  readonly trunkState: Readonly<Record<"up" | "down" | "starting", string>>;
  readonly noTrunks: string;
  readonly noQueues: string;
  readonly noQueuesText: string;
  readonly cut: string;
}

export const WALLBOARD: InBoth<WallboardWords> = {
  en: {
    title: "Wallboard",
    waiting: "waiting",
    longest: "longest wait",
    agents: "agents",
    free: "free",
    talking: "talking",
    paused: "paused",
    agentWords: AGENTS.en,
    calls: "Calls now",
    missed: "Missed today",
    stillOpen: "to call back",
    trunks: "Lines outside",
    trunkState: { up: "up", down: "down", starting: "starting" },
    noTrunks: "none",
    noQueues: "No queues yet",
    noQueuesText: "Each queue of the office stands here with who waits in it.",
    cut: "The line to the box is cut. What you see may be old.",
  },
  ro: {
    title: "Panou",
    waiting: "așteaptă",
    longest: "cea mai lungă așteptare",
    agents: "agenți",
    free: "liberi",
    talking: "vorbesc",
    paused: "în pauză",
    agentWords: AGENTS.ro,
    calls: "Apeluri acum",
    missed: "Pierdute azi",
    stillOpen: "de sunat înapoi",
    trunks: "Linii externe",
    trunkState: { up: "merge", down: "căzută", starting: "pornește" },
    noTrunks: "niciuna",
    noQueues: "Încă nicio coadă",
    noQueuesText: "Fiecare coadă a biroului stă aici, cu cine așteaptă în ea.",
    cut: "Legătura cu centrala este întreruptă. Ce vedeți poate fi vechi.",
  },
};
