import { type CalendarReader, checkCalendars } from "./calendar_check.ts";
import { checkRates, checkRouteOrders, type PriceListReader } from "./rates_check.ts";
import { type CallListReader, checkCallLists } from "./outbound.ts";
import { checkPrompts } from "./prompt_check.ts";
import { checkOffice } from "./office_check.ts";
import { readDocument } from "./document.ts";
import type { Judged } from "./fault.ts";
import { Judge } from "./judge.ts";
import { checkOutsideNumbers } from "./trunk_check.ts";
import type { ConfigMap } from "./node.ts";
import { OFFICE, type OfficeDraft, type OfficeFile } from "./office.ts";
import { reveal } from "./reveal.ts";
import { checkCodes } from "./account_check.ts";
import { checkDialled } from "./led_outside.ts";
import { checkRooms } from "./room_check.ts";
import type { SecretText } from "./secret.ts";

export interface ReadOfficeOptions {
  /** As faults will name it: `office.yml`. */
  readonly fileName: string;
  /** What `${NAME}` stands for. */
  readonly environment: Readonly<Record<string, string>>;
  /** The secret that the box has under a path key (`extensions/101/secret`), for `!kept`. */
  readonly kept?: (path: string) => string | undefined;
  /** Looks into the calendars that the office names; without it nobody does. */
  readonly calendar?: CalendarReader;
  /** Looks into the price lists that the office names; without it nobody does. */
  readonly priceList?: PriceListReader;
  /** Looks into the lists of calls that the office names; without it nobody does. */
  readonly callList?: CallListReader;
  /** The names of all that the box can say; without it any name is good. */
  readonly prompts?: ReadonlySet<string>;
}

/** An office that was found good, with what is needed to store its text. */
export interface OfficeReading {
  readonly file: OfficeFile;
  readonly draft: OfficeDraft;
  readonly root: ConfigMap;
  /** The text that the places in `root` refer to: without byte order mark, lines ended by a line feed. */
  readonly text: string;
}

/** Reads `office.yml`: judged whole, frozen, or every fault at once. */
export function readOffice(text: string, options: ReadOfficeOptions): Judged<OfficeFile> {
  const judged = judgeOffice(text, options);
  return judged.ok ? { ok: true, value: judged.value.file } : judged;
}

/** Reads `office.yml` and keeps hold of where things stand in it. */
export function judgeOffice(given: string, options: ReadOfficeOptions): Judged<OfficeReading> {
  const text = given.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
  const judge = new Judge(options.fileName, options.environment);
  const root = readDocument(text, judge);
  if (root === undefined) return judge.verdict<OfficeReading>(undefined);
  const draft = OFFICE.read(root, "", judge);
  const kept = options.kept ?? (() => undefined);
  checkOffice(root, { judge, kept });
  if (options.prompts !== undefined) checkPrompts(judge, options.prompts);
  if (options.calendar !== undefined) checkCalendars(root, judge, options.calendar);
  if (root.kind === "map") checkRates(root, judge, options.priceList);
  if (root.kind === "map" && options.callList !== undefined) checkCallLists(root, judge, options.callList);
  if (root.kind === "map" && draft !== undefined) {
    checkOutsideNumbers(root, judge, draft.trunks);
    checkRouteOrders(root, judge, draft);
  }
  if (root.kind !== "map" || draft === undefined || !judge.clean) return judge.verdict<OfficeReading>(undefined);
  const file = reveal(draft, ({ key, secret }) => secretOf(key, secret, kept));
  checkRooms(file, draft, judge);
  checkCodes(file, draft, judge);
  checkDialled(file, judge);
  return judge.verdict({ file, draft, root, text });
}

function secretOf(key: string, secret: SecretText, kept: (path: string) => string | undefined): string {
  const text = secret.kind === "given" ? secret.text : kept(key);
  if (text === undefined) throw new Error(`Cannot find the kept secret "${key}": it was there a moment ago`);
  return text;
}
