"""The samplers in NumPy and PyTorch. Reads one request a line as JSON, answers each with one line: microseconds a step, or draws and seconds."""
import json
import math
import sys
import time

import numpy as np

try:
    import torch

    torch.set_grad_enabled(False)
except ImportError:
    torch = None

folder = sys.argv[1]
rng = np.random.Generator(np.random.SFC64(1))
BATCH, GAMMA = 100, 0.55


def step_size(t):
    return 0.01 * (1 + t / 1000) ** -GAMMA


mixture = np.fromfile(f"{folder}/mixture.f64")
labels = np.fromfile(f"{folder}/y.f64")
features = np.fromfile(f"{folder}/x.f64").reshape(len(labels), -1)
signs = 2 * labels - 1
N, SIZE, DIMENSION = len(mixture), *features.shape


def timed(run, steps):
    run(max(10, steps // 10))
    start = time.perf_counter()
    run(steps)
    return (time.perf_counter() - start) / steps * 1e6


def mixture_numpy(chains):
    """Every array is made once; random numbers are drawn for many steps at a time."""
    block = max(1, 8192 // chains)
    theta, a, b, u, v, w = np.zeros((2, chains)), *np.zeros((5, chains))
    a, b = theta
    shrink = np.empty((2, 1))

    def run(steps):
        for t in range(steps):
            i = t % block
            if i == 0:
                noise = rng.standard_normal((block, 2, chains))
                rows = rng.integers(0, N, (block, chains), dtype=np.int64)
            eps = step_size(t)
            np.take(mixture, rows[i], out=u, mode="clip")
            np.subtract(u, a, out=u)
            np.subtract(u, b, out=v)
            np.add(u, v, out=w)
            np.multiply(w, b, out=w)
            np.multiply(w, -0.25, out=w)
            np.exp(w, out=w)
            np.add(w, 1, out=w)
            np.divide(1, w, out=w)
            np.multiply(v, w, out=v)
            np.multiply(w, b, out=w)
            np.subtract(u, w, out=u)
            np.multiply(u, N * eps / 4, out=u)
            np.multiply(v, N * eps / 4, out=v)
            shrink[0, 0], shrink[1, 0] = 1 - eps / 20, 1 - eps / 2
            np.multiply(theta, shrink, out=theta)
            np.add(a, u, out=a)
            np.add(b, v, out=b)
            shaken = noise[i]
            np.multiply(shaken, math.sqrt(eps), out=shaken)
            np.add(theta, shaken, out=theta)

    return run


def mixture_plain(chains):
    """The same as one would write it first."""
    theta = np.zeros((2, chains))

    def run(steps):
        nonlocal theta
        for t in range(steps):
            eps = step_size(t)
            a, b = theta
            u = mixture[rng.integers(0, N, chains)] - a
            v = u - b
            second = 1 / (1 + np.exp((v * v - u * u) / 4))
            gradient = np.stack([N / 2 * (u - second * b) - a / 10, N / 2 * second * v - b])
            theta = theta + eps / 2 * gradient + math.sqrt(eps) * rng.standard_normal((2, chains))

    return run


def mixture_scalars(_):
    """One chain in Python's own numbers, NumPy only for blocks of random ones."""
    x = mixture.tolist()

    def run(steps):
        a = b = 0.0
        for begin in range(0, steps, 4096):
            noise = rng.standard_normal((4096, 2)).tolist()
            rows = rng.integers(0, N, 4096).tolist()
            for t in range(begin, min(steps, begin + 4096)):
                eps = step_size(t)
                sd = math.sqrt(eps)
                n1, n2 = noise[t - begin]
                u = x[rows[t - begin]] - a
                v = u - b
                second = 1 / (1 + math.exp((v * v - u * u) / 4))
                g1 = N / 2 * (u - second * b) - a / 10
                g2 = N / 2 * second * v - b
                a += eps / 2 * g1 + sd * n1
                b += eps / 2 * g2 + sd * n2

    return run


def mixture_torch(chains):
    x = torch.from_numpy(mixture)
    theta = torch.zeros(2, chains, dtype=torch.float64)
    a, b = theta
    noise, rows = torch.empty_like(theta), torch.empty(chains, dtype=torch.int64)
    shrink = torch.tensor([[-0.1], [-1.0]], dtype=torch.float64)

    def run(steps):
        for t in range(steps):
            eps = step_size(t)
            rows.random_(0, N)
            u = x[rows].sub_(a)
            v = u - b
            second = torch.sigmoid_((u + v).mul_(b).mul_(0.25))
            gradient = theta * shrink
            gradient[0].add_(u.sub_(second * b), alpha=N / 2)
            gradient[1].add_(second.mul_(v), alpha=N / 2)
            theta.add_(gradient, alpha=eps / 2).add_(noise.normal_(), alpha=math.sqrt(eps))

    return run


def logistic_numpy(_):
    w = np.zeros(DIMENSION)

    def run(steps):
        nonlocal w
        for t in range(steps):
            eps = step_size(t) / 100
            rows = rng.choice(SIZE, BATCH, replace=False, shuffle=False)
            x, sign = features.take(rows, axis=0), signs.take(rows)
            pull = sign / (1 + np.exp(sign * (x @ w)))
            w += eps / 2 * (SIZE / BATCH * (pull @ x) - w) + math.sqrt(eps) * rng.standard_normal(DIMENSION)

    return run


def logistic_torch(_):
    """Rows with replacement, which costs PyTorch much less than without."""
    every, sign_of = torch.from_numpy(features), torch.from_numpy(signs)
    w = torch.zeros(DIMENSION, dtype=torch.float64)

    def run(steps):
        for t in range(steps):
            eps = step_size(t) / 100
            rows = torch.randint(SIZE, (BATCH,))
            x, sign = every[rows], sign_of[rows]
            pull = sign.mul(torch.sigmoid((x @ w).mul_(sign).neg_()))
            gradient = (x.T @ pull).mul_(SIZE / BATCH).sub_(w)
            w.add_(gradient, alpha=eps / 2).add_(torch.randn(DIMENSION, dtype=torch.float64), alpha=math.sqrt(eps))

    return run


def gradient(w):
    """Log density and gradient from all rows."""
    against = -signs * (features @ w)
    small = np.exp(-np.abs(against))
    pull = signs * np.where(against > 0, 1, small) / (1 + small)
    return -0.5 * w @ w - np.sum(np.maximum(against, 0)) - np.sum(np.log1p(small)), pull @ features - w


def gradients_numpy(_):
    w = np.full(DIMENSION, 0.1)
    return lambda steps: [gradient(w) for _ in range(steps)] and None


def gradients_torch(_):
    every, sign = torch.from_numpy(features), torch.from_numpy(signs)
    w = torch.full((DIMENSION,), 0.1, dtype=torch.float64)

    def run(steps):
        for _ in range(steps):
            z = (every @ w).mul_(sign)
            torch.nn.functional.logsigmoid(z).sum()
            every.T @ torch.sigmoid(-z).mul_(sign) - w

    return run


def nuts(step, draws, theta):
    """The sampler of core/inference/mcmc/nuts.ts line by line, a point being (theta, momentum, gradient, log density)."""
    tally = 0

    def leap(point, eps):
        nonlocal tally
        tally += 1
        half = point[1] + eps / 2 * point[2]
        at = point[0] + eps * half
        height, slope = gradient(at)
        return at, half + eps / 2 * slope, slope, height

    def energy(point):
        return point[1] @ point[1] / 2 - point[3]

    def apart(first, last, total):
        return first @ total > 0 and last @ total > 0

    def joined(one, two, drawn, weight):
        total = one[4] + two[4]
        turned = (
            not apart(one[0][1], two[1][1], total)
            or not apart(one[0][1], two[0][1], one[4] + two[0][1])
            or not apart(one[1][1], two[1][1], one[1][1] + two[4])
        )
        return one[0], two[1], drawn, weight, total, turned

    def grow(start, direction, depth, level):
        if depth == 0:
            point = leap(start, direction * step)
            error = energy(point) - level
            return point, point, point, -error, point[1], not error <= 1000
        near = grow(start, direction, depth - 1, level)
        if near[5]:
            return near
        far = grow(near[1] if direction == 1 else near[0], direction, depth - 1, level)
        if far[5]:
            return far
        weight = np.logaddexp(near[3], far[3])
        drawn = far[2] if math.log(1 - rng.random()) < far[3] - weight else near[2]
        return joined(near, far, drawn, weight) if direction == 1 else joined(far, near, drawn, weight)

    out = []
    height, slope = gradient(theta)
    for _ in range(draws):
        start = theta, rng.standard_normal(DIMENSION), slope, height
        level = energy(start)
        whole = start, start, start, 0.0, start[1], False
        for depth in range(10):
            direction = 1 if rng.random() < 0.5 else -1
            more = grow(whole[1] if direction == 1 else whole[0], direction, depth, level)
            if more[5]:
                break
            drawn = more[2] if math.log(1 - rng.random()) < more[3] - whole[3] else whole[2]
            weight = np.logaddexp(whole[3], more[3])
            whole = joined(whole, more, drawn, weight) if direction == 1 else joined(more, whole, drawn, weight)
            if whole[5]:
                break
        theta, _, slope, height = whole[2]
        out.append(theta.tolist())
    return out, tally


print(json.dumps({"numpy": np.__version__, "torch": torch and torch.__version__}), flush=True)
made = {}
for line in sys.stdin:
    request = json.loads(line)
    case, chains, steps = request["case"], request.get("chains", 1), request["steps"]
    if case == "nuts":
        start = time.perf_counter()
        draws, evaluations = nuts(request["stepSize"], steps, np.array(request["start"]))
        answer = {"seconds": time.perf_counter() - start, "draws": draws, "evaluations": evaluations}
    else:
        run = made.setdefault((case, chains), globals()[case](chains))
        if case.endswith("torch"):
            answers = []
            for threads in (1, 2):
                torch.set_num_threads(threads)
                answers.append(timed(run, steps))
            answer = min(answers)
        else:
            answer = timed(run, steps)
    print(json.dumps(answer), flush=True)
