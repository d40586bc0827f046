"""A ResNet-9 of the paper's size, briefly trained on the toy, saved as pytorch-CycleGAN-and-pix2pix would, and distilled from the file.

    python training/tests/heavy_teacher.py

By hand only, a minute of one core: prints how near its student comes on disks that neither has seen, and at what work.
"""

import tempfile
from pathlib import Path

import torch
from checkpoints import saved
from conftest import fit, tiny
from torch.nn import functional
from toy import disks, turned, write_domains

from cyclelens.foreign import Foreign, Plan
from cyclelens.generator import initialise
from cyclelens.graph import gmacs
from cyclelens.onnx_writer import write_generator
from cyclelens.stability import psnr, ssim
from cyclelens.teacher import load_teacher


def trained(steps: int = 110) -> Foreign:
    torch.manual_seed(2)
    net = Foreign(Plan("resnet", 9, 64, "instance", True)).apply(initialise)
    optimizer = torch.optim.Adam(net.parameters(), betas=(0.5, 0.999))
    for step in range(steps):
        x = disks(4, 100 + step)
        # Down to nothing: noise that is left in a teacher no student can learn.
        optimizer.param_groups[0]["lr"] = 4e-4 * min(1.0, 2 * (1 - step / steps))
        optimizer.zero_grad()
        functional.l1_loss(net(x), turned(x)).backward()
        optimizer.step()
    return net.eval()


def main(folder: Path) -> None:
    torch.set_num_threads(1)
    file = saved(trained(), folder / "latest_net_G_A.pth")
    teacher = load_teacher(file, torch.device("cpu"), torch.contiguous_format)
    plan = {"crop": 32, "batch": 8, "pictures": 24, "noise": 0.0, "steps": 600, "lr": 3e-3}
    recipe = tiny(distil=plan, network={"tier": "M", "margin": 8})
    student = fit(recipe, (write_domains(folder, count=24)[0], None), folder / "run", teacher=teacher).ema["G"]
    x = disks(16, 5)
    with torch.no_grad():
        wanted, made = teacher(x), student(x).clamp(-1, 1)
    print(f"teacher: {psnr(wanted, turned(x)):.1f} dB to the truth (its input: {psnr(x, turned(x)):.1f} dB)")
    ratio = teacher.gmacs / gmacs(write_generator(student))
    print(f"student: {psnr(made, wanted):.1f} dB and SSIM {ssim(made, wanted):.3f} to the teacher at 1/{ratio:.0f} of its work")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        main(Path(temporary))
