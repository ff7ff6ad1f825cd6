"""From a surface to a photograph: light from one side, shadow in the hollows, a lens with a focus, a little grain."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
from derau import Array, quick_blur, smooth
from kamera import Frame


def colour(text: str) -> Array:
    """`#rrggbb` as three linear values of 0..1."""
    value = np.array([int(text[i : i + 2], 16) for i in (1, 3, 5)], np.float32) / 255
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4).astype(np.float32)


@dataclass
class Surface:
    """What lies before the lens, one value per cell. `height` in picture pixels; colours linear."""

    height: Array
    albedo: Array
    gloss: Array | float = 0.05  # strength of the highlight
    sharp: Array | float = 20.0  # its exponent: 8 wax, 40 silk, 200 lacquer
    metal: Array | float = 0.0  # 1: the highlight takes the colour of the surface
    glow: Array | None = None  # light of its own, linear
    far: Array | float = 0.0  # how far out of focus, in picture pixels

    def over(self, other: Surface, mask: Array) -> Surface:
        """This surface where the mask is 1, the other where it is 0."""
        deep = mask[..., None]
        mix = lambda a, b: a * mask + b * (1 - mask)  # noqa: E731
        glow = None
        if self.glow is not None or other.glow is not None:
            mine = 0.0 if self.glow is None else self.glow
            glow = mine * deep + (0.0 if other.glow is None else other.glow) * (1 - deep)
        return Surface(
            mix(self.height, other.height), self.albedo * deep + other.albedo * (1 - deep),
            mix(self.gloss, other.gloss), mix(self.sharp, other.sharp), mix(self.metal, other.metal), glow,
            mix(self.far, other.far),
        )  # fmt: skip


@dataclass(frozen=True)
class Light:
    """Where the light comes from: `turn` in degrees (0 right, 90 top), `rise` in degrees above the cloth."""

    turn: float = 130
    rise: float = 42
    strength: float = 1.75
    ambient: float = 0.4
    shadow: float = 0.8
    reach: float = 26  # longest cast shadow of small relief, picture pixels
    warm: tuple[float, float, float] = (1.05, 1.0, 0.93)
    sky: tuple[float, float, float] = (0.92, 0.98, 1.08)
    fall: float = 0.3  # how much darker the far side of the picture is
    hollows: tuple[tuple[float, float], ...] = field(default=((3, 0.55), (10, 0.4), (34, 0.3)))  # radius, depth


def lit(surface: Surface, frame: Frame, light: Light, mirror: float = 0.0) -> Array:
    """The linear picture. `mirror`: how strongly a window is mirrored (lacquer, polished silver)."""
    height = surface.height
    slope_y, slope_x = np.gradient(height)
    slope_x, slope_y = slope_x * frame.cells, slope_y * frame.cells
    length = 1 / np.sqrt(slope_x**2 + slope_y**2 + 1)
    normal = (-slope_x * length, -slope_y * length, length)
    turn, rise = math.radians(light.turn), math.radians(light.rise)
    to_light = (math.cos(turn) * math.cos(rise), -math.sin(turn) * math.cos(rise), math.sin(rise))
    facing = sum(n * t for n, t in zip(normal, to_light, strict=True))
    lambert = np.clip((facing + 0.08) / 1.08, 0, None)
    seen = 1 - light.shadow * _cast(height, frame, to_light, light.reach)
    hollow = _hollows(height, frame, light)
    span = math.sqrt(2 + 2 * to_light[2])  # of the half vector between light and eye
    half = (to_light[0] / span, to_light[1] / span, (to_light[2] + 1) / span)
    shine = np.clip(sum(n * h for n, h in zip(normal, half, strict=True)), 0, 1) ** surface.sharp
    shine = shine * surface.gloss * seen * (0.35 + 0.65 * hollow)
    fill = light.ambient * hollow * (0.86 - 0.14 * normal[1] + 0.1 * normal[0])
    metal = np.asarray(surface.metal, np.float32)[..., None]
    out = surface.albedo * ((1 - 0.72 * metal) * (light.strength * lambert * seen * (0.5 + 0.5 * hollow))[..., None] * np.array(light.warm, np.float32)
                            + (1 - 0.3 * metal) * fill[..., None] * np.array(light.sky, np.float32))  # fmt: skip
    out += (
        shine[..., None]
        * light.strength
        * (1 - metal + metal * surface.albedo * 3.2)
        * np.array(light.warm, np.float32)
    )
    if mirror:
        out += (
            mirror
            * _window(normal)[..., None]
            * np.asarray(hollow)[..., None]
            * (1 - metal + metal * surface.albedo * 1.6)
        )
    x, y = frame.grid()
    out *= (1 + light.fall * (x * to_light[0] + y * to_light[1]) / math.hypot(frame.width, frame.height) * 2)[..., None]
    if surface.glow is not None:
        out += surface.glow
    return out.astype(np.float32)


def _cast(height: Array, frame: Frame, to_light: tuple[float, float, float], reach: float) -> Array:
    """0..1: how much the neighbours towards the light stand in it. Soft: the light is a window, not a point."""
    flat = math.hypot(to_light[0], to_light[1])
    climb = to_light[2] / flat
    dark = np.zeros_like(height)
    steps = 9
    for step in range(1, steps + 1):
        away = reach * (step / steps) ** 1.5
        dx, dy = round(to_light[0] / flat * away * frame.cells), round(to_light[1] / flat * away * frame.cells)
        above = shifted(height, dx, dy) - height - away * climb
        np.maximum(dark, np.clip(above / (0.6 + away * 0.25), 0, 1), out=dark)
    return quick_blur(dark, (0.5 + max(0.0, reach - 40) / 14) * frame.cells)


def shifted(image: Array, dx: int, dy: int) -> Array:
    """The image seen (dx, dy) cells further on; the edge is held."""
    rows, columns = image.shape
    out = np.empty_like(image)
    up, down, left, right = max(-dy, 0), max(dy, 0), max(-dx, 0), max(dx, 0)
    out[up : rows - down, left : columns - right] = image[down : rows - up, right : columns - left]
    out[:up], out[rows - down :] = out[up], out[rows - down - 1]
    out[:, :left], out[:, columns - right :] = out[:, left : left + 1], out[:, columns - right - 1 : columns - right]
    return out


def _hollows(height: Array, frame: Frame, light: Light) -> Array:
    open_ = np.ones_like(height)
    for radius, depth in light.hollows:
        around = quick_blur(height, radius * frame.cells)
        open_ *= 1 - depth * np.clip((around - height) / (radius * 0.7), -0.25, 1)
    return np.clip(open_, 0.05, 1.25)


def _window(normal: tuple[Array, Array, Array]) -> Array:
    """Brightness of a soft tall window, and a dim room, in the direction mirrored to the eye."""
    x, y = 2 * normal[0] * normal[2], 2 * normal[1] * normal[2]
    pane = smooth(0.2, 0.34, -x) * smooth(0.86, 0.66, -x) * smooth(0.12, 0.26, -y) * smooth(0.8, 0.66, -y)
    return (
        pane * (1 - 0.7 * smooth(0.035, 0.02, np.abs(x + 0.52)))
        + 0.12 * smooth(0.3, 1.0, -y)
        + 0.05 * smooth(0.2, 0.9, x)
    )


def photograph(linear: Array, surface: Surface, frame: Frame, exposure: float = 1.0, vignette: float = 0.28) -> Array:
    """The finished picture, 8-bit RGB of the frame's size."""
    picture = _focus(linear, surface, frame) * exposure
    picture = _lens(_shrunk(picture, frame.fine))
    rows, columns = picture.shape[:2]
    y, x = np.mgrid[-1 : 1 : rows * 1j, -1 : 1 : columns * 1j].astype(np.float32)
    picture *= (1 - vignette * smooth(0.5, 1.9, x * x + y * y))[..., None]
    picture = np.clip(picture, 0, None)
    picture = picture * (1 + picture / 6.5) / (1 + picture * 0.82)  # a film's shoulder
    picture = np.clip(picture, 0, 1)
    picture = np.where(picture <= 0.0031308, picture * 12.92, 1.055 * picture ** (1 / 2.4) - 0.055)
    return (np.clip(picture, 0, 1) * 255 + 0.5).astype(np.uint8)


