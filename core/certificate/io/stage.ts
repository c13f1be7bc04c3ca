/**
 * Certificates to try things on. Imported only by tests.
 *
 * @module
 */
import type { Clock, Instant, LogLine, Sealing, WallTime } from "../../base/mod.ts";
import { makeOwn } from "./own.ts";
import type { Signed } from "./sign.ts";
import { Vault } from "./vault.ts";

export const TODAY: number = Date.UTC(2026, 5, 1);
export const DAY_MS = 86_400_000;

/** A clock that is moved by hand, and what was logged. */
export class CertificateStage implements AsyncDisposable {
  readonly lines: LogLine[] = [];
  readonly folder: string;
  wall: number = TODAY;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async open(): Promise<CertificateStage> {
    return new CertificateStage(await Deno.makeTempDir({ prefix: "kontor-" }));
  }

  get world(): { readonly clock: Clock; readonly log: { write(line: LogLine): void }; readonly sealing: Sealing } {
    return {
      clock: { now: () => 0 as Instant, wall: () => this.wall as WallTime },
      log: { write: (line) => void this.lines.push(line) },
      sealing: PLAIN,
    };
  }

  get vault(): Vault {
    return new Vault(`${this.folder}/tls`, PLAIN);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Deno.remove(this.folder, { recursive: true });
  }
}

/** A seal that hides nothing, but tells one name from another. */
const PLAIN: Sealing = {
  close: (name, plain) => new Uint8Array([name.length, ...plain]),
  open: (name, sealed) => sealed[0] === name.length ? sealed.subarray(1) : undefined,
};

/** A certificate for some names, made on a day. */
export function signedFor(names: readonly string[], now: number = TODAY): Promise<Signed> {
  return makeOwn({ names, addresses: ["192.168.1.7"] }, { now });
}
