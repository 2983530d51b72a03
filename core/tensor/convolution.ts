// Convolutions of images (batch × height × width × channels) and their gradients as products of matrices: patches by filters.
import type { LabBackend } from './backend.ts';
import { real, register } from './kernel.ts';
import { multiply } from './kernels.ts';
import { backend_util, type NamedAttrMap, type TensorInfo } from './tf.ts';

/** Numbers of patches at a time: 8 MB. */
const PATCHES = 2 ** 21;

type Info = backend_util.Conv2DInfo;

/** Undefined for what is left to the plain kernels: channels first. */
function infoOf(images: readonly number[], filter: readonly number[], attributes: NamedAttrMap): Info | undefined {
  const {
    strides,
    pad,
    dataFormat = 'NHWC',
    dilations = 1,
    dimRoundingMode,
  } = attributes as unknown as {
    strides: number | [number, number];
    pad: 'valid' | 'same' | number;
    dataFormat?: string;
    dilations?: number | [number, number];
    dimRoundingMode?: 'floor' | 'round' | 'ceil';
  };
  if (dataFormat !== 'NHWC') return undefined;
  return backend_util.computeConv2DInfo(
    images as [number, number, number, number],
    filter as [number, number, number, number],
    strides,
    dilations,
    pad,
    dimRoundingMode,
    false,
    'channelsLast',
  );
}

/** Calls back for a few images at a time: how many, where they and their lines of output begin, and a place for their patches. */
function byImages(lab: LabBackend, info: Info, each: (batch: number, first: number, patches: number) => void): void {
  const { heap } = lab.kernels;
  const patch = info.filterHeight * info.filterWidth * info.inChannels * info.outHeight * info.outWidth;
  const most = Math.max(1, Math.min(info.batchSize, Math.floor(PATCHES / Math.max(1, patch))));
  const place = heap.allocate(4 * most * patch);
  for (let first = 0; first < info.batchSize; first += most) each(Math.min(most, info.batchSize - first), first, place);
  heap.free(place);
}

/** Patches from images, or images from patches. */
function move(lab: LabBackend, info: Info, operation: 'gather' | 'scatter', images: number, patches: number, batch: number): void {
  const { kernels } = lab;
  const lines = operation === 'gather' ? batch * info.outHeight : batch;
  const size = kernels.share(lines, 1, 1);
  kernels.run(operation, Math.ceil(lines / size), [
    images,
    patches,
    info.inHeight,
    info.inWidth,
    info.inChannels,
    info.filterHeight,
    info.filterWidth,
    info.outHeight,
    info.outWidth,
    info.strideHeight,
    info.strideWidth,
    info.dilationHeight,
    info.dilationWidth,
    info.padInfo.top,
    info.padInfo.left,
    batch,
    size,
  ]);
}

/** Counts a convolution, or one of its gradients: as many products, and numbers moved; filters are weights on the way forward. */
function count(lab: LabBackend, info: Info, weights: boolean): void {
  const { pixels, depth, imageBytes, outBytes } = sizesOf(info);
  const filters = 4 * depth * info.outChannels;
  lab.kernels.count((work) => {
    work.multiplyAccumulatesFloat32 += info.batchSize * pixels * depth * info.outChannels;
    work.weightBytes += weights ? filters : 0;
    work.activationBytes += info.batchSize * (imageBytes + outBytes) + (weights ? 0 : filters);
  });
}

/** Sizes of the product: pixels of an image’s output, numbers of a patch, and bytes of an image and of its output. */
const sizesOf = (info: Info) => ({
  pixels: info.outHeight * info.outWidth,
  depth: info.filterHeight * info.filterWidth * info.inChannels,
  imageBytes: 4 * info.inHeight * info.inWidth * info.inChannels,
  outBytes: 4 * info.outHeight * info.outWidth * info.outChannels,
});

const rowsOf = (address: number, columns: number) => ({ address, down: columns, across: 1 });
const columnsOf = (address: number, columns: number) => ({ address, down: 1, across: columns });

function convolve(lab: LabBackend, x: TensorInfo, filter: TensorInfo, info: Info): TensorInfo {
  const out = lab.output(info.outShape);
  const { pixels, depth, imageBytes, outBytes } = sizesOf(info);
  const [images, weights, results] = [lab.addressOf(x), lab.addressOf(filter), lab.addressOf(out)];
  byImages(lab, info, (batch, first, patches) => {
    move(lab, info, 'gather', images + first * imageBytes, patches, batch);
    const size = { rows: batch * pixels, columns: info.outChannels, depth };
    multiply(lab.kernels, rowsOf(patches, depth), rowsOf(weights, info.outChannels), results + first * outBytes, size);
  });
  count(lab, info, true);
  return out;
}

function filterGradient(lab: LabBackend, x: TensorInfo, dy: TensorInfo, info: Info): TensorInfo {
  const out = lab.output(info.filterShape);
  const { pixels, depth, imageBytes, outBytes } = sizesOf(info);
  const [images, slopes, results] = [lab.addressOf(x), lab.addressOf(dy), lab.addressOf(out)];
  byImages(lab, info, (batch, first, patches) => {
    move(lab, info, 'gather', images + first * imageBytes, patches, batch);
    const size = { rows: depth, columns: info.outChannels, depth: batch * pixels };
    const right = rowsOf(slopes + first * outBytes, info.outChannels);
    multiply(lab.kernels, columnsOf(patches, depth), right, results, size, 0, 0, first > 0);
  });
  count(lab, info, false);
  return out;
}

function inputGradient(lab: LabBackend, dy: TensorInfo, filter: TensorInfo, info: Info): TensorInfo {
  const out = lab.output(info.inShape);
  const { pixels, depth, imageBytes, outBytes } = sizesOf(info);
  const [slopes, weights, results] = [lab.addressOf(dy), lab.addressOf(filter), lab.addressOf(out)];
  byImages(lab, info, (batch, first, patches) => {
    const size = { rows: batch * pixels, columns: depth, depth: info.outChannels };
    const left = rowsOf(slopes + first * outBytes, info.outChannels);
    multiply(lab.kernels, left, columnsOf(weights, info.outChannels), patches, size);
    move(lab, info, 'scatter', results + first * imageBytes, patches, batch);
  });
  count(lab, info, false);
  return out;
}

/** Empty batches and images without pixels are left to the plain kernels. */
const some = ({ batchSize, outHeight, outWidth, inChannels, outChannels }: Info) =>
  batchSize * outHeight * outWidth * inChannels * outChannels > 0;

/** Makes Conv2D and its two gradients known to TensorFlow.js under their own names. */
export function registerConvolutions(): void {
  register('Conv2D', ({ x, filter }, lab, attributes) => {
    if (!x || !filter || !real(x, filter)) return undefined;
    const info = infoOf(x.shape, filter.shape, attributes);
    return info && some(info) ? convolve(lab, x, filter, info) : undefined;
  });
  register('Conv2DBackpropFilter', ({ x, dy }, lab, attributes) => {
    if (!x || !dy || !real(x, dy)) return undefined;
    const info = infoOf(x.shape, attributes.filterShape as number[], attributes);
    return info && some(info) ? filterGradient(lab, x, dy, info) : undefined;
  });
  register('Conv2DBackpropInput', ({ dy, filter }, lab, attributes) => {
    if (!dy || !filter || !real(dy, filter)) return undefined;
    const info = infoOf(attributes.inputShape as number[], filter.shape, attributes);
    return info && some(info) ? inputGradient(lab, dy, filter, info) : undefined;
  });
}
