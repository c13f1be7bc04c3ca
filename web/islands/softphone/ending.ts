import type { Ending } from "../../softphone/mod.ts";

/** What JsSIP shows of the message that ended a call. */
export interface Message {
  readonly status_code?: number;
  getHeader(name: string): string | undefined;
}

const BY_STATUS: Readonly<Record<number, Ending>> = {
  403: "refused",
  404: "nowhere",
  408: "no-answer",
  410: "nowhere",
  480: "no-answer",
  484: "nowhere",
  486: "busy",
  487: "over",
  503: "unreachable",
  600: "busy",
  603: "refused",
  604: "nowhere",
};
const BY_CAUSE: Readonly<Record<string, Ending>> = {
  "Terminated": "over",
  "Canceled": "over",
  "No Answer": "over",
  "Expires": "over",
  "User Denied Media Access": "no-microphone",
};

/** Why a call ended, from what JsSIP says of it. */
export function endingOf(cause: string, message: Message | null): Ending {
  // RFC 3326 §2: whoever is told "200" lost nothing, somebody else has answered.
  if (cause === "Canceled" && /cause\s*=\s*200\b/.test(message?.getHeader("Reason") ?? "")) return "elsewhere";
  return BY_CAUSE[cause] ?? BY_STATUS[message?.status_code ?? 0] ?? "failed";
}
