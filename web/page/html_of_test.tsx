import assert from "node:assert/strict";
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { htmlOf } from "./html_of.ts";

const PAGES = 2_000;
const ROWS = 600;

function Counter(): VNode {
  const [count] = useState(0);
  return <b>{count}</b>;
}

function page(): VNode {
  return (
    <main>
      <Counter />
      <table>{Array.from({ length: ROWS }, (_, at) => <tr key={at}>{at}</tr>)}</table>
    </main>
  );
}

if (Deno.args[0] === "pages") {
  for (let nth = 0; nth < PAGES; nth++) assert.match(htmlOf(page()), /^<main><b>0<\/b><table><tr>/);
} else {
  Deno.test("pages with a hook are gone while they are young: the whole heap is hardly ever looked through", async () => {
    const { code, stdout } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "--v8-flags=--trace-gc", new URL(import.meta.url).pathname, "pages"],
    }).output();
    const text = new TextDecoder().decode(stdout);
    assert.equal(code, 0, text);
    const count = (what: string) => text.split(what).length - 1;
    assert.ok(count("Scavenge") > 20, text);
    assert.ok(count("Mark-Compact") <= 2, text);
  });
}
