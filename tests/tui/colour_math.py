"""Colour as eyes have it: WCAG contrast, simulated colour blindness, distance in CIE Lab."""

from __future__ import annotations

from rich.color import Color

Rgb = tuple[float, float, float]

# Machado, Oliveira and Fernandes 2009, full severity, on linear RGB.
_EYES: dict[str, tuple[Rgb, Rgb, Rgb]] = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
EYES = tuple(_EYES)


def linear(colour: Color) -> Rgb:
    """Linear RGB, 0 to 1."""
    triplet = colour.get_truecolor()

    def one(channel: int) -> float:
        share = channel / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    return one(triplet.red), one(triplet.green), one(triplet.blue)


def contrast(ink: Color, ground: Color) -> float:
    """WCAG 2 contrast ratio, 1 to 21."""

    def luminance(colour: Color) -> float:
        red, green, blue = linear(colour)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(ink), luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def seen(colour: Color, eye: str) -> Rgb:
    """Linear RGB as an eye has it."""
    rgb = linear(colour)
    red, green, blue = (
        min(1.0, max(0.0, sum(share * value for share, value in zip(row, rgb, strict=True)))) for row in _EYES[eye]
    )
    return red, green, blue


def lab(rgb: Rgb) -> Rgb:
    """CIE Lab under D65."""
    red, green, blue = rgb
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    fx, fy, fz = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def distance(first: Color, second: Color, eye: str) -> float:
    """CIE76 difference of two colours as an eye has them."""
    one, two = lab(seen(first, eye)), lab(seen(second, eye))
    return float(sum((a - b) ** 2 for a, b in zip(one, two, strict=True)) ** 0.5)
