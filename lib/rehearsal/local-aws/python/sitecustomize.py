"""
Python runs this when it starts, before moto_server does. moto 5.2 lists its own folder and the methods of a class anew
for every request, a fifth of its time; both are what they were. Without this file everything works, and takes longer.
"""

from functools import lru_cache

try:
    import moto.backends
    import moto.core.responses

    modules = tuple(moto.backends.list_of_moto_modules())
    moto.backends.list_of_moto_modules = lambda: modules
    moto.core.responses.method_names_from_class = lru_cache(maxsize=None)(moto.core.responses.method_names_from_class)
except (AttributeError, ImportError):
    pass  # Another release, or a Python that is not moto's.
