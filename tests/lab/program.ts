/**
 * The REST interface over an office on the lab: tests ask it as a program does.
 *
 * @module
 */
import assert from "node:assert/strict";
import { SeededChance } from "../../core/base/mod.ts";
import { API_SCOPES, type ApiScope, type AuditLine, KeyRing, openMemoryStore } from "../../core/store/mod.ts";
import type { Lab } from "./lab.ts";
import { apiRoutes, type ApiWorld } from "../../web/api/api.ts";
import { CLOCK, quietApi } from "../../web/api/stage.ts";

/** What a program hears. */
export interface Heard {
  readonly status: number;
  // deno-lint-ignore no-explicit-any
  readonly body: any;
  readonly headers: Headers;
}

/** Asks with a key that may do this. */
export interface Program {
  readonly app: ReturnType<typeof apiRoutes>;
  readonly key: string;
  readonly keys: KeyRing;
  readonly ask: (
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Heard>;
  /** What was written down, oldest first. */
  readonly audit: () => Promise<readonly Pick<AuditLine, "who" | "action" | "facts">[]>;
}

export async function program(
  lab: Pick<Lab, "ask"> | undefined,
  scopes: readonly ApiScope[] = API_SCOPES,
  more: Partial<ApiWorld> = {},
): Promise<Program> {
  const store = openMemoryStore(CLOCK);
  const keys = await KeyRing.load(store.keys, { clock: CLOCK, chance: new SeededChance(1) });
  const made = await keys.add("crm", scopes, "ana");
  assert.ok(made.ok);
  const app = apiRoutes({
    ...quietApi(),
    audit: store.audit,
    keyOf: (key) => keys.of(key),
    keys,
    ...lab === undefined ? {} : { ask: (command) => lab.ask(command) },
    ...more,
  });
  return {
    app,
    key: made.value,
    keys,
    ask: async (method, path, body, headers = {}) => {
      const isText = typeof body === "string";
      const response = await app.request(`/api/v1${path}`, {
        method,
        headers: {
          authorization: `Bearer ${made.value}`,
          ...body === undefined || isText ? {} : { "content-type": "application/json" },
          ...headers,
        },
        ...body === undefined ? {} : { body: isText ? body : JSON.stringify(body) },
      });
      const text = await response.text();
      const isJson = /json/.test(response.headers.get("content-type") ?? "");
      return { status: response.status, body: isJson ? JSON.parse(text) : text, headers: response.headers };
    },
    audit: async () =>
      (await store.audit.lines({ limit: 100 })).map(({ who, action, facts }) => ({ who, action, facts })).reverse(),
  };
}
