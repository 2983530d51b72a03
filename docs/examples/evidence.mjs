// @ts-check
// The lab of the bound without a page: the identity at a few widths of q, then the same posterior by draws.
import { checkIdentities, createRandom, inference, initialValues, loadLab, openRun, parseValues } from 'free-energy-lab/core';

const lab = await loadLab('bound');
for (const qSd of [0.2, 0.4, 0.8]) {
  const values = parseValues(lab.params, initialValues(lab.params), { model: 'gaussian', qSd });
  const run = await openRun(lab, values, 1);
  const { result } = await run.next(0, values);
  const { logEvidence = Number.NaN, elbo = Number.NaN, gap = Number.NaN } = result.scalars;
  const holds = checkIdentities(lab.identities, result, values).every((identity) => identity.holds);
  console.log(
    `sd of q ${qSd}: bound ${elbo.toFixed(4)} + KL ${gap.toFixed(4)} = log evidence ${logEvidence.toFixed(4)} (${holds ? 'holds' : 'broken'})`,
  );
  run.close();
}

const draws = createRandom(1);
console.log(`a normal that is the same on every machine: ${draws.normal()}; samplers: ${inference.kernelNames.join(', ')}`);
