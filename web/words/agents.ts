import type { InBoth } from "./in_both.ts";

/** Agents of queues, wherever they stand: plain text, since it travels to the browser. */
export interface AgentWords {
  readonly states: Readonly<
    Record<
      "talking" | "ringing" | "logged-out" | "paused" | "unavailable" | "busy" | "wrapping-up" | "free",
      string
    >
  >;
  /** Why the box itself has paused somebody. */
  readonly tookNobody: string;
  readonly logIn: string;
  readonly logOut: string;
  readonly pause: string;
  readonly unpause: string;
  readonly reason: string;
}

export const AGENTS: InBoth<AgentWords> = {
  en: {
    states: {
      talking: "talking",
      ringing: "rings",
      "logged-out": "logged out",
      paused: "paused",
      unavailable: "no phone",
      busy: "busy",
      "wrapping-up": "wraps up",
      free: "free",
    },
    tookNobody: "took nobody",
    logIn: "Log in",
    logOut: "Log out",
    pause: "Pause",
    unpause: "End pause",
    reason: "Reason",
  },
  ro: {
    states: {
      talking: "vorbește",
      ringing: "sună",
      "logged-out": "ieșit",
      paused: "în pauză",
      unavailable: "fără telefon",
      busy: "ocupat",
      "wrapping-up": "încheie",
      free: "liber",
    },
    tookNobody: "n-a preluat apeluri",
    logIn: "Intră",
    logOut: "Ieși",
    pause: "Pauză",
    unpause: "Încheie pauza",
    reason: "Motiv",
  },
};
