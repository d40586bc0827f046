"""Cyclelens' trainer: unpaired picture-to-picture translation with CycleGAN, small enough for a browser.

Words, as in Zhu et al., "Unpaired Image-to-Image Translation using Cycle-Consistent Adversarial
Networks" (arXiv 1703.10593): domain X are photographs, domain Y is a style; the generators are
G: X → Y and F: Y → X; the discriminators are D_X and D_Y. Everywhere in this package a picture is a
float tensor [n, 3, h, w], RGB, in [-1, 1].
"""
