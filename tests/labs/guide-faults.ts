// What a lab leaves unsaid of itself, or says of what is not there.
import katex from 'katex';
import type { Guide, TourPlace } from '../../core/lab/guide.ts';
import type { Lab } from '../../core/lab/lab.ts';
import { isProse } from './declaration-faults.ts';

/** One line a fault: every plot is explained, every term of headline and ledger derived, and the tour leads only where something is. */
export function guideFaults(lab: Lab, { explain, derive, tour = [] }: Guide): string[] {
  const faults: string[] = [];
  const expect = (holds: boolean, fault: string) => void (holds || faults.push(fault));
  const prose = (text: string | undefined, where: string) => expect(text === undefined || isProse(text), `${where}: says ${text}`);

  const plots = Object.keys(lab.plots);
  const headlines = [lab.headline, ...(lab.headlines ?? [])];
  const terms = [...headlines.flatMap(({ left, terms }) => [left, ...terms]), ...lab.ledger.rows.flatMap((row) => row.terms)].map(
    ({ scalar }) => scalar,
  );
  for (const plot of plots) expect(Object.hasOwn(explain, plot), `${plot}: not explained`);
  for (const term of new Set([...terms, lab.ledger.total])) expect(Object.hasOwn(derive, term), `${term}: not derived`);

  for (const [plot, { shows, tries, trail }] of Object.entries(explain)) {
    expect(plots.includes(plot), `explains ${plot}, which is no plot`);
    for (const text of [shows, tries, trail]) prose(text, plot);
  }
  for (const [term, lines] of Object.entries(derive)) {
    expect(Object.hasOwn(lab.scalars, term), `derives ${term}, which is no scalar`);
    expect(lines.length > 0, `${term}: derived in no line`);
    for (const { tex, sentence } of lines) {
      prose(sentence, term);
      try {
        katex.renderToString(tex, { output: 'mathml', throwOnError: true, strict: false });
      } catch (error) {
        faults.push(`${term}: ${(error as Error).message}`);
      }
    }
  }

  const there = (at: TourPlace) =>
    ('plot' in at && plots.includes(at.plot)) ||
    ('param' in at && Object.hasOwn(lab.params, at.param)) ||
    ('term' in at && terms.includes(at.term)) ||
    'part' in at;
  for (const { title, text, at, preset } of tour) {
    for (const said of [title, text]) prose(said, title);
    expect(there(at), `${title}: at ${JSON.stringify(at)}, where nothing is`);
    expect(preset === undefined || Object.hasOwn(lab.presets, preset), `${title}: no preset ${preset}`);
  }
  expect(tour.length > 0 === (lab.tours === true), 'a tour that is not declared, or is not there');
  return faults;
}
