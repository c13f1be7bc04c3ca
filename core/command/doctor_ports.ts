import { assertNever, formatAddress } from "../base/mod.ts";
import type { BoxFacts, Finding, PortFact } from "./doctor.ts";

/** Whether everything that kontor.yml names can be listened on, or is by the running box. */
export function judgePorts(facts: BoxFacts): readonly Finding[] {
  return facts.ports.map((port) => judgePort(port, facts.running));
}

function judgePort(port: PortFact, running: boolean): Finding {
  const { key: about, address, protocol } = port;
  const where = `${protocol.toUpperCase()} ${formatAddress(address)}`;
  switch (port.state) {
    case "free":
      return running
        ? {
          about,
          verdict: "bad",
          text: `The box runs but does not listen on ${where}`,
          advice: `Look for "Cannot listen" in its log; restart it if kontor.yml was changed`,
        }
        : { about, verdict: "ok", text: `${where} is free` };
    case "taken":
      return running ? { about, verdict: "ok", text: `${where} is listened on` } : {
        about,
        verdict: "bad",
        text: `${where} is taken by another program`,
        advice: `Find it with "ss -lnp${
          protocol === "udp" ? "u" : "t"
        } sport = :${address.port}" and stop it, or set ${about} to another port`,
      };
    case "forbidden":
      return {
        about,
        verdict: "bad",
        text: `${where} may not be taken by this user`,
        advice: `Set ${about} to a port from 1024, or give the service AmbientCapabilities=CAP_NET_BIND_SERVICE`,
      };
    case "no-such-address":
      return {
        about,
        verdict: "bad",
        text: `${where} is not an address of this machine`,
        advice: `Set ${about.split(".")[0]}.bind to one of the machine's addresses, or to 0.0.0.0 for all of them`,
      };
    default:
      return assertNever(port.state);
  }
}

/** Whether the range for sound is clear. A running box holds ports of it itself, so then there is nothing to see. */
export function judgeSoundPorts(facts: BoxFacts): Finding {
  const { from, to } = facts.settings.rtp;
  const calls = Math.floor((to - from + 1) / 4);
  const range = `UDP ${from} to ${to}`;
  const { probed, taken } = facts.sound;
  if (facts.running || taken.length === 0) {
    return { about: "rtp", verdict: "ok", text: `${range} leave room for ${calls} calls` };
  }
  return {
    about: "rtp",
    verdict: "warn",
    text: `${taken.length} of ${probed} ports tried in ${range} are taken, ${taken[0]} first`,
    advice: "Set rtp.from and rtp.to to a range that no other program uses",
  };
}
