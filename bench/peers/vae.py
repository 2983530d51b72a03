"""The variational autoencoder of bench/tensor.ts and bench/vae.ts in PyTorch. Reads one request a line as JSON, answers each with one line."""
import gzip
import json
import pathlib
import sys
import time

try:
    import torch
except ImportError:
    print("null", flush=True)
    sys.exit()

import torch.nn.functional as F

PIXELS, HIDDEN, LATENT, BATCH = 784, 400, 20, 128
torch.set_num_threads(int(sys.argv[1]))
torch.manual_seed(1)
encoder = torch.nn.Linear(PIXELS, HIDDEN)
mean, log_variance = torch.nn.Linear(HIDDEN, LATENT), torch.nn.Linear(HIDDEN, LATENT)
decoder, logits = torch.nn.Linear(LATENT, HIDDEN), torch.nn.Linear(HIDDEN, PIXELS)
parameters = [p for layer in (encoder, mean, log_variance, decoder, logits) for p in layer.parameters()]
adam = torch.optim.Adam(parameters, lr=1e-3)
images = (torch.rand(4096, PIXELS) < torch.rand(PIXELS) * 0.3).float()


def bound(x):
    """Of a batch, in nats an image."""
    h = F.relu(encoder(x))
    m, v = mean(h), log_variance(h)
    z = m + torch.exp(0.5 * v) * torch.randn_like(m)
    likelihood = -F.binary_cross_entropy_with_logits(logits(F.relu(decoder(z))), x, reduction="sum")
    complexity = 0.5 * torch.sum(m * m + v.exp() - 1 - v)
    return (likelihood - complexity) / len(x)


def step(x):
    adam.zero_grad(set_to_none=True)
    loss = -bound(x)
    loss.backward()
    adam.step()
    return loss


def digits(file):
    """The digits that ship with the lab, as grey levels."""
    folder = pathlib.Path(__file__).parents[2] / "samples" / "data"
    with gzip.open(folder / f"mnist-{file}-images-idx3-ubyte.gz") as stream:
        pixels = bytearray(stream.read()[16:])
    return torch.frombuffer(pixels, dtype=torch.uint8).reshape(-1, PIXELS).float() / 255


def until(nats):
    """Seconds of training on digits until 500 held-out ones are worth so many nats, looked at every 50 steps."""
    levels, judged = digits("train-10000"), torch.bernoulli(digits("t10k-2000")[:500])
    start, taken = time.perf_counter(), 0
    while True:
        for rows in torch.randperm(len(levels)).split(BATCH):
            step(torch.bernoulli(levels[rows]))
            taken += 1
            if taken % 50 == 0:
                with torch.no_grad():
                    if bound(judged) >= nats:
                        return time.perf_counter() - start


def steps(count):
    """Milliseconds a step."""
    start = time.perf_counter()
    for i in range(count):
        loss = step(images[(i * BATCH) % 4096 :][:BATCH])
    loss.item()
    return (time.perf_counter() - start) / count * 1e3


def product(count):
    """GFLOP/s of the first layer's product."""
    a, b = torch.randn(BATCH, PIXELS), torch.randn(PIXELS, HIDDEN)
    best = float("inf")
    for _ in range(count):
        start = time.perf_counter()
        a @ b
        best = min(best, time.perf_counter() - start)
    return 2 * BATCH * PIXELS * HIDDEN / best / 1e9


print(json.dumps(torch.__version__), flush=True)
for line in sys.stdin:
    request = json.loads(line)
    print(json.dumps({"steps": steps, "product": product, "until": until}[request["case"]](request["count"])), flush=True)
