import { argon2id, argon2Verify } from "hash-wasm";
import { Buffer } from "node:buffer";
import { pbkdf2Sync, randomBytes, timingSafeEqual } from "node:crypto";
import type { PasswordScheme } from "../../../core/config/mod.ts";
import { ARGON, LEADS, PBKDF2 } from "./scheme.ts";

const SALT_BYTES = 16;

/** The PHC string of a password. */
export async function hashPassword(password: string, scheme: PasswordScheme): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  if (scheme === "argon2id") return await argon2id({ ...ARGON, password, salt, outputType: "encoded" });
  const hash = pbkdf2Sync(password, salt, PBKDF2.rounds, PBKDF2.hashLength, "sha256");
  return `${LEADS[scheme]}${inB64(salt)}$${inB64(hash)}`;
}

/** Whether a password is the one of a PHC string, whichever scheme that names. False for a string that makes no sense. */
export async function verifyPassword(password: string, phc: string): Promise<boolean> {
  // Nobody's is empty, and the library throws at it.
  if (password === "") return false;
  if (/^\$argon2id\$v=19\$m=\d+,t=\d+,p=\d+\$[\w+/]+\$[\w+/]+$/.test(phc)) {
    return await argon2Verify({ password, hash: phc });
  }
  const parts = /^\$pbkdf2-sha256\$i=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(phc);
  if (parts === null) return false;
  const [rounds, salt, hash] = [Number(parts[1]), Buffer.from(parts[2]!, "base64"), Buffer.from(parts[3]!, "base64")];
  return timingSafeEqual(pbkdf2Sync(password, salt, rounds, hash.length, "sha256"), hash);
}

/** Base64 without padding, as PHC strings have it. */
function inB64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64").replace(/=+$/, "");
}
