import { toBytes, toText } from "../../base/mod.ts";
import { hkdfSync, randomBytes } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import { Seal } from "./seal.ts";

const KEY_BYTES = 32;
const KNOWN = toBytes("kontor");

/**
 * The seal of this box: the key in `path`, made on the first start with mode 0600. Throws when the key is missing or
 * another than the one that sealed the database.
 */
export function openSeal(path: string, db: DatabaseSync): Seal {
  const known = db.prepare("SELECT sealed FROM box_key").get()?.["sealed"];
  if (!(known instanceof Uint8Array)) {
    const seal = new Seal(readKey(path) ?? makeKey(path));
    db.prepare("INSERT INTO box_key (id, sealed) VALUES (1, ?)").run(seal.close("box_key", KNOWN));
    return seal;
  }
  const key = readKey(path);
  if (key === undefined) {
    throw new Error(`Cannot read box key "${path}": the file is missing, and nothing else opens the stored secrets`);
  }
  const seal = new Seal(key);
  const opened = seal.open("box_key", known);
  if (opened === undefined || toText(opened) !== toText(KNOWN)) {
    throw new Error(`Cannot use box key "${path}": the stored secrets were sealed with another one`);
  }
  return seal;
}

function readKey(path: string): Uint8Array | undefined {
  try {
    const key = Deno.readFileSync(path);
    if (key.length === KEY_BYTES) return key;
    throw new Error(`Cannot use box key "${path}": expected ${KEY_BYTES} bytes, found ${key.length}`);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** Written aside and renamed: a power cut leaves a whole key or none. */
function makeKey(path: string): Uint8Array {
  const key = new Uint8Array(randomBytes(KEY_BYTES));
  const aside = `${path}.new`;
  using file = Deno.openSync(aside, { write: true, create: true, truncate: true, mode: 0o600 });
  file.writeSync(key);
  file.syncSync();
  Deno.renameSync(aside, path);
  return key;
}

/** What recordings are sealed with: drawn from the box key (RFC 5869), so that neither tells the other. */
export function recordingKey(dataFolder: string): { readonly key: Uint8Array; readonly keyId: string } {
  return { key: drawnKey(`${dataFolder}/box.key`, "recordings"), keyId: "box" };
}

/** What the days of the record are sealed with. */
export function recordKey(path: string): Uint8Array {
  return drawnKey(path, "record");
}

/** What the box's certificates and their keys are sealed with. */
export function certificateSeal(dataFolder: string): Seal {
  return new Seal(drawnKey(`${dataFolder}/box.key`, "certificates"));
}

/** What the mail server's password is sealed with. */
export function mailSeal(dataFolder: string): Seal {
  return new Seal(drawnKey(`${dataFolder}/box.key`, "mail"));
}

function drawnKey(path: string, purpose: string): Uint8Array {
  const key = readKey(path);
  if (key === undefined) throw new Error(`Cannot read box key "${path}": the store has not been opened`);
  return new Uint8Array(hkdfSync("sha256", key, "", purpose, KEY_BYTES));
}
