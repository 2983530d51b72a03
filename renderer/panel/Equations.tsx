// The lab's equations with their sources, its identities with their residual now, and its certificates.
import { Check, X } from 'lucide-react';
import { certificatesOf } from '../../core/lab/certificate.ts';
import { checkIdentities } from '../../core/lab/identity.ts';
import { residualText } from '../../core/lab/ledger.ts';
import { useLab, useRun } from '../run-context.tsx';
import { Certificate } from './Certificate.tsx';
import { Derivation } from './Derivation.tsx';
import style from './Equations.module.css';
import { onceAFrame } from './once-a-frame.ts';
import { Tex } from './Tex.tsx';

/** The names of the certificates that apply, as text, so that only others are a change. */
const applying = onceAFrame(
  (lab, result) =>
    certificatesOf(lab.certificates, result)
      .map(({ name }) => name)
      .join(' '),
  '',
);

export function Equations() {
  const equations = useLab().equations;
  const identities = useLab().identities;
  const declared = useLab().certificates ?? {};
  const applied = useRun(applying).split(' ');
  const certificates = Object.entries(declared).filter(([name]) => applied.includes(name));
  return (
    <div className={style.equations}>
      <Derivation />
      {equations.map(({ title, tex, sentence, source }) => (
        <section key={title}>
          <h3>{title}</h3>
          <div className={style.equation}>
            <Tex tex={tex} long />
          </div>
          <p>{sentence}</p>
          <p className={style.source}>{source}</p>
        </section>
      ))}
      {identities.length > 0 && (
        <section>
          <h3>Identities, now</h3>
          <ul>
            {identities.map(({ name, tex }, index) => (
              <li key={name} className={style.identity}>
                <Tex tex={tex} long />
                <Residual index={index} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {certificates.length > 0 && (
        <section>
          <h3>Certificates</h3>
          {certificates.map(([name, spec]) => (
            <Certificate key={name} name={name} spec={spec} />
          ))}
        </section>
      )}
    </div>
  );
}

function Residual({ index }: { readonly index: number }) {
  const result = useRun((run) => run.frame?.result);
  const values = useRun((run) => run.frameValues);
  const identities = useLab().identities;
  if (!result) return null;
  const [check] = checkIdentities(identities.slice(index, index + 1), result, values);
  if (!check) return <span className={`${style.residual} ${style.unknown}`}>a term is unknown here</span>;
  return (
    <span className={style.residual} data-holds={check.holds}>
      {check.holds ? <Check size="0.8125rem" aria-hidden="true" /> : <X size="0.8125rem" aria-hidden="true" />}
      {check.holds ? 'holds' : 'fails'}, residual {residualText(Math.abs(check.residual))}
    </span>
  );
}
