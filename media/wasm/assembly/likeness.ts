// @ts-nocheck AssemblyScript: its own compiler checks the types
/** How alike two stretches of sound are: what a period of the voice is found by. */

/** Energies below this are noise: no period is read from it. */
const FLOOR: f32 = 1000;

function sum4(lanes: v128): f32 {
  const pairs = f32x4.add(lanes, f32x4.shuffle(lanes, lanes, 2, 3, 0, 1));
  return f32x4.extract_lane(pairs, 0) + f32x4.extract_lane(pairs, 1);
}

/** How alike two stretches of `count` floats are, from -1 to 1, if the second is not weaker than the first. */
export function likeness(a: usize, b: usize, count: i32, energy: f32): f32 {
  let product = f32x4.splat(0);
  let square = f32x4.splat(0);
  for (const end = a + (<usize> count << 2); a < end; a += 16, b += 16) {
    const earlier = v128.load(b);
    product = f32x4.add(product, f32x4.mul(v128.load(a), earlier));
    square = f32x4.add(square, f32x4.mul(earlier, earlier));
  }
  const floor = FLOOR * <f32> count;
  return sum4(product) / sqrt<f32>(max<f32>(sum4(square), floor) * max<f32>(energy, floor));
}

export function energyOf(at: usize, count: i32): f32 {
  let square = f32x4.splat(0);
  for (const end = at + (<usize> count << 2); at < end; at += 16) {
    const four = v128.load(at);
    square = f32x4.add(square, f32x4.mul(four, four));
  }
  return sum4(square);
}
