"""Pictures are drawn anew: smaller, as JPEG, without what the camera wrote beside them (place, time, device)."""

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

from ..values.problems import Problem

LONGEST_SIDE = 1600
MOST_PIXELS = 60_000_000
QUALITY = 82
FORMATS = ("JPEG", "PNG", "WEBP")
DAMAGED = "图片打不开，可能没有传完。请重新拍一张，或换一张再传。"
HUGE = "图片太大（超过 6000 万像素）。请缩小后再传。"


def clean(data):
    """JPEG bytes of the picture in `data`, at most 1,600 px long, without metadata. Raises Problem."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            return _drawn(data)
        except Problem:
            raise
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
            raise Problem("file.damaged", DAMAGED) from error
        except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
            raise Problem("file.too_large", HUGE) from error


def _drawn(data):
    with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise Problem("file.too_large", HUGE)
        upright = ImageOps.exif_transpose(picture)
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        out = io.BytesIO()
        _on_white(upright).save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def _on_white(picture):
    """Without transparency, which JPEG lacks; a new image carries nothing of the old one's info."""
    layer = picture.convert("RGBA")
    paper = Image.new("RGB", layer.size, "white")
    paper.paste(layer, mask=layer.getchannel("A"))
    return paper
