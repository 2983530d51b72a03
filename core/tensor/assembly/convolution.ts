// The patches of images as rows of a matrix, and back: a convolution is then a product of matrices.
import { address, int } from './job'
import { splat } from './math'

function copy(to: usize, from: usize, count: i32): void {
  let i = 0
  for (; i + 4 <= count; i += 4) v128.store(to + (<usize>i << 2), v128.load(from + (<usize>i << 2)))
  for (; i < count; i++) f32.store(to + (<usize>i << 2), f32.load(from + (<usize>i << 2)))
}

function clear(to: usize, count: i32): void {
  let i = 0
  for (; i + 4 <= count; i += 4) v128.store(to + (<usize>i << 2), splat(0))
  for (; i < count; i++) f32.store(to + (<usize>i << 2), 0)
}

function add(to: usize, from: usize, count: i32): void {
  let i = 0
  for (; i + 4 <= count; i += 4) {
    const at = <usize>i << 2
    v128.store(to + at, f32x4.add(v128.load(to + at), v128.load(from + at)))
  }
  for (; i < count; i++) f32.store(to + (<usize>i << 2), f32.load(to + (<usize>i << 2)) + f32.load(from + (<usize>i << 2)))
}

/**
 * Arguments of both: images (batch × height × width × channels), patches (batch × rows out × columns out by rows × columns of the filter ×
 * channels), height, width, channels, filter rows and columns, rows and columns out, strides, dilations, padding above and on the left,
 * batch, and lines of output (gather) or images (scatter) a part.
 */
export function gather(part: i32): void {
  const images = address(1), height = int(3), width = int(4), channels = int(5), filterRows = int(6), filterColumns = int(7)
  const rowsOut = int(8), columnsOut = int(9), strideY = int(10), strideX = int(11), dilationY = int(12), dilationX = int(13)
  const above = int(14), left = int(15), batch = int(16), size = int(17)
  const end = min(batch * rowsOut, (part + 1) * size)
  let out = address(2) + ((<usize>(part * size * columnsOut * filterRows * filterColumns * channels)) << 2)
  const pixel = <usize>channels << 2
  for (let line = part * size; line < end; line++) {
    const image = line / rowsOut, y0 = (line - image * rowsOut) * strideY - above
    const from = images + <usize>(image * height * width) * pixel
    for (let x = 0; x < columnsOut; x++) {
      const x0 = x * strideX - left
      for (let r = 0; r < filterRows; r++) {
        const y = y0 + r * dilationY
        if (y < 0 || y >= height) {
          clear(out, filterColumns * channels)
          out += <usize>filterColumns * pixel
        } else if (dilationX == 1 && x0 >= 0 && x0 + filterColumns <= width) {
          copy(out, from + <usize>(y * width + x0) * pixel, filterColumns * channels)
          out += <usize>filterColumns * pixel
        } else {
          for (let s = 0; s < filterColumns; s++) {
            const at = x0 + s * dilationX
            if (at < 0 || at >= width) clear(out, channels)
            else copy(out, from + <usize>(y * width + at) * pixel, channels)
            out += pixel
          }
        }
      }
    }
  }
}

/** Adds each patch where it came from; the images begin at zero. */
export function scatter(part: i32): void {
  const images = address(1), height = int(3), width = int(4), channels = int(5), filterRows = int(6), filterColumns = int(7)
  const rowsOut = int(8), columnsOut = int(9), strideY = int(10), strideX = int(11), dilationY = int(12), dilationX = int(13)
  const above = int(14), left = int(15), batch = int(16), size = int(17)
  const end = min(batch, (part + 1) * size)
  let patch = address(2) + ((<usize>(part * size * rowsOut * columnsOut * filterRows * filterColumns * channels)) << 2)
  const pixel = <usize>channels << 2
  for (let image = part * size; image < end; image++) {
    const to = images + <usize>(image * height * width) * pixel
    clear(to, height * width * channels)
    for (let line = 0; line < rowsOut; line++) {
      for (let x = 0; x < columnsOut; x++) {
        const x0 = x * strideX - left
        for (let r = 0; r < filterRows; r++) {
          const y = line * strideY - above + r * dilationY
          if (y < 0 || y >= height) {
            patch += <usize>filterColumns * pixel
          } else if (dilationX == 1 && x0 >= 0 && x0 + filterColumns <= width) {
            add(to + <usize>(y * width + x0) * pixel, patch, filterColumns * channels)
            patch += <usize>filterColumns * pixel
          } else {
            for (let s = 0; s < filterColumns; s++) {
              const at = x0 + s * dilationX
              if (at >= 0 && at < width) add(to + <usize>(y * width + at) * pixel, patch, channels)
              patch += pixel
            }
          }
        }
      }
    }
  }
}
