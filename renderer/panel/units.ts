// What quantities of information are shown in. Whatever a lab gives in nats is shown in the unit that is chosen in its panel.
import { createContext, useContext } from 'react';
import { useLab, useRun } from '../run-context.tsx';

export const units = {
  nats: { factor: 1, help: 'Natural logarithms.' },
  bits: { factor: Math.LOG2E, help: 'Logarithms to base 2: nats divided by ln 2.' },
  kT: { factor: 1, help: 'Energy in units of the thermal energy kT, where probabilities are exp(−E/kT): the number is that of the nats.' },
} as const;
export type Unit = keyof typeof units;

export const UnitContext = createContext<{ readonly unit: Unit; readonly setUnit: (unit: Unit) => void }>({
  unit: 'nats',
  setUnit: () => {},
});

export const useUnit = () => useContext(UnitContext);

/** A scalar of the frame that is shown, in the chosen unit. */
export function useScalar(name: string): number {
  const { unit } = useUnit();
  const inNats = useLab().scalars[name]?.unit === 'nat';
  const value = useRun((run) => run.frame?.result.scalars[name] ?? Number.NaN);
  return inNats ? value * units[unit].factor : value;
}
