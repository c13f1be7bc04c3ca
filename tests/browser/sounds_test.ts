import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { Baresip } from "../interop/baresip.ts";
import { toneWav } from "../interop/tone.ts";
import { atTheDesk, type DeskVisit } from "./chromium.ts";

/** As no phone of this test sounds, and nothing that the box says. */
const HZ = { announcement: 730, prompt: 1_130, music: 930 } as const;
const OFFICE = `announcements:
  - { name: closed, number: "850", says: { recorded: "7" }, times: 3 }
  - { name: hello, number: "851", says: welcome, times: 5 }
`;

/** Sends a tone as a sound of this kind. */
async function sends({ page }: DeskVisit, kind: keyof typeof HZ, fields: Readonly<Record<string, string>>) {
  const card = page.locator(`[data-sounds='${kind}']`);
  if (!(await card.locator("form[enctype]").isVisible())) await card.locator("details > summary").click();
  for (const [name, value] of Object.entries(fields)) await card.locator(`[name='${name}']`).fill(value);
  const buffer = Buffer.from(toneWav(HZ[kind], 4));
  await page.setInputFiles(`#${kind}-sound`, { name: "tone.wav", mimeType: "audio/wav", buffer });
  await card.locator("audio[controls]").waitFor();
  await card.locator("form[enctype] button[type=submit]").click();
  await page.waitForSelector(".told.good");
}

atTheDesk(
  "the owner's announcement, sentence and music are brought to the desk, and heard by who calls",
  async (visit) => {
    const { box, page } = visit;
    await visit.claim();
    await visit.goTo("/settings/sounds");
    await visit.look("sounds-empty");
    await sends(visit, "announcement", { announcement: "7" });
    await page.selectOption("#prompt-language", "en");
    await sends(visit, "prompt", { prompt: "welcome" });
    await sends(visit, "music", { music: "Waltz no 2" });
    assert.match(await page.locator("[data-sound='7']").innerText(), /heard in: closed/);
    await visit.look("sounds");
    await page.click("[data-sound='Waltz no 2'] [data-player] button");
    await page.waitForFunction(() =>
      (document.querySelector<HTMLAudioElement>("[data-sound='Waltz no 2'] audio")?.duration ?? 0) > 3.5
    );

    await using opened = new AsyncDisposableStack();
    const [ana, bob] = [
      opened.adopt(
        await Baresip.start({ ...box.account("101", "udp"), hz: 440, codecs: ["pcma"] }),
        (phone) => phone.stop(),
      ),
      opened.adopt(
        await Baresip.start({ ...box.account("102", "udp"), hz: 550, codecs: ["pcma"] }),
        (phone) => phone.stop(),
      ),
    ];
    for (const [number, hz] of [["850", HZ.announcement], ["851", HZ.prompt]] as const) {
      await ana.dial(box.uri(number));
      await ana.hears(hz, 0.5);
      await ana.hangUp();
      await box.untilIdle();
    }
    await bob.dial(box.uri("101"));
    await bob.hears(440, 0.3);
    await ana.transfer(box.uri("70"));
    await bob.hearsNow(HZ.music);
    await bob.hangUp();
    await box.untilIdle();

    await page.click("[data-sound='en:welcome'] button.danger");
    await page.waitForSelector(".told.good");
    assert.equal(await page.locator("[data-sound='en:welcome']").count(), 0);
    await visit.speak("ro-RO");
    await visit.page.setViewportSize({ width: 390, height: 844 });
    await visit.goTo("/settings/sounds");
    assert.match(await visit.page.innerText("main"), /se aude în: closed/);
    await visit.check("sounds, ro-RO");
    assert.deepEqual(visit.faults, []);
  },
  { needs: ["baresip"], office: OFFICE },
);
