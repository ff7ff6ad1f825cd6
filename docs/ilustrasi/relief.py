"""A sheet of heights: wires, beads, petals and leaves raised on it, for carving, gold leaf and filigree."""

from __future__ import annotations

import itertools
import math

import numpy as np
from celup import Points
from derau import blur
from kamera import Frame
from PIL import Image, ImageDraw


class Relief:
    """A sheet of heights in picture pixels: strokes and petals are raised on it, each rounded, each over the last."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.rows, self.columns = (
            round(frame.height * frame.scale) * frame.fine,
            round(frame.width * frame.scale) * frame.fine,
        )
        self.height = np.zeros((self.rows, self.columns), np.float32)

    def _placed(self, points: Points) -> Points:
        return [
            ((x + self.frame.width / 2) * self.frame.cells, (y + self.frame.height / 2) * self.frame.cells)
            for x, y in points
        ]

    def wire(self, points: Points, radius: float, base: float = 0.0, beads: float = 0.0) -> None:
        """A round wire along the points; `beads`: the pitch of its twist in pixels."""
        self._stroke(points, radius, base)
        if not beads:
            return
        for k, (x, y, dx, dy) in enumerate(along(points, beads)):
            side = 0.55 if k % 2 else -0.55
            self.bead(x - dy * radius * side * 0.4, y + dx * radius * side * 0.4, radius * 0.8, base + radius * 0.45)

    def _stroke(self, points: Points, radius: float, base: float) -> None:
        placed = self._placed(points)
        steps = 7 if radius < 10 else 18
        for step in range(steps):
            share = (step + 0.5) / steps
            sheet = Image.new("L", (self.columns, self.rows))
            width = max(1, round(2 * radius * math.sqrt(1 - share**2) * self.frame.cells))
            ImageDraw.Draw(sheet).line(placed, fill=255, width=width, joint="curve")
            box = sheet.getbbox()
            if box is None:
                return
            x0, y0, x1, y1 = box
            part = np.asarray(sheet.crop(box), np.float32) / 255 * (base + radius * share)
            np.maximum(self.height[y0:y1, x0:x1], part, out=self.height[y0:y1, x0:x1])

    def bead(self, x: float, y: float, radius: float, base: float = 0.0) -> None:
        (cx, cy), r = self._placed([(x, y)])[0], radius * self.frame.cells
        x0, x1, y0, y1 = (
            max(0, int(cx - r)),
            min(self.columns, int(cx + r) + 2),
            max(0, int(cy - r)),
            min(self.rows, int(cy + r) + 2),
        )
        if x0 >= x1 or y0 >= y1:
            return
        j, i = np.mgrid[y0:y1, x0:x1].astype(np.float32)
        left = 1 - ((i - cx) ** 2 + (j - cy) ** 2) / r**2
        ball = np.where(left > 0, base + radius * np.sqrt(np.clip(left, 0, 1)), 0)
        np.maximum(self.height[y0:y1, x0:x1], ball, out=self.height[y0:y1, x0:x1])

    def petal(self, points: Points, rise: float, base: float = 0.0, hollow: float = 0.35, soft: float = 16.0) -> None:
        """A leaf or petal standing out by `rise`, its edge rounded off, its middle hollowed by the gouge."""
        sheet = Image.new("L", (self.columns, self.rows))
        ImageDraw.Draw(sheet).polygon(self._placed(points), fill=255)
        box = sheet.getbbox()
        if box is None:
            return
        pad = int(soft * 2 * self.frame.cells)
        x0, y0, x1, y1 = (
            max(0, box[0] - pad),
            max(0, box[1] - pad),
            min(self.columns, box[2] + pad),
            min(self.rows, box[3] + pad),
        )
        mask = np.asarray(sheet.crop((x0, y0, x1, y1)), np.float32) / 255
        near = np.clip(blur(mask, soft * 0.35 * self.frame.cells) * 2 - 1, 0, 1)
        deep = np.clip(blur(mask, soft * self.frame.cells) * 2 - 1, 0, 1)
        shape = mask * (base + rise * (np.sqrt(near) - hollow * deep**1.4))
        view = self.height[y0:y1, x0:x1]
        view[...] = np.where(mask > 0.5, np.maximum(shape, view), view)


def along(points: Points, step: float) -> list[tuple[float, float, float, float]]:
    """Even places on a polyline, with its direction."""
    out, left = [], 0.0
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        span = math.hypot(x1 - x0, y1 - y0)
        if span == 0:
            continue
        dx, dy = (x1 - x0) / span, (y1 - y0) / span
        while left < span:
            out.append((x0 + dx * left, y0 + dy * left, dx, dy))
            left += step
        left -= span
    return out


def leaf(length: float, wide: float, bend: float = 0.0) -> Points:
    """A leaf from (0, 0) along x, bent sideways."""
    t = [k / 16 for k in range(17)]
    spine = [(length * s, bend * s * s * length) for s in t]
    half = [wide * math.sin(math.pi * s) ** 0.75 * (1 - 0.35 * s) for s in t]
    return [(x, y - h) for (x, y), h in zip(spine, half, strict=True)] + [
        (x, y + h) for (x, y), h in reversed(list(zip(spine, half, strict=True)))
    ]
