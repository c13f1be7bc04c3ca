import assert from "node:assert/strict";
import type { Sections } from "../../core/directory/mod.ts";
import type { LabOptions } from "./lab.ts";
import { assertLikeExample, type Example } from "./like_example.ts";
import { MissedScene } from "./missed.ts";
import { assertNothingLeft } from "./nothing_left.ts";

/** One call, played, and the line that is said of it. */
export function story(
  name: string,
  play: (scene: MissedScene) => void,
  expected: string,
  more: {
    readonly sections?: Partial<Sections>;
    readonly options?: LabOptions;
    readonly missed?: Parameters<MissedScene["told"]>[0];
    readonly entries?: number;
    /** The worked examples that this is, on our own record. */
    readonly examples?: readonly (string | Example)[];
  } = {},
): void {
  Deno.test(name, () => {
    const scene = new MissedScene(more.sections, more.options);
    play(scene);
    const told = scene.told(more.missed);
    const { calls, entries } = told;
    assert.deepEqual(calls, [expected]);
    for (const example of more.examples ?? []) assertLikeExample(told, example);
    assert.equal(entries.length, more.entries ?? (expected.startsWith("missed") ? 1 : 0), entries.join("\n"));
    assertNothingLeft(scene.lab);
  });
}
