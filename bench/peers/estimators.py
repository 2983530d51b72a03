"""The estimators and the layer of bench/estimators.ts in PyTorch. Reads one request a line as JSON, answers each with milliseconds."""
import itertools
import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor

try:
    import torch
except ImportError:
    print("null", flush=True)
    sys.exit()

MEAN, SD, BASELINE = 1.0, 0.5, 1.25
INPUTS, OUTPUTS, BATCH = 784, 400, 128


class Scratch:
    """Memory for blocks of estimates, made once, and a generator that fills it."""

    def __init__(self, count, dtype, seed):
        self.x, self.f, self.s = (torch.empty(count, dtype=dtype) for _ in range(3))
        self.random = torch.Generator().manual_seed(seed)


def pathwise(m, count):
    return m.x[:count].normal_(MEAN, SD, generator=m.random).mul_(2)


def score(m, count, b=0.0):
    x, f = m.x[:count].normal_(MEAN, SD, generator=m.random), m.f[:count]
    torch.mul(x, x, out=f)
    if b:
        f.sub_(b)
    return x.sub_(MEAN).mul_(f).mul_(1 / SD**2)


def baseline(m, count):
    return score(m, count, BASELINE)


def antithetic(m, count):
    x, other = m.x[:count].normal_(MEAN, SD, generator=m.random), m.f[:count]
    torch.sub(2 * MEAN, x, out=other)
    return x.mul_(2).add_(other.mul_(2)).mul_(0.5)


def leave_one_out(m, count):
    x, f, s = m.x[: 4 * count].normal_(MEAN, SD, generator=m.random).view(-1, 4), m.f[: 4 * count].view(-1, 4), m.s[:count]
    torch.mul(x, x, out=f)
    f.sub_(f.mean(1, keepdim=True))
    return torch.sum(f.mul_(x.sub_(MEAN)), 1, out=s).mul_(1 / SD**2 / 3)


def autograd(name, count, dtype):
    """The mean as a million leaves, so that each estimate is the gradient of its own."""
    mean = torch.full((count,), MEAN, dtype=dtype, requires_grad=True)
    if name == "pathwise":
        x = mean + SD * torch.randn(count, dtype=dtype)
        (x * x).sum().backward()
    else:
        with torch.no_grad():
            x = mean + SD * torch.randn(count, dtype=dtype)
            weight = x * x - (BASELINE if name == "baseline" else 0)
        (weight * -0.5 * ((x - mean) / SD) ** 2).sum().backward()
    return mean.grad


WAYS = {each.__name__: each for each in (pathwise, score, baseline, antithetic, leave_one_out)}
pool = ThreadPoolExecutor(2)
made = {}


def once(key, make):
    if key not in made:
        made[key] = make()
    return made[key]


def timed(run, rounds):
    start = time.perf_counter()
    for _ in range(rounds):
        run()
    return (time.perf_counter() - start) / rounds * 1e3


def ways_of(name, count, dtype, how):
    """What may be quickest: all at once or in blocks that stay in the cache, on one thread or two; as (threads, function)."""
    if how == "autograd":
        autograd_of = lambda: autograd(name, count, dtype)
        return autograd_of().mean(), [(threads, autograd_of) for threads in (1, 2)]
    way = WAYS[name]
    group = 4 if name == "leave_one_out" else 1
    parts = 2 if how == "generators" else 1
    memory = [Scratch(group * count // parts, dtype, i) for i in range(parts)]

    def blocks(m, size):
        for begin in range(0, count // parts, size):
            way(m, min(size, count // parts - begin))

    def run(size):
        if parts == 1:
            return lambda: blocks(memory[0], size)
        return lambda: list(pool.map(lambda m: blocks(m, size), memory))

    runs = [run(size) for size in (count // parts, 16384 // group)]
    return way(memory[0], count // parts).mean(), [(threads, each) for each in runs for threads in ((1, 2) if parts == 1 else (1,))]


def least(of, times):
    return min(of() for _ in range(times))


def quickest(key, make):
    """The best of some (threads, function), found at the first question."""

    def find():
        def tried(each):
            torch.set_num_threads(each[0])
            return least(lambda: timed(each[1], 1), 4)

        return min(make(), key=tried)

    threads, run = once(key, find)
    torch.set_num_threads(threads)
    return run


def estimates(name, count, rounds, dtype, how):
    """Milliseconds a round."""

    def make():
        mean, ways = ways_of(name, count, getattr(torch, dtype), how)
        if not abs(mean.item() - 2 * MEAN) < 0.1:
            raise ValueError(f"{name}: {mean.item()} on average")
        return ways

    return timed(quickest((name, count, dtype, how), make), rounds)


def layer(dense):
    """A step of a layer of normal weights, by draws of the pre-activations."""
    torch.manual_seed(1)
    a = torch.randn(8 * BATCH, INPUTS) if dense else (torch.rand(8 * BATCH, INPUTS) < torch.rand(INPUTS) * 0.3).float()
    y = torch.randn(8 * BATCH, OUTPUTS)
    mean = (torch.randn(INPUTS, OUTPUTS) / INPUTS**0.5).requires_grad_()
    log_sd = torch.full((INPUTS, OUTPUTS), -3.0, requires_grad=True)
    adams = [torch.optim.Adam([mean, log_sd], lr=1e-3, foreach=foreach) for foreach in (False, True)]

    begin = itertools.cycle(range(0, 8 * BATCH, BATCH))

    def step(adam):
        i = next(begin)
        rows = slice(i, i + BATCH)
        x, target = a[rows], y[rows]
        adam.zero_grad(set_to_none=True)
        drawn = x @ mean + torch.sqrt((x * x) @ torch.exp(2 * log_sd)) * torch.randn(BATCH, OUTPUTS)
        loss = 0.5 / BATCH * torch.sum((drawn - target) ** 2)
        loss.backward()
        adam.step()
        return loss.item()

    return [(threads, lambda adam=adam: step(adam)) for threads in (1, 2) for adam in adams]


def layer_steps(dense, steps):
    """Milliseconds a step."""
    return timed(quickest(("layer", dense), lambda: layer(dense)), steps)


print(json.dumps(torch.__version__), flush=True)
for line in sys.stdin:
    request = json.loads(line)
    case = {"estimates": estimates, "layer": layer_steps}[request.pop("case")]
    print(json.dumps(case(**request)), flush=True)
