// What of the page is looked at, whichever run it shows.
import { createStore } from 'zustand/vanilla';

export interface View {
  /** The plot that was last pointed at or focused: a lecture shows it. */
  readonly plot: string | undefined;
  /** What stands beside the pictures. */
  readonly side: string;
  /** The scalar whose derivation was asked for. */
  readonly derived: string | undefined;
  /** The parameter that the tour speaks of: its group is unfolded. */
  readonly param: string | undefined;
  /** The lab through which a tour is under way, and its step. */
  readonly tour: { readonly lab: string; readonly at: number } | undefined;
}

export const view = createStore<View>(() => ({ plot: undefined, side: 'controls', derived: undefined, param: undefined, tour: undefined }));

/** Opens the derivation of a term beside the pictures. */
export const derive = (derived: string): void => view.setState({ side: 'equations', derived });
