import { cutEverywhere, type Step } from "../lab/cut.ts";
import { sdp } from "../lab/hand_call.ts";
import { transfer } from "../lab/scene.ts";

const dial = (number: string): Step => ({ ana }) => void ana.invite(number, { sdp: sdp() });
const ack: Step = ({ ana }) => ana.calls[0]?.statuses().at(-1) === 200 && ana.calls[0].ack();
const press = (keys: string): Step => ({ ana }) => {
  for (const key of keys) {
    ana.calls[0]?.send("INFO", { body: `Signal=${key}\r\nDuration=100\r\n`, type: "application/dtmf-relay" });
  }
};
const ring: Step = ({ bob }) => bob.calls[0]?.respond(180);
const refuse: Step = ({ bob }) => bob.calls[0]?.respond(486);
const answer: Step = ({ bob }) => bob.calls[0]?.respond(200, { sdp: sdp(["PCMA"]) });
const toMenu: Step = ({ bob }) => bob.calls[0] && transfer(bob.calls[0], "500");
const eveAnswers: Step = ({ eve }) => eve.calls[0]?.respond(200, { sdp: sdp(["PCMA"]) });

cutEverywhere({
  "hours lead to a menu, and a key to a phone": [dial("600"), ack, press("2"), press("1"), ring, answer],
  "a menu, and a phone that refuses": [dial("500"), ack, press("9"), press("2"), press("1"), refuse],
  "somebody is transferred to a menu": [dial("102"), answer, ack, toMenu, press("3"), eveAnswers],
  "an announcement leads on to a phone": [dial("650"), ack, ring, answer],
  "somebody is dialled by name": [dial("*411"), ack, press("737"), press("2"), press("1"), eveAnswers],
  "somebody comes in from outside": [dial("680"), ack, press("739154#"), press("102#"), ring, answer],
  "a menu without an answer, and a phone": [dial("510"), press("1"), ring, answer, ack],
  "an announcement without an answer": [dial("651"), ack],
  "night service, and the clock": [dial("*27"), ack, dial("*60")],
}, {
  sections: {
    hours: [{
      name: "office",
      number: "600",
      times: [{ days: [1, 2, 3, 4, 5, 6, 7], from: 0, to: 1440 }],
      holidays: [],
      open: { kind: "menu", id: "main" },
      night: "",
    }],
    menus: ["main", "more", "free"].map((name) => ({
      name,
      says: [{ type: "prompt", name: "welcome" }],
      keys: {
        "1": { to: { kind: "extension", id: "102" } },
        "2": { to: { kind: "menu", id: "more" } },
        "3": { to: { kind: "dial", id: "103" } },
        "9": { language: "ro" },
      },
      direct: false,
      firstS: 6,
      nextS: 3,
      tries: 3,
      answers: name !== "free",
      ...name === "main" ? { number: "500" } : name === "free" ? { number: "510" } : {},
    })),
    announcements: [{
      name: "free",
      number: "651",
      says: [{ type: "prompt", name: "welcome" }],
      times: 1,
      answers: false,
    }, {
      name: "moved",
      number: "650",
      says: [{ type: "prompt", name: "welcome" }],
      times: 2,
      onward: { kind: "extension", id: "102" },
    }],
    disa: [{ name: "home", number: "680", pin: "739154", extension: "103" }],
  },
});
