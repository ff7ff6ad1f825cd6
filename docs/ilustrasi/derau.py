"""Seeded noise and blurs: the small irregularities that make a drawn thread look like a thread.

All functions take and give float32 arrays of any one shape; nothing here reads a clock or a global random state.
"""

from __future__ import annotations

import numpy as np

Array = np.ndarray
_SIZE = 512  # side of the lattice; must be a power of two
_LATTICE = np.random.default_rng(1971).random((_SIZE, _SIZE), dtype=np.float32)


def chance(*index: Array | int, seed: int = 0) -> Array:
    """A value of 0..1 for every whole-number index: the same thread always has the same character."""
    total = np.uint32(seed * 2654435 + 97)
    for place, part in enumerate(index):
        mixed = np.asarray(part).astype(np.int64).astype(np.uint32) * np.uint32(374761393 + 668265262 * place)
        total = (total ^ mixed) * np.uint32(2246822519)
        total = total ^ (total >> np.uint32(13))
    total = total * np.uint32(3266489917)
    return ((total ^ (total >> np.uint32(16))) & np.uint32(0xFFFFFF)).astype(np.float32) / np.float32(0xFFFFFF)


def noise(x: Array, y: Array, seed: int = 0) -> Array:
    """Smooth value noise of -1..1; one bump a unit."""
    x, y = np.asarray(x, np.float32) + seed * 37.7, np.asarray(y, np.float32) + seed * 91.3
    left, top = np.floor(x), np.floor(y)
    fx, fy = x - left, y - top
    fx, fy = fx * fx * (3 - 2 * fx), fy * fy * (3 - 2 * fy)
    i, j = left.astype(np.int32) & (_SIZE - 1), top.astype(np.int32) & (_SIZE - 1)
    i2, j2 = (i + 1) & (_SIZE - 1), (j + 1) & (_SIZE - 1)
    up = _LATTICE[j, i] * (1 - fx) + _LATTICE[j, i2] * fx
    down = _LATTICE[j2, i] * (1 - fx) + _LATTICE[j2, i2] * fx
    return (up * (1 - fy) + down * fy) * 2 - 1


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
    moved = np.moveaxis(image, axis, 0)
    edge = [(reach + 1, reach)] + [(0, 0)] * (moved.ndim - 1)
    total = np.cumsum(np.pad(moved, edge, mode="edge"), axis=0, dtype=np.float64)
    size = 2 * reach + 1
    return np.moveaxis(((total[size:] - total[:-size]) / size).astype(np.float32), 0, axis)


def quick_blur(image: Array, radius: float) -> Array:
    """`blur` for wide radii: on every fourth or eighth cell, then stretched smoothly."""
    step = 8 if radius > 40 else 4 if radius > 12 else 1
    if step == 1:
        return blur(image, radius)
    small = blur(blur(image, step / 2)[::step, ::step], radius / step)
    return sample(small, *_stretched(image.shape[:2], step))


def _stretched(shape: tuple[int, ...], step: int) -> tuple[Array, Array]:
    y, x = np.mgrid[0 : shape[0], 0 : shape[1]].astype(np.float32)
    return x / step, y / step


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
