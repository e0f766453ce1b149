"""Makes the files and dumps of this folder: what Pillow, torchvision and OpenCV make of small pictures.

    pip install pillow torchvision opencv-python-headless==4.10.0.84 numpy
    python make.py

Pillow's wheel has libjpeg-turbo. Pictures of `resizing.json` come from the formula below, which the tests repeat.
"""
import base64, hashlib, io, json, math, os, random, struct, zlib
import cv2
import numpy as np
from PIL import Image, ImageEnhance
import torchvision.transforms as T
import torchvision.transforms.functional as F

os.chdir(os.path.dirname(os.path.abspath(__file__)))


def picture(height, width):
    y, x, c = np.meshgrid(np.arange(height), np.arange(width), np.arange(3), indexing="ij")
    return ((x * (3 + c) + y * (7 - 2 * c) + x * y % 97 * 2 + x * x // (5 + c) + 40 * c) % 256).astype(np.uint8)


def text(data):
    return base64.b64encode(bytes(data)).decode()


def png(height, width, depth, kind, rows, interlaced=False):
    """A PNG by hand, for what Pillow does not write: `rows(y, xs)` gives the packed bytes of a row's pixels."""
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    passes = [(0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2), (1, 0, 2, 1)] if interlaced else [(0, 0, 1, 1)]
    data = b""
    for top, left, down, right in passes:
        xs = list(range(left, width, right))
        if xs:
            for y in range(top, height, down):
                data += b"\0" + rows(y, xs)
    head = struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, int(interlaced))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(data, 9)) + chunk(b"IEND", b"")


def bmp(height, width, bits, palette, rows, downwards=False):
    """A Windows bitmap: BITMAPFILEHEADER, BITMAPINFOHEADER, palette, rows as they lie in the file."""
    at, content = 54 + len(palette), b"".join(rows)
    head = struct.pack("<2sIHHI", b"BM", at + len(content), 0, 0, at)
    info = struct.pack("<IiiHHIIiiII", 40, width, -height if downwards else height, 1, bits, 0, len(content), 2835, 2835, 0, 0)
    return head + info + palette + content


