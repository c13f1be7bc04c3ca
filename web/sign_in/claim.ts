import { timingSafeEqual } from "node:crypto";
import { type Address, type Chance, formatAddress, toBytes } from "../../core/base/mod.ts";

/** No letter that another could be taken for: it is read off a screen and typed. */
const LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const LENGTH = 8;

/** The code by which whoever can read the box's own screen or log becomes its owner: `7KQ2-M9XD`. */
export function newClaimCode(chance: Chance): string {
  const code = Array.from({ length: LENGTH }, () => LETTERS[chance.below(LETTERS.length)]!).join("");
  return `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`;
}

/** Whether it is the code, however it was typed. */
export function isClaimCode(code: string, typed: string): boolean {
  const [wanted, given] = [code, typed].map((each) => toBytes(each.toUpperCase().replaceAll(/[^A-Z0-9]/g, "")));
  return wanted!.length === given!.length && timingSafeEqual(wanted!, given!);
}

/** `http://192.0.2.1:5080/claim?code=7KQ2-M9XD`; undefined where the box serves no pages. `ip` stands for "every address". */
export function claimUrl(
  listening: readonly { readonly scheme: string; readonly address: Address }[],
  code: string,
  ip = "127.0.0.1",
): string | undefined {
  const [first] = listening;
  if (first === undefined) return undefined;
  const { scheme, address } = first;
  const isAny = address.ip === "0.0.0.0" || address.ip === "::";
  return `${scheme}://${formatAddress(isAny ? { ...address, ip } : address)}/claim?code=${code}`;
}

/** As a picture for a terminal, to be scanned by a phone: dark on light, whatever the terminal's colours. */
export async function claimPicture(url: string): Promise<string> {
  // Loaded with the first box that is nobody's.
  const { renderUnicodeCompact } = await import("uqr");
  const lines = renderUnicodeCompact(url, { border: 2 }).split("\n");
  return [...lines.map((line) => `\x1b[97;40m${line}\x1b[0m`), url].join("\n");
}
