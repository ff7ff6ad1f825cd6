"""Seeded noise and blurs: the small irregularities that make a drawn thread look like a thread.

All functions take and give float32 arrays of any one shape; nothing here reads a clock or a global random state.
"""

from __future__ import annotations

import numpy as np
from PIL import Image

Array = np.ndarray
_SIZE = 512  # side of the lattice; must be a power of two
_FLAT = np.random.default_rng(1971).random(_SIZE * _SIZE, dtype=np.float32)
_SLICE = 60_000  # cells worked on at a time


def chance(*index: Array | int, seed: int = 0) -> Array:
    """A value of 0..1 for every whole-number index: the same thread always has the same character."""
    total = np.uint32((seed * 2654435 + 97) & 0xFFFFFFFF)
    with np.errstate(over="ignore"):
        for place, part in enumerate(index):
            mixed = np.asarray(part).astype(np.int64).astype(np.uint32) * np.uint32(374761393 + 668265262 * place)
            total = (total ^ mixed) * np.uint32(2246822519)
            total = total ^ (total >> np.uint32(13))
        total = total * np.uint32(3266489917)
        return ((total ^ (total >> np.uint32(16))) & np.uint32(0xFFFFFF)).astype(np.float32) / np.float32(0xFFFFFF)


def noise(x: Array, y: Array, seed: int = 0) -> Array:
    """Smooth value noise of -1..1; one bump a unit."""
    x, y = np.broadcast_arrays(np.asarray(x, np.float32), np.asarray(y, np.float32))
    if x.size < _SLICE:
        return _noise(x, y, seed)
    out = np.empty(x.shape, np.float32)
    rows = max(1, _SLICE // x.shape[-1])
    for top in range(0, x.shape[0], rows):  # slices that stay in the processor's cache: three times as fast
        out[top : top + rows] = _noise(x[top : top + rows], y[top : top + rows], seed)
    return out


def _noise(x: Array, y: Array, seed: int) -> Array:
    x, y = x + np.float32(seed * 37.7 % _SIZE), y + np.float32(seed * 91.3 % _SIZE)
    left, top = np.floor(x), np.floor(y)
    fx, fy = x - left, y - top
    fx *= fx * (3 - 2 * fx)
    fy *= fy * (3 - 2 * fy)
    i, j = left.astype(np.int32) & (_SIZE - 1), (top.astype(np.int32) & (_SIZE - 1)) * _SIZE
    i2, j2 = (i + 1) & (_SIZE - 1), (j + _SIZE) & (_SIZE * _SIZE - 1)
    up, down = _FLAT.take(j + i), _FLAT.take(j2 + i)
    up += (_FLAT.take(j + i2) - up) * fx
    down += (_FLAT.take(j2 + i2) - down) * fx
    up += (down - up) * fy
    return up * 2 - 1


def clouds(x: Array, y: Array, seed: int = 0, octaves: int = 3) -> Array:
    """Several octaves of noise, about -1..1."""
    total, weight, size = 0.0, 0.0, 1.0
    for octave in range(octaves):
        total = total + noise(x * size, y * size, seed + octave * 11) / size
        weight += 1 / size
        size *= 2
    return (total / weight * 1.4).astype(np.float32)


def smooth(low: float | Array, high: float | Array, x: Array) -> Array:
    """0 below `low`, 1 above `high`, an S between."""
    t = np.clip((x - low) / (high - low), 0, 1)
    return (t * t * (3 - 2 * t)).astype(np.float32)


def blur(image: Array, radius: float) -> Array:
    """About a Gaussian of that radius in array cells, as three box blurs; edges are held. Two or three dimensions."""
    reach = round(radius * 0.95)
    if reach < 1:
        return image
    out = image.astype(np.float32)
    for axis in (0, 1):
        for _ in range(3):
            out = _box(out, reach, axis)
    return out


def _box(image: Array, reach: int, axis: int) -> Array:
    """Mean of 2 * reach + 1 cells along an axis."""
    size = 2 * reach + 1
    if size <= 7:
        edge = [(0, 0)] * image.ndim
        edge[axis] = (reach, reach)
        wide = np.pad(image, edge, mode="edge")
        span = image.shape[axis]
        part = lambda k: wide[k : k + span] if axis == 0 else wide[:, k : k + span]  # noqa: E731
        out = part(0).copy()
        for k in range(1, size):
            out += part(k)
        out /= size
        return out
    moved = np.moveaxis(image, axis, 0)
    edge = [(reach + 1, reach)] + [(0, 0)] * (moved.ndim - 1)
    total = np.cumsum(np.pad(moved, edge, mode="edge"), axis=0, dtype=np.float64)
    return np.moveaxis(((total[size:] - total[:-size]) / size).astype(np.float32), 0, axis)


def quick_blur(image: Array, radius: float) -> Array:
    """`blur` for wide radii: made small first, then stretched smoothly."""
    step = 8 if radius > 40 else 4 if radius > 11 else 2 if radius > 3.5 else 1
    if step == 1:
        return blur(image, radius)
    if image.ndim == 3:
        return np.stack([quick_blur(image[..., channel], radius) for channel in range(image.shape[2])], axis=-1)
    rows, columns = image.shape
    sheet = Image.fromarray(np.ascontiguousarray(image, np.float32))
    small = np.asarray(sheet.resize((-(-columns // step), -(-rows // step)), Image.Resampling.BOX))
    return np.asarray(Image.fromarray(blur(small, radius / step)).resize((columns, rows), Image.Resampling.BILINEAR))


def sample(image: Array, x: Array, y: Array, wrap: bool = False) -> Array:
    """The image at broken places, between its cells by straight lines; outside: repeated, or the edge held."""
    height, width = image.shape[:2]
    left, top = np.floor(x).astype(np.int32), np.floor(y).astype(np.int32)
    fx, fy = (x - left).astype(np.float32), (y - top).astype(np.float32)
    if image.ndim == 3:
        fx, fy = fx[..., None], fy[..., None]
    if wrap:
        i, i2, j, j2 = left % width, (left + 1) % width, top % height, (top + 1) % height
    else:
        i, i2 = np.clip(left, 0, width - 1), np.clip(left + 1, 0, width - 1)
        j, j2 = np.clip(top, 0, height - 1), np.clip(top + 1, 0, height - 1)
    up = image[j, i] * (1 - fx) + image[j, i2] * fx
    down = image[j2, i] * (1 - fx) + image[j2, i2] * fx
    return up * (1 - fy) + down * fy
