// Written by `npx tsx scripts/measure-spikes.ts`; do not edit.
export const measured = {
  "mnist": {
    "denseError": 4.45,
    "scales": [
      {
        "lambda": 1e-10,
        "scales": [
          7.857,
          5.712,
          4.636
        ],
        "error": 4.45,
        "rounding": 261530.2,
        "sigmaDelta": 159540.1,
        "shuffled": 343527.4
      },
      {
        "lambda": 3.59e-10,
        "scales": [
          4.953,
          3.905,
          3.933
        ],
        "error": 4.5,
        "rounding": 171490.2,
        "sigmaDelta": 104345.2,
        "shuffled": 225298.3
      },
      {
        "lambda": 1.29e-9,
        "scales": [
          3.921,
          2.81,
          2.98
        ],
        "error": 4.8,
        "rounding": 131344.4,
        "sigmaDelta": 80330.7,
        "shuffled": 172774.5
      },
      {
        "lambda": 4.64e-9,
        "scales": [
          2.847,
          1.934,
          2.211
        ],
        "error": 5.05,
        "rounding": 95221.8,
        "sigmaDelta": 58911.9,
        "shuffled": 125877.8
      },
      {
        "lambda": 1.67e-8,
        "scales": [
          2.163,
          1.567,
          1.812
        ],
        "error": 4.9,
        "rounding": 68930.5,
        "sigmaDelta": 41699.1,
        "shuffled": 90431.3
      },
      {
        "lambda": 5.99e-8,
        "scales": [
          1.72,
          1.032,
          1.39
        ],
        "error": 5.15,
        "rounding": 57821.9,
        "sigmaDelta": 37184.3,
        "shuffled": 77765.9
      },
      {
        "lambda": 2.15e-7,
        "scales": [
          1.577,
          0.815,
          1.157
        ],
        "error": 5.6,
        "rounding": 51300.5,
        "sigmaDelta": 34256.6,
        "shuffled": 69871.8
      },
      {
        "lambda": 7.74e-7,
        "scales": [
          0.9042,
          0.6595,
          0.6846
        ],
        "error": 5.3,
        "rounding": 31961.4,
        "sigmaDelta": 21008.6,
        "shuffled": 43909.6
      },
      {
        "lambda": 0.00000278,
        "scales": [
          0.7604,
          0.4565,
          0.5364
        ],
        "error": 5.95,
        "rounding": 27124.2,
        "sigmaDelta": 19005.6,
        "shuffled": 38473.6
      },
      {
        "lambda": 0.00001,
        "scales": [
          0.6594,
          0.3652,
          0.4889
        ],
        "error": 7.6,
        "rounding": 23703.7,
        "sigmaDelta": 17937,
        "shuffled": 34819.2
      }
    ],
    "rates": [
      {
        "steps": 2,
        "error": 26.1,
        "additions": 40645.2
      },
      {
        "steps": 5,
        "error": 5,
        "additions": 106344.2
      },
      {
        "steps": 10,
        "error": 4.4,
        "additions": 213544
      },
      {
        "steps": 20,
        "error": 4.6,
        "additions": 427497.1
      }
    ]
  },
  "fashion": {
    "denseError": 15.7,
    "scales": [
      {
        "lambda": 1e-10,
        "scales": [
          9.759,
          7.458,
          7.057
        ],
        "error": 15.5,
        "rounding": 565898.7,
        "sigmaDelta": 207915.5,
        "shuffled": 581578.8
      },
      {
        "lambda": 3.59e-10,
        "scales": [
          9.746,
          6.945,
          6.956
        ],
        "error": 15.5,
        "rounding": 557098.2,
        "sigmaDelta": 204344.4,
        "shuffled": 570786.4
      },
      {
        "lambda": 1.29e-9,
        "scales": [
          9.091,
          6.356,
          7.306
        ],
        "error": 16.2,
        "rounding": 517819.7,
        "sigmaDelta": 188790.6,
        "shuffled": 530056
      },
      {
        "lambda": 4.64e-9,
        "scales": [
          7.919,
          6.047,
          6.481
        ],
        "error": 15.3,
        "rounding": 459336.6,
        "sigmaDelta": 168224.4,
        "shuffled": 472046.5
      },
      {
        "lambda": 1.67e-8,
        "scales": [
          6.458,
          4.393,
          5.778
        ],
        "error": 15.3,
        "rounding": 366245.7,
        "sigmaDelta": 132940.4,
        "shuffled": 373873.2
      },
      {
        "lambda": 5.99e-8,
        "scales": [
          4.265,
          2.799,
          4.514
        ],
        "error": 15.7,
        "rounding": 242390.6,
        "sigmaDelta": 88615.7,
        "shuffled": 248260.2
      },
      {
        "lambda": 2.15e-7,
        "scales": [
          3.092,
          1.943,
          3.684
        ],
        "error": 16,
        "rounding": 175926.4,
        "sigmaDelta": 66261.3,
        "shuffled": 182046.9
      },
      {
        "lambda": 7.74e-7,
        "scales": [
          2.113,
          1.214,
          2.375
        ],
        "error": 17.1,
        "rounding": 120778.8,
        "sigmaDelta": 45692.2,
        "shuffled": 125843.1
      },
      {
        "lambda": 0.00000278,
        "scales": [
          1.602,
          0.8758,
          1.564
        ],
        "error": 18.1,
        "rounding": 80005,
        "sigmaDelta": 31472.2,
        "shuffled": 80633.3
      },
      {
        "lambda": 0.00001,
        "scales": [
          1.073,
          0.58,
          0.9959
        ],
        "error": 22.4,
        "rounding": 62927.6,
        "sigmaDelta": 23841.5,
        "shuffled": 67646.3
      }
    ],
    "rates": [
      {
        "steps": 2,
        "error": 33.2,
        "additions": 97009.4
      },
      {
        "steps": 5,
        "error": 16.5,
        "additions": 238132.9
      },
      {
        "steps": 10,
        "error": 15.6,
        "additions": 477302.6
      },
      {
        "steps": 20,
        "error": 16,
        "additions": 955362.6
      }
    ]
  }
} as const;
