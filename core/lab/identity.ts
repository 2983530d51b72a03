// Exact statements that a lab declares, shows live and is tested by.
import type { Values } from './param.ts';
import type { Result } from './result.ts';

export interface Identity<N extends string = string, V = Values> {
  readonly name: string;
  readonly tex: string;
  /** The scalars it is about, all that `residual` reads; their largest magnitude, at least 1, scales the tolerance. */
  readonly of: readonly N[];
  /** Zero where the statement holds. */
  readonly residual: (scalars: Readonly<Record<N, number>>, values: V) => number;
  readonly tolerance: number;
}

export interface IdentityCheck {
  readonly name: string;
  readonly residual: number;
  readonly tolerance: number;
  readonly holds: boolean;
}

/** Each identity's residual against its tolerance, scaled by the largest term it is about; one with an unknown term says nothing. */
export function checkIdentities(identities: readonly Identity[], result: Result, values: Values): IdentityCheck[] {
  const known = identities.filter(({ of }) => of.every((scalar) => result.scalars[scalar] !== undefined));
  return known.map(({ name, of, residual, tolerance }) => {
    const magnitude = Math.max(1, ...of.map((scalar) => Math.abs(result.scalars[scalar] as number)));
    const found = residual(result.scalars, values);
    return { name, residual: found, tolerance: tolerance * magnitude, holds: Math.abs(found) <= tolerance * magnitude };
  });
}
