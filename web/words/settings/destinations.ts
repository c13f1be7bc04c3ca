import type { InBoth } from "../in_both.ts";

/** Where a call may be led, in words: the kinds that `office.yml` knows. */
export interface DestinationWords {
  readonly group: string;
  readonly queue: string;
  readonly room: string;
  readonly page: string;
  readonly announcement: string;
  readonly hours: string;
  readonly menu: string;
  readonly disa: string;
  readonly voicemail: (of: string) => string;
  readonly alone: Readonly<
    Record<
      "park" | "directory" | "clock" | "echo-test" | "hang-up normal" | "hang-up busy" | "hang-up unavailable",
      string
    >
  >;
}

export const DESTINATIONS: InBoth<DestinationWords> = {
  en: {
    group: "ring group",
    queue: "queue",
    room: "conference",
    page: "paging zone",
    announcement: "announcement",
    hours: "by the hour",
    menu: "menu",
    disa: "way in from outside",
    voicemail: (of) => `mailbox of ${of}`,
    alone: {
      park: "parked in the first free slot",
      directory: "dial by name",
      clock: "the time",
      "echo-test": "echo test",
      "hang-up normal": "hang up",
      "hang-up busy": "hang up as busy",
      "hang-up unavailable": "hang up as not reachable",
    },
  },
  ro: {
    group: "grup de apel",
    queue: "coadă",
    room: "conferință",
    page: "zonă de anunț",
    announcement: "anunț",
    hours: "după oră",
    menu: "meniu",
    disa: "intrare din afară",
    voicemail: (of) => `căsuța lui ${of}`,
    alone: {
      park: "parcat în primul loc liber",
      directory: "apel după nume",
      clock: "ora exactă",
      "echo-test": "proba ecoului",
      "hang-up normal": "închide",
      "hang-up busy": "închide ca ocupat",
      "hang-up unavailable": "închide ca indisponibil",
    },
  },
};
