// What a file keeps of a tensor of weights: exact numbers, codes on a grid or in a codebook, signs, or the few that are left of it.

/**
 * Codes q on an affine grid, w = s (q − z): one scale s and zero point z for the whole tensor, or one for each channel, which is the last axis.
 * z = 0 is a symmetric grid.
 */
export interface GridCodes {
  readonly kind: 'grid';
  readonly shape: readonly number[];
  /** From 2 to 8. */
  readonly bits: number;
  /** From −2^(bits − 1) to 2^(bits − 1) − 1, row by row. */
  readonly codes: Int8Array;
  readonly scales: Float32Array;
  readonly zeroPoints: Int8Array;
}

/** Codes into a table of at most 256 levels. */
export interface CodebookCodes {
  readonly kind: 'codebook';
  readonly shape: readonly number[];
  readonly levels: Float32Array;
  readonly codes: Uint8Array;
}

/** ±scale: one scale for the tensor, or one for each channel. */
export interface Signs {
  readonly kind: 'signs';
  readonly shape: readonly number[];
  /** 1 where a weight is +scale, 0 where it is −scale. */
  readonly positive: Uint8Array;
  readonly scales: Float32Array;
}

export interface Floats {
  readonly kind: 'float32';
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** 0 but at the kept places, whose numbers are a tensor of one axis, coded in their turn. */
export interface Sparse {
  readonly kind: 'sparse';
  readonly shape: readonly number[];
  /** Ascending places in the tensor, row by row. */
  readonly kept: Uint32Array;
  readonly values: Floats | CodebookCodes | GridCodes | Signs;
}

export type Coded = Floats | GridCodes | CodebookCodes | Signs | Sparse;

/** The weights that it stands for, row by row. */
export function decoded(coded: Coded): Float32Array {
  const channels = coded.shape.at(-1) ?? 1;
  switch (coded.kind) {
    case 'float32':
      return coded.values;
    case 'grid': {
      const { codes, scales, zeroPoints } = coded;
      const one = scales.length === 1;
      return Float32Array.from(codes, (code, at) => {
        const channel = one ? 0 : at % channels;
        return (scales[channel] as number) * (code - (zeroPoints[channel] as number));
      });
    }
    case 'codebook':
      return Float32Array.from(coded.codes, (code) => coded.levels[code] as number);
    case 'signs': {
      const { positive, scales } = coded;
      const one = scales.length === 1;
      return Float32Array.from(positive, (sign, at) => (sign ? 1 : -1) * (scales[one ? 0 : at % channels] as number));
    }
    case 'sparse': {
      const dense = new Float32Array(coded.shape.reduce((product, side) => product * side, 1));
      const values = decoded(coded.values);
      for (let at = 0; at < values.length; at += 1) dense[coded.kept[at] as number] = values[at] as number;
      return dense;
    }
  }
}

/** A layer of a classifier: its weights, its bias in float32, and what follows. */
export interface CodedLayer {
  readonly name: string;
  /** Dense [inputs, units], or filters [side, side, inputs, outputs] moved by 1 without padding. */
  readonly weights: Coded;
  readonly bias: Float32Array;
  /** `sign` is 1 from 0 on and −1 below. */
  readonly activation: 'linear' | 'relu' | 'sign';
  /** The largest of each square of this side, after the activation; 1 is none. */
  readonly pool: number;
}

/** Layers one after the other; the last gives a logit for each class. */
export interface CodedNetwork {
  readonly name: string;
  /** Of what comes in: [pixels], or [rows, columns, channels] of a convolution. */
  readonly input: readonly number[];
  readonly layers: readonly CodedLayer[];
}
