/// <reference no-default-lib="true" />
/// <reference lib="deno.worker" />
/**
 * Examines the machine as `kontor doctor` does, away from the thread that carries signalling; there only while it looks.
 *
 * @module
 */
import { examine } from "../doctor.ts";
import { gatherFacts } from "./gather_facts.ts";
import type { FromDoctor, ToDoctor } from "./examination.ts";

const tell = (word: FromDoctor): void => self.postMessage(word);

self.onmessage = async ({ data }: MessageEvent<ToDoctor>): Promise<void> => {
  try {
    const facts = await gatherFacts(data.settings, data.phones, data.trusted);
    const { deno } = Deno.version;
    const { arch } = Deno.build;
    tell({
      examined: {
        findings: { en: examine(facts, "en"), ro: examine(facts, "ro") },
        ...facts.disk === undefined ? {} : { disk: facts.disk },
        ...facts.mail === undefined ? {} : { takesMail: facts.mail.why === undefined },
        memoryBytes: Deno.memoryUsage().rss,
        runtime: `Deno ${deno}, ${Deno.build.os} ${Deno.osRelease()}, ${arch}`,
      },
    });
  } catch (error) {
    tell({ fault: error instanceof Error ? error.message : String(error) });
  }
};
