/**
 * Pages at a SIP paging gateway, which is an extension that answers by itself, and at phones that talk back: on real
 * baresips.
 *
 * @module
 */
import { hearsOnly } from "./hears_only.ts";
import { hearsLast, hearsPrompt } from "./prompt.ts";
import { anaAndBob, anaBobAndCarl, endCall, three, withPhones } from "./with_phones.ts";

withPhones(
  "a gateway hears the page, in an emergency a warning first; once it is gone who pages hears that nobody hears",
  anaAndBob,
  async (box, phones) => {
    const [ana, gateway] = three(phones);
    for (const zone of ["800", "801"]) {
      await ana.dial(box.uri(zone));
      await gateway.until("CALL_ESTABLISHED");
      if (zone === "801") await hearsPrompt(gateway, "paging-emergency");
      await gateway.hearsNow(440);
      await endCall(box, ana, gateway);
      await ana.until("CALL_CLOSED");
    }
    await gateway.stop();
    await ana.dial(box.uri("800"));
    await hearsLast(ana, "paging-nobody");
    await ana.until("CALL_CLOSED");
    await box.untilIdle();
  },
  {
    office: 'pages: [{ number: "800", name: Hall, members: ["102"] }, ' +
      '{ number: "801", name: Fire, members: ["102"], emergency: true }]\n',
  },
);

withPhones(
  "a gateway that is paged with all talking back hears everybody, and everybody hears it",
  anaBobAndCarl,
  async (box, phones) => {
    const [ana, bob, carl] = three(phones);
    await ana.dial(box.uri("800"));
    await Promise.all([
      hearsOnly(ana, [660, 880], [440]),
      hearsOnly(bob, [440, 880], [660]),
      hearsOnly(carl, [440, 660], [880]),
    ]);
    await endCall(box, ana, bob);
    await carl.until("CALL_CLOSED");
  },
  { office: 'pages: [{ number: "800", name: Hall, members: ["102", "103"], duplex: true }]\n' },
);