def _lens(picture: Array) -> Array:
    """No lens draws single pixels: each takes a little of its neighbours."""
    for axis in (0, 1):
        around = [(1, 1) if axis == side else (0, 0) for side in range(3)]
        wide = np.moveaxis(np.pad(picture, around, mode="edge"), axis, 0)
        picture = np.moveaxis(0.25 * wide[:-2] + 0.5 * wide[1:-1] + 0.25 * wide[2:], 0, axis)
    return picture


def _focus(linear: Array, surface: Surface, frame: Frame) -> Array:
    far = np.broadcast_to(np.asarray(surface.far, np.float32), linear.shape[:2])
    if far.max() < 0.4:
        return linear
    far = quick_blur(far, 6 * frame.cells)
    out, last, last_radius = linear, linear, 0.0
    for radius in (1.5, 3.5, 7.0, 13.0):
        if far.max() <= last_radius:
            break
        blurred = quick_blur(linear, radius * frame.cells)
        share = np.clip((far - last_radius) / (radius - last_radius), 0, 1)[..., None]
        out = np.where(far[..., None] > last_radius, last * (1 - share) + blurred * share, out)
        last, last_radius = blurred, radius
    return out


def _shrunk(picture: Array, fine: int) -> Array:
    if fine == 1:
        return picture
    rows, columns = picture.shape[0] // fine, picture.shape[1] // fine
    return picture[: rows * fine, : columns * fine].reshape(rows, fine, columns, fine, 3).mean(axis=(1, 3))
