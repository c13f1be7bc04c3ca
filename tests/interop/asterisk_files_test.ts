/**
 * A program that evaluates Asterisk's files reads this box's: on the disk, and over HTTP.
 *
 * @module
 */
import assert from "node:assert/strict";
import { answering, hangUp, hungUpOn, onStage, talking } from "./sipp_stage.ts";

const FILES = [["cdr", "Master.csv"], ["cel", "cel.csv"]] as const;

onStage(
  "a call stands in Asterisk's files a moment after its end, each line once, also when the box was killed meanwhile",
  async (stage) => {
    const { box } = stage;
    const key = (await box.command("add-key", "evaluation", "--scopes", "record:read")).trim();
    const get = (path: string, shown = key) =>
      fetch(`http://${box.host.ip}:${box.webPort}/api/v1/asterisk/${path}`, {
        headers: { authorization: `Bearer ${shown}` },
      });
    const call = async () => {
      const callee = await stage.callee("102", [...answering, ...hungUpOn]);
      await stage.caller("101", "102", [...talking, ...hangUp()]);
      await callee.done();
    };
    /** What stands in a file once so many lines do. */
    const written = async (file: string, lines: number) => {
      for (;;) {
        const text = await Deno.readTextFile(`${box.data}/asterisk/${file}`).catch(() => "");
        if (text.split("\n").length > lines) return text;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };
    await call();
    assert.match(
      await written("Master.csv", 1),
      /^"","101","102","from-internal","""Phone 101"" <101>","PJSIP\/101-[0-9a-f]{8}","PJSIP\/102-[0-9a-f]{8}",.*"ANSWERED".*\n$/,
    );
    await box.kill();
    await box.start();
    await call();
    for (const [name, file] of FILES) {
      const text = await written(file, name === "cdr" ? 2 : 20);
      assert.equal(new Set(text.trim().split("\n")).size, text.trim().split("\n").length, "no line is there twice");
      assert.equal(text, await (await get(name)).text());
    }
    const statusFor = async (shown: string) => {
      const response = await get("cdr", shown);
      await response.body?.cancel();
      return response.status;
    };
    const answers = new Set<number>();
    for (let guess = 0; guess < 11; guess++) answers.add(await statusFor(`kontor_${guess}`));
    assert.deepEqual([...answers, await statusFor(key)], [401, 429, 200]);
  },
  { office: "asterisk: { files: [cdr, cel] }\n" },
);
