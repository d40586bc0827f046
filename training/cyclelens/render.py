"""A picture of our own to show styles on: a ray-traced still life. No person, no licence, no file."""

import numpy as np
import torch
from torch import Tensor

# centre, radius, colour of each ball on the table
BALLS = (
    ((-1.15, 0.0, 3.6), 0.72, (0.86, 0.22, 0.14)),
    ((0.25, -0.12, 3.2), 0.60, (0.93, 0.62, 0.12)),
    ((1.25, 0.13, 4.1), 0.85, (0.36, 0.60, 0.22)),
    ((-0.25, -0.36, 2.45), 0.36, (0.42, 0.16, 0.42)),
    ((-0.10, 0.35, 4.75), 1.07, (0.24, 0.44, 0.72)),
)
TABLE, WALL = -0.72, 7.0
SUN = np.array([-0.55, 0.75, -0.37])


def hit(origin: np.ndarray, ray: np.ndarray, centre: tuple, radius: float) -> np.ndarray:
    """Distance along each ray [..., 3] to a ball, infinite where it misses."""
    to = origin - np.asarray(centre)
    b = (to * ray).sum(-1)
    inside = b * b - (to * to).sum(-1) + radius * radius
    with np.errstate(invalid="ignore"):
        t = -b - np.sqrt(inside)
    return np.where((inside > 0) & (t > 1e-3), t, np.inf)


def lit(points: np.ndarray, normals: np.ndarray) -> np.ndarray:
    """Light at each point: sun, unless a ball stands before it, and sky."""
    shadow = np.min([hit(points, np.broadcast_to(SUN, points.shape), c, r) for c, r, _ in BALLS], axis=0)
    sun = np.clip((normals * SUN).sum(-1), 0, 1) * np.where(np.isfinite(shadow), 0.12, 1.0)
    return 0.28 + 0.2 * np.clip(normals[..., 1], 0, 1) + 0.8 * sun


def wall(points: np.ndarray) -> np.ndarray:
    """A plastered wall with a window: sky, two hills, a cross of bars."""
    u, v = points[..., 0], points[..., 1]
    plaster = np.stack([0.80 + 0 * u, 0.74 + 0.02 * np.sin(3 * u), 0.62 + 0.02 * v], -1)
    window = (np.abs(u - 1.2) < 1.7) & (v > 0.9) & (v < 3.6)
    hills = v < 1.7 + 0.35 * np.sin(1.7 * u) + 0.12 * np.sin(4.1 * u)
    sky = np.stack([0.45 + 0.12 * (3.6 - v), 0.68 + 0.07 * (3.6 - v), 0.95 + 0 * v], -1)
    view = np.where(hills[..., None], [0.34, 0.52, 0.25], sky)
    bars = (np.abs(u - 1.2) < 0.07) | (np.abs(v - 2.25) < 0.06) | (np.abs(np.abs(u - 1.2) - 1.7) < 0.1)
    frame = (np.abs(u - 1.2) < 1.85) & (v > 0.72) & (v < 3.75)
    view = np.where(bars[..., None], [0.42, 0.30, 0.2], view)
    return np.where(window[..., None], view, np.where(frame[..., None], [0.46, 0.33, 0.22], plaster))


def still_life(side: int = 512) -> Tensor:
    """[1, 3, side, side] in [-1, 1], each pixel the mean of 2×2 rays."""
    size = 2 * side
    ys, xs = np.mgrid[1 : -1 : size * 1j, -1 : 1 : size * 1j]
    ray = np.stack([0.62 * xs, 0.62 * ys - 0.16, np.ones_like(xs)], -1)
    ray /= np.linalg.norm(ray, axis=-1, keepdims=True)
    eye = np.array([0.0, 0.9, -0.8])
    with np.errstate(divide="ignore"):
        table = np.where(ray[..., 1] < 0, (TABLE - eye[1]) / ray[..., 1], np.inf)
    back = (WALL - eye[2]) / ray[..., 2]
    distances = np.stack([hit(np.broadcast_to(eye, ray.shape), ray, c, r) for c, r, _ in BALLS] + [table, back])
    nearest, which = distances.min(0), distances.argmin(0)
    points = eye + ray * nearest[..., None]
    colour = wall(points) * (0.8 + 0.05 * points[..., :1])
    on_table = which == len(BALLS)
    cloth = (np.floor(points[..., 0] * 1.25) + np.floor(points[..., 2] * 1.25)) % 2
    shade = lit(points, np.broadcast_to([0.0, 1, 0], points.shape))[..., None]
    cloths = np.where(cloth[..., None] > 0, [0.93, 0.90, 0.82], [0.55, 0.66, 0.72])
    colour = np.where(on_table[..., None], cloths * shade, colour)
    for number, (centre, radius, paint) in enumerate(BALLS):
        normals = (points - np.asarray(centre)) / radius
        glint = np.clip((normals * (SUN - ray) / np.linalg.norm(SUN - ray, axis=-1, keepdims=True)).sum(-1), 0, 1) ** 60
        ball = np.asarray(paint) * lit(points + normals * 1e-3, normals)[..., None] + 0.5 * glint[..., None]
        colour = np.where((which == number)[..., None], ball, colour)
    colour = np.clip(colour, 0, 1) ** 0.9
    mean = colour.reshape(side, 2, side, 2, 3).mean((1, 3))
    return torch.from_numpy(mean * 2 - 1).float().permute(2, 0, 1)[None].contiguous()
