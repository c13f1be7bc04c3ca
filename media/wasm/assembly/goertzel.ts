// @ts-nocheck AssemblyScript: its own compiler checks the types
/**
 * Eight Goertzel filters at once, and the power of all they hear.
 *
 * A bank is 32 floats: eight coefficients 2 cos w, eight last and eight last but one values, and eight parts of the power.
 */
export function goertzel(bank: usize, from: usize, count: i32): void {
  const coefficients0 = v128.load(bank), coefficients1 = v128.load(bank, 16);
  let last0 = v128.load(bank, 32), last1 = v128.load(bank, 48);
  let before0 = v128.load(bank, 64), before1 = v128.load(bank, 80);
  let power = v128.load(bank, 96);
  for (const end = from + (<usize> count << 1); from < end; from += 2) {
    const sample = f32x4.splat(<f32> load<i16>(from));
    const next0 = f32x4.add(f32x4.sub(f32x4.mul(coefficients0, last0), before0), sample);
    const next1 = f32x4.add(f32x4.sub(f32x4.mul(coefficients1, last1), before1), sample);
    power = f32x4.add(power, f32x4.mul(sample, sample));
    before0 = last0;
    before1 = last1;
    last0 = next0;
    last1 = next1;
  }
  v128.store(bank, last0, 32);
  v128.store(bank, last1, 48);
  v128.store(bank, before0, 64);
  v128.store(bank, before1, 80);
  v128.store(bank, power, 96);
}
