import type { News, Order } from "../../softphone/mod.ts";
import type { CallSound } from "./call_sound.ts";

/** What a line is told to do: all but what the box is asked. */
export type LineOrder = Exclude<Order, { readonly do: "record" }>;

/** What carries out what the phone wants, and tells it what comes of that. */
export interface PhoneLine {
  start(): void;
  stop(): void;
  carryOut(order: LineOrder): void;
}

export interface PhoneLineOptions {
  readonly extension: string;
  /** Whose it is. */
  readonly name: string;
  /** Where this page is from. */
  readonly site: Pick<Location, "protocol" | "host" | "hostname">;
  readonly sound: CallSound;
  readonly tell: (news: News) => void;
}

export type OpenLine = (options: PhoneLineOptions) => PhoneLine;
