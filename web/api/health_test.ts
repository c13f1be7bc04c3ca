import assert from "node:assert/strict";
import { type Health, healthRoutes } from "./health.ts";
import { formatMetrics } from "./metrics.ts";

function app(status: Health["status"] = "ok"): ReturnType<typeof healthRoutes> {
  return healthRoutes({
    health: () => ({ status, version: "0.1.0", calls: 2 }),
    figures: () => ({ calls: 2, 'sip_messages_sent_total{transport="udp"}': 5 }),
  });
}

Deno.test("a healthy box says so with 200, a draining one with 503", async () => {
  for (const [status, code] of [["ok", 200], ["draining", 503]] as const) {
    const response = await app(status).request("/healthz");
    assert.equal(response.status, code);
    assert.equal(response.headers.get("content-type"), "application/json");
    assert.deepEqual(await response.json(), { status, version: "0.1.0", calls: 2 });
  }
});

Deno.test("the figures are shown to Prometheus", async () => {
  const response = await app().request("/metrics");
  assert.equal(response.headers.get("content-type"), "text/plain; version=0.0.4; charset=utf-8");
  assert.equal(
    await response.text(),
    "# HELP kontor_calls Calls\n# TYPE kontor_calls gauge\nkontor_calls 2\n" +
      "# HELP kontor_sip_messages_sent_total Sip messages sent since the start\n" +
      '# TYPE kontor_sip_messages_sent_total counter\nkontor_sip_messages_sent_total{transport="udp"} 5\n',
  );
});

Deno.test("what is no page is taken for none", async () => {
  for (const path of ["/healthz", "/metrics"]) {
    const { headers } = await app().request(path);
    assert.equal(headers.get("x-content-type-options"), "nosniff");
    assert.equal(headers.get("content-security-policy"), "default-src 'none'; frame-ancestors 'none'");
  }
});

for (
  const [method, path, status, detail] of [
    ["GET", "/nothing", 404, 'Cannot find "/nothing"'],
    ["POST", "/healthz", 405, 'Cannot POST "/healthz": expected GET'],
    ["DELETE", "/metrics", 405, 'Cannot DELETE "/metrics": expected GET'],
  ] as const
) {
  Deno.test(`${method} ${path} is a problem`, async () => {
    const response = await app().request(path, { method });
    assert.equal(response.status, status);
    assert.equal(response.headers.get("content-type"), "application/problem+json");
    assert.equal(response.headers.get("allow"), status === 405 ? "GET, HEAD" : null);
    const body = await response.json();
    assert.deepEqual([body.status, body.detail], [status, detail]);
  });
}

Deno.test("HEAD is a GET without its body", async () => {
  const response = await app().request("/healthz", { method: "HEAD" });
  assert.deepEqual([response.status, await response.text()], [200, ""]);
});

Deno.test("a family of figures is announced once, and every value can be shown", () => {
  const text = formatMetrics({ 'a{x="1"}': 1, "b-cD.e": Infinity, 'a{x="2"}': NaN, c: -Infinity });
  assert.equal(text.match(/# TYPE kontor_a /g)?.length, 1);
  assert.match(text, /^kontor_a\{x="1"\} 1\nkontor_a\{x="2"\} NaN$/m);
  assert.match(text, /^kontor_b_c_d_e \+Inf$/m);
  assert.match(text, /^kontor_c -Inf$/m);
});

Deno.test("a figure whose name cannot be shown is our mistake", () => {
  for (const name of ["", "{}", 'a{b="c"', "a{b=c}", 'a{b="c\n"}']) {
    assert.throws(() => formatMetrics({ [name]: 1 }), /Cannot show figure/, name);
  }
});
