import assert from "node:assert/strict";
import { API_SCOPES, type ApiScope } from "../../core/store/mod.ts";
import { program } from "../../tests/lab/program.ts";

interface Operation {
  readonly summary?: string;
  readonly operationId?: string;
  readonly tags?: readonly string[];
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
  readonly responses: Readonly<Record<string, { readonly description?: string }>>;
}

/** Every operation that the interface tells of. */
async function operations() {
  const { ask } = await program(undefined, []);
  const { paths } = (await ask("GET", "/openapi.json")).body as { paths: Record<string, Record<string, Operation>> };
  const told = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation, name: `${method} ${path}` }))
  );
  return { ask, told };
}

Deno.test("every operation says what it does, which scope opens it, and what each answer means", async () => {
  const { told } = await operations();
  const faults: string[] = [];
  for (const { name, operation } of told) {
    const { summary = "", tags = [], security, responses } = operation;
    const scopes = (security ?? []).flatMap(({ key = [] }) => key);
    const isToken = name === "post /api/v1/token";
    if (!/^[A-Z].{2,}[^.]$/.test(summary)) faults.push(`${name}: its summary is "${summary}"`);
    if (tags.length !== 1) faults.push(`${name}: it is in no group`);
    if (!isToken && (scopes.length !== 1 || !(API_SCOPES as readonly string[]).includes(scopes[0]!))) {
      faults.push(`${name}: its scope is "${scopes.join(" ")}"`);
    }
    for (const [status, { description = "" }] of Object.entries(responses)) {
      if (description.length < 3) faults.push(`${name}: ${status} is not described`);
    }
    if (!Object.keys(responses).some((status) => status.startsWith("2"))) faults.push(`${name}: it never works`);
    for (const status of isToken ? [400, 401, 429] : [400, 401, 403, 429]) {
      if (responses[status] === undefined) faults.push(`${name}: it does not say when it answers ${status}`);
    }
  }
  assert.deepEqual(faults, []);
  assert.equal(new Set(told.map(({ operation }) => operation.operationId)).size, told.length, "each has its own name");
});

Deno.test("a key may do nothing by default, and with each scope what that opens and nothing else", async () => {
  const { told } = await operations();
  const barred = told.filter(({ name }) => name !== "post /api/v1/token");
  for (const scope of [undefined, ...API_SCOPES]) {
    const { ask } = await program(undefined, scope === undefined ? [] : [scope as ApiScope]);
    for (const { name, path, method, operation } of barred) {
      const [wanted] = operation.security!.flatMap(({ key = [] }) => key);
      if (wanted === scope) continue;
      const at = path.replace("/api/v1", "").replace(/\{[^}]+\}/g, "1");
      const { status, body } = await ask(method.toUpperCase(), at);
      assert.deepEqual([status, body.detail], [403, `Cannot answer: key "crm" may not "${wanted}"`], name);
    }
  }
});
