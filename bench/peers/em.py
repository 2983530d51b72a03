"""An iteration of EM of bench/em.ts by scikit-learn. Reads one request a line as JSON, answers each with milliseconds an iteration."""
import json
import sys
import time
import warnings

try:
    import numpy
    import sklearn
    from sklearn.mixture import GaussianMixture
except ImportError:
    print("null", flush=True)
    sys.exit()

warnings.filterwarnings("ignore")
print(json.dumps(sklearn.__version__), flush=True)


def seconds(data, means, iterations):
    """Of a fit of so many iterations from the same start."""
    count = len(means)
    mixture = GaussianMixture(
        count,
        covariance_type="full",
        tol=0,
        reg_covar=0,
        max_iter=iterations,
        weights_init=numpy.full(count, 1 / count),
        means_init=means,
        precisions_init=numpy.repeat(numpy.eye(2)[None], count, axis=0),
        init_params="random_from_data",
    )
    begun = time.perf_counter()
    mixture.fit(data)
    return time.perf_counter() - begun


for line in sys.stdin:
    request = json.loads(line)
    data = numpy.array(request["data"]).reshape(-1, 2)
    means = numpy.array(request["means"]).reshape(-1, 2)
    few, many = seconds(data, means, 1), seconds(data, means, 1 + request["iterations"])
    # What is not an iteration (the checks, the start, the last labels) takes as long in both.
    print(json.dumps(1000 * (many - few) / request["iterations"]), flush=True)
