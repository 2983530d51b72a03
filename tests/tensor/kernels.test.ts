import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { kernelsModule } from '../../scripts/build-kernels.ts';

test('the kernels are those of their source', async () => {
  const written = readFileSync(join(import.meta.dirname, '../../core/tensor/kernels.generated.ts'), 'utf8');
  expect(written).toBe(await kernelsModule());
}, 60_000);
