// What coordinates are called in a file: in their own script, without signs, each name once.

/** Columns of the table of draws and dimensions of ArviZ, which no coordinate may be called. */
const TAKEN = ['chain', 'draw', 'step', 'step_size'];

/** Letters, marks and digits of any script, all else one underscore; raised and lowered digits as digits, θ as its name; clashes numbered from 2. */
export function variableNames(names: readonly string[]): readonly string[] {
  const taken = new Set(TAKEN);
  return names.map((name) => {
    const plain = name
      .normalize('NFKC')
      .replaceAll('θ', 'theta')
      .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, '_');
    const wanted = /^_?$/.test(plain) ? 'column' : plain;
    let unlike = wanted;
    for (let again = 2; taken.has(unlike); again += 1) unlike = `${wanted}_${again}`;
    taken.add(unlike);
    return unlike;
  });
}
