"""The list of recipes: each makes one capture, under the name it gives."""

RECIPES = {}


def capture(name):
    """Marks a function of one argument, the path, as the maker of `name`."""
    def keep(recipe):
        assert name not in RECIPES, f"two recipes for {name}"
        RECIPES[name] = recipe
        return recipe
    return keep
