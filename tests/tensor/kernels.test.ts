import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compressionModule, float64Module, kernelsModule } from '../../scripts/build-kernels.ts';

test.each([
  ['core/tensor/kernels.generated.ts', kernelsModule],
  ['core/math/float64.generated.ts', float64Module],
  ['core/compression/kernels.generated.ts', compressionModule],
])(
  '%s is made from its source',
  async (file, make) => {
    expect(readFileSync(join(import.meta.dirname, '../..', file), 'utf8')).toBe(await make());
  },
  60_000,
);
