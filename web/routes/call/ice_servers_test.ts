import assert from "node:assert/strict";
import { iceServersFor } from "./ice_servers.ts";

const NOW = 1_750_000_000_000;
const STUN = ["stun.example.org:3478"];
const TURN = ["turn:turn.example.org:3478"];

for (
  const [what, phones, expected] of [
    ["an office that names no servers", { stun: [], turn: [] }, []],
    ["a STUN server", { stun: STUN, turn: [] }, [{ urls: ["stun:stun.example.org:3478"] }]],
    ["a TURN server that knows a user", { stun: [], turn: TURN, turnUser: "box", secret: "long enough" }, [
      { urls: TURN, username: "box", credential: "long enough" },
    ]],
    // echo -n 1750003600:101 | openssl dgst -sha1 -hmac "long enough" -binary | base64
    ["a TURN server that knows a secret", { stun: [], turn: TURN, secret: "long enough" }, [
      { urls: TURN, username: "1750003600:101", credential: "6qKXn5gn/YLcoFABx7new5ThB+0=" },
    ]],
    ["a TURN server without a password", { stun: STUN, turn: TURN }, [{ urls: ["stun:stun.example.org:3478"] }]],
  ] as const
) {
  Deno.test(`${what}: the browser is told ${expected.length === 0 ? "nothing" : "how it gets through"}`, () => {
    assert.deepEqual(iceServersFor(phones, "101", NOW), expected);
  });
}