def decoding():
    height, width = 17, 23
    smooth = np.stack([np.add.outer(np.arange(height) * 5, np.arange(width) * 6) % 256, np.add.outer(np.arange(height) * 11, np.arange(width) * 2),
                       200 - np.add.outer(np.arange(height) * 3, np.arange(width) * 4)], 2).astype(np.uint8)
    image = Image.fromarray(smooth)
    alpha = Image.fromarray((np.add.outer(np.arange(height) * 9, np.arange(width) * 3) % 256).astype(np.uint8))
    exif = Image.Exif()
    exif[0x0112] = 6
    files = {}

    def save(name, image, **options):
        room = io.BytesIO()
        image.save(room, name.split(".")[1], **options)
        files[name] = room.getvalue()

    save("baseline-420.jpeg", image, quality=80, subsampling=2)
    save("progressive-422.jpeg", image, quality=70, subsampling=1, progressive=True)
    save("full-444.jpeg", image, quality=95, subsampling=0, optimize=True)
    save("grey.jpeg", image.convert("L"), quality=85)
    save("turned-by-exif.jpeg", image, quality=80, exif=exif)
    save("cmyk.jpeg", Image.merge("CMYK", [Image.fromarray(255 - smooth[:, :, c]) for c in range(3)] + [alpha]), quality=85)
    save("rgb.png", image)
    save("alpha.png", Image.merge("RGBA", [*image.split(), alpha]))
    save("grey-alpha.png", Image.merge("LA", [image.convert("L"), alpha]))
    save("palette.png", image.quantize(11))
    save("palette-transparent.png", image.quantize(13), transparency=bytes([0, 128, 255]))
    save("bits.png", image.convert("1"))
    save("grey-16.png", Image.fromarray((np.add.outer(np.arange(height) * 40, np.arange(width) * 17)).astype(np.uint16)))
    wide = lambda y, xs: b"".join(struct.pack(">3H", *(int(v) * 256 + 128 + 5 * x for v in smooth[y, x])) for x in xs)
    files["rgb-16.png"] = png(height, width, 16, 2, wide)
    files["interlaced.png"] = png(height, width, 8, 2, lambda y, xs: b"".join(bytes(smooth[y, x]) for x in xs), interlaced=True)
    grey = lambda y, xs: bytes(sum((x + y) % 4 << 6 - 2 * i for i, x in enumerate(xs[at:at + 4])) for at in range(0, len(xs), 4))
    files["grey-2.png"] = png(height, width, 2, 0, grey)
    save("rgb.bmp", image)
    save("rgba.bmp", Image.merge("RGBA", [*image.split(), alpha]))
    save("palette.bmp", image.quantize(11))
    save("grey.bmp", image.convert("L"))
    save("bits.bmp", image.convert("1"))
    # Rows from the top, and four bits a pixel with sixteen colours: Pillow writes neither.
    rows = [bytes(smooth[y, :, ::-1].tobytes()) + bytes(-3 * width % 4) for y in range(height)]
    files["top-down.bmp"] = bmp(height, width, 24, b"", rows, downwards=True)
    nibbles = [[(x * y + x) % 16 for x in range(width + 1)] for y in range(height)]
    rows = [bytes(a << 4 | b for a, b in zip(row[::2], row[1::2])) + bytes(-((width + 1) // 2) % 4) for row in nibbles]
    files["four-bits.bmp"] = bmp(height, width, 4, b"".join(bytes([c * 3, 255 - c, c * 16, 0]) for c in range(16)), rows[::-1])
    pixels = {}
    for name, content in files.items():
        open(name, "wb").write(content)
        pixels[name] = text(Image.open(name).convert("RGB").tobytes())
    json.dump({"height": height, "width": width, "pixels": pixels}, open("decoding.json", "w"), indent=1)


def opencv(image, size):
    """The short side to `size` as Single Path One-Shot's released code has it: OpenCV, BGR."""
    image = np.ascontiguousarray(np.asarray(image)[:, :, ::-1])
    height, width, _ = image.shape
    target = (int(size / height * width + 0.5), size) if height < width else (size, int(size / width * height + 0.5))
    return Image.fromarray(np.ascontiguousarray(cv2.resize(image, target, interpolation=cv2.INTER_LINEAR)[:, :, ::-1]))


def resizing():
    cases = []
    for height, width in [(60, 45), (33, 90), (41, 41), (20, 27), (15, 12), (40, 80), (71, 64), (29, 20)]:
        image = Image.fromarray(picture(height, width))
        pillow = F.center_crop(F.resize(image, 20, T.InterpolationMode.BILINEAR), 16)
        bicubic = image.resize((13, 17), Image.BICUBIC)
        other = np.asarray(F.center_crop(opencv(image, 20), 16))[:, :, ::-1]
        cases.append({"height": height, "width": width, "torchvision": text(pillow.tobytes()), "openCV": text(other.tobytes()),
                      "bicubic": text(bicubic.tobytes())})
    large = Image.fromarray(picture(375, 500))
    digest = lambda image: hashlib.sha256(np.ascontiguousarray(image).tobytes()).hexdigest()
    whole = {"torchvision": digest(F.center_crop(F.resize(large, 256, T.InterpolationMode.BILINEAR), 224)),
             "openCV": digest(np.asarray(F.center_crop(opencv(large, 256), 224))[:, :, ::-1])}
    jitter = [{"quantity": name, "factor": factor, "pixels": text(kind(Image.fromarray(picture(9, 14))).enhance(factor).tobytes())}
              for name, kind in [("brightness", ImageEnhance.Brightness), ("contrast", ImageEnhance.Contrast), ("saturation", ImageEnhance.Color)]
              for factor in [0.6, 0.9371, 1.0, 1.2503, 1.4]]
    crops = []
    for height, width in [(375, 500), (40, 300)]:
        boxes = [T.RandomResizedCrop.get_params(Image.new("L", (width, height)), (0.08, 1), (3 / 4, 4 / 3)) for _ in range(40000)]
        top, left, high, wide = (np.array(v, float) for v in zip(*boxes))
        crops.append({"height": height, "width": width, "area": (high * wide).mean() / height / width, "logRatio": np.log(wide / high).mean(),
                      "spread": np.log(wide / high).std(), "top": top.mean() / height, "left": left.mean() / width})
    json.dump({"opencv": cv2.__version__, "pillow": Image.__version__, "cases": cases, "large": whole, "jitter": jitter, "crops": crops},
              open("resizing.json", "w"), indent=1)


import torch
torch.manual_seed(1)
decoding()
resizing()
