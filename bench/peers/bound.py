"""The Gaussian model of the Bound lab in NumPy: the same curves, landscape and path; prints milliseconds of one observation (median of 200)."""
import statistics
import time

import numpy as np


def normal(x, m, s):
    return np.exp(-0.5 * ((x - m) / s) ** 2) / (s * np.sqrt(2 * np.pi))


def observe(x, m0, t, s, m, sd):
    precision = 1 / t**2 + 1 / s**2
    mean, spread = (m0 / t**2 + x / s**2) / precision, precision**-0.5
    theta = np.linspace(mean - 6 * spread, mean + 6 * spread, 301)
    curves = [normal(theta, m0, t), normal(x, theta, s), normal(theta, mean, spread), normal(theta, m, sd)]
    mm, ss = np.meshgrid(np.linspace(-4, 4, 36), np.geomspace(0.05, 2, 36))
    energy = 0.5 * (np.log(2 * np.pi * t**2) + (ss**2 + (mm - m0) ** 2) / t**2) + 0.5 * (
        np.log(2 * np.pi * s**2) + (ss**2 + (x - mm) ** 2) / s**2
    )
    landscape = energy - 0.5 * np.log(2 * np.pi * np.e * ss**2)
    temperature = np.geomspace(0.05, 20, 31)
    path = 0.5 * temperature, 0.5 * np.log(2 * np.pi * np.e * spread**2 * temperature)
    draws = m + sd * np.random.default_rng(1).standard_normal(1000)
    weights = -0.5 * ((draws - m0) / t) ** 2 - 0.5 * ((x - draws) / s) ** 2 + 0.5 * ((draws - m) / sd) ** 2
    return curves, landscape, path, weights.mean(), weights.std()


times = []
for i in range(220):
    start = time.perf_counter()
    observe(1.5 + i * 1e-3, 0, 1, 1, 0.2, 0.8)
    times.append((time.perf_counter() - start) * 1e3)
print(statistics.median(times[20:]))
