/**
 * What is done to what a leg's peer says, before anybody hears it: the switches of a phone or a trunk in `office.yml`. All
 * of it costs time on every frame, and takes the leg off the road on which packets are passed on as they are.
 */
export interface Treatment {
  /** The echo of what he is sent is taken out of what comes back (G.168): a gateway or a device that leaves that to us. */
  readonly echo: "off" | "on";
  /** His noise is made softer: steady noise (`usual`), or any, by a neural net at fifty times the price. */
  readonly noise: "off" | "usual" | "rnnoise";
  /** His voice is brought to the loudness of the others. */
  readonly gain: "off" | "on";
}

/** Whether anything is done at all. */
export function isTreated({ echo, noise, gain }: Treatment): boolean {
  return echo !== "off" || noise !== "off" || gain !== "off";
}
