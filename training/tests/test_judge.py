"""A small critic for the app: taught on the toy, where what G makes is easily told from what is real."""

import torch
from toy import toy_recipe

from cyclelens.critic import Discriminator
from cyclelens.judge import train_critic, weighed


def test_a_critic_learns_to_tell_made_pictures_from_real_ones(domains):
    """A G that paints nothing: its pictures are photographs still."""
    (x, y), data = domains, toy_recipe().data
    torch.manual_seed(0)
    novice = weighed(Discriminator(8).eval(), torch.nn.Identity(), x, y, data)
    critic = train_critic(torch.nn.Identity(), x, y, data, channels=8, steps=40)
    assert isinstance(critic, Discriminator) and not critic.training
    judge = weighed(critic, torch.nn.Identity(), x, y, data)
    assert judge.critic is critic
    assert judge.real - judge.made > 0.2 + abs(novice.real - novice.made)
