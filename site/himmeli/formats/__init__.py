"""How dates stand in the admin in each language, where Django's own way is not how people write them."""
