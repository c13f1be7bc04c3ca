import type { Group } from "../../core/directory/mod.ts";
import { cutEverywhere, type Step } from "../lab/cut.ts";
import { acks, answers, dials, latest, leaves, refuses, rings } from "../lab/steps.ts";

const group = (number: string, strategy: Group["strategy"], memberForS: number): Group => ({
  number,
  name: "Sales",
  members: [{ number: "102", delayS: 0 }, { number: "103", delayS: 0 }],
  strategy,
  ringForS: 30,
  memberForS,
  skipBusy: true,
});

/** Whom chance has rung first says no, and the other one takes the call. */
const firstRefuses: Step = (office) => refuses(office.bob.calls.length > 0 ? "bob" : "eve")(office);
const otherAnswers: Step = (office) => {
  for (const who of ["bob", "eve"] as const) if (latest(office, who, "in")?.count("ACK") === 0) answers(who)(office);
};

cutEverywhere({
  "a group is rung one after the other": [
    dials("ana", "600"),
    rings("bob"),
    refuses("bob"),
    rings("eve"),
    answers("eve"),
    acks("ana"),
  ],
  "a group is rung one after the other, all ringing on": [
    dials("ana", "601"),
    rings("bob"),
    rings("eve"),
    answers("bob"),
    acks("ana"),
  ],
  "a group is rung by chance": [dials("ana", "602"), firstRefuses, otherAnswers, acks("ana")],
  "a zone with loudspeakers hears somebody": [dials("ana", "800"), answers("bob"), acks("ana"), leaves("ana")],
  "loudspeakers alone hear somebody": [dials("ana", "801"), acks("ana")],
}, {
  sections: {
    groups: [group("600", "hunt", 10), group("601", "memory", 0.005), group("602", "random", 10)],
    pages: ["800", "801"].map((number) => ({
      number,
      name: "Yard",
      members: number === "800" ? ["102"] : [],
      duplex: false,
      emergency: number === "801",
      multicast: [{ ip: "239.1.1.1", port: 5004, codec: "pcma" }],
      mostS: 60,
    })),
  },
});
