import assert from "node:assert/strict";
import type { DeskCommand } from "../../core/switchboard/mod.ts";
import { deskStage, stagedExtension } from "./stage.ts";

Deno.test("the night switch is turned by who operates and sees the whole office, and the audit knows who did", async () => {
  const asked: DeskCommand[] = [];
  const people = { ana: "owner", sue: "supervisor", lea: "supervisor", rita: "employee", emil: "employee" } as const;
  const stage = await deskStage(people, {
    ask: (command) => {
      if (command.type === "hours") {
        return { type: "hours", hours: [{ name: "office", state: "closed", nightSwitch: "*27" }] };
      }
      if (command.type !== "turn-night") return undefined;
      asked.push(command);
      return command.hours === "office" ? { type: "done", text: "" } : { type: "refused", text: "" };
    },
    accounts: { lea: { scope: ["102"] }, rita: { extension: "101" }, emil: { extension: "102" } },
    office: { extensions: [{ ...stagedExtension("101"), mayOperate: true }, stagedExtension("102")] },
  });
  const turn = async (who: string, hours = "office") =>
    (await (await stage.signedIn(who)).post(`/live/hours/${hours}/night`, { on: "yes" })).status;
  assert.deepEqual(await Promise.all(["ana", "sue", "rita"].map((who) => turn(who))), [204, 204, 204]);
  assert.deepEqual([await turn("lea"), await turn("emil"), await turn("ana", "cantina")], [404, 403, 404]);
  assert.equal(asked.filter(({ type }) => type === "turn-night").length, 4);
  const lines = await stage.store.audit.lines({ action: "night.turned", limit: 9 });
  assert.deepEqual(lines.map(({ who }) => who).sort(), ["ana", "rita", "sue"]);
  for (const [who, path, may] of [["ana", "/", true], ["lea", "/", false], ["rita", "/operator", true]] as const) {
    const page = await (await (await stage.signedIn(who)).get(path)).text();
    assert.match(page, /data-hours="office"/, who);
    assert.equal(page.includes(">Close now</button>"), may, who);
  }
});
