"""Single things with a shape of their own, laid on a surface: buttons, rings, knobs, wire."""

from __future__ import annotations

import numpy as np
from cahaya import Surface, colour
from derau import clouds, noise, smooth
from kamera import Frame


def button(frame: Frame, base: Surface, x0: float, y0: float, radius: float, code: str) -> Surface:
    """A coconut-shell button with four holes and crossed thread."""
    x, y = frame.grid()
    dx, dy = x - x0, y - y0
    far = np.hypot(dx, dy) / radius
    bowl = 15 * np.sqrt(np.clip(1 - far**6, 0, 1)) - 5 * smooth(0.75, 0.2, far)
    holes = sum(
        np.exp(-(((dx - a) ** 2 + (dy - b) ** 2) / (radius * 0.11) ** 2))
        for a in (-0.2 * radius, 0.2 * radius)
        for b in (-0.2 * radius, 0.2 * radius)
    )
    thread = 0.0
    for side in (-1, 1):
        line = np.abs(dx - side * dy) / 1.41
        thread = np.maximum(thread, smooth(radius * 0.08, radius * 0.05, line) * (np.hypot(dx, dy) < radius * 0.31))
    fibre = 1 + 0.22 * noise(dx / 3 + dy / 9, dy / 30, 4) + 0.2 * clouds(dx / 30, dy / 30, 5, 2)
    paint = colour(code) * fibre[..., None] * (1 - 0.8 * np.clip(holes, 0, 1)[..., None])
    paint = paint * (1 - thread[..., None]) + colour("#cfc3a0") * thread[..., None]
    top = base.height + bowl + 8 - 9 * np.clip(holes, 0, 1) * (1 - thread) + 5 * thread
    level = float(np.median(base.height[far < 1])) if (far < 1).any() else 0.0
    top = level + (top - base.height) + 6
    mask = smooth(1.0 + 1 / radius, 1.0 - 1 / radius, far)
    return Surface(top.astype(np.float32), paint.astype(np.float32), 0.3, 40.0, 0.0, None, base.far).over(base, mask)
