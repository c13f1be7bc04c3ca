import { assertNever, formatAddress } from "../base/mod.ts";
import type { BoxFacts, Finding, PortFact } from "./doctor.ts";
import type { DoctorWords } from "./doctor_words.ts";

/** Whether everything that kontor.yml names can be listened on, or is by the running box. */
export function judgePorts(facts: BoxFacts, words: DoctorWords): readonly Finding[] {
  return facts.ports.map((port) => judgePort(port, facts.running, words));
}

function judgePort(port: PortFact, running: boolean, words: DoctorWords): Finding {
  const { key: about, address, protocol } = port;
  const where = `${protocol.toUpperCase()} ${formatAddress(address)}`;
  switch (port.state) {
    case "free":
      return running
        ? { about, verdict: "bad", text: words.silentPort(where), advice: words.silentPortAdvice }
        : { about, verdict: "ok", text: words.freePort(where) };
    case "taken": {
      if (running) return { about, verdict: "ok", text: words.ownPort(where) };
      const find = `ss -lnp${protocol === "udp" ? "u" : "t"} sport = :${address.port}`;
      return { about, verdict: "bad", text: words.takenPort(where), advice: words.takenPortAdvice(find, about) };
    }
    case "forbidden":
      return { about, verdict: "bad", text: words.forbiddenPort(where), advice: words.forbiddenPortAdvice(about) };
    case "no-such-address": {
      const advice = words.noSuchAddressAdvice(`${about.split(".")[0]}.bind`);
      return { about, verdict: "bad", text: words.noSuchAddress(where), advice };
    }
    default:
      return assertNever(port.state);
  }
}

/** Whether the range for sound is clear. A running box holds ports of it itself, so then there is nothing to see. */
export function judgeSoundPorts(facts: BoxFacts, words: DoctorWords): Finding {
  const { from, to } = facts.settings.rtp;
  const calls = Math.floor((to - from + 1) / 4);
  const range = `UDP ${from}–${to}`;
  const { probed, taken: [first, ...others] } = facts.sound;
  if (facts.running || first === undefined) {
    return { about: "rtp", verdict: "ok", text: words.soundPorts(range, calls) };
  }
  return {
    about: "rtp",
    verdict: "warn",
    text: words.takenSoundPorts(1 + others.length, probed, range, first),
    advice: words.takenSoundPortsAdvice,
  };
}
