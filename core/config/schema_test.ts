import assert from "node:assert/strict";
import { writeSchema } from "./schema.ts";

for (const name of ["kontor", "office"] as const) {
  Deno.test(`schema/${name}.schema.json is current: renew it with "kontor export --schema ${name}"`, async () => {
    const published = await Deno.readTextFile(new URL(`schema/${name}.schema.json`, import.meta.url));
    assert.equal(published, writeSchema(name));
  });
}

Deno.test("the schema knows every key of the file, and no other", () => {
  const { properties, additionalProperties, required } = JSON.parse(writeSchema("office"));
  assert.deepEqual(Object.keys(properties).toSorted(), [
    "account_codes",
    "announcements",
    "asterisk",
    "block",
    "brakes",
    "browser_phones",
    "codes",
    "contacts",
    "crm",
    "desk",
    "disa",
    "doors",
    "emergency",
    "extensions",
    "groups",
    "history",
    "hours",
    "lamps",
    "menus",
    "missed",
    "numbers",
    "office",
    "pages",
    "park",
    "pbx",
    "presence",
    "queues",
    "rates",
    "recording",
    "reports",
    "revision",
    "ring",
    "rooms",
    "routes",
    "supervision",
    "trunks",
    "voicemail",
    "webhooks",
  ]);
  assert.equal(additionalProperties, false);
  assert.deepEqual(required, ["office"]);
});
