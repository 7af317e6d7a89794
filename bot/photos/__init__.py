"""Photos: safe intake of files from strangers, and the folder where they are kept."""

from bot.photos.intake import take_in
from bot.photos.store import PhotoStore
from models.photo import Photo, Sticker, same_photo

__all__ = ["Photo", "PhotoStore", "Sticker", "same_photo", "take_in"]
