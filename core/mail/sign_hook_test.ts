import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import type { WallTime } from "../base/mod.ts";
import { hookKey, signHook } from "./mod.ts";

const NOW = 1_614_265_330_400 as WallTime;
const HOOK = { id: "msg_p5jXN8AQM9LWM0D4loKWxJek", body: '{"test": 2432232314}' };
const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

Deno.test("a hook is signed as the example of Standard Webhooks is", () => {
  assert.deepEqual(signHook(HOOK, [SECRET], NOW), {
    "webhook-id": HOOK.id,
    "webhook-timestamp": "1614265330",
    "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
  });
});

Deno.test("while a secret is changed there are two signatures, and whoever knows either can check his", () => {
  const { "webhook-signature": both = "" } = signHook(HOOK, [SECRET, "the next one, in plain"], NOW);
  const [old, next] = both.split(" ");
  assert.equal(old, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  const signed = `${HOOK.id}.1614265330.${HOOK.body}`;
  assert.equal(next, `v1,${createHmac("sha256", "the next one, in plain").update(signed).digest("base64")}`);
});

Deno.test("a hook without a secret has no signature", () => {
  assert.equal(signHook(HOOK, [], NOW)["webhook-signature"], undefined);
});

Deno.test("a secret that says it is base64 and is not is found out where it is read", () => {
  assert.equal(hookKey("whsec_not base64!").ok, false);
  assert.equal(hookKey("anything else!").ok, true);
});
