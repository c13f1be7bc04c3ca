import { EXAM } from "./exam.ts";
import { MemoryDisk, openMemoryStore } from "./memory.ts";

for (const { name, sit } of EXAM) {
  Deno.test(`the store in memory ${name}`, async () => {
    const disk = new MemoryDisk();
    await sit({ open: (clock) => Promise.resolve(openMemoryStore(clock, disk)) });
  });
}
