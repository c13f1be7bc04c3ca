import assert from "node:assert/strict";
import { program } from "../../../tests/lab/program.ts";
import { curlOf } from "./curl.ts";
import type { OpenApi, Schema } from "./openapi.ts";
import { exampleOf, fieldsOf, typeText } from "./schema_text.ts";

const API: OpenApi = {
  info: { version: "1" },
  paths: {},
  components: {
    schemas: {
      Leg: { type: "object", properties: { number: { type: "string" } }, required: ["number"] },
      Tree: { type: "object", properties: { inside: { $ref: "#/components/schemas/Tree" } } },
    },
  },
};
const CALL = {
  type: "object",
  properties: {
    at: { type: "string", format: "date-time", description: "When" },
    legs: { type: "array", items: { $ref: "#/components/schemas/Leg" } },
    state: { type: ["string", "null"], enum: ["on", null] },
    limit: { type: "integer", minimum: 1, maximum: 500 },
    ended: { anyOf: [{ type: "string" }, { type: "null" }] },
  },
  required: ["legs"],
} as const;

Deno.test("a schema is told line by line, in words that a reader of JSON knows", () => {
  assert.deepEqual(fieldsOf(CALL, API).map(({ name, type, isRequired }) => [name, type, isRequired]), [
    ["at", "date-time", false],
    ["legs", "object[]", true],
    ["legs[].number", "string", true],
    ["state", '"on" | null', false],
    ["limit", "integer 1–500", false],
    ["ended", "string | null", false],
  ]);
  assert.equal(typeText({}, API), "any");
  assert.deepEqual(exampleOf(CALL, API), { legs: [{ number: "…" }] });
  assert.ok(fieldsOf({ $ref: "#/components/schemas/Tree" }, API).length < 10, "what contains itself ends");
});

Deno.test("the line for the terminal carries key, version and body, and quotes what a shell would read", () => {
  const operation = {
    ...{ operationId: "x", tags: ["x"] as const, summary: "X", responses: {} },
    parameters: [
      { name: "id", in: "path", required: true, schema: { type: "string", example: "en:a" } },
      { name: "to", in: "query", required: true, schema: { type: "string", example: "a b" } },
      { name: "if-match", in: "header" },
    ] as const,
    requestBody: { content: { "application/json": { schema: { type: "object", example: { name: "O'Neil" } } } } },
  };
  assert.equal(
    curlOf({ method: "put", path: "/api/v1/x/{id}", operation, scope: "contacts:write" }, API, "http://box"),
    [
      "curl -X PUT 'http://box/api/v1/x/en%3Aa?to=a%20b' \\",
      '  -H "authorization: Bearer $KEY" \\',
      "  -H 'if-match: *' \\",
      "  -H 'content-type: application/json' \\",
      `  -d '{"name":"O'\\''Neil"}'`,
    ].join("\n"),
  );
});

Deno.test("whoever reads of a question sees what is sent and answered, with nothing left to guess", async () => {
  const api: OpenApi = (await (await program(undefined, [])).ask("GET", "/openapi.json")).body;
  const unsaid: string[] = [];
  const look = (schema: Schema | undefined, where: string) => {
    if (schema !== undefined && JSON.stringify(exampleOf(schema, api)).includes('"…"')) unsaid.push(where);
  };
  for (const [path, item] of Object.entries(api.paths)) {
    for (const [method, { parameters = [], requestBody, responses }] of Object.entries(item)) {
      const where = `${method} ${path}`;
      for (const { in: place, name, schema } of parameters) if (place === "path") look(schema, `${where}: ${name}`);
      look(requestBody?.content?.["application/json"]?.schema, `${where}: its body`);
      for (const [status, { content = {} }] of Object.entries(responses)) {
        if (status.startsWith("2")) look(content["application/json"]?.schema, `${where}: ${status}`);
      }
    }
  }
  assert.deepEqual(unsaid, []);
});
