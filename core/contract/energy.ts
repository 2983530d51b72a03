// What hosts read of joules: the door through which the desktop app, which knows no lab, comes to it.
export { type Energy, energyOf } from '../energy/reading.ts';
export type { Tree } from '../energy/tree.ts';
