import { type Devices, USUAL_DEVICES } from "./call_sound.ts";

const KEY = "softphone-devices";

/** The devices that were chosen in this browser. */
export function keptDevices(): Devices {
  const kept: Partial<Devices> = JSON.parse(localStorage.getItem(KEY) ?? "{}");
  return { ...USUAL_DEVICES, ...kept };
}

export function keepDevices(devices: Devices): void {
  localStorage.setItem(KEY, JSON.stringify(devices));
}
