import assert from "node:assert/strict";
import { program } from "../../tests/lab/program.ts";
import { wordsIn } from "../words/mod.ts";
import { deskStage } from "./stage.ts";

interface Described {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly security?: readonly { readonly key?: readonly string[] }[];
}

async function described(): Promise<readonly [Described, readonly Operation[]]> {
  const api: Described = (await (await program(undefined, [])).ask("GET", "/openapi.json")).body;
  return [api, Object.values(api.paths).flatMap((item) => Object.values(item))];
}

Deno.test("every operation is on the page with its scope and a line for the terminal, for whoever comes", async () => {
  const [api, operations] = await described();
  const html = await (await (await deskStage({}, { openapi: api })).browser().get("/api/v1/docs")).text();
  for (const { operationId, security } of operations) {
    const [scope] = security?.flatMap(({ key = [] }) => key) ?? [];
    assert.ok(html.includes(`id="${operationId}"`), operationId);
    assert.ok(scope === undefined || html.includes(`<code class="scope">${scope}</code>`), operationId);
  }
  assert.equal(html.match(/curl /g)!.length, 1 + operations.length);
  assert.match(html, /id="click-to-call".*http:\/\/box\.example\/call\?to=%2B40722000111/s);
  assert.doesNotMatch(html, /style=|<script>|(?:src|href)="https?:/, "nothing inline, nothing from elsewhere");
});

Deno.test("every group has a name in both languages", async () => {
  const [, operations] = await described();
  for (const group of new Set(operations.flatMap(({ tags }) => tags))) {
    for (const language of ["en", "ro"] as const) {
      assert.ok(wordsIn(language).docs.groups[group] !== undefined, `${group} in ${language}`);
    }
  }
});
