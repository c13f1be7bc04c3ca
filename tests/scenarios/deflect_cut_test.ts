import type { SteerOrder } from "../../core/switchboard/mod.ts";
import { cutEverywhere, type Step } from "../lab/cut.ts";
import { field, sdp } from "../lab/hand_call.ts";

const dial = (to: string): Step => ({ ana }) => void ana.invite(to, { sdp: sdp() });
const rings = (who: "bob" | "eve"): Step => (office) =>
  office[who].calls.at(-1)?.respond(180, { headers: [field("Allow-Events", "talk")] });
const answers = (who: "bob" | "eve"): Step => (office) =>
  office[who].calls.at(-1)?.respond(200, { sdp: sdp(["PCMA"]) });
const refuses: Step = ({ eve }) => eve.calls.at(-1)?.respond(486);
const ack: Step = ({ ana }) => ana.calls[0]?.statuses().at(-1) === 200 && ana.calls[0].ack();
const order = (by: string, order: SteerOrder): Step => ({ lab }) => {
  const live = lab.ask({ type: "live" });
  const call = live.type === "live" ? live.live.calls[0]?.id : undefined;
  lab.ask({ type: "steer", call: call ?? "none", by, order });
};
const GROUP = {
  number: "600",
  name: "Reception",
  members: ["102", "103"].map((number) => ({ number, delayS: 0 })),
  strategy: "all",
  ringForS: 20,
  memberForS: 10,
  skipBusy: true,
} as const;

cutEverywhere({
  "rung, sent on and taken": [
    dial("102"),
    rings("bob"),
    order("102", { do: "deflect", to: "103" }),
    rings("eve"),
    answers("eve"),
    ack,
  ],
  "rung, sent on and refused": [dial("102"), rings("bob"), order("102", { do: "deflect", to: "103" }), refuses],
  "rung, sent on, and sent back": [
    dial("102"),
    rings("bob"),
    order("102", { do: "deflect", to: "103" }),
    rings("eve"),
    order("103", { do: "deflect", to: "102" }),
    rings("bob"),
    answers("bob"),
    ack,
  ],
  "a group, sent on to one of it": [
    dial("600"),
    rings("bob"),
    rings("eve"),
    order("102", { do: "deflect", to: "103" }),
    rings("eve"),
    answers("eve"),
    ack,
  ],
  "rung, and told to answer": [dial("102"), rings("bob"), order("102", { do: "answer" }), answers("bob"), ack],
}, { sections: { groups: [GROUP] } });
