import type { InBoth } from "./in_both.ts";

/** The page of one queue. */
export interface QueuesWords {
  readonly back: string;
  readonly callBacks: string;
  readonly nobody: string;
  readonly waits: string;
  readonly cancel: string;
  readonly list: string;
  readonly toCall: string;
  readonly reached: string;
  readonly givenUp: string;
}

export const QUEUES: InBoth<QueuesWords> = {
  en: {
    back: "Now",
    callBacks: "To be called back",
    nobody: "Nobody has asked to be called back.",
    waits: "as soon as it is his turn",
    cancel: "Cancel",
    list: "Calls to make",
    toCall: "Still to be called",
    reached: "Reached",
    givenUp: "Given up",
  },
  ro: {
    back: "Acum",
    callBacks: "De sunat înapoi",
    nobody: "Nimeni nu a cerut să fie sunat înapoi.",
    waits: "de îndată ce îi vine rândul",
    cancel: "Anulează",
    list: "Apeluri de făcut",
    toCall: "Încă de sunat",
    reached: "Vorbit cu ei",
    givenUp: "La care s-a renunțat",
  },
};
