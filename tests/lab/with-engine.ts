// A lab as it is, some parts of its engine replaced.
import type { AnyEngine, Lab } from '../../core/lab/lab.ts';

export const withEngine = (lab: Lab, replace: (engine: AnyEngine) => Partial<AnyEngine>): Lab => ({
  ...lab,
  engine: async () => {
    const engine = await lab.engine();
    return { ...engine, ...replace(engine) };
  },
});
