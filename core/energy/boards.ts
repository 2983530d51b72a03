// What boards measured: the anomaly detector of a public benchmark is all dense, a twin of LeNet-300-100 in its count of multiplications.

export interface Board {
  readonly name: string;
  /** Median microjoules an inference. */
  readonly microjoules: number;
  readonly multiplyAccumulates: number;
  readonly source: string;
}

const tiny = (version: string) => `MLPerf Tiny ${version}, closed division, anomaly detection`;

/** 264,192 multiply–accumulates, int8. */
const ANOMALY = 264_192;

export const boards: readonly Board[] = [
  { name: 'STM32U385, Cortex-M33, 96 MHz', microjoules: 31.8, multiplyAccumulates: ANOMALY, source: tiny('v1.3') },
  { name: 'STM32U575, Cortex-M33, 160 MHz', microjoules: 77.2, multiplyAccumulates: ANOMALY, source: tiny('v1.3') },
  { name: 'STM32L4R5, Cortex-M4, 120 MHz', microjoules: 203, multiplyAccumulates: ANOMALY, source: tiny('v1.2') },
];
