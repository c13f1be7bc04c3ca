export type { Binding } from "./binding.ts";
