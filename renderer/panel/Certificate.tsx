// An estimate against its exact value: how far apart, in standard errors, and whether that can be chance.
import { Check, X } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';
import { type CertificateSpec, certificatesOf, Z_LIMIT } from '../../core/lab/certificate.ts';
import { countNumber, fineNumber, shortNumber } from '../../core/lab/number-text.ts';
import { useLab, useRun } from '../run-context.tsx';
import button from '../shell/Button.module.css';
import menu from '../shell/Menu.module.css';
import style from './Certificate.module.css';

export function Certificate({ name, spec }: { readonly name: string; readonly spec: CertificateSpec }) {
  const result = useRun((run) => run.frame?.result);
  const seed = useRun((run) => run.seed);
  const newSeed = useRun((run) => run.newSeed);
  const label = useLab().scalars[spec.estimate]?.label ?? name;
  const [found] = result ? certificatesOf({ [name]: spec }, result) : [];
  if (!found) return null;
  const { estimate, standardError, exact, z, draws, holds } = found;
  return (
    <div className={style.certificate} data-holds={holds}>
      <p>
        {label}: <b>{fineNumber(estimate)}</b> ± {fineNumber(standardError)}, exact <b>{fineNumber(exact)}</b>
      </p>
      <DialogTrigger>
        <Button className={style.verdict}>
          {holds ? <Check size="0.8125rem" aria-hidden="true" /> : <X size="0.8125rem" aria-hidden="true" />}
          {holds ? 'agrees' : 'disagrees'}, z = {shortNumber(z)}
        </Button>
        <Popover className={menu.popover} placement="bottom end">
          <Dialog className={style.test} aria-label={`The test of ${label}`}>
            <p>{spec.test}</p>
            <p className="soft">
              {draws === undefined
                ? `It agrees while |z| ≤ ${Z_LIMIT}: chance exceeds that once in 16 000 tests.`
                : `It agrees while chance is as far off oftener than once in 16 000 tests, by Student’s t of ${countNumber(draws)} draws.`}{' '}
              Seed {seed}.
            </p>
            <Button className={button.small} onPress={newSeed}>
              Run it again with a new seed
            </Button>
          </Dialog>
        </Popover>
      </DialogTrigger>
    </div>
  );
}
