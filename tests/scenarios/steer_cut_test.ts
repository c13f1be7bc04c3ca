import type { SteerOrder } from "../../core/switchboard/mod.ts";
import { cutEverywhere, type Step } from "../lab/cut.ts";
import { sdp } from "../lab/hand_call.ts";

const click: Step = ({ lab }) => void lab.ask({ type: "call-for", from: "101", to: "102" });
const rings = (who: "ana" | "bob" | "eve"): Step => (office) => office[who].calls.at(-1)?.respond(180);
const answers = (who: "ana" | "bob" | "eve"): Step => (office) =>
  office[who].calls.at(-1)?.respond(200, { sdp: sdp(["PCMA"]) });
const order = (order: SteerOrder): Step => ({ lab }) => {
  const live = lab.ask({ type: "live" });
  const call = live.type === "live" ? live.live.calls[0]?.id : undefined;
  lab.ask({ type: "steer", call: call ?? "none", by: "101", order });
};
const talk: readonly Step[] = [click, rings("ana"), answers("ana"), rings("bob"), answers("bob")];

cutEverywhere({
  "a click, held, taken back and muted": [
    ...talk,
    order({ do: "hold" }),
    order({ do: "resume" }),
    order({ do: "mute" }),
    order({ do: "unmute" }),
  ],
  "a click, held and transferred": [
    ...talk,
    order({ do: "hold" }),
    order({ do: "transfer", to: "103" }),
    rings("eve"),
    answers("eve"),
  ],
  "a click, announced and put through": [
    ...talk,
    order({ do: "announce", to: "103" }),
    rings("eve"),
    answers("eve"),
    order({ do: "connect" }),
  ],
  "a click, announced and talked about by all three": [
    ...talk,
    order({ do: "announce", to: "103" }),
    rings("eve"),
    answers("eve"),
    order({ do: "merge" }),
    ({ eve }) => eve.calls.at(-1)?.bye(),
  ],
  "a click, announced, taken back before the answer and after": [
    ...talk,
    order({ do: "announce", to: "103" }),
    rings("eve"),
    order({ do: "take-back" }),
    order({ do: "announce", to: "103" }),
    rings("eve"),
    answers("eve"),
    order({ do: "take-back" }),
  ],
  "a click, announced and not waited for": [
    ...talk,
    order({ do: "announce", to: "103" }),
    order({ do: "connect" }),
    rings("eve"),
    answers("eve"),
  ],
  "a click, muted, recorded and parked": [
    ...talk,
    order({ do: "mute" }),
    order({ do: "record" }),
    order({ do: "pause-recording" }),
    order({ do: "park" }),
  ],
}, { sections: { park: { slots: ["70", "71"], returnAfterS: 60, ringForS: 20 } } });
