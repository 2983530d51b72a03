// The page: hands requests of bench/tensor.ts to its worker.
const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });

const ask = (request: unknown): Promise<unknown> =>
  new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => ('error' in data ? reject(new Error(data.error)) : resolve(data.answer));
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage(request);
  });

Object.assign(window, { ask });
