import torch

from cyclelens import losses
from cyclelens.augment import augment
from cyclelens.pool import ImagePool


def random() -> torch.Generator:
    return torch.Generator().manual_seed(3)


def test_lsgan_is_zero_at_its_target():
    assert losses.adversarial([torch.ones(1, 1, 2, 2), torch.ones(1, 1, 1, 1)], 1) == 0
    assert losses.adversarial([torch.zeros(1, 1, 2, 2)], 1) == 1


def test_pooled_cycle_forgives_fine_detail():
    x = torch.zeros(1, 3, 8, 8)
    checker = x + (torch.arange(8) % 2 * 2 - 1) * 0.5
    assert losses.cycle(x, checker, 1) == 0.5
    assert torch.isclose(losses.cycle(x, checker, 2), torch.tensor(0.15))


def test_a_shift_equivariant_net_has_no_shift_loss():
    x = torch.rand(2, 3, 32, 32) * 1.6 - 0.8
    shifted, by = losses.shift_pair(x, 0.0, random())
    assert by != (0, 0)
    assert losses.shift_consistency(-x, -shifted, by) < 1e-6
    assert losses.shift_consistency(-x, -x, by) > 0.1


def test_pool_returns_old_pictures_half_of_the_time():
    pool, generator = ImagePool(4), random()
    first = torch.arange(4.0).view(4, 1, 1, 1).expand(4, 3, 2, 2)
    assert torch.equal(pool.swap(first, generator), first)
    given = pool.swap(first + 10, generator)
    assert 0 < (given[:, 0, 0, 0] < 10).sum() < 4
    assert torch.equal(ImagePool(0).swap(first, generator), first)


def test_augmentation_moves_and_cuts_but_keeps_gradients():
    x = (torch.rand(3, 3, 32, 32) + 1).requires_grad_()
    y = augment(x, "translation,cutout", random())
    assert (y == 0).float().mean() > 0.2
    y.sum().backward()
    assert torch.equal(x.grad.unique(), torch.tensor([0.0, 1.0]))
    assert augment(x, "", random()) is x


def test_augmented_saturation_leaves_brightness_alone():
    x = torch.rand(8, 3, 4, 4)
    y = augment(x, "saturation", random())
    grey = x.mean(1, keepdim=True)
    assert torch.allclose(y.mean(1, keepdim=True), grey, atol=1e-6)
    factors = ((y - grey) / (x - grey)).flatten(1)
    assert torch.allclose(factors, factors[:, :1].expand_as(factors), atol=1e-2)
    assert 0 <= factors.min() < 0.5 and 1.5 < factors.max() <= 2.01
